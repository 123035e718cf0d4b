"""How the pages of a pack read: their addresses, and what is for the web alone."""

from pathlib import Path

import pytest

from small_site import ALL, CLB, MISSING, PAGE, packed, small_site, text_of
from tiengnoi.offline.copies import copied
from tiengnoi.offline.packs import Pack


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_site(tmp_path / "site")


def written_as(root: Path, html: str, pack: Pack, page: str = "en/clb/chuong/index.html") -> str:
    """What a piece of a page becomes in a pack."""
    (root / page).write_text(PAGE.format(f"<i>{html}</i>"), "utf-8")
    name = f"{pack.folder}/{page}"
    return text_of(packed(root, pack), name).partition("<i>")[2].partition("</i>")[0]


ANYWHERE = {
    # An address of a folder gets the name of its page …
    '<a href="../">': '<a href="../index.html">',
    '<a href="..">': '<a href="../index.html">',
    '<a href=".">': '<a href="./index.html">',
    '<a href="./">': '<a href="./index.html">',
    '<a href="../../../clb">': '<a href="../../../clb/index.html">',
    '<a id="x" href="../a/../" rel=up>': '<a id="x" href="../a/../index.html" rel=up>',
    # … before query and anchor
    '<a href="../#x">': '<a href="../index.html#x">',
    '<a href="..#x">': '<a href="../index.html#x">',
    '<form action="../?q=x#y">': '<form action="../index.html?q=x#y">',
    '<a href="../?a=1&amp;b=&quot;2&quot;">': '<a href="../index.html?a=1&amp;b=&quot;2&quot;">',
    # quoted as it may be
    "<a href='../'>": '<a href="../index.html">',
    "<a href=../>": '<a href="../index.html">',
    '<A HREF = "../">': '<A HREF="../index.html">',
    '<a\nhref="../"\n>': '<a\nhref="../index.html"\n>',
    '<a href="&#46;./">': '<a href="../index.html">',
    '<a href="%2E%2E/">': '<a href="%2E%2E/index.html">',
    # on any element that has addresses
    '<area href="../">': '<area href="../index.html">',
    '<iframe src="../"></iframe>': '<iframe src="../index.html"></iframe>',
    '<button formaction="../">': '<button formaction="../index.html">',
    '<p data-page="../../">': '<p data-page="../../">',  # a root that a script puts before a path
    '<p data-page="../../clb/?q">': '<p data-page="../../clb/index.html?q">',
    # Short and old addresses lead on at once.
    '<a href="../../../q/abcde/#x">': '<a href="../../../clb/chuong/index.html#x">',
    '<a href="../../../clb/cu/">': '<a href="../../../clb/chuong/index.html">',
    '<a href="../../../tai-ve/cu.vi.pdf">': '<a href="../../../tai-ve/clb/chuong.vi.pdf">',
    # A link to nothing says so.
    '<a href="../../../khong-co/#x">': f'<a href="../../../{MISSING}">',
    '<a href="../../../../../../etc/passwd">': f'<a href="../../../{MISSING}">',
    '<a href="../../../tai-ve/cu.zip">': f'<a href="../../../{MISSING}">',
}
AS_IT_IS = [
    '<a href="#x">',
    '<a href="?q=x">',
    '<a href="">',
    "<a href>",
    '<a href="../../../tai-ve/clb/chuong.vi.pdf">',
    '<a href="../index.html#x">',
    '<a href="https://example.org/nhanh/clb/">',
    '<a href="//example.org/clb/">',
    '<a href="/clb/">',
    '<a href="mailto:a@example.org">',
    '<a href="tel:111">',
    '<a href="javascript:void(0)/../">',
    '<img src="../../../assets/hinh.svg" srcset="../../../assets/hinh.svg 2x, gone.png 3x">',
    "<img src=\"gone.png\" alt=\"href='../' > <a href='../'>\">",
    '<video poster="../../../assets/hinh.svg">',
    '<p data-md-level="0" data-root=".." data-index="../../../assets/a.js" title="../">',
    '<!-- <a href="../"> --> <!----> <![CDATA[ x ]]>',
    "<script>let a = '<a href=\"../\">' && 1 < 2</script>",
    '<script type="application/json">{"base": "<a href=\\"..\\">"}</script>',
    "<style>a::after { content: '<a href=\"../\">' }</style>",
    '<textarea><a href="../"></textarea>',
    "a < b & c > d <3 </ p> \u00a0\r\n Tiếng",
]


@pytest.mark.parametrize(("before", "after"), ANYWHERE.items())
def test_addresses_in_a_copy(folder: Path, before: str, after: str) -> None:
    assert written_as(folder, before, ALL) == after


@pytest.mark.parametrize("html", AS_IT_IS)
def test_other_bytes_stay(folder: Path, html: str) -> None:
    assert written_as(folder, html, CLB) == html


OUT_OF_THE_GUIDE = {
    '<a href="../../../gs/?q=x#y">': f'<a href="../../../{MISSING}">',
    '<a href="../../../tai-ve/">': f'<a href="../../../{MISSING}">',
    '<form action="../../../gs/">': f'<form action="../../../{MISSING}">',
    '<p data-next="../../../gs/">': f'<p data-next="../../../{MISSING}">',
}


@pytest.mark.parametrize(("before", "after"), OUT_OF_THE_GUIDE.items())
def test_a_link_out_of_the_pack_leads_to_a_page_that_says_so(
    folder: Path, before: str, after: str
) -> None:
    assert written_as(folder, before, CLB) == after


@pytest.mark.parametrize(
    "tag",
    [
        '<link rel="canonical" href="https://example.org/a/">',
        '<link rel="alternate " href="../en/" hreflang="en">',
        "<link rel=prev href=../>",
        '<link href="../" rel="next">',
        '<link rel="manifest" href="../manifest.json">',
        '<meta property="og:url" content="https://example.org/a/">',
        '<meta http-equiv="Content-Security-Policy" content="default-src \'self\'">',
    ],
)
def test_what_is_for_the_web_alone_is_left_out(tag: str) -> None:
    rest = '<link rel="icon" href="a.svg"><meta name="x" content="y">'
    page = f"<html><head>{tag}{rest}</head></html>"
    assert copied(page, lambda _, address: address) == f"<html data-copy><head>{rest}</head></html>"
