"""Lists as editors write them: what follows a list within a list goes on with the outer one.

Python-Markdown takes the next number after an indented list for more of its last line, unless a
blank line stands between.
"""

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

_ITEM = re.compile(r"(?P<indent> *)(?:[-*+]|\d+\.) ")


class _ListsGoOn(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        out: list[str] = []
        inner = 0  # how far the list is indented that the lines above belong to
        for line in lines:
            item = _ITEM.match(line)
            indent = len(item["indent"]) if item else 0
            if item and indent < inner and out and out[-1].strip():
                out.append("")
            if item:
                inner = indent
            elif not line.strip():
                inner = 0
            out.append(line)
        return out


class ListsExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        # After fenced_code (25), which takes code out of the text.
        md.preprocessors.register(_ListsGoOn(md), "lists-go-on", 15)


def makeExtension(**settings: object) -> ListsExtension:  # noqa: N802
    """What Markdown calls for the name of this module."""
    return ListsExtension(**settings)
