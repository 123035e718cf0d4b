"""The command `tiengnoi`: check, tidy, build."""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

from tiengnoi import __version__
from tiengnoi.catalogue import Catalogue
from tiengnoi.checks import check
from tiengnoi.guides.tidy import tidied
from tiengnoi.locales import LOCALES, SOURCE_LOCALE, Locale, label
from tiengnoi.problems import Problems
from tiengnoi.vietnamese import nfc


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit code: 0 well, 1 something to mend, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    root = options.root.resolve()
    if not (root / "mkdocs.yml").is_file():
        print(label("no-mkdocs-yml", options.lang, root=root), file=sys.stderr)
        return 2
    code: int = options.run(root, options)
    return code


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--root", type=Path, default=Path(), help="thư mục dự án / folder of the project"
    )
    common.add_argument(
        "--lang", choices=LOCALES, default=SOURCE_LOCALE, help="ngôn ngữ / language of messages"
    )
    parser = argparse.ArgumentParser(prog="tiengnoi", description="Tiếng Nói " + __version__)
    commands = parser.add_subparsers(required=True, metavar="check | tidy | build")

    command = commands.add_parser(
        "check", parents=[common], help="soát mọi tệp nguồn / tell every mistake in the sources"
    )
    command.add_argument(
        "--strict", action="store_true", help="lưu ý cũng tính là lỗi / notes fail, too"
    )
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.set_defaults(run=_check)

    command = commands.add_parser(
        "tidy",
        parents=[common],
        help="thêm mã tiêu đề, chuẩn hóa dấu / add ids to headings, mend the form of marks",
    )
    command.set_defaults(run=_tidy)

    command = commands.add_parser(
        "build",
        parents=[common],
        help="soát, rồi dựng trang vào site/ / check, then build the site into site/",
    )
    command.set_defaults(run=_build)
    return parser


def _problems(root: Path) -> tuple[Catalogue, Problems]:
    problems = Problems()
    catalogue = Catalogue.read(root, problems)
    check(catalogue, problems)
    return catalogue, problems


def _check(root: Path, options: argparse.Namespace) -> int:
    _, problems = _problems(root)
    if options.format == "json":
        print(json.dumps([problem.as_json() for problem in problems], ensure_ascii=False, indent=1))
    else:
        print(problems.report(options.lang))
    failing = len(problems) if options.strict else len(problems.of("mend"))
    return 1 if failing else 0


def _tidy(root: Path, options: argparse.Namespace) -> int:
    catalogue = Catalogue.read(root, Problems())
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

    _, problems = _problems(root)
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


if __name__ == "__main__":
    sys.exit(main())
