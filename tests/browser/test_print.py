"""What comes out of the printer: A4, black on white, without navigation."""

import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Page
from pypdf import PageObject, PdfReader

from .conftest import (
    DESKTOP,
    FEW_SESSIONS,
    HANDOUTS,
    LOCALES,
    SESSIONS,
    folder_of,
    has_short,
    read,
    reading,
)

A4 = (595, 842)
"""Points, 1/72 inch: 210 × 297 mm."""

SEEN = """() => {
  const words = (selector, within = document) =>
    Array.from(within.querySelectorAll(selector))
      .filter(one => one.checkVisibility()).map(one => one.innerText);
  const article = document.querySelector("article").textContent;
  const beside = Array.from(document.querySelectorAll(
    ".tn-header, .tn-side, .tn-bar, .tn-section-link, .md-footer, .md-skip, .tn-exit, .tn-variants"
  )).flatMap(part => part.textContent.split("\\n"));
  return {
    run_sheet: words(".tn-run-sheet h2").concat(words(".tn-run-sheet tr")),
    steps: Array.from(document.querySelectorAll(".tn-step"))
      .filter(step => step.checkVisibility())
      .map(step => [step.querySelector("h3").innerText,
                    step.querySelector(".tn-do :is(p, li)").innerText]),
    beside: beside.map(line => line.trim())
      .filter(line => line.length > 3 && !article.includes(line)),
  };
}"""


def words(text: str) -> str:
    """A text without its spaces: where glyphs come from two fonts, a PDF puts some between them."""
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text))


@dataclass(frozen=True)
class Paper:
    """A printed page of the site, and what stood on the screen before."""

    sizes: list[tuple[float, float]]
    texts: list[str]
    run_sheet: list[str]
    steps: list[tuple[str, str]]
    beside: list[str]


def printed(page: Page) -> Paper:
    seen: dict[str, Any] = page.evaluate(SEEN)
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    return Paper(
        sizes=[(float(sheet.mediabox.width), float(sheet.mediabox.height)) for sheet in sheets],
        texts=[words(sheet.extract_text()) for sheet in sheets],
        run_sheet=[words(row) for row in seen["run_sheet"]],
        steps=[(words(heading), words(first)[:15]) for heading, first in seen["steps"]],
        beside=[words(line) for line in seen["beside"]],
    )


@pytest.fixture
def paper(desktop: Page, address: str, shared: Path) -> Callable[..., Paper]:
    """Prints a session, once a run."""

    def paper(session: str, locale: str, variant: str = "full") -> Paper:
        kept = shared / f"{session.replace('/', '.')}.{locale}.{variant}.json"
        with FileLock(f"{kept}.lock"):
            if not kept.exists():
                desktop.goto(f"{address}{folder_of(locale)}{session}/")
                if has_short(session):
                    desktop.locator(f"[data-variant={variant}]").click()
                kept.write_text(json.dumps(asdict(printed(desktop))), "utf-8")
        return Paper(**json.loads(kept.read_text("utf-8")))

    return paper


each_print = pytest.mark.parametrize(
    ("session", "locale"),
    [*((session, "vi") for session in SESSIONS), *((session, "en") for session in FEW_SESSIONS)],
)
each_locale = pytest.mark.parametrize("locale", LOCALES)
Prints = Callable[..., Paper]


def assert_a4(sizes: list[tuple[float, float]]) -> None:
    assert all(abs(side - a4) < 1 for size in sizes for side, a4 in zip(size, A4, strict=True))


def assert_run_sheet_on_one_page(paper: Paper) -> None:
    heading, *rows = paper.run_sheet
    (text,) = [text for text in paper.texts if text.startswith(heading)]
    at = 0
    for row in rows:
        assert row in text[at:]
        at = text.index(row, at) + len(row)
    assert not text[at:], "a page to hold in the hand has nothing but the run sheet"
    assert [other for other in paper.texts if rows[1] in other] == [text]


@each_print
def test_a_session_is_printed_on_a4(paper: Prints, session: str, locale: str) -> None:
    assert_a4(paper(session, locale).sizes)


@each_print
def test_the_run_sheet_has_one_page_with_all_its_rows(
    paper: Prints, session: str, locale: str
) -> None:
    sheet = paper(session, locale)
    assert len(sheet.run_sheet) == 1 + 1 + len(read("sessions", session)["steps"]) + 1
    assert_run_sheet_on_one_page(sheet)


@each_print
def test_navigation_stays_on_the_screen(paper: Prints, session: str, locale: str) -> None:
    sheet = paper(session, locale)
    assert len(sheet.beside) > 10
    text = "".join(sheet.texts)
    assert [line for line in sheet.beside if line in text] == []


