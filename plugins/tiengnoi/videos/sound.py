"""Sound as samples: 16 bits, mono, 22,050 a second (`numpy.int16`, one dimension)."""

import io
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import IO

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.filter import Graph
from numpy.typing import NDArray

RATE = 22_050
LOUDNESS = -16.0
"""LUFS, as for speech on phones (AES TD1004: −16 to −20)."""

PEAK = 0.84
"""Of full scale: −1.5 dB, so that a lossy codec does not clip (EBU R 128 s2)."""

_PIECE = 4096

Samples = NDArray[np.int16]


def silence(milliseconds: int) -> Samples:
    return np.zeros(samples_in(milliseconds), np.int16)


def samples_in(milliseconds: int) -> int:
    return milliseconds * RATE // 1000


def trimmed(samples: Samples, *, below: int = 200, kept: int = 20) -> Samples:
    """Without the silence around it. `below`: what counts as silence; `kept`: milliseconds of it
    that stay, so that no consonant is cut."""
    (loud,) = np.nonzero(np.abs(samples.astype(np.int32)) > below)
    if not len(loud):
        return samples[:0]
    edge = samples_in(kept)
    return samples[max(int(loud[0]) - edge, 0) : int(loud[-1]) + edge]


def decoded(file: str | Path | IO[bytes]) -> Samples:
    """The sound of a file of any kind. Raises av.FFmpegError for one that holds none."""
    with av.open(file, "r") as container:
        if not container.streams.audio:
            raise av.InvalidDataError(1094995529, "no sound", str(file))
        frames = container.decode(audio=0)
        return _joined(_filtered(frames, []))


def loudness(samples: Samples) -> float:
    """Integrated loudness in LUFS (ITU-R BS.1770, EBU R 128); −70 for silence."""
    measured = -70.0
    for frame in _filtered(frames(samples), [("ebur128", "metadata=1")]):
        measured = float(frame.metadata.get("lavfi.r128.I", measured))
    return measured


def at_loudness(samples: Samples, target: float = LOUDNESS) -> Samples:
    """As loud as `target` (LUFS), with peaks held down."""
    gain, louder = 0.0, samples
    for _ in range(3):  # what holds the peaks down takes of the loudness, too
        gain += target - loudness(louder)
        limiter = ("alimiter", f"limit={PEAK}:level=0")
        louder = filtered(samples, ("volume", f"{gain:.3f}dB"), limiter)
    return louder


def filtered(samples: Samples, *filters: tuple[str, str]) -> Samples:
    """What FFmpeg's filters make of it: names with their arguments."""
    return _joined(_filtered(frames(samples), [*filters]))


def frames(samples: Samples) -> Iterator[AudioFrame]:
    """As FFmpeg takes it, in small pieces."""
    for start in range(0, len(samples), _PIECE):
        piece = samples[start : start + _PIECE]
        frame = AudioFrame.from_ndarray(piece.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
        yield frame


def _filtered(frames: Iterable[AudioFrame], filters: list[tuple[str, str]]) -> Iterator[AudioFrame]:
    """Through the filters, and then as our samples."""
    graph: Graph | None = None
    for frame in frames:
        if graph is None:
            graph = Graph()
            nodes = [
                graph.add_abuffer(
                    format=frame.format.name,
                    layout=frame.layout.name,
                    sample_rate=frame.sample_rate,
                    time_base=frame.time_base or Fraction(1, frame.sample_rate),
                )
            ]
            nodes += [graph.add(name, arguments) for name, arguments in filters]
            nodes.append(graph.add("aresample", f"{RATE}"))
            ours = f"sample_fmts=s16:channel_layouts=mono:sample_rates={RATE}"
            nodes += [graph.add("aformat", ours), graph.add("abuffersink")]
            graph.link_nodes(*nodes)
            graph.configure()
        graph.push(frame)
        yield from _pulled(graph)
    if graph is not None:
        graph.push(None)
        yield from _pulled(graph)


def _pulled(graph: Graph) -> Iterator[AudioFrame]:
    while True:
        try:
            frame = graph.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        assert isinstance(frame, AudioFrame)
        yield frame


def _joined(frames: Iterable[AudioFrame]) -> Samples:
    pieces = [frame.to_ndarray().reshape(-1).astype(np.int16) for frame in frames]
    return np.concatenate(pieces) if pieces else np.zeros(0, np.int16)


def written(samples: Samples, bit_rate: int = 24_000) -> bytes:
    """As an Opus file: a recorded sentence for the repository."""
    out = io.BytesIO()
    with av.open(out, "w", format="ogg", options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream("libopus", rate=48_000, layout="mono")
        stream.bit_rate = bit_rate
        stream.codec_context.flags |= av.codec.context.Flags.bitexact
        resampler = av.AudioResampler("s16", "mono", 48_000)
        for frame in frames(samples):
            for one in resampler.resample(frame):
                container.mux(stream.encode(one))
        for one in resampler.resample(None):
            container.mux(stream.encode(one))
        container.mux(stream.encode(None))
    return out.getvalue()
