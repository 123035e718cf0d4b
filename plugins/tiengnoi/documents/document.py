"""Which documents there are, which pages each holds, and where it lies in the site."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tiengnoi.catalogue import Catalogue
from tiengnoi.locales import Locale, label
from tiengnoi.materials import schedule
from tiengnoi.materials.model import Course, ScriptPart, SessionPart
from tiengnoi.models import leaves
from tiengnoi.pages import EntryPage, entry_pages, page_name, plain, title_in, title_of

FOLDER = "tai-ve"
"""Where the downloads lie below the root of the site, and the page that lists them."""

Kind = Literal["guide", "chapter", "session", "handout", "script", "role", "course", "class"]
Format = Literal["pdf", "docx"]

_LINK = re.compile(r"\]\(([^)#\s]+)\.md")

IN_WORD: tuple[Kind, ...] = ("session", "handout")
"""What provinces adapt, so that it is there for Word, too."""


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of a document, by name, under a heading of its own if there is one."""

    title: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """Something to download. `page`: the page of the site that offers it; `part`: what of the
    page it is, where that is not all; `role`: number of the role whose copy it is, from 1."""

    kind: Kind
    page: str
    locale: Locale
    title: str
    sections: tuple[Section, ...]
    part: str = ""
    role: int = 0
    role_name: str = ""
    role_who: str = ""

    @property
    def pages(self) -> tuple[str, ...]:
        return tuple(name for section in self.sections for name in section.pages)

    @property
    def formats(self) -> tuple[Format, ...]:
        return ("pdf", "docx") if self.kind in IN_WORD else ("pdf",)

    def path(self, format: Format) -> str:
        """Its address below the root of the site."""
        stem = self.page.removesuffix("/index") + (f".{self.part}" if self.part else "")
        return f"{FOLDER}/{stem}.{self.locale}.{format}"


def documents(catalogue: Catalogue, locale: Locale) -> list[Document]:
    """All documents in a language: of each page that is written in it."""
    return [*_Documents(catalogue, locale).all()]


class _Documents:
    def __init__(self, catalogue: Catalogue, locale: Locale) -> None:
        self.catalogue, self.locale = catalogue, locale
        self.entries = entry_pages(catalogue)

    def all(self) -> Iterator[Document]:
        for guide in self.catalogue.guides:
            if self.is_written(f"{guide}/index"):
                yield self.guide(guide)
            for name in self.catalogue.in_order(guide, "pages"):
                if (name, self.locale) in self.catalogue.pages:
                    yield self.document("chapter", name, (name,))
        for page in self.entries.values():
            if page.kind != "guide" and self.locale in page.locales():
                yield from self.of_entry(page)

    def is_written(self, name: str) -> bool:
        return name in self.entries and self.locale in self.entries[name].locales()

    def title(self, name: str) -> str:
        return title_of(name, self.entries, self.catalogue, self.locale)

    def document(
        self, kind: Kind, name: str, pages: tuple[str, ...], part: str = "", role: int = 0
    ) -> Document:
        title, role_name, role_who = self.title(name), "", ""
        if kind == "role":
            script = self.catalogue.scripts[self.entries[name].key]
            played = script.roles[role - 1]
            role_name = played.name.text(self.locale).words
            role_who = plain(played.who.text(self.locale).words)
            title += f" ({role_name})"
        elif kind == "class":
            title += f" ({label('whole-class', self.locale)})"
        sections = (Section("", pages),)
        return Document(kind, name, self.locale, title, sections, part, role, role_name, role_who)

    def of_entry(self, page: EntryPage) -> Iterator[Document]:
        name = page.name
        match page.kind:
            case "session":
                yield self.document("session", name, (name, *self.sheets_of(page)))
            case "handout":
                yield self.document("handout", name, (name,))
            case "script":
                yield self.document("script", name, (name,))
                for number, role in enumerate(self.catalogue.scripts[page.key].roles, 1):
                    yield self.document("role", name, (name,), f"vai-{role.id}", number)
            case "course":
                yield self.document("course", name, (name,))
                course = self.catalogue.courses[page.key]
                pages = tuple(dict.fromkeys([name, *self.of_class(course)]))
                yield self.document("class", name, pages, "tron-bo")

    def sheets_of(self, page: EntryPage) -> list[str]:
        """Handouts that a session gives out: those of its steps, and those that its texts name."""
        own = [f"{page.folder}/{id}" for id in self.catalogue.sessions[page.key].handouts]
        texts = "\n".join(leaf.vi for leaf in leaves(page.entry))
        named = (posixpath.join(page.folder, one) for one in _LINK.findall(texts))
        sheets = dict.fromkeys([*own, *map(posixpath.normpath, named)])
        return [one for one in sheets if one in self.catalogue.handouts]

    def of_class(self, course: Course) -> Iterator[str]:
        """Pages that a class needs, in the order of its parts; handouts follow what uses them."""
        sheets = schedule.handouts_of
        for part in (part for day in course.days for part in day.parts):
            match part:
                case SessionPart() if part.session in self.catalogue.sessions:
                    yield part.session
                case ScriptPart() if part.script in self.catalogue.scripts:
                    yield part.script
            yield from (name for name in sheets(part, self.catalogue))

    def guide(self, id: str) -> Document:
        catalogue, locale = self.catalogue, self.locale
        sections = [
            Section(label("chapters", locale), (f"{id}/index", *catalogue.in_order(id, "pages")))
        ]
        for group, names in catalogue.session_groups(id):
            title = title_in(group, locale) if group else label("sessions", locale)
            sections.append(Section(title, tuple(names)))
        for kind in ("scripts", "handouts"):
            names = catalogue.in_order(id, kind)
            sections.append(Section(label(kind, locale), tuple(names)))
        for kind in ("course", "event"):
            pages = (page_name("course", key) for key in catalogue.courses_of(id, kind))
            sections.append(Section(label(f"{kind}s", locale), tuple(pages)))
        held = tuple(section for section in sections if section.pages)
        name = f"{id}/index"
        return Document("guide", name, locale, self.title(name), held)


def facts_as_of(document: Document, catalogue: Catalogue) -> date | None:
    """The newest day on which the facts of a document were right."""
    entries = entry_pages(catalogue)
    days = []
    for name in document.pages:
        prose = catalogue.page(name, document.locale)
        owner = entries[name].entry if name in entries else prose.meta if prose else None
        if owner is not None and owner.updated is not None:
            days.append(owner.updated)
    return max(days, default=None)
