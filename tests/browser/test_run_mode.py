"""Leading a session with the phone in the hand."""

import contextlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tiengnoi.locales import Locale, label

from .conftest import KIND, LOCALES, PHONE, folder_of, read, reading

SESSION = "cau-lac-bo/quyen-tre-em"
STEPS: list[dict[str, Any]] = read("sessions", SESSION)["steps"]
MINUTES = [step["minutes"] for step in STEPS]
TITLES = [f"{number}. {step['title']['vi']}" for number, step in enumerate(STEPS, 1)]
ASKING = next(number for number, step in enumerate(STEPS) if len(step["ask"]) > 1)
"""The first step with several questions, from 0."""

RECORD = """
  window.vibrations = [];
  Navigator.prototype.vibrate = pattern => vibrations.push(pattern);
"""
FORGET = """
  for (const name of ["localStorage", "sessionStorage"])
    Object.defineProperty(window, name, { get() { throw new DOMException("no") } });
"""
SWIPE = """(element, [across, down]) => {
  const at = (x, y) => [new Touch({ identifier: 1, target: element, clientX: x, clientY: y })];
  const tell = (type, touches, changedTouches) =>
    element.dispatchEvent(new TouchEvent(type, { touches, changedTouches, bubbles: true }));
  tell("touchstart", at(180, 300), at(180, 300));
  tell("touchend", [], at(180 + across, 300 + down));
}"""
DOUBLED = """() => {
  const ids = Array.from(document.querySelectorAll("[id]"), one => one.id);
  return ids.filter((id, i) => ids.indexOf(id) !== i);
}"""

Opening = Callable[..., AbstractContextManager[Page]]


@pytest.fixture
def leading(browser: Browser, address: str) -> Opening:
    """Opens a session before someone who has not led it, with a clock that the test moves."""

    @contextlib.contextmanager
    def leading(url: str = address + KIND.session) -> Iterator[Page]:
        with reading(browser, **PHONE) as page:
            page.clock.install()
            page.context.add_init_script(RECORD)
            page.goto(url)
            page.clock.pause_at(page.evaluate("Date.now() / 1000 + 1"))
            yield page

    return leading


def press(page: Page, *names: str) -> None:
    locale: Locale = "en" if "/en/" in page.url else "vi"
    for name in names:
        words = label(f"run-mode-{name}", locale)
        at_hand = page.locator("article, dialog").get_by_role("button", name=words, exact=True)
        at_hand.click()


def pass_time(page: Page, *, minutes: float) -> None:
    page.clock.run_for(int(minutes * 60_000))


def sleep(page: Page, *, minutes: int) -> None:
    """Time passes while the phone does nothing."""
    page.clock.fast_forward(minutes * 60_000)


def swipe(page: Page, across: int, down: int) -> None:
    page.locator("dialog .tn-do").evaluate(SWIPE, [across, down])


