"""Orders of the example's documents, without a build of the site."""

from pathlib import Path

from tiengnoi.addresses.forms import page_address
from tiengnoi.catalogue import Catalogue
from tiengnoi.documents.order import Article, Order
from tiengnoi.downloads.gathering import Gathering, Site
from tiengnoi.locales import Locale
from tiengnoi.materials.articles import article
from tiengnoi.materials.pictures import compose
from tiengnoi.materials.writer import picture_path
from tiengnoi.pages import entry_pages
from tiengnoi.problems import Problems
from tiengnoi.reading import read_catalogue

SITE = Site("Ví dụ", "Một trang nhỏ để thử", "https://example.org/nhanh/", "so-mau")


def articles_of(catalogue: Catalogue, locale: Locale) -> dict[str, Article]:
    """The pages of all entries; links lead from the root of the site."""
    found = {}
    for name, page in entry_pages(catalogue).items():
        url = page_address(name, locale)

        def address(path: str, url: str = url) -> str:
            up = "../" * url.count("/")
            return up + (page_address(path[:-3], locale) if path.endswith(".md") else path)

        written = article(page, catalogue, locale, address)
        found[name] = Article(name, url, locale, written.html)
    return found


def orders_of(root: Path, locale: Locale = "vi", site: Site = SITE) -> dict[str, Order]:
    """The orders of `root`, by kind and page: `session clb/mo-dau`."""
    catalogue = read_catalogue(root, Problems())
    pictures = {picture_path(id): one for id, one in catalogue.pictures.items()}

    def data(path: str) -> bytes | None:
        return compose(pictures[path], catalogue.art_parts).encode() if path in pictures else None

    gathering = Gathering(catalogue, locale, articles_of(catalogue, locale), data, site)
    return {f"{one.document.kind} {one.document.page}": one for one in gathering.orders()}
