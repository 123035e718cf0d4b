"""The format of a mock-trial script. Line numbers, minutes and who speaks follow from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, model_validator

from tiengnoi.guides.model import Material
from tiengnoi.materials.model import Advice, Identified, Range, Supply
from tiengnoi.models import Minutes, Model, Slug, Translated

Side = Literal["host", "court", "prosecution", "accused", "victim", "witness", "support"]
SceneKind = Literal[
    "opening",
    "procedure",
    "indictment",
    "questioning",
    "debate",
    "last-words",
    "deliberation",
    "verdict",
    "questions",
    "calming",
]
AFTERWARDS = ("questions", "calming")
"""Kinds of scenes in which the trial is over: the audience asks, and comes to rest."""


MOST_ROLES = 20
"""Roles of a script: the style sheet marks the lines of as many."""


class Role(Identified):
    """Who speaks. `age`: of the character, in years, where the law asks for it."""

    name: Translated
    side: Side
    played_by: Literal["adult", "student", "either"]
    age: Annotated[int, Field(gt=0, lt=120, strict=True)] | None = None
    who: Translated


class Line(Model):
    """What a role says, or does; without a role, what happens in the hall."""

    role: Slug | None = None
    says: Translated | None = None
    does: Translated | None = None

    @model_validator(mode="after")
    def _somebody_speaks(self) -> "Line":
        if self.says is not None and self.role is None:
            raise ValueError("line-without-role")
        if self.says is None and self.does is None:
            raise ValueError("line-empty")
        return self


class Scene(Model):
    title: Translated
    minutes: Minutes
    kind: SceneKind
    note: Translated | None = None
    lines: tuple[Line, ...] = Field(min_length=1)
    ask: tuple[Translated, ...] = ()
    watch: Translated | None = None
    without_power: Translated | None = None
    pictures: tuple[Slug, ...] = ()

    @property
    def syllables(self) -> int:
        """How much is spoken, in Vietnamese."""
        return sum(len(line.says.vi.split()) for line in self.lines if line.says)

    @property
    def is_afterwards(self) -> bool:
        return self.kind in AFTERWARDS


@dataclass(frozen=True, slots=True)
class Cue:
    """A line with its number in the script; directions of nobody's have none."""

    number: int | None
    line: Line


@dataclass(frozen=True, slots=True)
class Played:
    """A scene as it is played. `starts`: minutes from the beginning."""

    number: int
    scene: Scene
    starts: int
    cues: tuple[Cue, ...]

    @property
    def speakers(self) -> set[str]:
        """Ids of the roles with a line in the scene."""
        return {cue.line.role for cue in self.cues if cue.line.role}


class Script(Material):
    """A mock trial, word for word. `audience`: how many people are in the hall."""

    title: Translated
    summary: Translated
    about: Literal["violence", "abuse"]
    ages: Range
    audience: Range
    topics: tuple[Slug, ...] = Field(min_length=1)
    goals: tuple[Translated, ...] = Field(min_length=1, max_length=3)
    messages: tuple[Translated, ...] = Field(min_length=3, max_length=5)
    case: Translated
    law: tuple[Translated, ...] = Field(min_length=1)
    bring: tuple[Supply, ...] = ()
    prepare: tuple[Translated, ...] = ()
    roles: tuple[Role, ...] = Field(min_length=1, max_length=MOST_ROLES)
    scenes: tuple[Scene, ...] = Field(min_length=1)
    local_words: tuple[Translated, ...] = ()

    @property
    def sensitive(self) -> bool:
        return True

    @property
    def minutes(self) -> int:
        return sum(scene.minutes for scene in self.scenes)

    @property
    def minutes_afterwards(self) -> int:
        """Minutes of questions and of calming down, when the trial is over."""
        return sum(scene.minutes for scene in self.scenes if scene.is_afterwards)

    @property
    def minutes_of_trial(self) -> int:
        return self.minutes - self.minutes_afterwards

    @property
    def numbered_roles(self) -> dict[str, tuple[int, Role]]:
        """The roles by id, each with its number in the list, from 1."""
        return {role.id: (number, role) for number, role in enumerate(self.roles, 1)}

    def played(self) -> Iterator[Played]:
        """The scenes in order, with their starts, and their lines numbered through the script."""
        starts = line_number = 0
        for number, scene in enumerate(self.scenes, 1):
            cues = []
            for line in scene.lines:
                line_number += line.role is not None
                cues.append(Cue(line_number if line.role else None, line))
            yield Played(number, scene, starts, tuple(cues))
            starts += scene.minutes

    def line_count(self, role: str) -> int:
        """How many lines a role speaks or plays."""
        return sum(line.role == role for scene in self.scenes for line in scene.lines)


class TrialSafety(Material):
    """The warnings that stand at the top of every script, on the page and on paper."""

    title: Translated
    lead: Translated
    rules: tuple[Advice, ...] = Field(min_length=1)
