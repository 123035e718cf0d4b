"""How well and how fast the search finds pages, beside Material's search and Pagefind.

The queries are tests/search/queries.yml: what people really type. One counts as answered when one
of its pages is the first page found (@1), or one of the first three (@3). Ours is measured in the
site as it is built, without PDFs. The peers get the same pages, as plain HTML of their titles and
of the sections that ours indexes, word for word: Material's search (lunr) in a stock project for
each language. What only ours knows of besides, they lack: the descriptions of pages, their titles
in the other language, and the words of the glossary that mean the same.

Times are of Chromium on this machine, at full speed and slowed down six times as a cheap phone,
with files that come from the same machine: so without the network, for which the bytes stand.
Chromium slows down only the thread of a page. So the peers, which would work in a thread of their
own, do the same work in that of the page, in ways that they provide or use themselves. To load
begins with the first script; what a page needs to be shown is not counted. Nothing of the results
is drawn. Each round begins anew and asks each query once, so Pagefind loads the parts of its index
on the way; it gives no more than three pages here, which is as much as counts.

Only the ratios of one run count. Needs Linux, Chromium, Node and the package registry of npm. Run
with `python bench/search.py`.
"""

import argparse
import gzip
import html as markup
import http.server
import json
import mimetypes
import os
import pickle
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from importlib.metadata import version
from itertools import product
from pathlib import Path, PurePath
from statistics import median
from typing import Any

import yaml
from playwright.sync_api import Browser, sync_playwright

from tiengnoi.addresses.forms import page_address
from tiengnoi.locales import LOCALES, Locale
from tiengnoi.search.index import Entry, scripts
from tiengnoi.search.sections import sections_of

ROOT = Path(__file__).parents[1]
HERE = Path(__file__).with_suffix("")
SOURCES = ("docs", "materials", "videos", "published.txt", "mkdocs.yml", ".cache")
QUERIES = ROOT / "tests/search/queries.yml"

PAGEFIND = "1.6.0"
"""Exact, as on npm."""

SLOW = 6
"""So many times slower is the processor of a cheap phone."""
AIM = 50
"""Milliseconds that a query may take on it."""

TITLES, OURS, LUNR, FIND = "ours, titles", "ours", "Material, lunr", "Pagefind"

OUR_CALL = "tiengnoiSearch.prepare(head, text), .find(query, index) in a page of the site"
LUNR_CALL = (
    "mkdocs build; search: {lang: [vi, en]}; workers/search.*.min.js in a frame: SETUP, QUERY"
)
FIND_CALL = "pagefind --site …; noWorker, search(query), data() of three"

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]

_ARTICLE = re.compile(r"<article\b[^>]*>(.*)</article>", re.DOTALL)
_TITLE = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)"')
_TAG = re.compile(r"<[^>]+>")


# What both scripts of this folder need: our site, its articles, and a host


@dataclass(frozen=True, slots=True)
class Article:
    """The article of a built page. `url`: below the root of the site, with its language."""

    url: str
    locale: Locale
    title: str
    description: str
    html: str

    @property
    def address(self) -> str:
        """Without the language."""
        return self.url if self.locale == "vi" else self.url.removeprefix(f"{self.locale}/")


def articles_in(site: Path) -> list[Article]:
    """All pages that have one."""
    found = []
    for file in sorted(site.rglob("index.html")):
        page = file.read_text("utf-8")
        article, title = _ARTICLE.search(page), _TITLE.search(page)
        if article is None or title is None:
            continue
        url = file.parent.relative_to(site).as_posix().removeprefix(".")
        url = f"{url}/" if url else ""
        locale: Locale = "en" if url.startswith("en/") else "vi"
        description = _DESCRIPTION.search(page)
        text = markup.unescape(" ".join(_TAG.sub("", title[1]).split()))
        about = markup.unescape(description[1]) if description else ""
        found.append(Article(url, locale, text, about, article[1].strip()))
    return found


