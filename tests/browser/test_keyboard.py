"""What readers do who have no mouse."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .conftest import KIND, LOCALES, VIOLENCE, folder_of, read

FOCUS = """() => {
  const element = document.activeElement, style = getComputedStyle(element);
  const { top, bottom, left, right } = element.getBoundingClientRect();
  return {
    name: element.innerText || element.getAttribute("aria-label") || element.id,
    href: element.href || "",
    variant: element.dataset.variant || "",
    ours: element.matches("article a, article button, .tn-header a, .tn-header button, .tn-nav a"),
    outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
    seen: bottom > 0 && right > 0 && top < innerHeight && left < innerWidth,
    isBody: element === document.body,
  };
}"""


def tab(page: Page) -> dict[str, Any]:
    """One press of the Tab key, and what has the focus then."""
    page.keyboard.press("Tab")
    focus: dict[str, Any] = page.evaluate(FOCUS)
    return focus


def tab_to(page: Page, href: str = "", variant: str = "", at_most: int = 140) -> None:
    """Press Tab until a link to this address, or the button of this variant, has the focus."""
    passed = []
    for _ in range(at_most):
        focus = tab(page)
        passed.append(focus["name"] or focus["href"])
        if (href and focus["href"] == href) or (variant and focus["variant"] == variant):
            return
    pytest.fail(f"{at_most} times Tab did not reach {href or variant}, but {passed}")


@pytest.mark.parametrize("locale", LOCALES)
def test_keys_lead_from_the_home_page_to_the_short_variant(
    desktop: Page, address: str, locale: str
) -> None:
    top = address + folder_of(locale)
    desktop.goto(top)
    for path in (KIND.guide, KIND.session):
        tab_to(desktop, href=top + path)
        desktop.keyboard.press("Enter")
        expect(desktop).to_have_url(top + path)
        desktop.wait_for_load_state()
    steps = read("sessions", "cau-lac-bo/quyen-tre-em")["steps"]
    shown = desktop.locator(".tn-step:visible")
    short, full = (desktop.locator(f"[data-variant={name}]") for name in ("short", "full"))
    for key in ("Enter", "Space"):
        tab_to(desktop, variant="short")
        desktop.keyboard.press(key)
        expect(short).to_have_attribute("aria-pressed", "true")
        expect(shown).to_have_count(len([step for step in steps if step["short"]]))
        desktop.keyboard.press("Shift+Tab")
        expect(full).to_be_focused()
        desktop.keyboard.press(key)
        expect(full).to_have_attribute("aria-pressed", "true")
        expect(shown).to_have_count(len(steps))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("path", [KIND.prose, KIND.session, KIND.handout, KIND.guide, KIND.course])
def test_the_skip_link_comes_first_and_leads_past_the_navigation(
    desktop: Page, address: str, path: str, locale: str
) -> None:
    desktop.goto(address + folder_of(locale) + path)
    first = tab(desktop)
    skip = desktop.locator("a.md-skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    assert first["name"].strip()
    desktop.keyboard.press("Enter")
    expect(desktop).to_have_url(re.compile(r"#[a-z0-9-]+$"))
    tab(desktop)
    assert desktop.evaluate("document.activeElement.closest('article') !== null")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("path", [KIND.home, VIOLENCE])
def test_the_focus_is_visible(desktop: Page, address: str, path: str, locale: str) -> None:
    desktop.goto(address + folder_of(locale) + path)
    seen, unseen = 0, []
    for _ in range(120):
        focus = tab(desktop)
        if focus["isBody"]:
            break
        if focus["ours"]:
            seen += 1
            if not (focus["outline"] and focus["seen"]):
                unseen.append(focus)
    assert seen > 3
    assert not unseen
