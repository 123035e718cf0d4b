"""`::: name id` lines of a page: structured things put into prose.

`expand` turns such a line into a mark of private characters, which Markdown and the cleaner let
pass as text; `fill` puts our part in its place. What editors write never holds these characters
(they are dropped first), so nobody can forge a part of ours.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from tiengnoi.guides.sections import without_code

_OPEN, _CLOSE = "\ue000", "\ue001"
_LINE = re.compile(r"^:::[ \t]*(?P<name>[\w-]*)[ \t]*(?P<id>[^\n]*?)[ \t]*$", re.MULTILINE)
_INDENTED = re.compile(r"^[ \t]+:::[ \t]*[\w-]", re.MULTILINE)
_MARK = re.compile(f"(?:<p>)?{_OPEN}([\\w-]+)(?: ([\\w/-]+))?{_CLOSE}(?:</p>)?")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]|&#(?:[xX]0*([0-9a-fA-F]{4})|0*(\d{5}))(?![0-9a-fA-F]);?")

Kind = Literal["session", "script", "handout", "course", "clip", "picture", "year", "diagram", ""]

DIRECTIVES: dict[str, Kind] = {
    "session": "session",
    "script": "script",
    "handout": "handout",
    "course": "course",
    "clip": "clip",
    "picture": "picture",
    "year": "year",
    "diagram": "diagram",
    "skills": "",
    "trial-safety": "",
    "contacts": "",
    "guides": "",
    "help": "",
    "downloads": "",
    "glossary": "",
    "search": "",
    "sessions": "",
    "clips": "",
    "news": "",
    "packs": "",
    "format": "",
}
"""Names of the directives, and what their id refers to."""

IN_GUIDES = ("session", "script", "handout", "year", "diagram")
"""What belongs to a guide: an id without a folder is of the guide that the page belongs to."""


def key_of(name: str, id: str, folder: str) -> str:
    """The name in the catalogue of what `::: name id` shows on a page in `folder`."""
    return f"{folder}/{id}" if name in IN_GUIDES and "/" not in id else id


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive as written; `offset` is its place in the text, in characters."""

    name: str
    id: str
    offset: int


def directives(text: str) -> Iterator[Directive]:
    """All directive lines outside of code, also those with a wrong name."""
    for match in _LINE.finditer(without_code(text)):
        yield Directive(match["name"], match["id"], match.start())


def indented_directives(text: str) -> list[int]:
    """Offsets of directives that do not begin at the margin, and so stay text."""
    return [match.start() for match in _INDENTED.finditer(without_code(text))]


def private_characters(text: str) -> list[re.Match[str]]:
    """Private characters, as such or as entities (`&#xE000;`)."""
    return [match for match in _PRIVATE.finditer(text) if _is_private(match)]


def _is_private(match: re.Match[str]) -> bool:
    hexadecimal, decimal = match.groups()
    if hexadecimal is None and decimal is None:
        return True
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return 0xE000 <= code <= 0xF8FF


def expand(text: str) -> str:
    """The text with its directives turned into marks for `fill`; wrong ones are dropped."""
    text = _PRIVATE.sub(lambda match: "" if _is_private(match) else match.group(), text)
    prose = without_code(text)
    parts, end = [], 0
    for match in _LINE.finditer(prose):
        parts += [text[end : match.start()], _mark(match["name"], match["id"])]
        end = match.end()
    return "".join([*parts, text[end:]])


def _mark(name: str, id: str) -> str:
    if name not in DIRECTIVES or re.search(r"[^\w/-]", id):
        return ""
    return f"\n{_OPEN}{name} {id}".rstrip() + f"{_CLOSE}\n"


def fill(html: str, part: Callable[[str, str], str]) -> str:
    """The HTML with each mark replaced by `part(name, id)`."""
    return _MARK.sub(lambda match: part(match[1], match[2] or ""), html)
