"""The zips, unpacked as a trainer does it, and opened from the disk."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from unpacking import dead_links, unpacked

from .conftest import DESKTOP, ROOT, reading

START, MISSING = "Mo-trang-nay.html", "khong-co-trong-goi.html"
WHOLE, GUIDE = "tieng-noi", "cau-lac-bo"
PACKS = [WHOLE, *sorted(path.parent.name for path in ROOT.glob("materials/*/guide.yml"))]
SESSION = f"{GUIDE}/quyen-tre-em"


@pytest.fixture(scope="module")
def copies(site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The whole site and one guide, in a folder with a space and Vietnamese letters."""
    into = tmp_path_factory.mktemp("usb")
    return {name: unpacked(site / f"tai-ve/{name}.zip", into) for name in (WHOLE, GUIDE)}


@pytest.fixture(params=[WHOLE, GUIDE])
def copy(copies: dict[str, Path], request: pytest.FixtureRequest) -> Path:
    return copies[request.param]


@pytest.fixture
def asked() -> list[str]:
    """The addresses that pages ask for."""
    return []


@pytest.fixture
def reader(browser: Browser, asked: list[str]) -> Iterator[Page]:
    with reading(browser, **DESKTOP) as page:
        page.context.on("request", lambda request: asked.append(request.url))
        yield page


def path_of(page: Page, copy: Path) -> str:
    """Where the reader is, below the root of the copy."""
    return page.url.removeprefix(copy.as_uri()).lstrip("/")


def test_from_the_first_page_to_a_session_and_its_pdf(
    copy: Path, reader: Page, asked: list[str]
) -> None:
    reader.goto((copy / START).as_uri())
    expect(reader.get_by_text("Hãy giải nén trước")).to_be_hidden()
    reader.get_by_role("link", name="Tiếng Việt").click()
    expect(reader.locator("html[data-copy]")).to_have_attribute("lang", "vi")
    reader.locator("a.tn-header__name").click()
    assert path_of(reader, copy) == "index.html"
    reader.locator("article").get_by_role("link", name="Câu lạc bộ").first.click()
    assert path_of(reader, copy) == f"{GUIDE}/index.html"
    reader.locator("article").get_by_role("link", name="Quyền trẻ em quanh em").first.click()
    assert path_of(reader, copy) == f"{SESSION}/index.html"
    for ending in ("pdf", "docx"):
        offered = reader.locator(f".tn-downloads a[href$='.vi.{ending}']").first
        address = offered.evaluate("link => link.href")
        assert address == (copy / f"tai-ve/{SESSION}.vi.{ending}").as_uri()
        assert (copy / f"tai-ve/{SESSION}.vi.{ending}").is_file()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_the_language_switch_stays_on_the_page(copy: Path, reader: Page) -> None:
    reader.goto((copy / SESSION / "index.html").as_uri())
    reader.locator("a.tn-language").click()
    assert path_of(reader, copy) == f"en/{SESSION}/index.html"
    expect(reader.locator("html")).to_have_attribute("lang", "en")
    reader.locator("a.tn-language").click()
    assert path_of(reader, copy) == f"{SESSION}/index.html"


def test_styles_pictures_and_scripts_are_there(copy: Path, reader: Page) -> None:
    reader.goto((copy / SESSION / "index.html").as_uri())
    short = reader.locator(".tn-variants button[data-variant=short]")
    short.click()
    expect(short).to_have_attribute("aria-pressed", "true")
    sheets = "[...document.styleSheets].map(sheet => sheet.ownerNode.sheet !== null)"
    assert reader.evaluate(sheets).count(True) >= 2
    pictures = reader.locator("article img")
    assert pictures.count()
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("picture => picture.naturalWidth") > 0


def test_a_page_of_another_guide_is_said_not_to_be_there(
    copies: dict[str, Path], reader: Page
) -> None:
    copy = copies[GUIDE]
    reader.goto((copy / SESSION / "index.html").as_uri())
    reader.get_by_role("link", name="Phiên tòa giả định").first.click()
    assert path_of(reader, copy) == MISSING
    expect(reader.get_by_role("heading", level=1)).to_have_text("Trang này không có trong gói")
    reader.get_by_role("link", name="Về trang đầu của gói").click()
    assert path_of(reader, copy) == f"{GUIDE}/index.html"


def test_opened_within_the_zip_the_first_page_asks_to_unpack(
    copy: Path, reader: Page, tmp_path: Path
) -> None:
    """Windows then shows the page from a folder where it is alone."""
    shutil.copy(copy / START, tmp_path)
    reader.goto((tmp_path / START).as_uri())
    expect(reader.get_by_text("Hãy giải nén trước")).to_be_visible()
    expect(reader.get_by_text("Unpack first")).to_be_visible()


@pytest.mark.parametrize("name", PACKS)
def test_every_address_in_a_pack_leads_to_a_file_of_it(
    site: Path, tmp_path: Path, name: str
) -> None:
    copy = unpacked(site / f"tai-ve/{name}.zip", tmp_path)
    assert dead_links(copy) == []
    shutil.rmtree(tmp_path)


def test_every_page_is_marked_and_has_nothing_that_is_for_the_web_alone(copy: Path) -> None:
    pages = [path for path in copy.rglob("*.html") if path.name not in (START, MISSING)]
    assert len(pages) > 70
    for path in pages:
        root = html.fromstring(path.read_bytes())
        assert "data-copy" in root.attrib, path
        useless = "link[rel~=canonical], link[rel~=alternate], link[rel~=prev], link[rel~=next]"
        metas = "meta[property^='og:'], meta[http-equiv]"
        assert root.cssselect(f"{useless}, {metas}, .tn-packs") == [], path
    ends = {path.suffix for path in copy.rglob("*") if path.is_file()}
    assert not ends & {".zip", ".map", ".xml", ".txt"}


@pytest.mark.parametrize("folder", ["", "en/"])
def test_the_downloads_page_says_how_large_each_pack_is(site: Path, folder: str) -> None:
    root = html.fromstring((site / f"{folder}tai-ve/index.html").read_bytes())
    (section,) = root.cssselect("article .tn-packs")
    links = section.cssselect("a")
    first, *others = (Path(link.get("href")).stem for link in links)
    assert (first, {*others}) == (WHOLE, {*PACKS} - {WHOLE})
    for link, size in zip(links, section.cssselect("small"), strict=True):
        megabytes = (site / f"tai-ve/{Path(link.get('href')).name}").stat().st_size / 1e6
        told = f"{megabytes:.1f} MB"
        assert size.text_content() == (told if folder else told.replace(".", ","))
