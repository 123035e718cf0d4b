"""A line that says how far work is: a bar on a terminal, now and then a line elsewhere."""

import time
from types import TracebackType
from typing import TextIO

from tiengnoi.locales import Locale, label

_WIDTH = 30
_QUIET = 15.0
"""Seconds between two lines where there is no terminal."""


class Bar:
    """Shows what is done of the whole, and how long the rest will take at the speed so far."""

    def __init__(self, out: TextIO, locale: Locale) -> None:
        self.out, self.locale = out, locale
        self.began = self.told = time.monotonic()
        self.is_open = False

    def __enter__(self) -> "Bar":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        if self.is_open:
            print(file=self.out)

    def show(self, done: int, of: int) -> None:
        now = time.monotonic()
        if not of:
            return
        share = min(done / of, 1)
        left = (now - self.began) * (1 - share) / share if share else 0
        words = label("progress", self.locale, percent=round(100 * share), left=_clock(left))
        if self.out.isatty():
            bar = "█" * round(_WIDTH * share)
            print(f"\r{bar:·<{_WIDTH}} {words}  ", end="", file=self.out, flush=True)
            self.is_open = True
        elif now - self.told > _QUIET:
            self.told = now
            print(words, file=self.out, flush=True)


def _clock(seconds: float) -> str:
    return f"{round(seconds) // 60}:{round(seconds) % 60:02}"
