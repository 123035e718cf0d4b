"""How long the PDFs take, how much memory and how many bytes, beside what else makes PDFs of HTML.

Peers: WeasyPrint (tagged PDF/UA-1, and plain), headless Chromium, and mkdocs-to-pdf. The documents
are those of our real guides: a sample of every kind, or all. Each engine gets a process of its own,
and only the ratios of one run count; on a busy machine those of processor time. What is measured
favours the peers: they get the articles as HTML that is ready, have no cover, table of contents, QR
code or page numbers to make, no handout to fit to its pages, and one process that has loaded them
before the clock starts. Needs Linux. Run with `python bench/pdf.py`.
"""

import argparse
import importlib
import json
import os
import pickle
import posixpath
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from html import escape
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from tiengnoi.cores import cores
from tiengnoi.documents.document import Format, Kind
from tiengnoi.documents.order import Order
from tiengnoi.downloads.engines import Levels, made_on_all_cores
from tiengnoi.downloads.making import Made, Making
from tiengnoi.locales import Locale

ROOT = Path(__file__).parents[1]
SOURCES = ("docs", "materials", "videos", "published.txt", "mkdocs.yml")
STYLES = ROOT / "plugins/tiengnoi/theme/assets/tiengnoi"
PDF: Format = "pdf"

SAMPLE: dict[tuple[Kind, Locale], int] = {
    ("guide", "vi"): 1,
    ("class", "en"): 1,
    ("script", "vi"): 1,
    ("role", "en"): 1,
    **{("course", locale): 1 for locale in ("vi", "en")},
    **{(kind, locale): 3 for kind in ("chapter", "session", "handout") for locale in ("vi", "en")},
}
"""So many documents of a kind and a language, evenly spread."""

COLD_AIM = 10
"""WeasyPrint takes at least so many times as long as ours, when all is to be made."""
AGAIN_AIM = 50
"""So many times, when nothing has changed since ours were made."""

OURS, CORES, AGAIN = "ours, one process", "ours, all cores", "ours, nothing changed"
TAGGED, PLAIN, CHROMIUM = "WeasyPrint, PDF/UA-1", "WeasyPrint, plain", "Chromium"
WHOLE = "mkdocs-to-pdf"

PLAN = (OURS, TAGGED, CORES, CHROMIUM, OURS, PLAIN, AGAIN)
"""One round: ours and peers take turns."""

NEEDS = {TAGGED: "weasyprint", PLAIN: "weasyprint", CHROMIUM: "playwright", WHOLE: "mkdocs-to-pdf"}
"""The distribution on PyPI that a peer is in."""

CALLS = {
    OURS: "Making(empty folder).one(order, 'pdf') for each, one thread: PDF/A-2a, PDF/UA-1",
    CORES: "made_on_all_cores(jobs, levels), the start of its processes included",
    AGAIN: "the same as the first, in a new process, with the folder that it filled",
    TAGGED: "HTML(filename=...).write_pdf(..., pdf_variant='pdf/ua-1')",
    PLAIN: "HTML(filename=...).write_pdf(...)",
    CHROMIUM: "goto(file), pdf(tagged=True, outline=True, prefer_css_page_size=True), one page",
    WHOLE: "mkdocs build, one language; counted: its events on_post_page and on_post_build",
}

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]

_SRC = re.compile(r'(<img [^>]*?src=")([^":]+)"')


@dataclass(frozen=True, slots=True)
class Took:
    """Wall and processor seconds."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Ran:
    """One engine, once. `each`: wall and processor seconds of every document, where known; `peak`:
    MB of its biggest process; `about`: what to say of it, or its error."""

    wall: float
    cpu: float
    pages: int = 0
    size: float = 0
    peak: float = 0
    each: tuple[tuple[float, float], ...] = ()
    about: str = ""
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A document of the measurement."""

    path: str
    kind: str
    locale: str


# The documents


def copy_sources(into: Path) -> None:
    into.mkdir()
    for source in (ROOT / name for name in SOURCES):
        if source.is_dir():
            shutil.copytree(source, into / source.name)
        elif source.exists():
            shutil.copy(source, into)