def copy_project(into: Path) -> None:
    """Our sources, and what the cache has of them: others may build at the same time."""
    into.mkdir()
    for source in (ROOT / name for name in SOURCES):
        if source.is_dir():
            shutil.copytree(source, into / source.name, copy_function=copy_if_there)
        elif source.exists():
            shutil.copy(source, into)


def copy_if_there(source: str, into: str) -> None:
    """Another build may have removed it from the cache meanwhile."""
    with suppress(FileNotFoundError):
        shutil.copy(source, into)


def write_page(path: Path, article: Article) -> None:
    """A page of a peer's project: its article as HTML below front matter."""
    front = {"title": article.title, "description": article.description}
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(f"{name}: {json.dumps(value)}\n" for name, value in front.items() if value)
    path.write_text(f"---\n{lines}---\n{article.html}\n", "utf-8")


def paths_of(articles: Sequence[Article]) -> list[tuple[Article, str]]:
    """Each with its path below the folder of its language, without ending; `index` for what has
    others below it."""
    folders = {folder.as_posix() for one in articles for folder in PurePath(one.address).parents}
    found = []
    for article in articles:
        path = article.address.rstrip("/")
        is_folder = (path or ".") in folders
        found.append((article, f"{path}/index".lstrip("/") if is_folder else path))
    return found


def npm_install(folder: Path, packages: Mapping[str, str]) -> None:
    """Raises RuntimeError with what npm said."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text('{"private": true, "type": "module"}', "utf-8")
    run(
        [
            *("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--save-exact"),
            *(f"{name}@{number}" for name, number in packages.items()),
        ],
        folder,
    )


def run(command: Sequence[str | Path], folder: Path, **environment: str) -> str:
    """What a command printed. Raises RuntimeError with it, if it failed."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        last = "\n".join(done.stdout.strip().splitlines()[-15:])
        raise RuntimeError(f"{' '.join(map(str, command))}: {last or done.returncode}")
    return done.stdout


def browser_path() -> str | None:
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes = b""


class Host:
    """A folder, served as a host does: with gzip -9, with the headers of its file `_headers` if
    there is one, and with its 404.html. `port`: 0 for any; `extra`: pages besides, by path;
    `asked`: the paths that were asked for, and the bytes that each took."""

    def __init__(self, folder: Path, port: int = 0, extra: Mapping[str, str] | None = None) -> None:
        self.folder, self.port, self.extra = folder, port, extra or {}
        self.asked: list[tuple[str, int]] = []
        self.answers: dict[str, Answer] = {}
        self.rules: list[tuple[re.Pattern[str], dict[str, str]]] | None = None

    def __enter__(self) -> "Host":
        host = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                answer = host.answer(self.path.partition("?")[0])
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(answer.body)

            do_HEAD = do_GET  # noqa: N815

            def log_message(self, *_: object) -> None:
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: object) -> None:
                """A browser that closes a connection early is no error."""

        self._server = Server(("127.0.0.1", self.port), Handler)
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def answer(self, path: str) -> Answer:
        if path not in self.answers:
            self.answers[path] = self._answer(path)
        answer = self.answers[path]
        self.asked.append((path, len(answer.body)))
        return answer

    def _answer(self, path: str) -> Answer:
        if path in self.extra:
            return self._packed(path, 200, self.extra[path].encode(), "text/html")
        file = self.folder / path.lstrip("/")
        if file.is_dir() and not path.endswith("/"):
            return Answer(301, {"Location": f"{path}/"})
        if file.is_dir():
            file /= "index.html"
        status = 200
        if not file.is_file() or ".." in path:
            file, status = self.folder / "404.html", 404
            if not file.is_file():
                return Answer(404, {"Content-Type": "text/plain"}, b"Not found")
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        return self._packed(path, status, file.read_bytes(), kind)

    def _packed(self, path: str, status: int, body: bytes, kind: str) -> Answer:
        is_text = re.match(r"text/|.*(javascript|json|xml)\b", kind) is not None
        headers = {"Content-Type": f"{kind}; charset=utf-8" if is_text else kind}
        if is_text:
            body = gzip.compress(body, 9, mtime=0)
            headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        if self.rules is None:
            self.rules = header_rules(self.folder / "_headers")
        for pattern, more in self.rules:
            if pattern.fullmatch(path):
                headers |= more
        return Answer(status, headers, body)


