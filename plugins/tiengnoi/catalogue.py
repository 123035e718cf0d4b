"""All that the editors wrote; `reading.py` reads it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from tiengnoi.addresses.model import Redirect
from tiengnoi.guides.model import Entry, Guide, SessionGroup
from tiengnoi.guides.prose import ProsePage
from tiengnoi.locales import SOURCE_LOCALE, Locale
from tiengnoi.materials.model import (
    Contact,
    Course,
    Diagram,
    DisclosureHelp,
    Handout,
    Identified,
    NewsItem,
    Picture,
    Rule,
    Session,
    Skill,
    Skills,
    Source,
    Term,
    Topic,
    Year,
)
from tiengnoi.materials.pictures import ArtPart
from tiengnoi.problems import Place
from tiengnoi.trials.model import Script, TrialSafety
from tiengnoi.videos.captions import CaptionFile
from tiengnoi.videos.model import Clip, Lexicon, Recordings

IdentifiedT = TypeVar("IdentifiedT", bound=Identified)


@dataclass
class Catalogue:
    """All that the editors wrote. Sessions, scripts, handouts, years and diagrams are named
    `guide/id`, courses and clips `id`, prose pages by their path below docs/: `cau-lac-bo/la-gi`.

    `media` holds the paths of sound and film files, from the root; `unreadable` the names of what
    is there but has mistakes, so that nobody is told that it does not exist.
    """

    root: Path
    guides: dict[str, Guide] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    scripts: dict[str, Script] = field(default_factory=dict)
    handouts: dict[str, Handout] = field(default_factory=dict)
    years: dict[str, Year] = field(default_factory=dict)
    diagrams: dict[str, Diagram] = field(default_factory=dict)
    courses: dict[str, Course] = field(default_factory=dict)
    clips: dict[str, Clip] = field(default_factory=dict)
    recordings: dict[tuple[str, Locale], Recordings] = field(default_factory=dict)
    captions: dict[tuple[str, Locale], CaptionFile] = field(default_factory=dict)
    lexicon: Lexicon | None = None
    media: set[str] = field(default_factory=set)
    topics: dict[str, Topic] = field(default_factory=dict)
    skills: dict[str, Skill] = field(default_factory=dict)
    skill_frame: Skills | None = None
    contacts: dict[str, Contact] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    news: tuple[NewsItem, ...] = ()
    rules: dict[str, Rule] = field(default_factory=dict)
    help: DisclosureHelp | None = None
    trial_safety: TrialSafety | None = None
    pictures: dict[str, Picture] = field(default_factory=dict)
    art_parts: dict[str, ArtPart] = field(default_factory=dict)
    pages: dict[tuple[str, Locale], ProsePage] = field(default_factory=dict)
    assets: set[str] = field(default_factory=set)
    redirects: tuple[Redirect, ...] = ()
    published: dict[str, Place] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)

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
        kinds = (self.guides, self.sessions, self.scripts, self.handouts, self.courses, self.clips)
        for kind in kinds:
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
        ids = self._named(guide, self.guides[guide].courses, self.courses)
        return [id for id in ids if not kind or self.courses[id].kind == kind]

    def clips_of(self, guide: str) -> list[str]:
        """Ids of a guide's clips in order, without those that were withdrawn."""
        ids = self._named(guide, self.guides[guide].clips, self.clips)
        return [id for id in ids if not self.clips[id].withdrawn]

    def _named(
        self, guide: str, named: Iterable[str], there: Mapping[str, Course | Clip]
    ) -> list[str]:
        """Ids of what says itself of which guide it is: first those that guide.yml names."""
        others = sorted(id for id, one in there.items() if one.guide == guide)
        return [*dict.fromkeys([*(id for id in named if id in there), *others])]
