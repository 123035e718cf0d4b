"""YAML files and front matter into models, each mapping with its place.

A model that is read from YAML keeps the mapping it came from (`at`), so that any later check can
say the line: `step.place("handout")`. Lines are looked up only when a problem needs them.
"""

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import ErrorDetails

from tiengnoi.locales import SOURCE_LOCALE, Locale, Text
from tiengnoi.problems import Place, Problems
from tiengnoi.vietnamese import nfc

MAX_BYTES = 1_000_000
"""Limit of a source file. Bigger ones are a slip (a picture pasted into a text) or an attack."""

MAX_RECORDING_BYTES = 25_000_000
RECORDINGS = {".opus", ".m4a", ".mp3", ".wav", ".ogg", ".mp4", ".webm"}

_AT = "__at__"
_ALIAS = re.compile(r"(?:^|[\s\[{,:-])[&*][\w-]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Origin:
    """The YAML mapping that a value was read from."""

    file: str
    node: yaml.MappingNode
    first_line: int = 0

    def place(self, *path: str | int, offset: int = 0) -> Place:
        """The line of what `path` leads to, as far as it exists.

        `offset` counts characters within a text; it tells the line in a text of many (`|`).
        """
        node, found = self.node, self.node
        for step in path:
            inner = _child(node, step)
            if inner is None:
                break
            node = found = inner
        line = found.start_mark.line + 1
        if isinstance(found, yaml.ScalarNode) and found.style == "|":
            line += 1 + found.value.count("\n", 0, offset)
        return Place(self.file, self.first_line + line)


def _child(node: yaml.Node, step: str | int) -> Any:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step]
    return None


class Model(BaseModel):
    """What editors write: frozen, and no field that the format does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    at: SkipJsonSchema[Origin | None] = Field(
        default=None, alias=_AT, exclude=True, repr=False
    )

    def place(self, *path: str | int, offset: int = 0) -> Place:
        """Where the field is written; for a value that no file holds, an empty place."""
        return self.at.place(*path, offset=offset) if self.at else Place("", 0)


NonEmpty = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Minutes = Annotated[int, Field(gt=0, le=24 * 60, strict=True)]
MinutesOrNone = Annotated[int, Field(ge=0, le=24 * 60, strict=True)]
Flag = Annotated[bool, Field(strict=True)]


class Translated(Model):
    """A text in Vietnamese and, if somebody has translated it, in English."""

    vi: NonEmpty
    en: str | None = None

    def text(self, locale: Locale) -> Text:
        """The words in this language, or else in Vietnamese, with the language they are in.

        An empty translation counts as absent.
        """
        words = getattr(self, locale)
        if words and words.strip():
            return Text(words, locale)
        return Text(self.vi, SOURCE_LOCALE)

    def has(self, locale: Locale) -> bool:
        return self.text(locale).locale == locale


ModelT = TypeVar("ModelT", bound=Model)


def read_text(root: Path, path: Path, problems: Problems) -> str | None:
    """A source file's text in NFC with `\\n` line ends, or None after telling why not."""
    file = path.relative_to(root).as_posix()
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        problems.add(Place(file, line), "not-utf-8")
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    composed = nfc(text)
    if composed != text:
        lines = zip(text.split("\n"), composed.split("\n"), strict=True)
        first = next((i for i, (old, new) in enumerate(lines, 1) if old != new), 1)
        problems.add(Place(file, first), "not-nfc")
    return composed


def read_mapping(
    file: str, text: str, problems: Problems, first_line: int = 0
) -> dict[str, Any] | None:
    """The YAML mapping in `text`, each inner mapping with its Origin; None after a problem.

    `first_line` is the number of lines before `text` in the file (front matter: 1).
    """

    def place(mark: yaml.Mark | None) -> Place:
        return Place(file, first_line + (mark.line + 1 if mark else 1))

    try:
        alias = _alias(text)
        if alias:
            problems.add(place(alias.start_mark), "yaml-alias")
            return None
        root = yaml.compose(text, yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.add(place(mark), "yaml-syntax", detail=error.problem or "")
        return None
    except yaml.YAMLError as error:
        problems.add(Place(file, first_line + 1), "yaml-syntax", detail=str(error).split("\n")[0])
        return None
    if not isinstance(root, yaml.MappingNode):
        problems.add(place(root.start_mark if root else None), "yaml-not-mapping")
        return None
    read = _Reader(file, problems, first_line)
    value = read.value(root)
    assert isinstance(value, dict)
    return None if read.failed else value


def _alias(text: str) -> yaml.Event | None:
    """The first anchor or alias: they are how small files become huge, and editors need none."""
    if not _ALIAS.search(text):
        return None
    for event in yaml.parse(text, yaml.CSafeLoader):
        if getattr(event, "anchor", None):
            return event
    return None


class _Reader:
    """Plain values out of YAML nodes, with the node of every mapping kept as its Origin."""

    _constructor = yaml.constructor.SafeConstructor()

    def __init__(self, file: str, problems: Problems, first_line: int) -> None:
        self.file, self.problems, self.first_line = file, problems, first_line
        self.failed = False

    def value(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item) for item in node.value]
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node)
        if node.tag == "tag:yaml.org,2002:str":
            return node.value
        construct = yaml.constructor.SafeConstructor.yaml_constructors.get(node.tag)
        try:
            if construct is None:
                raise ValueError(node.tag)
            return construct(self._constructor, node)
        except (yaml.YAMLError, ValueError):
            self._fail(node, "yaml-value", name=node.value)
            return None

    def mapping(self, node: yaml.MappingNode) -> dict[str, Any]:
        values: dict[str, Any] = {_AT: Origin(self.file, node, self.first_line)}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._fail(key, "yaml-key")
            elif key.value in values:
                self._fail(key, "yaml-double-key", name=key.value)
            else:
                values[key.value] = self.value(value)
        return values

    def _fail(self, node: yaml.Node, code: str, **values: str) -> None:
        self.failed = True
        place = Place(self.file, self.first_line + node.start_mark.line + 1)
        self.problems.add(place, code, **values)


