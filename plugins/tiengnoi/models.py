"""What every model of the sources shares: it is frozen, knows its place, and may be translated.

A model that is read from YAML keeps the mapping it came from (`at`), so that any later check can
say the line: `step.place("handout")`. Lines are looked up only when a problem needs them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic.json_schema import SkipJsonSchema

from tiengnoi.locales import SOURCE_LOCALE, Locale, Text
from tiengnoi.problems import Place

AT = "__at__"
"""Key under which a mapping carries its Origin into the model. Editors cannot write it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The YAML mapping that a value was read from."""

    file: str
    node: yaml.MappingNode
    first_line: int = 0

    def place(self, *path: str | int, offset: int = 0) -> Place:
        """The line of what `path` leads to, as far as it exists: of its key, or its entry.

        `offset` counts characters within a text (white space before it left out); it tells the
        line in a text of many (`|`).
        """
        found: yaml.Node = self.node
        line = found.start_mark.line
        for step in path:
            inner = child(found, step)
            if inner is None:
                break
            key, found = inner
            line = key.start_mark.line
        if isinstance(found, yaml.ScalarNode) and found.style == "|":
            before = len(found.value) - len(found.value.lstrip())
            line += 1 + found.value.count("\n", 0, before + offset)
        return Place(self.file, self.first_line + line + 1)


def child(node: yaml.Node, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    """What a step of a path leads to, after the node that shows where it begins: its key."""
    if isinstance(node, yaml.MappingNode):
        return next((pair for pair in node.value if pair[0].value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None


class Model(BaseModel):
    """What editors write: frozen, and no field that the format does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    at: SkipJsonSchema[Origin | None] = Field(default=None, alias=AT, exclude=True, repr=False)

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
    en: Annotated[str, StringConstraints(strip_whitespace=True)] | None = None

    def text(self, locale: Locale) -> Text:
        """The words in this language, or else in Vietnamese, with the language they are in.

        An empty translation counts as absent.
        """
        words = getattr(self, locale)
        if words:
            return Text(words, locale)
        return Text(self.vi, SOURCE_LOCALE)

    def has(self, locale: Locale) -> bool:
        return self.text(locale).locale == locale


def leaves(value: object) -> Iterator[Translated]:
    """All translated texts within a model, in the order of its fields."""
    if isinstance(value, Translated):
        yield value
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            if name != "at":
                yield from leaves(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from leaves(item)