@each_print
def test_a_step_begins_on_the_page_of_its_heading(paper: Prints, session: str, locale: str) -> None:
    sheet = paper(session, locale)
    assert len(sheet.steps) == len(read("sessions", session)["steps"])
    alone = []
    for heading, first_line in sheet.steps:
        pages = [text for text in sheet.texts if not text.startswith(sheet.run_sheet[0])]
        ((_, below),) = [text.split(heading, 1) for text in pages if heading in text]
        if first_line not in below:
            alone.append(heading)
    assert alone == []


@pytest.mark.parametrize("session", [one for one in FEW_SESSIONS if has_short(one)])
def test_the_short_variant_prints_short(paper: Prints, session: str) -> None:
    short, full = paper(session, "vi", "short"), paper(session, "vi", "full")
    steps = read("sessions", session)["steps"]
    titles = [words(f"{i}. {step['title']['vi']}") for i, step in enumerate(steps, 1)]
    kept = [title for title, step in zip(titles, steps, strict=True) if step["short"]]
    on_paper, all_of_it = "".join(short.texts), "".join(full.texts)
    assert [title for title in titles if title in all_of_it] == titles
    assert [title for title in titles if title in on_paper] == kept
    assert "Rútgọn:45phút" in short.texts[0]
    assert "Đầyđủ:" not in short.texts[0]
    assert "Rútgọn:" not in full.texts[0]
    assert_a4(short.sizes)
    assert_run_sheet_on_one_page(short)


@each_locale
@pytest.mark.parametrize("handout", HANDOUTS)
def test_a_handout_has_as_many_pages_as_it_says(
    desktop: Page, address: str, handout: str, locale: str
) -> None:
    desktop.goto(f"{address}{folder_of(locale)}{handout}/")
    sheets = PdfReader(io.BytesIO(desktop.pdf(prefer_css_page_size=True))).pages
    assert len(sheets) == read("handouts", handout)["pages"]
    assert_a4([(float(one.mediabox.width), float(one.mediabox.height)) for one in sheets])


Colour = tuple[float, ...]
BLACK: Colour = (0.0, 0.0, 0.0)
WHITE: Colour = (1.0, 1.0, 1.0)
THIN = 4
"""Up to this many CSS pixels a filled shape is a line."""


def size(points: list[tuple[float, float]]) -> float:
    """The shorter side of the box around a shape."""
    if not points:
        return 0
    across, down = zip(*points, strict=True)
    return float(min(max(across) - min(across), max(down) - min(down)))


def paint(sheet: PageObject) -> Iterator[tuple[str, Colour]]:
    """The colours of `text` and of filled shapes (`ground`) on white, as Chromium writes them.

    Rounded borders are filled within a clip of their form; those are no ground.
    """
    contents = sheet.get_contents()
    assert contents is not None
    states: Any = sheet["/Resources"]
    opacity = {
        name: float(state.get_object().get("/ca", 1))
        for name, state in states.get("/ExtGState", {}).items()
    }
    colour: Colour = BLACK
    alpha, is_clipped = 1.0, False
    kept: list[tuple[Colour, float, bool]] = []
    points: list[tuple[float, float]] = []
    is_box = True
    for operands, operator in contents.operations:
        numbers = [float(one) for one in operands if isinstance(one, (int, float))]
        match operator:
            case b"q":
                kept.append((colour, alpha, is_clipped))
            case b"Q":
                colour, alpha, is_clipped = kept.pop()
            case b"gs":
                alpha = opacity[operands[0]]
            case b"rg" | b"g" | b"k" | b"sc" | b"scn":
                colour = tuple(numbers)
            case b"re":
                x, y, width, height = numbers
                points += [(x, y), (x + width, y + height)]
            case b"m" | b"l" | b"c":
                points.append((numbers[-2], numbers[-1]))
                is_box = False
            case b"W" | b"W*":
                is_clipped = is_clipped or not is_box
            case b"f" | b"f*" | b"Tj" | b"TJ":
                shade = tuple(1 - alpha * (1 - value) for value in colour)
                if operator in (b"Tj", b"TJ"):
                    yield "text", shade
                elif size(points) > THIN and not is_clipped:
                    yield "ground", shade
        if operator in (b"f", b"f*", b"n", b"S", b"B", b"B*", b"s"):
            points, is_box = [], True


@pytest.mark.parametrize(
    ("name", "scheme"), [("an-toan-co-the", "dark"), ("an-toan", "light"), ("the-111", "dark")]
)
def test_paper_is_black_on_white(browser: Browser, address: str, name: str, scheme: Any) -> None:
    with reading(browser, **DESKTOP, color_scheme=scheme) as page:
        page.goto(f"{address}cau-lac-bo/{name}/")
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (ground == "rgb(255, 255, 255)") == (scheme == "light")
        # Pictures have their own colours. Backgrounds are printed, as some browsers are set to.
        page.add_style_tag(content="img { visibility: hidden }")
        pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    seen = {one for sheet in PdfReader(io.BytesIO(pdf)).pages for one in paint(sheet)}
    assert ("text", BLACK) in seen
    assert seen - {("ground", WHITE), ("text", BLACK)} == set()
