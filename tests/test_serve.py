"""`mkdocs serve`: shows mistakes once and goes on, reloads, and answers ranges."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest


@pytest.fixture
def served(example: Path, tmp_path: Path) -> Iterator[tuple[Path, str, Path]]:
    """The example's sources, the address where they are served, and the log."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=example,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
            stdout=output,
            stderr=output,
        )
        yield example, f"http://127.0.0.1:{port}/nhanh/", log
        server.terminate()
        server.wait()


def get(address: str, **headers: str) -> tuple[int, bytes]:
    request = urllib.request.Request(address, headers=headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.status, answer.read()


def wait_for(happened: Callable[[], bool]) -> None:
    for _ in range(300):
        if happened():
            return
        time.sleep(0.1)
    raise AssertionError("did not happen within 30 s")


def test_serving(served: tuple[Path, str, Path]) -> None:
    example, address, log = served
    wait_for(lambda: "Serving on" in log.read_text("utf-8"))

    status, part = get(address + "assets/tiengnoi/share.png", Range="bytes=1-3")
    assert (status, part) == (206, b"PNG")

    # Nothing is made before it is asked for.
    assert b"tai-ve/clb/phieu.vi.pdf" in get(address + "clb/phieu/")[1]
    assert not [*example.rglob("downloads/*.pdf")]
    assert get(address + "tai-ve/clb/phieu.vi.pdf")[1].startswith(b"%PDF")

    page = example / "docs/clb/chuong.vi.md"
    page.write_text(page.read_text("utf-8").replace("# Một chương", "# Chương khác"), "utf-8")
    wait_for(lambda: "Chương khác</h1>".encode() in get(address + "clb/chuong/")[1])

    clip = example / "videos/chao-nhau/storyboard.yml"
    clip.write_text(clip.read_text("utf-8").replace("Gọi không mất tiền", "Gọi miễn phí"), "utf-8")
    wait_for(lambda: "Gọi miễn phí.".encode() in get(address + "video/chao-nhau/")[1])

    step = example / "materials/clb/sessions/mo-dau.yml"
    step.write_text(step.read_text("utf-8").replace("minutes: 40", "minutes: 0"), "utf-8")
    told = re.compile(r"WARNING .*mo-dau\.yml:38: cần sửa \[not-positive\]")
    wait_for(lambda: log.read_text("utf-8").count("Reloading") >= 3)
    assert len(told.findall(log.read_text("utf-8"))) == 1
    assert get(address + "clb/chuong/")[0] == 200
