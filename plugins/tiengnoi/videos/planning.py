"""What a storyboard's clip is made of, and under which names the cache keeps it.

A name is a digest of all that goes into a thing: so nothing in the cache is ever wrong, and one
changed sentence costs one sentence and the two renditions of its clip.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from tiengnoi.catalogue import Catalogue
from tiengnoi.locales import LOCALES, Locale
from tiengnoi.videos import pictures, sound
from tiengnoi.videos.cache import Cache, digest
from tiengnoi.videos.encoding import RENDITIONS, Rendition
from tiengnoi.videos.lexicon import pronunciations, said
from tiengnoi.videos.model import Storyboard
from tiengnoi.videos.recordings import recording_of
from tiengnoi.videos.timeline import Timeline, timeline

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to be heard: what a voice says for it, or its recording; `name` is that of its
    sound in the cache."""

    name: str
    says: str
    recording: Path | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A clip in one language."""

    id: str
    board: Storyboard
    locale: Locale
    sentences: tuple[Sentence, ...]

    @property
    def title(self) -> str:
        return self.board.title.text(self.locale).words


@dataclass(frozen=True, slots=True)
class Plan:
    """All of a job that follows from its sounds: times, frames with their names in the cache, and
    the names of the renditions by ending."""

    timeline: Timeline
    frames: dict[str, pictures.Frame]
    shown: tuple[str, ...]
    renditions: dict[str, str]


@cache
def _engine(libraries: tuple[str, ...], files: tuple[str, ...]) -> str:
    """A digest of what makes something: libraries, and files of ours."""
    versions = "".join(f"{name} {version(name)}\n" for name in libraries)
    return digest(versions, *((_HERE / file).read_bytes() for file in files))


class Planning:
    """Plans the clips of a catalogue's storyboards."""

    def __init__(
        self, catalogue: Catalogue, cache: Cache, renditions: Sequence[Rendition] = RENDITIONS
    ) -> None:
        self.catalogue, self.cache, self.renditions = catalogue, cache, tuple(renditions)
        self.width = self.renditions[0].size[0]
        self.known = {locale: pronunciations(catalogue, locale) for locale in LOCALES}

    def jobs(self, ids: Sequence[str] = ()) -> list[Job]:
        """All clips that are made of storyboards; of these ids, if any are named."""
        return [
            self.job(id, board, locale)
            for id, board in self.catalogue.clips.items()
            if isinstance(board, Storyboard) and not board.withdrawn and (not ids or id in ids)
            for locale in LOCALES
            if board.title.has(locale)
        ]

    def job(self, id: str, board: Storyboard, locale: Locale) -> Job:
        texts = (sentence.text(locale).words for _, _, sentence in board.sentences())
        return Job(id, board, locale, tuple(self._sentence(id, locale, text) for text in texts))

    def _sentence(self, id: str, locale: Locale, text: str) -> Sentence:
        files = ("espeak.py", "speech.py", "sound.py")
        voice = digest(_engine(("espeakng-loader", "numpy"), files), locale)
        says = said(text, self.known[locale])
        recording = recording_of(self.catalogue, id, locale, text)
        heard = recording.read_bytes() if recording else says
        kind = "recording" if recording else "speech"
        return Sentence(f"{digest(kind, voice, heard)}.pcm", says, recording)

    def plan(self, job: Job) -> Plan | None:
        """None while the cache lacks a sentence of it."""
        found = [self.cache.has(one.name) for one in job.sentences]
        if not all(found):
            return None
        sizes = [self.cache.path(one.name).stat().st_size for one in job.sentences]
        times = timeline(job.board, [-(-size * 500 // sound.RATE) for size in sizes])
        frames = [
            pictures.frame(job.board, one.scene, one.points, self.catalogue, job.locale)
            for one in times.shown
        ]
        shown = tuple(self.name_of(one) for one in frames)
        by_name = dict(zip(shown, frames, strict=True))
        return Plan(times, by_name, shown, self._renditions(job, times, shown))

    def name_of(self, frame: pictures.Frame) -> str:
        libraries = ("typst", "fontpkg-be-vietnam-pro")
        engine = _engine(libraries, ("templates/frame.typ", "pictures.py"))
        return f"{digest('frame', engine, str(self.width), frame.key)}.png"

    def name_of_poster(self, frame: pictures.Frame) -> str:
        engine = _engine(("av",), ("encoding.py",))
        return f"{digest('poster', engine, self.name_of(frame))}.webp"

    def _renditions(self, job: Job, times: Timeline, shown: tuple[str, ...]) -> dict[str, str]:
        engine = _engine(("av", "numpy"), ("encoding.py", "sound.py"))
        heard = " ".join(one.name for one in job.sentences)
        chapters = repr(times.chapters(job.board, job.locale))
        made_of = (engine, repr(times), repr(shown), heard, chapters, job.title, job.locale)
        return {
            one.ending: f"{digest('clip', repr(one), *made_of)}.{one.ending}"
            for one in self.renditions
        }

    def is_made(self, plan: Plan | None) -> bool:
        if plan is None:
            return False
        found = [self.cache.has(name) for name in plan.renditions.values()]
        return all(found)  # each was asked for, and so is kept
