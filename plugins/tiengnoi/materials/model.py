"""The formats of `materials/`. A fact that follows from others is a property, not a field."""

from collections.abc import Sequence
from datetime import date, time
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from tiengnoi.guides.model import Material
from tiengnoi.models import Flag, Minutes, MinutesOrNone, Model, NonEmpty, Slug, Translated
from tiengnoi.problems import nearest
from tiengnoi.vietnamese import slugify

Kind = Literal[
    "welcome",
    "warm-up",
    "review",
    "input",
    "practice",
    "reflection",
    "commitment",
    "feedback",
]
Lead = Literal["board", "facilitator", "groups", "everyone"]
Variant = Literal["full", "short"]

SHORT_MINUTES = 45
"""Length of the short variant: one lesson at school."""

Reference = NonEmpty
"""`guide/id`, as a course names a session or a handout."""

Range = Annotated[
    tuple[Annotated[int, Field(gt=0, strict=True)], ...], Field(min_length=2, max_length=2)
]


class Supply(Model):
    """A thing to bring, and how much of it."""

    item: Translated
    amount: Translated


class Step(Model):
    """One step of a session. `short`: minutes in the 45-minute variant, 0 where it is left out."""

    title: Translated
    summary: Translated | None = None
    minutes: Minutes
    short: MinutesOrNone | None = None
    kind: Kind
    lead: Lead
    do: Translated
    ask: tuple[Translated, ...] = ()
    watch: Translated | None = None
    without_power: Translated | None = None
    handout: Slug | None = None
    clip: Slug | None = None
    pictures: tuple[Slug, ...] = ()

    def minutes_in(self, variant: Variant) -> int:
        return self.minutes if variant == "full" else self.short or 0


class Session(Material):
    """A session plan: what a facilitator needs to lead it, from goals to the last minute."""

    title: Translated
    ages: Range
    group: Range
    topics: tuple[Slug, ...] = Field(min_length=1)
    skills: tuple[Slug, ...] = ()
    sensitive: Flag = False
    goals: tuple[Translated, ...] = Field(min_length=1, max_length=3)
    messages: tuple[Translated, ...] = Field(min_length=3, max_length=5)
    safety: tuple[Translated, ...] = ()
    bring: tuple[Supply, ...] = ()
    prepare: tuple[Translated, ...] = ()
    steps: tuple[Step, ...] = Field(min_length=1)
    local_words: tuple[Translated, ...] = ()

    @property
    def minutes(self) -> int:
        return self.minutes_in("full")

    def minutes_in(self, variant: Variant) -> int:
        return sum(step.minutes_in(variant) for step in self.steps)

    @property
    def practice(self) -> int:
        """How much of the minutes is practice, in per cent."""
        practised = sum(step.minutes for step in self.steps if step.kind == "practice")
        return round(100 * practised / self.minutes)

    @property
    def has_short(self) -> bool:
        return any(step.short is not None for step in self.steps)

    @property
    def variants(self) -> tuple[Variant, ...]:
        return ("full", "short") if self.has_short else ("full",)

    @property
    def for_children(self) -> bool:
        """Whether children take part: below 18, as in the Convention on the Rights of the Child."""
        return min(self.ages) < 18

    @property
    def handouts(self) -> tuple[str, ...]:
        """Ids of the handouts that the steps use, each once, in order of use."""
        return tuple(dict.fromkeys(step.handout for step in self.steps if step.handout))


class Heading(Model):
    heading: Translated


class Prose(Model):
    text: Translated


class Fields(Model):
    """Labels, each with a dotted line to write on."""

    fields: tuple[Translated, ...] = Field(min_length=1)


class RuledLines(Model):
    label: Translated | None = None
    count: Annotated[int, Field(gt=0, le=40, strict=True)]


class Lines(Model):
    lines: RuledLines


class CheckList(Model):
    label: Translated | None = None
    items: tuple[Translated, ...] = Field(min_length=1)


class Checks(Model):
    checks: CheckList


class Grid(Model):
    """A table: with empty rows to fill (`rows`), or with its cells (`body`)."""

    columns: tuple[Translated, ...] = Field(min_length=1)
    rows: Annotated[int, Field(gt=0, le=40, strict=True)] | None = None
    body: tuple[tuple[Translated, ...], ...] = ()

    @model_validator(mode="after")
    def _rows_or_body(self) -> "Grid":
        if (self.rows is None) == (not self.body):
            raise ValueError("table-rows-or-body")
        return self


class Table(Model):
    table: Grid


class Numbers(Model):
    """Hotlines, by id of contacts.yml."""

    contacts: tuple[Slug, ...] = Field(min_length=1)


class LocalNumbers(Model):
    """Blanks for the numbers of the commune."""

    local_contacts: Literal[True]


class PictureOf(Model):
    """A picture, by its id."""

    picture: Slug


class RadarAxes(Model):
    """A blank radar chart: the names of its axes, and the highest level on each."""

    axes: tuple[Translated, ...] = Field(min_length=3, max_length=10)
    levels: Annotated[int, Field(ge=2, le=10, strict=True)] = 5


