"""Which packs there are to take along, and which pages each holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tiengnoi.addresses.forms import in_language, page_address
from tiengnoi.catalogue import Catalogue
from tiengnoi.documents.document import FOLDER
from tiengnoi.locales import LOCALES, SOURCE_LOCALE, Locale, label
from tiengnoi.pages import page_name, title_in

WHOLE = "tieng-noi"
"""Name of the pack that holds the whole site."""

START = "Mo-trang-nay.html"
"""What a reader opens after unpacking."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A zip of pages. `name`: of the file, without ending; `start`: address of the page that a
    reader opens first, in Vietnamese; `pages`: addresses of all its pages; None: the whole site."""

    name: str
    titles: Mapping[Locale, str]
    start: str = ""
    pages: frozenset[str] | None = None

    @property
    def path(self) -> str:
        """Where it lies below the root of the site."""
        return f"{FOLDER}/{self.name}.zip"

    @property
    def folder(self) -> str:
        """The one folder that it unpacks into."""
        return self.name if self.pages is None else f"{WHOLE}-{self.name}"

    def starts(self) -> list[tuple[Locale, str]]:
        """The page to open first, in each language."""
        return [(locale, in_language(self.start, locale)) for locale in LOCALES]


def packs_of(catalogue: Catalogue, built: Iterable[str] = ()) -> list[Pack]:
    """The whole site, and each guide; `built`: addresses of all pages.

    With each guide goes what everyone needs: the pages that stand beside the guides, but for the
    one that lists the downloads.
    """
    of_folder: dict[str, set[str]] = {}
    shared = set()
    for address in built:
        folder, _, below = _without_language(address).partition("/")
        if folder in catalogue.guides:
            of_folder.setdefault(folder, set()).add(address)
        elif not below and folder != FOLDER:
            shared.add(address)
    whole = Pack(WHOLE, {locale: label("pack-whole", locale) for locale in LOCALES})
    guides = [
        Pack(
            id,
            {locale: title_in(guide, locale) for locale in LOCALES},
            page_address(f"{id}/index", SOURCE_LOCALE),
            frozenset(shared | of_folder.get(id, set()) | _elsewhere(id, catalogue)),
        )
        for id, guide in catalogue.guides.items()
    ]
    return [whole, *guides]


def _elsewhere(guide: str, catalogue: Catalogue) -> set[str]:
    """Pages of a guide that lie outside of its folder."""
    names = [page_name("course", key) for key in catalogue.courses_of(guide)]
    names += [page_name("clip", key) for key in catalogue.clips_of(guide)]
    return {page_address(name, locale) for name in names for locale in LOCALES}


def _without_language(address: str) -> str:
    for locale in LOCALES:
        if locale != SOURCE_LOCALE and address.startswith(f"{locale}/"):
            return address.removeprefix(f"{locale}/")
    return address
