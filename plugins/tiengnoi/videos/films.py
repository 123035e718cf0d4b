"""Films that people shot: made light for slow networks and small phones, and as pages play them."""

import os
import tempfile
from collections.abc import Callable
from fractions import Fraction
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Any

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.packet import Packet
from av.video.frame import PictureType, VideoFrame
from av.video.stream import VideoStream

from tiengnoi.catalogue import Catalogue
from tiengnoi.locales import LOCALES, Locale
from tiengnoi.videos import footage
from tiengnoi.videos.cache import Cache, digest
from tiengnoi.videos.captions import Cue
from tiengnoi.videos.encoding import webp
from tiengnoi.videos.footage import Filters, Look
from tiengnoi.videos.making import Progress, StoppedError
from tiengnoi.videos.model import HEIGHT, Film
from tiengnoi.videos.playable import (
    Asset,
    Playable,
    asset,
    film_parts,
    package,
    tracks,
    transcript,
    unmade,
)
from tiengnoi.videos.sound import LOUDNESS, PEAK

LINES, RATE = 360, 25
"""At most: pixels of the short side, and frames a second."""

_PICTURE = {
    "preset": "slow",
    # Quality of 25 where less than 200 kbit/s will do for it; three seconds share what they have.
    "crf": "25",
    "maxrate": "200k",
    "bufsize": "600k",
    "a53cc": "0",  # nor captions that the camera hid in the picture
}
_KEY_EVERY = 10
"""Seconds."""

_SOUND_BITS = 48_000
_SAMPLES = 48_000
_SILENCE = -70.0
_MOST_GAIN = 24.0
"""Decibels. What would need more is no speech, and it would only hiss."""

_HEARING = 20
"""To hear how loud a film is takes a twentieth of the time that it takes to make it light."""

_BITEXACT = av.codec.context.Flags.bitexact
_BT709, _LIMITED = 1, 1


def low_bandwidth(
    source: Path,
    target: Path,
    progress: Progress = lambda _done, _of: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> None:
    """Write the film as .mp4 for about 250 kbit/s, without what the camera noted beside it: the
    place, the day, the device. `progress` is told seconds of the film.

    Raises StoppedError, OSError (a full disk), av.FFmpegError, footage.NoFilmError; then
    `target` is as it was.
    """
    seen = footage.look(source)
    whole = seen.duration // 1000

    def go_on(done: float) -> None:
        if should_stop():
            raise StoppedError
        progress(min(int(done), whole), whole)

    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".mp4")
    os.close(handle)
    beside = Path(temporary)
    try:
        _encode(source, seen, _gain(source, go_on), beside, go_on)
        beside.chmod(0o644)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _gain(source: Path, go_on: Callable[[float], None]) -> float | None:
    """Decibels that bring the sound to LOUDNESS; None where there is none."""
    filters = Filters([("aformat", "channel_layouts=mono"), ("ebur128", "metadata=1")])
    loudness = None
    with footage.opened(source) as film:
        if (stream := footage.sound_of(film)) is None:
            return None
        for frame in chain(footage.frames(film, stream), [None]):
            if frame:
                go_on(frame.time / _HEARING)
            for one in filters.through(frame):
                told = one.metadata.get("lavfi.r128.I", loudness or _SILENCE)
                loudness = float(told)
    if loudness is None:
        return None
    return min(LOUDNESS - loudness, _MOST_GAIN) if loudness > _SILENCE else 0


class _Lane:
    """A stream on its way through filters into the new file."""

    def __init__(self, filters: Filters, encoder: VideoStream | AudioStream) -> None:
        self.filters, self.encoder = filters, encoder

    def take(self, frame: VideoFrame | AudioFrame | None) -> "list[Packet[Any]]":
        packets: list[Packet[Any]] = []
        for one in self.filters.through(frame):
            if isinstance(one, VideoFrame):
                one.pict_type = PictureType.NONE  # the camera's choice of keyframes is not ours
            packets += self.encoder.encode(one)
        return packets if frame else packets + self.encoder.encode(None)


def _encode(
    source: Path, seen: Look, gain: float | None, target: Path, go_on: Callable[[float], None]
) -> None:
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    with (
        footage.opened(source) as film,
        av.open(str(target), "w", format="mp4", options=options) as out,
    ):
        picture, sound = footage.picture_of(film), footage.sound_of(film)
        picture.thread_type = "AUTO"
        lanes: dict[type, _Lane] = {VideoFrame: _picture_lane(out, seen)}
        if sound and gain is not None:
            lanes[AudioFrame] = _sound_lane(out, gain)
        for frame in footage.frames(film, *([picture, sound] if len(lanes) == 2 else [picture])):
            go_on(frame.time)
            out.mux(lanes[type(frame)].take(frame))
        for lane in lanes.values():
            out.mux(lane.take(None))


