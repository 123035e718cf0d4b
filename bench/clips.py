"""How long our clips take, how much memory and how many bytes, beside what training sites do.

The peer is the straightforward pipeline, after `ari` of the Galaxy Training Network: a page of HTML
for each state of a slide, a picture of 1920×1080 of it by headless Chromium (by our Typst where
there is none), a call of ffmpeg for each scene (1080p30, defaults of x264 and AAC), and its concat
demuxer for the whole. A point appears when its sentence begins, as in ours. Pictures and calls run
on all cores. Ours makes two renditions meanwhile, the peer one.

To speak is left out of both: both get the sentences spoken. How long that takes is told beside.
Only where ours is alone, as a clip is made from nothing and one sentence of it changes, it counts.
What is measured favours the peer: it gets its pages ready, and the sound of each scene too, placed
and as loud as ours; it decodes a picture once however long it stands, and makes no chapters. Ours
begins with a new process, and reads all sources of the site.

Only the ratios of one run count. Needs Linux, and an ffmpeg: in PATH, or `pip install
imageio-ffmpeg`, or elsewhere with `--ffmpeg`. Run with `python bench/clips.py`.
"""

import argparse
import asyncio
import importlib
import json
import os
import pickle
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import wave
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from html import escape
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

# Ours is imported where it is used: the peer's process need not load it, and ours counts it.
if TYPE_CHECKING:
    from tiengnoi.videos.pictures import Frame
    from tiengnoi.videos.planning import Job, Plan, Planning

ROOT = Path(__file__).parents[1]
SOURCES = ("docs", "materials", "videos", "published.txt", "mkdocs.yml")
CORES = len(os.sched_getaffinity(0))

OURS, PEER = "ours", "peer"
AGAIN, ALONE, CHANGED = "ours, nothing changed", "ours, one clip", "ours, one sentence"

CALLS = {
    OURS: "Making(Planning(read_catalogue(…), Cache(…))).make(jobs); the cache has the sentences",
    AGAIN: "the same, with the cache that it filled",
    ALONE: "the same for one clip, both languages, with an empty cache",
    CHANGED: "the same for all clips, in one of which a Vietnamese sentence is longer by a word",
}

FASTER = 4
"""The peer takes at least so many times as long as ours."""
SMALLER = {"webm": 6.0, "mp4": 3.5}
"""Its file is at least so many times as large."""
WEBM = 0.3
"""MB that a minute may take."""
PEAK = 400
"""MB of memory that ours may take."""
SECOND = 1
"""Seconds that ours may take when nothing has changed."""
SHARE = 0.5
"""Of the time that the whole clip takes, when one sentence has changed."""

WIDTH, HEIGHT = 1920, 1080
SCENE = (
    "-f concat -safe 0 -i {states} -i {sound} -t {seconds} "
    "-vf scale=1920:1080,format=yuv420p,fps=30 "
    "-c:v libx264 -pix_fmt yuv420p -c:a aac -b:a 128k {video}"
)
JOIN = "-f concat -safe 0 -i {scenes} -c copy {video}"
QUIET = "-hide_banner -loglevel error -nostdin -y"

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]

