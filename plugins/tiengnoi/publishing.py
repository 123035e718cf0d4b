"""A site that is never half new: built beside, then put in place in one step."""

import contextlib
import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h


def build(root: Path) -> Path | None:
    """Build the whole site of `root` strictly, and put it in place of `site/`.

    Returns the folder, or None if the build failed: then `site/` is as it was.
    """
    site, beside = root / "site", root / ".site-new"
    _recover(site, root / ".site-old")
    shutil.rmtree(beside, ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(beside)]
    config = ["--config-file", str(root / "mkdocs.yml")]
    if subprocess.run([*command, *config], cwd=root, check=False).returncode:
        shutil.rmtree(beside, ignore_errors=True)
        return None
    replace(site, beside)
    return site


def replace(site: Path, new: Path) -> None:
    """Put the folder `new` in the place of `site`, which goes away."""
    old = site.parent / ".site-old"
    if not site.exists():
        new.rename(site)
        return
    if _exchanged(new, site):
        shutil.rmtree(new)
        return
    # Without an atomic exchange there is a moment with no site/; `_recover` mends a stop within it.
    site.rename(old)
    new.rename(site)
    shutil.rmtree(old)


def _recover(site: Path, old: Path) -> None:
    if old.exists():
        if site.exists():
            shutil.rmtree(old)
        else:
            old.rename(site)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, where the system can (Linux: renameat2)."""
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        paths = (_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other))
        return bool(libc.renameat2(*paths, _RENAME_EXCHANGE) == 0)
    return False
