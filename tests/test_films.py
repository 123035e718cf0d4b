"""Films that people shot: made light, and checked before anyone sees them."""

import os
import re
import signal
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise, product
from pathlib import Path

import av
import numpy as np
import pytest
import webvtt
from av.audio.frame import AudioFrame
from av.video.frame import VideoFrame
from filelock import FileLock

from test_catalogue import problems_of
from tiengnoi.cli import main
from tiengnoi.locales import LOCALES, Locale
from tiengnoi.problems import Problems
from tiengnoi.reading import read_catalogue
from tiengnoi.videos import adding, captions, footage
from tiengnoi.videos.cache import Cache
from tiengnoi.videos.captions import Cue
from tiengnoi.videos.films import film_playable, low_bandwidth
from tiengnoi.videos.making import StoppedError
from tiengnoi.videos.model import Film
from tiengnoi.videos.playable import Playable
from tiengnoi.videos.sound import decoded, loudness

SECONDS = 20
PLACE, DEVICE = "+21.0285+105.8542/", "May quay cua Lan"
UP = (0, 1, -1, 0)
"""Of a phone held upright: right of the picture is down, and down is left."""


def colour(second: int) -> tuple[int, int]:
    """Each second has a colour of its own: its two differences."""
    angle = 2 * np.pi * second / SECONDS
    return round(128 + 60 * np.cos(angle)), round(128 + 60 * np.sin(angle))


def second_of(frame: VideoFrame) -> int:
    """Which second has the colour of the picture."""
    red, green, blue = frame.to_ndarray(format="rgb24").reshape(-1, 3).mean(axis=0)
    u, v = -0.169 * red - 0.331 * green + 0.5 * blue, 0.5 * red - 0.419 * green - 0.081 * blue
    return round(float(np.arctan2(v, u)) / (2 * np.pi) * SECONDS) % SECONDS


