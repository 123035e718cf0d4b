"""An article in the body of a Word file."""

import io
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

from docx.document import Document
from docx.shared import Cm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from lxml.html import HtmlElement

from tiengnoi.documents.order import Article
from tiengnoi.pdf.tables import parts_of_width, rows_of, span_of
from tiengnoi.pdf.trees import blocks_in, classes_of, has_words, only, words_of
from tiengnoi.word import marks
from tiengnoi.word.lines import Line

WIDTH = 17.0
"""Width of the text, in centimetres."""

_CARDS = 20.5
"""Height of a sheet of cards below its title, in centimetres."""

_BOXES = {"safety", "help", "ask", "watch", "plain", "proposal", "admonition", "link-card"}
_QUIET = {"kind", "state", "step__facts", "sources", "where", "cut"}
"""Small type."""


Owner = Document | _Cell
"""What paragraphs and tables can be put into."""


def width_of(owner: Owner) -> float:
    """Width of what is put there, in centimetres."""
    return WIDTH - 1 if isinstance(owner, _Cell) else WIDTH


class Body:
    """Writes an article at the end of a document."""

    def __init__(
        self,
        docx: Document,
        article: Article,
        picture_at: Callable[[str], bytes | None],
        site_url: str,
    ) -> None:
        self.docx, self.article, self.picture_at = docx, article, picture_at
        self.site_url = site_url
        self.bookmarks = 0
        self.on_new_page = False
        # python-docx looks through all styles each time that one is set by its name.
        self.styles = {style.name: style.style_id for style in docx.styles}

    # Blocks

    def blocks(self, element: HtmlElement, owner: Owner) -> None:
        for run in blocks_in(element):
            if isinstance(run, HtmlElement):
                self.block(run, owner)
            elif has_words(run):
                self.words(run, self.paragraph(owner))

    def paragraph(self, owner: Owner, style: str | None = None) -> Paragraph:
        """A new paragraph; in a cell that is still empty, its first one."""
        first = owner.paragraphs[0] if isinstance(owner, _Cell) and len(owner._tc) <= 2 else None
        if first is None or first._p.xpath("./w:hyperlink | ./w:sdt | ./w:r"):
            first = owner.add_paragraph()
        return self.styled(first, style)

    def styled(self, paragraph: Paragraph, style: str | None) -> Paragraph:
        if self.on_new_page:
            paragraph.paragraph_format.page_break_before = True
            self.on_new_page = False
        if style:
            paragraph._p.style = self.styles[style]
        return paragraph

    def block(self, element: HtmlElement, owner: Owner) -> None:
        classes = set(classes_of(element))
        if found := [name for name in _SHAPES if name in classes]:
            _SHAPES[found[0]](self, element, owner)
        elif classes & _BOXES:
            self.box(element, owner)
        elif method := _TAGS.get(str(element.tag)):
            method(self, element, owner)
        elif "big-number" in classes:
            number, name = element
            figure = self.paragraph(owner).add_run(words_of(number))
            figure.bold, figure.font.size = True, Pt(20)
            self.paragraph(owner).add_run(words_of(name))
        elif element.tag == "p":
            paragraph = self.paragraph(owner)
            run = list(only(element))
            if "step__facts" in classes:
                run = [one if not isinstance(one, str) or one.strip() else " · " for one in run]
            self.words(run, paragraph, bold=bool(classes & _LABELS))
            if classes & _QUIET:
                for one in paragraph.runs:
                    one.font.size = Pt(9.5)
            paragraph.paragraph_format.keep_with_next = bool(classes & {*_LABELS, "step__facts"})
        elif "run-sheet" in classes:
            self.on_new_page = True
            self.blocks(element, owner)
            self.on_new_page = True
        else:
            self.blocks(element, owner)

    def heading(self, element: HtmlElement, owner: Owner) -> None:
        level = int(str(element.tag)[1])
        style = "Title" if level == 1 else f"Heading {min(level - 1, 3)}"
        paragraph = self.paragraph(owner, style)
        self.words(list(only(element)), paragraph)
        paragraph.paragraph_format.keep_with_next = True
        if id := element.get("id"):
            self.bookmarks += 1
            marks.bookmark(paragraph, id, self.bookmarks)

    def items(self, element: HtmlElement, owner: Owner) -> None:
        """A list; of a numbered one, the numbers begin anew."""
        is_numbered = element.tag == "ol"
        style = "List Number" if is_numbered else "List Bullet"
        list_id = marks.numbering(self.docx, int(element.get("start", "1"))) if is_numbered else 0
        depth = sum(one.tag in ("ul", "ol") for one in element.iterancestors())
        for item in element:
            paragraph: Paragraph | None = None
            for run in blocks_in(item):
                if isinstance(run, list) and not has_words(run):
                    continue
                if isinstance(run, HtmlElement) and run.tag != "p":
                    self.block(run, owner)
                    continue
                words = list(only(run)) if isinstance(run, HtmlElement) else run
                first = paragraph is None
                paragraph = self.paragraph(owner, style if first else None)
                paragraph.paragraph_format.left_indent = Cm(0.65 * (depth + 1))
                if first and list_id:
                    marks.numbered(paragraph, list_id)
                self.words(words, paragraph)

    def checks(self, element: HtmlElement, owner: Owner) -> None:
        for item in element:
            paragraph = self.paragraph(owner)
            paragraph.paragraph_format.left_indent = Cm(0.7)
            paragraph.paragraph_format.first_line_indent = Cm(-0.7)
            marks.tick_box(paragraph)
            paragraph.add_run(" ")
            self.words(list(only(item)), paragraph)

    def table(self, element: HtmlElement, owner: Owner) -> None:
        rows, width = rows_of(element)
        if not rows:
            return
        if (caption := element.find("caption")) is not None:
            self.words(list(only(caption)), self.paragraph(owner), bold=True)
        made = self.new_table(owner, len(rows), width)
        marks.column_widths(made, [width_of(owner) * part for part in parts_of_width(rows, width)])
        for row, cells in zip(made.rows, rows, strict=True):
            heads = cells.getparent().tag == "thead"
            if heads:
                marks.repeat_as_heading(row)
            there, at = row.cells, 0
            for cell in cells:
                span = span_of(cell)
                into = there[at] if span == 1 else there[at].merge(there[at + span - 1])
                self.cell(cell, into, bold=heads or cell.tag == "th")
                at += span
        self.after_table(owner)

    def new_table(self, owner: Owner, rows: int, columns: int) -> Any:
        made: Any = owner.add_table(rows, columns)
        made._tbl.tblPr.style = self.styles["Table Grid"]
        return made

    def after_table(self, owner: Owner) -> None:
        """Word joins tables that follow each other: a small paragraph keeps them apart."""
        gap = owner.add_paragraph()
        gap.paragraph_format.space_after = Pt(0)
        gap.paragraph_format.line_spacing = Pt(6)

    def cell(self, element: HtmlElement, into: _Cell, *, bold: bool = False) -> None:
        if "blank" in classes_of(element) and not words_of(element):
            into.paragraphs[0].paragraph_format.space_after = Pt(14)
            return
        self.blocks(element, into)
        for paragraph in into.paragraphs:
            paragraph.paragraph_format.space_after = Pt(2)
            if bold:
                for run in paragraph.runs:
                    run.bold = True

    def box(self, element: HtmlElement, owner: Owner) -> None:
        cell = self.new_table(owner, 1, 1).cell(0, 0)
        self.blocks(element, cell)
        self.after_table(owner)

    def pairs(self, element: HtmlElement, owner: Owner) -> None:
        """Facts of an entry, a line each."""
        for name in element.iter("dt"):
            line = self.line(self.paragraph(owner))
            line.write([*only(name), ": "], bold=False, italic=False)
            line.write(list(only(name.getnext())), bold=True, italic=False)
            line.trim()

    def fields(self, element: HtmlElement, owner: Owner) -> None:
        for name in element.iter("dt"):
            paragraph = self.paragraph(owner)
            self.words(list(only(name)), paragraph)
            paragraph.add_run(" ")
            self.to_write_on(paragraph, owner)

    def lines(self, element: HtmlElement, owner: Owner) -> None:
        for one in element:
            paragraph = self.paragraph(owner)
            if "line" in classes_of(one):
                self.to_write_on(paragraph, owner)
            else:
                self.words(list(only(one)), paragraph, bold=True)

    def to_write_on(self, paragraph: Paragraph, owner: Owner) -> None:
        if isinstance(owner, _Cell):
            marks.line_below(paragraph)
        else:
            marks.line_to_write_on(paragraph, WIDTH)

    def signatures(self, element: HtmlElement, owner: Owner) -> None:
        names = list(element)
        made = self.new_table(owner, 1, len(names))
        made._tbl.tblPr.style = self.styles["Normal Table"]
        for cell, name in zip(made.rows[0].cells, names, strict=True):
            self.words(list(only(name)), cell.paragraphs[0])
            cell.paragraphs[0].paragraph_format.space_after = Pt(30)
            marks.line_below(cell.add_paragraph())
        self.after_table(owner)

    def cards(self, element: HtmlElement, owner: Owner) -> None:
        each = list(element)
        made = self.new_table(owner, -(-len(each) // 2), 2)
        marks.dashed_edges(made)
        cells = [cell for row in made.rows for cell in row.cells]
        marks.row_heights(made, min(_CARDS / len(made.rows), 6))
        for cell, card in zip(cells, each, strict=False):
            self.blocks(card, cell)
        self.after_table(owner)

    def picture(self, element: HtmlElement, owner: Owner) -> None:
        image = element if element.tag == "img" else element.find(".//img")
        data = self.picture_at(image.get("src", "")) if image is not None else None
        if data is None:
            return
        run = self.paragraph(owner).add_run()
        is_form = image.get("src", "").startswith("drawing:")
        shape = run.add_picture(io.BytesIO(data), width=Cm(14 if is_form else 8))
        shape._inline.docPr.set("descr", image.get("alt", ""))

    def rule(self, element: HtmlElement, owner: Owner) -> None:
        marks.line_below(self.paragraph(owner))

    def line(self, paragraph: Paragraph) -> Line:
        base = urljoin(self.site_url, self.article.url) if self.site_url else ""
        return Line(paragraph, base)

    def words(
        self, run: list[str | HtmlElement], paragraph: Paragraph, *, bold: bool = False
    ) -> None:
        """Text and phrases at the end of a paragraph."""
        writer = self.line(paragraph)
        writer.write(run, bold=bold, italic=False)
        writer.trim()


_LABELS = {"label", "lines__label", "card__title", "run-sheet__title", "admonition-title"}
_SHAPES = {
    "checks": Body.checks,
    "facts": Body.pairs,
    "fields": Body.fields,
    "lines": Body.lines,
    "signatures": Body.signatures,
    "cards": Body.cards,
    "picture": Body.picture,
}
_TAGS = {
    **{f"h{level}": Body.heading for level in range(1, 7)},
    "ul": Body.items,
    "ol": Body.items,
    "table": Body.table,
    "img": Body.picture,
    "hr": Body.rule,
}