def validated(
    model: type[ModelT], values: dict[str, Any], problems: Problems
) -> ModelT | None:
    """The model of what was read, or None after telling every field that is wrong."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        origin: Origin = values[_AT]
        for mistake in error.errors(include_url=False):
            _tell(origin, model, mistake, problems)
        return None


_CODES = {
    "missing": "missing-field",
    "extra_forbidden": "unknown-field",
    "greater_than": "not-positive",
    "greater_than_equal": "not-positive",
    "less_than_equal": "too-large",
    "int_type": "not-a-number",
    "int_from_float": "not-a-number",
    "int_parsing": "not-a-number",
    "string_type": "not-text",
    "bool_type": "not-yes-or-no",
    "string_too_short": "empty-text",
    "string_pattern_mismatch": "not-a-slug",
    "too_long": "too-many",
    "too_short": "too-few",
    "literal_error": "not-a-choice",
    "enum": "not-a-choice",
    "tuple_type": "not-a-list",
    "list_type": "not-a-list",
    "model_type": "not-a-mapping",
    "model_attributes_type": "not-a-mapping",
    "date_from_datetime_parsing": "not-a-date",
    "date_parsing": "not-a-date",
    "date_type": "not-a-date",
}


def _tell(
    origin: Origin, model: type[Model], mistake: ErrorDetails, problems: Problems
) -> None:
    path = [step for step in mistake["loc"] if not _is_union_tag(step)]
    kind, context = mistake["type"], mistake.get("ctx", {})
    name = str(path[-1]) if path else model.__name__
    field = next((str(step) for step in reversed(path) if isinstance(step, str)), name)
    if kind == "value_error":  # raised by a model of ours, with a code of messages.yml
        code, _, detail = str(context["error"]).partition(": ")
        problems.add(origin.place(*path), code, field=field, name=detail)
        return
    code = _CODES.get(kind, "wrong-value")
    values: dict[str, object] = {"name": name, "field": field}
    if code == "unknown-field":
        values["known"] = _fields_at(model, path[:-1])
        # Point at the key itself: its value may begin lines later.
        problems.add(_key_place(origin, path), code, **values)
        return
    if code == "not-a-choice":
        choices = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        values |= {"name": mistake["input"], "known": choices.split(", ")}
    elif code in ("too-many", "too-few"):
        values |= {
            "count": context["actual_length"],
            "limit": context.get("max_length", context.get("min_length")),
        }
    elif code in ("not-positive", "too-large", "not-a-number", "not-a-slug", "not-a-date"):
        values["found"] = mistake["input"]
    elif code == "wrong-value":
        values["detail"] = mistake["msg"]
    problems.add(origin.place(*path), code, **values)


def _is_union_tag(step: str | int) -> bool:
    """Pydantic names the chosen member of a union within the path: `block:lines`."""
    return isinstance(step, str) and ":" in step


def _key_place(origin: Origin, path: list[str | int]) -> Place:
    node: Any = origin.node
    for step in path[:-1]:
        node = _child(node, step) or node
    if isinstance(node, yaml.MappingNode):
        for key, _ in node.value:
            if key.value == path[-1]:
                return Place(origin.file, origin.first_line + key.start_mark.line + 1)
    return origin.place(*path)


def _fields_at(model: type[Model], path: list[str | int]) -> list[str]:
    """Names of the fields of the model that `path` leads to, for a guess at what was meant."""
    schema = model.model_json_schema(by_alias=True)
    node: dict[str, Any] = schema
    for step in [None, *path]:
        if isinstance(step, int):
            node = node.get("items", {})
        elif step is not None:
            node = node.get("properties", {}).get(step, {})
        while "$ref" in node or "anyOf" in node:
            if "anyOf" in node:
                node = next((one for one in node["anyOf"] if one.get("type") != "null"), {})
            else:
                node = schema["$defs"][node["$ref"].rsplit("/", 1)[1]]
    return list(node.get("properties", {}))


def safe_relative(path: str) -> bool:
    """Whether a path written by an editor stays where it may go."""
    pure = PurePosixPath(path)
    return not pure.is_absolute() and ".." not in pure.parts and "\\" not in path


