"""A clip as its page needs it: files, times, and all that is said and shown, as text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Literal

from tiengnoi.catalogue import Catalogue
from tiengnoi.locales import LOCALES, Locale, label
from tiengnoi.pages import FOLDERS, plain
from tiengnoi.videos.captions import Cue, subrip, webvtt
from tiengnoi.videos.model import HEIGHT, WIDTH, Clip, Film, Storyboard
from tiengnoi.videos.pictures import described
from tiengnoi.videos.timeline import Timeline
from tiengnoi.zips import zipped

State = Literal["made", "unmade", "hosted", "withheld", "withdrawn"]
"""`hosted`: on the owner's own host; `withheld`: for want of a consent that holds."""

Voice = Literal["machine", "mixed", "recorded"]


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the site: its path below the root, with a digest of its content in the name."""

    path: str
    data: bytes | Path

    @property
    def ending(self) -> str:
        return self.path.rpartition(".")[2]

    @property
    def media_type(self) -> str:
        """As a browser is told, which then asks for no file that it cannot play."""
        return {"webm": 'video/webm; codecs="vp9, opus"', "mp4": "video/mp4"}[self.ending]

    @property
    def size(self) -> int:
        """Bytes."""
        return self.data.stat().st_size if isinstance(self.data, Path) else len(self.data)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, or a caption of a film. `start`: milliseconds; None where it is not known."""

    text: str
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter as text. `shows`: what is seen; `points`: words on screen."""

    title: str
    start: int | None
    shows: str
    points: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Playable:
    """`duration`: milliseconds, 0 where it is not known; `media`: the lightest first; `width`,
    `height`: of the picture, in pixels."""

    state: State
    parts: tuple[Part, ...] = ()
    duration: int = 0
    voice: Voice = "recorded"
    media: tuple[Asset, ...] = ()
    poster: Asset | None = None
    captions: dict[Locale, Asset] = field(default_factory=dict)
    chapters: Asset | None = None
    package: Asset | None = None
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def assets(self) -> Iterator[Asset]:
        """All files that the site must have."""
        others = (self.poster, self.chapters, self.package, *self.captions.values())
        yield from (*self.media, *(one for one in others if one))


Clips = Mapping[tuple[str, Locale], Playable]
"""By id, and the language of the page."""

NO_CLIPS: Clips = {}


def asset(id: str, name: str, data: bytes | Path) -> Asset:
    """A file of a clip; `name`: what follows the clip's id, such as `vi.webm`."""
    content = data.read_bytes() if isinstance(data, Path) else data
    stem, _, ending = name.rpartition(".")
    digest = sha256(content).hexdigest()[:8]
    return Asset(f"{FOLDERS['clip']}/{id}.{stem}.{digest}.{ending}", data)


def board_parts(
    board: Storyboard, catalogue: Catalogue, locale: Locale, times: Timeline | None = None
) -> tuple[Part, ...]:
    """What a storyboard says and shows, with its times if they are known."""
    starts = iter(one.start for one in times.said) if times else iter(())
    parts = []
    for number, scene in enumerate(board.scenes):
        lines = [Line(plain(one.text(locale).words), next(starts, None)) for one in scene.says]
        contact = catalogue.contacts.get(scene.contact or "")
        number_shown = (f"{contact.number}: {contact.name.text(locale).words}",) if contact else ()
        parts.append(
            Part(
                scene.title.text(locale).words,
                times.starts[number] if times else None,
                described(scene, catalogue, locale),
                (*number_shown, *(one.text.text(locale).words for one in scene.points)),
                tuple(lines),
            )
        )
    return tuple(parts)


def film_parts(film: Film, cues: Sequence[Cue], locale: Locale) -> tuple[Part, ...]:
    """What is said in a film, by its chapters: the captions are its transcript."""
    ends = [*(1000 * chapter.starts for chapter in film.chapters[1:]), None]
    parts = []
    for number, (chapter, end) in enumerate(zip(film.chapters, ends, strict=True)):
        start = 1000 * chapter.starts if number else 0
        lines = tuple(
            Line(cue.text.replace("\n", " "), cue.start)
            for cue in cues
            if start <= cue.start and (end is None or cue.start < end)
        )
        title, shows = (one.text(locale).words for one in (chapter.title, chapter.shows))
        parts.append(Part(title, 1000 * chapter.starts, shows, (), lines))
    return tuple(parts)


def unmade(id: str, clip: Clip, catalogue: Catalogue, locale: Locale) -> Playable:
    """A clip of which nothing is made: its words alone."""
    if clip.withdrawn:
        return Playable("withdrawn")
    if isinstance(clip, Storyboard):
        return Playable("unmade", board_parts(clip, catalogue, locale))
    assert isinstance(clip, Film)
    captions = catalogue.captions.get((id, locale))
    cues = [cue for cue, _ in captions.cues] if captions else []
    parts = film_parts(clip, cues, locale)
    if clip.hosted:
        return Playable("hosted", parts, 1000 * clip.hosted.length)
    return Playable("unmade", parts)


def tracks(
    id: str, name: str, captions: dict[Locale, list[Cue]], chapters: Sequence[Cue]
) -> tuple[dict[Locale, Asset], Asset]:
    """Files of captions in each language, and of chapters. `name`: the language of the sound."""
    files = {
        locale: asset(id, f"{name}.captions-{locale}.vtt", webvtt(cues).encode())
        for locale, cues in captions.items()
    }
    return files, asset(id, f"{name}.chapters.vtt", webvtt(chapters).encode())


def package(
    id: str, name: str, media: Asset, captions: dict[Locale, list[Cue]], transcript: str
) -> Asset:
    """A zip for a USB stick: the clip, beside it captions that a television finds by their names,
    and all that is said, as text. `media`: the kind that most players know."""
    held: dict[str, bytes | Path] = {f"{id}/{id}.{media.ending}": media.data}
    for locale in LOCALES:
        if cues := captions.get(locale):
            held[f"{id}/{id}.{locale}.srt"] = subrip(cues).encode("utf-8-sig")
    held[f"{id}/{id}.txt"] = transcript.encode("utf-8-sig")
    return asset(id, f"{name}.zip", zipped(sorted(held.items())))


def transcript(title: str, parts: Sequence[Part], locale: Locale) -> str:
    """All that is said and shown, as plain text."""
    blocks = [title]
    for number, part in enumerate(parts, 1):
        clock = f" ({clock_of(part.start)})" if part.start is not None else ""
        lines = [f"{number}. {part.title}{clock}"]
        if part.shows:
            lines.append(f"[{label('clip-picture', locale)}: {part.shows}]")
        lines += [f"• {point}" for point in part.points]
        blocks.append("\n".join([*lines, *(line.text for line in part.lines)]))
    return "\n\n".join(blocks) + "\n"


def clock_of(milliseconds: int) -> str:
    """`1:05`."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{minutes}:{seconds:02}"
