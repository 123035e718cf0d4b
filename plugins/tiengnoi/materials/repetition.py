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
    other_session: str
    alike: float


def repetitions(sessions: Mapping[str, Session]) -> Iterator[Repetition]:
    """Each step that repeats a step of an earlier session, once, with the nearest of those."""
    steps = [
        (name, step, pairs)
        for name, session in sessions.items()
        for step in session.steps
        if len(pairs := _word_pairs(step)) >= FEWEST
    ]
    frequency = Counter(pair for _, _, pairs in steps for pair in pairs)
    holders: defaultdict[str, list[int]] = defaultdict(list)
    same: dict[frozenset[str], int] = {}
    for number, (name, step, pairs) in enumerate(steps):
        if pairs in same:
            # As often as it is copied, a text is compared with others once.
            if steps[same[pairs]][0] != name:
                yield Repetition(step, steps[same[pairs]][1], steps[same[pairs]][0], 1)
            continue
        same[pairs] = number
        rarest = sorted(pairs, key=lambda pair: (frequency[pair], pair))
        prefix = rarest[: len(pairs) - math.ceil(ALIKE * len(pairs)) + 1]
        near = {other for pair in prefix for other in holders[pair] if steps[other][0] != name}
        similar = [(_similarity(pairs, steps[other][2]), -other) for other in near]
        alike, other = max(similar, default=(0.0, 0))
        if alike >= ALIKE:
            yield Repetition(step, steps[-other][1], steps[-other][0], alike)
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
