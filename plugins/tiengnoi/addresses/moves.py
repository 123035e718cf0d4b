"""Which addresses the site has, and where those that it had before have gone."""

import re
from functools import cached_property

from tiengnoi.addresses.forms import in_language, page_address, short_address
from tiengnoi.catalogue import Catalogue
from tiengnoi.documents.document import FOLDER, documents
from tiengnoi.locales import LOCALES, SOURCE_LOCALE, Locale
from tiengnoi.pages import entry_pages

_OTHERS = tuple(locale for locale in LOCALES if locale != SOURCE_LOCALE)
_LONGEST = 10
"""Moves of one page, one after the other, that are followed."""


class Addresses:
    """The addresses of a catalogue's site. `there`: pages, short addresses and downloads that it
    has; of all others, `target` knows where they have gone."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.entries = entry_pages(catalogue)
        self.lines = {one.old: one.new for one in catalogue.redirects}

    @cached_property
    def names(self) -> list[str]:
        """Names of all pages."""
        return sorted({*self.catalogue.page_names, *self.entries})

    @cached_property
    def pages(self) -> dict[str, tuple[str, Locale]]:
        """Addresses of pages, with the name and the language of each."""
        return {
            page_address(name, locale): (name, locale) for locale in LOCALES for name in self.names
        }

    @cached_property
    def short(self) -> dict[str, str]:
        """Short addresses of pages that are there, with what they lead to."""
        return {
            short_address(name, locale): address for address, (name, locale) in self.pages.items()
        }

    @cached_property
    def downloads(self) -> set[str]:
        return {
            document.path(format)
            for locale in LOCALES
            for document in documents(self.catalogue, locale)
            for format in document.formats
        }

    @cached_property
    def there(self) -> set[str]:
        return {*self.pages, *self.short, *self.downloads}

    def target(self, address: str) -> str | None:
        """Where an address leads that the site has no longer; None: nobody said so."""
        for _ in range(_LONGEST):
            if address in self.there:
                return address
            found = self._next(address)
            if found is None:
                return None
            address = found
        return None

    def _next(self, address: str) -> str | None:
        if address in self.lines:
            return self.lines[address]
        for locale in _OTHERS:
            # A line about a page holds for its translations, too.
            rest = address.removeprefix(f"{locale}/")
            if rest != address and rest in self.lines:
                return in_language(self.lines[rest], locale)
        return self._old_short.get(address) or self._old_download(address)

    @cached_property
    def _old_short(self) -> dict[str, str]:
        pages = [old for old in self.lines if old.endswith("/")]
        return {short: page for old in pages for short, page in _short_of(old).items()}

    def _old_download(self, address: str) -> str | None:
        """Downloads move with their page."""
        for old, new in self.lines.items():
            if old.endswith("/") and address.startswith(before := _downloads_of(old)):
                return _downloads_of(new) + address.removeprefix(before)
        return None

    def followers(self, page: str) -> set[str]:
        """Published addresses that go where a page goes: its translations, short addresses and
        downloads."""
        if page and not page.endswith("/"):
            return set()
        mine = {in_language(page, locale) for locale in _OTHERS} | {*_short_of(page)}
        downloads = _downloads_of(page)
        return mine | {one for one in self.catalogue.published if one.startswith(downloads)}

    def gone(self) -> list[str]:
        """Published addresses that the site has no longer, and that lead nowhere."""
        return [address for address in self.catalogue.published if self.target(address) is None]

    def moved(self) -> dict[str, str]:
        """Addresses that the site has no longer, with where each leads."""
        old = {*self.catalogue.published, *self._old_short}
        for line in self.lines:
            old |= {line, *(f"{locale}/{line}" for locale in _OTHERS if line.endswith("/"))}
        found = {address: self.target(address) for address in sorted(old - self.there)}
        return {address: target for address, target in found.items() if target is not None}

    def leading_on(self) -> dict[str, str]:
        """Short and old addresses, with the page or the file that each leads to in the end."""
        leading = {**self.short, **self.moved()}
        return {old: self.short.get(new, new) for old, new in leading.items()}


def _short_of(page: str) -> dict[str, str]:
    """Short addresses of a page, by language, with the address of the page."""
    return {
        short_address(name, locale): in_language(page, locale)
        for name in (page.removesuffix("/"), f"{page}index")
        for locale in LOCALES
    }


def _downloads_of(page: str) -> str:
    """How the addresses of a page's downloads begin."""
    return f"{FOLDER}/{page.removesuffix('/')}."


def record(catalogue: Catalogue) -> list[str]:
    """All addresses for `published.txt`, in order: those that it has, and those of today."""
    return sorted({*catalogue.published, *Addresses(catalogue).there} - {""})


def is_address(text: str) -> bool:
    """Whether a text has the form of an address below the root of the site: of a page (`a/b/`,
    empty for the home page) or of a file (`a/b.pdf`)."""
    return re.fullmatch(r"(?:[a-z0-9-]+/)*(?:[a-z0-9.-]+\.[a-z0-9]+)?", text) is not None
