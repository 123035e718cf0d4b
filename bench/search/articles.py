"""A hook of MkDocs for the stock project: each page gets its article as HTML that is ready, and the
table of contents of its headings."""

import re
from html import unescape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

_HEADING = re.compile(r'<h([1-4])\b[^>]*? id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Nothing is left to convert."""
    return ""


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    _, _, article = Path(page.file.abs_src_path or "").read_text("utf-8").split("---\n", 2)
    page.toc = get_toc(headings(article))  # type: ignore[arg-type]
    return article


def headings(article: str) -> list[dict[str, Any]]:
    """As Markdown's `toc` gives them: each with those below it."""
    found: list[dict[str, Any]] = []
    above: list[dict[str, Any]] = []
    for level, id, title in _HEADING.findall(article):
        name = " ".join(unescape(_TAG.sub("", title)).split())
        one = {"level": int(level), "id": id, "name": name, "children": []}
        while above and above[-1]["level"] >= one["level"]:
            above.pop()
        (above[-1]["children"] if above else found).append(one)
        above.append(one)
    return found
