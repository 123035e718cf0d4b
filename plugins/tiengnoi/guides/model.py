"""A guide, and the front matter of a prose page."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from pydantic import Field

from tiengnoi.models import Flag, Model, NonEmpty, Slug, Translated
from tiengnoi.problems import Place


class Allowance(Model):
    """One place where a rule of content does not hold, and why.

    `text` is the passage around the words that the rule would stop.
    """

    rule: Slug
    text: NonEmpty
    reason: NonEmpty


class Review(Model):
    """The person who read this with the knowledge of an office, and when."""

    by: NonEmpty
    role: Translated
    date: date


class Entry(Model):
    """What all that has a page of its own shares."""

    sources: tuple[Slug, ...] = ()
    allow: tuple[Allowance, ...] = ()
    updated: date | None = None
    reviewed: Review | None = None


class Material(Entry):
    """An entry in YAML. `updated`: the day on which its facts were right."""

    updated: date


class SessionGroup(Model):
    """Sessions of a guide that stand under a heading of their own."""

    title: Translated
    lead: Translated | None = None
    sessions: tuple[Slug, ...] = Field(min_length=1)


class Names(Model):
    """What a guide calls a session, and who leads its steps, where the usual names do not fit."""

    session: Translated | None = None
    board: Translated | None = None
    facilitator: Translated | None = None


class Guide(Material):
    """A guide: its pages, sessions, scripts, handouts, courses and clips, by id and in order.

    Sessions are listed in `sessions`, or by `groups`. `practice`: how much of each session is
    practice at least, in per cent. `picture`: the one on the cover of its PDF.
    """

    title: Translated
    summary: Translated
    audience: Translated
    intro: Translated
    picture: Slug | None = None
    pages: tuple[Slug, ...] = ()
    sessions: tuple[Slug, ...] = ()
    groups: tuple[SessionGroup, ...] = ()
    names: Names = Names()
    practice: Annotated[int, Field(gt=0, le=100, strict=True)] | None = None
    scripts: tuple[Slug, ...] = ()
    handouts: tuple[Slug, ...] = ()
    courses: tuple[Slug, ...] = ()
    clips: tuple[Slug, ...] = ()

    def listed(self, kind: str) -> Iterator[tuple[str, Place]]:
        """The ids of a kind (`pages`, `sessions` …) in order, each with where it is written."""
        for owner in (self, *self.groups) if kind == "sessions" else (self,):
            for number, id in enumerate(getattr(owner, kind)):
                yield id, owner.place(kind, number)


class FrontMatter(Entry):
    """What may stand above a prose page.

    `proposal`: the page holds procedures of our own; `sensitive`: it speaks of violence.
    """

    title: NonEmpty | None = None
    description: str = Field(default="", max_length=200)
    proposal: Flag = False
    sensitive: Flag = False
    hide: tuple[str, ...] = ()
