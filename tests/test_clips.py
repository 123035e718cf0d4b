"""Clips that are made for real: what is seen and heard in them, and that nothing goes to waste."""

import errno
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
import wave
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from html import unescape
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import av
import numpy as np
import pytest
import yaml
from av.video.stream import VideoStream
from filelock import FileLock
from numpy.typing import NDArray

from conftest import EXAMPLE, ROOT, copy_of_example
from tiengnoi.cli import main
from tiengnoi.locales import LOCALES, Locale, label
from tiengnoi.problems import Problems
from tiengnoi.reading import read_catalogue
from tiengnoi.videos import encoding
from tiengnoi.videos.cache import FOLDER, Cache
from tiengnoi.videos.captions import Cue, parse
from tiengnoi.videos.clips import clips, poster_of
from tiengnoi.videos.making import LANGUAGES, Failed, Making
from tiengnoi.videos.model import HEIGHT, WIDTH
from tiengnoi.videos.pictures import poster_frame, render
from tiengnoi.videos.planning import Job, Plan, Planning
from tiengnoi.videos.playable import Playable
from tiengnoi.videos.sound import RATE, Samples, decoded, loudness

ID = "chao-nhau"
BOARD = f"videos/{ID}/storyboard.yml"
TODAY = date(2026, 11, 24)
RECORDED = """consent:
  - who: {vi: "Giọng đọc", en: "A voice"}
    given_by: "chính chị"
    given: 2026-01-10
    until: 2098-12-31
"""

Pixels = NDArray[np.int32]


def planning_of(root: Path, folder: Path) -> Planning:
    return Planning(read_catalogue(root, Problems()), Cache(folder))


def make(root: Path, folder: Path, *, jobs: int = 0) -> list[Failed]:
    planning = planning_of(root, folder)
    return Making(planning, jobs=jobs).make(planning.jobs())


def playable(planning: Planning) -> Mapping[tuple[str, Locale], Playable]:
    return clips(planning.catalogue, planning, TODAY)[0]


@pytest.fixture(scope="session")
def made(shared: Path) -> Path:
    """A cache with the example's clip in both languages, made once a run."""
    folder = shared / "example-clips"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            beside = folder.with_suffix(".new")
            assert make(EXAMPLE, beside) == []
            playable(planning_of(EXAMPLE, beside))  # the posters
            beside.rename(folder)
    return folder


def contents(folder: Path) -> dict[str, str]:
    """Digests of the files of a cache that are not on their way."""
    files = (path for path in folder.iterdir() if not path.name.startswith("."))
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in files}


def on_its_way(folder: Path) -> list[str]:
    return [path.name for path in folder.glob(".*") if path.name != ".writable"]


@dataclass(frozen=True)
class Seen:
    """What a player gets of a file: each picture with its time (ms), and all samples."""

    streams: dict[str, str]
    size: tuple[int, int]
    language: str
    title: str
    duration: int
    chapters: list[tuple[int, int, str]]
    pictures: list[tuple[int, Pixels]]
    samples: Samples


@cache
def seen(path: Path) -> Seen:
    with av.open(path) as file:
        video, audio = file.streams.video[0], file.streams.audio[0]
        assert isinstance(video, VideoStream)
        chapters = []
        for one in file.chapters():
            unit = 1000 * (one["time_base"] or 0)
            start, end = round(one["start"] * unit), round(one["end"] * unit)
            chapters.append((start, end, one["metadata"]["title"]))
        facts: dict[str, Any] = {
            "streams": {one.type: one.codec_context.name for one in (video, audio)},
            "size": (video.width, video.height),
            "language": audio.metadata["language"],
            "title": file.metadata["title"],
            "duration": round((file.duration or 0) / 1000),
            "chapters": chapters,
            "pictures": [
                (round(1000 * frame.time), pixels(frame)) for frame in file.decode(video=0)
            ],
        }
    return Seen(**facts, samples=decoded(path))