def header_rules(file: Path) -> list[tuple[re.Pattern[str], dict[str, str]]]:
    """What a file `_headers` says, as Netlify and Cloudflare Pages read it."""
    rules: list[tuple[re.Pattern[str], dict[str, str]]] = []
    if not file.is_file():
        return rules
    for line in file.read_text("utf-8").splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not line[0].isspace():
            path = re.escape(line.strip()).replace(r"\*", ".*")
            rules.append((re.compile(re.sub(r":\w+", "[^/]+", path)), {}))
        else:
            name, _, value = line.strip().partition(":")
            rules[-1][1][name.strip()] = value.strip()
    return rules


# The queries


@dataclass(frozen=True, slots=True)
class Query:
    q: str
    kind: str
    locale: Locale
    finds: tuple[str, ...]


def queries() -> list[Query]:
    written = yaml.safe_load(QUERIES.read_text("utf-8"))
    return [Query(one["q"], one["kind"], one["locale"], (*one["finds"],)) for one in written]


def pages_of(urls: Iterable[str], locale: Locale) -> list[str]:
    """The addresses of pages, each once in order: of urls that may have a language and an
    anchor."""
    found = (url.partition("#")[0].strip("/") for url in urls)
    if locale != "vi":
        found = (url.removeprefix(locale).strip("/") for url in found)
    return [*dict.fromkeys(found)]


def place(query: Query, urls: Iterable[str]) -> int | None:
    """How many pages come before the first that answers."""
    wanted = {page_address(name, "vi").strip("/") for name in query.finds}
    pages = enumerate(pages_of(urls, query.locale))
    return next((number for number, page in pages if page in wanted), None)


# The engines, and what they make of the pages


@dataclass(frozen=True, slots=True)
class Built:
    """What an engine has made. `hosts` and `page`: where each language is, and from which page it
    searches; `script`: a file of search/; `options`: what it gets besides; `code`: files that are
    no index."""

    hosts: dict[Locale, Host]
    page: dict[Locale, str]
    script: str
    options: dict[str, Any]
    code: str


@dataclass(frozen=True, slots=True)
class Making:
    """Seconds to make the index of both languages; `about`: what of it."""

    wall: float
    cpu: float
    about: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One engine in one language, at one speed. Milliseconds; `begun`: those to the first result,
    by what passed; `loaded`: the bytes before it, by path."""

    begun: dict[str, float]
    loaded: list[tuple[str, int]]
    times: list[float]
    urls: list[list[str]]

    @property
    def first(self) -> float:
        return sum(self.begun.values())


@dataclass(frozen=True, slots=True)
class Kept:
    """What the index of a language was made of."""

    entries: list[Entry]
    same: list[Sequence[str]]
    locale: Locale


def step_gather(folder: Path) -> None:
    """Build our site without downloads, and keep what its index is made of."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from tiengnoi.search import plugin

    copy_project(folder / "project")
    config = load_config(str(folder / "project/mkdocs.yml"), site_dir=str(folder / "site"))
    for name in ("tiengnoi/downloads", "tiengnoi/offline"):
        feature: Any = config.plugins[name]
        feature.config.make = "never"
    module: Any = plugin
    collect, write = module.entries, module.scripts
    kept: list[Kept] = []
    took = [0.0, 0.0]

    def entries(*arguments: Any) -> list[Entry]:
        wall, cpu = time.perf_counter(), time.process_time()
        found = [*collect(*arguments)]
        took[0] += time.perf_counter() - wall
        took[1] += time.process_time() - cpu
        return found

    def scripts(found: Sequence[Entry], same: Iterable[Sequence[str]], locale: Locale) -> Any:
        kept.append(Kept([*found], [*same], locale))
        return write(found, kept[-1].same, locale)

    module.entries, module.scripts = entries, scripts
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    (folder / "kept").write_bytes(pickle.dumps((kept, *took)))