def gather(folder: Path) -> None:
    """Build the site without downloads, and write what they would be made of: the orders, and the
    same as HTML documents."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    copy_sources(folder / "project")
    config = load_config(str(folder / "project/mkdocs.yml"), site_dir=str(folder / "site"))
    downloads: Any = config.plugins["tiengnoi/downloads"]
    downloads.config.make = "never"
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    orders = [order for order, format in downloads.orders.values() if format == PDF]
    if not (folder / "all").exists():
        orders = [order for some in SAMPLE for order in spread(orders, *some)]
    # As in a build: how far handouts grow, other documents need to know.
    orders.sort(key=lambda order: order.document.kind != "handout")
    # Copies, which do not know their digests yet: to compute them is part of the work.
    (folder / "orders").write_bytes(pickle.dumps([replace(order) for order in orders]))
    listed = [
        asdict(Listed(one.path(PDF), one.kind, one.locale))
        for one in (order.document for order in orders)
    ]
    (folder / "list.json").write_text(json.dumps(listed), "utf-8")
    for number, order in enumerate(orders):
        html = page_of(order, folder / "html")
        (folder / f"html/{number}.html").write_text(html, "utf-8")


def spread(orders: list[Order], kind: Kind, locale: Locale) -> list[Order]:
    """As many as the sample wants of a kind and a language, evenly spread."""
    found = [one for one in orders if (one.document.kind, one.document.locale) == (kind, locale)]
    count = min(SAMPLE[kind, locale], len(found))
    return [found[(2 * number + 1) * len(found) // (2 * count)] for number in range(count)]


def page_of(order: Order, folder: Path) -> str:
    """The articles of an order as one HTML document; pictures are files below `folder`."""
    folder.mkdir(exist_ok=True)
    for path, picture in order.pictures.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(picture.data)
    articles = []
    for article in order.articles:

        def to_file(match: re.Match[str], url: str = article.url) -> str:
            path = posixpath.normpath(posixpath.join("/", url, match[2])).lstrip("/")
            return f'{match[1]}{(folder / path).as_uri()}"'

        html = _SRC.sub(to_file, article.html)
        articles.append(f'<article class="md-content__inner md-typeset">{html}</article>')
    styles = "".join(
        f'<link rel="stylesheet" href="{(STYLES / name).as_uri()}">'
        for name in ("materials.css", "print.css")
    )
    return (
        f'<!doctype html><html lang="{order.document.locale}"><head><meta charset="utf-8">'
        f"<title>{escape(order.document.title)}</title>{styles}"
        "<style>body { font-family: 'Be Vietnam Pro', 'DejaVu Sans' }</style></head>"
        f"<body>{''.join(articles)}</body></html>"
    )


def write_fonts(folder: Path) -> Path:
    """Settings of fontconfig by which the peers find the font that ours use."""
    import fontpkg

    fonts = Path(fontpkg.path("Be Vietnam Pro")).parent
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"<dir>{fonts}</dir><cachedir>{folder / 'fonts'}</cachedir></fontconfig>",
        "utf-8",
    )
    return path


# The engines, each in a process of its own


class Clock:
    """Times one document after the other. `cpu()`: processor seconds used so far."""

    def __init__(self, cpu: Callable[[], float]) -> None:
        self.cpu = cpu
        self.each: list[tuple[float, float]] = []

    @contextmanager
    def one(self) -> Iterator[None]:
        wall, cpu = time.perf_counter(), self.cpu()
        yield
        self.each.append((time.perf_counter() - wall, self.cpu() - cpu))

    def ran(self, files: Sequence[Path], peak: float, about: str = "") -> Ran:
        each = tuple(self.each)
        wall, cpu = (sum(column) for column in zip(*each, strict=True))
        size = sum(file.stat().st_size for file in files) / 1e6
        return Ran(wall, cpu, sum(map(page_count, files)), size, peak, each, about)


def page_count(file: Path) -> int:
    from pypdf import PdfReader

    return len(PdfReader(file).pages)


def cpu_of_all() -> float:
    """Processor seconds of this process, and of its children that have ended."""
    return sum(os.times()[:4])


def peak() -> float:
    """MB of the biggest so far of this process and its children that have ended."""
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(who).ru_maxrss for who in both) * 1024 / 1e6


def orders_in(folder: Path) -> list[Order]:
    orders: list[Order] = pickle.loads((folder / "orders").read_bytes())
    return orders


def ours(folder: Path) -> Ran:
    shutil.rmtree(folder / "ours", ignore_errors=True)
    return ours_again(folder)


def ours_again(folder: Path) -> Ran:
    orders, clock = orders_in(folder), Clock(time.process_time)
    files: list[Path] = []
    start, cpu = time.perf_counter(), time.process_time()
    making = Making(folder / "ours")
    for order in orders:
        with clock.one():
            made = making.one(order, PDF)
        if not isinstance(made, Made):
            raise RuntimeError(f"{order.document.path(PDF)}: {made.why}")
        files.append(made.file)
    wall, cpu = time.perf_counter() - start, time.process_time() - cpu
    return replace(clock.ran(files, peak()), wall=wall, cpu=cpu)


def ours_on_all_cores(folder: Path) -> Ran:
    """In the order in which `Making.all` makes them."""
    orders, clock = orders_in(folder), Clock(cpu_of_all)
    files: list[Path] = []
    sheets = [order for order in orders if order.document.kind == "handout"]
    others = [order for order in orders if order.document.kind != "handout"]
    others.sort(key=lambda order: -len(order.articles))
    levels: Levels = {}
    into = empty(folder / "cores")
    with clock.one():
        for some in (sheets, others):
            jobs = [(order, PDF) for order in some]
            for (order, _), content in made_on_all_cores(jobs, levels):
                assert not isinstance(content, str), content
                files.append(into / f"{len(files)}.pdf")
                files[-1].write_bytes(content.data)
                if order.document.kind == "handout":
                    levels[order.document.page, order.document.locale] = content.level
    # The documents ended together: there is no time of each.
    return replace(clock.ran(files, peak()), each=())


def weasyprint(folder: Path, **settings: str) -> Ran:
    html = importlib.import_module("weasyprint").HTML
    clock = Clock(time.process_time)
    files: list[Path] = []
    into = empty(folder / "weasyprint")
    for page in pages_in(folder):
        files.append(into / f"{page.stem}.pdf")
        with clock.one():
            html(filename=str(page)).write_pdf(str(files[-1]), **settings)
    return clock.ran(files, peak())


def weasyprint_tagged(folder: Path) -> Ran:
    return weasyprint(folder, pdf_variant="pdf/ua-1")


def chromium(folder: Path) -> Ran:
    from playwright.sync_api import sync_playwright

    clock = Clock(cpu_of_tree)
    files: list[Path] = []
    into = empty(folder / "chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        tab = browser.new_page()
        tab.set_default_timeout(0)
        with Memory() as memory:
            for page in pages_in(folder):
                files.append(into / f"{page.stem}.pdf")
                with clock.one():
                    tab.goto(page.as_uri())
                    tab.pdf(path=files[-1], tagged=True, outline=True, prefer_css_page_size=True)
        about = (
            f"{browser.version}; its processes together, with shared pages once; "
            f"the sum of their RSS is {memory.rss:.0f} MB"
        )
        browser.close()
    return clock.ran(files, memory.pss, about)


def mkdocs_to_pdf(folder: Path) -> Ran:
    """One PDF of the Vietnamese guides that are measured."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    plugin = importlib.import_module("mkdocs_to_pdf.plugin").WithPdfPlugin
    clock = Clock(time.process_time)
    for event in ("on_post_page", "on_post_build"):
        setattr(plugin, event, timed(getattr(plugin, event), clock))
    urls = "|".join(re.escape(url) for url in urls_of_guides(folder))
    project = folder / "whole"
    copy_sources(project)
    settings = one_language(project / "mkdocs.yml")
    settings["plugins"] += [{"to-pdf": {"exclude_pages": [f"^(?!(?:{urls})$)"]}}]
    (project / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    site = folder / "whole-site"
    start = time.perf_counter()
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(site))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    about = f"the whole build took {time.perf_counter() - start:.1f} s; peak with MkDocs"
    return clock.ran([site / "pdf/document.pdf"], peak(), about)


