"""What a phone needs to show our pages, by Lighthouse, beside stock Material and Starlight.

The pages are one of each kind: the home page, a guide, a page of prose and a session. The peers
get the same articles as HTML, in both languages, with the same addresses and pictures, and search
is on; their looks are their own. Where an article cannot be carried over, that is told. Every site
is served from this machine, with gzip -9 and with the headers of its `_headers` file, if it has
one; links that must be whole lead to where it is served.

Lighthouse loads each page in Chromium as a phone does, and computes from that load what it would
take on three networks with a processor that is six times slower (its simulated throttling). What
else this machine does meanwhile is made six times slower as well, hence the rounds.
It also tells what fails its audits of accessibility, best practices and search engines; those of
our pages are listed with their elements. Scores are of 100; KB are what went over the network,
headers included.

Needs Linux, Chromium, Node 20 and the package registry of npm. Run with `python bench/reader.py`;
`--quick` leaves the peers out.
"""

import argparse
import json
import os
import posixpath
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from search import (
    Article,
    Host,
    articles_in,
    browser_path,
    copy_project,
    npm_install,
    paths_of,
    run,
    write_page,
)
from tiengnoi.locales import LOCALES

ROOT = Path(__file__).parents[1]
HERE = Path(__file__).with_suffix("")
HOOK = ROOT / "bench/search/articles.py"

LIGHTHOUSE = {"lighthouse": "12.8.2"}
"""Exact, as on npm. From 13 on it needs a later Node."""
STARLIGHT = {"astro": "5.18.2", "@astrojs/starlight": "0.36.3", "rehype-raw": "7.0.0"}
"""Exact, as on npm."""

OURS, MATERIAL, STAR = "ours", "Material", "Starlight"

CALLS = {
    OURS: "mkdocs build, with its downloads",
    MATERIAL: "mkdocs build; mkdocs-material and static-i18n as they come, but font: false, "
    "in its favour: two files from Google less",
    STAR: "astro build; Starlight as it comes; rehype-raw, for its table of contents",
}

PAGES = {
    "home": "",
    "guide": "cau-lac-bo/",
    "prose": "cau-lac-bo/la-gi/",
    "session": "cau-lac-bo/quyen-tre-em/",
}

SLOWER = 6
"""So many times slower is the processor of a cheap phone."""


@dataclass(frozen=True, slots=True)
class Network:
    """Milliseconds to and fro, and kilobits a second. `most`: seconds to the largest contentful
    paint; `least`: the score of performance."""

    name: str
    rtt: float
    speed: float
    most: float | None = None
    least: int | None = None


NETWORKS = (
    Network("4G", 150, 1638.4, least=95),  # Lighthouse's “slow 4G”, its default
    Network("3G", 300, 700, most=2),
    Network("2G", 800, 150, most=6),
)
JUDGED = ("accessibility", "best-practices", "seo")
FLAGS = "--chrome-flags=--headless=new --no-sandbox --disable-gpu"

_H1 = re.compile(r"<h1\b[^>]*>.*?</h1>", re.DOTALL)
_PICTURE = re.compile(r'<[^>]+? (?:src|poster|data)="([^":#?]+)"')
_CANONICAL = re.compile(r'<link rel="canonical" href="http://127\.0\.0\.1:(\d+)/"')


# The three sites


def build_ours(folder: Path, site: Path, address: str) -> None:
    copy_project(folder / "project")
    command: list[str | Path] = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", site]
    run(command, folder / "project", SITE_URL=address)


def build_material(folder: Path, site: Path, address: str, articles: Sequence[Article]) -> None:
    project = folder / "material"
    for article, path in paths_by_language(articles):
        write_page(project / "docs" / f"{path}.{article.locale}.md", article)
    names = {"vi": "Tiếng Việt", "en": "English"}
    languages: list[dict[str, Any]] = [
        {"locale": locale, "name": names[locale], "default": locale == "vi", "build": True}
        for locale in LOCALES
    ]
    config = {
        "site_name": "Tiếng Nói",
        "site_url": address,
        "theme": {"name": "material", "language": "vi", "font": False},
        "plugins": ["search", {"i18n": {"docs_structure": "suffix", "languages": languages}}],
        "hooks": [str(HOOK)],
    }
    (project / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True), "utf-8")
    run([sys.executable, "-m", "mkdocs", "build", "-q", "-d", site], project)


