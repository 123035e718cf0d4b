"""Typst's source into the bytes of a PDF: tagged, archivable, small, always the same."""

import contextlib
import ctypes
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Literal

import typst

from tiengnoi.pdf.fonts import FAMILY, SYMBOLS, fonts
from tiengnoi.pdf.packing import pack, page_count

STANDARDS: tuple[Literal["a-2a", "ua-1"], ...] = ("a-2a", "ua-1")
TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF; `problem` says why it could not be made to the standards, if so."""

    pdf: bytes
    pages: int
    problem: str = ""


def compiler() -> typst.Compiler:
    return typst.Compiler(root=TEMPLATES, font_paths=fonts(), ignore_system_fonts=True)


def printed(source: str, day: date | None) -> Printed:
    """The PDF of a source, dated `day`. Raises typst.TypstError where there can be none.

    What breaks PDF/A-2a or PDF/UA-1 costs the standard, and not the PDF.
    """
    day = day or date(2026, 1, 1)
    when = datetime(day.year, day.month, day.day, tzinfo=UTC)
    problem = ""
    try:
        pdf = _compiled(source, STANDARDS, when)
    except typst.TypstError as error:
        problem = error.message
        pdf = _compiled(source, (), when)
    return Printed(pack(pdf), page_count(pdf), problem)


def forget() -> None:
    """Let Typst drop what it remembers: half a gigabyte after a guide. It keeps what one of the
    last ten documents used."""
    nothing = compiler()
    for _ in range(11):
        nothing.compile(b"", format="pdf", pdf_tags=False)
    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)  # glibc would keep it


def pages_of(source: str) -> int:
    """How many pages a source takes. Raises typst.TypstError."""
    pdf = compiler().compile(source.encode(), format="pdf", pdf_tags=False)
    assert isinstance(pdf, bytes)
    return page_count(pdf)


def _compiled(source: str, standards: Sequence[Literal["a-2a", "ua-1"]], when: datetime) -> bytes:
    pdf = compiler().compile(
        source.encode(), format="pdf", pdf_standards=[*standards], timestamp=when
    )
    assert isinstance(pdf, bytes)
    return pdf


def unprintable(characters: Iterable[str]) -> set[str]:
    """Those characters that none of the fonts can show."""
    return _unprintable("".join(sorted(set(characters))))


@cache
def _unprintable(characters: str) -> set[str]:
    wanted = [one for one in characters if one.isprintable() and not "\ue000" <= one <= "\uf8ff"]
    lines = "\n\n".join(f"#str.from-unicode({ord(one)})" for one in wanted)
    setting = f'#set document(title: "x")\n#set text(font: ("{FAMILY}", "{SYMBOLS}"))\n= x\n'
    try:
        compiler().compile((setting + lines).encode(), format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError as error:
        return {one for one in wanted if f'`"{one}"`' in error.diagnostic}
    return set()
