"""From the home page to the right session; what the phone keeps; what a term means."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import LOCALES, PHONE, SESSIONS, folder_of, read, reading


def shown(page: Page) -> set[str]:
    """The sessions in the list, by `guide/id`."""
    hrefs: list[str] = page.locator(".tn-finder li:visible a").evaluate_all(
        "all => all.map(one => one.href)"
    )
    names = {"/".join(href.strip("/").split("/")[-2:]) for href in hrefs}
    return names & {*SESSIONS}


def fits(name: str, ages: tuple[int, int], minutes: int) -> bool:
    session = read("sessions", name)
    low, high = session["ages"]
    lengths = [sum(step["minutes"] for step in session["steps"])]
    if any("short" in step for step in session["steps"]):
        lengths.append(sum(step.get("short", 0) for step in session["steps"]))
    return bool(low <= ages[1] and ages[0] <= high and min(lengths) <= minutes)


@pytest.mark.parametrize("locale", LOCALES)
def test_three_taps_from_home_to_a_session(phone: Page, address: str, locale: str) -> None:
    phone.goto(address + folder_of(locale))
    phone.locator("article a[href$='cac-buoi/']").first.tap()
    phone.locator("[data-filter='chu-de'] button[value=online]").tap()
    link = phone.locator(".tn-finder li:visible a").first
    href = link.get_attribute("href") or ""
    link.tap()
    expect(phone).to_have_url(re.compile(re.escape(href.strip("./")) + "/$"))
    name = "/".join(href.strip("./").split("/")[-2:])
    assert "online" in read("sessions", name)["topics"]


def test_chips_choose_and_the_address_keeps_the_choice(phone: Page, address: str) -> None:
    phone.goto(f"{address}cac-buoi/")
    assert shown(phone) == {*SESSIONS}
    phone.locator("[data-filter=tuoi] button[value='11-15']").tap()
    phone.locator("[data-filter=phut] button[value='45']").tap()
    wanted = {name for name in SESSIONS if fits(name, (11, 15), 45)}
    assert shown(phone) == wanted
    expect(phone.locator(".tn-chips [role=status]")).to_contain_text(re.compile(r"\d"))
    expect(phone).to_have_url(re.compile("tuoi=11-15&phut=45"))
    phone.reload()
    assert shown(phone) == wanted
    pressed = phone.locator(".tn-chips button[aria-pressed=true]")
    expect(pressed).to_have_count(2)
    phone.locator(".tn-chips__all").tap()
    assert shown(phone) == {*SESSIONS}
    expect(phone).to_have_url(f"{address}cac-buoi/")


def test_without_javascript_all_sessions_are_listed(browser: Browser, address: str) -> None:
    with reading(browser, **PHONE, java_script_enabled=False) as page:
        page.goto(f"{address}cac-buoi/?tuoi=18")
        assert shown(page) == {*SESSIONS}
        expect(page.locator(".tn-chips")).to_be_hidden()


def test_ticks_of_things_to_bring_are_kept(phone: Page, address: str) -> None:
    phone.goto(f"{address}cau-lac-bo/quyen-tre-em/")
    boxes = phone.locator(".tn-supplies input, .tn-checks input")
    session = read("sessions", "cau-lac-bo/quyen-tre-em")
    assert boxes.count() == len(session["bring"]) + len(session["prepare"])
    boxes.nth(1).check()
    phone.reload()
    assert [box.is_checked() for box in boxes.all()[:3]] == [False, True, False]
    boxes.nth(1).uncheck()
    phone.reload()
    expect(phone.locator(".tn-supplies input:checked")).to_have_count(0)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_term_is_explained_where_it_is_touched(phone: Page, address: str, locale: str) -> None:
    phone.goto(f"{address}{folder_of(locale)}cau-lac-bo/la-gi/")
    term = phone.locator("a.tn-term").first
    note = phone.locator(f"#{term.get_attribute('aria-controls')}")
    expect(note).to_be_hidden()
    term.tap()
    expect(note).to_be_visible()
    expect(term).to_have_attribute("aria-expanded", "true")
    term.press("Space")
    expect(note).to_be_hidden()
    term.tap()
    note.locator("a").tap()
    expect(phone).to_have_url(re.compile(rf"{folder_of(locale)}thuat-ngu/#[a-z0-9-]+$"))
    assert phone.locator(":target dd").count() >= 1


def test_each_section_explains_a_term_once(phone: Page, address: str) -> None:
    phone.goto(f"{address}cau-lac-bo/la-gi/")
    counts: list[int] = phone.evaluate(
        """() => {
          const counts = {};
          let section = "";
          for (const one of document.querySelectorAll("article h2, article a.tn-term")) {
            if (one.matches("h2")) section = one.id;
            else counts[section + one.href] = (counts[section + one.href] || 0) + 1;
          }
          return Object.values(counts);
        }"""
    )
    assert len(counts) > 5
    assert {*counts} == {1}


def test_the_theme_follows_the_phone_until_one_chooses(browser: Browser, address: str) -> None:
    def ground(page: Page) -> int:
        color = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return sum(map(int, re.findall(r"\d+", color)[:3]))

    with reading(browser, **PHONE, color_scheme="dark") as page:
        page.goto(address)
        assert ground(page) < 200
        page.locator(".tn-theme").tap()
        assert ground(page) > 600
        page.goto(f"{address}cau-lac-bo/")
        assert ground(page) > 600
        page.locator(".tn-theme").tap()
        assert ground(page) < 200
        page.emulate_media(color_scheme="light")
        assert ground(page) > 600


def test_a_link_to_a_section_is_copied(browser: Browser, address: str) -> None:
    with reading(browser, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto(f"{address}cau-lac-bo/la-gi/")
        heading = page.locator("article h2").nth(1)
        heading.hover()
        heading.locator(".tn-section-link").click()
        expect(page.locator(".tn-told")).not_to_be_empty()
        copied = page.evaluate("navigator.clipboard.readText()")
        # The address that is known for the site, wherever this copy of it is read.
        assert copied == (
            f"https://example.org/tai-lieu/cau-lac-bo/la-gi/#{heading.get_attribute('id')}"
        )


def test_pdf_and_share_are_at_thumbs_reach(phone: Page, address: str) -> None:
    phone.add_init_script("navigator.share = (what) => { window.shared = what.url; }")
    phone.goto(f"{address}cau-lac-bo/quyen-tre-em/")
    bar = phone.locator(".tn-bar")
    box = bar.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] == pytest.approx(740, abs=1)
    pdf = bar.locator("a[href$='.pdf']").get_attribute("href") or ""
    assert phone.request.get(f"{address}cau-lac-bo/quyen-tre-em/{pdf}").ok
    bar.locator("button").last.tap()
    assert phone.evaluate("window.shared").endswith("/cau-lac-bo/quyen-tre-em/")
    bar.locator("button").first.tap()
    expect(phone.locator("dialog.tn-run")).to_be_visible()
