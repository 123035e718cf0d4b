"""Vietnamese text: normal form, folding, tone placement, slugs."""

import re
import unicodedata

# The letter đ has no Unicode decomposition, so it needs a rule of its own.
_D = str.maketrans("đĐ", "dD")
_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_LATE_TONE = re.compile(
    rf"(o)([ae])([{_TONES}])(?!\w)|(?<!q)(u)(y)([{_TONES}])(?!\w)", re.IGNORECASE
)
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case without diacritics: “Đường đến chợ” → “duong den cho”."""
    decomposed = unicodedata.normalize("NFD", text.translate(_D).lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def same_tone_place(text: str) -> str:
    """Put the tone mark where this project writes it: hoà → hòa, khoẻ → khỏe, thuý → thúy.

    Only open syllables in -oa, -oe, -uy have two spellings; "qu" is a consonant, so "quý" stays.
    """

    def earlier(match: re.Match[str]) -> str:
        first, second, tone = (part for part in match.groups() if part)
        return first + tone + second

    return nfc(_LATE_TONE.sub(earlier, unicodedata.normalize("NFD", text)))


def slugify(text: str, separator: str = "-") -> str:
    """“Động não, 5 phút” → “dong-nao-5-phut”. Also fits Python-Markdown's `toc.slugify`."""
    return separator.join(re.findall(r"[a-z0-9]+", fold(text)))


def is_slug(text: str) -> bool:
    return SLUG.fullmatch(text) is not None
