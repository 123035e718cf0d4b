"""An article taken apart: on paper its parts stand in another order than on the page."""

from dataclasses import dataclass

from lxml.html import HtmlElement

from tiengnoi.pdf.trees import classes_of


@dataclass(frozen=True, slots=True)
class Parts:
    """`head`: the title, and what says below it what the page is; `state`: who has read it;
    `run_sheet`: what is held in the hand; `rest`: the article without these."""

    head: list[HtmlElement]
    state: list[HtmlElement]
    run_sheet: list[HtmlElement]
    rest: HtmlElement


def taken_apart(root: HtmlElement) -> Parts:
    """The parts of an article; `root` is left without those that are taken out."""
    head = _head_of(root)
    state = [one for one in root.iter("p") if "state" in classes_of(one)][-1:]
    run_sheet = [one for one in root.iter("section") if "run-sheet" in classes_of(one)]
    for one in (*head, *state, *run_sheet):
        one.drop_tree()
    return Parts(head, state, run_sheet, root)


def _head_of(root: HtmlElement) -> list[HtmlElement]:
    title = next(root.iter("h1"), None)
    if title is None:
        return []
    head = [title]
    for one in title.itersiblings():
        if not {"kind", "purpose", "facts"} & set(classes_of(one)):
            break
        head.append(one)
    return head


def sources_out_of(root: HtmlElement) -> list[HtmlElement]:
    """The sources of an article, taken out with their heading: in a guide they are numbers in a
    line, and that line stands at the beginning, so that it is never alone on a last page."""
    found = [one for one in root.iter("ul") if "sources" in classes_of(one)]
    for sources in found:
        above = sources.getprevious()
        if above is not None and (above.tag == "h2" or "label" in classes_of(above)):
            above.drop_tree()
        sources.drop_tree()
    return found
