"""The format of redirects.yml."""

from pydantic import Field

from tiengnoi.models import Model, NonEmpty


class Redirect(Model):
    """A page or a file that has moved: its old address, and the new one."""

    old: NonEmpty = Field(alias="from")
    new: str = Field(alias="to")


class Redirects(Model):
    redirects: tuple[Redirect, ...]
