"""Nothing that somebody writes into a text runs, calls elsewhere, or looks like a part of ours."""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Set
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest
import yaml
from filelock import FileLock
from playwright.sync_api import Browser, Dialog, Page, Request

from serving import served

from .attacks import ATTACKS, PROSE_ATTACKS, QUIET, STEP_ATTACKS, TITLES
from .conftest import DESKTOP, reading

ENGLISH = "        - {locale: en, name: English, build: true}\n"
EXAMPLE = Path(__file__).parents[1] / "example"
HARMLESS = "Chữ **đậm** và [một chương](chuong.md)."
PROSE = {"harmless": HARMLESS} | ATTACKS | PROSE_ATTACKS | QUIET
LEAVES = {"harmless": HARMLESS} | ATTACKS | STEP_ATTACKS | QUIET

PAGE = """---
updated: 2026-11-24
---

# Trang

::: session mo-dau

{}
"""
PASSAGE = "Trước {number}.\n\n{text}\n\nSau {number}.\n"
"""A text between two lines that say where it begins and ends."""

NUMBERS = {name: number for number, name in enumerate({**PROSE, **LEAVES}, 1)}
STEPS = 8
"""So many attacks share a session, each with a step of its own, or a page."""

ALONE = tuple(
    "harmless unclosed closing comment cdata processing textarea noscript mathml svg-style".split()
)
"""Attacks that may reach beyond their passage have a page of their own."""


def together(names: list[str]) -> list[list[str]]:
    return [names[at : at + STEPS] for at in range(0, len(names), STEPS)]


SESSIONS = together(list(LEAVES))
PAGES = [[name] for name in PROSE if name.startswith(ALONE)]
PAGES += together([name for name in PROSE if not name.startswith(ALONE)])


def passage(name: str, texts: dict[str, str]) -> str:
    return PASSAGE.format(number=NUMBERS[name], text=texts[name])


def session_with(texts: list[str], title: str = "Buổi", step: str = "Bước") -> str:
    """The example's session in Vietnamese, with steps whose texts span lines (`|`)."""
    session = yaml.safe_load((EXAMPLE / "materials/clb/sessions/mo-dau.yml").read_text("utf-8"))
    session["title"] = {"vi": title}
    model = session["steps"][-1] | {"title": {"vi": step}, "minutes": 5, "short": 5}
    session["steps"] = [deepcopy(model) | {"do": {"vi": f"@{i}@"}} for i in range(len(texts))]
    whole: str = yaml.safe_dump(session, allow_unicode=True, sort_keys=False, width=10**6)
    for i, text in enumerate(texts):
        place = f"    vi: '@{i}@'\n"
        assert whole.count(place) == 1
        whole = whole.replace(place, "    vi: |\n" + indent(text.strip("\n") + "\n", "      "))
    return whole


def build(source: Path, site: Path) -> None:
    """Build without --strict: the check refuses all of this, and here nobody listened.

    In Vietnamese only, which takes half of the time.
    """
    config = source / "mkdocs.yml"
    languages = config.read_text("utf-8")
    assert languages.count(ENGLISH) == 1
    config.write_text(languages.replace(ENGLISH, ""), "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-d", str(site)]
    env = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=source, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def check(source: Path) -> str:
    command = [sys.executable, "-m", "tiengnoi", "check", "--format", "json"]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    return done.stdout


@dataclass(frozen=True)
class Attacked:
    """The example with all attacks in it: its sources, its site, what the check says."""

    source: Path
    site: Path
    problems: list[dict[str, Any]]

    def told(self, file: str, name: str) -> list[str]:
        """Codes of what is to mend on the lines of a passage of a file."""
        lines = [line.strip() for line in (self.source / file).read_text("utf-8").split("\n")]
        first = lines.index(f"Trước {NUMBERS[name]}.") + 2
        last = lines.index(f"Sau {NUMBERS[name]}.")
        return [
            one["code"]
            for one in self.problems
            if one["file"] == file and first < one["line"] < last and one["severity"] == "mend"
        ]


def page_of(name: str) -> str:
    number = next(i for i, names in enumerate(PAGES) if name in names)
    return f"docs/clb/van-{number}.vi.md"


def session_of(name: str) -> str:
    number = next(i for i, names in enumerate(SESSIONS) if name in names)
    return f"materials/clb/sessions/buoi-{number}.yml"


@pytest.fixture(scope="session")
def attacked(shared: Path) -> Attacked:
    source, site, told = (shared / f"attacked{end}" for end in ("", "-site", ".json"))
    with FileLock(f"{source}.lock"):
        if not told.exists():
            shutil.copytree(EXAMPLE, source)
            for names in PAGES:
                page = PAGE.format("\n".join(passage(name, PROSE) for name in names))
                (source / page_of(names[0])).write_text(page, "utf-8")
            for names in SESSIONS:
                texts = [passage(name, LEAVES) for name in names]
                texts += [HARMLESS] * (STEPS - len(texts))
                (source / session_of(names[0])).write_text(session_with(texts), "utf-8")
            harmless = session_with([HARMLESS] * STEPS)
            (source / "materials/clb/sessions/buoi-lanh.yml").write_text(harmless, "utf-8")
            build(source, site)
            told.write_text(check(source), "utf-8")
    return Attacked(source, site, json.loads(told.read_text("utf-8")))