STYLE = f"""
body {{ margin: 0; width: {WIDTH}px; height: {HEIGHT}px; font: 72px sans-serif;
  background: #faf6ee; color: #1d1d1b }}
h1 {{ margin: 0; padding: 54px 72px 36px; font-size: 90px; color: #0f5e63 }}
main {{ display: flex; gap: 60px; align-items: center; height: 720px; padding: 0 72px }}
figure {{ flex: 1; height: 100%; margin: 0; background: #fff; border: 3px solid #d8cfbd }}
svg {{ width: 100%; height: 100% }}
ul {{ flex: 1; margin: 0 }}
li {{ margin-bottom: 36px }}
p {{ flex: 1; margin: 0; padding: 60px; text-align: center; background: #0f5e63; color: #fff }}
b {{ display: block; font-size: 270px }}
.later {{ visibility: hidden }}
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """A process, once. Wall and processor seconds; `peak`: MB of it and all that it began, those
    that several share counted once; `parts`: seconds of what it did."""

    wall: float
    cpu: float
    peak: float
    parts: dict[str, float]


@dataclass(frozen=True, slots=True)
class Clip:
    """A clip in one language: its names in our cache."""

    id: str
    locale: str
    minutes: float
    sentences: list[str]
    frames: list[str]
    renditions: dict[str, str]

    @property
    def name(self) -> str:
        return f"{self.id}.{self.locale}"

    @property
    def files(self) -> set[str]:
        return {*self.sentences, *self.frames, *self.renditions.values()}


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was made beforehand. `spoken`: seconds that all sentences took."""

    clips: list[Clip]
    spoken: float


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene as the peer makes it: its sound, and pictures with the seconds that they stand."""

    folder: str
    sound: str
    states: list[tuple[str, float]] = field(default_factory=list)


# What is made beforehand


def copy_sources(into: Path) -> None:
    into.mkdir()
    for source in (ROOT / name for name in SOURCES):
        if source.is_dir():
            shutil.copytree(source, into / source.name)
        elif source.exists():
            shutil.copy(source, into)


def planning_of(project: Path, cache: Path) -> "Planning":
    from tiengnoi.problems import Problems
    from tiengnoi.reading import read_catalogue
    from tiengnoi.videos.cache import Cache
    from tiengnoi.videos.planning import Planning

    return Planning(read_catalogue(project, Problems()), Cache(cache))


def planned(planning: "Planning", ids: Sequence[str]) -> "Iterator[tuple[Job, Plan]]":
    for job in planning.jobs(ids):
        plan = planning.plan(job)
        assert plan, f"{job.id}: not all is spoken"
        yield job, plan


def listed(planning: "Planning", ids: Sequence[str]) -> list[Clip]:
    return [
        Clip(
            job.id,
            job.locale,
            plan.timeline.duration / 60_000,
            [one.name for one in job.sentences],
            [*plan.frames],
            {**plan.renditions},
        )
        for job, plan in planned(planning, ids)
    ]


def prepare(folder: str, count: str) -> Prepared:
    """Speak all sentences, and write what the peer's clips are made of."""
    from tiengnoi.videos.making import Making
    from tiengnoi.videos.sound import RATE, samples_in

    planning = planning_of(Path(folder, "project"), Path(folder, "spoken"))
    every = list(dict.fromkeys(job.id for job in planning.jobs()))
    ids = every if count == "all" else every[: int(count)]
    spoken = speak(planning, ids)
    making, scenes = Making(planning), list[Scene]()
    frames: dict[str, Frame] = {}
    for job, plan in planned(planning, ids):
        samples = making.heard(job, plan.timeline)
        shown = [*zip(plan.timeline.shown, plan.shown, strict=True)]
        ends = [*(one.start for one, _ in shown[1:]), plan.timeline.duration]
        into = Path(folder, PEER, f"{job.id}.{job.locale}")
        for number, cue in enumerate(plan.timeline.chapters(job.board, job.locale)):
            (into / str(number)).mkdir(parents=True)
            sound = into / str(number) / "sound.wav"
            its = samples[samples_in(cue.start) : samples_in(cue.end)]
            write_sound(sound, RATE, its.tobytes())
            scenes.append(Scene(str(sound.parent), str(sound)))
            for (one, name), end in zip(shown, ends, strict=True):
                if one.scene == number:
                    page = into / str(number) / f"{one.points}.html"
                    page.write_text(slide(plan.frames[name]), "utf-8")
                    frames[str(page)] = plan.frames[name]
                    scenes[-1].states.append((str(page), (end - one.start) / 1000))
    Path(folder, PEER, "scenes.json").write_text(json.dumps([asdict(one) for one in scenes]))
    Path(folder, PEER, "frames").write_bytes(pickle.dumps(frames))
    return Prepared(listed(planning, ids), spoken)


