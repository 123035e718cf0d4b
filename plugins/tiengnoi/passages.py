"""Every text of an editor that is published, with the place where it is written."""

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tiengnoi.catalogue import Catalogue
from tiengnoi.locales import LOCALES, Locale
from tiengnoi.models import Model, leaves
from tiengnoi.pages import FOLDERS, entry_pages
from tiengnoi.problems import Place


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of an editor: `place` gives the line of a character offset in it.

    `folder` is where the page with this text lies below docs/: its links start there.
    """

    text: str
    locale: Locale
    place: Callable[[int], Place]
    folder: str
    is_prose: bool
    owner: Model


def passages(catalogue: Catalogue) -> Iterator[Passage]:
    """Every text that is published, page by page and leaf by leaf."""
    for page in catalogue.pages.values():
        folder = posixpath.dirname(page.name)
        yield Passage(page.text, page.locale, page.place, folder, True, page.meta)
        for field in ("title", "description"):
            if words := getattr(page.meta, field):
                place = _Line(page.meta, field)
                yield Passage(words, page.locale, place, folder, False, page.meta)
    folders = {id(page.entry): page.folder for page in entry_pages(catalogue).values()}
    for name, part in (*catalogue.years.items(), *catalogue.diagrams.items()):
        folders[id(part)] = catalogue.guide_of(name)
    for owner in owners(catalogue):
        folder = folders.get(id(owner), "")
        for leaf in leaves(owner):
            for locale in LOCALES:
                if words := getattr(leaf, locale):
                    yield Passage(words, locale, _Line(leaf, locale), folder, False, owner)
    yield from _captions(catalogue)


def _captions(catalogue: Catalogue) -> Iterator[Passage]:
    """What is said in films: their captions are their transcripts."""
    for (id, locale), captions in catalogue.captions.items():
        if owner := catalogue.clips.get(id):
            for cue, line in captions.cues:
                place = _At(Place(captions.file, line + 1))
                yield Passage(cue.text, locale, place, FOLDERS["clip"], False, owner)


@dataclass(frozen=True, slots=True)
class _At:
    place: Place

    def __call__(self, offset: int) -> Place:
        return self.place


def owners(catalogue: Catalogue) -> list[Model]:
    """The models whose texts are published."""
    found: list[Model] = [page.entry for page in entry_pages(catalogue).values()]
    for kind in ("contacts", "topics", "skills", "pictures", "years", "diagrams"):
        found += getattr(catalogue, kind).values()
    found += catalogue.news
    return [*found, *filter(None, (catalogue.help, catalogue.trial_safety))]


@dataclass(frozen=True, slots=True)
class _Line:
    model: Model
    field: str

    def __call__(self, offset: int) -> Place:
        return self.model.place(self.field, offset=offset)
