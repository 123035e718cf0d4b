"""A pack as a trainer has it: unpacked, in a folder with a name as people give."""

import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

from lxml import html

FOLDER = "Tài liệu của tôi"


def unpacked(archive: Path, into: Path) -> Path:
    """The one folder that the zip holds."""
    into = into / FOLDER
    with ZipFile(archive) as opened:
        (folder,) = {name.partition("/")[0] for name in opened.namelist()}
        opened.extractall(into)
    return into / folder


def addresses_in(page: Path) -> Iterator[str]:
    """All addresses of a page that a browser may follow or load."""
    for element, _, address, _ in html.fromstring(page.read_bytes()).iterlinks():
        if element.tag != "script" or element.get("src"):
            yield address


def dead_links(root: Path) -> list[str]:
    """Relative addresses that lead to no file below `root`, and anchors that are not there."""
    files = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    pages = sorted(path for path in files if path.endswith(".html"))
    ids = {
        path: set(html.fromstring((root / path).read_bytes()).xpath("//@id | //a/@name"))
        for path in pages
    }
    dead = []
    for page in pages:
        for address in addresses_in(root / page):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            joined = posixpath.join(posixpath.dirname(page), unquote(parts.path))
            target = posixpath.normpath(joined) if parts.path else page
            anchor = unquote(parts.fragment)
            if target not in files or (anchor and target in ids and anchor not in ids[target]):
                dead.append(f"{page}: {address}")
    return dead
