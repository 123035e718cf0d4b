"""YAML files and front matter into models, and what is wrong with them into problems."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from tiengnoi.models import AT, Model, Origin
from tiengnoi.problems import Place, Problems, nearest
from tiengnoi.vietnamese import nfc

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


def validated(model: type[ModelT], values: dict[str, Any], problems: Problems) -> ModelT | None:
    """The model of what was read, or None after telling every field that is wrong."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        told = _Telling(model, values[AT], problems)
        for mistake in _worth_telling(model, error.errors(include_url=False)):
            told.tell(mistake)
        return None


_CODES = {
    "missing": "missing-field",
    "extra_forbidden": "unknown-field",
    "greater_than": "not-positive",
    "greater_than_equal": "negative",
    "less_than_equal": "too-large",
    "int_type": "not-a-number",
    "int_from_float": "not-a-number",
    "int_parsing": "not-a-number",
    "float_type": "not-a-number",
    "float_parsing": "not-a-number",
    "string_type": "not-text",
    "bool_type": "not-yes-or-no",
    "string_too_short": "empty-text",
    "string_too_long": "too-long-text",
    "string_pattern_mismatch": "not-a-slug",
    "too_long": "too-many",
    "too_short": "too-few",
    "literal_error": "not-a-choice",
    "tuple_type": "not-a-list",
    "model_type": "not-a-mapping",
    "model_attributes_type": "not-a-mapping",
    "date_from_datetime_parsing": "not-a-date",
    "date_from_datetime_inexact": "not-a-date",
    "date_parsing": "not-a-date",
    "date_type": "not-a-date",
}


def _worth_telling(model: type[Model], mistakes: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """The mistakes without those that only follow from another."""
    unknown = [one["loc"] for one in mistakes if one["type"] == "extra_forbidden"]
    for mistake in mistakes:
        path = mistake["loc"]
        inner = (one["loc"] for one in mistakes if one is not mistake)
        # A list counts only its right entries: with a wrong one in it, “too few” misleads.
        if mistake["type"] == "too_short" and any(one[: len(path)] == path for one in inner):
            continue
        # Of a field that is mistyped, it is enough to say so: it is not missing as well.
        if mistake["type"] == "missing" and any(
            one[:-1] == path[:-1] and nearest(str(one[-1]), [str(path[-1])]) for one in unknown
        ):
            continue
        yield mistake


class _Telling:
    """Turns the mistakes that pydantic found in one file into problems at their lines."""

    def __init__(self, model: type[Model], origin: Origin, problems: Problems) -> None:
        self.model, self.origin, self.problems = model, origin, problems

    def tell(self, mistake: ErrorDetails) -> None:
        path = [step for step in mistake["loc"] if not _is_union_tag(step)]
        place = self.origin.place(*path)
        name = str(path[-1]) if path else self.model.__name__
        field = next((str(step) for step in reversed(path) if isinstance(step, str)), name)
        kind, context, found = mistake["type"], mistake.get("ctx", {}), mistake["input"]
        if found is None and kind not in ("missing", "model_type", "model_attributes_type"):
            self.problems.add(place, "empty-text", field=field)
            return
        if kind == "value_error":  # raised by a model of ours, with a code of messages.yml
            code, _, detail = str(context["error"]).partition(": ")
            self.problems.add(place, code, field=field, name=detail)
            return
        code = _CODES.get(kind, "wrong-value")
        values: dict[str, object] = {"name": name, "field": field, "found": found}
        if code == "unknown-field":
            values["known"] = _fields_at(self.model, mistake["loc"][:-1])
        elif code == "not-a-choice":
            choices = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
            choices = choices.replace("True", "true").replace("False", "false")
            values |= {"name": found, "known": choices.split(", ")}
        elif code in ("too-many", "too-few"):
            limit = context.get("max_length", context.get("min_length"))
            values |= {"count": context["actual_length"], "limit": limit}
        elif code in ("too-large", "too-long-text"):
            values["limit"] = context.get("le", context.get("max_length"))
        elif code == "wrong-value":
            values["detail"] = mistake["msg"]
        self.problems.add(place, code, **values)


def _is_union_tag(step: str | int) -> bool:
    """Pydantic names the chosen member of a union within the path: `block:lines`."""
    return isinstance(step, str) and ":" in step


def _fields_at(model: type[Model], path: tuple[str | int, ...]) -> list[str]:
    """Names of the fields of the model that `path` leads to, for a guess at what was meant."""
    kind: Any = model
    for step in path:
        kind = _member(kind, step)
    found = next(_models_in(kind), None)
    if found is None:
        return []
    return [field.alias or name for name, field in found.model_fields.items() if name != "at"]


def _member(kind: Any, step: str | int) -> Any:
    """The annotation of a field of a model, of an entry of a list, or of a member of a union."""
    if isinstance(step, str) and _is_union_tag(step):
        key = step.partition(":")[2]
        members = _models_in(kind)
        return next((one for one in members if key in _fields_at(one, ())), None)
    if isinstance(step, str):
        model = next(_models_in(kind), None)
        fields = model.model_fields.items() if model else ()
        return next((f.annotation for name, f in fields if (f.alias or name) == step), None)
    return kind


def _models_in(kind: Any) -> Iterator[type[Model]]:
    """The models that an annotation holds, through lists, options and unions."""
    if isinstance(kind, type) and issubclass(kind, Model):
        yield kind
    for inner in getattr(kind, "__args__", ()):
        yield from _models_in(inner)


def safe_relative(path: str) -> bool:
    """Whether a path written by an editor stays where it may go."""
    pure = PurePosixPath(path)
    return not pure.is_absolute() and ".." not in pure.parts and "\\" not in path
