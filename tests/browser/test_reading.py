"""What readers do with the site, on a phone and on a desktop."""

import re
from itertools import accumulate
from pathlib import Path
from typing import Literal

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, Response, Route, expect

from .conftest import (
    FEW_SESSIONS,
    KIND,
    LOCALES,
    ROOT,
    SCREENS,
    SCRIPTS,
    VIOLENCE,
    folder_of,
    has_short,
    pages_of,
    read,
    reading,
)

Until = Literal["domcontentloaded", "load"]
MINUTES = {"vi": "{} phút", "en": "{} minutes"}
FOUND = re.compile(r"^(\d+|Không|No|Không tìm thấy) ")


def opened(page: Page, address: str, wait_until: Until = "load") -> Response:
    response = page.goto(address, wait_until=wait_until)
    assert response
    assert response.ok, address
    return response


@pytest.mark.parametrize("path", [KIND.session, KIND.prose, KIND.handout, KIND.home])
def test_switching_the_language_stays_on_the_page(page: Page, address: str, path: str) -> None:
    opened(page, address + path)
    first = page.locator("article h1").inner_text()
    page.locator("a.tn-language").click()
    expect(page).to_have_url(f"{address}en/{path}")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.locator("article h1").inner_text() != first
    page.locator("a.tn-language").click()
    expect(page).to_have_url(address + path)
    expect(page.locator("article h1")).to_have_text(first)


@pytest.mark.parametrize(("name", "locale"), [("phone", "vi"), ("desktop", "en")])
def test_every_page_of_the_navigation_opens(
    browser: Browser, address: str, name: str, locale: str
) -> None:
    with reading(browser, **SCREENS[name], java_script_enabled=False) as page:
        opened(page, address + folder_of(locale) + KIND.guide)
        links = page.locator(".tn-nav--primary a.tn-nav__link")
        addresses = links.evaluate_all("links => links.map(link => link.href)")
        titles = [title.strip() for title in links.all_text_contents()]
        assert len(addresses) == len(set(addresses)) > 10
        assert page.evaluate(LEADS_TO, addresses) == [
            {"url": target, "here": title, "heading": True}
            for target, title in zip(addresses, titles, strict=True)
        ]


LEADS_TO = """async (addresses) => {
  const told = [];
  for (const address of addresses) {
    const answer = await fetch(address);
    const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.body.replaceWith(parsed.body);
    const here = document.querySelector(".tn-nav--primary [aria-current=page]");
    told.push({
      url: answer.ok && answer.url,
      here: here && here.textContent.trim(),
      heading: document.querySelector("article h1").checkVisibility(),
    });
  }
  return told;
}"""


def starts(minutes: list[int]) -> list[str]:
    """When each step begins, as the run sheet writes it: `0:05`."""
    before = list(accumulate(minutes, initial=0))[:-1]
    return [f"{start // 60}:{start % 60:02}" for start in before]


def visible(locator: Locator) -> list[str]:
    """The texts of those elements that can be seen."""
    texts: list[str] = locator.evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => one.innerText.trim())"
    )
    return texts


def run_sheet(page: Page) -> list[list[str]]:
    """What the run sheet shows of times, a row a step: its start, and its minutes."""
    rows: list[list[str]] = page.locator(".tn-run-sheet tbody tr").evaluate_all(
        """rows => rows.filter(row => row.checkVisibility()).map(row =>
          Array.from(row.querySelectorAll(".tn-time"))
            .filter(cell => cell.checkVisibility()).map(cell => cell.innerText.trim()))"""
    )
    return rows


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("session", [one for one in FEW_SESSIONS if has_short(one)])
def test_the_short_variant_leaves_out_steps_and_moves_the_others(
    page: Page, address: str, session: str, locale: str
) -> None:
    steps = read("sessions", session)["steps"]
    short_steps = [step for step in steps if step["short"]]
    full = [step["minutes"] for step in steps]
    short = [step["short"] for step in short_steps]
    titles = [f"{i}. {step['title'][locale]}" for i, step in enumerate(steps, 1)]
    short_titles = [
        f"{i}. {step['title'][locale]}" for i, step in enumerate(steps, 1) if step["short"]
    ]
    whole = [[start, str(minutes)] for start, minutes in zip(starts(full), full, strict=True)]
    shorter = [[start, str(minutes)] for start, minutes in zip(starts(short), short, strict=True)]
    time = page.locator(".tn-facts dd").first

    opened(page, f"{address}{folder_of(locale)}{session}/")
    assert run_sheet(page) == whole
    assert visible(page.locator(".tn-step h3")) == titles
    assert MINUTES[locale].format(sum(full)) in time.inner_text()

    page.locator("[data-variant=short]").click()
    assert run_sheet(page) == shorter
    assert visible(page.locator(".tn-step h3")) == short_titles
    assert MINUTES[locale].format(45) in time.inner_text()
    assert MINUTES[locale].format(sum(full)) not in time.inner_text()
    expect(page.locator("[data-variant=short]")).to_have_attribute("aria-pressed", "true")

    page.locator("[data-variant=full]").click()
    assert run_sheet(page) == whole
    assert visible(page.locator(".tn-step h3")) == titles
    expect(page.locator("[data-variant=short]")).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", SCREENS)
