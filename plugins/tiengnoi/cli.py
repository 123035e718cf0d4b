"""The command `tiengnoi`: check, tidy, build, clips, narration, film, publish, new, schema, csp."""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from tiengnoi.arguments import parser
from tiengnoi.checks import check
from tiengnoi.guides.tidy import tidied
from tiengnoi.locales import LOCALES, Locale, label
from tiengnoi.problems import Problems
from tiengnoi.reading import read_catalogue
from tiengnoi.starting import address, starting_files
from tiengnoi.vietnamese import nfc, slugify


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit code: 0 well, 1 something to mend, 2 wrong usage."""
    options = parser().parse_args(arguments)
    root = options.root.resolve()
    if not (root / "mkdocs.yml").is_file():
        print(label("no-mkdocs-yml", options.lang, root=root), file=sys.stderr)
        return 2
    return _COMMANDS[options.command](root, options)


def _problems(root: Path) -> Problems:
    problems = Problems()
    check(read_catalogue(root, problems), problems)
    return problems


def _check(root: Path, options: argparse.Namespace) -> int:
    problems = _problems(root)
    if options.format == "json":
        print(json.dumps([problem.as_json() for problem in problems], ensure_ascii=False, indent=1))
    elif options.format == "github":
        print("".join(problem.as_annotation() + "\n" for problem in problems), end="")
        print(problems.report(options.lang).splitlines()[-1])
    else:
        print(problems.report(options.lang))
    failing = len(problems) if options.strict else len(problems.of("mend"))
    return 1 if failing else 0


def _tidy(root: Path, options: argparse.Namespace) -> int:
    catalogue = read_catalogue(root, Problems())
    for name in sorted(catalogue.page_names):
        pages = [catalogue.pages.get((name, locale)) for locale in LOCALES]
        source, translation = pages
        if source is None:
            continue
        texts = tidied(source.text, translation.text if translation else None)
        for page, text in zip(pages, texts, strict=True):
            if page is not None and text is not None:
                path = root / page.file
                _rewrite(path, page.text, text, options.lang)
    for path in sorted((root / "materials").rglob("*.yml")):
        if path.is_file() and not path.is_symlink():
            _rewrite(path, "", "", options.lang)
    return 0


def _rewrite(path: Path, old: str, new: str, locale: Locale) -> None:
    """Put `new` in place of `old` at the end of a file, and the whole file into NFC."""
    before = path.read_bytes()
    try:
        text = nfc(before.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError:
        return
    if old:
        text = text.removesuffix(old) + new
    if text.encode() in (before, before.replace(b"\r\n", b"\n").removeprefix(b"\xef\xbb\xbf")):
        return
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    Path(temporary).chmod(path.stat().st_mode)
    Path(temporary).replace(path)
    print(label("tidied", locale, file=path))


def _build(root: Path, options: argparse.Namespace) -> int:
    from tiengnoi.publishing import build

    problems = _problems(root)
    locale: Locale = options.lang
    if problems.of("mend"):
        print(problems.report(locale))
        print(label("site-kept", locale))
        return 1
    site = build(root)
    if site is None:
        print(label("site-kept", locale))
        return 1
    print(label("site-built", locale, page=site / "index.html"))
    return 0


def _clips(root: Path, options: argparse.Namespace) -> int:
    from tiengnoi.videos.commands import make_clips

    return make_clips(root, options)


def _narration(root: Path, options: argparse.Namespace) -> int:
    from tiengnoi.videos.narration import narrate

    told = narrate(root, options.id, options.language, options.recordings, options.lang)
    print("\n".join(told.lines), file=sys.stderr if told.code else sys.stdout)
    return told.code


def _film(root: Path, options: argparse.Namespace) -> int:
    from tiengnoi.videos.adding import add_film

    return add_film(root, options)


def _publish(root: Path, options: argparse.Namespace) -> int:
    from tiengnoi.addresses.moves import record
    from tiengnoi.source_files import PUBLISHED

    problems = Problems()
    catalogue = read_catalogue(root, problems)
    if problems.of("mend"):
        print(problems.report(options.lang))
        return 1
    listed = record(catalogue)
    head = "\n".join(label("published-head", locale) for locale in LOCALES)
    text = "\n".join([head, *listed, ""])
    (root / PUBLISHED).write_text(text, "utf-8", newline="\n")
    count = len(listed) - len(catalogue.published)
    print(label("recorded", options.lang, file=PUBLISHED, count=count))
    return 0


def _new(root: Path, options: argparse.Namespace) -> int:
    locale: Locale = options.lang
    catalogue = read_catalogue(root, Problems())
    id, known = slugify(options.title), ", ".join(catalogue.guides)
    guide = options.guide or (next(iter(catalogue.guides)) if len(catalogue.guides) == 1 else "")
    if options.kind != "guide" and guide not in catalogue.guides:
        name = "no-such-guide-to-add" if guide else "which-guide"
        print(label(name, locale, name=guide, known=known), file=sys.stderr)
        return 2
    topic = next(iter(catalogue.topics), "")
    today = date.today()
    made = list(starting_files(options.kind, id, options.title, guide, topic, today))
    for file, _ in made:
        if (root / file).exists():
            print(label("exists", locale, file=file), file=sys.stderr)
            return 1
    for file, text in made:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, "utf-8", newline="\n")
        print(label("created", locale, file=file))
    print(label("next-fill", locale))
    print(label("next-check", locale))
    print(label("next-serve", locale, page=address(options.kind, id, guide)))
    print(
        label("next-nav" if options.kind == "guide" else "next-order", locale, id=id, guide=guide)
    )
    return 0


def _schema(root: Path, options: argparse.Namespace) -> int:
    from tiengnoi.formats import FORMATS, schema_text

    code = 0
    for one in FORMATS.values():
        path = root / "schemas" / f"{one.name}.schema.json"
        text = schema_text(one)
        if path.exists() and path.read_text("utf-8") == text:
            continue
        if options.check:
            code = 1
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
        file = path.relative_to(root).as_posix()
        print(
            label("schema-behind" if options.check else "schema-written", options.lang, file=file)
        )
    return code


def _csp(root: Path, options: argparse.Namespace) -> int:
    from tiengnoi.reader.policy import nginx, write_meta

    if options.nginx:
        print(nginx(options.nginx), end="")
    else:
        write_meta(options.meta)
    return 0


_COMMANDS: dict[str, Callable[[Path, argparse.Namespace], int]] = {
    "check": _check,
    "tidy": _tidy,
    "build": _build,
    "clips": _clips,
    "narration": _narration,
    "film": _film,
    "publish": _publish,
    "new": _new,
    "schema": _schema,
    "csp": _csp,
}


if __name__ == "__main__":
    sys.exit(main())