@pytest.fixture(scope="session")
def attacked_address(attacked: Attacked) -> Iterator[str]:
    with served(attacked.site) as address:
        yield address


@dataclass
class Victim:
    """A reader of pages with attacks, and what happened there."""

    page: Page
    happened: list[str] = field(default_factory=list)
    home: str = ""

    def __post_init__(self) -> None:
        self.page.on("dialog", self._dialog)
        self.page.on("popup", lambda popup: self.happened.append(f"popup {popup.url}"))
        self.page.on("download", lambda download: self.happened.append(f"file {download.url}"))
        self.page.context.on("request", self._request)

    def _dialog(self, dialog: Dialog) -> None:
        self.happened.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        if not request.url.startswith(self.home):
            self.happened.append(f"request {request.url}")

    def read(self, address: str, path: str) -> list[str]:
        """Open a page, touch everything in it, and tell what happened."""
        self.home = address
        self.happened.clear()
        response = self.page.goto(address + path)
        assert response
        assert response.ok, path
        self.page.evaluate(TOUCH)
        if any(self.page.evaluate("[window.pwned, document.pwned].map(Boolean)")):
            self.happened.append("pwned")
        assert self.page.url.startswith(address + path), "the page sent its reader away"
        return list(self.happened)


TOUCH = """async () => {
  for (const element of document.querySelectorAll("article *")) {
    for (const type of ["mouseover", "mouseenter", "pointerdown", "focus", "toggle", "load"])
      element.dispatchEvent(new Event(type));
    if (element.tabIndex >= 0) element.focus();
    if (!element.closest("a[href], button[data-variant]")) element.click?.();
  }
  await new Promise(done => setTimeout(done, 20));
}"""

PARTS = """() => {
  const article = document.querySelector("article");
  const names = element => element.getAttributeNames().filter(
    name => article.contains(element) ? name !== "class" || element.className : /^on/.test(name));
  return Array.from(document.querySelectorAll("*"), element => [
    element.localName,
    names(element).sort().join(" "),
    article.contains(element) ? `${element.id} ${element.getAttribute("class") || ""}`.trim() : "",
  ]);
}"""

PROTOCOLS = """() => Array.from(document.querySelectorAll("article :is(a, area)[href]"),
  link => link.protocol)"""

PLAIN = {
    *((name, "") for name in "p b i strong em code pre br ul li div table tbody tr td".split()),
    *((name, "") for name in "a img h2 h3 section span nav label".split()),
    *(("a", attributes) for attributes in ("href", "title", "href title")),
    ("pre", "id"),  # Material numbers blocks of code
    *(("img", attributes) for attributes in ("src", "alt", "alt src", "alt src title")),
    # Run mode has all pictures of a session loaded.
    *(
        ("img", attributes)
        for attributes in ("alt loading", "loading src", "alt loading src", "alt loading src title")
    ),
}
"""What a text may add to a page: elements, with the attributes that they may have."""


Part = tuple[str, str, str]
"""An element: its name, the names of its attributes, its id and classes. Outside of the article
Material's scripts change attributes, so only handlers count there."""


def parts(page: Page) -> Counter[Part]:
    return Counter(tuple(part) for part in page.evaluate(PARTS))


@pytest.fixture(scope="session")
def victim(browser: Browser) -> Iterator[Victim]:
    with reading(browser, **DESKTOP) as page:
        yield Victim(page)


@pytest.fixture(scope="session")
def harmless_page(victim: Victim, attacked_address: str) -> Counter[Part]:
    assert PAGES[0] == ["harmless"]
    assert victim.read(attacked_address, "clb/van-0/") == []
    return parts(victim.page)


@pytest.fixture(scope="session")
def harmless_session(victim: Victim, attacked_address: str) -> Counter[Part]:
    assert victim.read(attacked_address, "clb/buoi-lanh/") == []
    return parts(victim.page)


def assert_only_text_was_added(
    page: Page, harmless: Counter[Part], also: Set[tuple[str, str]] = frozenset()
) -> None:
    added = parts(page) - harmless
    assert [part for part in added if (part[0], part[1]) not in PLAIN | also] == []
    assert set(page.evaluate(PROTOCOLS)) <= {"http:", "https:", "mailto:", "tel:"}


