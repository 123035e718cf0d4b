"""What the index of the search holds: every section, and each text as it was written."""

import json
import re
from typing import Any

import pytest

from tiengnoi.search.index import BETWEEN, Entry, characters, only, scripts, words
from tiengnoi.search.sections import Section, sections_of

ENTRIES = [
    Entry(
        url="clb/quyen/",
        title="Quyền trẻ em",
        kind="Buổi",
        guide="Câu lạc bộ",
        tags="Quyền",
        description="Bốn nhóm quyền, “một” trò chơi.",
        also="Children's rights",
        sections=(
            Section("", "", "Chào các em!"),
            Section("buoc-1", "1. Đón", "Đón từng em; hỏi tên \\ “đúng”."),
        ),
        pdf=True,
    ),
    Entry("thuat-ngu/#clb", "CLB", "Từ", "", "", "Câu lạc bộ", "club", (Section("", "", ""),)),
]


def value(script: str) -> list[Any]:
    found = re.fullmatch(r'tiengnoiFound\("vi","(head|text)",(.*)\);\n', script, re.DOTALL)
    assert found
    read: list[Any] = json.loads(found[2])
    return read


def test_texts_come_out_as_they_went_in() -> None:
    head, text = map(value, scripts(ENTRIES, [["CLB", "câu lạc bộ"]], "vi"))
    vocabulary = [*head[0].split(" "), *text[0].split(" ")]
    sign = dict(zip(characters(), vocabulary, strict=False))

    def read(written: str) -> list[str]:
        return [sign[one] for one in written]

    first = head[3][0]
    assert first[:4] == ["clb/quyen/", 0, 0, 1]
    assert read(first[4]) == words("Quyền trẻ em")
    assert read(first[7]) == words("Children's rights")
    assert first[8].split(" ") == ["", "buoc-1"]
    assert [read(part) for part in first[9].split(BETWEEN)] == [[], words("1. Đón")]
    assert [read(part) for part in text[1][0].split(BETWEEN)] == [
        words("Chào các em!"),
        words("Đón từng em; hỏi tên \\ “đúng”."),
    ]
    assert head[4] == [["CLB", "câu lạc bộ"]]


def test_frequent_words_have_the_short_signs() -> None:
    head, _ = map(value, scripts(ENTRIES, [], "vi"))
    vocabulary = head[0].split(" ")
    # Three times in titles, tags and descriptions; the others once or twice.
    assert vocabulary.index("Quyền") < vocabulary.index("trẻ")


def test_no_sign_is_a_separator_or_needs_an_escape() -> None:
    some = [sign for sign, _ in zip(characters(), range(9000), strict=False)]
    assert len({*some}) == 9000
    assert not {*some} & {*BETWEEN, *'"\\\n \u2028\u2029'}
    assert all(json.dumps(sign, ensure_ascii=False) == f'"{sign}"' for sign in some)


def test_a_pack_finds_its_own_pages_only() -> None:
    both = scripts(ENTRIES, [], "vi")
    head, text = map(value, only(*both, {"thuat-ngu/"}))
    assert [row[0] for row in head[3]] == ["thuat-ngu/#clb"]
    assert len(text[1]) == 1
    assert only(*both, {"clb/quyen/", "thuat-ngu/"}) == both
    with pytest.raises(ValueError, match="not an index"):
        only("alert(1)", both[1], {""})


def test_sections_are_what_stands_between_headings() -> None:
    html = """<h1>Title</h1><p class="tn-kind">Buổi</p><p>Lead <b>text</b>.</p>
    <template><h2 id="x">No</h2></template>
    <h2 id="mot">Một <span>hai</span></h2><ul><li>a</li><li>b</li></ul><section><h3 id="ba">Ba</h3>
    <table><tr><td>c</td><td>d</td></tr></table><svg><text>no</text></svg></section>
    <h2 id="nguon">Nguồn</h2><p>Luật</p>"""
    assert sections_of(html) == [
        Section("", "", "Lead text ."),
        Section("mot", "Một hai", "a b"),
        Section("ba", "Ba", "c d"),
    ]
