"""The search of a pack: it finds the pages that are in the pack."""

from pathlib import Path

from tiengnoi.offline.packs import Pack
from tiengnoi.search.index import only


def search_of(pack: Pack, site: Path) -> dict[str, bytes]:
    """The scripts of the index as the pack has them, by their paths; none for the whole site."""
    if pack.pages is None:
        return {}
    found = {}
    for head in site.glob("search/index.*.js"):
        locale = head.name.split(".")[1]
        (text,) = site.glob(f"search/text.{locale}.*js")
        scripts = only(head.read_text("utf-8"), text.read_text("utf-8"), pack.pages)
        for path, content in zip((head, text), scripts, strict=True):
            found[path.relative_to(site).as_posix()] = content.encode()
    return found
