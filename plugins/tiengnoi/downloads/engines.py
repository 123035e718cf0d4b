"""The making itself: an order into bytes, one by one or on all cores.

Each core gets a process of its own: Word files are made by Python alone, and Typst keeps what it
has set in memory, so that two guides at once would share nothing but a queue.
"""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from tiengnoi.cores import cores
from tiengnoi.documents.document import Format
from tiengnoi.documents.order import Order
from tiengnoi.locales import Locale

_FEW = 3
"""So many files are made sooner than another process has begun."""

Job = tuple[Order, Format]
Levels = dict[tuple[str, Locale], int]
"""How far handouts grow, by page and language."""


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a file. `pages`: of a PDF; `level`: how far a handout grew to fill its pages;
    `problem`: a code of messages.yml, and `why` what the library said."""

    data: bytes
    pages: int = 0
    level: int = 0
    problem: str = ""
    why: str = ""


def make(order: Order, format: Format, levels: Levels) -> Content | str:
    """The file of an order; or, whatever went wrong, why there is none."""
    locale = order.document.locale
    mine = {page: level for (page, language), level in levels.items() if language == locale}
    try:
        return _MAKERS[format](order, mine)
    except Exception as error:
        first = (str(error) or "?").strip().splitlines()[0]
        return f"{type(error).__name__}: {first}"


def made_on_all_cores(jobs: list[Job], levels: Levels) -> Iterator[tuple[Job, Content | str]]:
    """Each job with what came of it, in the order of the jobs."""
    workers = min(cores(), len(jobs))
    if workers < 2 or len(jobs) <= _FEW:
        for order, format in jobs:
            yield (order, format), make(order, format, levels)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_begin) as pool:
        futures = [(job, pool.submit(make, *job, levels)) for job in jobs]
        for job, future in futures:
            yield job, _result(future, job, levels)


def _result(future: "Future[Content | str]", job: Job, levels: Levels) -> Content | str:
    try:
        return future.result()
    except BrokenProcessPool:
        return make(*job, levels)  # a worker was killed, perhaps for want of memory


def _begin() -> None:
    # Typst would start as many threads as there are cores, in each of as many processes.
    os.environ["RAYON_NUM_THREADS"] = "1"


def _pdf(order: Order, levels: Mapping[str, int]) -> Content:
    from tiengnoi.pdf.composing import compose
    from tiengnoi.pdf.printing import forget, printed

    document, level, problem = order.document, 0, ""
    if document.kind == "handout":
        level, fits = _fitted(order)
        problem = "" if fits else "handout-too-long"
        levels = {document.page: level}
    done = printed(compose(order, levels), order.updated)
    if len(order.articles) > _FEW:
        forget()
    if done.problem:
        return Content(done.pdf, done.pages, level, "pdf-without-standard", done.problem)
    return Content(done.pdf, done.pages, level, problem)


def _fitted(order: Order) -> tuple[int, bool]:
    """How far a handout may grow on the pages that it declares, and whether it fits at all."""
    from tiengnoi.pdf.composing import compose
    from tiengnoi.pdf.growth import LEVELS
    from tiengnoi.pdf.printing import pages_of

    name = order.document.page
    low, high = -1, LEVELS
    while low < high:
        middle = (low + high + 1) // 2
        if pages_of(compose(order, {name: middle})) <= order.sheets[name]:
            low = middle
        else:
            high = middle - 1
    return max(low, 0), low >= 0


def _docx(order: Order, levels: Mapping[str, int]) -> Content:
    from tiengnoi.word.writing import written

    return Content(written(order))


_MAKERS: dict[Format, Callable[[Order, Mapping[str, int]], Content]] = {"pdf": _pdf, "docx": _docx}
