"""The small pages that lead on from an old or a short address, without JavaScript."""

import posixpath
from collections.abc import Iterator

from tiengnoi.addresses.moves import Addresses
from tiengnoi.locales import label
from tiengnoi.pages import title_of
from tiengnoi.templating import templates_of


def leading_on(addresses: Addresses) -> Iterator[tuple[str, str]]:
    """Addresses that lead on to a page, each with its HTML."""
    for old, new in addresses.leading_on().items():
        if new in addresses.pages and (not old or old.endswith("/")):
            yield old, _page(old, new, addresses)


def moved_files(addresses: Addresses) -> Iterator[tuple[str, str]]:
    """Old addresses of files, each with the file that now has its content."""
    for old, new in addresses.moved().items():
        if new in addresses.downloads:
            yield old, new


def _page(old: str, new: str, addresses: Addresses) -> str:
    name, locale = addresses.pages[new]
    title = title_of(name, addresses.entries, addresses.catalogue, locale)
    target = posixpath.relpath("/" + new, "/" + old) + "/"
    return (
        templates_of("tiengnoi.addresses")
        .get_template("moved.html")
        .render(locale=locale, title=title, target=target, words=label("moved-to", locale))
    )
