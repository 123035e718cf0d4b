"""What a voice says for what is written."""

import pytest

from conftest import EXAMPLE, ROOT
from tiengnoi.catalogue import Catalogue
from tiengnoi.locales import LOCALES, Locale
from tiengnoi.problems import Problems
from tiengnoi.reading import read_catalogue
from tiengnoi.videos.lexicon import pronunciations, said, unspeakable
from tiengnoi.videos.model import Lexicon, Pronunciation

WORDS = Lexicon(
    words=(
        Pronunciation(written="UBND", vi="ủy ban nhân dân", en="People's Committee"),
        Pronunciation(written="UBND xã", vi="ủy ban xã"),
        Pronunciation(written="1/6", vi="mùng một tháng sáu", en="the first of June"),
        Pronunciation(written="C++", vi="xê cộng cộng", en="C plus plus"),
    )
)


def known(locale: Locale) -> dict[str, str]:
    catalogue = read_catalogue(EXAMPLE, Problems())
    catalogue.lexicon = WORDS
    return pronunciations(catalogue, locale)


VI, EN = known("vi"), known("en")


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Cần giúp, em gọi 111.", "Cần giúp, em gọi một một một."),
        ("111", "một một một"),
        ("“111”, 111!", "“một một một”, một một một!"),
        ("UBND xã họp ở UBND.", "ủy ban xã họp ở ủy ban nhân dân."),
        ("Ngày 1/6 có C++ và 111.", "Ngày mùng một tháng sáu có xê cộng cộng và một một một."),
        ("Không có gì để đổi.", "Không có gì để đổi."),
    ],
)
def test_a_hotline_is_said_digit_by_digit_and_words_as_the_lexicon_says(
    written: str, spoken: str
) -> None:
    assert said(written, VI) == spoken
    assert not [*unspeakable(written, VI)]


def test_english_has_its_own_words() -> None:
    assert said("Call 111, tell the UBND.", EN) == "Call one one one, tell the People's Committee."
    assert "UBND xã" not in EN


@pytest.mark.parametrize("text", ["1111", "0111", "UBNDX", "x1/6", "11", "1/60"])
def test_what_is_known_is_not_read_within_something_longer(text: str) -> None:
    assert said(text, VI) == text
    assert [*unspeakable(text, VI)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Có 15 em.", ["15"]),
        ("Lúc 8:30 ngày 24/11/2026, 3,5 kg, 50%.", ["8:30", "24/11/2026", "3,5", "50"]),
        ("Hội LHPN và ĐTN ở xã.", ["LHPN", "ĐTN"]),
        ("Gọi 111, rồi 112.", ["112"]),
        ("UBND xã, UBMTTQ xã.", ["UBMTTQ"]),
        ("Trang Facebook của eSIM, MoLISA.", ["eSIM", "MoLISA"]),
        ("Em An hỏi: Ở đâu? À, ở Ô Môn.", []),
        ("I say: A is for An.", []),
        ("3G hay 4G", ["3", "4"]),
    ],
)
def test_digits_and_capitals_that_nobody_explained_are_told(text: str, told: list[str]) -> None:
    found = [*unspeakable(text, VI)]
    assert [word for _, word in found] == told
    for offset, word in found:
        assert text[offset:].startswith(word)


def test_an_offset_counts_what_is_written_and_not_what_is_said() -> None:
    text = "Gọi 111, UBND xã, 111: có 7 em."
    assert [*unspeakable(text, VI)] == [(text.index("7"), "7")]


def test_without_a_lexicon_and_contacts_all_is_said_as_it_is_written() -> None:
    assert pronunciations(Catalogue(ROOT), "vi") == {}
    assert said("Gọi 111.", {}) == "Gọi 111."
    assert [*unspeakable("Gọi 111.", {})] == [(4, "111")]


def test_every_hotline_of_ours_is_said_in_as_many_words_as_it_has_digits() -> None:
    catalogue = read_catalogue(ROOT, Problems())
    for locale in LOCALES:
        words = pronunciations(catalogue, locale)
        assert words["111"] == ("một một một" if locale == "vi" else "one one one")
        for contact in catalogue.contacts.values():
            assert len(words[contact.number].split()) == len(contact.digits)