def pixels(frame: av.VideoFrame) -> Pixels:
    return frame.to_ndarray(format="rgb24").astype(np.int32)


def unlike(one: Pixels, other: Pixels) -> float:
    """How far apart two pictures are, of 255 steps."""
    return float(np.abs(one - other).mean())


@dataclass(frozen=True)
class Rendition:
    """A file, and all that it was made of."""

    job: Job
    plan: Plan
    path: Path
    pictures: list[Pixels]

    @property
    def seen(self) -> Seen:
        return seen(self.path)


@pytest.fixture(
    scope="module",
    params=[f"{locale}.{ending}" for locale in LOCALES for ending in ("webm", "mp4")],
)
def rendition(request: pytest.FixtureRequest, made: Path) -> Rendition:
    locale, ending = request.param.split(".")
    planning = planning_of(EXAMPLE, made)
    (job,) = (job for job in planning.jobs() if job.locale == locale)
    plan = planning.plan(job)
    assert plan is not None
    pictures = [pixels(encoding.decoded(planning.cache.read(name))) for name in plan.shown]
    return Rendition(job, plan, planning.cache.path(plan.renditions[ending]), pictures)


# What is seen and heard


def test_a_clip_has_the_codecs_and_the_size_that_were_promised(rendition: Rendition) -> None:
    webm, mp4 = {"video": "vp9", "audio": "opus"}, {"video": "h264", "audio": "aac"}
    assert rendition.seen.streams == (webm if rendition.path.suffix == ".webm" else mp4)
    assert rendition.seen.size == (WIDTH, HEIGHT)
    assert rendition.seen.language == LANGUAGES[rendition.job.locale]
    assert rendition.seen.title == rendition.job.title


def test_a_clip_takes_about_ten_seconds_as_planned(rendition: Rendition) -> None:
    planned = rendition.plan.timeline.duration
    assert 8000 < planned < 12_000
    assert abs(rendition.seen.duration - planned) < 100
    assert abs(len(rendition.seen.samples) * 1000 / RATE - planned) < 100


def test_the_container_has_the_scenes_as_chapters(rendition: Rendition) -> None:
    planned = rendition.plan.timeline.chapters(rendition.job.board, rendition.job.locale)
    assert rendition.seen.chapters == [(one.start, one.end, one.text) for one in planned]


def test_each_picture_is_seen_from_when_it_was_planned(rendition: Rendition) -> None:
    shown = rendition.plan.timeline.shown
    assert len(shown) == 3
    times = [when for when, _ in rendition.seen.pictures]
    assert {one.start for one in shown} <= {*times}
    for when, picture in rendition.seen.pictures:
        number = sum(one.start <= when for one in shown) - 1
        distances = [unlike(picture, other) for other in rendition.pictures]
        assert distances[number] < 1.5
        assert distances[number] == min(distances)


def test_the_first_picture_and_the_last_are_not_black(rendition: Rendition) -> None:
    for _, picture in (rendition.seen.pictures[0], rendition.seen.pictures[-1]):
        assert picture.mean() > 60
        assert picture.std() > 10


def test_colours_are_those_of_the_site(rendition: Rendition) -> None:
    _, first = rendition.seen.pictures[0]
    _, last = rendition.seen.pictures[-1]
    paper, teal = first[4, 4], last[HEIGHT - 3, 4]
    assert np.abs(paper - [0xFA, 0xF6, 0xEE]).max() <= 3
    assert np.abs(teal - [0x0F, 0x5E, 0x63]).max() <= 6


def test_a_player_may_jump_to_every_scene(rendition: Rendition) -> None:
    with av.open(rendition.path) as file:
        keys = {round(1000 * frame.time) for frame in file.decode(video=0) if frame.key_frame}
    assert {*rendition.plan.timeline.starts} <= keys


