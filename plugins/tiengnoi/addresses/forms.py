"""Addresses of the site that are given out: on paper, in messages, in codes.

All are below the root of the site and without it, as in `cau-lac-bo/thanh-lap/`; the Vietnamese
home page is the empty address.
"""

import posixpath
from hashlib import sha256

from tiengnoi.locales import SOURCE_LOCALE, Locale

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no letter that is mistaken for another when it is typed from paper."""

SHORT = "q"
"""Folder of the short addresses, which codes on paper lead to."""


def page_address(name: str, locale: Locale) -> str:
    """Where a page lies that is named by its path below docs/."""
    folder = name if posixpath.basename(name) != "index" else posixpath.dirname(name)
    return in_language(f"{folder}/" if folder else "", locale)


def short_address(name: str, locale: Locale) -> str:
    """A short address that leads to a page, always the same for a page of this name."""
    number = int.from_bytes(sha256(name.encode()).digest()[:4], "big")
    code = "".join(_LETTERS[number >> 5 * place & 31] for place in range(5))
    return in_language(f"{SHORT}/{code}/", locale)


def in_language(address: str, locale: Locale) -> str:
    return address if locale == SOURCE_LOCALE else f"{locale}/{address}"
