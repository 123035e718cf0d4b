"""Tables of an article as Typst: the columns share the width by what is in them."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml.html import HtmlElement

from tiengnoi.pdf.trees import classes_of, words_of

_NARROW = 9
"""Characters up to which a column is as wide as its words."""

_EMS = 43
"""Width of the page, in em."""

_WORD = re.compile(r"(?:\d[\d ]*\d)|[^\s…]+")
"""What is not broken: words, and numbers of telephones."""


def table(element: HtmlElement, blocks: Callable[[HtmlElement], str], pitch: str) -> str:
    """The call for a table; `blocks` gives the content of a cell, `pitch` the height of a row to
    write in."""
    rows, width = rows_of(element)
    if not rows:
        return ""
    parts: dict[str, list[str]] = {"thead": [], "tbody": [], "tfoot": []}
    for row in rows:
        part = row.getparent().tag if row.getparent().tag in parts else "tbody"
        parts[part] += [_cell(cell, blocks, pitch) for cell in row]
    given = [_columns(rows, width)]
    caption = element.find("caption")
    for name, argument in (("thead", "header"), ("tfoot", "footer")):
        if parts[name]:
            given.append(f"{argument}: ({', '.join(parts[name])},)")
    call = f"#sheet-table({', '.join([*given, *parts['tbody']])})"
    return call if caption is None else f"#label-line[{blocks(caption)}]\n{call}"


def rows_of(element: HtmlElement) -> tuple[list[HtmlElement], int]:
    """The rows of a table that have cells, and how many columns there are."""
    rows = [row for row in element.iter("tr") if len(row)]
    return rows, max((sum(map(span_of, row)) for row in rows), default=0)


def span_of(cell: HtmlElement) -> int:
    return int(cell.get("colspan", "1"))


def _cell(cell: HtmlElement, blocks: Callable[[HtmlElement], str], pitch: str) -> str:
    classes = classes_of(cell)
    body = blocks(cell)
    if words_of(cell) == "·":
        body = "#tick-cell"
    if "blank" in classes and not body:
        body = f"#blank-cell(0.72 * {pitch})"
    if cell.tag == "th" and cell.getparent().getparent().tag == "tbody":
        body = f"#strong[{body}]"
    options = [
        f"{name}: {cell.get(name)}" for name in ("colspan", "rowspan") if cell.get(name, "1") != "1"
    ]
    for name in ("left", "center", "right"):
        if name in classes:
            options.append(f"align: {name}")
    if "time" in classes:
        options.append("align: center")
    return f"table.cell({', '.join(options)})[{body}]" if options else f"[{body}]"


def _columns(rows: list[HtmlElement], width: int) -> str:
    """Shares of the whole width, as kit.typ takes them."""
    return "(" + ", ".join(f"{part:.3f}" for part in parts_of_width(rows, width)) + ",)"


def parts_of_width(rows: list[HtmlElement], width: int) -> list[float]:
    """The part of the whole width that each column takes; they add up to 1.

    No column is narrower than its longest word, as far as there is room; one of short cells is as
    wide as they are; the others share the rest.
    """
    columns = columns_of(rows, width)
    wide = [column for column in columns if not column.is_narrow] or columns
    while True:
        left = _EMS - sum(column.needs for column in columns if column not in wide)
        shares = sum(column.share for column in wide)
        short = [one for one in wide if left * one.share / shares < one.needs]
        if not short or len(short) == len(wide):
            break
        wide = [column for column in wide if column not in short]
    parts = [left * one.share / shares if one in wide else one.needs for one in columns]
    return [part / sum(parts) for part in parts]


def columns_of(rows: list[HtmlElement], width: int) -> list["Column"]:
    """What is in each column. One of short cells is as wide as they are, and its heading wraps;
    the others share the rest by the length of their texts, dampened, so that a long text does not
    squeeze its neighbours."""
    columns = [Column() for _ in range(width)]
    for row in rows:
        at = 0
        for cell in row:
            if span_of(cell) == 1 and at < width:
                columns[at].add(cell)
            at += span_of(cell)
    return columns


@dataclass(eq=False)
class Column:
    """What is in a column, in characters."""

    longest: int = 0
    word: int = 0
    total: int = 0
    cells: int = 0
    is_blank: bool = False
    is_time: bool = False

    def add(self, cell: HtmlElement) -> None:
        text = words_of(cell)
        self.word = max([self.word, *(len(word) for word in _WORD.findall(text))])
        self.is_time = self.is_time or "time" in classes_of(cell)
        if cell.tag == "td" or cell.getparent().getparent().tag != "thead":
            self.longest = max(self.longest, len(text))
        self.total += len(text)
        self.cells += 1
        self.is_blank = self.is_blank or "blank" in classes_of(cell)

    @property
    def is_narrow(self) -> bool:
        limit = _NARROW + 4 if self.is_time else _NARROW
        return 0 < self.longest <= limit and self.word <= limit and not self.is_blank

    @property
    def needs(self) -> float:
        """Least width in em: of the longest word, and of a narrow column's longest cell."""
        return 0.6 * (max(self.longest, self.word) if self.is_narrow else self.word) + 1

    @property
    def share(self) -> float:
        mean = self.total / self.cells if self.cells else 0
        return float(max(mean, self.longest / 4, 28 if self.is_blank else 6) ** 0.6)
