"""Checks of prose pages and guides."""

from tiengnoi.catalogue import Catalogue
from tiengnoi.guides.prose import ProsePage
from tiengnoi.locales import LOCALES, SOURCE_LOCALE
from tiengnoi.problems import Place, Problems
from tiengnoi.vietnamese import is_slug


def check_guides(catalogue: Catalogue, problems: Problems) -> None:
    for page in catalogue.pages.values():
        _check_page(page, catalogue, problems)
        _check_headings(page, problems)
    for name in sorted(catalogue.page_names):
        _check_languages(name, catalogue, problems)
    for guide in catalogue.guides:
        _check_lists(guide, catalogue, problems)


def _check_page(page: ProsePage, catalogue: Catalogue, problems: Problems) -> None:
    if page.meta.updated is None:
        problems.add(Place(page.file), "no-updated")
    folder = catalogue.guide_of(page.name) if "/" in page.name else ""
    unlisted = folder in catalogue.guides and page.name not in {
        f"{folder}/{id}" for id in (*catalogue.guides[folder].pages, "index")
    }
    if unlisted and page.locale == SOURCE_LOCALE:
        problems.add(Place(page.file), "not-in-guide", name=page.name.split("/", 1)[1])


def _check_headings(page: ProsePage, problems: Problems) -> None:
    seen: set[str] = set()
    above = 0
    if not page.headings or page.headings[0].level != 1:
        problems.add(page.place(), "no-title")
        above = 1
    for number, heading in enumerate(page.headings):
        place = Place(page.file, heading.line)
        if heading.level == 1:
            if any(one.level == 1 for one in page.headings[:number]):
                problems.add(place, "title-twice")
        elif heading.level > above + 1:
            problems.add(
                place, "heading-level-skipped", above=above, next=above + 1, level=heading.level
            )
        above = heading.level
        if heading.id is None:
            if heading.level > 1:
                problems.add(place, "heading-without-id", name=heading.text)
        elif not is_slug(heading.id):
            problems.add(place, "heading-id-form", name=heading.id)
        elif heading.id in seen:
            problems.add(place, "heading-id-twice", name=heading.id)
        seen.add(heading.id or "")


def _check_languages(name: str, catalogue: Catalogue, problems: Problems) -> None:
    written = {locale: catalogue.pages.get((name, locale)) for locale in LOCALES}
    source, translation = written["vi"], written["en"]
    if name in catalogue.unreadable:
        return
    if source and not translation:
        problems.add(Place(source.file), "no-english")
    elif translation and not source:
        problems.add(Place(translation.file), "no-vietnamese")
    elif source and translation:
        ids = {heading.id: heading for heading in source.headings if heading.id}
        translated = {heading.id: heading for heading in translation.headings if heading.id}
        for id in ids.keys() - translated.keys():
            problems.add(Place(translation.file), "heading-id-missing-here", name=id)
        for id in translated.keys() - ids.keys():
            place = Place(translation.file, translated[id].line)
            problems.add(place, "heading-id-only-here", name=id)


def _check_lists(key: str, catalogue: Catalogue, problems: Problems) -> None:
    guide = catalogue.guides[key]
    for kind in ("pages", "sessions", "scripts", "handouts"):
        mine = catalogue.ids_of(key, kind)
        listed: set[str] = set()
        for id, place in guide.listed(kind):
            if id in listed:
                problems.add(place, "same-id-twice", name=id)
            elif id not in mine and f"{key}/{id}" not in catalogue.unreadable:
                problems.add(place, f"no-such-{kind.removesuffix('s')}", name=id, known=mine)
            listed.add(id)
        if kind == "pages":
            continue  # told page by page
        for id in sorted(mine - listed):
            entry = getattr(catalogue, kind)[f"{key}/{id}"]
            problems.add(entry.place(), "not-in-guide", name=id)
    for kind in ("courses", "clips"):
        there = getattr(catalogue, kind)
        for number, id in enumerate(getattr(guide, kind)):
            if id not in there and id not in catalogue.unreadable:
                code = f"no-such-{kind.removesuffix('s')}"
                problems.add(guide.place(kind, number), code, name=id, known=there)