@pytest.mark.parametrize("number", range(len(PAGES)), ids=[" ".join(one) for one in PAGES])
def test_attacks_leave_nothing_on_a_prose_page(
    victim: Victim, attacked_address: str, harmless_page: Counter[Part], number: int
) -> None:
    assert victim.read(attacked_address, f"clb/van-{number}/") == []
    assert_only_text_was_added(victim.page, harmless_page, {("h2", "id"), ("h3", "id")})
    cards = victim.page.locator("article .tn-link-card a")
    hrefs = cards.evaluate_all("links => links.map(link => link.href)")
    assert hrefs == [f"{attacked_address}clb/mo-dau/"], "only the directive gives a card"


@pytest.mark.parametrize("number", range(len(SESSIONS)), ids=[" ".join(one) for one in SESSIONS])
def test_attacks_leave_nothing_on_a_session(
    victim: Victim, attacked_address: str, harmless_session: Counter[Part], number: int
) -> None:
    assert victim.read(attacked_address, f"clb/buoi-{number}/") == []
    assert_only_text_was_added(victim.page, harmless_session)
    assert victim.page.locator("article .tn-link-card").count() == 0
    assert victim.page.locator("article .tn-step .tn-do").count() == STEPS


@pytest.mark.parametrize("name", ATTACKS | PROSE_ATTACKS)
def test_the_check_names_the_line_of_an_attack_in_prose(attacked: Attacked, name: str) -> None:
    assert attacked.told(page_of(name), name)


@pytest.mark.parametrize("name", ATTACKS | STEP_ATTACKS)
def test_the_check_names_the_line_of_an_attack_in_a_step(attacked: Attacked, name: str) -> None:
    assert attacked.told(session_of(name), name)


@pytest.mark.parametrize("name", ["harmless", "code", "escaped"])
def test_the_check_has_nothing_against_a_harmless_text(attacked: Attacked, name: str) -> None:
    assert attacked.told(page_of(name), name) == []
    assert attacked.told(session_of(name), name) == []


def test_the_check_points_at_the_tag_and_not_at_the_word(example: Path) -> None:
    page = example / "docs/clb/chuong.vi.md"
    text = page.read_text("utf-8") + "\nMột chữ script.\n\nChữ <script>alert(1)</script>\n"
    page.write_text(text, "utf-8")
    lines = [one["line"] for one in json.loads(check(example)) if one["code"] == "removed-html"]
    assert lines == [text.split("\n").index("Chữ <script>alert(1)</script>") + 1]


TITLE_PLACES: dict[str, str] = {
    "heading": "docs/clb/{}.vi.md",
    "front-matter": "docs/clb/{}.vi.md",
    "session": "materials/clb/sessions/{}.yml",
}


def titled(place: str, title: str) -> str:
    """A page with headings, a page with a title of its own, or a session and step of this name."""
    front = "---\nupdated: 2026-11-24\n---\n\n"
    match place:
        case "heading":
            return f"{front}# {title}\n\n## {title}\n\nChữ.\n"
        case "front-matter":
            front = front.replace("---\n", f"---\ntitle: {json.dumps(title)}\n", 1)
            return f"{front}# Tên\n\nChữ.\n"
        case _:
            return session_with(["Chữ."], title=title, step=title)


@pytest.fixture(scope="session")
def titles_address(shared: Path) -> Iterator[str]:
    """The example with attacks in titles: an own site, since the navigation shows them all."""
    source, site = shared / "titles", shared / "titles-site"
    with FileLock(f"{source}.lock"):
        if not site.exists():
            shutil.copytree(EXAMPLE, source)
            for place, file in TITLE_PLACES.items():
                for name, title in TITLES.items():
                    id = f"{place}-{name}"
                    (source / file.format(id)).write_text(titled(place, title.format(id)), "utf-8")
            build(source, site)
    with served(site) as address:
        yield address


@pytest.mark.parametrize("name", TITLES)
@pytest.mark.parametrize("place", TITLE_PLACES)
def test_a_title_only_names(victim: Victim, titles_address: str, place: str, name: str) -> None:
    id = f"{place}-{name}"
    happened = victim.read(titles_address, f"clb/{id}/")
    assert [one for one in happened if id in one] == []
    handlers = f"[onerror*='{id}'], [onfocus*='{id}']"
    assert victim.page.locator(handlers).count() == 0
    assert id not in "".join(victim.page.locator("script").all_text_contents())


def test_the_search_shows_texts_and_runs_none(
    browser: Browser, attacked_address: str, titles_address: str
) -> None:
    for address in (attacked_address, titles_address):
        with reading(browser, **DESKTOP) as page:
            victim = Victim(page)
            victim.read(address, "gioi-thieu/")
            victim.happened.clear()
            for word in ("Tên", "Chữ", "Giả", "alert"):
                page.locator(".tn-search input").fill(word)
                page.locator(".tn-results .tn-hit").first.wait_for()
                page.wait_for_timeout(200)
            assert victim.happened == []