def speak(planning: "Planning", ids: Sequence[str]) -> float:
    """Fill the cache with sentences. Gives the seconds that it took."""
    from tiengnoi.videos import sound, speech

    def say(job: "Job", number: int) -> None:
        one = job.sentences[number]
        recorded = one.recording
        heard = sound.decoded(recorded) if recorded else speech.speak(one.says, job.locale)
        planning.cache.keep(one.name, lambda path: path.write_bytes(heard.tobytes()))

    begun = time.perf_counter()
    jobs = planning.jobs(ids)
    work = [(job, number) for job in jobs for number in range(len(job.sentences))]
    with ThreadPoolExecutor(CORES) as pool:
        list(pool.map(lambda one: say(*one), work))
    return time.perf_counter() - begun


def write_sound(path: Path, rate: int, samples: bytes) -> None:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(samples)


def slide(frame: "Frame") -> str:
    """The same title, picture and points as a page of HTML."""
    points = "".join(
        f"<li{'' if number < frame.shown else ' class=later'}>{escape(point)}</li>"
        for number, point in enumerate(frame.points)
    )
    parts = [
        f"<figure>{frame.art}</figure>" if frame.art else "",
        f"<p><b>{escape(frame.number)}</b>{escape(frame.name)}</p>" if frame.number else "",
        f"<ul>{points}</ul>" if points else "",
    ]
    return (
        f'<!doctype html><html lang="{frame.lang}"><head><meta charset="utf-8">'
        f"<style>{STYLE}</style></head><body><h1>{escape(frame.title)}</h1>"
        f"<main>{''.join(parts)}</main></body></html>"
    )


def change(project: Path, clip: str) -> str:
    """Make a Vietnamese sentence from the middle of a clip longer by a word. Gives it."""
    path = project / "videos" / clip / "storyboard.yml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    said = [number for number, line in enumerate(lines) if re.match(r' +- \{?vi: "', line)]
    number = said[len(said) // 2]
    lines[number] = lines[number].replace('vi: "', 'vi: "Nhớ: ', 1)
    path.write_text("".join(lines), "utf-8")
    return lines[number].strip()


# Ours and the peer, each in a process of its own


def ours(project: str, cache: str, *ids: str) -> dict[str, float]:
    from tiengnoi.videos.making import Making

    imported = time.perf_counter()
    planning = planning_of(Path(project), Path(cache))
    read = time.perf_counter()
    if failed := Making(planning).make(planning.jobs(ids)):
        raise RuntimeError(failed)
    made = time.perf_counter()
    return {"importing": imported - BEGUN, "reading": read - imported, "making": made - read}


def peer(folder: str, ffmpeg: str) -> dict[str, float]:
    scenes = [Scene(**one) for one in json.loads(Path(folder, "scenes.json").read_text())]
    begun = time.perf_counter()
    pages = [Path(page) for scene in scenes for page, _ in scene.states]
    if can_draw():
        asyncio.run(draw(pages))
    else:
        draw_with_typst(pages, Path(folder, "frames"))
    drawn = time.perf_counter()

    def make(scene: Scene) -> None:
        states = Path(scene.folder, "states.txt")
        lines = [f"file '{Path(page).stem}.png'\nduration {long}" for page, long in scene.states]
        # The last one once more: where the demuxer ends, its picture has no length.
        states.write_text("\n".join([*lines, lines[-1], lines[-1].splitlines()[0]]), "ascii")
        seconds = f"{sum(long for _, long in scene.states):.3f}"
        video = f"{scene.folder}.mp4"
        call(ffmpeg, SCENE, states=states, sound=scene.sound, seconds=seconds, video=video)

    with ThreadPoolExecutor(CORES) as pool:
        list(pool.map(make, scenes))
    encoded = time.perf_counter()

    def join(clip: Path) -> None:
        parts = sorted(clip.glob("*.mp4"), key=lambda path: int(path.stem))
        (clip / "scenes.txt").write_text("".join(f"file '{one.name}'\n" for one in parts), "ascii")
        call(ffmpeg, JOIN, scenes=clip / "scenes.txt", video=f"{clip}.mp4")

    with ThreadPoolExecutor(CORES) as pool:
        list(pool.map(join, dict.fromkeys(Path(scene.folder).parent for scene in scenes)))
    joined = time.perf_counter()
    return {"slides": drawn - begun, "scenes": encoded - drawn, "joining": joined - encoded}


def call(ffmpeg: str, command: str, **values: object) -> None:
    words = [word.format(**values) for word in f"{QUIET} {command}".split()]
    subprocess.run([ffmpeg, *words], check=True)


def browser_path() -> str | None:
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def can_draw() -> bool:
    """Whether there is a Chromium, and what drives it."""
    return browser_path() is not None and find_spec("playwright") is not None


async def draw(pages: Sequence[Path]) -> None:
    from playwright.async_api import async_playwright

    left = iter(pages)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)

        async def in_a_tab() -> None:
            tab = await browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            for page in left:
                await tab.goto(page.as_uri())
                await tab.screenshot(path=page.with_suffix(".png"))

        await asyncio.gather(*(in_a_tab() for _ in range(CORES)))
        await browser.close()


