"""Articles as trees, and what the walks over them have in common."""

import re
from collections.abc import Iterator, Set

from lxml.html import HtmlElement, fragment_fromstring

BLOCKS = set(
    "address article blockquote dd details div dl dt fieldset figure h1 h2 h3 h4 h5 h6 hr li ol p"
    " pre section table tbody td tfoot th thead tr ul".split()
)
UNPRINTED = {"variants", "copy", "after-sheet", "contents", "poster"}
"""Classes of what stands on the page for the screen alone."""

_OF_SCREEN = {"script", "style", "template", "button"}

_RADAR = re.compile(r"<svg [^>]*tn-radar.*?</svg>", re.DOTALL)


def tree(html: str, *, without: Set[str] = frozenset()) -> tuple[HtmlElement, list[str]]:
    """The article as a tree without what is not for paper, and its inline drawings as SVG; in
    their place stand images with the address `drawing:0` and so on."""
    drawings = _RADAR.findall(html)
    numbers = iter(range(len(drawings)))

    def image(match: re.Match[str]) -> str:
        found = re.search(r'aria-label="([^"]*)"', match[0])
        alt, src = found[1] if found else "", f"drawing:{next(numbers)}"
        return f'<p class="tn-picture"><img src="{src}" alt="{alt}"></p>'

    root = fragment_fromstring(_RADAR.sub(image, html), create_parent="div")
    dropped = UNPRINTED | without
    for element in list(root.iter()):
        of_screen = not isinstance(element.tag, str) or element.tag in _OF_SCREEN
        if of_screen or dropped & set(classes_of(element)):
            element.drop_tree()
    for one in root.iter("p"):
        if "proposal" in classes_of(one):
            for link in list(one):  # “Why?” leads nowhere on paper
                link.drop_tree()
    return root, drawings


def ids_in(root: HtmlElement) -> set[str]:
    """Ids that a link within the document may name: those of headings."""
    return {one.get("id") for one in root.iter("h1", "h2", "h3", "h4", "h5", "h6") if one.get("id")}


def classes_of(element: HtmlElement) -> list[str]:
    """The classes without the prefix of ours."""
    return [name.removeprefix("tn-") for name in element.get("class", "").split()]


def is_block(element: HtmlElement) -> bool:
    return element.tag in BLOCKS or any(one.tag in BLOCKS for one in element.iter())


def only(element: HtmlElement) -> Iterator[str | HtmlElement]:
    """Text and elements that an element holds, in order."""
    if element.text:
        yield element.text
    for child in element:
        yield child
        if child.tail:
            yield child.tail


def blocks_in(element: HtmlElement) -> Iterator[HtmlElement | list[str | HtmlElement]]:
    """What an element holds: blocks, and the runs of text and phrases between them."""
    run: list[str | HtmlElement] = []
    for one in only(element):
        if isinstance(one, str) or not is_block(one):
            run.append(one)
            continue
        if run:
            yield run
            run = []
        yield one
    if run:
        yield run


def words_of(element: HtmlElement, *, keep_space: bool = False) -> str:
    text = str(element.text_content())
    return text if keep_space else " ".join(text.split())


def has_words(run: list[str | HtmlElement]) -> bool:
    """Whether a run holds anything but space."""
    return any(not isinstance(one, str) or one.strip() for one in run)