def build_starlight(folder: Path, site: Path, address: str, articles: Sequence[Article]) -> None:
    project = folder / "starlight"
    npm_install(project, STARLIGHT)
    content = project / "src/content"
    (project / "public").mkdir()
    # As in the project that Starlight starts with.
    (project / "public/favicon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    for article, path in paths_by_language(articles):
        below = "" if article.locale == "vi" else article.locale
        # Starlight shows the title itself.
        html = _H1.sub("", article.html, count=1)
        page = replace(article, html=f"<div>{on_one_line(html)}</div>")
        write_page(content / "docs" / below / f"{path}.md", page)
    shutil.copy(HERE / "astro.config.mjs", project)
    shutil.copy(HERE / "content.config.ts", project / "src")
    command: list[str | Path] = ["npx", "astro", "build", "--outDir", site]
    run(command, project, SITE_URL=address, ASTRO_TELEMETRY_DISABLED="1")


def paths_by_language(articles: Sequence[Article]) -> Iterator[tuple[Article, str]]:
    for locale in LOCALES:
        yield from paths_of([one for one in articles if one.locale == locale])


def on_one_line(html: str) -> str:
    """In Markdown, HTML ends at an empty line."""
    parts = re.split(r"(<pre\b.*?</pre>)", html, flags=re.DOTALL)
    for number, part in enumerate(parts):
        newline = "&#10;" if number % 2 else " "
        parts[number] = re.sub(r"\n" if number % 2 else r"\s*\n\s*", newline, part)
    return "".join(parts).strip()


def copy_pictures(articles: Sequence[Article], ours: Path, site: Path) -> list[str]:
    """What the articles show; gives what is not there."""
    lacking = []
    for article in articles:
        for src in _PICTURE.findall(article.html):
            path = posixpath.normpath(posixpath.join("/", article.url, src)).lstrip("/")
            if (ours / path).is_file():
                (site / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ours / path, site / path)
            else:
                lacking.append(f"{article.url}: {src}")
    return lacking


PEERS: dict[str, Callable[[Path, Path, str, Sequence[Article]], None]] = {
    MATERIAL: build_material,
    STAR: build_starlight,
}


def not_carried_over(site: Path, articles: Sequence[Article]) -> list[str]:
    """Pages of a peer's site that lack text of their articles or are not there."""
    lacking = []
    for article in articles:
        file = site / article.url / "index.html"
        if not file.is_file():
            lacking.append(f"{article.url or 'home'}: no page")
            continue
        words, there = (words_of(html) for html in (article.html, file.read_text("utf-8")))
        if missing := words - there:
            lacking.append(f"{article.url or 'home'}: no {', '.join(sorted(missing)[:5])}")
    return lacking


def words_of(html: str) -> set[str]:
    return {*re.findall(r"\w{2,}", re.sub(r"<[^>]+>|&[#\w]+;", " ", html))}


# The measurement


@dataclass(frozen=True, slots=True)
class Failure:
    """An audit that a page fails. `elements`: where, as Lighthouse says it."""

    audit: str
    elements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """A page. `speed` and `paint`: score of performance, and seconds to the largest contentful
    paint, by network; `scores`: of the other categories; `failed`: requests, by address, and
    `open` those that had not ended with the load; `pace`: Lighthouse's index of the machine."""

    speed: dict[str, float]
    paint: dict[str, float]
    scores: dict[str, float]
    size: float
    requests: int
    failed: tuple[str, ...]
    open: tuple[str, ...]
    pace: float
    failures: tuple[Failure, ...]


def lighthouse(url: str, folder: Path, npm: Path) -> Measured:
    """One load, computed for all networks. Raises RuntimeError with what Lighthouse said."""
    load = folder / "load"
    shutil.rmtree(load, ignore_errors=True)
    program = ["npx", "lighthouse", url, "--quiet", FLAGS]
    environment = {"CHROME_PATH": browser_path() or ""}
    run([*program, f"-G={load}"], npm, **environment)
    reports = {}
    for network in NETWORKS:
        throttling = {
            "rttMs": network.rtt,
            "throughputKbps": network.speed,
            "cpuSlowdownMultiplier": SLOWER,
        }
        # Lighthouse takes no load that was made with other settings. The load does not depend on
        # these: only what is computed from it.
        path = load / "artifacts.json"
        artifacts = json.loads(path.read_text("utf-8"))
        artifacts["settings"]["throttling"] |= throttling
        path.write_text(json.dumps(artifacts), "utf-8")
        out = folder / "report.json"
        flags = [f"--throttling.{name}={value}" for name, value in throttling.items()]
        output = ["--output=json", f"--output-path={out}"]
        run([*program, f"-A={load}", *output, *flags], npm, **environment)
        report: dict[str, Any] = json.loads(out.read_text("utf-8"))
        if error := report.get("runtimeError"):
            raise RuntimeError(f"{url}: {error['message']}")
        reports[network.name] = report
    return measured(reports)


def measured(reports: dict[str, dict[str, Any]]) -> Measured:
    first = reports[NETWORKS[0].name]
    requests = first["audits"]["network-requests"]["details"]["items"]
    return Measured(
        {name: score(report, "performance") for name, report in reports.items()},
        {
            name: report["audits"]["largest-contentful-paint"]["numericValue"] / 1000
            for name, report in reports.items()
        },
        {name: score(first, name) for name in JUDGED},
        sum(one.get("transferSize", 0) for one in requests) / 1000,
        len(requests),
        tuple(
            f"{one['url']} ({one['statusCode']})"
            for one in requests
            if one["finished"] and not 200 <= one["statusCode"] < 400
        ),
        tuple(one["url"] for one in requests if not one["finished"]),
        first["environment"]["benchmarkIndex"],
        tuple(failures(first)),
    )


def score(report: dict[str, Any], category: str) -> float:
    value = report["categories"][category]["score"]
    if value is None:
        errors = [
            f"{one['id']}: {one.get('errorMessage')}"
            for one in report["audits"].values()
            if one["scoreDisplayMode"] == "error"
        ]
        raise RuntimeError(f"no score of {category}: {'; '.join(errors)}")
    return float(value) * 100


def failures(report: dict[str, Any]) -> Iterator[Failure]:
    for category in JUDGED:
        for part in report["categories"][category]["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                items = audit.get("details", {}).get("items", [])
                elements = dict.fromkeys(element(item) for item in items)
                yield Failure(f"{category}: {part['id']}", tuple(elements))


def element(item: dict[str, Any]) -> str:
    """The element of an item and why, or whatever else it names."""
    node = item.get("node")
    if isinstance(node, dict):
        why = node.get("explanation", "").splitlines()[1:2]
        return f"{node.get('selector')} {node.get('snippet', '')[:120]} {' '.join(why).strip()}"
    plain = [str(value) for value in item.values() if isinstance(value, str | int | float)]
    return " ".join(plain)[:200]


def middle(rounds: Sequence[Measured]) -> Measured:
    """The medians; the rest is of the last round."""
    names = [network.name for network in NETWORKS]
    return replace(
        rounds[-1],
        speed={name: median(one.speed[name] for one in rounds) for name in names},
        paint={name: median(one.paint[name] for one in rounds) for name in names},
        size=median(one.size for one in rounds),
    )


# What is told

HEAD = (
    f"{'':10}{'':9}{'speed, ' + '/'.join(n.name for n in NETWORKS):>18}"
    f"{'a11y':>6}{'best':>6}{'SEO':>5}"
    + "".join(f"{'LCP ' + network.name:>9}{'ratio':>6}" for network in NETWORKS)
    + f"{'KB':>8}{'ratio':>6}{'requests':>10}{'failed':>8}"
)


def row(name: str, kind: str, one: Measured, mine: Measured) -> str:
    speed = "/".join(f"{one.speed[network.name]:.0f}" for network in NETWORKS)
    judged = f"{one.scores[JUDGED[0]]:6.0f}{one.scores[JUDGED[1]]:6.0f}{one.scores[JUDGED[2]]:5.0f}"
    paints = "".join(
        f"{one.paint[network.name]:9.2f}{one.paint[network.name] / mine.paint[network.name]:6.2f}"
        for network in NETWORKS
    )
    return (
        f"{name:10}{kind:9}{speed:>18}{judged}{paints}{one.size:8.1f}{one.size / mine.size:6.2f}"
        f"{one.requests:10}{len(one.failed):8}"
    )


def tell_failures(rows: dict[tuple[str, str], Measured]) -> None:
    print("\naudits that fail")
    told: dict[tuple[str, Failure], list[str]] = {}
    for (name, kind), one in rows.items():
        for failure in one.failures:
            shown = failure if name == OURS else replace(failure, elements=())
            told.setdefault((name, shown), []).append(kind)
    for (name, failure), kinds in told.items():
        print(f"  {name}, {failure.audit}: {', '.join(kinds)}")
        for element in failure.elements:
            print(f"    {element}")
    for (name, kind), one in rows.items():
        for url in one.failed:
            print(f"  {name}, {kind}: failed request: {url}")
        for url in one.open:
            print(f"  {name}, {kind}: not ended with the load: {url}")


def tell_aims(rows: dict[tuple[str, str], Measured]) -> None:
    print()
    mine = {kind: one for (name, kind), one in rows.items() if name == OURS}

    def tell(aim: str, missed: dict[str, str]) -> None:
        which = ", ".join(f"{kind} {value}" for kind, value in missed.items())
        print(f"{aim}: {f'aim not reached: {which}' if missed else 'reached'}")

    for network in NETWORKS:
        if network.least is not None:
            slow = {
                kind: f"{one.speed[network.name]:.0f}"
                for kind, one in mine.items()
                if round(one.speed[network.name]) < network.least
            }
            tell(f"performance ≥ {network.least} at {network.name}", slow)
        if network.most is not None:
            late = {
                kind: f"{one.paint[network.name]:.2f} s"
                for kind, one in mine.items()
                if one.paint[network.name] > network.most
            }
            tell(f"LCP ≤ {network.most:g} s at {network.name}", late)
    for category in JUDGED:
        less = {
            kind: f"{one.scores[category]:.0f}"
            for kind, one in mine.items()
            if round(one.scores[category]) < 100
        }
        tell(f"{category} 100", less)


def measure(folder: Path, given: Path | None, rounds: int, is_quick: bool) -> None:
    npm = folder / "npm"
    npm_install(npm, LIGHTHOUSE)
    site = given or folder / "site"
    with ExitStack() as served:
        hosts = {OURS: served.enter_context(Host(site, port_of(given) if given else 0))}
        if not given:
            build_ours(folder, site, hosts[OURS].address)
        articles = articles_in(site)
        for name, build in {} if is_quick else PEERS.items():
            out = folder / f"{name}-site"
            host = served.enter_context(Host(out))
            try:
                build(folder, out, host.address, articles)
            except Exception as error:
                print(f"{name}: FAILED: {type(error).__name__}: {error}")
                continue
            hosts[name] = host
            lacking = copy_pictures(articles, site, out) + not_carried_over(out, articles)
            print(f"{name}: {len(articles)} articles; not carried over: {len(lacking)}")
            for one in lacking[:10]:
                print(f"  {one}")
        tell(measure_all(hosts, folder, npm, rounds))


def port_of(site: Path) -> int:
    """Of the address that a site was built for."""
    found = _CANONICAL.search((site / "index.html").read_text("utf-8"))
    if found is None:
        raise SystemExit(f"{site}: build it with SITE_URL=http://127.0.0.1:<port>/")
    return int(found[1])


def measure_all(
    hosts: dict[str, Host], folder: Path, npm: Path, rounds: int
) -> dict[tuple[str, str], Measured]:
    """By site and kind of page; sites take turns."""
    found: dict[tuple[str, str], list[Measured]] = {}
    failed: dict[tuple[str, str], str] = {}
    for _ in range(rounds):
        for kind, path in PAGES.items():
            for name, host in hosts.items():
                try:
                    one = lighthouse(host.address + path, folder, npm)
                except (RuntimeError, KeyError) as error:
                    failed[name, kind] = f"{type(error).__name__}: {error}"
                else:
                    found.setdefault((name, kind), []).append(one)
    for (name, kind), why in failed.items():
        print(f"{name}, {kind}: FAILED: {why}")
    return {key: middle(its) for key, its in found.items()}


def tell(rows: dict[tuple[str, str], Measured]) -> None:
    print(f"\n{HEAD}")
    for kind in PAGES:
        for name in CALLS:
            if (name, kind) in rows:
                basis = rows.get((OURS, kind), rows[name, kind])
                print(row(name, kind, rows[name, kind], basis))
    paces = sorted(one.pace for one in rows.values())
    print(f"Lighthouse's index of this machine meanwhile: {paces[0]:.0f} to {paces[-1]:.0f}")
    tell_failures(rows)
    tell_aims(rows)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="our pages alone")
    parser.add_argument(
        "--rounds", type=int, default=3, help="default: 3, of which the median is told"
    )
    parser.add_argument(
        "--site", type=Path, help="ours, built with SITE_URL=http://127.0.0.1:<port>/, served there"
    )
    options = parser.parse_args()
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    names = ("tiengnoi", "mkdocs", "mkdocs-material", "mkdocs-static-i18n")
    node, browser = run(["node", "--version"], ROOT), browser_path()
    chromium = (
        run([browser, "--version"], ROOT).splitlines()[-1] if browser else "no Chromium in PATH"
    )
    print(f"{os.cpu_count()} cores, {chromium}, Node {node.strip()},", end=" ")
    print(*(f"{name} {version(name)}" for name in names), end=", ")
    print(*(f"{name} {number}" for name, number in (LIGHTHOUSE | STARLIGHT).items()))
    for name, call in CALLS.items():
        if name == OURS or not options.quick:
            print(f"  {name}: {call}")
    for network in NETWORKS:
        print(f"  {network.name}: {network.speed:g} kbit/s, {network.rtt:g} ms, CPU {SLOWER}x")
    with tempfile.TemporaryDirectory() as name:
        measure(Path(name), options.site, options.rounds, options.quick)


if __name__ == "__main__":
    main()
