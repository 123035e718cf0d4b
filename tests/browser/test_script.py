"""A script of a mock trial, on the screen and on paper: a copy for each role."""

import io
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from .conftest import DESKTOP, LOCALES, SCRIPTS, folder_of, read, reading
from .test_print import words

MARKED = """() => Array.from(document.querySelectorAll(".tn-cue"))
  .filter(cue => getComputedStyle(cue).borderLeftColor !== "rgba(0, 0, 0, 0)")
  .map(cue => Number(cue.querySelector(".tn-cue__who span").innerText))"""


def lines(script: dict[str, Any]) -> list[str]:
    """Who speaks or acts, line by line."""
    return [line["role"] for scene in script["scenes"] for line in scene["lines"] if "role" in line]


@pytest.mark.parametrize("name", SCRIPTS)
def test_choosing_a_role_marks_its_lines_without_javascript(
    browser: Browser, address: str, name: str
) -> None:
    script = read("scripts", name)
    spoken = lines(script)
    with reading(browser, **DESKTOP, java_script_enabled=True) as page:
        page.route("**/*.js", lambda route: route.abort())
        page.goto(f"{address}{name}/")
        assert page.evaluate(MARKED) == []
        for role in script["roles"]:
            page.get_by_label(role["name"]["vi"], exact=True).check()
            mine = [number for number, one in enumerate(spoken, 1) if one == role["id"]]
            assert page.evaluate(MARKED) == mine


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", SCRIPTS)
def test_a_copy_names_its_role_and_has_every_line_in_order(
    desktop: Page, address: str, name: str, locale: str
) -> None:
    script = read("scripts", name)
    role = script["roles"][1]["name"][locale]
    desktop.goto(f"{address}{folder_of(locale)}{name}/")
    desktop.get_by_label(role, exact=True).check()
    spoken = [words(text) for text in desktop.locator(".tn-cue__says").all_inner_texts()]
    sheets = PdfReader(io.BytesIO(desktop.pdf(prefer_css_page_size=True))).pages
    text = "".join(words(sheet.extract_text()) for sheet in sheets)
    legend = {"vi": "Bản của vai", "en": "Copy for the role"}[locale]
    assert words(legend + role) in text
    other = script["roles"][2]["name"][locale]
    assert words(legend + other) not in text
    at = 0
    for line in spoken:
        at = text.find(line[:12], at)
        assert at >= 0, line
