"""A folder, served as a plain web host would."""

import contextlib
import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


class _WithHeaders(_Quiet):
    """Sends what the folder's `_headers` says for every page."""

    def end_headers(self) -> None:
        lines = Path(self.directory, "_headers").read_text("utf-8").splitlines()
        for line in lines[1:]:
            if not line.startswith(" "):
                break
            name, _, value = line.strip().partition(": ")
            self.send_header(name, value)
        super().end_headers()


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A reader who leaves a page early is no error."""


@contextlib.contextmanager
def served(folder: Path, *, with_headers: bool = False) -> Iterator[str]:
    """The address of a folder, while it is served; `with_headers`: as a host that reads its
    `_headers` does."""
    handler = _WithHeaders if with_headers else _Quiet
    server = _Server(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
