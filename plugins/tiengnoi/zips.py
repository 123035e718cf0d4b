"""Zip files of equal bytes from equal content, whole or not at all."""

import shutil
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_LEVEL = 6
_DAY = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can hold."""

_PERMISSIONS = 0o100644
_UNIX = 3
_PACKED = frozenset(
    "avif docx gif gz jpeg jpg m4a mp3 mp4 ogg opus pdf png pptx webm webp woff woff2 xlsx".split()
)
"""Endings of what does not get smaller."""

_PIECE = 1 << 20


def write_zip(path: Path, entries: Iterable[tuple[str, bytes | Path]]) -> None:
    """A zip of names with their content, in the order that they come in; files are streamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    try:
        _fill(beside, entries)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def zipped(entries: Iterable[tuple[str, bytes | Path]]) -> bytes:
    """The same in memory, for small ones."""
    out = BytesIO()
    _fill(out, entries)
    return out.getvalue()


def _fill(file: Path | BytesIO, entries: Iterable[tuple[str, bytes | Path]]) -> None:
    with ZipFile(file, "w") as archive:
        for name, content in entries:
            _add(archive, name, content)


def _add(archive: ZipFile, name: str, content: bytes | Path) -> None:
    entry = ZipInfo(name, _DAY)
    entry.create_system, entry.external_attr = _UNIX, _PERMISSIONS << 16
    packed = name.rpartition(".")[2].lower() in _PACKED
    entry.compress_type = ZIP_STORED if packed else ZIP_DEFLATED
    if isinstance(content, Path) and packed:
        entry.file_size = content.stat().st_size
        with content.open("rb") as source, archive.open(entry, "w") as target:
            shutil.copyfileobj(source, target, _PIECE)
        return
    data = content.read_bytes() if isinstance(content, Path) else content
    archive.writestr(entry, data, compresslevel=_LEVEL)