def _picture_lane(out: OutputContainer, seen: Look) -> _Lane:
    rate = min(seen.rate, Fraction(RATE))
    stream = out.add_stream("libx264", rate=rate, options=_PICTURE)
    stream.width, stream.height = seen.fitted(LINES)
    stream.pix_fmt = "yuv420p"
    context = stream.codec_context
    context.time_base = stream.time_base = 1 / rate
    context.gop_size = int(_KEY_EVERY * rate)
    context.color_primaries = context.color_trc = context.colorspace = _BT709
    context.color_range = _LIMITED
    context.flags |= _BITEXACT
    return _Lane(Filters([("fps", f"{rate}:start_time=0"), *seen.shown(LINES)]), stream)


def _sound_lane(out: OutputContainer, gain: float) -> _Lane:
    stream = out.add_stream("aac", rate=_SAMPLES, layout="mono")
    stream.bit_rate = _SOUND_BITS
    stream.codec_context.flags |= _BITEXACT
    steps = [
        ("aresample", f"{_SAMPLES}:async=1:first_pts=0"),
        ("aformat", "channel_layouts=mono"),
        ("volume", f"{gain:.3f}dB"),
        ("alimiter", f"limit={PEAK}:level=0"),
        ("aformat", "sample_fmts=fltp"),
    ]
    return _Lane(Filters(steps), stream)


def film_playable(
    id: str, film: Film, catalogue: Catalogue, locale: Locale, cache: Cache
) -> Playable:
    """A film that lies in the repository, as its page in this language plays it. The film, and
    the package with all that is written of it, are the same for both languages.

    Raises OSError, av.FFmpegError and footage.NoFilmError where its file is no film.
    """
    if film.file is None or film.withdrawn:
        return unmade(id, film, catalogue, locale)
    path = catalogue.root / "videos" / id / film.file
    seen = footage.look(path)
    width, height = seen.size
    cues = {
        one: [cue for cue, _ in catalogue.captions[id, one].cues]
        for one in LOCALES
        if (id, one) in catalogue.captions
    }
    captions = {one: found for one, found in cues.items() if found}
    media = asset(id, f"{film.spoken}{path.suffix}", path)
    files, chapters = tracks(id, film.spoken, captions, chapters_of(film, seen.duration, locale))
    return Playable(
        "made",
        film_parts(film, captions.get(locale, []), locale),
        seen.duration,
        "recorded",
        (media,),
        asset(id, f"{film.spoken}.webp", _poster(path, film.poster, seen, cache)),
        files,
        chapters,
        _package(id, film, media, captions, cache),
        width,
        height,
    )


def chapters_of(film: Film, duration: int, locale: Locale) -> list[Cue]:
    """In the language of the page; the last one goes on to the end. One that would begin after
    the end is left out."""
    starts = [1000 * one.starts for one in film.chapters if 1000 * one.starts < duration]
    titles = [one.title.text(locale).words for one in film.chapters]
    return [
        Cue(start, end, title)
        for start, end, title in zip(starts, [*starts[1:], duration], titles, strict=False)
    ]


def _poster(path: Path, seconds: int, seen: Look, cache: Cache) -> Path:
    """What is seen at that moment, at most 480 lines high, as WebP."""
    name = f"{digest('film', version('av'), path.read_bytes(), str(seconds))}.webp"
    if cache.has(name):
        return cache.path(name)
    filters = Filters(seen.shown(HEIGHT, "bt601"))  # WebP knows no other (RFC 9649)
    frame = footage.seen_at(path, seconds)
    (picture,) = (*filters.through(frame), *filters.through(None))
    return cache.keep(name, lambda file: file.write_bytes(webp(picture, picture.width)))


def _package(
    id: str, film: Film, media: Asset, captions: dict[Locale, list[Cue]], cache: Cache
) -> Asset:
    """With what is said and shown in both languages. It lies in the cache, for it is big."""
    told = [
        transcript(film.title.text(one).words, film_parts(film, captions.get(one, []), one), one)
        for one in LOCALES
        if film.title.has(one)
    ]
    made = package(id, film.spoken, media, captions, "\n\n".join(told))
    assert isinstance(made.data, bytes)
    data = made.data
    name = f"{digest('package', data)}.zip"
    if cache.has(name):
        return Asset(made.path, cache.path(name))
    return Asset(made.path, cache.keep(name, lambda file: file.write_bytes(data)))
