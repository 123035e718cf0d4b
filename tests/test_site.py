"""Facts about the built sites: the example, which holds one of each, and our own."""

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from tiengnoi.locales import LOCALES
from tiengnoi.materials.model import Radar
from tiengnoi.pages import entry_pages
from tiengnoi.problems import Problems
from tiengnoi.reading import read_catalogue

ROOT = Path(__file__).parents[1]


class Page(HTMLParser):
    """Links, ids and text of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.html = path.read_text("utf-8")
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value and tag != "link":
                self.links.append(value)
            if name == "id" and value:
                self.ids.add(value)


def html(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text("utf-8")


def pages(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*.html") if path.name != "404.html")


def test_every_entry_has_a_page_in_both_languages(site: Path) -> None:
    catalogue = read_catalogue(ROOT, Problems())
    for page in entry_pages(catalogue).values():
        for locale, folder in (("vi", site), ("en", site / "en")):
            text = html(folder, page.name.removesuffix("index"))
            title = page.entry.title.text(locale).words  # type: ignore[attr-defined]
            assert title in unescape(text)


def test_no_link_of_our_site_leads_nowhere(site: Path) -> None:
    read = {path: Page(path) for path in pages(site)}
    for path, page in read.items():
        here = "/" + path.relative_to(site).as_posix().removesuffix("index.html")
        for link in page.links:
            parts = urlsplit(urljoin(here, link))
            if parts.scheme or parts.netloc:
                continue
            target = site / parts.path.lstrip("/")
            target = target / "index.html" if parts.path.endswith("/") else target
            assert target.is_file(), f"{here}: {link}"
            if parts.fragment and target in read and not parts.fragment.startswith("__"):
                assert parts.fragment in read[target].ids, f"{here}: {link}"


def test_no_page_asks_the_host_of_the_repository_for_figures(site: Path) -> None:
    for path in pages(site):
        assert 'data-md-component="source"' not in path.read_text("utf-8")


def test_ids_are_unique_on_every_page(site: Path) -> None:
    for path in pages(site):
        ids = re.findall(r'<(?:h\d|section|div|li)[^>]* id="([^"]+)"', path.read_text("utf-8"))
        assert len(ids) == len(set(ids)), path


def test_pages_name_no_other_host(site: Path) -> None:
    edits = "https://github.com/example/example/edit/main/"
    allowed = (
        "https://example.org/",
        "https://www.google.com/",
        "https://squidfunk.github.io/",
        edits,
    )
    for path in pages(site):
        for link in Page(path).links:
            assert not link.startswith("http") or link.startswith(allowed), f"{path}: {link}"


def test_a_page_holds_the_navigation_of_its_own_guide_only(site: Path) -> None:
    nav = html(site, "").partition("tn-nav--primary")[2].partition("</nav>")[0]
    assert "cau-lac-bo/" in nav
    assert "quyen-tre-em" not in nav
    nav = html(site, "cau-lac-bo/an-toan").partition("tn-nav--primary")[2].partition("</nav>")[0]
    assert "quyen-tre-em" in nav


def test_every_session_for_children_says_whom_to_tell(site: Path) -> None:
    catalogue = read_catalogue(ROOT, Problems())
    assert catalogue.help
    children = [name for name, one in catalogue.sessions.items() if one.for_children]
    assert len(children) > 30
    for name in (*children, *catalogue.scripts):
        for folder, locale in ((site, LOCALES[0]), (site / "en", LOCALES[1])):
            text = html(folder, name)
            assert catalogue.help.title.text(locale).words in text
            assert 'href="tel:111"' in text


# The example


def test_headings_of_a_session_are_in_the_table_of_contents(example_site: Path) -> None:
    toc = html(example_site, "clb/mo-dau").partition("tn-nav--secondary")[2]
    for anchor in ("muc-tieu", "an-toan", "bang-chay", "buoc-1", "buoc-3", "khi-ke", "nguon"):
        assert f'href="#{anchor}"' in toc


def test_run_sheet_has_both_variants(example_site: Path) -> None:
    text = html(example_site, "clb/mo-dau")
    sheet = text.partition('id="bang-chay"')[2].partition("</table>")[0]
    assert re.findall(r'tn-full tn-time">([^<]+)<', sheet) == [
        "0:00", "30", "0:30", "40", "1:10", "5", "1:15", "75",
    ]  # fmt: skip
    assert re.findall(r'tn-short tn-time">([^<]+)<', sheet) == [
        "0:00", "20", "0:20", "25", "–", "bỏ", "0:45", "45",
    ]  # fmt: skip


def test_run_sheet_says_in_one_line_what_happens(example_site: Path) -> None:
    sheet = html(example_site, "clb/mo-dau").partition('id="bang-chay"')[2]
    assert "Vẫy tay" in sheet.partition("</table>")[0]
    assert "Chuyền hòn sỏi<" in sheet.partition("</table>")[0]  # no summary: its first sentence


def test_links_within_yaml_lead_to_pages(example_site: Path) -> None:
    assert '<a href="../chuong/">chương</a>' in html(example_site, "clb/mo-dau")
    assert '<a href="../chuong/">the chapter</a>' in html(example_site, "en/clb/mo-dau")


def test_a_diagram_has_its_steps_in_order_and_begins_again(example_site: Path) -> None:
    diagram = html(example_site, "clb/chuong").partition('class="tn-diagram"')[2]
    assert diagram.index("1. Hỏi") < diagram.index("2. Làm") < diagram.index("rồi lại “Hỏi”")
    english = html(example_site, "en/clb/chuong").partition('class="tn-diagram"')[2]
    assert "September" in english
    assert "and again “Ask”" in english


def test_the_self_assessment_of_cadres_has_an_axis_for_each_part(site: Path) -> None:
    handout = read_catalogue(ROOT, Problems()).handouts["lanh-dao/tu-danh-gia-radar"]
    (chart,) = [block.radar for block in handout.blocks if isinstance(block, Radar)]
    for locale, folder in (("vi", site), ("en", site / "en")):
        text = html(folder, "lanh-dao/tu-danh-gia-radar").partition('class="tn-radar"')[2]
        assert text.count("<line") == len(chart.axes)
        for axis in chart.axes:
            for word in axis.text(locale).words.split():  # type: ignore[arg-type]
                assert word in unescape(text)


def test_edit_links_lead_to_what_was_written(example_site: Path) -> None:
    base = "https://example.org/owner/repo/edit/main/"
    for address, source in (
        ("clb/mo-dau", "materials/clb/sessions/mo-dau.yml"),
        ("en/clb/mo-dau", "materials/clb/sessions/mo-dau.yml"),
        ("clb", "materials/clb/guide.yml"),
        ("tap-huan/lop-mau", "materials/courses/lop-mau.yml"),
        ("clb/chuong", "docs/clb/chuong.vi.md"),
        ("en/clb/chuong", "docs/clb/chuong.en.md"),
    ):
        assert f'href="{base}{source}"' in html(example_site, address)


def test_a_page_without_translation_says_so(example_site: Path) -> None:
    text = html(example_site, "en/clb/chi-tieng-viet")
    assert '<meta name="robots" content="noindex">' in text
    assert '<div lang="vi">' in text
    assert "not translated yet" in text
    assert 'rel="canonical"' not in text
    assert 'rel="alternate"' not in html(example_site, "clb/chi-tieng-viet")


def test_fallback_pages_are_neither_in_the_sitemap_nor_in_english_search(
    example_site: Path,
) -> None:
    sitemap = (example_site / "sitemap.xml").read_text("utf-8")
    assert "<loc>https://example.org/nhanh/en/clb/chuong/</loc>" in sitemap
    assert "en/clb/chi-tieng-viet" not in sitemap
    (english,) = example_site.glob("search/index.en.*.js")
    (vietnamese,) = example_site.glob("search/index.vi.*.js")
    assert '"en/clb/chuong/"' in english.read_text("utf-8")
    assert "clb/chi-tieng-viet" not in english.read_text("utf-8")
    assert '"clb/chi-tieng-viet/"' in vietnamese.read_text("utf-8")


def test_language_switch_stays_on_the_page(example_site: Path) -> None:
    for address, other in (
        ("clb/mo-dau", "../../en/clb/mo-dau/"),
        ("en/clb/mo-dau", "../../../clb/mo-dau/"),
        ("clb/chi-tieng-viet", "../../en/clb/chi-tieng-viet/"),
    ):
        switch = re.search(
            r'<a href="([^"]+)" hreflang="..".*?tn-language', html(example_site, address)
        )
        assert switch
        assert switch[1] == other


def test_what_the_link_shows_when_shared(example_site: Path) -> None:
    text = html(example_site, "en/clb/mo-dau")
    assert '<meta property="og:title" content="Opening">' in text
    assert '<meta property="og:description" content="Each child can say their name.">' in text
    image = re.search(r'og:image" content="https://example.org/nhanh/([^"]+)"', text)
    assert image
    assert (example_site / image[1]).read_bytes().startswith(b"\x89PNG")


def test_the_not_found_page_speaks_both_languages(example_site: Path) -> None:
    text = (example_site / "404.html").read_text("utf-8")
    assert '<section lang="vi">' in text
    assert '<section lang="en">' in text
    assert 'href="/nhanh/en/"' in text


def test_quick_exit_only_where_violence_is_spoken_of(example_site: Path) -> None:
    assert "tn-exit__link" in html(example_site, "clb/chuong")
    assert "tn-exit__link" not in html(example_site, "clb/mo-dau")


def test_proposals_are_marked_once_with_a_link_to_about(example_site: Path) -> None:
    text = html(example_site, "en/clb/chuong")
    assert text.count("not approved by a competent authority") == 1
    assert 'href="../../gioi-thieu/#de-xuat"' in text


def test_course_page_has_clock_times_and_lists(example_site: Path) -> None:
    text = html(example_site, "tap-huan/lop-mau")
    for words in ("08:00–09:15", "09:15–09:30", "09:30–10:00", "Sỏi", "Giấy", "Phiếu mẫu"):
        assert words in text


@pytest.mark.parametrize("locale", LOCALES)
def test_no_word_of_the_generator_is_missing(example_site: Path, locale: str) -> None:
    folder = example_site if locale == "vi" else example_site / "en"
    for path in pages(folder):
        article = path.read_text("utf-8").partition("<article")[2].partition("</article>")[0]
        assert "{{" not in article
        assert "Undefined" not in article
