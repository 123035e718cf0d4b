"""All that the editors wrote, read once: `Catalogue.read(root, problems)`."""

import gc
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from tiengnoi.guides.model import Entry, FrontMatter, Guide, SessionGroup
from tiengnoi.guides.prose import ProsePage, front_matter
from tiengnoi.guides.sections import line_of
from tiengnoi.locales import LOCALES, SOURCE_LOCALE, Locale
from tiengnoi.materials.model import (
    Contact,
    Contacts,
    Course,
    Diagram,
    DisclosureHelp,
    Glossary,
    Handout,
    Identified,
    Picture,
    Rule,
    Rules,
    Session,
    Skill,
    Skills,
    Source,
    Sources,
    Term,
    Topic,
    Topics,
    Year,
)
from tiengnoi.materials.pictures import ArtError, ArtPart, art_part
from tiengnoi.models import Model
from tiengnoi.problems import Place, Problems
from tiengnoi.reader.cleaning import unsafe_in_svg
from tiengnoi.source_files import ASSETS, source_files
from tiengnoi.sources import ModelT, read_text, validated
from tiengnoi.trials.model import Script, TrialSafety
from tiengnoi.vietnamese import is_slug
from tiengnoi.yaml_text import read_mapping

IdentifiedT = TypeVar("IdentifiedT", bound=Identified)


@dataclass
class Catalogue:
    """All that the editors wrote. Sessions, scripts, handouts, years and diagrams are named
    `guide/id`, courses `id`, prose pages by their path below docs/: `cau-lac-bo/la-gi`.

    `unreadable` holds the names of what is there but has mistakes, so that nobody is told that it
    does not exist.
    """

    root: Path
    guides: dict[str, Guide] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    scripts: dict[str, Script] = field(default_factory=dict)
    handouts: dict[str, Handout] = field(default_factory=dict)
    years: dict[str, Year] = field(default_factory=dict)
    diagrams: dict[str, Diagram] = field(default_factory=dict)
    courses: dict[str, Course] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    skills: dict[str, Skill] = field(default_factory=dict)
    skill_frame: Skills | None = None
    contacts: dict[str, Contact] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    rules: dict[str, Rule] = field(default_factory=dict)
    help: DisclosureHelp | None = None
    trial_safety: TrialSafety | None = None
    pictures: dict[str, Picture] = field(default_factory=dict)
    art_parts: dict[str, ArtPart] = field(default_factory=dict)
    pages: dict[tuple[str, Locale], ProsePage] = field(default_factory=dict)
    assets: set[str] = field(default_factory=set)
    unreadable: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, root: Path, problems: Problems) -> "Catalogue":
        """What `root` (the repository) holds in docs/ and materials/, each file read once.

        Mistakes go to `problems`, and what has mistakes is left out.
        """
        # Nodes are many and live on, and none is garbage: the collector would only look on.
        collecting = gc.isenabled()
        gc.disable()
        try:
            return _Reading(root, problems).catalogue
        finally:
            if collecting:
                gc.enable()

    def guide_of(self, name: str) -> str:
        """The guide of a session, handout or page named `guide/id`."""
        return name.partition("/")[0]

    def page(self, name: str, locale: Locale) -> ProsePage | None:
        """The prose page in this language, or else in Vietnamese."""
        return self.pages.get((name, locale)) or self.pages.get((name, SOURCE_LOCALE))

    @cached_property
    def page_names(self) -> set[str]:
        return {name for name, _ in self.pages}

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """Everything read from YAML that has a page of its own."""
        for kind in (self.guides, self.sessions, self.scripts, self.handouts, self.courses):
            yield from kind.items()

    def in_order(self, guide: str, kind: str) -> list[str]:
        """Full names of a guide's `sessions`, `scripts`, `handouts` or `pages`: those that
        guide.yml names, in its order, and then the others by name."""
        there = self.ids_of(guide, kind)
        named = [id for id, _ in self.guides[guide].listed(kind)]
        others = sorted(there - {*named, "index"})
        return [f"{guide}/{id}" for id in (*(id for id in named if id in there), *others)]

    def ids_of(self, guide: str, kind: str) -> set[str]:
        """Ids within a guide of what is there of a kind, whether guide.yml names it or not."""
        names = self.page_names if kind == "pages" else getattr(self, kind)
        return {name.partition("/")[2] for name in names if name.startswith(f"{guide}/")}

    def session_groups(self, guide: str) -> list[tuple[SessionGroup | None, list[str]]]:
        """A guide's sessions in order, group by group; None heads those outside of a group."""
        groups: list[tuple[SessionGroup | None, list[str]]] = [
            (group, [f"{guide}/{id}" for id in group.sessions if f"{guide}/{id}" in self.sessions])
            for group in self.guides[guide].groups
        ]
        grouped = {name for _, names in groups for name in names}
        others = [name for name in self.in_order(guide, "sessions") if name not in grouped]
        return [*groups, (None, others)] if others else groups

    def courses_of(self, guide: str, kind: str = "") -> list[str]:
        """Ids of a guide's courses in order; only those of a kind, if one is asked for."""
        named = [id for id in self.guides[guide].courses if id in self.courses]
        others = (id for id, course in self.courses.items() if course.guide == guide)
        ids = dict.fromkeys([*named, *sorted(others)])
        return [id for id in ids if not kind or self.courses[id].kind == kind]