def test_without_javascript_both_times_are_shown(
    browser: Browser, address: str, name: str, locale: str
) -> None:
    with reading(browser, **SCREENS[name], java_script_enabled=False) as page:
        opened(page, address + folder_of(locale) + KIND.session)
        steps = read("sessions", "cau-lac-bo/quyen-tre-em")["steps"]
        time = page.locator(".tn-facts dd").first.inner_text()
        for minutes in (sum(step["minutes"] for step in steps), 45):
            assert MINUTES[locale].format(minutes) in time
        assert page.locator(".tn-variants").is_hidden()
        assert len(visible(page.locator(".tn-step h3"))) == len(steps)
        assert [len(times) for times in run_sheet(page)] == [4] * len(steps)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_drawer_of_the_phone_leads_to_another_session(
    phone: Page, address: str, locale: str
) -> None:
    title = read("sessions", "cau-lac-bo/binh-dang-gioi")["title"][locale]
    opened(phone, address + folder_of(locale) + KIND.session)
    drawer = phone.locator("#muc-luc")
    link = drawer.get_by_role("link", name=title)
    expect(link).not_to_be_in_viewport()
    phone.locator("button.tn-drawer").tap()
    link.scroll_into_view_if_needed()
    expect(link).to_be_in_viewport()
    link.tap()
    expect(phone).to_have_url(f"{address}{folder_of(locale)}cau-lac-bo/binh-dang-gioi/")
    expect(phone.locator("article h1")).to_have_text(title)
    expect(drawer.get_by_role("link", name=title)).not_to_be_in_viewport()


def html_of(site: Path, path: str) -> str:
    file = site / path
    return (file / "index.html" if file.is_dir() else file).read_text("utf-8")


def is_about_violence(path: str) -> bool:
    """Whether the sources of a page of the site say `sensitive: true`; a mock trial always is."""
    name = path.removeprefix("en/").strip("/")
    if name in SCRIPTS:
        return True
    guide, _, id = name.partition("/")
    for source in (
        ROOT / f"docs/{name}.vi.md",
        ROOT / f"materials/{guide}/sessions/{id}.yml",
        ROOT / f"materials/{guide}/handouts/{id}.yml",
        ROOT / f"materials/courses/{id}.yml",
        ROOT / f"videos/{id}/storyboard.yml",
    ):
        if source.is_file():
            text = source.read_text("utf-8")
            front = text.split("\n---\n")[0] if source.suffix == ".md" else text
            return bool(next(yaml.safe_load_all(front)).get("sensitive"))
    return False


def test_only_pages_on_violence_have_the_quick_exit(site: Path) -> None:
    with_exit = {
        path
        for path in pages_of(site)
        if "tn-exit__link"
        in (site / path / ("index.html" if not path.endswith("html") else "")).read_text("utf-8")
    }
    assert with_exit == {path for path in pages_of(site) if is_about_violence(path)}
    assert {VIOLENCE, f"en/{VIOLENCE}"} <= with_exit


@pytest.fixture
def asked(page: Page) -> list[dict[str, str]]:
    """Every address but ours is answered on the spot; the headers of what was asked there."""
    headers: list[dict[str, str]] = []

    def answer(route: Route) -> None:
        headers.append(route.request.all_headers())
        body = "<title>Weather</title><h1>Sunny</h1>"
        route.fulfill(content_type="text/html", body=body)

    page.route(re.compile(r"^https?://(?!127\.0\.0\.1)"), answer)
    return headers


