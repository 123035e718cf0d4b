"""Which files are sources: no symbolic links, nothing too big, nothing hidden."""

import os
from collections.abc import Iterator
from pathlib import Path

from tiengnoi.problems import Place, Problems

SOURCE_FOLDERS = ("docs", "materials", "videos")

PUBLISHED = "published.txt"
"""The list of all addresses that were ever given out; `tiengnoi publish --record` writes it."""

MAX_BYTES = 1_000_000
"""Limit of a source file. Bigger ones are a slip (a picture pasted into a text) or an attack."""

MAX_RECORDING_BYTES = 25_000_000
RECORDINGS = {".opus", ".m4a", ".mp3", ".wav", ".ogg", ".mp4", ".webm"}

ASSETS = {
    ".avif",
    ".docx",
    ".gif",
    ".jpeg",
    ".jpg",
    ".pdf",
    ".png",
    ".svg",
    ".vtt",
    ".webp",
    ".xlsx",
}
ASSETS |= RECORDINGS
"""Endings of the files that may lie beside the prose pages."""


def source_files(root: Path, problems: Problems) -> Iterator[Path]:
    """The files of the source folders, in order of their names; what may not be read is told."""
    for folder in SOURCE_FOLDERS:
        yield from _files(root / folder, root, problems)


def _files(folder: Path, root: Path, problems: Problems) -> Iterator[Path]:
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda e: e.name):
            path = Path(entry.path)
            place = Place(path.relative_to(root).as_posix())
            if entry.is_symlink():
                problems.add(place, "symlink")
            elif entry.name.startswith("."):
                continue
            elif entry.is_dir():
                yield from _files(path, root, problems)
            elif _fits(entry, path, place, problems):
                yield path


def _fits(entry: "os.DirEntry[str]", path: Path, place: Place, problems: Problems) -> bool:
    limit = MAX_RECORDING_BYTES if path.suffix in RECORDINGS else MAX_BYTES
    size = entry.stat().st_size
    if size > limit:
        problems.add(place, "too-big", size=f"{size / 1e6:.1f}", limit=f"{limit / 1e6:.0f}")
    return size <= limit