def test_no_picture_stands_for_longer_than_a_second_without_a_frame(rendition: Rendition) -> None:
    times = [when for when, _ in rendition.seen.pictures]
    assert times[0] == 0
    assert all(0 < after - before <= 1000 for before, after in pairwise(times))
    assert rendition.plan.timeline.duration - times[-1] <= 1000


def test_sentences_are_heard_where_they_were_planned(rendition: Rendition) -> None:
    (loud,) = np.nonzero(np.abs(rendition.seen.samples.astype(np.int32)) > 300)
    heard = loud * 1000 / RATE
    for one in rendition.plan.timeline.said:
        mine = heard[(heard >= one.start - 100) & (heard < one.until)]
        assert abs(mine[0] - one.start) < 150
        assert abs(mine[-1] - one.end) < 150


def test_it_is_never_silent_for_longer_than_planned(rendition: Rendition) -> None:
    (loud,) = np.nonzero(np.abs(rendition.seen.samples.astype(np.int32)) > 300)
    heard = [0, *(loud * 1000 / RATE), rendition.plan.timeline.duration]
    said, times = rendition.plan.timeline.said, rendition.plan.timeline
    edges = [0, *(edge for one in said for edge in (one.start, one.end)), times.duration]
    longest = max(after - before for before, after in zip(edges[::2], edges[1::2], strict=True))
    assert max(np.diff(heard)) <= longest + 150


def test_it_is_as_loud_as_speech_on_a_phone_should_be(rendition: Rendition) -> None:
    assert abs(loudness(rendition.seen.samples) + 16) < 1
    clipped = np.abs(rendition.seen.samples.astype(np.int32)) >= 32_767
    assert clipped.mean() < 1 / 10_000


def test_ten_seconds_are_light(rendition: Rendition) -> None:
    assert rendition.path.stat().st_size < 70_000


# What lies beside it


@pytest.mark.parametrize("locale", LOCALES)
def test_captions_and_chapters_are_files_that_follow_the_voice(made: Path, locale: Locale) -> None:
    planning = planning_of(EXAMPLE, made)
    clip = playable(planning)[ID, locale]
    (job,) = (job for job in planning.jobs() if job.locale == locale)
    plan = planning.plan(job)
    assert plan is not None
    assert [*clip.captions] == [*LOCALES]
    for language, file in clip.captions.items():
        assert cues_of(file.data) == plan.timeline.captions(job.board, language)
    assert clip.chapters
    assert cues_of(clip.chapters.data) == plan.timeline.chapters(job.board, locale)
    assert [line.start for part in clip.parts for line in part.lines] == [
        one.start for one in plan.timeline.said
    ]


def cues_of(data: bytes | Path) -> list[Cue]:
    assert isinstance(data, bytes)
    return [cue for cue, _ in parse(data.decode())]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_package_holds_the_clip_captions_and_all_words(made: Path, locale: Locale) -> None:
    clip = playable(planning_of(EXAMPLE, made))[ID, locale]
    assert clip.package
    assert isinstance(clip.package.data, bytes)
    with ZipFile(BytesIO(clip.package.data)) as opened:
        assert sorted(opened.namelist()) == [
            f"{ID}/{ID}.{ending}" for ending in ("en.srt", "mp4", "txt", "vi.srt")
        ]
        mp4 = clip.media[1].data
        assert isinstance(mp4, Path)
        assert opened.read(f"{ID}/{ID}.mp4") == mp4.read_bytes()
        text = opened.read(f"{ID}/{ID}.txt").decode("utf-8-sig")
        captions = opened.read(f"{ID}/{ID}.{locale}.srt").decode("utf-8-sig")
    for sentence in sentences(locale):
        assert sentence in text
        assert sentence in captions.replace("\n", " ")
    assert "111" in text
    assert ("Một em giơ tay chào." if locale == "vi" else "A child waves hello.") in text


