"""Reading a film that someone shot: how long it is, and how its frames are meant to be seen."""

import struct
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.filter import Graph
from av.sidedata.sidedata import Type
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

Step = tuple[str, str]
"""A filter of FFmpeg, with its arguments."""

_HDR = (16, 18)
"""Transfers of PQ and HLG (ITU-T H.273). Many phones film with the latter."""


class NoFilmError(ValueError):
    """Nothing moves in it: a sound, or a cover."""


UNREADABLE = (OSError, av.FFmpegError, NoFilmError)
"""What is raised for a file that is no film."""

_PLACE = ("location", "gps")


@dataclass(frozen=True, slots=True)
class Look:
    """A film at a glance. `duration`: milliseconds; `rate`: frames a second, as the file says;
    `aspect`: of its pixels; `first`: its first frame."""

    duration: int
    rate: Fraction
    aspect: Fraction
    first: VideoFrame

    @property
    def size(self) -> tuple[int, int]:
        """Pixels, as shown: upright and square."""
        width, height = round(self.first.width * self.aspect), self.first.height
        return (height, width) if _matrix(self.first)[0] == 0 else (width, height)

    def fitted(self, lines: int) -> tuple[int, int]:
        """The size at which the short side has at most so many pixels: never enlarged, and even,
        as 4:2:0 wants."""
        share = min(Fraction(lines, min(self.size)), Fraction(1))
        width, height = (max(int(side * share) // 2 * 2, 2) for side in self.size)
        return width, height

    def shown(self, lines: int, matrix: str = "bt709") -> list[Step]:
        """The filters that show its frames as they are meant, for any player: at the size
        `fitted`, upright, with square pixels, whole frames, and colours that need no HDR."""
        a, b, c, d = _matrix(self.first)
        width, height = self.fitted(lines)
        if a == 0:
            width, height = height, width
        colours = f"out_color_matrix={matrix}:out_range=tv"
        if self.first.color_trc in _HDR:
            colours += ":out_primaries=bt709:out_transfer=bt709"
        return [
            *([("bwdif", "mode=send_frame")] if self.first.interlaced_frame else []),
            ("scale", f"{width}:{height}"),
            ("scale", colours),  # when it is small: what HDR needs is slow
            *([("transpose", "cclock_flip")] if a == 0 else []),
            *([("hflip", "")] if a + c < 0 else []),
            *([("vflip", "")] if b + d < 0 else []),
            ("format", "yuv420p"),
            ("setsar", "1"),
        ]


def _matrix(frame: VideoFrame) -> tuple[int, int, int, int]:
    """Where the axes of a frame lead that was filmed with the camera on its side: it is shown at
    (a·x + c·y, b·x + d·y). Each is −1, 0 or 1."""
    beside: Any = frame.side_data
    if Type.DISPLAYMATRIX not in (one.type for one in beside):
        return 1, 0, 0, 1
    a, b, _, c, d, *_ = struct.unpack("9i", bytes(beside[Type.DISPLAYMATRIX]))
    if abs(a) < abs(b):
        return 0, _sign(b), _sign(c), 0
    return _sign(a), 0, 0, _sign(d)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def opened(file: Path) -> InputContainer:
    """A film to read, which may not lead to another file or into the network. Raises
    av.FFmpegError."""
    options = {"protocol_whitelist": "file"}
    return av.open(str(file.resolve()), metadata_errors="ignore", options=options)


def look(file: Path) -> Look:
    """Raises av.FFmpegError for what cannot be read, NoFilmError for what holds no film."""
    with opened(file) as film:
        stream = picture_of(film)
        first = next(frames(film, stream), None)
        if first is None:
            raise NoFilmError(file.name)
        rate = stream.guessed_rate or Fraction(25)
        aspect = Fraction(stream.sample_aspect_ratio or 1)
        duration = film.duration // 1000 if film.duration else _last_moment(film)
        return Look(duration, rate, aspect, first)


def picture_of(film: InputContainer) -> VideoStream:
    for stream in film.streams.video:
        if not stream.disposition & Disposition.attached_pic:  # as the cover of a song is
            return stream
    raise NoFilmError(film.name)


def sound_of(film: InputContainer) -> AudioStream | None:
    """The first that can be heard: phones may put one beside it that few players know."""
    return next((one for one in film.streams.audio if one.codec_context), None)


def _last_moment(film: InputContainer) -> int:
    """Where a film ends that does not say how long it is, as browsers record them."""
    packets = film.demux(picture_of(film))
    ends = [(one.pts + (one.duration or 0)) * one.time_base for one in packets if one.pts]
    return int(1000 * max(ends, default=Fraction(0)))


def frames(film: InputContainer, *streams: Any) -> Iterator[Any]:
    """What is seen and heard, its times counted from the beginning of the film. A damaged piece
    is left out."""
    start = Fraction(film.start_time or 0, av.time_base)
    for packet in film.demux(*streams):
        with suppress(av.InvalidDataError):
            for frame in packet.decode():
                moment = frame.dts if frame.pts is None else frame.pts
                if moment is not None:
                    frame.pts = moment - round(start / frame.time_base)
                    yield frame


def seen_at(file: Path, seconds: float) -> VideoFrame:
    """The frame that stands at this moment; of a film that is shorter, the last one."""
    with opened(file) as film:
        stream = picture_of(film)
        film.seek((film.start_time or 0) + round(seconds * av.time_base))
        found: VideoFrame | None = None
        for frame in frames(film, stream):
            if found is not None and frame.time > seconds:
                break
            found = frame
        if found is None:
            raise NoFilmError(file.name)
        return found


class Filters:
    """Filters in a row, set up by the first frame that comes."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self.steps = steps
        self.graph: Graph | None = None

    def through(self, frame: VideoFrame | AudioFrame | None) -> Iterator[Any]:
        """What comes out for a frame; for None, all that is left."""
        if self.graph is None:
            if frame is None:
                return
            self.graph = _graph(frame, self.steps)
        self.graph.push(frame)
        while True:
            try:
                yield self.graph.pull()
            except (av.BlockingIOError, av.EOFError):
                return


def _graph(first: VideoFrame | AudioFrame, steps: Sequence[Step]) -> Graph:
    if isinstance(first, VideoFrame):
        source, sink = "buffer", "buffersink"
        arguments = (
            f"video_size={first.width}x{first.height}:pix_fmt={first.format.name}"
            f":time_base={first.time_base}:colorspace={first.colorspace}:range={first.color_range}"
        )
    else:
        source, sink = "abuffer", "abuffersink"
        arguments = (
            f"sample_rate={first.sample_rate}:sample_fmt={first.format.name}"
            f":time_base={first.time_base}:channel_layout={first.layout.name}"
        )
    graph = Graph()
    nodes = [graph.add(name, words) for name, words in ((source, arguments), *steps, (sink, ""))]
    graph.link_nodes(*nodes)
    graph.configure()
    return graph


def told_place(file: Path) -> str:
    """Where a camera noted that it shot the film, as it wrote it; empty where it did not. Raises
    what UNREADABLE names."""
    look(file)
    with opened(file) as film:
        notes = [film.metadata, *(stream.metadata for stream in film.streams)]
    for note in notes:
        for name, value in note.items():
            if any(word in name.lower() for word in _PLACE):
                return f"{name}: {value}"
    return ""
