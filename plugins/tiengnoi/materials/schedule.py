"""Times that follow from minutes: the run sheet of a session, the agenda of a course."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tiengnoi.catalogue import Catalogue
from tiengnoi.materials.model import (
    BreakPart,
    Course,
    Day,
    LunchPart,
    Part,
    ScriptPart,
    Session,
    SessionPart,
    Step,
    Supply,
    TalkPart,
)
from tiengnoi.pages import FOLDERS


@dataclass(frozen=True, slots=True)
class Row:
    """A step in the run sheet. `starts`: minutes from the beginning, by variant; None: left out."""

    number: int
    step: Step
    full_start: int
    short_start: int | None


def run_sheet(session: Session) -> list[Row]:
    rows, full, short = [], 0, 0
    for number, step in enumerate(session.steps, 1):
        rows.append(Row(number, step, full, short if step.short else None))
        full += step.minutes
        short += step.short or 0
    return rows


def from_zero(minutes: int) -> str:
    """`65` → `1:05`: hours and minutes since the session began."""
    return f"{minutes // 60}:{minutes % 60:02}"


@dataclass(frozen=True, slots=True)
class Slot:
    """A part of a day with its clock times. `minutes` of a session or script that is missing: 0."""

    part: Part
    starts: time
    ends: time
    minutes: int

    @property
    def is_pause(self) -> bool:
        return isinstance(self.part, BreakPart | LunchPart)


def minutes_of(part: Part, catalogue: Catalogue) -> int:
    match part:
        case SessionPart():
            session = catalogue.sessions.get(part.session)
            return session.minutes_in(part.variant) if session else 0
        case ScriptPart():
            script = catalogue.scripts.get(part.script)
            return script.minutes if script else 0
        case TalkPart():
            return part.talk.minutes
        case BreakPart():
            return part.pause
        case LunchPart():
            return part.lunch


def agenda(day: Day, catalogue: Catalogue) -> list[Slot]:
    slots, now = [], day.starts
    for part in day.parts:
        minutes = minutes_of(part, catalogue)
        end = _later(now, minutes)
        slots.append(Slot(part, now, end, minutes))
        now = end
    return slots


def _later(clock: time, minutes: int) -> time:
    return (datetime.combine(date.min, clock) + timedelta(minutes=minutes)).time()


def overrun(day: Day, catalogue: Catalogue) -> int:
    """Minutes by which the plan of a day passes its `ends`; negative: minutes left unplanned."""
    if day.ends is None:
        return 0
    planned = sum(minutes_of(part, catalogue) for part in day.parts)
    allowed = datetime.combine(date.min, day.ends) - datetime.combine(date.min, day.starts)
    return planned - int(allowed.total_seconds() // 60)


def working_minutes(day: Day, catalogue: Catalogue) -> int:
    """Minutes of a day without its breaks and lunch."""
    return sum(slot.minutes for slot in agenda(day, catalogue) if not slot.is_pause)


def supplies(course: Course, catalogue: Catalogue) -> Iterator[tuple[Supply, str]]:
    """Everything to bring to a course: its own list, then what its parts need, each once, with
    the folder of the page that it comes from."""
    seen: set[tuple[str, str]] = set()
    for supply, folder in _wanted(course, catalogue):
        key = (supply.item.vi.casefold(), supply.amount.vi.casefold())
        if key not in seen:
            seen.add(key)
            yield supply, folder


def _wanted(course: Course, catalogue: Catalogue) -> Iterator[tuple[Supply, str]]:
    yield from ((supply, FOLDERS["course"]) for supply in course.bring)
    for part in (part for day in course.days for part in day.parts):
        match part:
            case TalkPart():
                things, folder = part.talk.bring, FOLDERS["course"]
            case SessionPart() if session := catalogue.sessions.get(part.session):
                things, folder = session.bring, catalogue.guide_of(part.session)
            case ScriptPart() if script := catalogue.scripts.get(part.script):
                things, folder = script.bring, catalogue.guide_of(part.script)
            case _:
                continue
        yield from ((supply, folder) for supply in things)


def printouts(course: Course, catalogue: Catalogue) -> dict[str, list[int]]:
    """Handouts to print for a course, each with the numbers of the days that use it."""
    days: dict[str, list[int]] = {}
    for number, day in enumerate(course.days, 1):
        for part in day.parts:
            for name in handouts_of(part, catalogue):
                if number not in days.setdefault(name, []):
                    days[name].append(number)
    return days


def handouts_of(part: Part, catalogue: Catalogue) -> list[str]:
    """Names of the handouts that a part of a day uses, of those that are there."""
    names: list[str] = []
    if isinstance(part, TalkPart):
        names += part.talk.handouts
    elif isinstance(part, SessionPart) and part.session in catalogue.sessions:
        guide = catalogue.guide_of(part.session)
        names += [f"{guide}/{id}" for id in catalogue.sessions[part.session].handouts]
    return [name for name in names if name in catalogue.handouts]
