"""A guide, and the front matter of a prose page."""

from datetime import date

from pydantic import Field

from tiengnoi.models import Flag, Model, NonEmpty, Slug, Translated


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


class Guide(Material):
    """A guide: its pages, sessions, handouts and courses, by id and in order."""

    title: Translated
    summary: Translated
    audience: Translated
    intro: Translated
    pages: tuple[Slug, ...] = ()
    sessions: tuple[Slug, ...] = ()
    handouts: tuple[Slug, ...] = ()
    courses: tuple[Slug, ...] = ()


class FrontMatter(Entry):
    """What may stand above a prose page.

    `proposal`: the page holds procedures of our own; `sensitive`: it speaks of violence.
    """

    title: NonEmpty | None = None
    description: str = Field(default="", max_length=200)
    proposal: Flag = False
    sensitive: Flag = False
    hide: tuple[str, ...] = ()