def sentences(locale: Locale) -> list[str]:
    board = yaml.safe_load((EXAMPLE / BOARD).read_text("utf-8"))
    return [one[locale] for scene in board["scenes"] for one in scene["says"]]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_poster_shows_the_scene_with_all_its_points(made: Path, locale: Locale) -> None:
    planning = planning_of(EXAMPLE, made)
    (job,) = (job for job in planning.jobs() if job.locale == locale)
    (png,) = render([poster_frame(job.board, planning.catalogue, locale)])
    with av.open(poster_of(job.board, planning, locale)) as file:
        poster = pixels(next(file.decode(video=0)))
    assert poster.shape == (HEIGHT, WIDTH, 3)
    assert unlike(poster, pixels(encoding.decoded(png))) < 2


# What is made, and what is not made again


def test_the_same_storyboard_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    """On all cores, and one after the other."""
    assert make(EXAMPLE, tmp_path, jobs=1) == []
    planning = planning_of(EXAMPLE, tmp_path)
    again, before = playable(planning), playable(planning_of(EXAMPLE, made))
    assert contents(tmp_path) == contents(made)
    assert len(contents(made)) == 8 + 6 + 4 + 2  # sentences, pictures, renditions, posters
    for key, clip in before.items():
        assert [(one.path, bytes_of(one.data)) for one in clip.assets] == [
            (one.path, bytes_of(one.data)) for one in again[key].assets
        ]


def bytes_of(data: bytes | Path) -> bytes:
    return data.read_bytes() if isinstance(data, Path) else data


def test_what_is_made_is_not_made_again(made: Path) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in made.glob("[!.]*")}
    begun = time.perf_counter()
    assert make(EXAMPLE, made) == []
    assert time.perf_counter() - begun < 1
    assert {path.name: path.stat().st_mtime_ns for path in made.glob("[!.]*")} == before


def change(root: Path, old: str, new: str) -> None:
    path = root / BOARD
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_sentence_that_changes_costs_itself_and_the_clip_in_its_language(
    made: Path, example: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(made, tmp_path / "cache"))
    change(example, "The call is free.", "The call costs nothing.")
    assert make(example, folder) == []
    new = [name.rpartition(".")[2] for name in contents(folder).keys() - contents(made).keys()]
    assert sorted(new) == ["mp4", "pcm", "webm"]
    vietnamese, english = planning_of(example, folder).jobs()
    assert english.locale == "en"
    planned = planning_of(EXAMPLE, made)
    assert planning_of(example, folder).plan(vietnamese) == planned.plan(planned.jobs()[0])


@pytest.mark.parametrize(
    ("old", "new", "frames", "sentences"),
    [
        ("Say your name", "Give your name", 2, 0),  # as a point, on both frames of its scene
        ("When you need help", "If you need help", 1, 0),
        ('"Saying hello"', '"Hello"', 0, 0),
        ("Say your name.", "Tell your name.", 0, 1),
    ],
)
def test_what_changes_is_known_before_anything_is_made(
    made: Path, example: Path, old: str, new: str, frames: int, sentences: int
) -> None:
    if not sentences:  # the point, not the sentence
        old, new = (f'{text}"' if text[0] != '"' else text for text in (old, new))
    change(example, old, new)
    before, after = (planning_of(root, made) for root in (EXAMPLE, example))
    plans = []
    for planning in (before, after):
        (job,) = (job for job in planning.jobs() if job.locale == "en")
        heard = {one.name for one in job.sentences}
        plan = planning.plan(job)
        plans.append((heard, {*plan.shown} if plan else set(), planning.is_made(plan)))
    assert len(plans[1][0] - plans[0][0]) == sentences
    if not sentences:
        assert len(plans[1][1] - plans[0][1]) == frames
    assert [is_made for _, _, is_made in plans] == [True, False]
    (vietnamese,) = (job for job in after.jobs() if job.locale == "vi")
    assert after.is_made(after.plan(vietnamese))


# What goes wrong


