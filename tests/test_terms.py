"""Where a term of the glossary is explained."""

import re

import pytest

from tiengnoi.materials.model import Term
from tiengnoi.materials.terms import Terms
from tiengnoi.materials.texts import quotations_marked

TERMS = [
    Term(vi="câu lạc bộ", en="club", abbr={"vi": ["CLB"]}, note={"vi": "Một nhóm & bạn."}),
    Term(vi="trẻ em", en="children", note={"vi": "Dưới 16 tuổi.", "en": "Below 16."}),
    Term(vi="bảo vệ trẻ em", en="child protection", note={"vi": "Giữ an toàn."}),
    Term(vi="bản", en="village", note={"vi": "Nơi ở."}),
    Term(vi="xã hội", en="society"),
]


def marked(html: str) -> list[str]:
    explained = Terms(TERMS, "vi").explained(html, "../thuat-ngu/")
    assert re.sub(r'<a class="tn-term"[^>]*>(.*?)</a>', r"\1", explained) == html
    return re.findall(r'<a class="tn-term" href="\.\./thuat-ngu/#([\w-]+)"', explained)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Các câu lạc bộ và trẻ em.</p>", ["cau-lac-bo", "tre-em"]),
        ("<p>Câu Lạc Bộ, CLB</p>", ["cau-lac-bo"]),  # once in a section, in any of its forms
        ("<p>clb, CLBX</p>", []),
        ("<p>bảo vệ trẻ em</p>", ["bao-ve-tre-em"]),  # the longest
        ("<p>trẻ em</p><h2>Hai</h2><p>trẻ em</p>", ["tre-em", "tre-em"]),
        ("<p>trẻ em</p><h3>Hai</h3><p>trẻ em</p>", ["tre-em"]),
        ("<h2>Trẻ em</h2><p><a href='x'>trẻ em</a> <code>trẻ em</code></p>", []),
        ('<p><a href="x">trẻ em</a> và trẻ em</p>', ["tre-em"]),
        ("<p>trẻ. Em</p>", []),  # the words of two sentences
        ("<p>trẻ <b>em</b></p>", []),  # not one text
        ("<p>kịch bản, xã hội</p>", []),  # a syllable alone; a term without explanation
        ('<div class="tn-sheet"><p>trẻ em</p></div><p>trẻ em</p>', ["tre-em"]),
        ('<img alt="trẻ em > em"><p>x</p>', []),
        ("<!-- trẻ em --><p>&lt;trẻ em&gt;</p>", ["tre-em"]),
    ],
)
def test_a_term_is_explained_at_its_first_use(html: str, expected: list[str]) -> None:
    assert marked(html) == expected


def test_the_explanation_travels_with_the_term() -> None:
    html = Terms(TERMS, "vi").explained("<p>CLB</p>", "x/")
    assert html == (
        '<p><a class="tn-term" href="x/#cau-lac-bo" data-note="Một nhóm &amp; bạn.">CLB</a></p>'
    )


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>“thầy” or “sir”</p>", '<p>“<span lang="vi">thầy</span>” or “sir”</p>'),
        ('<p lang="vi">“thầy”</p><code>“cô”</code>', None),
        ('<p title="“thầy”">Điện Biên</p>', None),
        ("<p>“most people in Nghệ An”</p>", None),
        ("<p>“tư vấn pháp luật”</p>", '<p>“<span lang="vi">tư vấn pháp luật</span>”</p>'),
        ("<h2>“Cô”</h2>", '<h2>“<span lang="vi">Cô</span>”</h2>'),
    ],
)
def test_vietnamese_words_that_english_quotes_are_marked(html: str, expected: str | None) -> None:
    assert quotations_marked(html) == (expected or html)
