"""What a page weighs on 2G, and that less of a style sheet looks the same."""

import gzip
import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tiengnoi.reader.frontend import PRINT_CSS, SITE_CSS, styles

from .conftest import DESKTOP, KIND, LOCALES, PHONE, folder_of, pages_of, reading

FIRST_VIEW = 30_000
"""Bytes of a guide page with its style sheets and scripts, gzip -9."""

_LOADED = re.compile(r'(?:<link rel="stylesheet" href|<script src)="([^"]+)"')
LOOKS = [
    KIND.home,
    KIND.guide,
    KIND.prose,
    KIND.session,
    KIND.handout,
    KIND.course,
    "phien-toa-gia-dinh/bao-luc-hoc-duong/",
    "ky-nang-song/lang-nghe-lam-nhom/",
    "giam-sat-danh-gia/chu-ky-so-lieu/",
    "bien-tap/dinh-dang/",
    "cac-buoi/",
    "thuat-ngu/",
    "tai-ve/",
    "tim-kiem/?q=quyen",
]


def packed(data: bytes) -> int:
    return len(gzip.compress(data, 9))


def first_view(site: Path, page: str) -> int:
    file = site / page / "index.html"
    html = file.read_bytes()
    loaded = [file.parent / path for path in _LOADED.findall(html.decode())]
    return packed(html) + sum(packed(path.read_bytes()) for path in loaded)


def test_the_first_view_of_each_page_of_a_guide_is_light(site: Path) -> None:
    prose = [page for page in pages_of(site) if page and not page.endswith(".html")]
    weights = {page: first_view(site, page) for page in prose}
    guides = {path.parent.name for path in Path("materials").glob("*/guide.yml")}
    of_guides = {page: w for page, w in weights.items() if page.split("/")[-2] in guides}
    assert len(of_guides) == 2 * len(guides)
    assert {page: weight for page, weight in of_guides.items() if weight > FIRST_VIEW} == {}
    # Scripts and forms hold more words; none weighs as much as the smallest picture of a phone.
    assert max(weights.values()) < 2 * FIRST_VIEW


@pytest.mark.parametrize("path", [KIND.home, KIND.guide, KIND.prose])
@pytest.mark.parametrize("locale", LOCALES)
def test_a_page_asks_for_few_files(browser: Browser, address: str, path: str, locale: str) -> None:
    with reading(browser, **PHONE) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address + folder_of(locale) + path, wait_until="networkidle")
        assert len(asked) <= 6, asked


@pytest.fixture(scope="module")
def whole() -> dict[str, str]:
    """The style sheets before they are reduced, by their names in the site."""
    theme = Path(str(files("material") / "templates"))
    return {path.rpartition("/")[2].split(".")[0]: css for path, css in styles(theme).items()}


def giving(css: str) -> Callable[[Route], None]:
    def give(route: Route) -> None:
        route.fulfill(body=css, content_type="text/css")

    return give


@pytest.fixture(scope="module", params=[(PHONE, "light"), (DESKTOP, "dark")], ids=["phone", "dark"])
def two(
    request: pytest.FixtureRequest, browser: Browser, whole: dict[str, str]
) -> Iterator[tuple[Page, Page]]:
    """Two readers of the same screen: one has the site as it is, one has all styles."""
    settings, scheme = request.param
    with (
        reading(browser, **settings, color_scheme=scheme) as own,
        reading(browser, **settings, color_scheme=scheme) as other,
    ):
        for name, css in whole.items():
            other.route(re.compile(rf"/assets/{name}\.[0-9a-f]+\.css$"), giving(css))
        yield own, other


def look_alike(pages: tuple[Page, Page], *, full_page: bool = False) -> bool:
    """Whether both screens are equal, at once or when all that loads late is there."""
    for _ in range(6):
        one, other = (
            page.screenshot(animations="disabled", caret="hide", full_page=full_page)
            for page in pages
        )
        if one == other:
            return True
        for page in pages:
            _paint_anew(page)
        pages[0].wait_for_timeout(400)
    return False


def _paint_anew(page: Page) -> None:
    """What was painted while pictures came in may differ by a shade from a painting at once."""
    size = page.viewport_size
    assert size is not None
    page.set_viewport_size({"width": size["width"] + 1, "height": size["height"] + 1})
    page.set_viewport_size(size)


@pytest.mark.parametrize("path", LOOKS)
def test_the_reduced_style_sheet_looks_like_the_whole(
    two: tuple[Page, Page], address: str, path: str
) -> None:
    for page in two:
        page.goto(address + path, wait_until="networkidle")
    assert look_alike(two)
    if path == KIND.session:
        for page in two:
            page.evaluate("document.querySelector('button.tn-run-start').click()")
        assert look_alike(two)


def test_on_paper_the_reduced_style_sheet_looks_like_the_whole(
    two: tuple[Page, Page], address: str
) -> None:
    for page in two:
        page.goto(address + KIND.session, wait_until="networkidle")
        page.emulate_media(media="print")
    assert look_alike(two, full_page=True)
    for page in two:
        page.emulate_media(media="screen")


def test_the_style_sheets_are_a_small_part_of_material(site: Path, whole: dict[str, str]) -> None:
    for path in (SITE_CSS, PRINT_CSS):
        name = path.rpartition("/")[2].split(".")[0]
        (file,) = site.glob(f"assets/{name}.*.css")
        assert file.stat().st_size < 0.6 * len(whole[name].encode())