def test_a_clip_that_fails_is_told_and_stops_no_other(example: Path, tmp_path: Path) -> None:
    broken = record(example, {"Gọi không mất tiền.": b"no sound"})
    (failed,) = make(example, tmp_path / "cache")
    assert (failed.id, failed.locale) == (ID, "vi")
    assert broken.name in failed.why
    found = playable(planning_of(example, tmp_path / "cache"))
    assert (found[ID, "vi"].state, found[ID, "en"].state) == ("unmade", "made")


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), PermissionError(), ValueError()])
def test_a_file_is_whole_or_not_there(tmp_path: Path, error: Exception) -> None:
    kept = Cache(tmp_path)
    kept.keep("a.pcm", lambda path: path.write_bytes(b"whole"))

    def half(path: Path) -> None:
        path.write_bytes(b"ha")
        raise error

    for name in ("a.pcm", "b.pcm"):
        with pytest.raises(type(error)):
            kept.keep(name, half)
    assert contents(tmp_path) == {"a.pcm": sha256(b"whole").hexdigest()}
    assert not on_its_way(tmp_path)
    assert Cache(tmp_path).has("a.pcm")
    assert not Cache(tmp_path).has("b.pcm")


def test_what_a_killed_run_left_is_cleared_but_not_what_another_one_is_writing(
    tmp_path: Path,
) -> None:
    old, new = tmp_path / ".a1.x.webm", tmp_path / ".b2.y.webm"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    found = Cache(tmp_path)
    assert on_its_way(tmp_path) == [new.name]
    assert not found.has("x.webm")


def test_without_a_place_for_the_cache_clips_are_made_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    kept = Cache(tmp_path / "file")
    try:
        kept.keep("a.pcm", lambda path: path.write_bytes(b"whole"))
        assert kept.read("a.pcm") == b"whole"
        assert kept.folder.parent != tmp_path
    finally:
        shutil.rmtree(kept.folder)


def begin(root: Path, **how: Any) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tiengnoi", "clips", "--root", str(root), "--lang", "en"]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, text=True, stdout=pipe, stderr=pipe, **how)


def wait_for(happened: Callable[[], object], process: "subprocess.Popen[str]") -> None:
    while not happened():
        assert process.poll() is None, "it ended too early"
        time.sleep(0.005)


def test_the_command_says_how_long_each_clip_is_and_what_it_weighs(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["clips", "--draft", "--root", str(example)]) == 0
    lines = capsys.readouterr().out.splitlines()
    for line, locale in zip(lines, LOCALES, strict=True):
        file = r"/\S+\.mp4"
        assert re.fullmatch(rf"chao-nhau \({locale}\): 0:\d\d, mp4 \d+ KB: {file}", line)


@pytest.mark.skipif(sys.platform == "win32", reason="no program there can send Ctrl-C to one")
def test_stopped_or_killed_a_run_leaves_no_half_file_and_the_next_goes_on(
    made: Path, example: Path
) -> None:
    folder, whole = example / FOLDER, contents(made)

    process = begin(example)
    wait_for(lambda: [*folder.glob("*.pcm")], process)
    process.send_signal(signal.SIGINT)
    begun = time.monotonic()
    process.communicate()
    assert process.returncode == 130
    assert time.monotonic() - begun < 10
    assert not on_its_way(folder)
    spoken = contents(folder)
    assert spoken.items() <= whole.items()

    process = begin(example)
    wait_for(lambda: [*folder.glob(".*.webm")], process)
    process.kill()
    process.communicate()
    drawn = contents(folder)
    assert spoken.items() < drawn.items() <= whole.items()
    assert on_its_way(folder)

    assert make(example, folder) == []
    playable(planning_of(example, folder))
    assert contents(folder) == whole


