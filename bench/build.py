"""How long it takes to build the site, and how big it gets, beside stock MkDocs.

Peer: MkDocs, Material and static-i18n as they come, with the same pages, Markdown extensions and
languages. The pages are recombined from our real chapters, always in the same way. Each build is
a process of its own, and begins without `site/`; peer and ours take turns, and only the ratios of
one run count; on a busy machine those of processor time. Run with `make bench`.
"""

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from random import Random
from statistics import mean, median
from typing import Any

import yaml
from mkdocs.utils.yaml import yaml_load

from tiengnoi.guides.prose import front_matter
from tiengnoi.locales import LOCALES
from tiengnoi.reader.markdown import PROSE_EXTENSIONS

ROOT = Path(__file__).parents[1]
BUILD = [sys.executable, "-m", "mkdocs", "build", "-q"]
CHECK = [sys.executable, "-m", "tiengnoi", "check", "--lang", "en"]
SHARED = ("topics", "sources", "contacts", "help", "rules", "glossary")
PAGES_PER_GUIDE = 20

COLD_AIMS = {200: 0.5, 800: 0.35}
"""At most this share of stock's time, by pages a language, without a cache."""
AGAIN_AIM = 0.2
"""At most this share of stock's time, at the same sizes, when nothing has changed."""

STOCK = "stock, cold"
COLUMNS = {
    "wall s": ("seconds", 2),
    "CPU s": ("cpu", 2),
    "peak MB": ("peak", 0),
    "site MB": ("size", 1),
}
"""Columns of the table: a field of `Built`, and its decimals."""

_LINK = re.compile(r"\]\((?![a-z]+:)([^)\s]*)\)")
_ID = re.compile(r"\{#([\w-]+)\}")
_NOT_A_PARAGRAPH = re.compile(r"#|\||- |\d+\. |!!! ")

Texts = dict[str, str]
"""A text by language."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A real chapter in blocks: what stands below its title, and each section with its heading."""

    id: str
    front: Texts
    title: Texts
    opening: list[Texts]
    sections: list[list[Texts]]

    @property
    def words(self) -> int:
        blocks = [*self.opening, *(block for section in self.sections for block in section)]
        return _words(blocks)


@dataclass(frozen=True, slots=True)
class Page:
    """A generated page; its links still lead to the real chapters."""

    number: int
    guide: str
    id: str
    front: Texts
    blocks: list[Texts]
    ids: list[str]


def _words(blocks: Sequence[Texts]) -> int:
    return sum(len(block["vi"].split()) for block in blocks)


def chapters() -> list[Chapter]:
    """The prose pages of the real guide, without directives."""
    paths = sorted((ROOT / "docs/cau-lac-bo").glob("*.vi.md"))
    return [_chapter(path, path.name.removesuffix(".vi.md")) for path in paths]


def _chapter(path: Path, id: str) -> Chapter:
    front: Texts = {}
    written: dict[str, list[str]] = {}
    for locale in LOCALES:
        text = path.with_name(f"{id}.{locale}.md").read_text("utf-8")
        meta, body, _ = front_matter(text)
        front[locale], written[locale] = meta or "", _blocks(body)
    # Both languages have the same blocks in the same order.
    same = zip(*(written[locale] for locale in LOCALES), strict=True)
    title, *blocks = [dict(zip(LOCALES, texts, strict=True)) for texts in same]
    sections: list[list[Texts]] = [[]]
    for block in blocks:
        if block["vi"].startswith("## "):
            sections.append([])
        sections[-1].append(block)
    opening, *others = sections
    # Where only directives stood, a heading is left.
    return Chapter(id, front, title, opening, [one for one in others if len(one) > 1])


def _blocks(body: str) -> list[str]:
    """Paragraphs, lists, tables, boxes and headings; a box keeps its indented paragraphs."""
    blocks = re.split(r"\n{2,}(?! )", body.strip())
    return [block for block in blocks if not block.startswith(":::")]


def pages(count: int) -> list[Page]:
    """Pages of real length: real sections in another order, with paragraphs of other chapters."""
    real = chapters()
    sections = [section for chapter in real for section in chapter.sections]
    blocks = [block for section in sections for block in section]
    paragraphs = [block for block in blocks if not _NOT_A_PARAGRAPH.match(block["vi"])]
    return [
        _page(number, real[number % len(real)], sections, paragraphs) for number in range(count)
    ]


def _page(
    number: int, model: Chapter, sections: list[list[Texts]], paragraphs: list[Texts]
) -> Page:
    """A page as long as `model`, under its title."""
    random = Random(number)
    blocks = list(model.opening)
    ids: list[str] = []
    for section in random.sample(sections, len(sections)):
        mine = [id for block in section for id in _ID.findall(block["vi"])]
        if _words(blocks) >= model.words:
            break
        if not set(mine) & set(ids):
            blocks += section
            ids += mine
    drawn = [
        block if _NOT_A_PARAGRAPH.match(block["vi"]) else random.choice(paragraphs)
        for block in blocks
    ]
    title: Texts = {locale: f"{model.title[locale]} ({number + 1})" for locale in LOCALES}
    named: list[Texts] = [
        {locale: _ID.sub(rf"{{#\1-{number + 1}}}", text) for locale, text in block.items()}
        for block in drawn
    ]
    return Page(
        number,
        f"huong-dan-{number // PAGES_PER_GUIDE + 1:02}",
        f"{model.id}-{number + 1}",
        model.front,
        [title, *named],
        [f"{id}-{number + 1}" for id in ids],
    )


