"""The small pages that lead on from an old or a short address, without JavaScript."""

import posixpath
from collections.abc import Iterator

from tiengnoi.addresses.moves import Addresses
from tiengnoi.catalogue import Catalogue
from tiengnoi.locales import label
from tiengnoi.pages import entry_pages, title_in
from tiengnoi.templating import templates_of


def leading_on(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Addresses that lead on to a page, each with its HTML."""
    addresses = Addresses(catalogue)
    for old, new in {**addresses.short, **addresses.moved()}.items():
        if new in addresses.short:
            new = addresses.short[new]
        if new in addresses.pages and (not old or old.endswith("/")):
            yield old, _page(old, new, addresses)


def moved_files(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Old addresses of files, each with the file that now has its content."""
    addresses = Addresses(catalogue)
    for old, new in addresses.moved().items():
        if new in addresses.downloads:
            yield old, new


def _page(old: str, new: str, addresses: Addresses) -> str:
    name, locale = addresses.pages[new]
    entries = entry_pages(addresses.catalogue)
    prose = addresses.catalogue.page(name, locale)
    title = (
        title_in(entries[name].entry, locale) if name in entries else prose.title if prose else name
    )
    target = posixpath.relpath("/" + new, "/" + old) + "/"
    return (
        templates_of("tiengnoi.addresses")
        .get_template("moved.html")
        .render(locale=locale, title=title, target=target, words=label("moved-to", locale))
    )
