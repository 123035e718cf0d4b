"""Orders into files: from the cache where it has them, else made on all cores.

A file in the cache is named by a digest of everything that goes into it, so it is never wrong;
one that was made although something broke its standard is not found again.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from tiengnoi.catalogue import Catalogue
from tiengnoi.documents.document import Format
from tiengnoi.documents.order import Order
from tiengnoi.downloads.engines import Content, Job, Levels, made_on_all_cores, make
from tiengnoi.pages import entry_pages
from tiengnoi.problems import Place, Problem, Problems

_PACKAGE = Path(__file__).parents[1]
_SHARED = ("typst", "lxml", "fonttools", "fontpkg-be-vietnam-pro")
_MADE_OF: dict[Format, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "pdf": ((*_SHARED, "segno"), ("pdf",)),
    "docx": ((*_SHARED, "python-docx"), ("word", "pdf")),
}
"""The libraries and the folders of ours that a format depends on."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file of a document. `pages`: of a PDF; `level`: how far a handout grew to fill its pages;
    `problem`: a code of messages.yml, and `why` what the library said."""

    order: Order
    format: Format
    file: Path
    pages: int
    level: int = 0
    problem: str = ""
    why: str = ""

    @property
    def path(self) -> str:
        return self.order.document.path(self.format)

    @property
    def size(self) -> int:
        return self.file.stat().st_size


@dataclass(frozen=True, slots=True)
class Failed:
    """A document that could not be made, and why."""

    order: Order
    format: Format
    why: str


@cache
def engine(format: Format) -> str:
    """A digest of what makes the files of a format: libraries, our code, our words."""
    libraries, folders = _MADE_OF[format]
    whole = sha256("".join(f"{name} {version(name)}\n" for name in libraries).encode())
    files = [
        _PACKAGE / name for name in ("labels.yml", "documents/order.py", "downloads/engines.py")
    ]
    for folder in folders:
        files += sorted(
            one for one in (_PACKAGE / folder).rglob("*.*") if one.suffix in (".py", ".typ")
        )
    for file in files:
        whole.update(file.read_bytes())
    return whole.hexdigest()


class Making:
    """Makes what is ordered; `may_make` false: gives only what the cache has."""

    def __init__(self, folder: Path, *, may_make: bool = True) -> None:
        self.folder, self.may_make = _usable(folder), may_make
        self.used: set[str] = set()
        self.kept = {name.partition(".")[0]: name for name in names_in(self.folder)}
        self.levels: Levels = {}

    def all(self, orders: Sequence[Order]) -> Iterator[Made | Failed]:
        """Everything that is ordered. Handouts first: how far they grow, other documents need."""
        sheets = [order for order in orders if order.document.kind == "handout"]
        others = [order for order in orders if order.document.kind != "handout"]
        # The longest first, so that no core is left with one at the end.
        others.sort(key=lambda order: -len(order.articles))
        for some in (sheets, others):
            jobs = [(order, format) for order in some for format in order.document.formats]
            yield from self._each(jobs)

    def missing(self, orders: Sequence[Order]) -> int:
        """How many files are to be made."""
        if not self.may_make:
            return 0
        keys = (self.key(order, format) for order in orders for format in order.document.formats)
        return sum(key not in self.kept for key in keys)

    def one(self, order: Order, format: Format) -> Made | Failed:
        """One file, now: from the cache, or made."""
        if found := self.found(order, format):
            return found
        return self._keep(order, format, make(order, format, self.levels))

    def _each(self, jobs: Iterable[Job]) -> Iterator[Made | Failed]:
        missing = []
        for order, format in jobs:
            if found := self.found(order, format):
                yield found
            else:
                missing.append((order, format))
        if not self.may_make:
            return
        for (order, format), content in made_on_all_cores(missing, self.levels):
            yield self._keep(order, format, content)

    def key(self, order: Order, format: Format) -> str:
        return sha256(f"{order.key} {engine(format)}".encode()).hexdigest()[:40]

    def found(self, order: Order, format: Format) -> Made | None:
        name = self.kept.get(self.key(order, format))
        if name is None:
            return None
        _, pages, level, _ = name.split(".")
        self.used.add(name)
        made = Made(order, format, self.folder / name, int(pages), int(level))
        self._remember(made)
        return made

    def _remember(self, made: Made) -> None:
        document = made.order.document
        if document.kind == "handout" and made.format == "pdf":
            self.levels[document.page, document.locale] = made.level

    def _keep(self, order: Order, format: Format, content: Content | str) -> Made | Failed:
        if isinstance(content, str):
            return Failed(order, format, content)
        key = self.key(order, format)
        if content.problem:
            key = f"flawed-{key}"
        name = f"{key}.{content.pages}.{content.level}.{format}"
        write(self.folder / name, content.data)
        self.kept[key] = name
        self.used.add(name)
        made = Made(
            order,
            format,
            self.folder / name,
            content.pages,
            content.level,
            content.problem,
            content.why,
        )
        self._remember(made)
        return made

    def close(self) -> None:
        """Leave in the cache what was used, and nothing else."""
        for name in names_in(self.folder) - self.used:
            (self.folder / name).unlink(missing_ok=True)


def problem_of(one: Made | Failed, catalogue: Catalogue) -> Problem | None:
    """What an editor must hear of a file, and where in the sources its page lies."""
    document = one.order.document
    code = f"{one.format}-failed" if isinstance(one, Failed) else one.problem
    if not code:
        return None
    problems = Problems()
    page = entry_pages(catalogue).get(document.page)
    prose = catalogue.page(document.page, document.locale)
    place = page.place if page else Place(prose.file if prose else document.page)
    problems.add(place, code, name=document.path(one.format), why=one.why or "?")
    return next(iter(problems))


def write(file: Path, data: bytes) -> None:
    """Whole or not at all."""
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=".")
    with os.fdopen(handle, "wb") as out:
        out.write(data)
    Path(temporary).chmod(0o644)
    Path(temporary).replace(file)


def names_in(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


def _usable(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write(folder / ".writable", b"")
    except OSError:
        return Path(tempfile.mkdtemp(prefix="tiengnoi-"))
    return folder
