"""What was made before, by what it was made of: `.cache/tiengnoi/clips/<digest>.<ending>`."""

import os
import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

FOLDER = ".cache/tiengnoi/clips"
"""Where it lies, from the root of the repository."""

_DAY = 24 * 60 * 60


def digest(*parts: str | bytes) -> str:
    """A name for what is made of these, in this order."""
    whole = sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        whole.update(f"{len(data)} ".encode())
        whole.update(data)
    return whole.hexdigest()[:40]


class Cache:
    """A folder of files that are whole or not there; a temporary one where it cannot be written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for left in folder.glob(".*"):  # of a run that was killed
                if _is_old(left):
                    left.unlink(missing_ok=True)
            (folder / ".writable").touch()
        except OSError:
            self.folder = Path(tempfile.mkdtemp(prefix="tiengnoi-"))
        self.names = {one.name for one in self.folder.iterdir()}
        self.used: set[str] = set()

    def has(self, name: str) -> bool:
        self.used.add(name)
        return name in self.names

    def path(self, name: str) -> Path:
        self.used.add(name)
        return self.folder / name

    def read(self, name: str) -> bytes:
        return self.path(name).read_bytes()

    def keep(self, name: str, write: Callable[[Path], object]) -> Path:
        """The file that `write` writes to the path it is given; none where it fails."""
        handle, temporary = tempfile.mkstemp(dir=self.folder, prefix=".", suffix=f".{name}")
        os.close(handle)
        path = Path(temporary)
        try:
            write(path)
            path.chmod(0o644)
            path.replace(self.folder / name)
        finally:
            path.unlink(missing_ok=True)
        self.names.add(name)
        return self.path(name)

    def close(self) -> None:
        """Forget what was not used, but for what is new: another run may want it."""
        for name in self.names - self.used:
            path = self.folder / name
            if _is_old(path):
                path.unlink(missing_ok=True)
                self.names.discard(name)


def _is_old(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime > _DAY
    except OSError:
        return False
