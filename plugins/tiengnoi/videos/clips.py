"""All clips as their pages need them, from what the cache has."""

from datetime import date
from pathlib import Path

from tiengnoi.catalogue import Catalogue
from tiengnoi.locales import LOCALES, Locale
from tiengnoi.videos import films, pictures
from tiengnoi.videos.cache import Cache
from tiengnoi.videos.checks import may_be_shown
from tiengnoi.videos.encoding import decoded, webp
from tiengnoi.videos.footage import UNREADABLE
from tiengnoi.videos.making import Failed
from tiengnoi.videos.model import Clip, Film, Storyboard
from tiengnoi.videos.planning import Job, Plan, Planning
from tiengnoi.videos.playable import (
    Clips,
    Playable,
    Voice,
    asset,
    board_parts,
    package,
    tracks,
    transcript,
    unmade,
)


def clips(catalogue: Catalogue, planning: Planning, today: date) -> tuple[Clips, list[Failed]]:
    """Every clip in each language that its page is written in, and films that cannot be read.
    Nothing is made here but posters, which take a moment. `today`: the day on which consent must
    hold."""
    found, failed = {}, []
    for id, clip in catalogue.clips.items():
        for locale in LOCALES:
            if clip.title.has(locale):
                try:
                    found[id, locale] = _playable(id, clip, planning, locale, today)
                except UNREADABLE as error:
                    failed.append(Failed(id, locale, str(error)))
    return found, failed


def _playable(id: str, clip: Clip, planning: Planning, locale: Locale, today: date) -> Playable:
    catalogue = planning.catalogue
    if not may_be_shown(clip, today) and not clip.withdrawn:
        return Playable("withheld")
    if clip.withdrawn or (isinstance(clip, Film) and clip.hosted):
        return unmade(id, clip, catalogue, locale)
    if isinstance(clip, Film):
        return films.film_playable(id, clip, catalogue, locale, planning.cache)
    assert isinstance(clip, Storyboard)
    job = planning.job(id, clip, locale)
    plan = planning.plan(job)
    poster = asset(id, f"{locale}.webp", poster_of(clip, planning, locale))
    if plan is None or not planning.is_made(plan):
        return Playable("unmade", board_parts(clip, catalogue, locale), poster=poster)
    return _made(job, plan, planning, poster=poster)


def _made(job: Job, plan: Plan, planning: Planning, **others: object) -> Playable:
    id, board, locale, times = job.id, job.board, job.locale, plan.timeline
    media = tuple(
        asset(id, f"{locale}.{ending}", planning.cache.path(name))
        for ending, name in plan.renditions.items()
    )
    captions = {one: times.captions(board, one) for one in LOCALES if board.title.has(one)}
    parts = board_parts(board, planning.catalogue, locale, times)
    files, chapters = tracks(id, locale, captions, times.chapters(board, locale))
    return Playable(
        "made",
        parts,
        times.duration,
        voice_of(job),
        media,
        captions=files,
        chapters=chapters,
        package=package(id, locale, media[-1], captions, transcript(job.title, parts, locale)),
        **others,  # type: ignore[arg-type]
    )


def voice_of(job: Job) -> Voice:
    recorded = [one.recording is not None for one in job.sentences]
    return "recorded" if all(recorded) else "mixed" if any(recorded) else "machine"


def poster_of(board: Storyboard, planning: Planning, locale: Locale) -> Path:
    """The picture that stands for a clip until it is played, as WebP."""
    frame = pictures.poster_frame(board, planning.catalogue, locale)
    cache: Cache = planning.cache
    name = planning.name_of_poster(frame)
    if cache.has(name):
        return cache.path(name)
    (png,) = pictures.render([frame])
    return cache.keep(name, lambda path: path.write_bytes(webp(decoded(png))))