def urls_of_guides(folder: Path) -> list[str]:
    """Addresses of the pages that the Vietnamese guides hold."""
    found = {
        article.url
        for order in orders_in(folder)
        if (order.document.kind, order.document.locale) == ("guide", "vi")
        for article in order.articles
    }
    return sorted(found)


def one_language(path: Path) -> dict[str, Any]:
    """Our mkdocs.yml for Vietnamese alone, without PDFs of ours."""
    from mkdocs.utils.yaml import yaml_load

    settings: dict[str, Any] = yaml_load(path.read_text("utf-8"))
    mine = "tiengnoi/downloads"
    settings["plugins"] = [
        {mine: {"make": "never"}} if one == mine else one for one in settings["plugins"]
    ]
    i18n = next(one["i18n"] for one in settings["plugins"] if "i18n" in one)
    for language in i18n["languages"]:
        language["build"] = language["locale"] == "vi"
    return settings


def timed(function: Callable[..., Any], clock: Clock) -> Callable[..., Any]:
    def measured(*arguments: Any, **named: Any) -> Any:
        with clock.one():
            return function(*arguments, **named)

    return measured


ENGINES: dict[str, Callable[[Path], Ran]] = {
    OURS: ours,
    CORES: ours_on_all_cores,
    AGAIN: ours_again,
    TAGGED: weasyprint_tagged,
    PLAIN: weasyprint,
    CHROMIUM: chromium,
    WHOLE: mkdocs_to_pdf,
}


