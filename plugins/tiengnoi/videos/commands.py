"""The command `tiengnoi clips`: makes what is lacking, and says what it weighs."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tiengnoi.catalogue import Catalogue
from tiengnoi.checks import check
from tiengnoi.locales import Locale, label, size_in_words
from tiengnoi.problems import Problems
from tiengnoi.reading import read_catalogue
from tiengnoi.videos.cache import FOLDER, Cache
from tiengnoi.videos.encoding import DRAFT, RENDITIONS
from tiengnoi.videos.making import Failed, Making
from tiengnoi.videos.model import Storyboard
from tiengnoi.videos.planning import Job, Planning
from tiengnoi.videos.playable import clock_of
from tiengnoi.videos.progress import Bar

STOPPED = 130
"""The exit code of a program that somebody stopped with Ctrl-C."""


def make_clips(root: Path, options: argparse.Namespace) -> int:
    """Makes the clips of `options.ids`, or all; gives the exit code."""
    locale: Locale = options.lang
    problems = Problems()
    catalogue = read_catalogue(root, problems)
    check(catalogue, problems)
    in_the_way = [one for one in problems.of("mend") if one.place.file.startswith("videos/")]
    for problem in in_the_way:
        print(problem.line(locale))
    if in_the_way:
        return 1
    if unknown := _unknown(options.ids, catalogue):
        known = ", ".join(_boards(catalogue))
        print(label("clips-unknown", locale, name=unknown, known=known), file=sys.stderr)
        return 2
    planning = Planning(catalogue, Cache(root / FOLDER), [DRAFT] if options.draft else RENDITIONS)
    jobs = planning.jobs(options.ids)
    try:
        with Bar(sys.stderr, locale) as bar:
            failed = Making(planning, jobs=options.jobs, progress=bar.show).make(jobs)
    except KeyboardInterrupt:
        print(label("clips-stopped", locale), file=sys.stderr)
        return STOPPED
    for job in jobs:
        if line := _line(job, planning, options.lang, draft=options.draft):
            print(line)
    return 1 if _tell(failed, locale) else 0


def _boards(catalogue: Catalogue) -> list[str]:
    return [id for id, clip in catalogue.clips.items() if isinstance(clip, Storyboard)]


def _unknown(ids: Sequence[str], catalogue: Catalogue) -> str:
    return next((id for id in ids if id not in _boards(catalogue)), "")


def _line(job: Job, planning: Planning, locale: Locale, *, draft: bool) -> str:
    """`mot-buoi-sinh-hoat (vi): 2:25, webm 619 KB, mp4 929 KB`; of a draft, where it lies."""
    plan = planning.plan(job)
    if plan is None or not planning.is_made(plan):
        return ""
    files = {ending: planning.cache.path(name) for ending, name in plan.renditions.items()}
    facts = [clock_of(plan.timeline.duration)]
    for ending, file in files.items():
        facts.append(f"{ending} {size_in_words(file.stat().st_size, locale)}")
    where = f": {next(iter(files.values()))}" if draft else ""
    return f"{job.id} ({job.locale}): {', '.join(facts)}{where}"


def _tell(failed: Sequence[Failed], locale: Locale) -> bool:
    for one in failed:
        name = f"{one.id} ({one.locale})"
        print(label("clip-not-made", locale, name=name, why=one.why), file=sys.stderr)
    return bool(failed)
