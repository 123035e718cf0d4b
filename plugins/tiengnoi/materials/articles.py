"""What stands on the page of an entry, and the parts that directives put into prose.

`article(page, catalogue, locale, address)` gives the HTML of a whole page and its headings, from
the templates beside this file. Texts of editors are cleaned before they enter a template.
"""

import posixpath
from dataclasses import dataclass
from itertools import chain

from tiengnoi.catalogue import Catalogue
from tiengnoi.directives import key_of
from tiengnoi.formats import FORMATS, model_label, models_of, reference
from tiengnoi.guides.prose import ProsePage
from tiengnoi.locales import Locale
from tiengnoi.materials import schedule
from tiengnoi.materials.finding import filters, listed
from tiengnoi.materials.writer import Address, Heading, Writer
from tiengnoi.pages import EntryPage, entry_pages, page_name
from tiengnoi.templating import templates_of
from tiengnoi.videos.playable import NO_CLIPS, Clips


@dataclass(frozen=True, slots=True)
class Article:
    html: str
    headings: tuple[Heading, ...]


def _render(writer: Writer, template: str, **values: object) -> str:
    return (
        templates_of("tiengnoi.materials")
        .get_template(template)
        .render(a=writer, catalogue=writer.catalogue, schedule=schedule, **values)
    )


def article(
    page: EntryPage,
    catalogue: Catalogue,
    locale: Locale,
    address: Address,
    clips: Clips = NO_CLIPS,
) -> Article:
    """The whole article of an entry's page. `clips`: those that are made."""
    writer = Writer(catalogue, locale, address, page.folder, clips)
    html = _render(writer, f"{page.kind}.html", page=page, **{page.kind: page.entry})
    return Article(html, tuple(writer.headings))


def part(
    name: str,
    id: str,
    catalogue: Catalogue,
    locale: Locale,
    address: Address,
    folder: str,
    clips: Clips = NO_CLIPS,
) -> str:
    """The HTML of a directive `::: name id` on a page in `folder`; nothing for an unknown id."""
    writer = Writer(catalogue, locale, address, folder, clips)
    key = key_of(name, id, folder)
    if name in ("year", "diagram"):
        shown = getattr(catalogue, f"{name}s").get(key)
        there = writer.within(catalogue.guide_of(key))
        return _render(there, f"{name}.html", **{name: shown}) if shown else ""
    if name in ("session", "script", "handout", "course", "clip"):
        page = entry_pages(catalogue).get(page_name(name, key))  # type: ignore[arg-type]
        if page is None or page.kind != name:
            return ""
        return _render(writer, "card.html", page=page, entry=page.entry)
    if name == "picture":
        return str(writer.picture(id))
    if name == "sessions":
        found = listed(catalogue)
        choices = filters(chain.from_iterable(found.values()), catalogue, locale)
        return _render(writer, "sessions.html", listed=found, filters=choices)
    if name == "format":
        return _format(writer, id)
    return _render(writer, f"{name}.html")


def back_page(catalogue: Catalogue, locale: Locale, address: Address) -> str:
    """What stands on the back of a printed guide: whom to call."""
    return _render(Writer(catalogue, locale, address), "back.html")


def _format(writer: Writer, name: str) -> str:
    """The reference of a YAML format: a table for its model, and one for each of its parts."""
    if name not in FORMATS:
        return ""
    one = FORMATS[name]
    models = {n: m for n, m in models_of(one.model).items() if n != "Translated"}
    return _render(
        writer,
        "format.html",
        format=one,
        about=model_label(one.model),
        labels={n: model_label(m)["label"][writer.locale] for n, m in models.items()},
        models=[(n, list(reference(m, writer.locale))) for n, m in models.items()],
    )


def before_prose(page: ProsePage, catalogue: Catalogue, locale: Locale, address: Address) -> str:
    """What stands under the title of a prose page: the mark of a proposal."""
    return _prose_part("prose-before.html", page, catalogue, locale, address)


def after_prose(page: ProsePage, catalogue: Catalogue, locale: Locale, address: Address) -> str:
    """What stands at the end of a prose page: its sources, and the day of its facts."""
    return _prose_part("prose-after.html", page, catalogue, locale, address)


def _prose_part(
    template: str, page: ProsePage, catalogue: Catalogue, locale: Locale, address: Address
) -> str:
    writer = Writer(catalogue, locale, address, posixpath.dirname(page.name))
    return _render(writer, template, page=page, meta=page.meta)


def anchors(page: EntryPage, catalogue: Catalogue) -> set[str]:
    """Ids that a link to the page may name."""
    headings = article(page, catalogue, "vi", lambda path: path).headings
    return {heading.id for heading in headings}
