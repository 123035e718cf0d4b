"""The files of a site that has been built, and what the addresses on its pages lead to."""

import os
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

PAGE = "index.html"

_FOR_HOSTS = {
    *("404.html", "CNAME", "_headers", "_redirects"),
    *("robots.txt", "sitemap.xml", "sitemap.xml.gz"),
}
_NOT_TO_READ = (".zip", ".zip.new", ".map", "feed.xml")

_PATH = re.compile(r"(?P<path>[^?#]*)(?P<rest>.*)", re.DOTALL)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """An address as a page has it. `rest`: query and anchor; `target`: path of the file below the
    root of the site that it leads to, and None where there is none; `names`: this file itself,
    the folder whose page it is, or an old address of it."""

    path: str
    rest: str
    target: str | None
    names: Literal["file", "folder", "old"]


class BuiltSite:
    """Reads the folder once. `moved`: addresses that only lead on to another, which is given."""

    def __init__(self, root: Path, moved: Mapping[str, str] | None = None) -> None:
        self.root = root.resolve()
        self.moved = {file_of(old): file_of(new) for old, new in (moved or {}).items()}
        self.files = frozenset(self._files()) - self.moved.keys()

    @property
    def pages(self) -> list[str]:
        return sorted(path for path in self.files if path.endswith(".html"))

    def addresses(self) -> list[str]:
        """Of all pages, as readers see them: `cau-lac-bo/la-gi/`."""
        return [path.removesuffix(PAGE) for path in self.pages]

    def text(self, path: str) -> str:
        # Bytes that are not UTF-8 come out as they went in.
        return (self.root / path).read_bytes().decode("utf-8", "surrogateescape")

    def read(self, base: str, written: str) -> Address | None:
        """An address in the file `base`; None if it leads to another host, or within the page.

        What is found is one of the files that were listed: no address leads out of the site.
        """
        match = _PATH.fullmatch(written.strip())
        assert match is not None
        path, rest = match["path"], match["rest"]
        if not path or _ELSEWHERE.match(path):
            return None
        full = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(path)))
        page = posixpath.normpath(posixpath.join(full, PAGE))
        if full in self.files:
            return Address(path, rest, full, "file")
        if page in self.files:
            return Address(path, rest, page, "folder")
        target = self.moved.get(page) or self.moved.get(full)
        return Address(path, rest, target if target in self.files else None, "old")

    def _files(self) -> list[str]:
        found = []
        for folder, folders, names in os.walk(self.root):
            here = Path(folder)
            folders[:] = [one for one in folders if not one.startswith(".")]
            for name in names:
                path = (here / name).relative_to(self.root).as_posix()
                hidden = name.startswith(".") or path in _FOR_HOSTS or name.endswith(_NOT_TO_READ)
                # What a link shows may lie outside of the site.
                if not hidden and not (here / name).is_symlink():
                    found.append(path)
        return found


def file_of(address: str) -> str:
    """The file that a host shows at an address: `a/` is `a/index.html`."""
    return address + PAGE if not address or address.endswith("/") else address
