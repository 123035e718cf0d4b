"""What a page says of its downloads, and the list of all."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tiengnoi.catalogue import Catalogue
from tiengnoi.documents.document import Document, Format, Kind
from tiengnoi.locales import Locale, label, size_in_words
from tiengnoi.pages import guide_of_page, title_in
from tiengnoi.templating import templates_of

LIST = '<div class="tn-all-downloads"></div>'
"""What `::: downloads` leaves in a page, for the list to take its place."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A file to download. `pages`, `size` (bytes): 0 where it is not made yet."""

    document: Document
    format: Format
    pages: int = 0
    size: int = 0

    @property
    def path(self) -> str:
        return self.document.path(self.format)

    def facts(self, locale: Locale) -> str:
        """`12 trang · 98 KB`, as far as it is known."""
        known = []
        if self.pages:
            known.append(
                label("page-one" if self.pages == 1 else "page-many", locale, pages=self.pages)
            )
        if self.size:
            known.append(size_in_words(self.size, locale))
        return " · ".join(known)


def bar(offers: Sequence[Offer], locale: Locale, address: Callable[[str], str]) -> str:
    """The links that stand below the title of a page."""
    return _rendered("bar.html", locale, address, offers=offers)


def whole_list(
    offers: Iterable[Offer], catalogue: Catalogue, locale: Locale, address: Callable[[str], str]
) -> str:
    """All downloads of a language, by guide and kind."""
    by_guide: dict[str, dict[Kind, dict[str, list[Offer]]]] = {id: {} for id in catalogue.guides}
    for offer in offers:
        kinds = by_guide.get(guide_of_page(offer.document.page, catalogue))
        if kinds is not None:
            documents = kinds.setdefault(offer.document.kind, {})
            documents.setdefault(offer.document.path("pdf"), []).append(offer)
    guides = [
        (id, title_in(catalogue.guides[id], locale), kinds)
        for id, kinds in by_guide.items()
        if kinds
    ]
    return _rendered("list.html", locale, address, guides=guides)


def _rendered(
    template: str, locale: Locale, address: Callable[[str], str], **values: object
) -> str:
    def words(name: str, **given: object) -> str:
        return label(name, locale, **given)

    found = templates_of("tiengnoi.downloads").get_template(template)
    return found.render(label=words, locale=locale, address=address, **values)
