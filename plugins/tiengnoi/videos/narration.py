"""The command `tiengnoi narration`: a sheet to read a clip aloud from, and what was read, cut into
a recording for each sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from tiengnoi.catalogue import Catalogue
from tiengnoi.locales import Locale, label
from tiengnoi.problems import Problems
from tiengnoi.reading import read_catalogue
from tiengnoi.videos.lexicon import pronunciations
from tiengnoi.videos.model import Film, Storyboard
from tiengnoi.videos.recordings import INDEX, folder_of
from tiengnoi.videos.sheet import Narration, Told, sheet, to_record
from tiengnoi.videos.takes import Take, TakeError, arranged, implausible, take_of, write

_CONSENT = """\
consent:
  - who: {{vi: "Giọng đọc: …", en: "Voice: …"}}
    given_by: "…"
    given: {today}
    until: {until}
    # Trẻ em thì bỏ dấu # ở hai dòng sau. / For a child, take away the # of these two lines.
    # child: true
    # guardian: "…"
"""


def narrate(root: Path, id: str, locale: Locale, files: Sequence[Path], lang: Locale) -> Told:
    """The reading sheet of a clip, or its recordings out of `files`. `locale`: in which language
    it is read; `lang`: that of messages."""
    catalogue = read_catalogue(root, Problems())
    board = catalogue.clips.get(id)
    if not isinstance(board, Storyboard):
        return _no_storyboard(catalogue, id, lang)
    folder = folder_of(root, id, locale)
    if f"{id}/narration/{locale}" in catalogue.unreadable:
        file = (folder / INDEX).relative_to(root).as_posix()
        return Told(1, (label("narration-unreadable", lang, file=file),))
    if not board.title.has(locale):
        return Told(1, (label("narration-untranslated", lang, id=id, language=locale),))
    recorded = catalogue.recordings.get((id, locale))
    recordings = recorded.recordings if recorded else ()
    narration = Narration(id, board, locale, folder, recordings)
    if not files:
        return Told(0, tuple(sheet(narration, pronunciations(catalogue, locale))))
    return record(narration, root, files, lang)


def _no_storyboard(catalogue: Catalogue, id: str, lang: Locale) -> Told:
    if isinstance(catalogue.clips.get(id), Film):
        return Told(2, (label("narration-of-film", lang, id=id),))
    if id in catalogue.unreadable:
        file = f"videos/{id}/storyboard.yml"
        return Told(1, (label("narration-unreadable", lang, file=file),))
    boards = (one for one, clip in catalogue.clips.items() if isinstance(clip, Storyboard))
    return Told(2, (label("narration-unknown", lang, name=id, known=", ".join(boards)),))


def record(narration: Narration, root: Path, files: Sequence[Path], lang: Locale) -> Told:
    """Cuts every recording and writes what was cut; nothing where one of them cannot be used."""
    takes: dict[int, Take] = {}
    wrong = []
    for file in files:
        try:
            take = take_of(file, narration)
            if other := takes.get(take.scene):
                raise TakeError("narration-twice", number=take.scene, other=other.file)
            takes[take.scene] = take
        except TakeError as error:
            wrong.append(label(error.name, lang, file=file.name, **error.values))
    if wrong:
        return Told(1, (*wrong, label("narration-kept", lang)))
    recordings, sounds = arranged(narration, [*takes.values()])
    try:
        write(narration, recordings, sounds)
    except OSError as error:
        return Told(1, (f"{error.filename}: {error.strerror}", label("narration-kept", lang)))
    now = replace(narration, recordings=tuple(recordings))
    lines = [line for take in takes.values() for line in _heard(take, now, lang)]
    return Told(0, (*lines, *_written(now, root, lang)))


def _heard(take: Take, narration: Narration, lang: Locale) -> Iterator[str]:
    """What became of a take, and where to listen again."""
    scene, sentences = take.scene, narration.scene(take.scene)
    seconds = [one.seconds for one in take.cut.sentences]
    yield label("narration-take", lang, file=take.file, number=scene, title=narration.title(scene))
    for number, (length, text) in enumerate(zip(seconds, sentences, strict=True), 1):
        yield f"  {scene}.{number}  {_in_words(length, lang):>5} s  {text}"
    for number, usual in implausible(sentences, seconds):
        yield "  " + label(
            "narration-implausible",
            lang,
            number=f"{scene}.{number}",
            text=sentences[number - 1],
            seconds=_in_words(seconds[number - 1], lang),
            usual=_in_words(usual, lang),
        )
    if take.cut.doubtful:
        yield "  " + label("narration-doubtful", lang, number=scene)


def _in_words(seconds: float, lang: Locale) -> str:
    text = f"{seconds:.1f}"
    return text.replace(".", ",") if lang == "vi" else text


def _written(narration: Narration, root: Path, lang: Locale) -> Iterator[str]:
    """What there is now, and what to do next."""
    yield ""
    folder = narration.folder.relative_to(root).as_posix()
    yield label("narration-written", lang, folder=folder)
    yield from to_record(narration, lang)
    if not narration.board.consent:
        today = date.today()
        until = date(today.year + 2, 12, 31)
        yield ""
        yield label("narration-consent", lang, file=f"videos/{narration.id}/storyboard.yml")
        yield ""
        yield _CONSENT.format(today=today, until=until)
    yield label("narration-next", lang, id=narration.id)
