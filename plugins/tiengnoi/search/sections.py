"""What can be found on a page: its sections, each with the words that stand in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import html as markup

_ELSEWHERE = {
    "tn-all-downloads",
    "tn-clip__chapters",
    "tn-clip__facts",
    "tn-clip__get",
    "tn-clip__hint",
    "tn-downloads",
    "tn-exit",
    "tn-facts",
    "tn-kind",
    "tn-packs",
    "tn-proposal",
    "tn-run-sheet",
    "tn-sources",
    "tn-state",
    "tn-step__facts",
    "tn-variants",
}
"""Parts that say again what the page says elsewhere, or that every page has."""

_REPEATED = {"khi-ke", "nguon"}
"""Sections that the page of each session and script repeats, by their anchors."""

_NO_TEXT = {"script", "style", "template", "svg", "nav", "button"}


@dataclass(frozen=True, slots=True)
class Section:
    """`id`: its anchor on the page, empty for what stands before the first heading."""

    id: str
    heading: str
    text: str


def sections_of(html: str) -> list[Section]:
    """The sections of an article, from heading to heading (`h2`, `h3` with an id)."""
    root = markup.fragment_fromstring(html, create_parent="div")
    found: list[tuple[str, str, list[str]]] = [("", "", [])]
    for kind, value in _pieces(root):
        if kind == "heading":
            found.append((value.get("id"), " ".join(value.text_content().split()), []))
        else:
            found[-1][2].append(value)
    return [
        Section(id, heading, " ".join(" ".join(parts).split()))
        for id, heading, parts in found
        if (heading or parts) and id not in _REPEATED
    ]


def _pieces(element: Any) -> Iterator[tuple[str, Any]]:
    """Headings and words of an element, in the order of reading."""
    if not isinstance(element.tag, str) or element.tag in _NO_TEXT or element.tag == "h1":
        return
    if _ELSEWHERE & {*element.get("class", "").split()}:
        return
    if element.tag in ("h2", "h3") and element.get("id"):
        yield "heading", element
        return
    if element.text:
        yield "text", element.text
    for child in element:
        yield from _pieces(child)
        if child.tail:
            yield "text", child.tail
    if element.tag in ("p", "li", "td", "th", "dt", "dd", "h4"):
        yield "text", " "
