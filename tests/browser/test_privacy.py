"""What a visit tells to others: nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, expect

from .conftest import DESKTOP, KIND, LOCALES, VIOLENCE, folder_of, reading

PAGES = [
    folder_of(locale) + path
    for locale in LOCALES
    for path in (
        KIND.home,
        KIND.guide,
        KIND.prose,
        VIOLENCE,
        KIND.handout,
        KIND.course,
        KIND.about,
    )
] + ["404.html"]
WORDS = {"vi": "quyền trẻ em", "en": "children's rights"}


@dataclass
class Visit:
    """A page, and everything that it asked for, was refused, and complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.context.on("request", self._request)
        self.page.context.on("response", self._response)
        self.page.context.on("requestfailed", lambda request: self.refused.append(request.url))
        self.page.context.on("console", self._console)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _request(self, request: Request) -> None:
        if not request.url.startswith(("data:", "blob:")):
            self.requests.append(request.url)

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.refused.append(response.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} {message.location['url']}")


@pytest.fixture(scope="session")
def visitor(browser: Browser) -> Iterator[Visit]:
    with reading(browser, **DESKTOP) as page:
        yield Visit(page)


@pytest.fixture
def visit(visitor: Visit) -> Visit:
    """A visit before which nothing is stored."""
    visitor.page.goto("about:blank")
    visitor.page.context.clear_cookies()
    for seen in (visitor.requests, visitor.refused, visitor.errors):
        seen.clear()
    return visitor


def read_to_the_end_and_search(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address, wait_until="networkidle")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_function("scrollY + innerHeight >= document.body.scrollHeight - 1")
    field = page.locator(".tn-search input")
    field.click()
    locale = page.locator("html").get_attribute("lang") or ""
    field.press_sequentially(WORDS[locale])
    expect(page.locator(".tn-results .tn-hit").first).to_be_attached()
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_nobody_else_and_misses_nothing(visit: Visit, address: str, path: str) -> None:
    read_to_the_end_and_search(visit, address + path)
    assert visit.requests
    assert [url for url in visit.requests if not url.startswith(address)] == []
    assert visit.refused == []
    assert visit.errors == []
    assert visit.page.context.cookies() == []
    assert visit.page.evaluate("document.cookie") == ""
    hints = visit.page.locator("link[rel*=preconnect], link[rel*=prefetch], link[rel*=preload]")
    assert hints.count() == 0


@pytest.mark.parametrize("path", [KIND.home, KIND.session])
def test_a_page_loads_no_index_before_somebody_searches(
    visit: Visit, address: str, path: str
) -> None:
    visit.page.goto(address + path, wait_until="networkidle")
    assert [url for url in visit.requests if "/search/" in url] == []
