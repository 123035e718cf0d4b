"""A take of several sentences, cut where the reader took a breath.

Speech stands out where vowels are, from 200 to 1,500 Hz: there breaths, hiss and the hum of a fan
are weak. How quiet a silence is depends on the room: several limits between the noise and the
voice are tried, and the one is taken that tells the pauses between sentences best from all others.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf, log

import numpy as np
from numpy.typing import NDArray

from tiengnoi.videos.sound import RATE, Samples, samples_in

PAUSE = 250
"""Milliseconds. A shorter silence is none: so long is the closure of a “t”, or a hesitation."""

KEPT = 120
"""Milliseconds of silence that stay before and after a sentence."""

_BLIP, _KNOCK = 50, 120
"""Milliseconds. A shorter sound within silence is noise; with its soft edges, a finger on the
phone."""

_EDGE = 300
"""Milliseconds that a soft beginning or end of a sentence may last."""

_LIMITS = (0.5, 0.45, 0.55, 0.35, 0.65, 0.75)
"""Below which a silence is heard: how far down from the voice to the noise."""

_SOFT = 0.75
"""The same, for the soft edges of a sentence."""

_RANGE = (6, 48)
"""dB from the noise to the voice. With less nobody speaks; a better room makes no difference."""

_ALIKE = 0.8
"""Of the shortest pause that was taken: a silence as long as this that was not raises doubt."""

_HASTY = 400
"""Milliseconds. A pause that is shorter may be a comma."""

_HOP, _WINDOW, _AT_ONCE = RATE // 100, 512, 4096
_VOWELS, _SPEECH = (200, 1500), (200, 8000)
_NOTHING = -40.0

Levels = NDArray[np.float64]
"""dB, every 10 ms."""

Runs = list[tuple[int, int]]
"""Where it is loud: from a level to before another."""


class TooFewPausesError(ValueError):
    """The take has fewer pauses than its sentences need. `heard`: how many sentences it would
    make; 0 where nobody speaks."""

    def __init__(self, heard: int) -> None:
        super().__init__(heard)
        self.heard = heard


@dataclass(frozen=True, slots=True)
class Span:
    """Speech, from one sample to before another."""

    start: int
    end: int

    @property
    def seconds(self) -> float:
        return (self.end - self.start) / RATE


@dataclass(frozen=True, slots=True)
class Cut:
    """The sentences of a take. `doubtful`: pauses between them are hardly longer than commas, so
    that it may be cut elsewhere than the reader meant."""

    sentences: tuple[Span, ...]
    doubtful: bool

    def pieces(self, take: Samples) -> Iterator[Samples]:
        """The sound of each sentence, with a little of the silence around it."""
        kept = samples_in(KEPT)
        for one in self.sentences:
            yield take[max(one.start - kept, 0) : one.end + kept]


def cut(take: Samples, sizes: Sequence[int]) -> Cut:
    """`sizes`: how many characters each sentence has.

    It is cut in the longest silences; where several are about as long, in those that give every
    sentence its share of the time. Raises TooFewPausesError.
    """
    vowels, speech = _levels(take, _VOWELS), _levels(take, _SPEECH)
    quiet, loud = _range(vowels)
    if loud - quiet < _RANGE[0]:
        raise TooFewPausesError(0)
    soft = speech > _limit(speech, _SOFT)
    tried = [_with_edges(_runs(vowels > _limit(vowels, share)), soft) for share in _LIMITS]
    enough = [runs for runs in tried if len(runs) >= len(sizes)]
    if not enough:
        raise TooFewPausesError(max(map(len, tried)))
    _, doubtful, runs = max((_sentences(runs, sizes) for runs in enough), key=lambda one: one[0])
    spans = (Span(start * _HOP, min(end * _HOP, len(take))) for start, end in runs)
    return Cut(tuple(spans), doubtful)


def _limit(levels: Levels, share: float) -> float:
    quiet, loud = _range(levels)
    return loud - share * (loud - quiet)


def _levels(take: Samples, band: tuple[int, int]) -> Levels:
    """How loud it is between two frequencies."""
    padded = np.pad(take, _WINDOW // 2)
    windows = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::_HOP]
    shape = np.hanning(_WINDOW) / _WINDOW
    low, high = (round(one * _WINDOW / RATE) for one in band)
    power = np.zeros(len(windows))
    for start in range(0, len(windows), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        spectrum = np.fft.rfft(windows[part] * shape)[:, low : high + 1]
        power[part] = (np.abs(spectrum) ** 2).sum(axis=1)
    smooth = np.convolve(power, np.full(3, 1 / 3), "same")
    return 10 * np.log10(np.maximum(smooth, 10 ** (_NOTHING / 10)))


def _range(levels: Levels) -> tuple[float, float]:
    """The level of the noise, and that of the voice. Where a file is empty (phones begin so, and
    some make pauses so) it tells nothing of the room."""
    heard = levels[levels > _NOTHING]
    if not len(heard):
        return 0, 0
    quiet, loud = (float(one) for one in np.percentile(heard, (5, 95)))
    return max(quiet, loud - _RANGE[1]), loud


def _runs(loud: NDArray[np.bool_]) -> Runs:
    """What silences of the length of a pause part, without knocks."""
    edges = np.flatnonzero(np.diff(loud, prepend=False, append=False))
    runs = _parted((start, end) for start, end in edges.reshape(-1, 2).tolist())
    return _longer(runs, _BLIP)


def _parted(runs: Iterable[tuple[int, int]]) -> Runs:
    parted: Runs = []
    for start, end in runs:
        if parted and start - parted[-1][1] < PAUSE // 10:
            parted[-1] = (parted[-1][0], end)
        else:
            parted.append((start, end))
    return parted


def _with_edges(runs: Runs, soft: NDArray[np.bool_]) -> Runs:
    """Up to where their soft sounds begin and end: an “s”, a breathed “h”, a voice that falls."""
    middles = [(before[1] + after[0]) // 2 for before, after in pairwise(runs)]
    wide: Runs = []
    for first, last, (start, end) in zip([0, *middles], [*middles, len(soft)], runs, strict=False):
        first, last = max(first, start - _EDGE // 10), min(last, end + _EDGE // 10)
        while start > first and soft[start - 1]:
            start -= 1
        while end < last and soft[end]:
            end += 1
        wide.append((start, end))
    return _longer(_parted(wide), _KNOCK)


def _longer(runs: Runs, least: int) -> Runs:
    return [(start, end) for start, end in runs if end - start >= least // 10]


def _sentences(runs: Runs, sizes: Sequence[int]) -> tuple[float, bool, Runs]:
    """The best way to join runs into sentences: how good it is, whether in doubt, and the runs."""
    runs = _most(runs, 3 * len(sizes) + 6)
    silences = [after[0] - before[1] for before, after in pairwise(runs)]
    worth = [0.0, *(log(silence * 10 / PAUSE) for silence in silences)]
    said = np.cumsum([0, *(end - start for start, end in runs)])
    shares = [size / sum(sizes) * int(said[-1]) for size in sizes]
    # How to make the sentences so far of so many runs: how good that is, and where each began.
    ways: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for share in shares:
        ways = {
            end: max(
                (
                    score + worth[start] - log((said[end] - said[start]) / share) ** 2,
                    (*begun, start),
                )
                for start, (score, begun) in ways.items()
                if start < end
            )
            for end in range(min(ways) + 1, len(runs) + 1)
        }
    score, starts = ways[len(runs)]
    left = max((one for n, one in enumerate(silences, 1) if n not in starts), default=0)
    taken = min((silences[n - 1] for n in starts[1:]), default=inf)
    score -= (len(sizes) - 1) * log(max(left * 10 / PAUSE, 1))
    ends = [*starts[1:], len(runs)]
    joined = [(runs[n][0], runs[end - 1][1]) for n, end in zip(starts, ends, strict=True)]
    return score, left > _ALIKE * taken or taken < _HASTY // 10, joined


def _most(runs: Runs, count: int) -> Runs:
    """No more runs than these, joined where silences are shortest."""
    silences = sorted(after[0] - before[1] for before, after in pairwise(runs))
    shortest = silences[-count] if len(runs) > count else 0
    few = runs[:1]
    for start, end in runs[1:]:
        if start - few[-1][1] <= shortest:
            few[-1] = (few[-1][0], end)
        else:
            few.append((start, end))
    return few