def step_lunr(folder: Path) -> None:
    """Build a stock project, and tell what its plugin `search` took of it."""
    from material.plugins.search.plugin import SearchPlugin
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    took = [0.0, 0.0]

    def timed(event: Callable[..., Any]) -> Callable[..., Any]:
        def measured(*arguments: Any, **named: Any) -> Any:
            wall, cpu = time.perf_counter(), time.process_time()
            result = event(*arguments, **named)
            took[0] += time.perf_counter() - wall
            took[1] += time.process_time() - cpu
            return result

        return measured

    for event in ("on_page_context", "on_post_build"):
        setattr(SearchPlugin, event, timed(getattr(SearchPlugin, event)))
    start = time.perf_counter()
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    (folder / "took.json").write_text(json.dumps([*took, time.perf_counter() - start]), "utf-8")


def in_own_process(step: str, folder: Path) -> None:
    run([sys.executable, __file__, "--step", step, folder], ROOT, SITE_URL="", REPO_URL="")


def our_making(folder: Path, rounds: int) -> tuple[Making, dict[Locale, set[str]]]:
    """What ours took, and the pages that it indexed."""
    kept, wall, cpu = pickle.loads((folder / "kept").read_bytes())
    walls, cpus = [], []
    for _ in range(rounds):
        start, cpu_start = time.perf_counter(), time.process_time()
        for one in kept:
            scripts(one.entries, one.same, one.locale)
        walls.append(time.perf_counter() - start)
        cpus.append(time.process_time() - cpu_start)
    urls: dict[Locale, set[str]] = {
        one.locale: {entry.url.partition("#")[0] for entry in one.entries} for one in kept
    }
    sizes = ", ".join(f"{len(one.entries)} {one.locale}" for one in kept)
    about = f"scripts(entries, same, locale) of {sizes}; collect the entries: {wall:.2f} s"
    return Making(median(walls), median(cpus), f"{about}, CPU {cpu:.2f} s"), urls


def as_indexed(article: Article) -> Article:
    """With those sections alone that ours indexes, as plain HTML."""
    html = f"<h1>{markup.escape(article.title)}</h1>"
    for section in sections_of(article.html):
        if section.heading:
            html += f'<h2 id="{section.id}">{markup.escape(section.heading)}</h2>'
        html += f"<p>{markup.escape(section.text)}</p>"
    return replace(article, html=html)


def make_lunr(folder: Path, articles: Sequence[Article]) -> tuple[Making, Built]:
    hosts: dict[Locale, Host] = {}
    took = [0.0, 0.0, 0.0]
    for locale in LOCALES:
        project = folder / f"lunr-{locale}"
        for article, path in paths_of([one for one in articles if one.locale == locale]):
            write_page(project / "docs" / f"{path}.md", article)
        config = {
            "site_name": "lunr",
            "theme": {"name": "material", "language": locale, "font": False},
            "plugins": [{"search": {"lang": [*LOCALES]}}],
            "hooks": [str(HERE / "articles.py")],
            "validation": {"links": {"not_found": "ignore"}},
        }
        (project / "mkdocs.yml").write_text(yaml.safe_dump(config), "utf-8")
        in_own_process("lunr", project)
        one = json.loads((project / "took.json").read_text("utf-8"))
        took = [sum(pair) for pair in zip(took, one, strict=True)]
        hosts[locale] = Host(project / "site", extra=extra(locale))
    worker = next((folder / "lunr-vi/site").glob("assets/javascripts/workers/search.*.min.js"))
    address = "/" + worker.relative_to(folder / "lunr-vi/site").as_posix()
    about = f"its plugin's on_page_context and on_post_build; the whole builds: {took[2]:.1f} s"
    pages = dict.fromkeys(LOCALES, "empty.html")
    built = Built(hosts, pages, "lunr.js", {"worker": address}, r"\.js$")
    return Making(took[0], took[1], about), built