def mode(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Chế độ dẫn buổi")


def title(page: Page) -> Locator:
    return mode(page).locator("h3")


def expect_clock(page: Page, words: str) -> None:
    expect(page.get_by_role("timer")).to_have_text(words, use_inner_text=True)


def expect_total(page: Page, words: str) -> None:
    expect(page.locator(".tn-run__total")).to_have_text(words, use_inner_text=True)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_minutes_count_down_and_then_say_by_how_much_they_are_over(
    leading: Opening, address: str, locale: Locale
) -> None:
    def expect_times(left_or_over: str, clock: str, gone: int, late: str, minutes: int = 0) -> None:
        expect_clock(page, label(f"run-mode-{left_or_over}", locale, clock=clock))
        total = label("run-mode-total", locale, gone=gone, total=sum(MINUTES))
        expect_total(page, f"{total} · {label(f'run-mode-{late}', locale, minutes=minutes)}")

    first, second, third, *_ = MINUTES
    with leading(address + folder_of(locale) + KIND.session) as page:
        press(page, "open", "begin")
        expect_times("left", f"{first}:00", 0, "punctual")
        pass_time(page, minutes=0.5)
        expect_times("left", f"{first - 1}:30", 0, "punctual")
        pass_time(page, minutes=first + 1.5)
        expect_times("over", "2:00", first + 2, "late", 2)
        expect(page.get_by_role("status")).to_have_text(label("run-mode-up", locale))
        press(page, "next")
        pass_time(page, minutes=1)
        expect_times("left", f"{second - 1}:00", first + 3, "late", 2)
        press(page, "next")
        expect_times("left", f"{third}:00", first + 3, "early", second - 3)


def test_button_key_and_swipe_lead_on_and_back(leading: Opening) -> None:
    with leading() as page:
        press(page, "open", "begin")
        expect(mode(page)).to_contain_text(f"Tiếp theo: {TITLES[1]}")
        press(page, "next")
        expect(title(page)).to_be_focused()
        for on, back in (("ArrowRight", "ArrowLeft"), ("PageDown", "PageUp")):
            page.keyboard.press(on)
            expect(title(page)).to_have_text(TITLES[2])
            expect(page.get_by_role("status")).to_have_text(f"Bước 3/{len(STEPS)}")
            page.keyboard.press(back)
            expect(title(page)).to_have_text(TITLES[1])
        swipe(page, -120, 20)
        expect(title(page)).to_have_text(TITLES[2])
        swipe(page, 120, 20)
        expect(title(page)).to_have_text(TITLES[1])
        for across, down in ((-40, 0), (-120, 100), (0, -300)):
            swipe(page, across, down)  # too short, or a finger that reads on
        expect(title(page)).to_have_text(TITLES[1])
        press(page, "back")
        page.keyboard.press("ArrowLeft")
        expect(title(page)).to_have_text(TITLES[0])


def test_a_step_that_one_returns_to_goes_on_with_its_own_time(leading: Opening) -> None:
    with leading() as page:
        press(page, "open", "begin")
        pass_time(page, minutes=2)
        press(page, "next")
        expect_clock(page, f"còn {MINUTES[1]}:00")
        pass_time(page, minutes=3)
        press(page, "back")
        expect_clock(page, f"còn {MINUTES[0] - 2}:00")
        press(page, "next")
        expect_clock(page, f"còn {MINUTES[1] - 3}:00")


def test_a_pause_stops_the_step_and_not_the_day(leading: Opening) -> None:
    with leading() as page:
        press(page, "open", "begin", "pause")
        pass_time(page, minutes=10)
        expect_clock(page, f"còn {MINUTES[0]}:00")
        expect_total(page, f"Đang tạm dừng · Cả buổi: 10/{sum(MINUTES)} phút · chậm 10 phút")
        press(page, "go-on")
        pass_time(page, minutes=1)
        expect_clock(page, f"còn {MINUTES[0] - 1}:00")


def test_the_short_variant_leaves_steps_out(leading: Opening) -> None:
    kept = [number for number, step in enumerate(STEPS) if step["short"]]
    assert len(kept) < len(STEPS)
    with leading() as page:
        page.locator(".tn-variants [data-variant=short]").click()
        press(page, "open")
        short = mode(page).get_by_role("button", name="Rút gọn: 45 phút")
        expect(short).to_have_attribute("aria-pressed", "true")
        press(page, "begin")
        for number in kept:
            expect(title(page)).to_have_text(TITLES[number])
            expect_clock(page, f"còn {STEPS[number]['short']}:00")
            expect(page.locator(".tn-run__total")).to_contain_text("0/45 phút")
            press(page, "end" if number == kept[-1] else "next")
        expect(page.get_by_role("heading", name="Xong buổi rồi")).to_be_focused()


def test_ticks_and_place_survive_sleep_and_reload(leading: Opening) -> None:
    with leading() as page:
        press(page, "open", "begin", *["next"] * ASKING)
        questions = mode(page).get_by_role("checkbox")
        expect(questions).to_have_count(len(STEPS[ASKING]["ask"]))
        asked = page.get_by_label(STEPS[ASKING]["ask"][1]["vi"])
        asked.check()
        sleep(page, minutes=2)
        page.reload()
        expect(title(page)).to_have_text(TITLES[ASKING])
        expect_clock(page, f"còn {MINUTES[ASKING] - 2}:00")
        expect(asked).to_be_checked()
        expect(questions.first).not_to_be_checked()
        press(page, "next", "back")
        expect(asked).to_be_checked()


def test_escape_keeps_the_place_for_half_a_day(leading: Opening) -> None:
    with leading() as page:
        press(page, "open", "begin", "next")
        page.keyboard.press("Escape")
        expect(mode(page)).to_have_count(0)
        expect(page.locator(".tn-run-start")).to_be_focused()
        page.reload()
        press(page, "open")
        expect(mode(page)).to_contain_text("Đi tiếp từ bước 2?")
        press(page, "go-on")
        expect(title(page)).to_have_text(TITLES[1])
        page.keyboard.press("Escape")
        press(page, "open", "anew", "begin")
        expect(title(page)).to_have_text(TITLES[0])
        page.keyboard.press("Escape")
        sleep(page, minutes=13 * 60)
        press(page, "open", "begin")


def test_a_break_outside_of_run_mode_is_not_counted(leading: Opening) -> None:
    with leading() as page:
        press(page, "open", "begin")
        pass_time(page, minutes=2)
        press(page, "leave")
        sleep(page, minutes=90)
        press(page, "open", "go-on")
        expect_clock(page, f"còn {MINUTES[0] - 2}:00")
        expect_total(page, f"Cả buổi: 2/{sum(MINUTES)} phút · đúng giờ")


def test_the_end_says_how_long_it_took_and_clears_the_place(leading: Opening) -> None:
    with leading() as page:
        press(page, "open", "begin")
        for _ in STEPS[1:]:
            pass_time(page, minutes=12)
            press(page, "next")
        press(page, "end")
        took = label("run-mode-took", "vi", gone=12 * len(STEPS[1:]), total=sum(MINUTES))
        expect(mode(page)).to_contain_text(took)
        press(page, "back", "end", "finish")
        expect(mode(page)).to_have_count(0)
        assert page.evaluate("Object.keys(localStorage).filter(key => /run/.test(key))") == []
        press(page, "open", "begin")


def test_safety_is_one_press_away_from_a_step(leading: Opening) -> None:
    with leading() as page:
        press(page, "open", "begin", "next", "safety")
        heading = mode(page).get_by_role("heading", name=label("safety", "vi"))
        expect(heading).to_be_focused()
        expect(mode(page).locator("a[href='tel:111']").first).to_be_visible()
        expect_clock(page, f"còn {MINUTES[1]}:00")
        assert page.evaluate(DOUBLED) == []
        page.keyboard.press("Escape")
        expect(title(page)).to_have_text(TITLES[1])


def test_the_phone_vibrates_once_at_the_end_of_a_step(leading: Opening) -> None:
    with leading() as page:
        press(page, "open", "begin")
        pass_time(page, minutes=MINUTES[0] - 0.1)
        assert page.evaluate("vibrations.length") == 0
        pass_time(page, minutes=2)
        assert page.evaluate("vibrations.length") == 1
        press(page, "next", "back")
        pass_time(page, minutes=1)
        assert page.evaluate("vibrations.length") == 1


def test_nothing_is_asked_of_the_network(leading: Opening) -> None:
    with leading() as page:
        press(page, "open", "begin")
        page.wait_for_load_state("networkidle")
        asked: list[str] = []
        page.context.on("request", lambda request: asked.append(request.url))
        page.context.set_offline(True)
        seen = 0
        for _ in STEPS[1:]:
            press(page, "next")
            widths = mode(page).locator("img").evaluate_all("all => all.map(i => i.naturalWidth)")
            assert all(widths)
            seen += len(widths)
        assert seen
        assert asked == []


def test_a_copy_in_a_folder_leads_too(leading: Opening, site: Path, tmp_path: Path) -> None:
    shutil.copytree(site / "assets", tmp_path / "assets")
    copy = tmp_path / KIND.session / "index.html"
    copy.parent.mkdir(parents=True)
    shutil.copy(site / KIND.session / "index.html", copy)
    with leading(copy.as_uri()) as page:
        press(page, "open", "begin", "next")
        pass_time(page, minutes=1)
        page.reload()
        expect_clock(page, f"còn {MINUTES[1] - 1}:00")


def test_without_javascript_the_run_sheet_is_there(browser: Browser, address: str) -> None:
    with reading(browser, **PHONE, java_script_enabled=False) as page:
        page.goto(address + KIND.session)
        expect(page.locator(".tn-run-start")).to_be_hidden()
        expect(page.get_by_text(label("run-mode-begin", "vi"), exact=True)).to_have_count(0)
        expect(page.locator(".tn-run-sheet tbody tr")).to_have_count(len(STEPS))


def test_a_place_that_makes_no_sense_is_dropped(leading: Opening) -> None:
    with leading() as page:
        press(page, "open", "begin", "next")
        key, kept = page.evaluate("Object.entries(localStorage).find(([key]) => /run/.test(key))")
        for nonsense in (
            "{",
            "null",
            kept.replace('"at":1', '"at":99'),
            kept.replace('"at":1', '"at":"1"'),
            kept.replace('"used":[', '"used":[7,'),
            kept.replace('"full"', '"half"'),
            kept.replace('"plan":"', '"plan":"9/9,'),
        ):
            assert nonsense != kept
            page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, nonsense])
            page.reload()
            expect(mode(page)).to_have_count(0)
        press(page, "open", "begin")
        expect(title(page)).to_have_text(TITLES[0])


def test_a_browser_that_keeps_nothing_leads_all_the_same(leading: Opening) -> None:
    with leading() as page:
        page.context.add_init_script(FORGET)
        page.reload()
        press(page, "open", "begin", "next", "leave", "open", "go-on")
        expect(title(page)).to_have_text(TITLES[1])


def test_two_tabs_may_lead_one_session(leading: Opening) -> None:
    with leading() as page:
        press(page, "open", "begin", "next")
        other = page.context.new_page()
        other.goto(page.url)
        expect(mode(other)).to_have_count(0)
        press(other, "open", "go-on", "next")
        expect(title(other)).to_have_text(TITLES[2])
        page.bring_to_front()
        press(page, "back")
        expect(title(page)).to_have_text(TITLES[0])


def test_a_phone_that_may_fall_asleep_says_so(leading: Opening) -> None:
    with leading() as page:
        hint = page.get_by_text(label("run-mode-sleepy", "vi"))
        press(page, "open", "begin")
        expect(hint).to_be_hidden()
        page.context.add_init_script("delete Navigator.prototype.wakeLock")
        page.reload()
        expect(hint).to_be_visible()
