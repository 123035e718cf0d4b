"""The command `tiengnoi film`: a film that someone shot becomes a clip."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from importlib.resources import files
from pathlib import Path

import av

from tiengnoi.locales import LOCALES, Locale, label, size_in_words
from tiengnoi.problems import Problems
from tiengnoi.reading import read_catalogue
from tiengnoi.source_files import MAX_RECORDING_BYTES
from tiengnoi.videos import films, footage
from tiengnoi.videos.commands import STOPPED
from tiengnoi.videos.playable import clock_of
from tiengnoi.videos.progress import Bar
from tiengnoi.vietnamese import slugify


def add_film(root: Path, options: argparse.Namespace) -> int:
    """Makes `options.file` light, and puts it into the folder of the clip `options.id`, with the
    files beside it that an editor then fills in; gives the exit code."""
    locale: Locale = options.lang
    target = root / "videos" / options.id / "film.mp4"
    if wrong := _in_the_way(options, target):
        print(wrong, file=sys.stderr)
        return 2
    is_new = not target.parent.exists()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        wrong = _made(options.file, target, locale)
    except KeyboardInterrupt:
        print(label("film-stopped", locale), file=sys.stderr)
        return STOPPED
    finally:
        if is_new:
            with suppress(OSError):  # of which one is that it is not empty
                target.parent.rmdir()
    if wrong:
        print(wrong, file=sys.stderr)
        return 1
    fits = _measured(target, root, locale)
    for path, text in _starting_files(root, target.parent):
        if not path.exists():
            path.write_text(text, "utf-8", newline="\n")
            print(label("created", locale, file=path.relative_to(root).as_posix()))
    for step in ("film-next-fill", "film-next-consent", "film-next-captions", "film-next-check"):
        print(label(step, locale, folder=f"videos/{options.id}"))
    return 0 if fits else 1


def _in_the_way(options: argparse.Namespace, target: Path) -> str:
    locale, id = options.lang, options.id
    folder = target.parent
    if not options.file.is_file():
        return label("film-no-file", locale, file=options.file)
    if not id or slugify(id) != id:
        return label("film-no-id", locale, name=id, right=slugify(id))
    if (folder / "storyboard.yml").exists():
        return label("film-is-storyboard", locale, name=id)
    if target.exists() and not options.replace:
        return label("film-there", locale, file=f"videos/{id}/{target.name}")
    return ""


def _made(source: Path, target: Path, locale: Locale) -> str:
    """Makes the film; what went wrong, in words."""
    name = "film-unreadable"
    try:
        length = clock_of(footage.look(source).duration)
        print(label("film-working", locale, file=source.name, length=length), flush=True)
        name = "film-not-written"
        with Bar(sys.stderr, locale) as bar:
            films.low_bandwidth(source, target, bar.show)
    except footage.NoFilmError:
        return label("film-not-moving", locale, file=source.name)
    except (av.FFmpegError, OSError) as error:
        return label(name, locale, file=source.name, why=error.strerror or error)
    return ""


def _measured(film: Path, root: Path, locale: Locale) -> bool:
    """Says how big and long it is; whether a clip may be as big."""
    size, duration = film.stat().st_size, footage.look(film).duration
    words, length = size_in_words(size, locale), clock_of(duration)
    name = film.relative_to(root).as_posix()
    print(label("film-made", locale, file=name, size=words, length=length))
    if size <= MAX_RECORDING_BYTES:
        return True
    minutes = MAX_RECORDING_BYTES * duration // size // 60_000
    limit = size_in_words(MAX_RECORDING_BYTES, locale)
    print(label("film-too-big", locale, limit=limit, minutes=max(minutes, 1)), file=sys.stderr)
    return False


def _starting_files(root: Path, folder: Path) -> Iterator[tuple[Path, str]]:
    """What an editor fills in: about the film, and its captions."""
    catalogue = read_catalogue(root, Problems())
    today = date.today()
    values = {
        "@guides": ", ".join(catalogue.guides),
        "@guide": next(iter(catalogue.guides), ""),
        "@topic": next(iter(catalogue.topics), ""),
        "@today": today.isoformat(),
        "@until": date(today.year + 2, 12, 31).isoformat(),
    }
    about = _starter("film.yml")
    for name, value in values.items():
        about = about.replace(name, value)
    yield folder / "clip.yml", about
    for locale in LOCALES:
        name = f"captions.{locale}.vtt"
        yield folder / name, _starter(name)


def _starter(name: str) -> str:
    return files("tiengnoi").joinpath("starters", name).read_text("utf-8")
