"""The languages of the site, and text that exists in them."""

import calendar
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple, get_args

import yaml

Locale = Literal["vi", "en"]
LOCALES: tuple[Locale, ...] = get_args(Locale)
SOURCE_LOCALE: Locale = "vi"


class Text(NamedTuple):
    """Words, and the language that they are really in."""

    words: str
    locale: Locale


@cache
def _table(name: str) -> dict[str, dict[Locale, str]]:
    text = files("tiengnoi").joinpath(name).read_text("utf-8")
    table: dict[str, dict[Locale, str]] = yaml.load(text, yaml.CSafeLoader)
    return table


def label(name: str, locale: Locale, /, **values: object) -> str:
    """The generator's own words for `name` (labels.yml), with `values` filled in.

    Raises KeyError for a name that labels.yml does not hold.
    """
    return _table("labels.yml")[name][locale].format(**values)


def written_day(day: date, locale: Locale) -> str:
    """A day as one writes it: 24/11/2026, 24 November 2026."""
    names = {"day": day.day, "month": day.month, "year": day.year}
    return label("date", locale, month_name=calendar.month_name[day.month], **names)


def message(code: str, locale: Locale, /, **values: object) -> str:
    """What a problem of this code says to an editor (messages.yml).

    Raises KeyError for a code that messages.yml does not hold.
    """
    return _table("messages.yml")[code][locale].format(**values)


def severity(code: str) -> str:
    """`mend` or `note`, as messages.yml says."""
    return _table("messages.yml")[code]["severity"]  # type: ignore[index]


def message_codes() -> list[str]:
    return sorted(_table("messages.yml"))


def size_in_words(size: int, locale: Locale) -> str:
    """Bytes as a reader counts them: `98 KB`, `1,4 MB` (1 KB is 1000 bytes)."""
    if size < 999_500:
        return f"{max(1, round(size / 1000))} KB"
    text = f"{size / 1_000_000:.1f} MB"
    return text.replace(".", ",") if locale == "vi" else text
