"""Which pages the site has beside those in docs/: one for each entry of the catalogue.

A page is named by its path below docs/, without language and ending: `cau-lac-bo/quyen-tre-em`.
"""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tiengnoi.catalogue import Catalogue
from tiengnoi.guides.model import Material
from tiengnoi.locales import LOCALES, Locale, label
from tiengnoi.models import Model
from tiengnoi.problems import Place

EntryKind = Literal["guide", "session", "script", "handout", "course", "clip"]

FOLDERS: dict[EntryKind, str] = {"course": "tap-huan", "clip": "video"}
"""Folders of pages that lie outside of their guide's: a course may serve more than one."""

SEARCH_PAGE = "tim-kiem"
"""The page that shows what the search finds, by name."""


@dataclass(frozen=True, slots=True)
class EntryPage:
    """The page of one entry: `key` is its name in the catalogue, `entry` what was read."""

    name: str
    kind: EntryKind
    key: str
    entry: Material

    @property
    def folder(self) -> str:
        """The folder of the page below docs/: links in its texts start there."""
        return posixpath.dirname(self.name)

    @property
    def place(self) -> Place:
        return self.entry.place()

    def description(self, locale: Locale) -> str:
        """What the page gives, in one sentence of plain text (shown when its link is shared)."""
        entry = self.entry
        for field in ("summary", "purpose"):
            if text := getattr(entry, field, None):
                return plain(text.text(locale).words)
        return plain(entry.goals[0].text(locale).words)  # type: ignore[attr-defined]

    def locales(self) -> list[Locale]:
        """The languages that the page is written in: those that its title has."""
        return [locale for locale in LOCALES if self.entry.title.has(locale)]  # type: ignore[attr-defined]


def entry_pages(catalogue: Catalogue) -> dict[str, EntryPage]:
    """All entry pages by name. Where two entries would share a name, `check` tells."""
    pages: dict[str, EntryPage] = {}
    kinds: list[tuple[EntryKind, dict[str, Material]]] = [
        ("guide", catalogue.guides),  # type: ignore[list-item]
        ("session", catalogue.sessions),  # type: ignore[list-item]
        ("script", catalogue.scripts),  # type: ignore[list-item]
        ("handout", catalogue.handouts),  # type: ignore[list-item]
        ("course", catalogue.courses),  # type: ignore[list-item]
        ("clip", catalogue.clips),  # type: ignore[list-item]
    ]
    for kind, entries in kinds:
        for key, entry in entries.items():
            name = page_name(kind, key)
            pages.setdefault(name, EntryPage(name, kind, key, entry))
    return pages


def page_name(kind: EntryKind, key: str) -> str:
    if kind == "guide":
        return f"{key}/index"
    return f"{FOLDERS[kind]}/{key}" if kind in FOLDERS else key


def guide_of_page(name: str, catalogue: Catalogue) -> str:
    """The guide that a page belongs to, by their names; empty for a page of the site itself."""
    folder, _, key = name.partition("/")
    owner = folder
    if folder == FOLDERS["course"] and key in catalogue.courses:
        owner = catalogue.courses[key].guide
    elif folder == FOLDERS["clip"] and key in catalogue.clips:
        owner = catalogue.clips[key].guide
    return owner if owner in catalogue.guides else ""


def nav_of(catalogue: Catalogue, guide: str) -> list[object]:
    """A guide's part of the navigation: its page, chapters, then sections by kind.

    `section_title` gives the title of a section in the page's language.
    """
    sections: list[object] = [f"{guide}/index.md"]
    sections += [f"{name}.md" for name in catalogue.in_order(guide, "pages")]
    groups = [
        (f"{guide}:{number}" if group else "sessions", names)
        for number, (group, names) in enumerate(catalogue.session_groups(guide))
    ]
    for kind, names in (
        *groups,
        ("scripts", catalogue.in_order(guide, "scripts")),
        ("handouts", catalogue.in_order(guide, "handouts")),
        *(
            (f"{kind}s", [page_name("course", key) for key in catalogue.courses_of(guide, kind)])
            for kind in ("course", "event")
        ),
        ("clips", [page_name("clip", key) for key in catalogue.clips_of(guide)]),
    ):
        if names:
            sections.append({kind: [f"{name}.md" for name in names]})
    return sections


SECTIONS = ("sessions", "scripts", "handouts", "courses", "events", "clips")
"""Names of sections that are labels of labels.yml."""


def section_title(name: str, catalogue: Catalogue, locale: Locale) -> str:
    """The title of a section of the navigation: of a guide, a group of its sessions, or a kind."""
    guide, _, group = name.partition(":")
    if guide in catalogue.guides:
        owner = catalogue.session_groups(guide)[int(group)][0] if group else None
        return title_in(owner or catalogue.guides[guide], locale)
    return label(name, locale) if name in SECTIONS else name


def title_in(entry: Model, locale: Locale) -> str:
    return entry.title.text(locale).words  # type: ignore[attr-defined,no-any-return]


def title_of(
    name: str, entries: Mapping[str, EntryPage], catalogue: Catalogue, locale: Locale
) -> str:
    """The title of a page, by its name; `entries`: the pages that are not in docs/."""
    if name in entries:
        return title_in(entries[name].entry, locale)
    prose = catalogue.page(name, locale)
    return prose.title if prose else name


def plain(text: str) -> str:
    """Markdown of one line without its signs."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)|[*`]", r"\1", " ".join(text.split()))
