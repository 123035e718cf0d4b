"""Stopped at any moment, or on a full disk, a build leaves the old site or the new one."""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from test_publishing import digest

COMMAND = [sys.executable, "-m", "tiengnoi", "build"]
ENV = os.environ | {"NO_MKDOCS_2_WARNING": "1"}


def build(root: Path) -> None:
    subprocess.run(COMMAND, cwd=root, env=ENV, check=True, capture_output=True)


def test_killed_at_ten_moments_the_site_is_the_old_one_or_the_new(
    example: Path, tmp_path: Path
) -> None:
    """`kill -9` of the command and of what it started, at moments spread over a whole build."""
    page = example / "docs/index.vi.md"
    build(example)
    old = digest(example / "site")
    changed = page.read_text("utf-8").replace("# Trang đầu", "# Trang mới")
    other = Path(shutil.copytree(example, tmp_path / "other"))
    (other / "docs/index.vi.md").write_text(changed, "utf-8")
    started = time.monotonic()
    build(other)
    whole = time.monotonic() - started
    new = digest(other / "site")
    assert new != old

    page.write_text(changed, "utf-8")
    moments = random.Random(8)
    for number in range(10):
        process = subprocess.Popen(
            COMMAND,
            cwd=example,
            env=ENV,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(whole * (number + moments.random()) / 9)
        os.killpg(process.pid, signal.SIGKILL) if process.poll() is None else None
        process.wait()
        assert digest(example / "site") in (old, new)
    build(example)
    assert digest(example / "site") == new
    assert not (example / ".site-new").exists()
    assert not (example / ".site-old").exists()


def _small_disk() -> None:
    """As on a full disk, no file can grow beyond a few blocks (an error, not a signal)."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are a matter of Unix")
def test_on_a_full_disk_the_old_site_stays(example: Path) -> None:
    build(example)
    old = digest(example / "site")
    page = example / "docs/index.vi.md"
    page.write_text(page.read_text("utf-8").replace("# Trang đầu", "# Trang mới"), "utf-8")
    failed = subprocess.run(
        COMMAND, cwd=example, env=ENV, check=False, capture_output=True, preexec_fn=_small_disk
    )
    assert failed.returncode != 0
    assert digest(example / "site") == old
    build(example)
    assert digest(example / "site") != old