def draw_with_typst(pages: Sequence[Path], frames: Path) -> None:
    """As in ours, but larger."""
    from tiengnoi.videos.pictures import render

    drawn: dict[str, Frame] = pickle.loads(frames.read_bytes())

    def clip(folder: Path) -> None:
        its = [page for page in pages if page.parents[1] == folder]
        made = render([drawn[str(page)] for page in its], WIDTH)
        for page, png in zip(its, made, strict=True):
            page.with_suffix(".png").write_bytes(png)

    with ThreadPoolExecutor(CORES) as pool:
        list(pool.map(clip, dict.fromkeys(page.parents[1] for page in pages)))


def lengths(*files: str) -> list[float]:
    """Minutes of videos."""
    import av

    found = []
    for file in files:
        with av.open(file) as container:
            found.append((container.duration or 0) / av.time_base / 60)
    return found


def clips(project: str, cache: str, *ids: str) -> list[Clip]:
    return listed(planning_of(Path(project), Path(cache)), ids)


STEPS: dict[str, Callable[..., object]] = {
    "prepare": prepare,
    OURS: ours,
    PEER: peer,
    "lengths": lengths,
    "clips": clips,
}


# The measurement


def family(id: int) -> list[int]:
    """A process, and all that it began and that run."""
    try:
        told = [path.read_text("ascii") for path in Path(f"/proc/{id}/task").glob("*/children")]
    except OSError:
        return [id]  # it has just ended
    return [id, *(one for child in " ".join(told).split() for one in family(int(child)))]


def megabytes(id: int) -> float:
    """What a process takes, its part of what several share."""
    try:
        text = Path(f"/proc/{id}/smaps_rollup").read_text("ascii")
    except OSError:
        return 0
    found = re.search(r"^Pss: +(\d+)", text, re.MULTILINE)
    return int(found[1]) * 1024 / 1e6 if found else 0


class Memory:
    """The most that a process and all that it began took together while this was open, in MB."""

    def __init__(self, id: int) -> None:
        self.id, self.peak = id, 0.0

    def __enter__(self) -> "Memory":
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._end.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._end.wait(0.1):
            self.peak = max(self.peak, sum(map(megabytes, family(self.id))))


