"""When each sentence of a storyboard is said, and when each picture is seen. Milliseconds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tiengnoi.locales import LOCALES, Locale
from tiengnoi.videos.captions import Cue, cues, needed
from tiengnoi.videos.model import Storyboard

BEFORE, AFTER = 500, 700
"""Silence at the beginning and at the end of a scene."""

BETWEEN = 350
"""Silence between two sentences."""

MOST = 2600
"""The longest silence that captions may ask for. A reader who needs more has a sentence whose
translation is too long, and `tiengnoi check` says so."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence: said from `start` to `end`; then it is silent until `until`."""

    scene: int
    number: int
    start: int
    end: int
    until: int


@dataclass(frozen=True, slots=True)
class Shown:
    """What is seen from `start` on: of a scene (from 0), the points said so far."""

    start: int
    scene: int
    points: int


@dataclass(frozen=True, slots=True)
class Timeline:
    said: tuple[Said, ...]
    starts: tuple[int, ...]
    """Of each scene."""
    shown: tuple[Shown, ...]
    duration: int

    def chapters(self, board: Storyboard, locale: Locale) -> list[Cue]:
        ends = (*self.starts[1:], self.duration)
        titles = (scene.title.text(locale).words for scene in board.scenes)
        return [Cue(*one) for one in zip(self.starts, ends, titles, strict=True)]

    def captions(self, board: Storyboard, locale: Locale) -> list[Cue]:
        """The captions in a language; those of the other one follow the voice of this one."""
        found: list[Cue] = []
        for one, (_, _, sentence) in zip(self.said, board.sentences(), strict=True):
            text = sentence.text(locale).words
            found += cues(text, one.start, one.end - one.start, one.until - one.start)
        return found


def timeline(board: Storyboard, lengths: Sequence[int]) -> Timeline:
    """`lengths`: how long each sentence takes to say, in order.

    After a sentence it is silent until its captions could be read in both languages.
    """
    left = iter(lengths)
    now = 0
    said: list[Said] = []
    starts: list[int] = []
    shown: list[Shown] = []
    for number, scene in enumerate(board.scenes):
        starts.append(now)
        begins: list[int] = []
        now += BEFORE
        for index, sentence in enumerate(scene.says, 1):
            spoken = next(left)
            silence = AFTER if index == len(scene.says) else BETWEEN
            wanted = max(needed(sentence.text(locale).words) for locale in LOCALES)
            until = now + spoken + max(silence, min(wanted - spoken, MOST))
            said.append(Said(number, index, now, now + spoken, until))
            begins.append(now)
            now = until
        shown += _shown(number, starts[-1], [begins[point.said_in - 1] for point in scene.points])
    return Timeline(tuple(said), tuple(starts), tuple(shown), now)


def _shown(scene: int, start: int, appear: list[int]) -> Iterator[Shown]:
    """A scene begins with what its first sentence says; more points come with theirs."""
    first = start + BEFORE
    count = sum(when <= first for when in appear)
    yield Shown(start, scene, count)
    for when in sorted({when for when in appear if when > first}):
        yield Shown(when, scene, sum(one <= when for one in appear))
