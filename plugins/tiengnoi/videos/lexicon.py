"""What a voice says for what is written: a machine reads 111 as a hundred and eleven.

Words and signs stand in `videos/lexicon.yml`. Numbers of hotlines come from contacts.yml, and are
said digit by digit.
"""

import re
from collections.abc import Iterator, Mapping

from tiengnoi.catalogue import Catalogue
from tiengnoi.locales import Locale

_DIGITS: dict[Locale, str] = {
    "vi": "không một hai ba bốn năm sáu bảy tám chín",
    "en": "zero one two three four five six seven eight nine",
}
_UNSPEAKABLE = re.compile(r"\d[\d.,:/%]*\d|\d|\b\w*[^\W\d_a-z]\w*\b")


def pronunciations(catalogue: Catalogue, locale: Locale) -> dict[str, str]:
    """What is said for words as they are written, in a language."""
    digits = _DIGITS[locale].split()
    said = {}
    for contact in catalogue.contacts.values():
        for written in (contact.number, contact.digits):
            said[written] = " ".join(digits[int(digit)] for digit in contact.digits)
    for word in catalogue.lexicon.words if catalogue.lexicon else ():
        if spoken := word.vi if locale == "vi" else word.en:
            said[word.written] = spoken
    return said


def said(text: str, known: Mapping[str, str]) -> str:
    """The sentence as a voice is given it. `known`: what is said for what is written."""
    return _either(known).sub(lambda match: known[match.group()], text) if known else text


def unspeakable(text: str, known: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Numbers, and words in capitals, that a voice would guess at: offset and words."""
    # What is known is covered by as many blanks, so that offsets stay right.
    left = _either(known).sub(lambda match: " " * len(match.group()), text) if known else text
    for match in _UNSPEAKABLE.finditer(left):
        word = match.group()
        if word[0].isdigit() or sum(letter.isupper() for letter in word) > 1:
            yield match.start(), word


def _either(known: Mapping[str, str]) -> re.Pattern[str]:
    longest_first = sorted(known, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
