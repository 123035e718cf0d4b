from collections.abc import Callable, Iterable
from typing import Any

import pytest

from tiengnoi.ranges import ranged

BODY = bytes(range(100))


def film(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "video/webm"), ("Content-Length", "100")])
    return [BODY[:40], BODY[40:]]


def get(asked: str, method: str = "GET") -> tuple[str, dict[str, str], bytes]:
    got: list[Any] = []
    environ = {"REQUEST_METHOD": method, "HTTP_RANGE": asked}
    body = b"".join(ranged(film)(environ, lambda status, headers: got.extend([status, headers])))
    return got[0], dict(got[1]), body


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=10-19", 10, 19),
        ("bytes=90-", 90, 99),
        ("bytes=-5", 95, 99),
        ("bytes=50-500", 50, 99),
    ],
)
def test_a_range_is_answered_with_that_part(asked: str, start: int, end: int) -> None:
    status, headers, body = get(asked)
    assert status.startswith("206")
    assert headers["Content-Range"] == f"bytes {start}-{end}/100"
    assert headers["Content-Length"] == str(end - start + 1)
    assert headers["Content-Type"] == "video/webm"
    assert body == BODY[start : end + 1]


def test_a_range_beyond_the_end_is_refused() -> None:
    status, headers, body = get("bytes=100-")
    assert status.startswith("416")
    assert headers["Content-Range"] == "bytes */100"
    assert body == b""


@pytest.mark.parametrize("asked", ["", "bytes=-", "bytes=1-2,5-6", "lines=1-2"])
def test_anything_else_gets_the_whole(asked: str) -> None:
    status, _, body = get(asked)
    assert status == "200 OK"
    assert body == BODY
