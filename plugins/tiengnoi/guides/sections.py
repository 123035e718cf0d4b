"""The headings, links and pictures of a Markdown text, with their lines.

The one parser of sections: links, translations and editions all hang on what it gives.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tiengnoi.vietnamese import slugify

_FENCE = re.compile(r"^( {0,3})(`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}\2[`~]*[ \t]*$|\Z)", re.M | re.S)
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.S)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_ATX = re.compile(r"^(#{1,6})(?!#)(.*)$", re.M)
_SETEXT = re.compile(r"^(?![#>|\s])([^\n|]+)\n(=+|-+)[ \t]*$", re.M)
_ID = re.compile(r"[ \t]*\{:?[^{}]*?#([^\s{}]+)[^{}]*\}$")
_INLINE_LINK = re.compile(
    r"(?P<image>!?)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]"
    r"\([ \t]*(?:<(?P<angled>[^<>\n]*)>|(?P<target>[^\s()]*(?:\([^\s()]*\)[^\s()]*)*))"
    r"(?:[^()\n]|\([^()\n]*\))*?\)"
)
_REFERENCE = re.compile(r"^ {0,3}\[[^\]\^][^\]]*\]:[ \t]*<?(?P<target>[^\s>]+)>?", re.M)
_HTML = re.compile(r"<(a|img)\s([^<>]*)>", re.I)
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*["']?([^"'>]*)""")
_REFERENCE_IMAGE = re.compile(r"!\[(?P<text>[^\]]*)\]\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: `id` is the explicit one (`{#id}`), or None."""

    level: int
    text: str
    id: str | None
    line: int

    @property
    def anchor(self) -> str:
        return self.id or slugify(self.text)


@dataclass(frozen=True, slots=True)
class Link:
    """A link or picture, with its place in the text: a character offset."""

    target: str
    text: str
    offset: int
    is_image: bool


def without_code(text: str, *, comments: bool = True) -> str:
    """The text with code and (unless told otherwise) comments blanked out, each character still
    in its place."""

    def blank(match: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", match.group())

    for pattern in (_FENCE, _COMMENT, _CODE) if comments else (_FENCE, _CODE):
        text = pattern.sub(blank, text)
    return text


def headings(text: str, first_line: int = 0) -> list[Heading]:
    """All headings outside of code, in order. `first_line`: lines of the file before `text`."""
    prose = without_code(text)
    found = [
        (match.start(), len(match[1]), words)
        for match in _ATX.finditer(prose)
        if (words := match[2].strip().rstrip("#").rstrip())
    ]
    found += [
        (m.start(), 1 if m[2][0] == "=" else 2, m[1].strip()) for m in _SETEXT.finditer(prose)
    ]
    result = []
    for start, level, words in sorted(found):
        identifier = _ID.search(words)
        result.append(
            Heading(
                level,
                _ID.sub("", words),
                identifier[1] if identifier else None,
                first_line + line_of(text, start),
            )
        )
    return result


def links(text: str) -> Iterator[Link]:
    """All links and pictures outside of code."""
    prose = without_code(text)
    for match in _INLINE_LINK.finditer(prose):
        target = match["angled"] if match["angled"] is not None else match["target"]
        yield Link(target, match["text"].strip(), match.start(), bool(match["image"]))
        # A picture may stand within the text of a link.
        for inner in _INLINE_LINK.finditer(match["text"]):
            at = match.start("text") + inner.start()
            yield Link(inner["target"] or "", inner["text"].strip(), at, bool(inner["image"]))
    for match in _HTML.finditer(prose):
        attributes = {m[1].lower(): m[2] for m in _ATTRIBUTE.finditer(match[2])}
        is_image = match[1].lower() == "img"
        written = attributes.get("src" if is_image else "href", ":").expandtabs()
        target = re.sub(r"[\t\n\r]", "", html.unescape(written)).strip()  # as browsers read it
        # Addresses with a scheme are the cleaner's matter.
        if not re.match(r"[a-zA-Z][\w+.-]*:|:", target):
            yield Link(target, attributes.get("alt", ""), match.start(), is_image)
    for match in _REFERENCE.finditer(prose):
        yield Link(match["target"], "", match.start(), False)
    for match in _REFERENCE_IMAGE.finditer(prose):
        yield Link("", match["text"].strip(), match.start(), True)


def line_of(text: str, offset: int) -> int:
    """The line, counted from 1, of a character of the text."""
    return text.count("\n", 0, offset) + 1
