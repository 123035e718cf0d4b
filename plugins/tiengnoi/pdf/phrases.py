"""What stands within a line, as Typst markup.

Text always enters as a string of Typst, so that nothing in it can be read as markup.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml.html import HtmlElement

from tiengnoi.pdf.trees import classes_of, only, words_of

Target = tuple[str, str] | None
"""What a link leads to: ("label", a label of this document), ("url", an address), or nothing."""

BOXES = {
    "safety": "safety",
    "ask": "ask",
    "watch": "watch",
    "plain": "plain",
    "direction": "direction",
    "kind": "kind",
    "purpose": "purpose",
    "what": "what",
    "handout": "give",
    "label": "label-line",
    "lines__label": "label-line",
    "help__lead": "purpose",
    "run-sheet": "run-sheet",
    "run-sheet__title": "run-sheet-title",
    "cut": "cut",
    "card": "card",
    "card__title": "card-title",
    "where": "what",
}
"""Classes, and the functions of kit.typ that take their content as it is."""

_PHRASES = {
    "strong": "strong",
    "b": "strong",
    "em": "emph",
    "i": "emph",
    "mark": "strong",
    "small": "small",
    "sub": "sub",
    "sup": "super",
    "del": "strike",
    "s": "strike",
    "ins": "underline",
    "u": "underline",
}
_DOTS = re.compile(r"(…{2,}|\.{4,})")
"""Typed to be written on."""

_BREAK = "#linebreak()"
_SPACE = re.compile(r"[ \t\r\n\f]+")


def _width_of_dots(dots: str) -> float:
    return min(len(dots) * (1 if dots[0] == "…" else 0.35), 14)


def quoted(text: str) -> str:
    """A string of Typst."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def content(text: str) -> str:
    """A text as content, in code."""
    return f"[#{quoted(text)}]"


def title_words(text: str) -> str:
    """A title whose last two words stay together: no syllable is alone on the last line."""
    words = text.split()
    return " ".join([*words[:-2], "\u00a0".join(words[-2:])]) if len(words) > 3 else " ".join(words)


@dataclass
class Phrases:
    """Turns the articles of one document into markup.

    `resolve(href)` tells what a link on the article's page leads to, `picture(src)` gives the name
    of a picture defined before, with its format; `pitch` is the
    distance of lines to write on, in points, and `pairs` says that short fields stand two in a row.
    """

    resolve: Callable[[str], Target]
    picture: Callable[[str], tuple[str, str] | None]
    name: str
    offset: int = 0
    pitch: float = 24
    pairs: bool = False
    role: int = 0
    page_words: str = ""
    in_cell: bool = False
    source_words: str = ""
    help_box: Callable[[str, str], str] | None = None
    source_number: Callable[[HtmlElement], int] | None = None

    def inline(self, run: list[str | HtmlElement], *, trim: bool = True) -> str:
        """A run of text and phrases; unless told otherwise, without space at its ends."""
        parts: list[str] = []
        text = ""
        for one in [*run, None]:
            if isinstance(one, str):
                text = _SPACE.sub(" ", text + one)
                continue
            if one is None and trim:
                text = text.rstrip(" ")
            if parts[-1:] == [_BREAK] or (trim and not parts):
                text = text.lstrip(" ")
            if text:
                parts.append(self.text(text))
                text = ""
            if one is not None and (phrase := self.phrase(one)):
                parts.append(phrase)
        return "".join(parts)

    def text(self, text: str) -> str:
        """Words; dots to write on become a dotted line."""
        parts = []
        for number, part in enumerate(_DOTS.split(text)):
            if number % 2:
                parts.append("#dots" if self.in_cell else f"#dots-of({_width_of_dots(part)}em)")
            elif part:
                parts.append(f"#{quoted(part)}")
        return "".join(parts)

    def phrase(self, element: HtmlElement) -> str:
        if element.tag == "br":
            return _BREAK
        if element.tag == "img":
            return self.image(element)
        if element.tag in ("code", "kbd"):
            return f"#raw({quoted(words_of(element))})"
        body = self.inline(list(only(element)), trim=False)
        if not body:
            return ""
        if element.tag == "a":
            whole = "number" in classes_of(element)
            return self._link(element, f"#box(strong[{body}])" if whole else body)
        if element.tag == "q":
            return f"#{quoted('“')}{body}#{quoted('”')}"
        if lang := element.get("lang"):
            return f"#foreign({quoted(lang)})[{body}]"
        if element.tag in _PHRASES:
            return f"#{_PHRASES[element.tag]}[{body}]"
        for name in classes_of(element):
            if name in BOXES:
                return f"#{BOXES[name]}[{body}]"
            if name == "short" and element.getprevious() is not None:
                return f"#{quoted(' · ')}{body}"
        return body

    def _link(self, element: HtmlElement, body: str) -> str:
        found = self.resolve(element.get("href", ""))
        if found is None:
            return body
        kind, target = found
        if kind == "url":
            return f"#address({quoted(target)})[{body}]"
        if self.page_words and not any(one.tag == "table" for one in element.iterancestors()):
            return f"#page-reference({quoted(target)}, {content(self.page_words)})[{body}]"
        return f"#reference({quoted(target)})[{body}]"

    def image(self, image: HtmlElement) -> str:
        found = self.picture(image.get("src", ""))
        if found is None:
            return ""
        name, kind = found
        alt = quoted(image.get("alt", ""))
        share = "100%" if image.get("src", "").startswith("drawing:") else "46%"
        return f"#picture({name}, {alt}, format: {quoted(kind)}, share: {share})"
