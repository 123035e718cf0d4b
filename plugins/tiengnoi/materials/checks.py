"""Checks of sessions, handouts, courses and the shared facts."""

from collections.abc import Collection, Iterable
from statistics import median

from tiengnoi.catalogue import Catalogue
from tiengnoi.materials import schedule
from tiengnoi.materials.model import (
    SHORT_MINUTES,
    Cards,
    Course,
    Handout,
    Numbers,
    Picture,
    PictureOf,
    ScriptPart,
    Session,
    SessionPart,
    Table,
    TalkPart,
    Year,
)
from tiengnoi.materials.repetition import repetitions
from tiengnoi.models import Model
from tiengnoi.pages import entry_pages
from tiengnoi.problems import Place, Problems

SHORT_TOLERANCE = 5
THIN = 0.5
"""A session is thin below this share of the median of its guide."""


def check_materials(catalogue: Catalogue, problems: Problems) -> None:
    references = References(catalogue, problems)
    for name, session in catalogue.sessions.items():
        check_session(name, session, references)
    for guide in catalogue.guides:
        check_depth(guide, catalogue, problems)
        check_practice(guide, catalogue, problems)
    for one in repetitions(catalogue.sessions):
        values = {
            "name": one.other.title.vi,
            "file": one.other.place(),
            "share": f"{one.alike:.0%}",
        }
        problems.add(one.step.place(), "step-repeated", **values)
    for owner in catalogue.guides.values():
        if owner.picture:
            references.picture(owner, owner.picture, "picture")
    for handout in catalogue.handouts.values():
        check_handout(handout, references)
    for course in catalogue.courses.values():
        check_course(course, references)
    for _, entry in catalogue.entries():
        references.sources(entry, entry.sources)
    for page in catalogue.pages.values():
        references.sources(page.meta, page.meta.sources)
    for name, year in catalogue.years.items():
        check_year(name, year, references)
    for picture in catalogue.pictures.values():
        references.art_parts(picture)
    check_shared(catalogue, references)
    check_page_names(catalogue, problems)


class References:
    """Tells which ids lead nowhere; silent about files that are there but could not be read."""

    def __init__(self, catalogue: Catalogue, problems: Problems) -> None:
        self.catalogue, self.problems = catalogue, problems

    def sources(self, model: Model, ids: Iterable[str], *path: str) -> None:
        self._each(model, ids, path or ("sources",), "sources", "no-such-source")

    def topics(self, model: Model, ids: Iterable[str]) -> None:
        self._each(model, ids, ("topics",), "topics", "no-such-topic")

    def skills(self, model: Model, ids: Iterable[str]) -> None:
        self._each(model, ids, ("skills",), "skills", "no-such-skill")

    def contacts(self, model: Model, ids: Iterable[str], *path: str) -> None:
        self._each(model, ids, path or ("contacts",), "contacts", "no-such-contact")

    def _each(
        self, model: Model, ids: Iterable[str], path: tuple[str, ...], kind: str, code: str
    ) -> None:
        if kind in self.catalogue.unreadable:
            return
        known = getattr(self.catalogue, kind)
        for number, id in enumerate(ids):
            if id not in known:
                self.problems.add(model.place(*path, number), code, name=id, known=known)

    def handout(self, model: Model, guide: str, id: str, *path: str | int) -> None:
        """`id`: as a session of the guide names it."""
        mine = self.catalogue.ids_of(guide, "handouts")
        self._one(model.place(*path), "no-such-handout", id, mine, f"{guide}/{id}")

    def full_handout(self, model: Model, name: str, *path: str | int) -> None:
        """`name`: `guide/id`, as a course names it."""
        self._one(model.place(*path), "no-such-handout", name, self.catalogue.handouts)

    def session(self, model: Model, name: str, *path: str | int) -> None:
        """`name`: `guide/id`, as a course names it."""
        self._one(model.place(*path), "no-such-session", name, self.catalogue.sessions)

    def own_session(self, model: Model, guide: str, id: str, *path: str | int) -> None:
        """`id`: as a year of the guide names it."""
        mine = self.catalogue.ids_of(guide, "sessions")
        self._one(model.place(*path), "no-such-session", id, mine, f"{guide}/{id}")

    def script(self, model: Model, name: str, *path: str | int) -> None:
        self._one(model.place(*path), "no-such-script", name, self.catalogue.scripts)

    def guide(self, model: Model, id: str, *path: str | int) -> None:
        self._one(model.place(*path), "no-such-guide", id, self.catalogue.guides)

    def picture(self, model: Model, id: str, *path: str | int) -> None:
        self._one(model.place(*path), "no-such-picture", id, self.catalogue.pictures)

    def clip(self, model: Model, id: str, *path: str | int) -> None:
        self._one(model.place(*path), "no-such-clip", id, self.catalogue.clips)

    def art_parts(self, picture: Picture) -> None:
        for one in picture.parts:
            parts, file = self.catalogue.art_parts, f"art/{one.part}"
            self._one(one.place("part"), "no-such-part", one.part, parts, file)

    def _one(
        self, place: Place, code: str, name: str, known: Collection[str], file: str = ""
    ) -> None:
        """`file`: the name under which what is there but unreadable is kept, if not `name`."""
        if name not in known and (file or name) not in self.catalogue.unreadable:
            self.problems.add(place, code, name=name, known=known)


