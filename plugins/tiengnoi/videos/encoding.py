"""Pictures and sound into a file that is played: the same bytes for the same input.

A picture that stands still is one frame each second, and not thirty: that is what makes a clip
quick to make, and small.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Literal

import av
from av.audio.stream import AudioStream
from av.container.output import OutputContainer
from av.video.frame import PictureType, VideoFrame
from av.video.reformatter import ColorRange, Colorspace
from av.video.stream import VideoStream

from tiengnoi.videos.captions import Cue
from tiengnoi.videos.model import HEIGHT, WIDTH
from tiengnoi.videos.sound import RATE, Samples, frames

STEP = 1000
"""Milliseconds between two frames of a picture that stands still."""

_MILLISECONDS = Fraction(1, 1000)
_BITEXACT = av.codec.context.Flags.bitexact

Ending = Literal["webm", "mp4"]


@dataclass(frozen=True, slots=True)
class Rendition:
    """How a clip is encoded. Rates are bits a second; `scale`: of 854×480."""

    ending: Ending
    video: str
    video_options: dict[str, str]
    audio: str
    audio_rate: int
    samples: int
    audio_options: dict[str, str] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)
    scale: float = 1

    @property
    def size(self) -> tuple[int, int]:
        """Pixels; both even, as 4:2:0 wants."""
        return round(WIDTH * self.scale / 2) * 2, round(HEIGHT * self.scale / 2) * 2


_X264_PARAMS = "rc-lookahead=0:mbtree=0:threads=1"
"""Without looking ahead: its tree of macroblocks makes other bytes in another process."""

_AAC: dict[str, str] = {"aac_coder": "fast"}  # the other one takes three times as long

RENDITIONS: tuple[Rendition, ...] = (
    Rendition(
        "webm",
        "libvpx-vp9",
        # Quality of about 34 (of 63), whatever it takes: screens are sharp, and hardly change.
        # Nor does it look ahead: a picture that stands still has nothing to come.
        {"crf": "34", "b": "0", "deadline": "good", "cpu-used": "4", "tune-content": "screen"}
        | {"lag-in-frames": "0"},
        "libopus",
        16_000,
        48_000,
        # The longest packets (RFC 6716): there is nobody who waits for an answer.
        {"application": "voip", "frame_duration": "120"},
    ),
    Rendition(
        "mp4",
        "libx264",
        {"crf": "26", "preset": "medium", "tune": "stillimage", "x264-params": _X264_PARAMS},
        "aac",
        20_000,
        RATE,
        _AAC,
        {"movflags": "+faststart"},
    ),
)
"""For every browser of today, and for phones and televisions that know no VP9."""

DRAFT = Rendition(
    "mp4",
    "libx264",
    {"crf": "30", "preset": "ultrafast", "x264-params": _X264_PARAMS},
    "aac",
    20_000,
    RATE,
    _AAC,
    {"movflags": "+faststart"},
    scale=0.75,
)
"""To look at while one writes: 360 lines, made in a moment."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is seen from `start` to `end` (milliseconds); `cut`: a scene begins with it."""

    start: int
    end: int
    png: bytes
    cut: bool


def encode(
    rendition: Rendition,
    path: Path,
    pictures: Iterable[Picture],
    samples: Samples,
    chapters: Sequence[Cue],
    title: str,
    language: str,
) -> None:
    """Write the clip to `path`. `language`: of the sound, in ISO 639-2."""
    flags = {"fflags": "+bitexact", **rendition.options}
    with av.open(path, "w", format=rendition.ending, options=flags) as container:
        container.metadata["title"] = title
        container.set_chapters(
            [
                {
                    "id": number,
                    "start": cue.start,
                    "end": cue.end,
                    "time_base": _MILLISECONDS,
                    "metadata": {"title": cue.text},
                }
                for number, cue in enumerate(chapters, 1)
            ]
        )
        _mux(rendition, container, pictures, samples, language)


def _mux(
    rendition: Rendition,
    container: OutputContainer,
    pictures: Iterable[Picture],
    samples: Samples,
    language: str,
) -> None:
    video, audio = _video(rendition, container), _audio(rendition, container, language)
    resampler = av.AudioResampler(audio.codec_context.format, "mono", rendition.samples)
    heard = 0
    sound = frames(samples)
    # The two in turn, so that a player need not wait for the sound of what it shows.
    for frame in _still(pictures, rendition.size):
        container.mux(video.encode(frame))
        while heard < (frame.pts or 0) + STEP and (piece := next(sound, None)) is not None:
            heard += 1000 * piece.samples // piece.sample_rate
            for one in resampler.resample(piece):
                container.mux(audio.encode(one))
    for piece in (*sound, None):
        for one in resampler.resample(piece):
            container.mux(audio.encode(one))
    container.mux(audio.encode(None))
    container.mux(video.encode(None))


def _video(rendition: Rendition, container: OutputContainer) -> VideoStream:
    stream = container.add_stream(rendition.video, rate=1, options=rendition.video_options)
    assert isinstance(stream, VideoStream)
    stream.width, stream.height = rendition.size
    stream.pix_fmt = "yuv420p"
    stream.codec_context.colorspace = Colorspace.ITU601
    stream.codec_context.color_range = ColorRange.MPEG
    stream.codec_context.time_base = stream.time_base = _MILLISECONDS
    stream.codec_context.thread_count = 1  # more would make another file each time
    stream.codec_context.flags |= _BITEXACT
    return stream


def _audio(rendition: Rendition, container: OutputContainer, language: str) -> AudioStream:
    stream = container.add_stream(
        rendition.audio, rate=rendition.samples, layout="mono", options=rendition.audio_options
    )
    assert isinstance(stream, AudioStream)
    stream.bit_rate = rendition.audio_rate
    stream.codec_context.flags |= _BITEXACT
    stream.metadata["language"] = language
    return stream


def _still(pictures: Iterable[Picture], size: tuple[int, int]) -> Iterator[VideoFrame]:
    """The frames of pictures that stand still. The last one of each is seen for a whole step: so
    the clip ends with its sound."""
    for one in pictures:
        frame = _as_encoded(decoded(one.png), *size)
        last = max(one.end - STEP, one.start)
        for start in (*range(one.start, last, STEP), last):
            frame.pts, frame.time_base = start, _MILLISECONDS
            is_key = one.cut and start == one.start
            frame.pict_type = PictureType.I if is_key else PictureType.NONE
            yield frame


def _as_encoded(picture: VideoFrame, width: int, height: int) -> VideoFrame:
    """In the colours of video and WebP (ITU-R BT.601, luma 16 to 235), which players expect: in
    those of a PNG, what is light would turn white."""
    return picture.reformat(
        width,
        height,
        "yuv420p",
        dst_colorspace=Colorspace.ITU601,
        dst_color_range=ColorRange.MPEG,
    )


def decoded(picture: bytes) -> VideoFrame:
    """The pixels of a PNG."""
    with av.open(BytesIO(picture), "r", format="png_pipe") as container:
        return next(container.decode(video=0))


def webp(picture: VideoFrame, width: int = WIDTH) -> bytes:
    """A poster: the picture as WebP, `width` pixels wide."""
    height = round(width * picture.height / picture.width / 2) * 2
    out = BytesIO()
    with av.open(out, "w", format="webp", options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream("libwebp", rate=1, options={"quality": "70"})
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.codec_context.flags |= _BITEXACT
        frame = _as_encoded(picture, width, height)
        frame.pts, frame.time_base, frame.pict_type = 0, Fraction(1), PictureType.NONE
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return out.getvalue()
