"""The pages of a built site into a zip that opens from a disk.

Scripts find `data-copy` on the root of each page, and there add `index.html` to addresses that
end in `/`: a disk has no host that would.
"""

import base64
import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from tiengnoi.locales import LOCALES, label
from tiengnoi.offline.built_site import PAGE, BuiltSite, file_of
from tiengnoi.offline.copies import Use, copied
from tiengnoi.offline.packs import START, WHOLE, Pack
from tiengnoi.templating import templates_of
from tiengnoi.zips import write_zip

MISSING = "khong-co-trong-goi.html"
UNPACKED = "assets/da-giai-nen.css"
"""A style that is found only where the whole zip was unpacked: it hides the request to do so."""

_IN_STYLE = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")


def pack_up(
    pack: Pack,
    site: BuiltSite,
    *,
    site_name: str,
    online: str = "",
    replaced: Mapping[str, bytes] | None = None,
) -> Path:
    """Writes the zip of a pack into its place in the site.

    `online`: the site's address, if it has one; `replaced`: content of files of this pack that is
    not the site's, by path.
    """
    path = site.root / pack.path
    write_zip(path, Packing(pack, site, site_name, online, replaced or {}).entries())
    return path


class Packing:
    """What a pack holds, and how its pages read."""

    def __init__(
        self,
        pack: Pack,
        site: BuiltSite,
        site_name: str,
        online: str,
        replaced: Mapping[str, bytes],
    ) -> None:
        self.pack, self.site = pack, site
        self.site_name, self.online = site_name, online
        self.replaced = replaced
        wanted = None if pack.pages is None else {file_of(address) for address in pack.pages}
        self.pages = [one for one in site.pages if wanted is None or one in wanted]
        self._held = frozenset(self.pages)

    def entries(self) -> Iterator[tuple[str, bytes | Path]]:
        """All files by their names in the zip, in order."""
        content: dict[str, bytes | Path] = {path: self.site.root / path for path in self.files()}
        content.update(self.replaced)
        content.update(self._own())
        for path in sorted({*content, *self.pages}):
            held = content[path] if path in content else self.page(path)
            yield f"{self.pack.folder}/{path}", held

    def files(self) -> set[str]:
        """Paths of all files beside the pages: of the site, or else those that its pages use."""
        if self.pack.pages is None:
            others = self.site.files - self._held
            return {path for path in others if not path.endswith(".zip")}
        used: set[str] = set()
        left = [path for page in self.pages for path in self._used_by_page(page)]
        while left:
            path = left.pop()
            if path not in used and path.endswith(".css"):
                left += self._used_by_style(path)
            used.add(path)
        return used

    def _used_by_page(self, page: str) -> set[str]:
        used = set()

        def note(_: Use, written: str) -> str:
            address = self.site.read(page, written)
            if address and address.target and not address.target.endswith(".html"):
                used.add(address.target)
            return written

        copied(self.site.text(page), note)
        return used

    def _used_by_style(self, path: str) -> set[str]:
        written = (one or other for one, other in _IN_STYLE.findall(self.site.text(path)))
        found = (self.site.read(path, one) for one in written)
        return {one.target for one in found if one and one.target}

    def page(self, path: str) -> bytes:
        """A page as it stands in the pack."""
        html = copied(self.site.text(path), lambda use, written: self.address(path, use, written))
        return html.encode("utf-8", "surrogateescape")

    def address(self, page: str, use: Use, written: str) -> str:
        """What takes the place of an address on a page."""
        address = self.site.read(page, written)
        if address and address.target and address.target.endswith(".vtt"):
            return self._within(address.target)
        if address is None or (use == "data" and _is_no_page(address.path)):
            return written
        target = address.target
        if target is None or (target.endswith(".html") and target not in self._held):
            out = use == "leads" or (use == "data" and target is not None)
            return _from(page, MISSING) if out else written
        if address.names == "old":
            return _from(page, target) + address.rest
        if address.names == "folder":
            return f"{address.path.rstrip('/')}/{PAGE}{address.rest}"
        return written

    def _within(self, path: str) -> str:
        """A file as part of the page: from a disk, browsers load no captions."""
        data = base64.b64encode((self.site.root / path).read_bytes()).decode()
        return f"data:text/vtt;base64,{data}"

    def _own(self) -> dict[str, bytes]:
        """The files that only a pack has."""
        return {
            START: self._rendered("start.html"),
            MISSING: self._rendered("missing.html"),
            UNPACKED: b".unpack { display: none; }\n",
        }

    def _rendered(self, template: str) -> bytes:
        found = templates_of("tiengnoi.offline").get_template(template)
        return found.render(
            label=label,
            locales=LOCALES,
            site_name=self.site_name,
            titles=self.pack.titles,
            starts=self._starts,
            unpacked=UNPACKED,
            start=START,
            whole=None if self.pack.pages is None else f"{WHOLE}.zip",
            online=self.online,
        ).encode()

    @cached_property
    def _starts(self) -> dict[str, str]:
        """The page to open first in each language that the site has."""
        there = {locale: file_of(address) for locale, address in self.pack.starts()}
        return {locale: path for locale, path in there.items() if path in self._held}


def _is_no_page(path: str) -> bool:
    """Whether a script means something else: a word, or the root that it puts before a path."""
    return "/" not in path or not path.strip("./")


def _from(page: str, path: str) -> str:
    return quote(posixpath.relpath(path, posixpath.dirname(page) or "."))