def check_session(name: str, session: Session, references: References) -> None:
    problems, guide = references.problems, name.partition("/")[0]
    check_ranges(session, ("ages", "group"), problems)
    references.topics(session, session.topics)
    references.skills(session, session.skills)
    if session.sensitive and not session.safety:
        problems.add(session.place("sensitive"), "sensitive-without-safety")
    for step in session.steps:
        if step.handout:
            references.handout(step, guide, step.handout, "handout")
        if step.clip:
            references.clip(step, step.clip, "clip")
        for number, id in enumerate(step.pictures):
            references.picture(step, id, "pictures", number)
        if session.has_short and step.short is None:
            problems.add(step.place(), "short-partly")
    total = session.minutes_in("short")
    if session.has_short and abs(total - SHORT_MINUTES) > SHORT_TOLERANCE:
        problems.add(session.place("steps"), "short-sum", sum=total)


def check_ranges(model: Model, fields: Iterable[str], problems: Problems) -> None:
    for field in fields:
        low, high = getattr(model, field)
        if low > high:
            problems.add(model.place(field), "range-upside-down", field=field)


def check_year(name: str, year: Year, references: References) -> None:
    guide, seen = name.partition("/")[0], set[str]()
    for month in year.months:
        references.own_session(month, guide, month.session, "session")
        if month.session in seen:
            references.problems.add(month.place("session"), "same-id-twice", name=month.session)
        seen.add(month.session)
        for number, id in enumerate(month.instead):
            references.own_session(month, guide, id, "instead", number)


def check_depth(guide: str, catalogue: Catalogue, problems: Problems) -> None:
    """Notes a session with far fewer words to lead it by than the median of its guide."""
    words = {
        name: _words(session)
        for name, session in catalogue.sessions.items()
        if catalogue.guide_of(name) == guide
    }
    # Two sessions have no usual length.
    usual = median(words.values()) if len(words) > 2 else 0
    for name, count in words.items():
        if count < usual * THIN:
            place = catalogue.sessions[name].place("steps")
            problems.add(place, "thin-session", words=count, median=round(usual))


def _words(session: Session) -> int:
    """Vietnamese words of what the facilitator does, asks and watches."""
    texts = [
        text.vi
        for step in session.steps
        for text in (step.do, *step.ask, step.watch)
        if text is not None
    ]
    return sum(len(text.split()) for text in texts)


def check_practice(guide: str, catalogue: Catalogue, problems: Problems) -> None:
    """Notes a session with less practice than its guide asks for."""
    least = catalogue.guides[guide].practice
    if least is None:
        return
    for name in catalogue.in_order(guide, "sessions"):
        session = catalogue.sessions[name]
        if session.practice < least:
            values = {"share": session.practice, "least": least}
            problems.add(session.place("steps"), "too-little-practice", **values)


def check_handout(handout: Handout, references: References) -> None:
    for block in handout.blocks:
        if isinstance(block, Numbers):
            references.contacts(block, block.contacts)
        elif isinstance(block, Cards):
            references.contacts(block.cards, block.cards.contacts)
        elif isinstance(block, Table):
            columns = len(block.table.columns)
            for number, row in enumerate(block.table.body):
                if len(row) != columns:
                    place = block.table.place("body", number)
                    values = {"count": len(row), "columns": columns}
                    references.problems.add(place, "table-row-length", **values)
        elif isinstance(block, PictureOf):
            references.picture(block, block.picture, "picture")


def check_course(course: Course, references: References) -> None:
    catalogue, problems = references.catalogue, references.problems
    references.guide(course, course.guide, "guide")
    for day in course.days:
        complete = True
        for part in day.parts:
            if isinstance(part, SessionPart):
                references.session(part, part.session, "session")
                session = catalogue.sessions.get(part.session)
                complete = complete and session is not None
                if session and part.variant not in session.variants:
                    problems.add(part.place("variant"), "no-short-variant", name=part.session)
            elif isinstance(part, ScriptPart):
                references.script(part, part.script, "script")
                complete = complete and part.script in catalogue.scripts
            elif isinstance(part, TalkPart):
                for number, name in enumerate(part.talk.handouts):
                    references.full_handout(part.talk, name, "handouts", number)
        over = schedule.overrun(day, catalogue)
        if over > 0:
            problems.add(day.place("ends"), "day-too-long", minutes=over)
        elif over < 0 and complete:
            problems.add(day.place("ends"), "day-too-short", minutes=-over)


def check_shared(catalogue: Catalogue, references: References) -> None:
    for contact in catalogue.contacts.values():
        references.sources(contact, [contact.source], "source")
    if frame := catalogue.skill_frame:
        references.sources(frame, [frame.source], "source")
    help = catalogue.help
    if help is None:
        for_children = [one for one in catalogue.sessions.values() if one.for_children]
        if for_children and "help" not in catalogue.unreadable:
            references.problems.add(for_children[0].place(), "no-help")
        return
    references.sources(help, help.sources)
    for recipient in (*help.tell, *help.adults.tell):
        if recipient.contact:
            references.contacts(recipient, [recipient.contact], "contact")


def check_page_names(catalogue: Catalogue, problems: Problems) -> None:
    """No two files may want the same address."""
    pages = entry_pages(catalogue)
    for name, page in pages.items():
        prose = catalogue.page(name, "vi") or catalogue.page(name, "en")
        if prose:
            problems.add(page.place, "page-twice", name=name, other=prose.file)
    for kind in (catalogue.sessions, catalogue.scripts, catalogue.handouts):
        for name, entry in kind.items():
            page, guide = pages[name], catalogue.guide_of(name)
            if page.entry is not entry:
                problems.add(page.place, "page-twice", name=name, other=entry.place().file)
            if guide not in catalogue.guides and guide not in catalogue.unreadable:
                problems.add(entry.place(), "folder-without-guide", name=guide)