@pytest.mark.parametrize("locale", LOCALES)
def test_the_quick_exit_replaces_the_page(
    page: Page, asked: list[dict[str, str]], address: str, locale: str
) -> None:
    opened(page, address + folder_of(locale))
    opened(page, address + folder_of(locale) + VIOLENCE)
    link = page.locator(".tn-exit__link")
    expect(link).to_be_in_viewport()
    page.evaluate("scrollTo(0, 4000)")
    page.wait_for_function("scrollY > 1000")
    expect(link).to_be_in_viewport()
    link.click()
    expect(page).to_have_title("Weather")
    page.go_back()
    expect(page).to_have_url(address + folder_of(locale))


def test_the_quick_exit_does_not_say_where_the_reader_was(
    page: Page, asked: list[dict[str, str]], address: str
) -> None:
    opened(page, address + VIOLENCE)
    page.wait_for_load_state("networkidle")
    asked.clear()
    page.locator(".tn-exit__link").click()
    expect(page).to_have_title("Weather")
    assert [headers.get("referer") for headers in asked] == [None]


SIDEWAYS = """() => {
  const width = document.documentElement.clientWidth, article = document.querySelector("article");
  const scrolls = element => /auto|scroll/.test(getComputedStyle(element).overflowX);
  const inBox = element => {
    for (let box = element.parentElement; box && box !== article; box = box.parentElement)
      if (scrolls(box)) return true;
    return false;
  };
  const out = [...article.querySelectorAll("*")].filter(element => {
    const { width: w, right } = element.getBoundingClientRect();
    return w > 0 && right > width + 1 && !inBox(element);
  });
  const worst = out.slice(0, 1).map(element => `${element.tagName}.${element.className}`);
  return [document.documentElement.scrollWidth - width, ...worst];
}"""


SHOWN_IN_TURN = """async ([paths, measure]) => {
  const sideways = eval(measure);
  const told = [];
  for (const path of paths) {
    const html = await (await fetch(path)).text();
    const page = new DOMParser().parseFromString(html, "text/html");
    if (!page.querySelector("article")) continue;  // it leads on to another at once
    history.replaceState(null, "", path);
    document.body.replaceWith(page.body);
    const [beyond, ...worst] = sideways();
    if (beyond > 0 || worst.length) told.push(`${path}: ${beyond} px too wide, ${worst}`);
  }
  return told;
}"""
"""All pages have one style sheet: so their bodies can be shown one after the other, which takes a
tenth of the time that opening them takes."""

WIDTHS = (360, 320)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways(phone_screen: Page, address: str, site: Path, width: int) -> None:
    phone_screen.set_viewport_size({"width": width, "height": 740})
    opened(phone_screen, address)
    addresses = [address + path for path in pages_of(site)]
    told: list[str] = phone_screen.evaluate(SHOWN_IN_TURN, [addresses, SIDEWAYS])
    assert not told, "\n".join(told)


def test_no_kind_of_page_scrolls_sideways_with_its_scripts(
    phone_screen: Page, address: str
) -> None:
    too_wide = []
    for path in (path + name for path in ("", "en/") for name in vars(KIND).values()):
        opened(phone_screen, address + path)
        for width in WIDTHS:
            phone_screen.set_viewport_size({"width": width, "height": 740})
            beyond, *worst = phone_screen.evaluate(SIDEWAYS)
            if beyond > 0 or worst:
                too_wide.append(f"{path} at {width} px: {beyond} px too wide, {worst}")
    assert not too_wide, "\n".join(too_wide)


@pytest.fixture
def lost(page: Page, address: str, site: Path) -> Page:
    """A page that does not exist, answered with 404.html as hosts do."""
    unknown = f"{address}cau-lac-bo/khong-co/trang-nay/"
    body = (site / "404.html").read_text("utf-8")
    page.route(
        unknown, lambda route: route.fulfill(status=404, content_type="text/html", body=body)
    )
    response = page.goto(unknown)
    assert response
    assert response.status == 404
    return page


def test_the_page_not_found_speaks_both_languages(lost: Page, address: str) -> None:
    for locale, title, home in (
        ("vi", "Không thấy trang này", address),
        ("en", "This page was not found", f"{address}en/"),
    ):
        section = lost.locator(f"article section[lang={locale}]")
        expect(section.get_by_role("heading", name=title)).to_be_visible()
        expect(lost).to_have_title(re.compile(title))
        link = section.get_by_role("link")
        assert link.evaluate("link => link.href") == home
        response = lost.request.get(home)
        assert response.ok
    sheet = lost.locator("link[href*='/site.']").evaluate("link => link.sheet !== null")
    assert sheet, "the page is bare: its style does not load from this depth"
