"""Answers to Range requests, which MkDocs' own server lacks: a film needs them to seek."""

import re
from collections.abc import Callable, Iterable
from typing import Any

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def ranged(app: App) -> App:
    """The WSGI app with single byte ranges answered by 206 (RFC 9110, section 14)."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        wanted = _RANGE.fullmatch(environ.get("HTTP_RANGE", ""))
        if wanted is None or environ.get("REQUEST_METHOD") != "GET" or not any(wanted.groups()):
            return app(environ, start_response)
        status, headers = "", list[tuple[str, str]]()

        def remember(got: str, given: list[tuple[str, str]], exc_info: Any = None) -> None:
            nonlocal status, headers
            status, headers = got, given

        parts = app(environ, remember)
        try:
            body = b"".join(parts)
        finally:
            close = getattr(parts, "close", None)
            if close:
                close()
        if status.startswith("200"):
            status, body, headers = _part(body, headers, *wanted.groups())
        start_response(status, headers)
        return [body]

    return answer


def _part(
    body: bytes, headers: list[tuple[str, str]], first: str, last: str
) -> tuple[str, bytes, list[tuple[str, str]]]:
    size = len(body)
    if first:
        start, end = int(first), min(int(last), size - 1) if last else size - 1
    else:  # the last N bytes
        start, end = max(size - int(last), 0), size - 1
    kept = [(name, value) for name, value in headers if name.lower() != "content-length"]
    if start > end or start >= size:
        kept += [("Content-Range", f"bytes */{size}"), ("Content-Length", "0")]
        return "416 Range Not Satisfiable", b"", kept
    part = body[start : end + 1]
    kept += [
        ("Accept-Ranges", "bytes"),
        ("Content-Range", f"bytes {start}-{end}/{size}"),
        ("Content-Length", str(len(part))),
    ]
    return "206 Partial Content", part, kept
