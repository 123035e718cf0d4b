from tiengnoi.directives import directives, expand, fill


def filled(text: str) -> str:
    return fill(f"<p>{expand(text).strip()}</p>", lambda name, id: f"<{name}:{id}>")


def test_a_directive_becomes_our_part() -> None:
    assert filled("::: session quyen-tre-em") == "<session:quyen-tre-em>"


def test_a_directive_within_html_is_filled_as_well() -> None:
    marked = expand("<div>\n::: contacts\n</div>")
    assert "<contacts:>" in fill(marked, lambda name, id: f"<{name}:{id}>")
    assert "\ue000" not in fill(marked, lambda *_: "")


def test_a_directive_without_id() -> None:
    assert filled("::: contacts") == "<contacts:>"


def test_a_directive_in_code_stays_text() -> None:
    text = "```\n::: contacts\n```\n"
    assert expand(text) == text
    assert list(directives(text)) == []


def test_an_unknown_directive_is_dropped_and_found() -> None:
    assert expand("::: video x") == ""
    assert [one.name for one in directives("a\n\n::: video x\n")] == ["video"]


def test_our_marks_cannot_be_forged() -> None:
    forged = "\ue000contacts\ue001"
    assert filled(forged) == "<p>contacts</p>"
    assert filled("::: contacts \ue001<b>") == "<p></p>"