def pages_in(folder: Path) -> list[Path]:
    return sorted((folder / "html").glob("*.html"), key=lambda path: int(path.stem))


def empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def browser_path() -> str | None:
    return next(filter(None, map(shutil.which, BROWSERS)), None)


# What the processes of a browser use, by /proc


def tree() -> list[tuple[int, str, float]]:
    """This process and all that it began: number, name, and processor seconds, those of children
    that have ended included."""
    found: dict[int, tuple[int, str, float]] = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            text = (path / "stat").read_text("utf-8", "replace")
        except OSError:
            continue
        before, _, after = text.rpartition(")")
        fields = after.split()
        ticks = sum(map(int, fields[11:15]))
        seconds = ticks / os.sysconf("SC_CLK_TCK")
        found[int(path.name)] = int(fields[1]), before.partition("(")[2], seconds
    mine, grown = {os.getpid()}, True
    while grown:
        more = {id for id, (parent, _, _) in found.items() if parent in mine} - mine
        grown = bool(more)
        mine |= more
    return [(id, found[id][1], found[id][2]) for id in mine if id in found]


def cpu_of_tree() -> float:
    return sum(seconds for _, _, seconds in tree())


class Memory:
    """The most that Chromium's processes took together while this was open, in MB. `pss` counts
    pages that several share once, `rss` in each."""

    pss = rss = 0.0

    def __enter__(self) -> "Memory":
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._end.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._end.wait(0.2):
            rss = pss = 0
            for id, name, _ in tree():
                if name.startswith("chrom"):
                    rss += _kilobytes(id, "Rss")
                    pss += _kilobytes(id, "Pss")
            self.rss, self.pss = max(self.rss, rss * 1024 / 1e6), max(self.pss, pss * 1024 / 1e6)


def _kilobytes(id: int, name: str) -> int:
    try:
        text = Path(f"/proc/{id}/smaps_rollup").read_text("ascii")
    except OSError:
        return 0  # it has just ended
    found = re.search(rf"^{name}: +(\d+)", text, re.MULTILINE)
    return int(found[1]) if found else 0


# The measurement


