"""A browser, the screens that people read on, and what stands in the site's sources."""

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from serving import served

ROOT = Path(__file__).parents[2]
LOCALES = ("vi", "en")
NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whatever a page asks of another host is seen by the tests, and leads nowhere.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]

PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "has_touch": True,
    "is_mobile": True,
}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
SCREENS = {"phone": PHONE, "desktop": DESKTOP}


def names(kind: str) -> list[str]:
    """All sessions, scripts or handouts, by `guide/id`."""
    paths = sorted(ROOT.glob(f"materials/*/{kind}/*.yml"))
    return [f"{path.parts[-3]}/{path.stem}" for path in paths]


SESSIONS, SCRIPTS, HANDOUTS = names("sessions"), names("scripts"), names("handouts")

FEW_SESSIONS = list({name.split("/")[0]: name for name in reversed(SESSIONS)}.values())
"""One of each guide, where the others would only take longer."""


@dataclass(frozen=True)
class Kind:
    """A page of each kind, by its address below the Vietnamese site."""

    home: str = ""
    guide: str = "cau-lac-bo/"
    prose: str = "cau-lac-bo/la-gi/"
    session: str = "cau-lac-bo/quyen-tre-em/"
    handout: str = "cau-lac-bo/the-111/"
    course: str = "tap-huan/dan-trinh-vien/"
    about: str = "gioi-thieu/"


KIND = Kind()
VIOLENCE = "cau-lac-bo/an-toan-co-the/"
"""A session that speaks of violence."""


def folder_of(locale: str) -> str:
    """Where a language begins below the site's address."""
    return "" if locale == "vi" else f"{locale}/"


def read(kind: str, name: str) -> dict[str, Any]:
    """A session, script or handout as its editor wrote it."""
    guide, id = name.split("/")
    path = ROOT / "materials" / guide / kind / f"{id}.yml"
    entry: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return entry


def has_short(session: str) -> bool:
    """Whether a session has a 45-minute variant."""
    return "short" in read("sessions", session)["steps"][0]


def pages_of(site: Path) -> list[str]:
    """Addresses of all pages of a built site, below its root; not those that only lead on."""
    pages = (path.relative_to(site) for path in site.rglob("*.html"))
    read = (page for page in pages if "q" not in page.parts)
    return sorted(page.as_posix().removesuffix("index.html") for page in read)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.fail(
            f"These tests need a Chromium in PATH, named {', '.join(NAMES)}: "
            "`sudo apt install chromium`, or let .ci/chromium fetch one.",
            pytrace=False,
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@contextlib.contextmanager
def reading(browser: Browser, **settings: Any) -> Iterator[Page]:
    """A page before a reader who has not been here."""
    with browser.new_context(**settings) as context:
        context.set_default_timeout(8000)
        yield context.new_page()


# A new page costs a second of two cores, so tests that do not mind share theirs.
@pytest.fixture(scope="session", params=SCREENS)
def screen(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    with reading(browser, **SCREENS[request.param]) as page:
        yield page


@pytest.fixture(scope="session")
def phone_screen(browser: Browser) -> Iterator[Page]:
    with reading(browser, **PHONE) as page:
        yield page


@pytest.fixture(scope="session")
def desktop_screen(browser: Browser) -> Iterator[Page]:
    with reading(browser, **DESKTOP) as page:
        yield page


def _as_it_was(page: Page) -> Iterator[Page]:
    size = page.viewport_size
    yield page
    page.unroute_all(behavior="ignoreErrors")
    page.goto("about:blank")
    if size:
        page.set_viewport_size(size)


@pytest.fixture
def page(screen: Page) -> Iterator[Page]:
    """What a reader sees: on a phone, then on a desktop."""
    yield from _as_it_was(screen)


@pytest.fixture
def phone(phone_screen: Page) -> Iterator[Page]:
    yield from _as_it_was(phone_screen)


@pytest.fixture
def desktop(desktop_screen: Page) -> Iterator[Page]:
    yield from _as_it_was(desktop_screen)


@pytest.fixture(scope="session")
def example_address(example_site: Path) -> Iterator[str]:
    """Where the small example is served: it has a page that nobody has translated."""
    with served(example_site) as address:
        yield address