def make_pagefind(folder: Path, articles: Sequence[Article]) -> tuple[Making, Built]:
    site = folder / "pagefind"
    for article in articles:
        page = (
            f'<!doctype html><html lang="{article.locale}"><meta charset="utf-8">'
            f"<title>{markup.escape(article.title)}</title><body>{article.html}</body></html>"
        )
        (site / article.url).mkdir(parents=True, exist_ok=True)
        (site / article.url / "index.html").write_text(page, "utf-8")
    npm_install(folder / "npm", {"pagefind": PAGEFIND})
    # The file in .bin is JavaScript that starts the program: this is the program.
    found = sorted((folder / "npm/node_modules/@pagefind").glob("*/bin/pagefind*"))
    program = next(path for path in found if os.access(path, os.X_OK) and path.suffix != ".sha256")
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    told = run([program, "--site", site], folder)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    indexed = re.search(r"Indexed \d+ pages", told)
    about = f"the whole program, on all cores: {indexed[0] if indexed else told}"
    hosts = {locale: Host(site, extra=extra(locale)) for locale in LOCALES}
    code = r"\.js$|/wasm\."
    built = Built(hosts, dict.fromkeys(LOCALES, "empty.html"), "pagefind.js", {}, code)
    return Making(wall, cpu, about), built


def extra(locale: Locale) -> dict[str, str]:
    page = f'<!doctype html><html lang="{locale}"><meta charset="utf-8"><title>Empty</title>'
    return {"/empty.html": f"{page}<body></body></html>"}


def our_engines(site: Path) -> dict[str, Built]:
    hosts = dict.fromkeys(LOCALES, Host(site))
    pages: dict[Locale, str] = {"vi": "gioi-thieu/", "en": "en/gioi-thieu/"}
    code = r"/search/(search|results)\."
    return {
        name: Built(hosts, pages, "ours.js", {"parts": parts}, code)
        for name, parts in ((TITLES, 1), (OURS, 2))
    }


# The measurement in a browser

ASK = """async (queries) => {
    const found = [];
    for (const query of queries) {
        await new Promise((done) => setTimeout(done));
        const start = performance.now();
        const urls = await bench.find(query);
        found.push([performance.now() - start, urls.slice(0, 60)]);
    }
    return found;
}"""


def ask(browser: Browser, built: Built, locale: Locale, asked: Sequence[str], rate: int) -> Asked:
    """Begin without a cache, and ask each query once."""
    host = built.hosts[locale]
    context = browser.new_context()
    tab = context.new_page()
    tab.set_default_timeout(0)
    tab.goto(host.address + built.page[locale], wait_until="load")
    tab.evaluate((HERE / built.script).read_text("utf-8"))
    tab.wait_for_timeout(300)
    speed = context.new_cdp_session(tab)
    speed.send("Emulation.setCPUThrottlingRate", {"rate": rate})
    host.asked.clear()
    options = {"locale": locale, "query": asked[0], **built.options}
    begun = tab.evaluate("(options) => bench.begin(options)", options)
    loaded = [*host.asked]
    found = tab.evaluate(ASK, [*asked])
    context.close()
    return Asked(begun, loaded, [took for took, _ in found], [urls for _, urls in found])


def middle(rounds: Sequence[Asked]) -> Asked:
    """The median of each time; the rest is the same in all rounds."""
    begun = {name: median(one.begun[name] for one in rounds) for name in rounds[0].begun}
    times = zip(*(one.times for one in rounds), strict=True)
    return replace(rounds[0], begun=begun, times=[median(its) for its in times])


Results = dict[tuple[str, Locale, int], Asked]
"""By engine, language and rate."""


