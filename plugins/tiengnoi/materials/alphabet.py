"""The pages of the site from A to Z, for readers without a script that searches."""

from itertools import groupby

from tiengnoi.catalogue import Catalogue
from tiengnoi.locales import Locale
from tiengnoi.pages import entry_pages, title_of
from tiengnoi.vietnamese import collation_key, without_tone


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
    return without_tone(_bare(titled[0])[:1].upper()) if first.isalpha() else "#"


def _bare(title: str) -> str:
    return title.lstrip("“\"'‘( ")
