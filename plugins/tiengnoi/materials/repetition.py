"""Finds steps of sessions that repeat each other, with the words changed here and there.

Two steps are alike when most of their word pairs are the same (Jaccard similarity of their sets).
All pairs above the bound are found without comparing each with each, by prefix filtering: two
such sets must share one of their rarest elements (Bayardo, Ma and Srikant, "Scaling up all pairs
similarity search", 2007).
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from tiengnoi.materials.model import Session, Step

ALIKE = 1 / 3
"""From this similarity on, one step repeats the other: as a copy in which every fourth word is
changed. Steps with different activities stay below 0.3 in our content, most of them near 0."""
FEWEST = 12
"""Steps of fewer word pairs say too little to be alike by more than chance."""


@dataclass(frozen=True, slots=True)
class Repetition:
    """A step, the step of another session that it repeats most, and how alike they are (0–1)."""

    step: Step
    other: Step
    alike: float


@dataclass(frozen=True, slots=True)
class _Told:
    session: str
    step: Step
    pairs: frozenset[str]


def repetitions(sessions: Mapping[str, Session]) -> Iterator[Repetition]:
    """Each step that repeats a step of an earlier session, once, with the nearest of those."""
    told = [
        _Told(name, step, pairs)
        for name, session in sessions.items()
        for step in session.steps
        if len(pairs := _word_pairs(step)) >= FEWEST
    ]
    frequency = Counter(pair for one in told for pair in one.pairs)
    holders: defaultdict[str, list[int]] = defaultdict(list)
    same: dict[frozenset[str], _Told] = {}
    for number, one in enumerate(told):
        # As often as it is copied, a text is compared with others once.
        copied = same.setdefault(one.pairs, one)
        if copied is not one:
            if copied.session != one.session:
                yield Repetition(one.step, copied.step, 1)
            continue
        rarest = sorted(one.pairs, key=lambda pair: (frequency[pair], pair))
        prefix = rarest[: len(rarest) - math.ceil(ALIKE * len(rarest)) + 1]
        near = sorted({other for pair in prefix for other in holders[pair]})
        others = [told[other] for other in near if told[other].session != one.session]
        nearest = max(others, key=lambda other: _similarity(one.pairs, other.pairs), default=None)
        if nearest and (alike := _similarity(one.pairs, nearest.pairs)) >= ALIKE:
            yield Repetition(one.step, nearest.step, alike)
        for pair in prefix:
            holders[pair].append(number)


def _word_pairs(step: Step) -> frozenset[str]:
    """Pairs of neighbouring words in what is done and asked, in Vietnamese."""
    texts = [step.do.vi, *(question.vi for question in step.ask)]
    return frozenset(
        f"{first} {second}"
        for text in texts
        for first, second in pairwise(re.findall(r"\w+", text.casefold()))
    )


def _similarity(one: frozenset[str], other: frozenset[str]) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)