def noisy(second: float, rng: np.random.Generator) -> VideoFrame:
    """Stripes that move, in noise, in the colour of the second."""
    frame = VideoFrame(640, 480, "yuv420p")
    stripes = 60 * (np.arange(640) // 40 + int(30 * second)) % 120
    luma, *chroma = (np.frombuffer(plane, np.uint8) for plane in frame.planes)  # type: ignore[call-overload]
    luma[:] = (rng.integers(40, 120, (480, 640), np.uint8) + stripes.astype(np.uint8)).reshape(-1)
    for values, value in zip(chroma, colour(int(second)), strict=True):
        values[:] = value
    return frame


LEVELS = np.array([[20, 90], [160, 235]])
"""Grey of the four quarters of a picture: a turned or mirrored one has them elsewhere."""


def quarters(_second: float, _rng: np.random.Generator) -> VideoFrame:
    grey = np.kron(LEVELS, np.ones((180, 320))).astype(np.uint8)
    picture = np.repeat(grey[:, :, np.newaxis], 3, axis=2)
    return VideoFrame.from_ndarray(picture, format="rgb24").reformat(format="yuv420p")


def levels(frame: VideoFrame) -> list[list[int]]:
    """Which of LEVELS each quarter has, row by row."""
    grey = frame.to_ndarray(format="rgb24")[:, :, 1]
    height, width = grey.shape
    rows, columns = (height // 4, 3 * height // 4), (width // 4, 3 * width // 4)
    return [[int(np.abs(LEVELS - int(grey[y, x])).argmin()) for x in columns] for y in rows]


def shot(
    path: Path,
    seconds: int,
    rate: int,
    draw: Callable[[float, np.random.Generator], VideoFrame],
    *,
    has_sound: bool,
) -> None:
    """A film as a phone makes it, with what it notes beside it."""
    rng = np.random.default_rng(8)
    options = {"movflags": "use_metadata_tags"}
    with av.open(str(path), "w", format="mov", options=options) as out:
        out.metadata.update({"location": PLACE, "com.apple.quicktime.make": DEVICE})
        picture = out.add_stream("mpeg4", rate=rate)
        first = draw(0, rng)
        picture.width, picture.height = first.width, first.height
        picture.bit_rate = 20_000_000
        sound = out.add_stream("aac", rate=44_100, layout="stereo") if has_sound else None
        for number in range(seconds * rate):
            frame = draw(number / rate, rng)
            frame.pts, frame.time_base = number, Fraction(1, rate)
            out.mux(picture.encode(frame))
        out.mux(picture.encode(None))
        if sound:
            times = np.arange(seconds * 44_100) / 44_100
            left, right = (0.05 * np.sin(2 * np.pi * tone * times) for tone in (440, 660))
            samples = np.stack([left, right]).astype(np.float32)
            heard = AudioFrame.from_ndarray(samples, format="fltp", layout="stereo")
            heard.sample_rate, heard.pts = 44_100, 0
            out.mux(sound.encode(heard))
            out.mux(sound.encode(None))


def held(source: Path, matrix: tuple[int, int, int, int], target: Path) -> Path:
    """A film that says how the phone was held: mov has that in the header of a track."""
    a, b, c, d = (one << 16 for one in matrix)
    data = bytearray(source.read_bytes())
    struct.pack_into(">9i", data, data.index(b"tkhd") + 44, a, b, 0, c, d, 0, 0, 0, 1 << 30)
    target.write_bytes(data)
    return target


@pytest.fixture(scope="session")
def films(shared: Path) -> Path:
    """A film of 20 s, and one of 3 s from a phone held upright; `light.mp4` made of the first."""
    folder = shared / "films"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            beside = folder.with_suffix(".new")
            beside.mkdir()
            shot(beside / "long.mov", SECONDS, 12, noisy, has_sound=True)
            shot(beside / "flat.mov", 3, 60, quarters, has_sound=False)
            held(beside / "flat.mov", UP, beside / "upright.mov")
            low_bandwidth(beside / "long.mov", beside / "light.mp4")
            beside.rename(folder)
    return folder


def frames_of(path: Path) -> list[VideoFrame]:
    with av.open(str(path)) as film:
        return [*film.decode(video=0)]


def test_a_film_becomes_light(films: Path) -> None:
    light = films / "light.mp4"
    with av.open(str(light)) as film:
        picture, sound = film.streams.video[0], film.streams.audio[0]
        assert (picture.codec_context.name, picture.codec_context.pix_fmt) == ("h264", "yuv420p")
        assert (picture.width, picture.height) == (480, 360)
        assert picture.average_rate == 12
        assert (sound.codec_context.name, sound.layout.name) == ("aac", "mono")
        assert film.duration is not None
        assert abs(film.duration / av.time_base - SECONDS) < 0.1
    assert 8 * light.stat().st_size / SECONDS < 300_000
    assert light.read_bytes().index(b"moov") < light.read_bytes().index(b"mdat")  # faststart


def test_each_moment_stays_where_it_was(films: Path) -> None:
    frames = frames_of(films / "light.mp4")
    assert [second_of(one) for one in frames] == [number // 12 for number in range(12 * SECONDS)]
    keys = [one.time for one in frames if one.key_frame]
    assert all(after - before <= 10 for before, after in pairwise(keys))
    assert len(keys) >= 2


def test_a_quiet_film_is_as_loud_as_every_clip(films: Path) -> None:
    assert loudness(decoded(films / "long.mov")) < -25
    assert abs(loudness(decoded(films / "light.mp4")) + 16) < 0.5


def test_what_the_camera_noted_stays_behind(films: Path) -> None:
    for source, is_told in (("long.mov", True), ("light.mp4", False)):
        data = (films / source).read_bytes()
        assert (PLACE.encode() in data, DEVICE.encode() in data) == (is_told, is_told)
    with av.open(str(films / "light.mp4")) as film:
        assert film.metadata.keys() <= {"major_brand", "minor_version", "compatible_brands"}


def test_a_film_held_upright_stands_in_every_player(films: Path, tmp_path: Path) -> None:
    low_bandwidth(films / "upright.mov", tmp_path / "film.mp4")
    with av.open(str(tmp_path / "film.mp4")) as film:
        assert not film.streams.audio
        assert film.streams.video[0].average_rate == 25
        frame = next(film.decode(video=0))
    assert (frame.width, frame.height, frame.rotation) == (360, 640, 0)
    assert levels(frame) == [[2, 0], [3, 1]]  # what was on the left is up
    assert abs(footage.look(tmp_path / "film.mp4").duration - 3000) < 100


@pytest.mark.parametrize(
    "matrix",
    [(a, 0, 0, d) for a, d in product((1, -1), repeat=2)]
    + [(0, b, c, 0) for b, c in product((1, -1), repeat=2)],
)
def test_a_film_is_turned_and_mirrored_as_it_says(
    films: Path, tmp_path: Path, matrix: tuple[int, int, int, int]
) -> None:
    file = held(films / "flat.mov", matrix, tmp_path / "film.mov")
    seen = footage.look(file)
    filters = footage.Filters(seen.shown(360))
    (frame,) = (*filters.through(footage.seen_at(file, 1)), *filters.through(None))
    a, b, c, d = matrix
    expected = [[-1, -1], [-1, -1]]
    for x, y in product((-1, 1), repeat=2):
        column, row = (a * x + c * y + 1) // 2, (b * x + d * y + 1) // 2
        expected[row][column] = y + 1 + (x + 1) // 2
    assert levels(frame) == expected
    assert (frame.width, frame.height) == seen.fitted(360) == seen.size


def test_pixels_that_are_not_square_become_so(tmp_path: Path) -> None:
    with av.open(str(tmp_path / "tape.mov"), "w") as out:
        stream = out.add_stream("mpeg4", rate=25)
        stream.width, stream.height = 640, 360
        stream.codec_context.sample_aspect_ratio = Fraction(4, 3)
        out.mux(stream.encode(quarters(0, np.random.default_rng())))
        out.mux(stream.encode(None))
    low_bandwidth(tmp_path / "tape.mov", tmp_path / "film.mp4")
    seen = footage.look(tmp_path / "film.mp4")
    assert seen.size == (852, 360)
    assert seen.aspect == 1


def test_progress_goes_to_the_end(films: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    low_bandwidth(films / "upright.mov", tmp_path / "film.mp4", lambda *one: told.append(one))
    assert told == sorted(told)
    assert told[0] == (0, 3)
    assert told[-1] in ((2, 3), (3, 3))


def test_a_film_that_was_stopped_leaves_nothing_behind(films: Path, tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_bytes(b"the one before")
    left = iter([False] * 900)  # into the picture: the sound has 862 pieces
    with pytest.raises(StoppedError):
        low_bandwidth(
            films / "long.mov", tmp_path / "film.mp4", should_stop=lambda: next(left, True)
        )
    assert [one.name for one in tmp_path.iterdir()] == ["film.mp4"]
    assert (tmp_path / "film.mp4").read_bytes() == b"the one before"


def test_a_full_disk_leaves_nothing_behind(films: Path, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, limits[1]))
    try:
        with pytest.raises(OSError, match="large"):
            low_bandwidth(films / "upright.mov", tmp_path / "film.mp4")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert not [*tmp_path.iterdir()]


def test_what_is_no_film_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"not a film")
    with pytest.raises(av.FFmpegError):
        low_bandwidth(tmp_path / "a.mp4", tmp_path / "film.mp4")
    with av.open(str(tmp_path / "a.m4a"), "w") as out:
        stream = out.add_stream("aac", rate=48_000, layout="mono")
        out.mux(stream.encode(None))
    with pytest.raises((footage.NoFilmError, av.FFmpegError)):
        low_bandwidth(tmp_path / "a.m4a", tmp_path / "film.mp4")
    assert not (tmp_path / "film.mp4").exists()


CLIP = """\
title: {vi: "Chào phim", en: "Hello film"}
guide: clb
topics: [quyen]
summary: {vi: "Xem thử.", en: "To try."}
file: film.mp4
spoken: vi
poster: "0:07"
chapters:
  - {starts: "0:00", title: {vi: "Đầu", en: "Start"}, shows: {vi: "Sọc.", en: "Stripes."}}
  - {starts: "0:05", title: {vi: "Sau", en: "Later"}, shows: {vi: "Nhiễu.", en: "Noise."}}
updated: 2026-11-24
"""
CONSENT = """\
consent:
  - who: {vi: "Một em gái lớp 7", en: "A girl in grade 7"}
    given_by: "Chính em ấy"
    child: true
    guardian: "Mẹ của em"
    given: 2026-11-24
    until: 2099-12-31
"""
CAPTIONS = {
    "vi": "WEBVTT\n\n00:01.000 --> 00:03.000\nXin chào\ncác em!\n\n00:06.000 --> 00:08.000\nHết.\n",
    "en": "WEBVTT\n\n00:01.000 --> 00:03.000\nHello!\n\n00:06.000 --> 00:08.000\nThe end.\n",
}


@pytest.fixture
def with_film(example: Path, films: Path) -> Path:
    """The example with a film to which all has been agreed."""
    folder = example / "videos/phim"
    folder.mkdir()
    os.link(films / "light.mp4", folder / "film.mp4")
    (folder / "clip.yml").write_text(CLIP + CONSENT, "utf-8")
    for locale, text in CAPTIONS.items():
        (folder / f"captions.{locale}.vtt").write_text(text, "utf-8")
    return example


def played(root: Path, locale: Locale, cache: Cache) -> Playable:
    catalogue = read_catalogue(root, Problems())
    film = catalogue.clips["phim"]
    assert isinstance(film, Film)
    return film_playable("phim", film, catalogue, locale, cache)


def test_a_page_plays_the_film_itself(with_film: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    vi, en = (played(with_film, locale, cache) for locale in LOCALES)
    assert (vi.state, vi.voice, vi.width, vi.height) == ("made", "recorded", 480, 360)
    assert abs(vi.duration - 1000 * SECONDS) < 100
    assert vi.media == en.media
    assert vi.media[0].data == with_film / "videos/phim/film.mp4"
    assert re.fullmatch(r"video/phim\.vi\.[0-9a-f]{8}\.mp4", vi.media[0].path)
    assert [(one.title, one.start, [line.text for line in one.lines]) for one in en.parts] == [
        ("Start", 0, ["Hello!"]),
        ("Later", 5000, ["The end."]),
    ]
    assert vi.chapters
    assert (
        vi.chapters.data
        == captions.webvtt([Cue(0, 5000, "Đầu"), Cue(5000, vi.duration, "Sau")]).encode()
    )
    assert vi.chapters.path != en.chapters.path  # type: ignore[union-attr]
    assert vi.captions == en.captions
    assert vi.captions.keys() == {"vi", "en"}


def test_the_poster_shows_the_second_asked_for(with_film: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    poster = played(with_film, "vi", cache).poster
    assert poster
    assert isinstance(poster.data, Path)
    (picture,) = frames_of(poster.data)
    assert (picture.width, picture.height) == (480, 360)
    assert second_of(picture) == 7
    clip = with_film / "videos/phim/clip.yml"
    clip.write_text(clip.read_text("utf-8").replace("0:07", "9:07"), "utf-8")
    poster = played(with_film, "vi", cache).poster
    assert poster
    assert isinstance(poster.data, Path)
    assert second_of(frames_of(poster.data)[0]) == SECONDS - 1  # the last one


def test_a_package_holds_the_film_and_all_its_words(with_film: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    vi, en = (played(with_film, locale, cache).package for locale in LOCALES)
    assert vi
    assert vi == en
    assert isinstance(vi.data, Path)
    with zipfile.ZipFile(vi.data) as archive:
        names = ["phim/phim.en.srt", "phim/phim.mp4", "phim/phim.txt", "phim/phim.vi.srt"]
        assert archive.namelist() == names
        assert archive.read("phim/phim.mp4") == (with_film / "videos/phim/film.mp4").read_bytes()
        words = archive.read("phim/phim.txt").decode("utf-8-sig")
    for words_of_it in ("Chào phim", "Xin chào các em!", "Nhiễu.", "Hello film", "The end."):
        assert words_of_it in words


def told(root: Path) -> list[str]:
    return [
        line.removeprefix("videos/phim/") for line in problems_of(root) if "videos/phim" in line
    ]


def test_a_film_with_consent_and_captions_is_right(with_film: Path) -> None:
    assert told(with_film) == []


def test_a_film_with_people_needs_consent(with_film: Path) -> None:
    clip = with_film / "videos/phim/clip.yml"
    clip.write_text(CLIP, "utf-8")
    assert told(with_film) == ["clip.yml:1 film-without-consent"]
    clip.write_text(CLIP + "people: false\n", "utf-8")
    assert told(with_film) == []


def test_a_film_that_notes_where_it_was_shot_is_told(with_film: Path, films: Path) -> None:
    film = with_film / "videos/phim/film.mp4"
    film.unlink()
    with av.open(str(films / "light.mp4"), "r") as light, av.open(str(film), "w") as noted:
        noted.metadata["location"] = PLACE
        picture = noted.add_stream_from_template(light.streams.video[0])
        for packet in light.demux(video=0):
            if packet.dts is not None:
                packet.stream = picture
                noted.mux(packet)
    assert told(with_film) == ["film.mp4:1 film-tells-place"]


def test_a_file_that_is_no_film_is_told(with_film: Path) -> None:
    film = with_film / "videos/phim/film.mp4"
    film.unlink()
    film.write_bytes(b"no film" * 100)
    assert told(with_film) == ["film.mp4:1 film-unreadable"]


def test_captions_without_words_are_none(with_film: Path) -> None:
    (with_film / "videos/phim/captions.en.vtt").write_text("WEBVTT\n", "utf-8")
    assert told(with_film) == ["clip.yml:1 film-without-captions"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("until: 2099-12-31", "until: 2025-12-31", "clip.yml:18 consent-ended"),
        (
            "2099-12-31",
            "2099-12-31\n    withdrawn: 2026-11-24",
            "clip.yml:12 withdrawn-still-there",
        ),
        ('    guardian: "Mẹ của em"\n', "", "clip.yml:13 consent-without-guardian"),
        ("film.mp4", "phim.mp4", "clip.yml:5 no-such-film"),
        ('"0:05"', '"0:00"', "clip.yml:10 chapters-order"),
        ('"0:07"', "7 giây", "clip.yml:7 not-a-time-in-film"),
        ("file: film.mp4", "summery: 1", "clip.yml:5 unknown-field"),
    ],
)
def test_what_is_wrong_with_a_film_is_told_with_its_line(
    with_film: Path, old: str, new: str, problem: str
) -> None:
    clip = with_film / "videos/phim/clip.yml"
    clip.write_text(clip.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert problem in told(with_film)


def test_withdrawn_consent_takes_everything_away(with_film: Path, tmp_path: Path) -> None:
    clip = with_film / "videos/phim/clip.yml"
    clip.write_text(CLIP + CONSENT + "    withdrawn: 2026-11-24\n", "utf-8")
    assert played(with_film, "vi", Cache(tmp_path / "cache")) == Playable("withdrawn")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (None, "clip.yml:1 film-without-captions"),
        ("1\n00:01.000 --> 00:02.000\nA\n", "captions.en.vtt:1 captions-form"),
        (
            "WEBVTT\n\n00:01.000 --> 00:03.500\nHello!\n\n00:03.000 --> 00:05.000\nYes.\n",
            "captions.en.vtt:6 captions-overlap",
        ),
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\nTwenty-one letters.. x\n",
            "captions.en.vtt:3 captions-too-fast",
        ),
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\nEighteen letters..\n",
            "captions.en.vtt:3 captions-fast",
        ),
        ("WEBVTT\n\n00:01.000 --> 00:01.500\nHello!\n", "captions.en.vtt:3 captions-short"),
        ("WEBVTT\n\n00:01,000 --> 00:02,000\nHello!\n", "captions.en.vtt:3 captions-time"),
        ("WEBVTT\n\n00:02.000 --> 00:01.000\nHello!\n", "captions.en.vtt:3 captions-time"),
        (
            f"WEBVTT\n\n00:01.000 --> 00:07.000\n{'A' * 43}\n",
            "captions.en.vtt:3 captions-lines",
        ),
        (
            "WEBVTT\n\n00:01.000 --> 00:07.000\nA\nB\nC\n",
            "captions.en.vtt:3 captions-lines",
        ),
    ],
)
def test_what_is_wrong_with_captions_is_told_with_its_line(
    with_film: Path, text: str | None, problem: str
) -> None:
    file = with_film / "videos/phim/captions.en.vtt"
    if text is None:
        file.unlink()
    else:
        file.write_text(text, "utf-8")
    assert told(with_film) == [problem]


def peer(text: str) -> list[Cue]:
    """The cues that webvtt-py reads."""
    found = webvtt.from_string(text).captions
    return [Cue(milliseconds(one.start), milliseconds(one.end), one.text) for one in found]


def milliseconds(clock: str) -> int:
    hours, minutes, seconds = clock.split(":")
    return round(1000 * ((int(hours) * 60 + int(minutes)) * 60 + float(seconds)))


def ours(text: str) -> list[Cue]:
    return [cue for cue, _ in captions.parse(text)]


CUES = [
    Cue(0, 1_500, "Xin chào các em!"),
    Cue(1_580, 3_999, "Câu một,\ncâu hai."),
    Cue(59_999, 61_000, "Sang phút"),
    Cue(3_599_999, 3_600_001, "Sang giờ"),
    Cue(36_000_000, 36_001_000, "10 giờ"),
]


def test_our_captions_are_read_by_another_parser() -> None:
    text = captions.webvtt(CUES)
    assert peer(text) == ours(text) == CUES


def test_signs_that_mean_something_survive() -> None:
    cues = [Cue(0, 1000, "A & B < C > D --> E &amp; <b>F</b>")]
    assert ours(captions.webvtt(cues)) == cues


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "WEBVTT - Tiêu đề\nKind: captions\nLanguage: vi\n\n"
            "1\n00:00:01.000 --> 00:00:02.000\nMột\n\n"
            "phần-hai\n00:00:03.000 --> 00:00:04.250\nHai\nba\n",
            id="head and ids",
        ),
        pytest.param(
            "WEBVTT\n\nNOTE một dòng\n\nNOTE\nnhiều\ndòng\n\n00:01.000 --> 00:02.000\nMột\n\n"
            "NOTE cuối\n",
            id="notes",
        ),
        pytest.param(
            "WEBVTT\n\nSTYLE\n::cue {\n  color: yellow;\n}\n\nREGION\nid:a\nwidth:40%\n\n"
            "00:01.000 --> 00:02.000 line:0 position:20% align:start region:a\nMột\n",
            id="styles, regions, settings",
        ),
        pytest.param(
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Lan>Chào <b>các</b> <i.x>em</i></v>\n\n"
            "00:03.000 --> 00:04.000\n<c.vang>Một</c> <lang en>two</lang>\n",
            id="tags",
        ),
        pytest.param(
            "WEBVTT\n\n\n\n00:01.000 --> 00:02.000\nMột\n\n\n\n00:03.000 --> 00:04.000\nHai",
            id="many empty lines, none at the end",
        ),
        pytest.param(
            "WEBVTT\n\n100:00:01.000 --> 100:00:02.000\nRất lâu\n",
            id="hours of three digits",
        ),
    ],
)
def test_captions_of_other_programs_are_read_as_another_parser_reads_them(text: str) -> None:
    assert ours(text) == peer(text)
    assert ours(text)


