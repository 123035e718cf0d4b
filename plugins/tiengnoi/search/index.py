"""The index of a language, as two scripts that a page loads when somebody begins to search.

The first has titles, headings and descriptions, so that results come within seconds on 2G; the
second has all texts. A text is a string with one character for each word: character number n
(`characters`) stands for word n of the vocabulary, and frequent words have the small numbers.
A phone searches it by one walk over the characters, and shows any part of it as it was written.
"""

import json
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count

from tiengnoi.locales import Locale
from tiengnoi.search.sections import Section

_WORD = re.compile(r"\w+|[^\w\s]+")
BETWEEN = "!"
"""Stands between two sections of a text. No word has this character."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that can be found. `also`: its title in the other language; `pdf`: whether it has one.

    `url` is below the root of the site. `kind` says what it is, in the language of the index.
    `rank`: what it counts for, in per cent.
    """

    url: str
    title: str
    kind: str
    guide: str
    tags: str
    description: str
    also: str
    sections: tuple[Section, ...]
    pdf: bool = False
    rank: int = 100


def characters() -> Iterator[str]:
    """Those that stand for words, in order: printable, without the signs that JSON escapes."""
    for code in count(0x23):
        if not (code == 0x5C or 0x7F <= code <= 0xA0 or code == 0xAD or code in (0x2028, 0x2029)):
            if code >= 0xD800:
                raise ValueError("more words than there are characters")
            yield chr(code)


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def scripts(
    entries: Sequence[Entry], same: Iterable[Sequence[str]], locale: Locale
) -> tuple[str, str]:
    """Both scripts. `same`: words that mean the same, in either language (of the glossary)."""
    heads = [
        (entry.title, entry.tags, entry.description, entry.also, *_headings(entry))
        for entry in entries
    ]
    first = _by_frequency(chain.from_iterable(heads))
    texts = [[section.text for section in entry.sections] for entry in entries]
    known = {*first}
    others = [word for word in _by_frequency(chain.from_iterable(texts)) if word not in known]
    sign = dict(zip(chain(first, others), characters(), strict=False))
    guides, kinds = (
        [*dict.fromkeys(e.guide for e in entries)],
        [*dict.fromkeys(e.kind for e in entries)],
    )

    def written(text: str) -> str:
        return "".join(sign[word] for word in words(text))

    rows = [
        [
            entry.url,
            kinds.index(entry.kind),
            guides.index(entry.guide),
            int(entry.pdf),
            written(entry.title),
            written(entry.tags),
            written(entry.description),
            written(entry.also),
            " ".join(section.id for section in entry.sections),
            BETWEEN.join(written(section.heading) for section in entry.sections),
            entry.rank,
        ]
        for entry in entries
    ]
    head = [" ".join(first), kinds, guides, rows, [list(group) for group in same]]
    text = [" ".join(others), [BETWEEN.join(map(written, parts)) for parts in texts]]
    return _script(locale, "head", head), _script(locale, "text", text)


def _headings(entry: Entry) -> Iterator[str]:
    return (section.heading for section in entry.sections)


def _by_frequency(texts: Iterable[str]) -> list[str]:
    frequency = Counter(word for text in texts for word in words(text))
    return sorted(frequency, key=lambda word: (-frequency[word], word))


def _script(locale: Locale, part: str, value: object) -> str:
    return f'tiengnoiFound("{locale}","{part}",{_json(value)});\n'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_PART = re.compile(r'(tiengnoiFound\("\w+","\w+",)(.*)(\);\s*)', re.DOTALL)


def only(head: str, text: str, urls: Container[str]) -> tuple[str, str]:
    """Both scripts with the pages at these addresses alone (an anchor of an entry does not count).

    Raises ValueError for what is not an index.
    """
    both = _PART.fullmatch(head), _PART.fullmatch(text)
    if not all(both):
        raise ValueError("not an index")
    first, second = (json.loads(part[2]) for part in both if part)
    kept = [n for n, row in enumerate(first[3]) if row[0].partition("#")[0] in urls]
    first[3] = [first[3][n] for n in kept]
    second[1] = [second[1][n] for n in kept]
    return tuple(  # type: ignore[return-value]
        part[1] + _json(value) + part[3]
        for part, value in zip(both, (first, second), strict=True)
        if part
    )
