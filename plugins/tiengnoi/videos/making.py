"""Storyboards into clips: what the cache lacks is made, on all cores.

Speech is made by other processes, and frames and renditions by libraries that let go of Python
meanwhile: so threads are enough, and a stop is heard by all.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import numpy as np

from tiengnoi.cores import cores
from tiengnoi.locales import Locale
from tiengnoi.pdf.printing import forget
from tiengnoi.videos import encoding, pictures, sound, speech
from tiengnoi.videos.encoding import Rendition
from tiengnoi.videos.planning import Job, Plan, Planning, Sentence
from tiengnoi.videos.timeline import Timeline

LANGUAGES: dict[Locale, str] = {"vi": "vie", "en": "eng"}
"""ISO 639-2, as players want it."""

_SENTENCE, _FRAMES, _RENDITION = 1, 4, 20
"""What a piece of work costs, in sentences: about 0.1 s each."""

Progress = Callable[[int, int], None]
"""Is told how much is done, of how much."""


class StoppedError(Exception):
    """Somebody asked to stop."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A clip that could not be made, and why."""

    id: str
    locale: Locale
    why: str


@dataclass(frozen=True, slots=True)
class Work:
    """Something that one thread does for a job. `cost`: in sentences."""

    job: Job
    cost: int
    do: Callable[[], None]


class Making:
    """Makes what the cache of `planning` lacks. `jobs`: how many threads; 0: one a core."""

    def __init__(
        self, planning: Planning, *, jobs: int = 0, progress: Progress = lambda _done, _of: None
    ) -> None:
        self.planning, self.cache = planning, planning.cache
        self.workers, self.progress = jobs or cores(), progress
        self.stop = Event()
        self.failed: dict[tuple[str, Locale], Failed] = {}
        self.done = self.whole = 0

    def make(self, jobs: Sequence[Job]) -> list[Failed]:
        """Make these clips; what was made is kept, whatever comes. Gives those that failed.
        Whoever stops it (Ctrl-C) waits for no more than a moment."""
        missing = [job for job in jobs if not self.planning.is_made(self.planning.plan(job))]
        speech = {
            one.name: Work(job, _SENTENCE, self._saying(one, job.locale))
            for job in missing
            for one in job.sentences
            if not self.cache.has(one.name)
        }
        renditions = len(self.planning.renditions)
        self.whole = len(speech) + len(missing) * (_FRAMES + _RENDITION * renditions)
        with ThreadPoolExecutor(self.workers) as pool:
            try:
                self._run(pool, [*speech.values()])
                plans = [(job, plan) for job in missing if (plan := self.planning.plan(job))]
                self._run(pool, [Work(job, _FRAMES, self._drawing(plan)) for job, plan in plans])
                forget()
                encodings = [
                    Work(job, _RENDITION, self._encoding(job, plan, rendition))
                    for rendition in self.planning.renditions  # the longest work first
                    for job, plan in plans
                    if (job.id, job.locale) not in self.failed
                ]
                self._run(pool, encodings)
            except BaseException:
                self.stop.set()
                pool.shutdown(wait=True, cancel_futures=True)
                raise
        return [*self.failed.values()]

    def _run(self, pool: ThreadPoolExecutor, work: Sequence[Work]) -> None:
        futures = {pool.submit(one.do): one for one in work}
        left: set[Future[None]] = {*futures}
        self.progress(self.done, self.whole)
        while left:
            # A wait without end would not hear Ctrl-C on Windows.
            done, left = wait(left, timeout=0.5, return_when=FIRST_COMPLETED)
            for future in done:
                one = futures[future]
                if error := future.exception():
                    self._note(one.job, error)
                self.done += one.cost
            self.progress(self.done, self.whole)

    def _note(self, job: Job, error: BaseException) -> None:
        if not isinstance(error, Exception):
            raise error
        first = (str(error) or "?").strip().splitlines()[0]
        failed = Failed(job.id, job.locale, f"{type(error).__name__}: {first}")
        self.failed.setdefault((job.id, job.locale), failed)

    def _saying(self, one: Sentence, locale: Locale) -> Callable[[], None]:
        def say() -> None:
            self._go_on()
            recording = one.recording
            heard = sound.decoded(recording) if recording else speech.speak(one.says, locale)
            self.cache.keep(one.name, lambda path: path.write_bytes(heard.tobytes()))

        return say

    def _drawing(self, plan: Plan) -> Callable[[], None]:
        def draw() -> None:
            self._go_on()
            lacking = {n: one for n, one in plan.frames.items() if not self.cache.has(n)}
            made = pictures.render([*lacking.values()], self.planning.width)
            for name, png in zip(lacking, made, strict=True):
                self._keep_bytes(name, png)

        return draw

    def _keep_bytes(self, name: str, data: bytes) -> None:
        self.cache.keep(name, lambda path: path.write_bytes(data))

    def _encoding(self, job: Job, plan: Plan, rendition: Rendition) -> Callable[[], None]:
        def write(path: Path) -> None:
            encoding.encode(
                rendition,
                path,
                self._seen(plan),
                self.heard(job, plan.timeline),
                plan.timeline.chapters(job.board, job.locale),
                job.title,
                LANGUAGES[job.locale],
            )

        def encode() -> None:
            self._go_on()
            name = plan.renditions[rendition.ending]
            if not self.cache.has(name):
                self.cache.keep(name, write)

        return encode

    def _go_on(self) -> None:
        if self.stop.is_set():
            raise StoppedError

    def _seen(self, plan: Plan) -> Iterator[encoding.Picture]:
        cuts, shown = {*plan.timeline.starts}, plan.timeline.shown
        ends = [*(one.start for one in shown[1:]), plan.timeline.duration]
        for one, end, name in zip(shown, ends, plan.shown, strict=True):
            self._go_on()
            yield encoding.Picture(one.start, end, self.cache.read(name), one.start in cuts)

    def heard(self, job: Job, times: Timeline) -> sound.Samples:
        """All sentences in their places. A machine's are brought to the loudness that recordings
        have from the day that they were cut."""
        recorded, spoken = sound.silence(times.duration), sound.silence(times.duration)
        for one, place in zip(job.sentences, times.said, strict=True):
            samples = np.frombuffer(self.cache.read(one.name), np.int16)
            start = sound.samples_in(place.start)
            into = recorded if one.recording else spoken
            into[start : start + len(samples)] = samples
        if all(one.recording for one in job.sentences):
            return recorded
        return recorded + sound.at_loudness(spoken)