def guides_of(corpus: list[Page]) -> dict[str, list[Page]]:
    guides: dict[str, list[Page]] = {}
    for page in corpus:
        guides.setdefault(page.guide, []).append(page)
    return guides


def linked(text: str, guide: list[Page], seed: int) -> str:
    """The text with its links leading to pages of the guide, to sections where they did so."""
    random = Random(seed)

    def to_another(match: re.Match[str]) -> str:
        page = random.choice(guide)
        anchor = f"#{random.choice(page.ids)}" if "#" in match[1] else ""
        return f"]({page.id}.md{anchor})"

    return _LINK.sub(to_another, text)


def write_docs(docs: Path, corpus: list[Page]) -> None:
    """The home page and the prose pages, for both sides."""
    for guide, its in guides_of(corpus).items():
        (docs / guide).mkdir(parents=True)
        for page in its:
            for locale in LOCALES:
                body = "\n\n".join(block[locale] for block in page.blocks)
                text = f"---\n{page.front[locale]}---\n\n{linked(body, its, page.number)}\n"
                (docs / guide / f"{page.id}.{locale}.md").write_text(text, "utf-8")
    for locale in LOCALES:
        links = "\n".join(f"- [{guide}]({guide}/index.md)" for guide in guides_of(corpus))
        text = f"---\nupdated: 2026-11-24\n---\n\n# Tiếng Nói\n\n{links}\n"
        (docs / f"index.{locale}.md").write_text(text, "utf-8")


def write_yaml(path: Path, values: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(values, allow_unicode=True, sort_keys=False), "utf-8")


def our_guide(key: str, its: list[Page]) -> dict[str, Any]:
    """The real guide.yml, for these pages and nothing else."""
    path = ROOT / "materials/cau-lac-bo/guide.yml"
    guide: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    for kind in ("sessions", "handouts", "courses"):
        guide.pop(kind, None)
    guide["title"] = {locale: f"{guide['title'][locale]} ({key})" for locale in LOCALES}
    guide["intro"] = {locale: linked(guide["intro"][locale], its, 0) for locale in LOCALES}
    return guide | {"pages": [page.id for page in its]}


def write_ours(project: Path, corpus: list[Page]) -> None:
    write_docs(project / "docs", corpus)
    guides = guides_of(corpus)
    for key, its in guides.items():
        write_yaml(project / "materials" / key / "guide.yml", our_guide(key, its))
    for name in SHARED:
        shutil.copy(ROOT / f"materials/{name}.yml", project / "materials")
    config = our_config()
    write_yaml(project / "mkdocs.yml", config | {"nav": ["index.md", *guides]})


def our_config() -> dict[str, Any]:
    config: dict[str, Any] = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    return config | {"site_url": "", "repo_url": ""}


def write_peer(project: Path, corpus: list[Page]) -> None:
    """The same pages for stock; a guide's own page, which ours makes of guide.yml, as prose."""
    write_docs(project / "docs", corpus)
    ours = our_config()
    i18n = next(one["i18n"] for one in ours["plugins"] if isinstance(one, dict) and "i18n" in one)
    i18n.pop("reconfigure_search")  # as stock does it
    nav: list[Any] = ["index.md"]
    for key, its in guides_of(corpus).items():
        guide = our_guide(key, its)
        for locale in LOCALES:
            links = "\n".join(f"- [{page.blocks[0][locale][2:]}]({page.id}.md)" for page in its)
            parts = [guide[name][locale] for name in ("summary", "audience", "intro")]
            text = "\n\n".join([f"# {guide['title'][locale]}", *parts, links, ""])
            (project / "docs" / key / f"index.{locale}.md").write_text(text, "utf-8")
        inside = [f"{key}/index.md", *(f"{key}/{page.id}.md" for page in its)]
        nav.append({guide["title"]["vi"]: inside})
    config = {
        "site_name": ours["site_name"],
        "nav": nav,
        "theme": {"name": "material", "language": "vi", "font": False},
        "plugins": ["search", {"i18n": i18n}],
        "markdown_extensions": PROSE_EXTENSIONS,
        "validation": ours["validation"],
    }
    write_yaml(project / "mkdocs.yml", config)


@dataclass(frozen=True, slots=True)
class Built:
    """One build: wall and processor seconds, peak memory and size of the site in MB."""

    seconds: float
    cpu: float
    peak: float
    size: float