class Radar(Model):
    radar: RadarAxes


class Signatures(Model):
    signatures: tuple[Translated, ...] = Field(min_length=1)


class Card(Model):
    title: Translated
    text: Translated


class CardSheet(Model):
    """Cards to cut out: `count` alike (`title`, `text`), or `each` different."""

    count: Annotated[int, Field(gt=0, le=40, strict=True)] | None = None
    title: Translated | None = None
    text: Translated | None = None
    contacts: tuple[Slug, ...] = ()
    each: tuple[Card, ...] = ()

    @model_validator(mode="after")
    def _alike_or_different(self) -> "CardSheet":
        alike = self.count is not None and self.title is not None and self.text is not None
        if alike == bool(self.each):
            raise ValueError("cards-count-or-each")
        return self

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        if self.each:
            return self.each
        assert self.count is not None
        assert self.title is not None
        assert self.text is not None
        return (Card(title=self.title, text=self.text),) * self.count


class Cards(Model):
    cards: CardSheet


def _kind(value: Any, kinds: dict[str, type[Model]]) -> str:
    """The name of the kind of a block or part: the one that it names, or nearly names."""
    if isinstance(value, dict):
        keys = [key for key in value if isinstance(key, str)]
        named = next((key for key in keys if key in kinds), "")
        return named or next(
            filter(None, (nearest(key, [*kinds]) for key in keys)), next(iter(kinds))
        )
    return next(
        (name for name, kind in kinds.items() if isinstance(value, kind)), next(iter(kinds))
    )


def _kind_of_block(value: Any) -> str:
    return "block:" + _kind(value, BLOCKS)


BLOCKS: dict[str, type[Model]] = {
    "heading": Heading,
    "text": Prose,
    "fields": Fields,
    "lines": Lines,
    "checks": Checks,
    "table": Table,
    "contacts": Numbers,
    "local_contacts": LocalNumbers,
    "picture": PictureOf,
    "radar": Radar,
    "signatures": Signatures,
    "cards": Cards,
}

Block = Annotated[
    Annotated[Heading, Tag("block:heading")]
    | Annotated[Prose, Tag("block:text")]
    | Annotated[Fields, Tag("block:fields")]
    | Annotated[Lines, Tag("block:lines")]
    | Annotated[Checks, Tag("block:checks")]
    | Annotated[Table, Tag("block:table")]
    | Annotated[Numbers, Tag("block:contacts")]
    | Annotated[LocalNumbers, Tag("block:local_contacts")]
    | Annotated[PictureOf, Tag("block:picture")]
    | Annotated[Radar, Tag("block:radar")]
    | Annotated[Signatures, Tag("block:signatures")]
    | Annotated[Cards, Tag("block:cards")],
    Discriminator(_kind_of_block),
]


class Handout(Material):
    """One sheet to print and hand out. `pages`: how many A4 pages it fills."""

    title: Translated
    purpose: Translated
    pages: Literal[1, 2] = 1
    sensitive: Flag = False
    blocks: tuple[Block, ...] = Field(min_length=1)


Number = Annotated[float, Field(allow_inf_nan=False)]


class Placed(Model):
    """A part in a picture: `x`, `y` is its top left corner, in units of the picture."""

    part: Slug
    x: Number
    y: Number
    scale: Annotated[float, Field(gt=0, le=20)] = 1
    flip: Flag = False


class Picture(Model):
    """A picture composed of parts, painted in order. `size`: width and height in units."""

    alt: Translated
    size: Range
    parts: tuple[Placed, ...] = Field(min_length=1)


class SessionPart(Model):
    """A session that the participants live through."""

    session: Reference
    variant: Variant = "full"
    note: Translated | None = None


class ScriptPart(Model):
    """A mock trial, from the welcome to the calming down."""

    script: Reference
    note: Translated | None = None


class Activity(Model):
    title: Translated
    minutes: Minutes
    do: Translated | None = None
    ask: tuple[Translated, ...] = ()
    bring: tuple[Supply, ...] = ()
    handouts: tuple[Reference, ...] = ()


class TalkPart(Model):
    """Anything else that is done together: input, practice, opening, closing."""

    talk: Activity


class BreakPart(Model):
    """Minutes of a break."""

    pause: Minutes = Field(alias="break")


class LunchPart(Model):
    """Minutes of lunch, rest included."""

    lunch: Minutes


PARTS: dict[str, type[Model]] = {
    "talk": TalkPart,
    "session": SessionPart,
    "script": ScriptPart,
    "break": BreakPart,
    "lunch": LunchPart,
}


def _kind_of_part(value: Any) -> str:
    return "part:" + _kind(value, PARTS)


Part = Annotated[
    Annotated[SessionPart, Tag("part:session")]
    | Annotated[ScriptPart, Tag("part:script")]
    | Annotated[TalkPart, Tag("part:talk")]
    | Annotated[BreakPart, Tag("part:break")]
    | Annotated[LunchPart, Tag("part:lunch")],
    Discriminator(_kind_of_part),
]


