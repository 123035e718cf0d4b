"""The fonts of print: Be Vietnam Pro, without the hints for screens of few dots.

Hints are a third of a subset, and say nothing to a printer: a handout is 28 KB without them and
39 KB with. What Be Vietnam Pro has not (☐ → ✓), DejaVu Sans Mono has, which Typst brings along.
"""

import os
import tempfile
from functools import cache
from importlib.metadata import version
from pathlib import Path

import fontpkg
import typst
from fontTools.ttLib import TTFont

FAMILY = "Be Vietnam Pro"
SYMBOLS = "DejaVu Sans Mono"
_STYLES = ("Regular", "Bold", "Italic", "BoldItalic")
_HINTS = ("fpgm", "prep", "cvt ", "gasp", "hdmx", "LTSH", "VDMX")


@cache
def fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(_folder())])


def _folder() -> Path:
    """Where the fonts without hints lie, for all processes of a machine."""
    name = f"tiengnoi-fonts-{version('fontpkg-be-vietnam-pro')}-{version('fonttools')}"
    folder = Path(tempfile.gettempdir()) / f"{name}-{os.getuid() if hasattr(os, 'getuid') else 0}"
    folder.mkdir(exist_ok=True, mode=0o700)
    original = Path(fontpkg.path(FAMILY))
    for style in _STYLES:
        file = folder / f"BeVietnamPro-{style}.ttf"
        if not file.exists():
            beside = file.with_suffix(f".{os.getpid()}")
            _without_hints(original.with_name(file.name), beside)
            beside.replace(file)
    return folder


def _without_hints(font: Path, into: Path) -> None:
    with TTFont(font, recalcTimestamp=False) as opened:
        for table in _HINTS:
            if table in opened:
                del opened[table]
        glyphs = opened["glyf"]
        for name in glyphs.keys():  # noqa: SIM118 (a table is no mapping)
            glyphs[name].removeHinting()
        opened.save(into)


def in_our_font(svg: str) -> str:
    """A drawing whose words are set in the font of the page."""
    return svg.replace("<svg ", f'<svg font-family="{FAMILY}" ', 1)
