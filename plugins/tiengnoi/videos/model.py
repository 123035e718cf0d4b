"""The formats of `videos/`: storyboards, films, recorded voices, and words as a voice says them."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from tiengnoi.guides.model import Material
from tiengnoi.locales import Locale
from tiengnoi.models import Flag, Model, NonEmpty, Slug, Translated

WIDTH, HEIGHT = 854, 480
"""Pixels of a storyboard's picture: 480 lines, 16 to 9."""

Layout = Literal["title", "split", "picture", "points", "call"]
Number = Annotated[int, Field(gt=0, strict=True)]


class Consent(Model):
    """What a person agreed to who is seen or heard in a clip. `until`: the last day that it
    holds; `withdrawn`: the day on which it was taken back."""

    who: Translated
    given_by: NonEmpty
    child: Flag = False
    guardian: NonEmpty | None = None
    given: date
    until: date
    withdrawn: date | None = None

    @model_validator(mode="after")
    def _guardian_of_a_child(self) -> "Consent":
        if self.child and not self.guardian:
            raise ValueError("consent-without-guardian")
        return self


class Clip(Material):
    """What every clip has, whether it is made from a storyboard or was filmed."""

    title: Translated
    guide: Slug
    topics: tuple[Slug, ...] = Field(min_length=1)
    summary: Translated
    sensitive: Flag = False
    consent: tuple[Consent, ...] = ()

    @property
    def withdrawn(self) -> bool:
        return any(one.withdrawn for one in self.consent)


class Point(Model):
    """Words on screen. `said_in`: number of the sentence of the scene that says them, from 1."""

    text: Translated
    said_in: Number


class StoryboardScene(Model):
    """A chapter of a clip: a picture and words on screen, while sentences are said."""

    title: Translated
    layout: Layout
    art: Slug | None = None
    contact: Slug | None = None
    points: tuple[Point, ...] = Field(default=(), max_length=4)
    says: tuple[Translated, ...] = Field(min_length=1)


class Storyboard(Clip):
    """A clip as text: scenes with what is shown and said. `poster`: number of the scene whose
    picture stands for the clip, from 1."""

    poster: Number = 1
    scenes: tuple[StoryboardScene, ...] = Field(min_length=1)

    def sentences(self) -> Iterator[tuple[int, int, Translated]]:
        """Every sentence with the numbers of its scene and of itself in it, from 1."""
        for scene_number, scene in enumerate(self.scenes, 1):
            for number, sentence in enumerate(scene.says, 1):
                yield scene_number, number, sentence


def _seconds(value: Any) -> Any:
    """`1:05` or `0:01:05` as seconds."""
    parts = value.split(":") if isinstance(value, str) else []
    if not 2 <= len(parts) <= 3 or not all(part.isdigit() for part in parts):
        raise ValueError(f"not-a-time-in-film: {value}")
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + int(part)
    return seconds


TimeInFilm = Annotated[int, BeforeValidator(_seconds, json_schema_input_type=str)]
"""Seconds from the beginning; editors write `1:05`."""


class Chapter(Model):
    """A part of a film. `shows`: what is seen in it, for those who cannot see it."""

    starts: TimeInFilm
    title: Translated
    shows: Translated


class HostedFilm(Model):
    """A film on the owner's own host: nothing of it is shown here, a link leads there."""

    address: Annotated[str, Field(pattern=r"^https://[^\s/]+/\S+$")]
    size: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    length: TimeInFilm

    @property
    def bytes(self) -> int:
        """Its size; editors write megabytes."""
        return round(self.size * 1_000_000)

    @property
    def host(self) -> str:
        return self.address.split("/")[2]


class Film(Clip):
    """A film that was shot. `file`: its name beside clip.yml; or `hosted`, an address. `spoken`:
    its language; `people`: whether a real person is seen or heard; `poster`: a moment."""

    file: NonEmpty | None = None
    hosted: HostedFilm | None = None
    spoken: Locale
    people: Flag = True
    poster: TimeInFilm = 0
    chapters: tuple[Chapter, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _file_or_hosted(self) -> "Film":
        if (self.file is None) == (self.hosted is None):
            raise ValueError("film-file-or-address")
        return self


class Recording(Model):
    """A recorded sentence: the sound file, and the words that are said in it."""

    file: NonEmpty
    says: NonEmpty


class Recordings(Model):
    """The recorded voice of a clip in one language; `tiengnoi narration` writes it."""

    recordings: tuple[Recording, ...]


class Pronunciation(Model):
    """A word as it is written, and as a voice says it."""

    written: NonEmpty
    vi: NonEmpty | None = None
    en: NonEmpty | None = None


class Lexicon(Model):
    """How to say what a voice would say wrong."""

    words: tuple[Pronunciation, ...]
