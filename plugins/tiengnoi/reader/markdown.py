"""Markdown of editors into clean HTML, outside of MkDocs: the texts within the YAML files."""

import re
from collections.abc import Callable
from functools import cache, lru_cache

import markdown

from tiengnoi.reader.cleaning import clean
from tiengnoi.vietnamese import slugify

PROSE_EXTENSIONS = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "fenced_code",
    "sane_lists",
    "tables",
    "tiengnoi.reader.lists",
    "toc",
]
"""Extensions of the prose pages: the dialect that CONTRIBUTING describes."""

LEAF_EXTENSIONS = ["sane_lists", "tables", "tiengnoi.reader.lists"]
"""A text within YAML has no headings, boxes or ids of its own."""

_NUMBER = re.compile(r"^(\d+)\.(?= )")
_LINK = re.compile(r'(<(?:a|img) [^>]*?(?:href|src)=")([^"#:]+)(#[^"]*)?"')


def prose_config() -> dict[str, dict[str, object]]:
    """Settings of the extensions."""
    return {"toc": {"slugify": slugify, "permalink": False}}


@cache
def _converter(is_prose: bool) -> markdown.Markdown:
    if is_prose:
        return markdown.Markdown(
            extensions=PROSE_EXTENSIONS, extension_configs=prose_config(), output_format="html"
        )
    return markdown.Markdown(extensions=LEAF_EXTENSIONS, output_format="html")


def uncleaned(text: str, *, is_prose: bool) -> str:
    """The HTML that Markdown makes of a text, as it is: never for a page."""
    return _converter(is_prose).reset().convert(text)


@lru_cache(maxsize=50_000)
def _leaf(text: str) -> str:
    return clean(uncleaned(text, is_prose=False), is_prose=False).strip()


def block(text: str, resolve: Callable[[str], str]) -> str:
    """Clean HTML of a text of one or more paragraphs. `resolve` turns the target of a relative
    link (`an-toan.md`) into an address."""
    return _LINK.sub(lambda m: f'{m[1]}{resolve(m[2])}{m[3] or ""}"', _leaf(text))


def inline(text: str, resolve: Callable[[str], str]) -> str:
    """As `block`, for a text within a line: a single paragraph loses its `<p>`, and the number
    at the beginning of a question is no list of one item."""
    html = block(text if "\n" in text else _NUMBER.sub(r"\1\\.", text), resolve)
    if html.startswith("<p>") and html.count("<p>") == 1 and html.endswith("</p>"):
        return html[3:-4]
    return html
