"""The style sheets of the site: Material's and ours, less what no page and no script needs.

`Shapes` knows which elements there are and within what they stand; `reduced` leaves the rules that
may match one of them. What is in doubt stays: a rule too many costs bytes, one too few a page.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import tinycss2
from cssselect2 import parser as selectors
from lxml import html as markup

_STRING = re.compile(r"""(["'`])((?:(?!\1).)*)\1""", re.DOTALL)
_TAG = re.compile(r"[a-z][a-z0-9]*")
_NAME = re.compile(r"[\w-]+")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
_BY_VALUE = ("dir", "type")
"""Attributes that are told apart by their values."""

_DARK = ':root[data-theme="dark"]'

Shape = frozenset[str]
"""Of an element: its tag, `.class`, `#id` and `[attribute]` names."""


class Shapes:
    """The elements of pages and scripts. `pages`: their HTML; `scripts`: their source."""

    def __init__(self, pages: Iterable[str], scripts: Iterable[str]) -> None:
        self.seen: set[tuple[Shape, Shape]] = set()
        for page in pages:
            self._add(markup.document_fromstring(page.encode()), frozenset())
        self.shapes = {shape for shape, _ in self.seen}
        texts = [text for source in scripts for _, text in _STRING.findall(source)]
        self.dynamic = {name for text in texts for name in _NAME.findall(text)}
        # A script may make an element of any name that stands in it by itself.
        self.created = {text for text in texts if _TAG.fullmatch(text)}

    def _add(self, element: Any, above: Shape) -> None:
        if not isinstance(element.tag, str):
            return
        shape = frozenset(
            [
                element.tag,
                *(f".{name}" for name in element.get("class", "").split()),
                *(f"[{name}]" for name in element.attrib),
                *(f"[{name}={element.get(name)}]" for name in _BY_VALUE if name in element.attrib),
                *([f"#{element.get('id')}"] if "id" in element.attrib else []),
            ]
        )
        self.seen.add((shape, above))
        within = above | {part for part in shape if part[0] != "#"}
        for child in element:
            self._add(child, within)

    def may_match(self, selector: Any) -> bool:
        """Whether a parsed selector of cssselect2 may match an element."""
        compounds = [*_compounds(selector.parsed_tree)]
        parts = [self._parts(compound) for compound, _ in compounds]
        if not all(self._exists(*part) for part in parts):
            return False
        (needed, is_dynamic), *around = parts
        if is_dynamic:
            return True
        outer = {
            name
            for (names, dynamic), (_, combinator) in zip(around, compounds[1:], strict=True)
            for name in names
            if combinator in " >" and not dynamic and not name.startswith("#")
        }
        if any(combinator in "+~" for _, combinator in compounds[1:]):
            outer = set()  # what stands beside what is not known
        return any(needed <= shape and outer <= above for shape, above in self.seen)

    def _parts(self, compound: Any) -> tuple[set[str], bool]:
        """The names that a compound selector asks for, and whether a script may give it others."""
        names: set[str] = set()
        is_dynamic = False
        for simple in compound.simple_selectors:
            match simple:
                case selectors.LocalNameSelector():
                    name, written = simple.lower_local_name, simple.lower_local_name
                    known = self.created
                case selectors.ClassSelector():
                    name, written, known = f".{simple.class_name}", simple.class_name, self.dynamic
                case selectors.IDSelector():
                    name, written, known = f"#{simple.ident}", simple.ident, self.dynamic
                case selectors.AttributeSelector():
                    name, written = f"[{simple.lower_name}]", simple.lower_name
                    if simple.lower_name in _BY_VALUE and simple.operator == "=":
                        name = f"[{simple.lower_name}={simple.value}]"
                    known = self.dynamic | {"open"}
                    if simple.lower_name == "data-theme":
                        is_dynamic = True
                        continue
                case _:
                    continue
            if written in known:
                is_dynamic = True
            else:
                names.add(name)
        return names, is_dynamic

    def _exists(self, names: set[str], is_dynamic: bool) -> bool:
        return not names or is_dynamic or any(names <= shape for shape in self.shapes)


def _compounds(tree: Any) -> Iterator[tuple[Any, str]]:
    """The compounds of a selector from the right, each with what binds it to the one after it."""
    combinator = ""
    while isinstance(tree, selectors.CombinedSelector):
        yield tree.right, combinator
        combinator, tree = tree.combinator, tree.left
    yield tree, combinator


def reduced(css: str, shapes: Shapes, *, beside: str = "") -> str:
    """The style sheet without rules that match nothing, nor variables that nothing uses, here or
    in the style sheets that pages load `beside` it."""
    text = _written(css, lambda prelude: [*_kept(prelude, shapes)])
    while (fewer := _without_unused_variables(text, beside)) != text:
        text = fewer
    return text


def split_print(css: str) -> tuple[str, str]:
    """The style sheet for the screen, and the rules that it has for paper."""
    screen: list[str] = []
    paper: list[str] = []
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        is_print = (
            rule.type == "at-rule"
            and rule.at_keyword == "media"
            and tinycss2.serialize(rule.prelude).strip() == "print"
        )
        (paper if is_print else screen).append(rule.serialize())
    return "".join(screen), "".join(paper)


def follow_system(css: str) -> str:
    """Rules for the dark theme that a reader chose, also for a phone that is set to dark."""
    also = []
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule" and _DARK in tinycss2.serialize(rule.prelude):
            also.append(rule.serialize().replace(_DARK, ':root:not([data-theme="light"])'))
    return css + "@media screen and (prefers-color-scheme: dark){" + "".join(also) + "}"


def _written(
    css: str | Sequence[Any],
    kept: Callable[[Sequence[Any]], list[str]],
    is_used: Callable[[str], bool] = bool,
) -> str:
    """Rules as text: with the selectors of a prelude that are `kept`, and the declarations whose
    name `is_used`; a rule that has none left is left out."""
    parse = tinycss2.parse_stylesheet if isinstance(css, str) else tinycss2.parse_rule_list
    parts = []
    for rule in parse(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule":
            chosen, body = kept(rule.prelude), _declarations(rule.content, is_used)
            parts.append(f"{','.join(chosen)}{{{body}}}" if chosen and body else "")
        elif rule.type == "at-rule" and rule.at_keyword in ("media", "supports"):
            body = _written(rule.content, kept, is_used)
            parts.append(f"@{rule.at_keyword} {_tidy(rule.prelude)}{{{body}}}" if body else "")
        elif rule.type == "at-rule" and rule.at_keyword != "charset":
            parts.append(rule.serialize())
    return "".join(parts)


def _kept(prelude: Sequence[Any], shapes: Shapes) -> Iterator[str]:
    for tokens in _at_commas(prelude):
        text = _tidy(tokens)
        try:
            (selector,) = selectors.parse(text)
        except selectors.SelectorError:
            yield text  # newer than the parser knows
            continue
        if shapes.may_match(selector):
            yield text


def _at_commas(tokens: Sequence[Any]) -> Iterator[list[Any]]:
    part: list[Any] = []
    for token in tokens:
        if token == ",":
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _declarations(content: Sequence[Any], is_used: Callable[[str], bool]) -> str:
    found = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return ";".join(
        f"{one.name}:{_tidy(one.value)}{'!important' if one.important else ''}"
        for one in found
        if one.type == "declaration" and is_used(one.name)
    )


def _tidy(tokens: Sequence[Any]) -> str:
    """The tokens as text, without comments, and with one space where there are several."""
    kept = [token for token in tokens if token.type != "comment"]
    parts = (" " if token.type == "whitespace" else token.serialize() for token in kept)
    return "".join(parts).strip()


def _without_unused_variables(css: str, beside: str) -> str:
    used = {*_VARIABLE.findall(css), *_VARIABLE.findall(beside)}

    def is_used(name: str) -> bool:
        return not name.startswith("--") or name in used

    return _written(css, lambda prelude: [_tidy(prelude)], is_used)