def _clock(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return time.fromisoformat(value)
        except ValueError:
            pass
    raise ValueError(f"not-a-clock-time: {value}")


Clock = Annotated[time, BeforeValidator(_clock)]


class Day(Model):
    """A day of a course. `ends`: when it must be over, if it must."""

    title: Translated | None = None
    starts: Clock
    ends: Clock | None = None
    parts: tuple[Part, ...] = Field(min_length=1)


class Course(Material):
    """A training class, or an event for the public: days, made of sessions, talks and breaks."""

    title: Translated
    kind: Literal["course", "event"] = "course"
    guide: Slug
    audience: Translated
    group: Range
    summary: Translated
    goals: tuple[Translated, ...] = Field(min_length=1, max_length=4)
    sensitive: Flag = False
    prepare: tuple[Translated, ...] = ()
    bring: tuple[Supply, ...] = ()
    days: tuple[Day, ...] = Field(min_length=1)


class DiagramStep(Model):
    """A step of a diagram. `when`: a date or a span, such as “T–30”."""

    when: Translated | None = None
    title: Translated
    text: Translated | None = None


class Diagram(Model):
    """Steps that follow each other: once (`flow`), or round and round (`cycle`)."""

    title: Translated
    shape: Literal["flow", "cycle"]
    steps: tuple[DiagramStep, ...] = Field(min_length=2, max_length=10)


class Month(Model):
    """What a year plan has in a month. `instead`: sessions that may take its place."""

    month: Annotated[int, Field(ge=1, le=12, strict=True)]
    session: Slug
    instead: tuple[Slug, ...] = ()
    note: Translated | None = None


class Year(Model):
    """A sample year of a guide's sessions, in the order of its months."""

    title: Translated
    months: tuple[Month, ...] = Field(min_length=1)


class Identified(Model):
    """An item of a list that others refer to."""

    id: Slug


class Topic(Identified):
    title: Translated


class Skill(Identified):
    """A core life skill. `what`: what it is, in one sentence."""

    title: Translated
    what: Translated


class Contact(Identified):
    """A hotline. `read`: when its source was read; nobody has called it for us."""

    number: NonEmpty
    name: Translated
    what: Translated
    hours: Translated
    cost: Literal["free", "may-charge", "unknown"]
    confidence: Literal["A", "B"]
    source: Slug
    read: date
    note: Translated | None = None

    @property
    def digits(self) -> str:
        return "".join(letter for letter in self.number if letter.isdigit())


class Source(Identified):
    """Where a fact comes from. `confidence`: A the owning body or a law's text, B the press."""

    title: Translated
    publisher: Translated | None = None
    date: str | None = None
    kind: Literal["law", "guidance", "standard", "manual", "press"]
    confidence: Literal["A", "B"]
    where: str | None = None


class Words(Model):
    vi: tuple[NonEmpty, ...] = ()
    en: tuple[NonEmpty, ...] = ()

    def __getitem__(self, locale: str) -> tuple[str, ...]:
        return self.vi if locale == "vi" else self.en


class Term(Model):
    """A term of the field in both languages, and words not to use for it."""

    vi: NonEmpty
    en: NonEmpty
    abbr: Words = Words()
    note: Translated | None = None
    avoid: Words = Words()

    @property
    def anchor(self) -> str:
        """Where it stands on the page of the glossary."""
        return slugify(self.vi)

    def said(self, locale: str) -> str:
        return self.vi if locale == "vi" else self.en


class NewsItem(Model):
    """One thing that changed. `page`: where it is, by name."""

    date: date
    text: Translated
    page: NonEmpty | None = None


class News(Model):
    news: tuple[NewsItem, ...]


class Rule(Identified):
    """Words that a text may not hold, why, and the words that make them right."""

    words: Words
    say: Translated
    unless: Words = Words()


class Advice(Model):
    title: Translated
    text: Translated


class Recipient(Model):
    """Somebody to tell, at once."""

    who: Translated
    contact: Slug | None = None
    text: Translated


class Suspect(Model):
    title: Translated
    text: tuple[Translated, ...]


class HelpForAdults(Model):
    title: Translated
    lead: Translated
    steps: tuple[Advice, ...]
    tell: tuple[Recipient, ...]


class DisclosureHelp(Material):
    """What to do when somebody tells of harm: one text for every session, page and sheet."""

    title: Translated
    lead: Translated
    steps: tuple[Advice, ...] = Field(min_length=1)
    tell: tuple[Recipient, ...] = Field(min_length=1)
    suspect: Suspect
    adults: HelpForAdults
    blanks: tuple[Translated, ...] = Field(min_length=1)


class Topics(Model):
    topics: tuple[Topic, ...]


class Skills(Model):
    """The frame of skills. `source`: whose frame it is; two frames are never mixed."""

    skills: tuple[Skill, ...]
    source: Slug


class Contacts(Model):
    contacts: tuple[Contact, ...]


class Sources(Model):
    sources: tuple[Source, ...]


class Glossary(Model):
    terms: tuple[Term, ...]


class Rules(Model):
    rules: tuple[Rule, ...]


def by_id(items: Sequence[Identified]) -> dict[str, Any]:
    return {item.id: item for item in items}
