"""Checks of clips: what is shown is said, what is said can be said and read, and who is seen or
heard has agreed to it."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

from tiengnoi.catalogue import Catalogue
from tiengnoi.locales import LOCALES, Locale
from tiengnoi.materials.checks import References
from tiengnoi.models import Translated
from tiengnoi.problems import Place, Problems
from tiengnoi.videos import recordings
from tiengnoi.videos.captions import (
    LINE,
    LINES,
    SHORTEST,
    SPEED,
    SPEED_LIMIT,
    CaptionFile,
    needed,
)
from tiengnoi.videos.lexicon import pronunciations, unspeakable
from tiengnoi.videos.model import Clip, Film, Storyboard, StoryboardScene
from tiengnoi.videos.timeline import MOST
from tiengnoi.vietnamese import fold

LONGEST_SENTENCE = 120
"""Characters. A longer one cannot be said in one breath, nor read in two captions."""

VOICE_SPEED = 15
"""Characters a second that our voices say (measured on our clips: 14 to 15)."""

SAID_SHARE = 1 / 3
"""Of the words of a point, how many its sentence must have."""

_FILM_ENDINGS = (".mp4", ".webm")


def check_clips(catalogue: Catalogue, references: References, today: date | None = None) -> None:
    """`today`: the day on which consent must hold."""
    known = {locale: pronunciations(catalogue, locale) for locale in LOCALES}
    for id, clip in catalogue.clips.items():
        references.guide(clip, clip.guide, "guide")
        references.topics(clip, clip.topics)
        _check_consent(id, clip, catalogue, references.problems, today or date.today())
        if isinstance(clip, Storyboard):
            _Board(clip, references).check(known)
        elif isinstance(clip, Film):
            _check_film(id, clip, catalogue, references.problems)
    _check_recordings(catalogue, references.problems)


def _check_consent(
    id: str, clip: Clip, catalogue: Catalogue, problems: Problems, today: date
) -> None:
    for consent in clip.consent:
        if consent.until < today and not consent.withdrawn:
            problems.add(consent.place("until"), "consent-ended", day=consent.until)
    if isinstance(clip, Film) and clip.people and not clip.consent:
        problems.add(clip.place(), "film-without-consent")
    if clip.withdrawn and any(file.startswith(f"videos/{id}/") for file in catalogue.media):
        problems.add(clip.place("consent"), "withdrawn-still-there", name=f"videos/{id}/")


def may_be_shown(clip: Clip, today: date) -> bool:
    """Whether everyone who is seen or heard in a film has agreed, and still does."""
    if clip.withdrawn or any(one.until < today for one in clip.consent):
        return False
    return not (isinstance(clip, Film) and clip.people and not clip.consent)


class _Board:
    def __init__(self, board: Storyboard, references: References) -> None:
        self.board, self.references = board, references
        self.problems = references.problems

    def check(self, known: dict[Locale, dict[str, str]]) -> None:
        board = self.board
        if board.poster > len(board.scenes):
            values = {"number": board.poster, "count": len(board.scenes)}
            self.problems.add(board.place("poster"), "no-such-scene", **values)
        for scene in board.scenes:
            self._check_picture(scene)
            self._check_points(scene)
            for sentence in scene.says:
                self._check_sentence(sentence, known)

    def _check_picture(self, scene: StoryboardScene) -> None:
        if scene.art:
            self.references.picture(scene, scene.art, "art")
        if scene.contact:
            self.references.contacts(scene, [scene.contact], "contact")
        lacks = {
            "title": "" if scene.art else "art",
            "split": "" if scene.art else "art",
            "picture": "" if scene.art else "art",
            "points": "" if scene.points else "points",
            "call": "" if scene.contact else "contact",
        }[scene.layout]
        if lacks:
            place = scene.place("layout")
            self.problems.add(place, "layout-lacks", name=scene.layout, field=lacks)

    def _check_points(self, scene: StoryboardScene) -> None:
        for point in scene.points:
            if point.said_in > len(scene.says):
                place, count = point.place("said_in"), len(scene.says)
                self.problems.add(place, "no-such-sentence", number=point.said_in, count=count)
                continue
            sentence = scene.says[point.said_in - 1]
            for locale in LOCALES:
                words = point.text.text(locale).words
                is_pair = point.text.has(locale) and sentence.has(locale)
                if is_pair and not is_said(words, sentence.text(locale).words):
                    self.problems.add(point.place("text"), "point-not-said", name=words)

    def _check_sentence(self, sentence: Translated, known: dict[Locale, dict[str, str]]) -> None:
        for locale in LOCALES:
            text = sentence.text(locale).words
            place = sentence.place(locale)
            if not sentence.has(locale):
                if self.board.title.has(locale):
                    self.problems.add(place, "sentence-without-pair", name=text)
                continue
            if not self.references.catalogue.unreadable & {"contacts", "lexicon"}:
                for offset, word in unspeakable(text, known[locale]):
                    place = sentence.place(locale, offset=offset)
                    self.problems.add(place, "cannot-be-said", name=word)
            if len(text) > LONGEST_SENTENCE:
                self.problems.add(place, "sentence-too-long", count=len(text))
            self._check_captions(sentence, locale)

    def _check_captions(self, sentence: Translated, locale: Locale) -> None:
        """Whether the captions in this language can be read while either voice speaks."""
        text = sentence.text(locale).words
        fastest = min(len(sentence.text(voice).words) for voice in LOCALES)
        time = 1000 * fastest // VOICE_SPEED + MOST
        if needed(text) > time:
            speed = 1000 * len(text) / time
            code = "captions-too-fast" if speed > SPEED_LIMIT else "captions-fast"
            self.problems.add(sentence.place(locale), code, speed=f"{speed:.0f}", limit=SPEED)


def is_said(point: str, sentence: str) -> bool:
    """Whether a sentence says what a point shows: at least a third of its words. Numbers count
    for nothing: on screen they are digits, and in a sentence words."""
    shown, heard = _words(point), _words(sentence)
    if not shown:
        return True
    found = sum(any(_alike(word, other) for other in heard) for word in shown)
    return found >= len(shown) * SAID_SHARE


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", fold(text)) if len(word) > 1]


def _alike(one: str, other: str) -> bool:
    """The same, or two forms of an English word: meets, meeting."""
    return one == other or (len(one) > 3 and len(other) > 3 and one[:4] == other[:4])


def _check_recordings(catalogue: Catalogue, problems: Problems) -> None:
    for (id, locale), recorded in catalogue.recordings.items():
        clip = catalogue.clips.get(id)
        if clip is None or clip.withdrawn:
            continue
        if not clip.consent:
            problems.add(recorded.place(), "voice-without-consent", name=f"videos/{id}/")
        for one in recorded.recordings:
            folder = recordings.folder_of(catalogue.root, id, locale)
            if not (folder / one.file).is_file():
                problems.add(one.place("file"), "no-such-recording", name=one.file)
        for one in recordings.outdated(catalogue, id, locale):
            problems.add(one.place("says"), "recording-outdated", name=one.says)


def _check_film(id: str, film: Film, catalogue: Catalogue, problems: Problems) -> None:
    starts = [chapter.starts for chapter in film.chapters]
    for number, (before, after) in enumerate(pairwise(starts), 1):
        if after <= before:
            problems.add(film.place("chapters", number), "chapters-order")
    if film.withdrawn:
        return
    if film.file:
        file = f"videos/{id}/{film.file}"
        mine = [one for one in sorted(catalogue.media) if one.startswith(f"videos/{id}/")]
        if file not in catalogue.media or not film.file.endswith(_FILM_ENDINGS):
            known = [one.rpartition("/")[2] for one in mine if one.endswith(_FILM_ENDINGS)]
            problems.add(film.place("file"), "no-such-film", name=film.file, known=known)
        else:
            _check_footage(catalogue.root / file, Place(file), problems)
        for one in mine:
            if one != file:
                problems.add(Place(one), "file-unused", name=one.rpartition("/")[2])
    for locale in LOCALES:
        written = f"{id}/captions.{locale}"
        captions = catalogue.captions.get((id, locale))
        if captions and captions.cues:
            _check_cues(captions, problems)
        elif film.title.has(locale) and not film.hosted and written not in catalogue.unreadable:
            problems.add(film.place(), "film-without-captions", name=f"captions.{locale}.vtt")


def _check_footage(path: Path, place: Place, problems: Problems) -> None:
    """What only the file itself tells: whether it is a film, and where it was shot."""
    from tiengnoi.videos import footage  # loads FFmpeg, which most sites need not for a check

    try:
        if told := footage.told_place(path):
            problems.add(place, "film-tells-place", name=told)
    except footage.UNREADABLE as error:
        problems.add(place, "film-unreadable", why=error)


def _check_cues(captions: CaptionFile, problems: Problems) -> None:
    before = 0
    for cue, line in captions.cues:
        place = Place(captions.file, line)
        if cue.start < before:
            problems.add(place, "captions-overlap")
        before = cue.end
        if cue.speed > SPEED:
            code = "captions-too-fast" if cue.speed > SPEED_LIMIT else "captions-fast"
            problems.add(place, code, speed=f"{cue.speed:.0f}", limit=SPEED)
        lines = cue.text.split("\n")
        if len(lines) > LINES or max(map(len, lines)) > LINE:
            problems.add(place, "captions-lines", count=LINE)
        if cue.end - cue.start < SHORTEST:
            problems.add(place, "captions-short")