def in_own_process(name: str, *arguments: str | Path) -> tuple[Ran, str]:
    """Run a step. Gives what it took, and what it tells as JSON."""
    command = [sys.executable, __file__, "--step", name, *map(str, arguments)]
    with tempfile.TemporaryFile("w+") as told:
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=told)
        with Memory(process.pid) as memory:
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{name}: ended with {process.returncode}")
        told.seek(0)
        text = told.read()
    # What was biggest between two looks, the kernel knows at least of each process.
    peak = max(memory.peak, used.ru_maxrss * 1024 / 1e6)
    parts = json.loads(text) if name in (OURS, PEER) else {}
    return Ran(wall, used.ru_utime + used.ru_stime, peak, parts), text


def step(name: str, *arguments: str) -> None:
    """What `in_own_process` runs."""
    print(json.dumps(STEPS[name](*arguments), default=asdict))


def one_round(folder: Path, prepared: Prepared, ffmpeg: str | None) -> dict[str, Ran]:
    project, ids = folder / "project", [*dict.fromkeys(one.id for one in prepared.clips)]
    for cache in ("cold", "alone", "changed-cache"):
        shutil.rmtree(folder / cache, ignore_errors=True)
    shutil.copytree(folder / "spoken", folder / "cold")
    rows = {OURS: in_own_process(OURS, project, folder / "cold", *ids)[0]}
    if ffmpeg:
        rows[PEER] = in_own_process(PEER, folder / PEER, ffmpeg)[0]
    rows[AGAIN] = in_own_process(OURS, project, folder / "cold", *ids)[0]
    rows[ALONE] = in_own_process(OURS, project, folder / "alone", ids[0])[0]
    shutil.copytree(folder / "cold", folder / "changed-cache")
    rows[CHANGED] = in_own_process(OURS, folder / "changed", folder / "changed-cache", *ids)[0]
    return rows


# What is told


def spread(values: Sequence[float], form: str) -> str:
    """The middle one, and from where to where they go."""
    middle = format(median(values), form)
    if len(values) == 1:
        return middle
    return f"{middle} ({min(values):{form}}–{max(values):{form}})"


def took(rows: Sequence[dict[str, Ran]], name: str, what: str) -> list[float]:
    """`what`: wall or cpu."""
    return [float(getattr(row[name], what)) for row in rows]


def ratio(rows: Sequence[dict[str, Ran]], over: str, under: str, what: str) -> float:
    """Of the medians."""
    top, bottom = (median(took(rows, name, what)) for name in (over, under))
    return top / bottom


def told_ratio(rows: Sequence[dict[str, Ran]], over: str, under: str, what: str, form: str) -> str:
    """Of the medians, and from where to where those of the rounds go."""
    middle = f"{ratio(rows, over, under, what):{form}}"
    if len(rows) == 1:
        return middle
    pairs = zip(took(rows, over, what), took(rows, under, what), strict=True)
    each = [top / bottom for top, bottom in pairs]
    return f"{middle} ({min(each):{form}}–{max(each):{form}})"


def reached(is_reached: bool) -> str:
    return "reached" if is_reached else "not reached"