def test_captions_that_subtitle_edit_saved_are_read(with_film: Path) -> None:
    file = with_film / "videos/phim/captions.vi.vtt"
    file.write_bytes(CAPTIONS["vi"].replace("\n", "\r\n").encode("utf-8-sig"))
    assert told(with_film) == []


def run(root: Path, *arguments: object) -> int:
    return main(["film", *map(str, arguments), "--root", str(root)])


def test_the_command_makes_a_film_and_files_to_fill_in(
    example: Path, films: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(example, films / "upright.mov", "phim") == 0
    said = capsys.readouterr().out
    for words in ("videos/phim/film.mp4", "dài 0:03", "consent", "Subtitle Edit", "tiengnoi check"):
        assert words in said
    assert sorted(one.name for one in (example / "videos/phim").iterdir()) == [
        "captions.en.vtt",
        "captions.vi.vtt",
        "clip.yml",
        "film.mp4",
    ]
    problems = [line.partition(" ")[2] for line in told(example)]
    assert "film-without-consent" in problems
    assert {*problems} <= {"film-without-consent", "film-without-captions", "text-to-write"}
    for locale in LOCALES:
        assert peer((example / f"videos/phim/captions.{locale}.vtt").read_text("utf-8")) == []


def test_what_an_editor_wrote_is_not_overwritten(
    with_film: Path, films: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = with_film / "videos/phim"
    before = {one.name: one.read_bytes() for one in folder.iterdir()}
    assert run(with_film, films / "upright.mov", "phim") == 2
    assert "--replace" in capsys.readouterr().err
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == before

    assert run(with_film, films / "upright.mov", "phim", "--replace") == 0
    after = {one.name: one.read_bytes() for one in folder.iterdir()}
    assert after.pop("film.mp4") != before.pop("film.mp4")
    assert after == before


def test_a_film_that_is_too_long_is_told_how_much_fits(
    example: Path,
    films: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(adding, "MAX_RECORDING_BYTES", 1_000)
    assert run(example, films / "upright.mov", "phim", "--lang", "en") == 1
    assert "About 1 min of" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "id", "code", "words"),
    [
        ("none.mov", "phim", 2, "none.mov"),
        ("upright.mov", "Phim mới", 2, "phim-moi"),
        ("upright.mov", "../phim", 2, "phim"),
        ("upright.mov", "", 2, "mã"),
        ("upright.mov", "chao-nhau", 2, "storyboard.yml"),
        ("../films.lock", "phim", 1, "VLC"),
    ],
)
def test_what_cannot_be_done_is_told(
    example: Path,
    films: Path,
    capsys: pytest.CaptureFixture[str],
    file: str,
    id: str,
    code: int,
    words: str,
) -> None:
    assert run(example, films / file, id) == code
    assert words in capsys.readouterr().err
    assert not (example / "videos/phim").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no program there can send Ctrl-C to one")
def test_ctrl_c_leaves_nothing_behind(example: Path, films: Path) -> None:
    command = [sys.executable, "-m", "tiengnoi", "film", str(films / "long.mov"), "phim"]
    process = subprocess.Popen(
        [*command, "--root", str(example)], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    folder = example / "videos/phim"
    began = time.monotonic()
    while not [*folder.glob(".*.mp4")] and time.monotonic() - began < 60:
        time.sleep(0.02)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=60)
    assert process.returncode == 130, error
    assert "Đã dừng" in error.decode()
    assert not folder.exists()
