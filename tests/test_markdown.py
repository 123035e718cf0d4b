"""Markdown of editors, where it does not mean what they meant."""

import pytest

from tiengnoi.reader.markdown import block, inline, uncleaned

NESTED = "1. một\n2. hai\n\n    - a\n    - b\n3. ba\n4. bốn"

PARAGRAPH = "1. một\n2. hai\n\n    - a\n    - b\n\n    Xong thì nghỉ.\n3. ba\n4. bốn"


def unchanged(target: str) -> str:
    return target


@pytest.mark.parametrize("text", [NESTED, PARAGRAPH])
@pytest.mark.parametrize("is_prose", [True, False])
def test_a_list_goes_on_after_what_belongs_to_an_item(text: str, is_prose: bool) -> None:
    html = uncleaned(text, is_prose=True) if is_prose else block(text, unchanged)
    assert html.count("<ol>") == 1
    assert html.count("<li>") == 6
    assert "ba" in html.partition("</ul>")[2]
    assert "3." not in html


def test_code_is_no_list() -> None:
    html = uncleaned("```\n1. a\n    - b\n2. c\n```", is_prose=True)
    assert "1. a\n    - b\n2. c" in html


def test_a_question_may_begin_with_its_number() -> None:
    assert inline("3. Ai **đã** giúp?", unchanged) == "3. Ai <strong>đã</strong> giúp?"
    assert inline("1. a\n2. b", unchanged).count("<li>") == 2
