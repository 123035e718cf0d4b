"""The format of `materials/synonyms.yml`."""

from typing import Annotated

from pydantic import Field

from tiengnoi.models import Model, NonEmpty


class Synonyms(Model):
    """Groups of words that mean the same to somebody who searches, in both languages."""

    groups: tuple[Annotated[tuple[NonEmpty, ...], Field(min_length=2)], ...]