def ask_all(
    engines: Mapping[str, Built], golden: Sequence[Query], rounds: int, failed: dict[str, str]
) -> Results:
    """Engines take turns. What goes wrong with a peer is kept in `failed`."""
    results: dict[tuple[str, Locale, int], list[Asked]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        print(f"Chromium {browser.version}")
        for rate, locale, _ in product((1, SLOW), LOCALES, range(rounds)):
            asked = [query.q for query in golden if query.locale == locale]
            for name, built in engines.items():
                if name in failed:
                    continue
                try:
                    one = ask(browser, built, locale, asked, rate)
                except Exception as error:
                    if name in (OURS, TITLES):
                        raise
                    failed[name] = f"{type(error).__name__}: {error}".splitlines()[0]
                else:
                    results.setdefault((name, locale, rate), []).append(one)
        browser.close()
    return {key: middle(found) for key, found in results.items()}


# What is told


def tell_making(making: Mapping[str, Making]) -> None:
    mine = making[OURS]
    print(f"\n{'index of both languages':24}{'wall s':>9}{'ratio':>7}{'CPU s':>9}{'ratio':>7}")
    for name, one in making.items():
        print(
            f"{name:24}{one.wall:9.3f}{one.wall / mine.wall:7.1f}{one.cpu:9.3f}"
            f"{one.cpu / mine.cpu:7.1f}  {one.about}"
        )


def tell_bytes(engines: Mapping[str, Built], results: Results) -> None:
    print("\nKB before the first result, gzip -9 (script + index = both, and the ratio to ours)")
    for name, built in engines.items():
        columns = []
        for locale in LOCALES:
            if (name, locale, 1) not in results:
                continue
            loaded = results[name, locale, 1].loaded
            code = sum(size for path, size in loaded if re.search(built.code, path)) / 1000
            whole = sum(size for _, size in loaded) / 1000
            mine = sum(size for _, size in results[OURS, locale, 1].loaded) / 1000
            columns.append(
                f"{locale} {code:6.1f} +{whole - code:7.1f} ={whole:7.1f}{whole / mine:6.2f}"
                f" in {len(loaded)} requests"
            )
        if columns:
            print(f"{name:24}" + "    ".join(columns))


def share(places: Sequence[int | None], within: int) -> str:
    right = sum(number is not None and number < within for number in places)
    return f"{100 * right / len(places):.0f}" if places else "-"


def tell_success(names: Sequence[str], golden: Sequence[Query], results: Results) -> None:
    places: dict[str, list[int | None]] = {}
    for name in names:
        urls = {locale: iter(results[name, locale, 1].urls) for locale in LOCALES}
        places[name] = [place(query, next(urls[query.locale])) for query in golden]

    def row(title: str, wanted: Callable[[Query], bool]) -> None:
        chosen = [number for number, query in enumerate(golden) if wanted(query)]
        line = f"{title:24}{len(chosen):5}"
        for name in names:
            its = [places[name][number] for number in chosen]
            line += f"{share(its, 1) + ' / ' + share(its, 3):>18}"
        print(line)

    print(f"\n{'success @1 / @3, %':24}{'':5}" + "".join(f"{name:>18}" for name in names))
    row("all", lambda _: True)
    for locale in LOCALES:
        row(f"{locale}: all", lambda query, locale=locale: query.locale == locale)  # type: ignore[misc]
        for kind in dict.fromkeys(query.kind for query in golden if query.locale == locale):
            row(
                f"{locale}: {kind}",
                lambda query, locale=locale, kind=kind: (  # type: ignore[misc]
                    (query.locale, query.kind) == (locale, kind)
                ),
            )


def high(times: Sequence[float], per_cent: int) -> float:
    """The percentile, by the nearest rank."""
    return sorted(times)[-(-len(times) * per_cent // 100) - 1]


def tell_times(names: Sequence[str], results: Results) -> None:
    for rate in (SLOW, 1):
        print(f"\nms at a {rate} times slower processor" if rate > 1 else "\nms at full speed")
        print(
            f"{'':24}{'':4}{'load':>8}{'prepare':>9}{'query':>8}{'= first':>9}{'ratio':>7}"
            f"{'each: median':>14}{'ratio':>7}{'p95':>8}{'ratio':>7}{'longest':>9}"
        )
        for name in names:
            for locale in LOCALES:
                one, mine = results[name, locale, rate], results[OURS, locale, rate]
                middle, late = median(one.times), high(one.times, 95)
                parts = one.begun
                print(
                    f"{name:24}{locale:4}{parts['load']:8.0f}{parts['prepare']:9.0f}"
                    f"{parts['find']:8.0f}{one.first:9.0f}{one.first / mine.first:7.2f}"
                    f"{middle:14.1f}{middle / median(mine.times):7.2f}"
                    f"{late:8.1f}{late / high(mine.times, 95):7.2f}{max(one.times):9.1f}"
                )


def tell_aims(results: Results) -> None:
    print()
    for locale in LOCALES:
        times = results[OURS, locale, SLOW].times
        for what, value in (("median", median(times)), ("p95", high(times, 95))):
            verdict = "reached" if value <= AIM else "aim not reached"
            print(f"{locale}: {what} of a query {value:.1f} ms; aim ≤ {AIM} ms {verdict}")


def tell_misses(golden: Sequence[Query], results: Results) -> None:
    print("\nnot among our first three:")
    urls = {locale: iter(results[OURS, locale, 1].urls) for locale in LOCALES}
    for query in golden:
        found = next(urls[query.locale])
        number = place(query, found)
        if number is None or number >= 3:
            first = ", ".join(pages_of(found, query.locale)[:3])
            at = "nowhere" if number is None else f"at {number + 1}"
            print(f"  {query.locale} {query.kind}: {query.q!r} {at}; first: {first}")


def measure(folder: Path, given: Path | None, rounds: int, misses: bool) -> None:
    golden = queries()
    in_own_process("gather", folder)
    site = given or folder / "site"
    mine, urls = our_making(folder, rounds)
    articles = [one for one in articles_in(site) if one.url in urls[one.locale]]
    counts = ", ".join(
        f"{sum(one.locale == locale for one in articles)} {locale}" for locale in LOCALES
    )
    print(f"{len(golden)} queries; the pages that all engines get: {counts}")
    there = {one.address.strip("/") for one in articles}
    for query in golden:
        if not {page_address(name, "vi").strip("/") for name in query.finds} & there:
            print(f"  no page answers {query.q!r}: {', '.join(query.finds)}")
    for locale in LOCALES:
        lacking = urls[locale] - {one.url for one in articles}
        if lacking:
            print(f"  in our index, but no page with an article: {', '.join(sorted(lacking))}")

    making, engines, failed = {OURS: mine}, our_engines(site), dict[str, str]()
    same = [as_indexed(one) for one in articles]
    peers: dict[str, Callable[[Path, Sequence[Article]], tuple[Making, Built]]] = {
        LUNR: make_lunr,
        FIND: make_pagefind,
    }
    for name, make in peers.items():
        try:
            making[name], engines[name] = make(folder, same)
        except Exception as error:
            failed[name] = f"{type(error).__name__}: {error}"
    with ExitStack() as served:
        # A host of both languages stands there twice.
        hosts = {id(host): host for one in engines.values() for host in one.hosts.values()}
        for host in hosts.values():
            served.enter_context(host)
        results = ask_all(engines, golden, rounds, failed)
    for name, why in failed.items():
        print(f"{name}: FAILED: {why}")
    names = [name for name in engines if name not in failed]
    tell_making(making)
    tell_bytes(engines, results)
    tell_success(names, golden, results)
    tell_times(names, results)
    tell_aims(results)
    if misses:
        tell_misses(golden, results)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--site", type=Path, help="our site, built before; default: build it")
    parser.add_argument(
        "--rounds", type=int, default=3, help="default: 3, of which the median is told"
    )
    parser.add_argument("--misses", action="store_true", help="tell what ours does not find")
    parser.add_argument("--step", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        {"gather": step_gather, "lunr": step_lunr}[options.step[0]](Path(options.step[1]))
        return
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    names = ("tiengnoi", "mkdocs", "mkdocs-material")
    node = run(["node", "--version"], ROOT).strip()
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, Node {node},", end=" ")
    print(*(f"{name} {version(name)}" for name in names), f"pagefind {PAGEFIND}")
    print(f"  {OURS}: {OUR_CALL}; '{TITLES}': without the texts")
    print(f"  {LUNR}: {LUNR_CALL}")
    print(f"  {FIND}: {FIND_CALL}")
    with tempfile.TemporaryDirectory() as name:
        measure(Path(name), options.site, options.rounds, options.misses)


if __name__ == "__main__":
    main()
