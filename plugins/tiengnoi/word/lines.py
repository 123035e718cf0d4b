"""Text and phrases within a paragraph of a Word file."""

import re
from typing import Any
from urllib.parse import urljoin

from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.html import HtmlElement

from tiengnoi.pdf.trees import classes_of, only
from tiengnoi.word import marks

_BOLD = {"strong", "b", "mark"}
_SPACE = re.compile(r"[ \t\r\n\f]+")


class Line:
    """Runs of a paragraph, without double spaces. `base`: the whole address of the page; empty: its
    links stay words."""

    def __init__(self, paragraph: Paragraph, base: str) -> None:
        self.paragraph, self.base = paragraph, base
        self.last: Run | None = None

    def write(
        self, run: list[str | HtmlElement], *, bold: bool, italic: bool, into: Any = None
    ) -> None:
        for one in run:
            if isinstance(one, str):
                self.text(one, bold=bold, italic=italic, into=into)
                continue
            if one.tag == "br":
                self.paragraph.add_run().add_break()
                self.last = None
                continue
            if one.tag == "img":
                continue
            inner = list(only(one))
            strong = bold or one.tag in _BOLD
            target = into
            if one.tag == "a" and (address := self.address(one.get("href", ""))):
                target = marks.link(self.paragraph, address)
            if "short" in classes_of(one) and one.getprevious() is not None:
                self.text(" · ", bold=bold, italic=italic)
            self.write(inner, bold=strong, italic=italic or one.tag in ("em", "i"), into=target)

    def text(self, text: str, *, bold: bool, italic: bool, into: Any = None) -> None:
        words = _SPACE.sub(" ", text)
        if self.last is None or self.last.text.endswith(" "):
            words = words.lstrip(" ")
        if not words:
            return
        run = self.paragraph.add_run(words)
        run.bold, run.italic = bold or None, italic or None
        if into is not None:
            into.append(run._r)
        self.last = run

    def trim(self) -> None:
        if self.last is not None:
            self.last.text = self.last.text.rstrip(" ")

    def address(self, href: str) -> str:
        if href.startswith(("http:", "https:", "mailto:", "tel:")):
            return href
        if not self.base or href.startswith("#"):
            return ""
        return urljoin(self.base, href)
