"""Pages that were converted before: Markdown is two thirds of a build, and seldom changes.

One SQLite file, so that a build that is stopped at any moment leaves no half entry.
"""

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

_CODE = Path(__file__).parent


def digest(*parts: str) -> str:
    """SHA-256 of texts, each set apart from the next."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode()
        whole.update(f"{len(data)}:".encode() + data)
    return whole.hexdigest()


def dialect() -> str:
    """What the conversion depends on beside the text: libraries, and our own code."""
    code = [
        (_CODE / name).read_text("utf-8") for name in ("cleaning.py", "lists.py", "markdown.py")
    ]
    return digest(version("markdown"), version("mkdocs"), version("nh3"), *code)


@dataclass(frozen=True, slots=True)
class Converted:
    """What MkDocs knows of a page after the conversion: its clean HTML, the table of contents as
    nested tokens, its title, its ids, and links to anchors by path of the page they lead to."""

    html: str
    toc: list[dict[str, Any]]
    title: str | None
    ids: list[str]
    links: dict[str, dict[str, str]]


class Conversions:
    """The cache, by digest. Without a usable file it holds nothing, and the build goes on."""

    def __init__(self, file: Path) -> None:
        self._used: set[str] = set()
        self._new: dict[str, str] = {}
        self._database: sqlite3.Connection | None = None
        with contextlib.suppress(OSError, sqlite3.Error):
            file.parent.mkdir(parents=True, exist_ok=True)
            database = sqlite3.connect(file, timeout=30)
            database.execute("CREATE TABLE IF NOT EXISTS pages (key TEXT PRIMARY KEY, value TEXT)")
            self._database = database

    def get(self, key: str) -> Converted | None:
        if self._database is None:
            return None
        with contextlib.suppress(sqlite3.Error, TypeError, ValueError):
            query = self._database.execute("SELECT value FROM pages WHERE key = ?", (key,))
            if row := query.fetchone():
                self._used.add(key)
                return Converted(**json.loads(row[0]))
        return None

    def put(self, key: str, converted: Converted) -> None:
        self._new[key] = json.dumps(asdict(converted), ensure_ascii=False)

    def close(self) -> None:
        """Keep what this build used, and nothing else."""
        if self._database is None:
            return
        with contextlib.suppress(sqlite3.Error), self._database:
            known = {row[0] for row in self._database.execute("SELECT key FROM pages")}
            self._delete(known - self._used)
            rows = self._new.items()
            self._database.executemany("INSERT OR REPLACE INTO pages VALUES (?, ?)", rows)
        self._database.close()
        self._database = None

    def _delete(self, keys: Iterable[str]) -> None:
        assert self._database is not None
        self._database.executemany("DELETE FROM pages WHERE key = ?", [(key,) for key in keys])
