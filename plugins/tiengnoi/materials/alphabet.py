"""The pages of the site from A to Z, for readers without a script that searches."""

import unicodedata
from itertools import groupby

from tiengnoi.catalogue import Catalogue
from tiengnoi.locales import Locale
from tiengnoi.pages import entry_pages, title_of
from tiengnoi.vietnamese import collation_key, nfc


def alphabet(catalogue: Catalogue, locale: Locale) -> list[tuple[str, list[tuple[str, str]]]]:
    """`(letter, [(title, name of the page), …])`. A title that begins with a sign or a number
    stands under `#`."""
    entries = entry_pages(catalogue)
    names = [*entries, *sorted(catalogue.page_names - {*entries, "index"})]
    titles = [(title_of(name, entries, catalogue, locale), name) for name in names]
    titles.sort(key=lambda one: (collation_key(_bare(one[0])), one[1]))
    return [(letter, [*group]) for letter, group in groupby(titles, key=_letter)]


def _letter(titled: tuple[str, str]) -> str:
    first = collation_key(_bare(titled[0]))[0][:1]
    return _name(_bare(titled[0])[:1]) if first.isalpha() else "#"


def _name(letter: str) -> str:
    """The letter without its tone, as a heading has it: `Ấ` → `Â`."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    decomposed = unicodedata.normalize("NFD", letter.upper())
    return nfc("".join(mark for mark in decomposed if mark not in tones))


def _bare(title: str) -> str:
    return title.lstrip("“\"'‘( ")