def build(project: Path) -> Built:
    """Build in a process of its own. Raises RuntimeError with what MkDocs said."""
    site = project / "site"
    shutil.rmtree(site, ignore_errors=True)
    ours = {"SITE_URL", "REPO_URL"}
    environment = {name: value for name, value in os.environ.items() if name not in ours}
    environment["NO_MKDOCS_2_WARNING"] = "1"
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            BUILD, cwd=project, env=environment, stdout=said, stderr=subprocess.STDOUT
        )
        # Unlike `resource`, this tells the peak of this child, not of the biggest so far. Linux
        # counts from what the parent held, so this script holds little (about 40 MB).
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(said.read().decode())
    unit = 1 if sys.platform == "darwin" else 1024
    size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    cpu = usage.ru_utime + usage.ru_stime
    return Built(seconds, cpu, usage.ru_maxrss * unit / 1e6, size / 1e6)


def built_pages(project: Path) -> set[str]:
    """The pages below the guides, in both languages."""
    site = project / "site"
    found = {path.relative_to(site).as_posix() for path in site.rglob("index.html")}
    return {path for path in found if "huong-dan-" in path}


def digest(site: Path) -> str:
    """SHA-256 of all names and bytes."""
    whole = hashlib.sha256()
    for path in sorted(site.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                one = hashlib.file_digest(file, "sha256").hexdigest()
            whole.update(f"{path.relative_to(site)} {one}\n".encode())
    return whole.hexdigest()


def round_of(peer: Path, ours: Path, changed: Path, number: int) -> tuple[dict[str, Built], bool]:
    """Each row once, and whether the second build gave the same bytes as the first."""
    rows = {STOCK: build(peer)}
    shutil.rmtree(ours / ".cache", ignore_errors=True)
    rows["ours, cold"] = build(ours)
    first = digest(ours / "site")
    rows["ours, nothing changed"] = build(ours)
    same = digest(ours / "site") == first
    text = changed.read_text("utf-8")
    changed.write_text(f"{text}\nSửa lần {number + 1}.\n", "utf-8")
    rows["ours, one page changed"] = build(ours)
    changed.write_text(text, "utf-8")
    return rows, same


def verdict(row: str, count: int, wall: float, cpu: float) -> str:
    """The aim for a row, and whether it is reached; nothing for a row without an aim."""
    aims = {"ours, nothing changed": AGAIN_AIM, "ours, cold": COLD_AIMS.get(count)}
    aim = aims.get(row) if count in COLD_AIMS else None
    if aim is None:
        return ""
    reached = {True: "reached", False: "NOT reached"}
    return f"aim ≤ {aim}: wall {reached[wall <= aim]}, CPU {reached[cpu <= aim]}"


def measure(count: int, rounds: int, folder: Path) -> None:
    """Build `count` pages a language on both sides, and print the table."""
    peer, ours = folder / "peer", folder / "ours"
    corpus = pages(count)
    write_peer(peer, corpus)
    write_ours(ours, corpus)
    checked = subprocess.run([*CHECK, "--root", str(ours)], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    changed = ours / "docs" / corpus[0].guide / f"{corpus[0].id}.vi.md"
    runs = [round_of(peer, ours, changed, number) for number in range(rounds)]
    assert (ours / ".cache/tiengnoi").is_dir(), "no cache was kept: this is no second build"
    guides = guides_of(corpus)
    built = built_pages(peer)
    assert built == built_pages(ours)
    assert len(built) == len(LOCALES) * (count + len(guides))

    words = mean(_words(page.blocks) for page in corpus)
    print(
        f"\n{count} prose pages a language of {words:.0f} Vietnamese words, {len(guides)} guides:"
    )
    print(f"{len(built)} pages below the guides, equal on both sides; median of {rounds}")
    print(f"tiengnoi check: {checked.stdout.splitlines()[-1]}")
    print(f"second build, same bytes as the first: {all(same for _, same in runs)}")
    print(f"{'':24}" + "".join(f"{name:>9}{'ratio':>6}" for name in COLUMNS))
    for row in runs[0][0]:
        line, ratios = f"{row:24}", {}
        for field, digits in COLUMNS.values():
            value = median(getattr(rows[row], field) for rows, _ in runs)
            ratios[field] = value / median(getattr(rows[STOCK], field) for rows, _ in runs)
            line += f"{value:9.{digits}f}{ratios[field]:6.2f}"
        print(f"{line}  {verdict(row, count, ratios['seconds'], ratios['cpu'])}".rstrip())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--pages", type=int, action="append", help="prose pages a language; default: 200 and 800"
    )
    parser.add_argument("--rounds", type=int, help="default: 3 up to 200 pages, else 1")
    options = parser.parse_args()
    names = ("mkdocs", "mkdocs-material", "mkdocs-static-i18n", "markdown", "tiengnoi")
    print("Python", sys.version.split()[0], *(f"{name} {version(name)}" for name in names))
    print(f"both sides: {' '.join(BUILD)}")
    print("ours, cold: after rm -r .cache; the other rows of ours keep .cache; site/ is removed")
    for count in options.pages or COLD_AIMS:
        with tempfile.TemporaryDirectory() as name:
            measure(count, options.rounds or (3 if count <= 200 else 1), Path(name))


if __name__ == "__main__":
    main()
