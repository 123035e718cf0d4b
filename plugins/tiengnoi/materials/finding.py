"""The list of all sessions, and by what a reader may choose among them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tiengnoi.catalogue import Catalogue
from tiengnoi.locales import Locale, label
from tiengnoi.materials.model import Session
from tiengnoi.pages import title_in
from tiengnoi.trials.model import Script

AGES = {"10-11": (10, 11), "11-15": (11, 15), "15-18": (15, 18), "18": (18, 99)}
"""Ages to choose from: end of primary, lower-secondary, upper-secondary school, adults."""

MINUTES = (45, 90, 180)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: `value` as the address has it."""

    value: str
    title: str


@dataclass(frozen=True, slots=True)
class Filter:
    """`name` stands in the address: `?tuoi=11-15`."""

    name: str
    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A session or a script. `fits`: the choices that it fits, by name of the filter."""

    kind: str
    key: str
    entry: Session | Script
    fits: dict[str, tuple[str, ...]]


def listed(catalogue: Catalogue) -> dict[str, list[Found]]:
    """By guide, in its order: all sessions, and then its scripts."""
    return {guide: [*_of_guide(guide, catalogue)] for guide in catalogue.guides}


def _of_guide(guide: str, catalogue: Catalogue) -> Iterator[Found]:
    sessions = [name for _, names in catalogue.session_groups(guide) for name in names]
    for name in sessions:
        session = catalogue.sessions[name]
        yield Found("session", name, session, _fits(guide, session, session.topics))
    for name in catalogue.in_order(guide, "scripts"):
        script = catalogue.scripts[name]
        yield Found("script", name, script, _fits(guide, script, ()))


def _fits(
    guide: str, entry: Session | Script, topics: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    low, high = entry.ages
    lengths = [entry.minutes]
    if isinstance(entry, Session) and entry.has_short:
        lengths.append(entry.minutes_in("short"))
    return {
        "bo": (guide,),
        "tuoi": tuple(v for v, (first, last) in AGES.items() if low <= last and first <= high),
        "phut": tuple(str(most) for most in MINUTES if min(lengths) <= most),
        "chu-de": topics,
    }


def filters(there: Iterable[Found], catalogue: Catalogue, locale: Locale) -> list[Filter]:
    """What to choose by: the task (the guide), age, minutes, topic; only what some of those that
    are `there` have."""
    there = [*there]

    def some(name: str, choices: Iterator[Choice]) -> tuple[Choice, ...]:
        return tuple(one for one in choices if any(one.value in f.fits[name] for f in there))

    guides = (Choice(id, title_in(guide, locale)) for id, guide in catalogue.guides.items())
    ages = (Choice(value, label(f"ages-{value}", locale)) for value in AGES)
    minutes = (Choice(str(most), label("at-most", locale, minutes=most)) for most in MINUTES)
    topics = (Choice(id, title_in(topic, locale)) for id, topic in catalogue.topics.items())
    return [
        Filter("bo", label("guide", locale), some("bo", guides)),
        Filter("tuoi", label("ages", locale), some("tuoi", ages)),
        Filter("phut", label("time", locale), some("phut", minutes)),
        Filter("chu-de", label("topics", locale), some("chu-de", topics)),
    ]