class _Reading:
    """One walk through the source folders."""

    def __init__(self, root: Path, problems: Problems) -> None:
        self.root, self.problems = root, problems
        self.catalogue = Catalogue(root)
        for path in source_files(root, problems):
            self.file(path)

    def place(self, path: Path, line: int = 1) -> Place:
        return Place(path.relative_to(self.root).as_posix(), line)

    def tell(self, path: Path, code: str, **values: object) -> None:
        self.problems.add(self.place(path), code, **values)

    def file(self, path: Path) -> None:
        folder, *parts = path.relative_to(self.root).parts
        if not all(is_slug(part) for part in parts[:-1]) or not is_slug(path.name.split(".")[0]):
            self.tell(path, "file-name", name="/".join(parts))
        if folder == "docs":
            if path.suffix == ".md":
                self.prose(path)
            elif path.suffix in ASSETS:
                self.asset(path, "/".join(parts))
            else:
                self.tell(path, "unknown-file")
        elif folder == "materials":
            if path.suffix == ".yml":
                self.material(path, parts)
            elif parts[:-1] == ["art", "parts"] and path.suffix == ".svg":
                self.art(path)
            else:
                self.tell(path, "wrong-ending" if path.suffix == ".yaml" else "unknown-file")

    def asset(self, path: Path, name: str) -> None:
        self.catalogue.assets.add(name)
        text = read_text(self.root, path, self.problems) if path.suffix == ".svg" else None
        if text and (unsafe := unsafe_in_svg(text)):
            place = self.place(path, line_of(text, unsafe.start()))
            self.problems.add(place, "unsafe-svg", name=unsafe.group().strip())

    def prose(self, path: Path) -> None:
        stem, _, locale = path.stem.rpartition(".")
        if locale not in LOCALES:
            self.tell(path, "page-without-locale", name=path.name.split(".")[0])
            return
        name = (path.parent / stem).relative_to(self.root / "docs").as_posix()
        text = read_text(self.root, path, self.problems)
        if text is None:
            self.catalogue.unreadable.add(name)
            return
        file = self.place(path).file
        front, body, lines = front_matter(text)
        if front is None and text.startswith("---\n"):
            self.tell(path, "front-matter-not-closed")
            self.catalogue.unreadable.add(name)
            return
        if front is None:
            meta: FrontMatter | None = FrontMatter()
        else:
            values = read_mapping(file, front, self.problems, first_line=1)
            meta = validated(FrontMatter, values, self.problems) if values else None
        if meta is None:
            self.catalogue.unreadable.add(name)
            return
        self.catalogue.pages[name, locale] = ProsePage(
            name,
            locale,
            file,
            body,
            lines,
            meta,
        )

    def art(self, path: Path) -> None:
        text = read_text(self.root, path, self.problems)
        if text is None:
            self.catalogue.unreadable.add(f"art/{path.stem}")
            return
        try:
            self.catalogue.art_parts[path.stem] = art_part(text)
        except ArtError as error:
            self.problems.add(self.place(path, error.line), error.code, name=error.found)
            self.catalogue.unreadable.add(f"art/{path.stem}")

    def material(self, path: Path, parts: list[str]) -> None:
        catalogue = self.catalogue
        match [*parts[:-1], path.stem]:
            case [guide, "guide"]:
                self.keep(path, Guide, catalogue.guides, guide)
            case [guide, "sessions", id]:
                self.keep(path, Session, catalogue.sessions, f"{guide}/{id}")
            case [guide, "scripts", id]:
                self.keep(path, Script, catalogue.scripts, f"{guide}/{id}")
            case [guide, "years", id]:
                self.keep(path, Year, catalogue.years, f"{guide}/{id}")
            case [guide, "diagrams", id]:
                self.keep(path, Diagram, catalogue.diagrams, f"{guide}/{id}")
            case [guide, "handouts", id]:
                self.keep(path, Handout, catalogue.handouts, f"{guide}/{id}")
            case ["art", id]:
                self.keep(path, Picture, catalogue.pictures, id)
            case ["courses", id]:
                self.keep(path, Course, catalogue.courses, id)
            case ["topics"]:
                self.keep_items(path, Topics, catalogue.topics, "topics")
            case ["skills"]:
                catalogue.skill_frame = self.keep_items(path, Skills, catalogue.skills, "skills")
            case ["contacts"]:
                self.keep_items(path, Contacts, catalogue.contacts, "contacts")
            case ["sources"]:
                self.keep_items(path, Sources, catalogue.sources, "sources")
            case ["rules"]:
                self.keep_items(path, Rules, catalogue.rules, "rules")
            case ["glossary"]:
                if glossary := self.read(path, Glossary):
                    catalogue.terms = glossary.terms
            case ["help"]:
                catalogue.help = self.sole(path, DisclosureHelp, "help")
            case ["trial-safety"]:
                catalogue.trial_safety = self.sole(path, TrialSafety, "trial-safety")
            case _:
                self.tell(path, "unknown-file")

    def read(self, path: Path, model: type[ModelT]) -> ModelT | None:
        text = read_text(self.root, path, self.problems)
        if text is None:
            return None
        file = self.place(path).file
        values = read_mapping(file, text, self.problems)
        return validated(model, values, self.problems) if values is not None else None

    def sole(self, path: Path, model: type[ModelT], name: str) -> ModelT | None:
        """What a file holds; where it has mistakes, None, and `name` is kept as unreadable."""
        value = self.read(path, model)
        if value is None:
            self.catalogue.unreadable.add(name)
        return value

    def keep(self, path: Path, model: type[ModelT], into: dict[str, ModelT], name: str) -> None:
        if value := self.sole(path, model, name):
            into[name] = value

    def keep_items(
        self, path: Path, model: type[Model], into: dict[str, IdentifiedT], name: str
    ) -> Any:
        """The items of a list, by id, into `into`; gives the whole file, None where unreadable."""
        listed: Any = self.sole(path, model, name)
        for item in getattr(listed, name, ()):
            if item.id in into:
                self.problems.add(item.place("id"), "same-id-twice", name=item.id)
            into.setdefault(item.id, item)
        return listed
