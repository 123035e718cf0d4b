"""What goes into a document, complete: from equal orders come equal files."""

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256

from tiengnoi.documents.document import Document
from tiengnoi.locales import Locale, label, written_day


@dataclass(frozen=True)
class Article:
    """A page of the site as it goes into a document. `url` is below the root of the site; links
    and pictures in `html` are relative to it."""

    name: str
    url: str
    locale: Locale
    html: str

    @cached_property
    def digest(self) -> str:
        """Of all that it is: an article is in several documents, and a guide has many."""
        return _digest((self.name, self.url, self.locale, self.html))

    def path_of(self, address: str) -> str:
        """What an address on the page leads to, below the root of the site."""
        return posixpath.normpath(posixpath.join("/", self.url, address)).lstrip("/")


@dataclass(frozen=True)
class Picture:
    """A picture by its address below the root of the site. `kind`: svg, png, jpg or webp."""

    kind: str
    data: bytes

    @cached_property
    def digest(self) -> str:
        return sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Imprint:
    """What stands at the edge of every document of a site in one language."""

    site_name: str
    programme: str
    site_url: str
    hotline: str


@dataclass(frozen=True)
class Order:
    """A document with all that it is made of.

    `sheets`: pages that each handout declares, by name. `short_url`: the stable address of the
    page below the root of the site. `cover`, `back`: of a guide, the address of the
    picture on its cover, and what stands on its last page.
    """

    document: Document
    articles: tuple[Article, ...]
    imprint: Imprint
    short_url: str
    updated: date | None
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    sheets: Mapping[str, int] = field(default_factory=dict)
    summary: str = ""
    audience: str = ""
    cover: str = ""
    back: Article | None = None

    @cached_property
    def version(self) -> str:
        """The first eight digits of the digest of the content (not of its look)."""
        return _digest(article.digest for article in self.articles)[:8]

    @property
    def edition(self) -> str:
        """The day of the facts and the version, as the foot of each page says them."""
        locale = self.document.locale
        version = label("version", locale, version=self.version)
        if self.updated is None:
            return version
        return f"{label('updated', locale, day=written_day(self.updated, locale))} {version}"

    @cached_property
    def key(self) -> str:
        """A digest of everything that goes in."""
        return _digest(
            repr(part)
            for part in (
                self.document,
                [article.digest for article in self.articles],
                self.imprint,
                self.short_url,
                self.updated,
                sorted(self.sheets.items()),
                self.summary,
                self.audience,
                self.cover,
                self.back,
                [(path, one.digest) for path, one in sorted(self.pictures.items())],
            )
        )

    @property
    def address(self) -> str:
        """The whole stable address of the page, or nothing where the site has none yet."""
        return self.imprint.site_url + self.short_url if self.imprint.site_url else ""


def _digest(parts: Iterable[str]) -> str:
    whole = sha256()
    for part in parts:
        data = part.encode()
        whole.update(f"{len(data)}:".encode() + data)
    return whole.hexdigest()
