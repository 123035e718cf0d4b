"""Which rules of a style sheet stay."""

import pytest

from tiengnoi.reader.styles import Shapes, follow_system, reduced, split_print

PAGE = """<!doctype html><html lang="vi"><body dir="ltr"><main class="box wide"><ul id="list">
<li class="item"><a href="#">x</a></li></ul><input type="search"></main></body></html>"""
SCRIPT = """const made = document.createElement("dialog"); made.className = "is-open late";
made.setAttribute("aria-busy", "true"); element("mark", "", "x");"""

KEPT = [
    ".box",
    ".box.wide",
    "main > ul",
    "#list .item a:hover",
    ".item a::before",
    "[dir=ltr] .item",
    "input[type=search]",
    ".box.is-open",
    "dialog",
    "mark",
    ".late a",
    "[aria-busy]",
    ":root",
    "*",
    ':root[data-theme="dark"] .box',
    "ul + input",
    ".box:not(.other)",
    "li:nth-child(2)",
]
DROPPED = [
    ".other",
    ".box.other",
    ".item .box",
    "a li",
    "#other",
    "[dir=rtl] .item",
    "input[type=checkbox]",
    "video",
    "[data-tabs] a",
    ".item a.button:hover",
    "table + ul",
]


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return Shapes([PAGE], [SCRIPT])


@pytest.mark.parametrize("selector", KEPT)
def test_a_rule_that_may_match_stays(shapes: Shapes, selector: str) -> None:
    assert reduced(f"{selector} {{ color: red }}", shapes) == f"{selector}{{color:red}}"


@pytest.mark.parametrize("selector", DROPPED)
def test_a_rule_that_matches_nothing_goes(shapes: Shapes, selector: str) -> None:
    assert reduced(f"{selector} {{ color: red }}", shapes) == ""


def test_of_several_selectors_those_that_match_stay(shapes: Shapes) -> None:
    assert reduced(".other, .box, .more { margin: 0 !important }", shapes) == (
        ".box{margin:0!important}"
    )


def test_a_selector_that_the_parser_does_not_know_stays(shapes: Shapes) -> None:
    assert reduced("a::view-transition-old(x) { top: 0 }", shapes).startswith("a::view-")


def test_queries_stay_with_what_is_in_them(shapes: Shapes) -> None:
    css = "@media (min-width: 60em) { .other { top: 0 } .box { top: 1px } }"
    assert reduced(css, shapes) == "@media (min-width: 60em){.box{top:1px}}"
    assert reduced("@media print { .other { top: 0 } }", shapes) == ""
    assert ".box" in reduced("@supports (top: 0) { .box { top: 0 } }", shapes)


def test_variables_that_nothing_uses_go_one_after_the_other(shapes: Shapes) -> None:
    css = ":root { --a: 1; --b: var(--a); --c: var(--b); --used: red } .box { color: var(--used) }"
    assert reduced(css, shapes) == ":root{--used:red}.box{color:var(--used)}"


def test_a_variable_of_the_sheet_beside_stays(shapes: Shapes) -> None:
    css = ":root { --a: 1; --b: 2 }"
    assert reduced(css, shapes, beside=".box { top: var(--a) }") == ":root{--a:1}"


def test_comments_go_and_texts_stay_as_they_are(shapes: Shapes) -> None:
    css = '/* a */ .box::after { /* b */ content: " · ;  }"; }'
    assert reduced(css, shapes) == '.box::after{content:" · ;  }"}'


def test_rules_for_paper_have_a_sheet_of_their_own() -> None:
    screen, paper = split_print("a{top:0}@media print{a{top:1px}}@media screen{a{top:2px}}")
    assert screen == "a{top:0}@media screen{a{top:2px}}"
    assert paper == "@media print{a{top:1px}}"


def test_the_dark_theme_follows_the_system_unless_one_chose_light() -> None:
    css = ':root[data-theme="dark"] { color: #fff }'
    both = follow_system(css)
    assert both.startswith(css)
    assert '@media screen and (prefers-color-scheme: dark){:root:not([data-theme="light"])' in both
