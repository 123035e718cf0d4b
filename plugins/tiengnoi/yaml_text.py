"""YAML text into plain values, each mapping with its place; what is wrong with it into problems."""

import re
from typing import Any

import yaml

from tiengnoi.locales import LOCALES, label
from tiengnoi.models import AT, Origin
from tiengnoi.problems import Place, Problems

_ALIAS = re.compile(r"[&*][\w-]")

MAX_DEPTH = 50
MAX_BRACKETS = 20_000
MAX_INDENT = 200
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

_HINTS = (
    ("mapping values are not allowed", "colon"),
    ("cannot start any token", "start"),
    ("unexpected end of stream", "quote"),
    ("did not find expected", "indent"),
)
"""What libyaml says, and which advice of labels.yml (`yaml-hint-…`) helps."""


class _Loader(yaml.CSafeLoader):
    """The C loader with the scalars of YAML 1.2, as editors' tools read them: `no`, `on` and
    `08:00` are text. (PyYAML's own YAML 1.1 has them as false, true and 480.)"""

    _scalars = (
        (re.compile(r"[-+]?\d+"), "tag:yaml.org,2002:int"),
        (re.compile(r"true|false|True|False|TRUE|FALSE"), "tag:yaml.org,2002:bool"),
        (re.compile(r"|~|null|Null|NULL"), "tag:yaml.org,2002:null"),
        (re.compile(r"\d{4}-\d\d-\d\d"), "tag:yaml.org,2002:timestamp"),
        (re.compile(r"[-+]?(?:\.\d+|\d+\.\d*)(?:[eE][-+]?\d+)?"), "tag:yaml.org,2002:float"),
    )
    _first = frozenset("+-.0123456789~tTfFnN") | {""}
    _text = "tag:yaml.org,2002:str"

    def resolve(self, kind: type[yaml.Node], value: str, implicit: Any) -> str:
        if kind is yaml.MappingNode:
            return "tag:yaml.org,2002:map"
        if kind is yaml.SequenceNode:
            return "tag:yaml.org,2002:seq"
        if implicit[0] and value[:1] in self._first:
            for pattern, tag in self._scalars:
                if pattern.fullmatch(value):
                    return tag
        return self._text

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        """Path resolvers, which nothing here uses."""

    def ascend_resolver(self) -> None:
        """Path resolvers, which nothing here uses."""


def read_mapping(
    file: str, text: str, problems: Problems, first_line: int = 0
) -> dict[str, Any] | None:
    """The YAML mapping in `text`, each inner mapping with its Origin; None after a problem.

    `first_line` is the number of lines before `text` in the file (front matter: 1).
    """

    def tell(line: int, code: str, **values: str) -> None:
        problems.add(Place(file, first_line + line + 1), code, **values)

    if control := _CONTROL.search(text):
        line = text.count("\n", 0, control.start())
        tell(line, "yaml-syntax", **_hint("control character"))
        return None
    if _could_overflow(text):
        tell(0, "yaml-too-deep")
        return None
    try:
        alias = _alias(text)
        if alias:
            mark = alias.start_mark
            tell(mark.line if mark else 0, "yaml-alias")
            return None
        root = yaml.compose(text, _Loader)
    except yaml.MarkedYAMLError as error:
        problem, context = error.problem or "", error.context or ""
        if "alias" in context or "anchor" in context:
            tell(error.context_mark.line if error.context_mark else 0, "yaml-alias")
            return None
        # A quote that is never closed is found at the end of the file; it is told where it opens.
        at_end = "end of stream" in problem
        mark = error.context_mark if at_end and error.context_mark else error.problem_mark
        tell(mark.line if mark else 0, "yaml-syntax", **_hint(problem))
        return None
    except yaml.reader.ReaderError as error:  # other characters that YAML does not take
        tell(text.count("\n", 0, error.position), "yaml-syntax", **_hint("control character"))
        return None
    if not isinstance(root, yaml.MappingNode):
        tell(root.start_mark.line if root else 0, "yaml-not-mapping")
        return None
    read = _Reader(file, problems, first_line)
    value = read.value(root)
    assert isinstance(value, dict)
    return None if read.failed else value


def _hint(problem: str) -> dict[str, str]:
    """Advice on a mistake that libyaml words in its own way, in both languages."""
    name = next((hint for words, hint in _HINTS if words in problem), "other")
    return {f"hint_{locale}": label(f"yaml-hint-{name}", locale) for locale in LOCALES}


def _could_overflow(text: str) -> bool:
    """Whether a text may go so deep that libyaml, which descends by recursion, stops the process
    (measured: 100,000 levels). What is only too deep for a format, the reader tells by its line."""
    if text.count("[") + text.count("{") > MAX_BRACKETS or " " * MAX_INDENT in text:
        return True
    return any(
        len(line[: -len(line.lstrip("-? \t")) or None].split()) > MAX_DEPTH
        for line in text.split("\n")
        if line.count("-") + line.count("?") > MAX_DEPTH  # `- - - …` opens a list each
    )


def _alias(text: str) -> yaml.Event | None:
    """The first anchor or alias: they are how small files become huge, and editors need none."""
    starts = (match.start() for match in _ALIAS.finditer(text))
    if not any(at == 0 or text[at - 1] in " \t\n[{,:-" for at in starts):
        return None
    for event in yaml.parse(text, _Loader):
        if getattr(event, "anchor", None):
            return event
    return None


class _Reader:
    """Plain values out of YAML nodes, with the node of every mapping kept as its Origin."""

    _constructor = yaml.constructor.SafeConstructor()

    def __init__(self, file: str, problems: Problems, first_line: int) -> None:
        self.file, self.problems, self.first_line = file, problems, first_line
        self.failed = False

    def value(self, node: yaml.Node, depth: int = 0) -> Any:
        if depth > MAX_DEPTH:
            self._fail(node, "yaml-too-deep")
            return None
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, depth + 1) for item in node.value]
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, depth)
        if node.tag == "tag:yaml.org,2002:str":
            return node.value
        construct = yaml.constructor.SafeConstructor.yaml_constructors.get(node.tag)
        if construct is None:
            self._fail(node, "yaml-value", name=node.value)
            return None
        try:
            return construct(self._constructor, node)
        except ValueError:  # 2026-11-31: the model says that it is no date
            return node.value

    def mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {AT: Origin(self.file, node, self.first_line)}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._fail(key, "yaml-key")
            elif key.value in values:
                self._fail(key, "yaml-double-key", name=key.value)
            else:
                values[key.value] = self.value(value, depth + 1)
        return values

    def _fail(self, node: yaml.Node, code: str, **values: str) -> None:
        self.failed = True
        place = Place(self.file, self.first_line + node.start_mark.line + 1)
        self.problems.add(place, code, **values)
