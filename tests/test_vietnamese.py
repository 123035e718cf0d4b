import pytest

from tiengnoi.vietnamese import fold, nfc, same_tone_place, slugify


@pytest.mark.parametrize(
    ("late", "early"),
    [
        ("hoà", "hòa"),
        ("khoẻ mạnh", "khỏe mạnh"),
        ("Thuý", "Thúy"),
        ("UỶ BAN", "ỦY BAN"),
        ("tuỳ", "tùy"),
        ("quý", "quý"),
        ("Quỳnh", "Quỳnh"),
        ("hoàn toàn", "hoàn toàn"),
        ("khuỷu", "khuỷu"),
        ("xoáy", "xoáy"),
    ],
)
def test_tone_marks_stand_where_the_project_writes_them(late: str, early: str) -> None:
    assert same_tone_place(late) == early


def test_moving_tone_marks_keeps_the_length() -> None:
    text = "Hoà bình, khoẻ mạnh, thuỷ lợi."
    assert len(same_tone_place(text)) == len(text)


def test_fold_knows_the_letter_d_with_stroke() -> None:
    assert fold("Đường đến chợ") == "duong den cho"


def test_slug_of_a_vietnamese_heading() -> None:
    assert slugify("Động não: 5 phút!") == "dong-nao-5-phut"


def test_composed_form() -> None:
    assert nfc("e\u0302\u0301") == "ế"
