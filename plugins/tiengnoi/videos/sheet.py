"""A sheet to read a clip aloud from: its sentences, and what is recorded of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tiengnoi.locales import Locale, label
from tiengnoi.videos.lexicon import said
from tiengnoi.videos.model import Recording, Storyboard
from tiengnoi.videos.recordings import same

Number = tuple[int, int]
"""Of a scene, and of a sentence in it, from 1."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a command has to say, and its exit code."""

    code: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Narration:
    """A clip as it is read aloud in a language, and what is recorded of it in `folder`."""

    id: str
    board: Storyboard
    locale: Locale
    folder: Path
    recordings: tuple[Recording, ...]

    @property
    def sentences(self) -> dict[Number, str]:
        sentences = self.board.sentences()
        return {(scene, n): one.text(self.locale).words for scene, n, one in sentences}

    def scene(self, number: int) -> list[str]:
        """The sentences of a scene."""
        return [text for (scene, _), text in self.sentences.items() if scene == number]

    def title(self, scene: int) -> str:
        return self.board.scenes[scene - 1].title.text(self.locale).words

    def is_recorded(self, text: str) -> bool:
        fitting = (one for one in self.recordings if same(one.says, text))
        return any((self.folder / one.file).is_file() for one in fitting)

    @property
    def missing(self) -> list[Number]:
        return [number for number, text in self.sentences.items() if not self.is_recorded(text)]


def sheet(narration: Narration, known: Mapping[str, str]) -> Iterator[str]:
    """The lines to read from. `known`: what is said for what is written."""
    locale = narration.locale
    yield label("narration-sheet", locale, title=narration.board.title.text(locale).words)
    yield ""
    yield label("narration-advice", locale).rstrip()
    before = 0
    for (scene, number), text in narration.sentences.items():
        if scene != before:
            yield ""
            yield label("narration-scene", locale, number=scene, title=narration.title(scene))
            before = scene
        yield f"  {scene}.{number}  {text}"
        for words, spoken in unusual(text, known):
            yield "       " + label("narration-say", locale, written=words, spoken=spoken)
        if narration.is_recorded(text):
            yield "       " + label("narration-recorded", locale)
    yield ""
    yield from to_record(narration, locale)
    if narration.missing:
        yield ""
        yield label("narration-how", locale, id=narration.id)


def unusual(text: str, known: Mapping[str, str]) -> list[tuple[str, str]]:
    """What is not said as it is written: how it is written and said, in the order of the text."""
    found = {}
    for words in sorted(known, key=len, reverse=True):
        without = said(text, {words: "\n" * len(words)})
        if without != text:
            at = next(n for n, one in enumerate(without) if one != text[n])
            found[at] = (words, known[words])
            text = without
    return [found[at] for at in sorted(found)]


def to_record(narration: Narration, lang: Locale) -> Iterator[str]:
    missing = narration.missing
    count = len(narration.sentences)
    values = {"count": count - len(missing), "of": count, "language": narration.locale}
    yield label("narration-count", lang, **values)
    for scene in dict.fromkeys(scene for scene, _ in missing):
        sentences = ", ".join(f"{one}.{number}" for one, number in missing if one == scene)
        yield "  " + label("narration-missing", lang, number=scene, sentences=sentences)
