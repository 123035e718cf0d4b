"""The scripts and style sheets that pages load, joined from small files; and their final names.

While one writes they have plain names. The whole site gets names with a digest of the content, so
that a phone keeps them for good (`fingerprint`).
"""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from rjsmin import jsmin

from tiengnoi.pages import FOLDERS
from tiengnoi.reader.styles import Shapes, follow_system, reduced, split_print

SCRIPTS = (
    "theme",
    "drawer",
    "contents",
    "variants",
    "exit",
    "sharing",
    "searching",
    "ticks",
    "terms",
    "sessions",
    "scrolls",
)
STYLES = ("palette", "frame", "site", "materials", "search", "run", "clips")

SITE_CSS, PRINT_CSS = "assets/site.css", "assets/print.css"
SITE_JS = "assets/site.js"
ALONE = {"assets/run.js": "run", "assets/clip.js": "clip"}
"""Scripts that only some pages load."""

_HERE = Path(__file__).parent


def _style(name: str) -> str:
    return (_HERE / "styles" / f"{name}.css").read_text("utf-8")


@cache
def minified(script: Path) -> str:
    """The script without comments and idle spaces. The package does not change within a run, and
    each language asks again."""
    text: str = jsmin(script.read_text("utf-8"))
    return text


def _script(name: str) -> str:
    return minified(_HERE / "scripts" / f"{name}.js")


def scripts() -> dict[str, str]:
    """Every script, by its path in the site. One file for all pages: a request costs more on 2G
    than what a page does not need of it."""
    site = "".join(_script(name) + "\n" for name in SCRIPTS)
    return {SITE_JS: site, **{path: _script(name) for path, name in ALONE.items()}}


@cache
def styles(theme: Path) -> dict[str, str]:
    """Both style sheets, whole: for the screen and for paper. `theme`: Material's templates."""
    (main,) = (
        one
        for one in (theme / "assets/stylesheets").iterdir()
        if one.name.startswith("main.") and one.name.endswith(".css")
    )
    screen, paper = split_print(main.read_text("utf-8"))
    ours = "".join(map(_style, STYLES))
    return {SITE_CSS: screen + follow_system(ours), PRINT_CSS: paper + _style("print")}


def reduce_styles(site: Path) -> None:
    """Leave in the style sheets of a built site what its pages and scripts use."""
    pages = (path.read_text("utf-8") for path in pages_of(site))
    shapes = Shapes(pages, (path.read_text("utf-8") for path in sorted(site.rglob("*.js"))))
    for name, other in ((SITE_CSS, PRINT_CSS), (PRINT_CSS, SITE_CSS)):
        css, beside = ((site / one).read_text("utf-8") for one in (name, other))
        (site / name).write_text(reduced(css, shapes, beside=beside), "utf-8", newline="")


def pages_of(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def loaded_files(site: Path) -> list[str]:
    """The scripts and style sheets of a built site, by their paths in it."""
    found = [*site.glob("assets/*.js"), *site.glob("search/*.js"), *site.glob("assets/*.css")]
    return [path.relative_to(site).as_posix() for path in sorted(found)]


def named_by_content(site: Path) -> list[str]:
    """Files of clips, which have their digest in the name from the beginning."""
    folder = site / FOLDERS["clip"]
    return sorted(path.relative_to(site).as_posix() for path in folder.glob("*.*.*"))


def fingerprint(site: Path, names: Iterable[str]) -> list[str]:
    """Put the digest of each file into its name, and into the pages and files that name it.

    `names`: paths in the site, a file after those that it names itself. Gives the new paths.
    """
    renamed: dict[bytes, bytes] = {}
    for name in names:
        path = site / name
        data = _renamed(path.read_bytes(), renamed)
        stem, _, ending = path.name.rpartition(".")
        digest = hashlib.sha256(data).hexdigest()[:8]
        new = path.with_name(f"{stem}.{digest}.{ending}")
        new.write_bytes(data)
        path.unlink()
        renamed[name.encode()] = new.relative_to(site).as_posix().encode()
    for page in pages_of(site):
        data = page.read_bytes()
        if (changed := _renamed(data, renamed)) != data:
            page.write_bytes(changed)
    return [new.decode() for new in renamed.values()]


def _renamed(data: bytes, renamed: dict[bytes, bytes]) -> bytes:
    for old, new in renamed.items():
        data = data.replace(old, new)
    return data