def _small_disk() -> None:
    """As on a full disk, no file can grow beyond a few blocks (an error, not a signal)."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are a matter of Unix")
def test_on_a_full_disk_each_clip_that_fails_is_told(made: Path, example: Path) -> None:
    """There is room for nothing but what is there: sentences and pictures."""
    folder = example / FOLDER
    shutil.copytree(made, folder, ignore=shutil.ignore_patterns("*.webm", "*.mp4"))
    before = contents(folder)
    process = begin(example, preexec_fn=_small_disk)
    _, told = process.communicate()
    assert process.returncode == 1
    for locale in LOCALES:
        assert f"{ID} ({locale})" in told
    assert os.strerror(errno.EFBIG) in told
    assert contents(folder) == before
    assert not on_its_way(folder)


# Recorded voices


def tone(hertz: int) -> bytes:
    """A second of a tone as a WAV file of a phone: 44,100 samples a second."""
    samples = 9000 * np.sin(2 * np.pi * hertz * np.arange(44_100) / 44_100)
    out = BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(44_100)
        file.writeframes(samples.astype("<i2").tobytes())
    return out.getvalue()


def record(root: Path, sounds: Mapping[str, bytes], id: str = ID, consent: str = RECORDED) -> Path:
    """Vietnamese recordings of sentences, and consent to them; gives the last file."""
    folder = root / f"videos/{id}/narration/vi"
    folder.mkdir(parents=True)
    said = []
    for number, (sentence, data) in enumerate(sounds.items(), 1):
        (folder / f"cau-{number}.wav").write_bytes(data)
        said.append({"file": f"cau-{number}.wav", "says": sentence})
    text = yaml.safe_dump({"recordings": said}, allow_unicode=True)
    (folder / "recordings.yml").write_text(text, "utf-8")
    board = root / f"videos/{id}/storyboard.yml"
    board.write_text(board.read_text("utf-8").replace("scenes:\n", f"{consent}scenes:\n"), "utf-8")
    return folder / f"cau-{len(sounds)}.wav"


TONES = dict(zip(sentences("vi"), (440, 550, 660, 770), strict=True))


def test_recordings_take_the_place_of_the_machine(example: Path, tmp_path: Path) -> None:
    record(example, {sentence: tone(hertz) for sentence, hertz in TONES.items()})
    planning = planning_of(example, tmp_path)
    vietnamese, english = planning.jobs()
    assert Making(planning).make([vietnamese]) == []
    plan = planning.plan(vietnamese)
    assert plan is not None
    for name in plan.renditions.values():
        samples = seen(planning.cache.path(name)).samples
        for place, hertz in zip(plan.timeline.said, TONES.values(), strict=True):
            assert abs(place.end - place.start - 1000) < 50
            middle = (place.start + place.end) // 2 * RATE // 1000
            heard = np.abs(np.fft.rfft(samples[middle - RATE // 4 : middle + RATE // 4]))
            assert abs(2 * int(heard.argmax()) - hertz) <= 4
    assert playable(planning)[ID, "vi"].voice == "recorded"
    assert not any(one.recording for one in english.sentences)


def test_one_recording_is_one_sentence(made: Path, example: Path) -> None:
    record(example, {"“Gọi  không mất tiền.”": tone(440)})  # spaces and quotes are not heard
    vietnamese, _ = planning_of(example, made).jobs()
    assert [bool(one.recording) for one in vietnamese.sentences] == [False, False, False, True]


def test_a_recording_without_consent_or_of_other_words_is_not_used(
    made: Path, example: Path
) -> None:
    record(example, {"Gọi không mất tiền.": tone(440), "Em nói tên em.": tone(550)}, consent="")
    planning = planning_of(example, made)
    assert planning.is_made(planning.plan(planning.jobs()[0]))
    change(example, "scenes:\n", f"{RECORDED}scenes:\n")
    change(example, "Gọi không mất tiền.", "Gọi là miễn phí.")
    assert not any(one.recording for one in planning_of(example, made).jobs()[0].sentences)


# Pages


def html(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text("utf-8")


FOLDER_OF: dict[Locale, str] = {"vi": "", "en": "en/"}


def test_where_clips_are_not_made_a_page_has_the_poster_and_all_words(example_site: Path) -> None:
    for locale in LOCALES:
        folder = f"{FOLDER_OF[locale]}video"
        text = unescape(html(example_site, f"{folder}/{ID}"))
        assert "<video" not in text
        assert "<source" not in text
        assert label("clip-unmade", locale) in text
        assert label("clip-voice-machine", locale) not in text
        (poster,) = re.findall(rf'<img src="([^"]+/{ID}\.{locale}\.[0-9a-f]{{8}}\.webp)"', text)
        assert (example_site / folder / ID / poster).resolve().is_file()
        for sentence in sentences(locale):
            assert sentence in text
    assert not [*example_site.rglob("*.webm"), *example_site.rglob("*.mp4")]


@dataclass(frozen=True)
class Built:
    site: Path
    log: str


@pytest.fixture(scope="session")
def built(shared: Path, made: Path) -> Built:
    """The example with its clip made, and others of which something is special."""
    source, into = shared / "clips-source", shared / "clips-site"
    with FileLock(f"{source}.lock"):
        if not into.exists():
            special(copy_of_example(source), made)
            command = [sys.executable, "-m", "mkdocs", "build", "-d", str(into.with_suffix(".new"))]
            env = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
            done = subprocess.run(
                command, cwd=source, env=env, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, done.stderr
            (source / "log").write_text(done.stderr, "utf-8")
            into.with_suffix(".new").rename(into)
    return Built(into, (source / "log").read_text("utf-8"))


def special(source: Path, made: Path) -> None:
    """`da-rut`: withdrawn, `het-han`: consent has ended, `giong-that`: with a real voice,
    `hong`: cannot be made."""
    shutil.copytree(made, source / FOLDER)
    config = source / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("videos:\n      make: never", "videos"), "utf-8")
    for id in ("da-rut", "het-han", "giong-that", "hong"):
        shutil.copytree(source / f"videos/{ID}", source / f"videos/{id}")
    withdrawn = RECORDED.replace("    until", "    withdrawn: 2026-06-01\n    until")
    tones = {sentence: tone(hertz) for sentence, hertz in TONES.items()}
    record(source, tones, "da-rut", withdrawn)
    record(source, tones, "het-han", RECORDED.replace("2098-12-31", "2026-02-01"))
    record(source, tones, "giong-that")
    record(source, {"Gọi không mất tiền.": b"no sound"}, "hong")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_page_plays_its_clip(built: Built, locale: Locale) -> None:
    folder = f"{FOLDER_OF[locale]}video"
    page = html(built.site, f"{folder}/{ID}")
    text = unescape(page)
    assert '<video id="chao-nhau"' in text
    assert 'preload="none"' in text
    assert label("clip-voice-machine", locale) in text
    assert label("clip-unmade", locale) not in text
    files = re.findall(r'<(?:source|track)[^>]*? src="([^"]+)"|poster="([^"]+)"', page)
    paths = [(built.site / folder / ID / (one or other)).resolve() for one, other in files]
    assert all(path.is_file() for path in paths)
    assert [re.sub(r"\.[0-9a-f]{8}\.", ".", path.name) for path in paths] == [
        f"{ID}.{locale}.{rest}"
        for rest in ("webp", "webm", "mp4", "captions-vi.vtt", "captions-en.vtt", "chapters.vtt")
    ]
    _, _, transcript = page.partition('class="tn-clip__transcript"')
    starts = [float(one) for one in re.findall(r'data-at="([\d.]+)"', transcript)]
    assert starts == sorted(starts)
    assert len(starts) == 4


def test_files_of_a_clip_are_named_by_what_they_hold(built: Built) -> None:
    files = [*built.site.glob(f"video/{ID}.*")]
    assert len(files) == 2 * 7
    for path in files:
        assert path.name.split(".")[-2] == sha256(path.read_bytes()).hexdigest()[:8]


def test_a_page_with_a_real_voice_says_nothing_of_a_machine(built: Built) -> None:
    text = html(built.site, "video/giong-that")
    assert "<video" in text
    for voice in ("machine", "mixed"):
        assert label(f"clip-voice-{voice}", "vi") not in text
    assert label("clip-voice-machine", "en") in unescape(html(built.site, "en/video/giong-that"))


@pytest.mark.parametrize(("id", "note"), [("da-rut", "withdrawn"), ("het-han", "withheld")])
@pytest.mark.parametrize("locale", LOCALES)
def test_without_consent_a_page_has_a_notice_and_no_word_of_the_clip(
    built: Built, id: str, note: str, locale: Locale
) -> None:
    text = unescape(html(built.site, f"{FOLDER_OF[locale]}video/{id}"))
    assert label(f"clip-{note}", locale) in text
    assert "<video" not in text
    for sentence in sentences(locale):
        assert sentence not in text
    assert not [*built.site.glob(f"video/{id}.*")]


@pytest.mark.parametrize("locale", LOCALES)
def test_without_consent_a_clip_is_not_in_the_library(built: Built, locale: Locale) -> None:
    library = html(built.site, FOLDER_OF[locale]).partition('"tn-clips"')[2]
    library = library.partition("</article>")[0]
    assert f"video/{ID}/" in library
    for id in ("da-rut", "het-han"):
        assert f"video/{id}/" not in library


def test_a_clip_that_cannot_be_made_is_told_with_its_file(built: Built) -> None:
    lines = [line for line in built.log.splitlines() if "[clip-failed]" in line]
    assert len(lines) == 1
    assert "videos/hong/storyboard.yml:1: " in lines[0]
    assert "hong (vi)" in lines[0]
    assert label("clip-unmade", "vi") in unescape(html(built.site, "video/hong"))
    assert "<video" in html(built.site, "en/video/hong")


# Our own clips


def our_clips() -> Iterator[tuple[str, Locale]]:
    for path in sorted(ROOT.glob("videos/*/storyboard.yml")):
        for locale in LOCALES:
            yield path.parent.name, locale


def of_ours(site: Path, id: str, name: str) -> Path:
    (found,) = site.glob(f"video/{id}.{name}")
    return found


def minutes(path: Path) -> float:
    with av.open(path) as file:
        return (file.duration or 0) / av.time_base / 60


def test_our_clips_are_there_in_two_renditions_and_both_languages(site: Path) -> None:
    there = [*our_clips()]
    assert len(there) >= 12
    for id, locale in there:
        for ending in ("webm", "mp4", "webp", "zip"):
            assert of_ours(site, id, f"{locale}.????????.{ending}").stat().st_size > 5000
        page = html(site, f"{FOLDER_OF[locale]}video/{id}")
        assert "<video" in page


def test_our_clips_are_as_long_as_one_listens_and_light(site: Path) -> None:
    for id, locale in our_clips():
        webm = of_ours(site, id, f"{locale}.????????.webm")
        mp4 = of_ours(site, id, f"{locale}.????????.mp4")
        assert 90 <= 60 * minutes(webm) <= 150
        assert abs(minutes(webm) - minutes(mp4)) * 60 < 0.1
        assert webm.stat().st_size / 1e6 <= 0.3 * minutes(webm)


def test_our_captions_can_be_read_in_both_languages(site: Path) -> None:
    for id, voice in our_clips():
        for locale in LOCALES:
            path = of_ours(site, id, f"{voice}.captions-{locale}.????????.vtt")
            cues = [cue for cue, _ in parse(path.read_text("utf-8"))]
            assert max(cue.speed for cue in cues) <= 17.5
            assert min(cue.end - cue.start for cue in cues) >= 800
            assert all(before.end < after.start for before, after in pairwise(cues))


def test_our_clips_show_at_least_six_pictures() -> None:
    for path in ROOT.glob("videos/*/storyboard.yml"):
        board = yaml.safe_load(path.read_text("utf-8"))
        assert len({scene["art"] for scene in board["scenes"] if "art" in scene}) >= 6
