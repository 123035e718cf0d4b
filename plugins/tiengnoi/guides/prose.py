"""A prose page: Markdown in one language, below its front matter."""

import re
from dataclasses import dataclass
from functools import cached_property

from tiengnoi.guides.model import FrontMatter
from tiengnoi.guides.sections import Heading, headings
from tiengnoi.locales import Locale
from tiengnoi.problems import Place


@dataclass(frozen=True)
class ProsePage:
    """A Markdown page in one language. `text` is what stands below the front matter."""

    name: str
    locale: Locale
    file: str
    text: str
    first_line: int
    meta: FrontMatter

    @cached_property
    def headings(self) -> list[Heading]:
        return headings(self.text, self.first_line)

    @property
    def title(self) -> str:
        first = next((one.text for one in self.headings if one.level == 1), None)
        return self.meta.title or first or self.name.rpartition("/")[2]

    def place(self, offset: int = 0) -> Place:
        return Place(self.file, self.first_line + self.text.count("\n", 0, offset) + 1)


_RULE = re.compile(r"^---[ \t]*$\n?", re.MULTILINE)


def front_matter(text: str) -> tuple[str | None, str, int]:
    """Front matter, the text below it, and how many lines stand above that text."""
    opening = _RULE.match(text)
    closing = _RULE.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return None, text, 0
    front = text[opening.end() : closing.start()]
    return front, text[closing.end() :], text.count("\n", 0, closing.end())