def in_own_process(step: str, folder: Path) -> Ran:
    """Run an engine. What goes wrong with a peer is told, and with ours is raised."""
    environment = os.environ | {
        "SITE_URL": "https://example.org/",
        "REPO_URL": "",
        "NO_MKDOCS_2_WARNING": "1",
        "FONTCONFIG_FILE": str(folder / "fonts.conf"),
        "RAYON_NUM_THREADS": "1",
    }
    command = [sys.executable, __file__, "--step", step, str(folder)]
    done = subprocess.run(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    result = folder / "result.json"
    if done.returncode == 0:
        ran = Ran(**json.loads(result.read_text("utf-8")))
        result.unlink()
        return ran
    error = folder / "error"
    why = error.read_text("utf-8") if error.exists() else f"ended with {done.returncode}"
    if step not in NEEDS:
        raise SystemExit(f"{step}: {why}\n{done.stderr}")
    error.unlink(missing_ok=True)
    return Ran(0, 0, about=why, failed=True)


def step(name: str, folder: Path) -> None:
    """What `in_own_process` runs."""
    try:
        if name == "gather":
            gather(folder)
            ran = Ran(0, 0)
        else:
            ran = ENGINES[name](folder)
    except BaseException as error:
        first = (str(error).strip() or "?").splitlines()[0]
        (folder / "error").write_text(f"{type(error).__name__}: {first}", "utf-8")
        raise
    (folder / "result.json").write_text(json.dumps(asdict(ran)), "utf-8")


def installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def tell_versions() -> set[str]:
    """Print what is there, and how to install what is not. Gives the peers that are there."""
    names = ("tiengnoi", "mkdocs", "typst")
    print(
        f"{cores()} cores, Python {sys.version.split()[0]},",
        *(f"{name} {version(name)}" for name in names),
    )
    peers = list(dict.fromkeys(NEEDS.values()))
    print("peers:", *(f"{name} {installed(name) or 'NOT INSTALLED'}" for name in peers))
    there = {peer for peer, name in NEEDS.items() if installed(name)}
    if missing := [name for name in peers if not installed(name)]:
        print(f"  to measure all: {sys.executable} -m pip install {' '.join(missing)}")
    if browser_path() is None:
        print("  no Chromium in PATH: sudo apt install chromium")
        there -= {CHROMIUM}
    for engine, call in CALLS.items():
        print(f"  {engine + ':':24}{call}")
    return there


def median_of(runs: list[Ran]) -> Ran:
    """The middle of an engine's runs, its highest peak, and what else the last one told."""
    if failed := [run for run in runs if run.failed]:
        return failed[0]
    each = tuple(
        (median(wall for wall, _ in times), median(cpu for _, cpu in times))
        for times in zip(*(run.each for run in runs), strict=True)
    )
    return replace(
        runs[-1],
        wall=median(run.wall for run in runs),
        cpu=median(run.cpu for run in runs),
        peak=max(run.peak for run in runs),
        each=each,
    )


def tell_documents(listed: list[Listed], is_all: bool) -> None:
    kinds = list(dict.fromkeys(one.kind for one in listed))
    counts = ", ".join(f"{sum(one.kind == kind for one in listed)} {kind}" for kind in kinds)
    print(f"\n{len(listed)} documents: {counts}")
    if not is_all:
        for kind in kinds:
            paths = (one.path.partition("/")[2] for one in listed if one.kind == kind)
            print(f"  {kind + ':':10}{' '.join(path.removesuffix('.pdf') for path in paths)}")


def row(name: str, ran: Ran, basis: Took) -> str:
    if ran.failed:
        return f"{name:24}failed: {ran.about}"
    return (
        f"{name:24}{ran.wall:9.3f}{ran.wall / basis.wall:8.3f}{ran.cpu:9.3f}"
        f"{ran.cpu / basis.cpu:8.3f}{ran.pages:7}{ran.size:8.2f}{ran.peak:8.0f}"
    )


HEAD = (
    f"{'':24}{'wall s':>9}{'ratio':>8}{'CPU s':>9}{'ratio':>8}{'pages':>7}{'MB':>8}{'peak MB':>8}"
)


def tell_kinds(listed: list[Listed], rows: dict[str, Ran]) -> None:
    """Processor time by kind of document, as ratios to ours, made in one process."""
    peers = [name for name in (TAGGED, PLAIN, CHROMIUM) if name in rows and rows[name].each]
    print(f"\n{'by kind, CPU: ours in s':24}{'ours':>9}" + "".join(f"{name:>22}" for name in peers))
    for kind in dict.fromkeys(one.kind for one in listed):
        its = [number for number, one in enumerate(listed) if one.kind == kind]
        mine = sum(rows[OURS].each[number][1] for number in its)
        ratios = (sum(rows[name].each[number][1] for number in its) / mine for name in peers)
        print(f"{kind:24}{mine:9.2f}" + "".join(f"{ratio:22.1f}" for ratio in ratios))


def tell_aims(rows: dict[str, Ran]) -> None:
    print()
    for peer in (TAGGED, PLAIN):
        if peer not in rows or rows[peer].failed:
            continue
        for mine, aim in ((OURS, COLD_AIM), (AGAIN, AGAIN_AIM)):
            wall = rows[peer].wall / rows[mine].wall
            cpu = rows[peer].cpu / rows[mine].cpu
            print(
                f"{peer} / {mine}: wall {wall:.1f}, CPU {cpu:.1f}; aim ≥ {aim}: "
                f"wall {reached(wall >= aim)}, CPU {reached(cpu >= aim)}"
            )
    mine = max(OURS, CORES, key=lambda name: rows[name].peak)
    for peer in (TAGGED, PLAIN, CHROMIUM):
        if peer in rows and not rows[peer].failed:
            ratio = rows[mine].peak / rows[peer].peak
            print(f"peak of {mine} / {peer}: {ratio:.2f}; aim < 1 {reached(ratio < 1)}")


def reached(is_reached: bool) -> str:
    return "reached" if is_reached else "aim not reached"


def measure(folder: Path, there: set[str], rounds: int, is_all: bool) -> None:
    write_fonts(folder)
    if is_all:
        (folder / "all").touch()
    in_own_process("gather", folder)
    listed = [Listed(**one) for one in json.loads((folder / "list.json").read_text("utf-8"))]
    tell_documents(listed, is_all)
    runs: dict[str, list[Ran]] = {}
    for name in PLAN * rounds:
        if name in there or name not in NEEDS:
            runs.setdefault(name, []).append(in_own_process(name, folder))
    rows = {name: median_of(runs[name]) for name in ENGINES if name in runs}
    times = len(runs[OURS])
    print(f"\nratio: to '{OURS}', the middle of {times} runs; the others ran {rounds} time(s)")
    print(HEAD)
    basis = Took(rows[OURS].wall, rows[OURS].cpu)
    for name, ran in rows.items():
        print(row(name, ran, basis))
    for name, ran in rows.items():
        if ran.about and not ran.failed:
            print(f"  {name}: {ran.about}")
    tell_kinds(listed, rows)
    if WHOLE in there:
        guides = [
            rows[OURS].each[number]
            for number, one in enumerate(listed)
            if (one.kind, one.locale) == ("guide", "vi")
        ]
        basis = Took(sum(wall for wall, _ in guides), sum(cpu for _, cpu in guides))
        whole = in_own_process(WHOLE, folder)
        print(
            f"\n{len(guides)} guide(s) in Vietnamese as one PDF; ratio to ours of the same guides: "
            f"wall {basis.wall:.2f} s, CPU {basis.cpu:.2f} s"
        )
        print(row(WHOLE, whole, basis))
        if not whole.failed:
            print(f"  {WHOLE}: {whole.about}")
    tell_aims(rows)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--all", action="store_true", help="all documents, not a sample (slow)")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--step", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        step(options.step[0], Path(options.step[1]))
        return
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    there = tell_versions()
    with tempfile.TemporaryDirectory() as name:
        measure(Path(name), there, options.rounds, options.all)


if __name__ == "__main__":
    main()
