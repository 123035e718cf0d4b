"""Captions: sentences as cues of at most two lines, the times that they need, and WebVTT.

Limits: 42 characters a line and two lines (Netflix Timed Text Style Guide, Vietnamese), 5/6 to
7 seconds a cue (the same), 17 characters a second for children and slow readers, never above 20.
Times are milliseconds.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LINE, LINES = 42, 2
SPEED, SPEED_LIMIT = 17, 20
SHORTEST, LONGEST = 834, 7000
GAP = 80
LINGER = 500
"""How long a cue may stay after its sentence was said."""

_AFTER_PAUSE = (",", ";", ":", ".", "?", "!", "…", "”", "–")
_TIME = re.compile(r"(?:(\d+):)?([0-5]\d):([0-5]\d)\.(\d{3})")
_TIMES = re.compile(rf"({_TIME.pattern})[ \t]+-->[ \t]+({_TIME.pattern})(?:[ \t].*)?")
_TAG = re.compile(r"</?[a-z][^>]*>|<\d[^>]*>")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words on screen from `start` to `end`, in one or two lines."""

    start: int
    end: int
    text: str

    @property
    def speed(self) -> float:
        """Characters a second."""
        return 1000 * len(self.text) / (self.end - self.start)


@dataclass(frozen=True, slots=True)
class CaptionFile:
    """The captions of a film as somebody wrote them: each cue with its line in `file`."""

    file: str
    cues: tuple[tuple[Cue, int], ...]


class CaptionError(ValueError):
    """What is wrong with a file of captions: a code of messages.yml, and the line."""

    def __init__(self, code: str, line: int, found: str = "") -> None:
        super().__init__(code, line, found)
        self.code, self.line, self.found = code, line, found


def split(text: str) -> list[str]:
    """The cues that a sentence needs: as few as can be, alike in length, ending at a pause of
    the sentence where there is one. Lines end with a newline."""
    words = text.split()
    # The best way to show the first n words: number of cues, cost, where the last cue begins.
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    share = len(text) / -(-len(text) // (LINE * LINES))
    for end in range(1, len(words) + 1):
        choices = []
        for begin in range(end - 1, -1, -1):
            chunk = " ".join(words[begin:end])
            if begin < end - 1 and not _fits(chunk):
                break
            count, cost, _ = best[begin]
            # Squares: two cues that are a little off are better than one that is far off.
            uneven = 2 * ((len(chunk) - share) / share) ** 2
            at_pause = end == len(words) or chunk.endswith(_AFTER_PAUSE)
            choices.append((count + 1, cost + uneven + (0 if at_pause else 0.5), begin))
        best.append(min(choices))
    chunks, end = [], len(words)
    while end:
        begin = best[end][2]
        chunks.append(_in_lines(" ".join(words[begin:end])))
        end = begin
    return chunks[::-1]


def _fits(chunk: str) -> bool:
    return all(len(line) <= LINE for line in _in_lines(chunk).split("\n"))


def _in_lines(chunk: str) -> str:
    """In two lines if one is not enough: alike, and broken at a pause rather than within one."""
    if len(chunk) <= LINE:
        return chunk
    breaks = [match.start() for match in re.finditer(" ", chunk)]
    if not breaks:
        return chunk

    def cost(at: int) -> float:
        first, second = at, len(chunk) - at - 1
        too_long = max(first - LINE, 0) + max(second - LINE, 0)
        return 100 * too_long + abs(first - second) - 8 * chunk[:at].endswith(_AFTER_PAUSE)

    at = min(breaks, key=cost)
    return f"{chunk[:at]}\n{chunk[at + 1 :]}"


def needed(text: str) -> int:
    """How long the captions of a sentence must stand to be read, gaps included."""
    return sum(map(_needed, split(text)))


def _needed(cue: str) -> int:
    return max(1000 * len(cue) // SPEED + 1, SHORTEST) + GAP


def cues(text: str, start: int, spoken: int, room: int) -> Iterator[Cue]:
    """The cues of a sentence that is said for `spoken`, with `room` until the next one begins.
    Each has a share of the time by what it needs."""
    parts = split(text)
    whole = sum(map(_needed, parts))
    time = min(room, max(spoken + LINGER, whole))
    begin, before = start, 0
    for part in parts:
        before += _needed(part)
        end = start + time * before // whole
        yield Cue(begin, min(end - GAP, begin + LONGEST), part)
        begin = end


def webvtt(cues: Iterable[Cue]) -> str:
    """A file of captions, or of chapters (W3C WebVTT)."""
    blocks = (f"{_times(cue, '.')}\n{html.escape(cue.text, quote=False)}\n" for cue in cues)
    return "\n".join(["WEBVTT\n", *blocks])


def subrip(cues: Iterable[Cue]) -> str:
    """The same for players that know no WebVTT."""
    blocks = (f"{n}\n{_times(cue, ',')}\n{cue.text}\n" for n, cue in enumerate(cues, 1))
    return "\n".join(blocks)


def _times(cue: Cue, point: str) -> str:
    return f"{_clock(cue.start, point)} --> {_clock(cue.end, point)}"


def _clock(time: int, point: str) -> str:
    seconds, thousandths = divmod(time, 1000)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}{point}{thousandths:03}"


def parse(text: str) -> list[tuple[Cue, int]]:
    """The cues of a WebVTT file, each with its line. Raises CaptionError."""
    lines = text.replace("\r\n", "\n").split("\n")
    if not lines[0].startswith("WEBVTT"):
        raise CaptionError("captions-form", 1)
    found: list[tuple[Cue, int]] = []
    number = 1
    while number < len(lines):
        if "-->" not in lines[number]:
            number += 1
            continue
        at = number + 1
        times = _TIMES.fullmatch(lines[number].strip())
        if times is None:
            raise CaptionError("captions-time", at, lines[number].strip())
        start, end = _read(times[1]), _read(times[6])
        if end <= start:
            raise CaptionError("captions-time", at, lines[number].strip())
        said = []
        while (number := number + 1) < len(lines) and lines[number].strip():
            said.append(html.unescape(_TAG.sub("", lines[number].strip())))
        if said:
            found.append((Cue(start, end, "\n".join(said)), at))
    return found


def _read(clock: str) -> int:
    match = _TIME.fullmatch(clock)
    assert match is not None
    hours, minutes, seconds, thousandths = (int(part or 0) for part in match.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths
