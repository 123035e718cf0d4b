"""What can be found in a language: every page that is written in it, and every term."""

from collections.abc import Callable, Iterator, Mapping

from tiengnoi.addresses.forms import page_address
from tiengnoi.catalogue import Catalogue
from tiengnoi.locales import LOCALES, Locale, label
from tiengnoi.materials.model import Course, Session
from tiengnoi.materials.terms import GLOSSARY
from tiengnoi.models import Model
from tiengnoi.pages import (
    SEARCH_PAGE,
    EntryPage,
    entry_pages,
    guide_of_page,
    plain,
    title_in,
    title_of,
)
from tiengnoi.search.index import Entry
from tiengnoi.search.sections import Section, sections_of

OF_THE_SITE, A_TERM, A_CLIP = 60, 80, 85
"""What pages of the site itself, terms and clips count for, against 100 of what a guide holds:
somebody who searches has something to do, and a clip says in short what a page says in full."""


def same_words(catalogue: Catalogue) -> list[list[str]]:
    """Words that mean the same, in both languages: of the glossary, and of synonyms.yml."""
    groups = [[*group] for group in catalogue.synonyms]
    for term in catalogue.terms:
        said = [*term.vi.split(" / "), *term.en.split(" / "), *term.abbr.vi, *term.abbr.en]
        groups.append([*dict.fromkeys(_without_remark(words) for words in said)])
    return [group for group in groups if len(group) > 1]


def _without_remark(words: str) -> str:
    return words.partition(" (")[0].strip()


def entries(
    catalogue: Catalogue,
    locale: Locale,
    articles: Mapping[str, str],
    has_pdf: Callable[[str], bool],
) -> Iterator[Entry]:
    """`articles`: the HTML of the pages of this language by name; `has_pdf`: by name as well."""
    pages = entry_pages(catalogue)
    other = next(one for one in LOCALES if one != locale)
    for name, html in articles.items():
        if name == SEARCH_PAGE:
            continue
        page = pages.get(name)
        guide = guide_of_page(name, catalogue)
        yield Entry(
            url=page_address(name, locale),
            title=title_of(name, pages, catalogue, locale),
            kind=_kind(name, page, guide, catalogue, locale),
            guide=title_in(catalogue.guides[guide], locale) if guide else "",
            tags=" ".join(_tags(page, catalogue, locale)),
            description=_description(name, page, catalogue, locale),
            also=title_of(name, pages, catalogue, other),
            sections=(Section("", "", ""),) if name == GLOSSARY else tuple(sections_of(html)),
            pdf=has_pdf(name),
            rank=_rank(page, guide),
        )
    if GLOSSARY in articles:
        yield from _terms(catalogue, locale, other)


def _terms(catalogue: Catalogue, locale: Locale, other: Locale) -> Iterator[Entry]:
    url = page_address(GLOSSARY, locale)
    for term in catalogue.terms:
        note = plain(term.note.text(locale).words) if term.note else ""
        yield Entry(
            url=f"{url}#{term.anchor}",
            title=term.said(locale),
            kind=label("term", locale),
            guide="",
            tags=" ".join(term.abbr[locale]),
            description=note,
            also=" ".join([term.said(other), *term.abbr[other]]),
            sections=(Section("", "", ""),),
            rank=A_TERM,
        )


def _rank(page: EntryPage | None, guide: str) -> int:
    if page is not None and page.kind == "clip":
        return A_CLIP
    return 100 if guide else OF_THE_SITE


def _kind(
    name: str, page: EntryPage | None, guide: str, catalogue: Catalogue, locale: Locale
) -> str:
    if page is None:
        return label("chapter", locale) if guide else ""
    if page.kind == "session":
        named = catalogue.guides[guide].names.session if guide else None
        return named.text(locale).words if named else label("named-session", locale)
    return label(page.entry.kind if isinstance(page.entry, Course) else page.kind, locale)


def _tags(page: EntryPage | None, catalogue: Catalogue, locale: Locale) -> Iterator[str]:
    if page is None:
        return
    if isinstance(page.entry, Session):
        named: list[Model | None] = [
            *(catalogue.topics.get(id) for id in page.entry.topics),
            *(catalogue.skills.get(id) for id in page.entry.skills),
        ]
        yield from (title_in(one, locale) for one in named if one)


def _description(name: str, page: EntryPage | None, catalogue: Catalogue, locale: Locale) -> str:
    if page is not None:
        return page.description(locale)
    prose = catalogue.page(name, locale)
    return (prose.meta.description or "") if prose else ""
