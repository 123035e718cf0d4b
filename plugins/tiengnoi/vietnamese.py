"""Vietnamese text: normal form, folding, tone placement, slugs."""

import re
import unicodedata

# The letter đ has no Unicode decomposition, so it needs a rule of its own.
_D = str.maketrans("đĐ", "dD")
_TONES = "\u0300\u0309\u0303\u0301\u0323"
"""In the order of a dictionary: huyền, hỏi, ngã, sắc, nặng."""


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _early_tones() -> dict[str, str]:
    """Each open syllable end with a late tone, and the same with an early one: oà → òa."""
    return {
        nfc(first + second + tone): nfc(first + tone + second)
        for ends in ("oa", "oe", "uy")
        for first in (ends[0], ends[0].upper())
        for second in (ends[1], ends[1].upper())
        for tone in _TONES
    }


_EARLY = _early_tones()
_LATE_TONE = re.compile(
    "(?:[oO][{o}]|(?<![qQ])[uU][{u}])(?!\\w)".format(
        o="".join({late[1] for late in _EARLY if late[0] in "oO"}),
        u="".join({late[1] for late in _EARLY if late[0] in "uU"}),
    )
)
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def fold(text: str) -> str:
    """Lower case without diacritics: “Đường đến chợ” → “duong den cho”."""
    decomposed = unicodedata.normalize("NFD", text.translate(_D).lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def same_tone_place(text: str) -> str:
    """Put the tone mark where this project writes it: hoà → hòa, khoẻ → khỏe, thuý → thúy.

    Only open syllables in -oa, -oe, -uy have two spellings; "qu" is a consonant, so "quý" stays.
    Takes composed text (NFC), and keeps its length.
    """
    return _LATE_TONE.sub(lambda match: _EARLY[match.group()], text)


def slugify(text: str, separator: str = "-") -> str:
    """“Động não, 5 phút” → “dong-nao-5-phut”. Also fits Python-Markdown's `toc.slugify`."""
    return separator.join(re.findall(r"[a-z0-9]+", fold(text)))


_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_ORDER = {letter: chr(ord("A") + place) for place, letter in enumerate(_ALPHABET)}


def without_tone(text: str) -> str:
    """The same letters, each without its tone: “Ấn” → “Ân”."""
    decomposed = unicodedata.normalize("NFD", text)
    return nfc("".join(mark for mark in decomposed if mark not in _TONES))


def collation_key(text: str) -> tuple[str, str]:
    """Sorts as a Vietnamese dictionary does: letters first (a, ă, â, … d, đ), then tones."""
    letters, tones = [], []
    for letter in nfc(text).lower():
        plain = without_tone(letter)
        tone = next((mark for mark in unicodedata.normalize("NFD", letter) if mark in _TONES), None)
        letters.append(_ORDER.get(plain, plain if plain.isdigit() else " "))
        tones.append(str(_TONES.index(tone) + 1) if tone else "0")
    return "".join(letters).strip(), "".join(tones)


def is_slug(text: str) -> bool:
    return SLUG.fullmatch(text) is not None