def tell_versions(ffmpeg: str | None) -> None:
    names = ("tiengnoi", "av", "typst", "espeakng-loader")
    print(f"{CORES} cores, Python {sys.version.split()[0]},", end=" ")
    print(*(f"{name} {version(name)}" for name in names))
    for name, what in CALLS.items():
        print(f"  {name + ':':24}{what}")
    if not ffmpeg:
        print(f"no peer: no ffmpeg in PATH; {sys.executable} -m pip install imageio-ffmpeg")
        return
    done = subprocess.run([ffmpeg, "-version"], capture_output=True, text=True, check=True)
    print(f"peer: {done.stdout.splitlines()[0]}")
    if browser := browser_path() if can_draw() else None:
        done = subprocess.run(
            [browser, "--version"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        print(f"  slides:  {done.stdout.strip()}, playwright {version('playwright')}:", end=" ")
        print(f"goto(page), screenshot(path), {WIDTH}×{HEIGHT}, {CORES} tabs")
    else:
        print(f"  slides:  no Chromium with playwright: by our Typst, {WIDTH} wide")
    print(f"  a scene: ffmpeg {QUIET} {SCENE}")
    print(f"  a clip:  ffmpeg {QUIET} {JOIN}")


def tell_times(rows: Sequence[dict[str, Ran]]) -> None:
    print(
        f"\n{len(rows)} round(s): the middle (least–most)\n"
        f"{'':24}{'wall s':>20}{'to ours':>20}{'CPU s':>20}{'to ours':>20}{'peak MB':>9}"
    )
    for name in rows[0]:
        columns = [
            column
            for what in ("wall", "cpu")
            for column in (
                spread(took(rows, name, what), ".2f"),
                told_ratio(rows, name, OURS, what, ".2f"),
            )
        ]
        peak = max(row[name].peak for row in rows)
        print(f"{name:24}" + "".join(f"{one:>20}" for one in columns) + f"{peak:9.0f}")
    print("of it, s:")
    for name in rows[0]:
        parts = {
            part: median(row[name].parts[part] for row in rows) for part in rows[0][name].parts
        }
        print(f"  {name:22}" + ", ".join(f"{part} {its:.2f}" for part, its in parts.items()))


def tell_bytes(folder: Path, prepared: Prepared, has_peer: bool) -> None:
    """Of the last round."""
    every: dict[str, dict[str, float]] = {}
    for clip in prepared.clips:
        every[clip.name] = {
            ending: (folder / "cold" / name).stat().st_size / 1e6
            for ending, name in clip.renditions.items()
        }
        if has_peer:
            every[clip.name][PEER] = (folder / PEER / f"{clip.name}.mp4").stat().st_size / 1e6
    minutes = {clip.name: clip.minutes for clip in prepared.clips}
    every["all"] = {
        one: sum(sizes[one] for sizes in every.values()) for one in every[prepared.clips[0].name]
    }
    minutes["all"] = sum(minutes.values())
    print(
        f"\n{'MB a minute':32}{'minutes':>8}" + "".join(f"{one:>8}" for one in every["all"]), end=""
    )
    print("".join(f"{f'{PEER} / {one}':>14}" for one in SMALLER if has_peer))
    for name, sizes in every.items():
        print(f"{name:32}{minutes[name]:8.2f}", end="")
        print("".join(f"{size / minutes[name]:8.3f}" for size in sizes.values()), end="")
        print("".join(f"{sizes[PEER] / sizes[one]:14.2f}" for one in SMALLER if has_peer))
    print()
    webm = every["all"]["webm"] / minutes["all"]
    print(f"webm: {webm:.3f} MB a minute; aim ≤ {WEBM}: {reached(webm <= WEBM)}")
    for ending, aim in SMALLER.items():
        if has_peer:
            times = every["all"][PEER] / every["all"][ending]
            print(f"{ending}: {times:.2f} × smaller; aim ≥ {aim}: {reached(times >= aim)}")


def tell_lengths(folder: Path, prepared: Prepared) -> None:
    """That the peer's clips are as long as ours: or else their times and bytes mean nothing."""
    files = [folder / PEER / f"{clip.name}.mp4" for clip in prepared.clips]
    found = json.loads(in_own_process("lengths", *files)[1])
    for clip, its in zip(prepared.clips, found, strict=True):
        if abs(its - clip.minutes) * 60 > 1:
            print(f"{clip.name}: {its:.2f} minutes in the peer, {clip.minutes:.2f} in ours")


def tell_new(folder: Path, prepared: Prepared, sentence: str) -> None:
    """What one changed sentence made new."""
    ids = [*dict.fromkeys(one.id for one in prepared.clips)]
    before, after = (
        {path.name for path in (folder / cache).iterdir() if not path.name.startswith(".")}
        for cache in ("cold", "changed-cache")
    )
    new = after - before
    _, told = in_own_process("clips", folder / "changed", folder / "changed-cache", *ids)
    print(f"\none sentence of {ids[0]} changed: {sentence}")
    known = set[str]()
    for clip in (Clip(**one) for one in json.loads(told)):
        its = sorted(name.rpartition(".")[2] for name in clip.files & new)
        if its:
            counts = ", ".join(f"{its.count(kind)} {kind}" for kind in dict.fromkeys(its))
            print(f"  new of {clip.name}: {counts}")
        if clip.id == ids[0]:
            known |= clip.files
    others = len(new - known)
    print(f"  new of other clips: {others}; aim 0: {reached(not others)}")


def tell_aims(rows: Sequence[dict[str, Ran]], prepared: Prepared) -> None:
    print()
    if PEER in rows[0]:
        for what in ("wall", "cpu"):
            times = ratio(rows, PEER, OURS, what)
            print(
                f"{PEER} / {OURS}, {what}: {times:.1f}; aim ≥ {FASTER}: {reached(times >= FASTER)}"
            )
        mine, its = (median(row[name].wall for row in rows) for name in (OURS, PEER))
        both = (its + prepared.spoken) / (mine + prepared.spoken)
        print(f"  to speak took {prepared.spoken:.1f} s; with it in both, wall: {both:.1f}")
    peak = max(ran.peak for row in rows for name, ran in row.items() if name != PEER)
    print(f"peak of ours {peak:.0f} MB; aim ≤ {PEAK}: {reached(peak <= PEAK)}")
    for what, seconds in (
        ("the whole process", median(row[AGAIN].wall for row in rows)),
        ("to plan and to make alone", median(row[AGAIN].parts["making"] for row in rows)),
    ):
        verdict = reached(seconds < SECOND)
        print(f"nothing changed, {what}: {seconds:.2f} s; aim < {SECOND}: {verdict}")
    for what in ("wall", "cpu"):
        share = ratio(rows, CHANGED, ALONE, what)
        print(
            f"one sentence changed, {what}: {share:.2f} of that clip's from nothing in both "
            f"languages; aim < {SHARE}: {reached(share < SHARE)}"
        )


def measure(folder: Path, ffmpeg: str | None, count: str, rounds: int) -> None:
    for copy in ("project", "changed"):
        copy_sources(folder / copy)
    told = json.loads(in_own_process("prepare", folder, count)[1])
    prepared = Prepared([Clip(**one) for one in told["clips"]], told["spoken"])
    sentence = change(folder / "changed", prepared.clips[0].id)
    counts = (
        f"{sum(len(clip.sentences) for clip in prepared.clips)} sentences, "
        f"{sum(len(clip.frames) for clip in prepared.clips)} pictures"
    )
    ids = dict.fromkeys(clip.id for clip in prepared.clips)
    print(f"\n{len(ids)} storyboard(s) in both languages, {counts}:", *ids)
    rows = [one_round(folder, prepared, ffmpeg) for _ in range(rounds)]
    tell_times(rows)
    if ffmpeg:
        tell_lengths(folder, prepared)
    tell_bytes(folder, prepared, ffmpeg is not None)
    tell_new(folder, prepared, sentence)
    tell_aims(rows, prepared)


def ffmpeg_path() -> str | None:
    if found := shutil.which("ffmpeg"):
        return found
    try:
        return str(importlib.import_module("imageio_ffmpeg").get_ffmpeg_exe())
    except ImportError:
        return None


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--clips", default="2", help="how many storyboards, or all; default: 2")
    parser.add_argument(
        "--rounds", type=int, default=3, help="default: 3, of which the median is told"
    )
    parser.add_argument("--ffmpeg", help="the peer's; default: that in PATH, or imageio-ffmpeg's")
    parser.add_argument("--step", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        step(*options.step)
        return
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    ffmpeg = options.ffmpeg or ffmpeg_path()
    tell_versions(ffmpeg)
    with tempfile.TemporaryDirectory() as name:
        measure(Path(name), ffmpeg, options.clips, options.rounds)


BEGUN = time.perf_counter()

if __name__ == "__main__":
    main()
