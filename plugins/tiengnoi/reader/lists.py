"""Lists as editors write them: after what belongs to an item, the list goes on.

Python-Markdown takes the next number after an indented list or paragraph for more of its last
line, unless a blank line stands between.
"""

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

_ITEM = re.compile(r" *(?:[-*+]|\d+\.) ")
_DEEPER = 4
"""Spaces by which Python-Markdown wants what belongs to an item to be indented."""


class _ListsGoOn(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        out: list[str] = []
        for line in lines:
            above = out[-1] if out else ""
            if _ITEM.match(line) and above.strip() and _indent(above) >= _indent(line) + _DEEPER:
                out.append("")
            out.append(line)
        return out


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


class ListsExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        # After fenced_code (25), which takes code out of the text.
        md.preprocessors.register(_ListsGoOn(md), "lists-go-on", 15)


def makeExtension(**settings: object) -> ListsExtension:  # noqa: N802
    """What Markdown calls for the name of this module."""
    return ListsExtension(**settings)
