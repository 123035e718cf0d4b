"""The orders of a language: its documents, with the articles and pictures that they show."""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from tiengnoi.addresses.forms import page_address, short_address
from tiengnoi.catalogue import Catalogue
from tiengnoi.documents.document import Document, documents, facts_as_of
from tiengnoi.documents.order import Article, Imprint, Order, Picture
from tiengnoi.locales import Locale, label
from tiengnoi.materials.articles import back_page
from tiengnoi.materials.writer import picture_path
from tiengnoi.pages import plain

_SRC = re.compile(r'<img (?!class="tn-poster)[^>]*?src="([^":]+)"')
_KINDS = {"svg": "svg", "png": "png", "jpg": "jpg", "jpeg": "jpg", "webp": "webp"}


@dataclass(frozen=True, slots=True)
class Site:
    """What mkdocs.yml says. `hotline`: the number at the foot of each page, by its id."""

    name: str
    description: str
    url: str
    hotline: str


class Gathering:
    """Gives the orders of a language.

    `articles`: the pages by name; `data(path)`: the bytes of a file of the site.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        locale: Locale,
        articles: Mapping[str, Article],
        data: Callable[[str], bytes | None],
        site: Site,
    ) -> None:
        self.catalogue, self.locale, self.articles = catalogue, locale, articles
        self.data = data
        self.imprint = Imprint(site.name, site.description, site.url, self._hotline(site.hotline))
        self.pictures: dict[str, Picture | None] = {}

    def _hotline(self, id: str) -> str:
        contact = self.catalogue.contacts.get(id)
        if contact is None:
            return ""
        name = "hotline-free" if contact.cost == "free" else "hotline-plain"
        names = contact.name.text(self.locale).words
        return label(name, self.locale, number=contact.number, name=names)

    def orders(self) -> Iterator[Order]:
        for document in documents(self.catalogue, self.locale):
            pages = [name for name in document.pages if name in self.articles]
            if pages:
                yield self.order(document, pages)

    def order(self, document: Document, pages: list[str]) -> Order:
        catalogue, locale = self.catalogue, self.locale
        articles = tuple(self.articles[name] for name in pages)
        sheets = {
            name: catalogue.handouts[name].pages for name in pages if name in catalogue.handouts
        }
        shown = dict(one for article in articles for one in self.pictures_in(article))
        order = Order(
            document,
            articles,
            self.imprint,
            short_address(document.page, locale),
            facts_as_of(document, catalogue),
            shown,
            sheets,
        )
        if document.kind != "guide":
            return order
        id = catalogue.guide_of(document.page)
        guide = catalogue.guides[id]
        url = page_address(f"{id}/index", locale)
        back = Article("back", url, locale, back_page(catalogue, locale, self._below(url)))
        cover = picture_path(guide.picture) if guide.picture else ""
        if found := self.picture(cover):
            shown[cover] = found
        return replace(
            order,
            cover=cover,
            summary=plain(guide.summary.text(locale).words),
            audience=plain(guide.audience.text(locale).words),
            back=back,
        )

    def _below(self, url: str) -> Callable[[str], str]:
        """Addresses of pages as seen from one that lies at `url`."""

        def address(path: str) -> str:
            target = page_address(path.removesuffix(".md"), self.locale)
            return posixpath.relpath("/" + target, "/" + url) + "/"

        return address

    def pictures_in(self, article: Article) -> Iterator[tuple[str, Picture]]:
        for src in _SRC.findall(article.html):
            path = article.path_of(src)
            if found := self.picture(path):
                yield path, found

    def picture(self, path: str) -> Picture | None:
        if path not in self.pictures:
            kind, data = _KINDS.get(path.rpartition(".")[2].lower()), self.data(path)
            self.pictures[path] = Picture(kind, data) if kind and data else None
        return self.pictures[path]
