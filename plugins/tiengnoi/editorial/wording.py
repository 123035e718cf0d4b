"""Words that a text may not hold (rules), or had better not (the glossary), and phone numbers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from tiengnoi.guides.model import Allowance
from tiengnoi.locales import LOCALES, Locale
from tiengnoi.materials.model import Contact, Rule, Term
from tiengnoi.vietnamese import same_tone_place

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…](?=\s)|\n\s*\n|\n(?=\s*(?:[-*|#]|\d+\.))")
_LONG_NUMBER = re.compile(
    r"(?<![\w/.,-])(?:1[89]00(?:[ .]?\d){4,6}|(?:\+84[ .]?|0)\d(?:[ .-]?\d){7,8})(?![\w/-])"
)
_SHORT_NUMBER = re.compile(r"(?<![\w/.,-])11\d(?![\w/]|[.,]\d)")
_CALL = re.compile(
    r"(?<!\w)(?:gọi|quay số|bấm số|tổng đài|đường dây nóng|call|dial|ring|hotline)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Words in a text that a rule (its id), a term (what to say instead) or the list of contacts
    speaks against. `offset` counts characters."""

    kind: Literal["rule", "avoid", "number"]
    words: str
    offset: int
    against: str = ""


@dataclass(frozen=True)
class Wording:
    """All that the project has agreed on about words."""

    rules: Mapping[str, Rule]
    terms: tuple[Term, ...]
    contacts: Mapping[str, Contact]

    def findings(self, text: str, locale: Locale) -> Iterator[Finding]:
        """Everything in a text that speaks against what was agreed."""
        # Moving a tone mark keeps the length of composed text, so offsets stay right.
        level = same_tone_place(text)
        for words, offset, rule in self._rule_words[locale].found_in(level):
            sentence = _sentence(level, offset).casefold()
            unless = self.rules[rule].unless[locale]
            if not any(same_tone_place(one).casefold() in sentence for one in unless):
                yield Finding("rule", words, offset, rule)
        for words, offset, better in self._avoided_words[locale].found_in(level):
            yield Finding("avoid", words, offset, better)
        yield from self._unknown_numbers(text)

    @cached_property
    def _rule_words(self) -> dict[Locale, "_Words"]:
        rules = self.rules.values()
        return {
            locale: _Words({word: rule.id for rule in rules for word in rule.words[locale]})
            for locale in LOCALES
        }

    @cached_property
    def _avoided_words(self) -> dict[Locale, "_Words"]:
        return {
            locale: _Words(
                {word: getattr(term, locale) for term in self.terms for word in term.avoid[locale]}
            )
            for locale in LOCALES
        }

    @cached_property
    def _numbers(self) -> set[str]:
        return {contact.digits for contact in self.contacts.values()}

    def _unknown_numbers(self, text: str) -> Iterator[Finding]:
        matches = [(m.group(), m.start()) for m in _LONG_NUMBER.finditer(text)]
        matches += [
            (match.group(), match.start())
            for match in _SHORT_NUMBER.finditer(text)
            if _CALL.search(_sentence(text, match.start()))
        ]
        for number, offset in matches:
            digits = re.sub(r"\D", "", number)
            if digits not in self._numbers and "0" + digits.removeprefix("84") not in self._numbers:
                yield Finding("number", number, offset)


class _Words:
    """Finds whole words and phrases, whatever their case and the place of their tone marks."""

    def __init__(self, against: Mapping[str, str]) -> None:
        self.against = {same_tone_place(word).lower(): name for word, name in against.items()}
        self.by_first_word: dict[str, list[str]] = {}
        for phrase in sorted(self.against, key=len, reverse=True):
            first = _WORD.findall(phrase)[0]
            self.by_first_word.setdefault(first, []).append(phrase)

    def found_in(self, text: str) -> Iterator[tuple[str, int, str]]:
        """Each match: the words, their offset, and what they stand against. Of phrases that
        overlap, the longest."""
        lowered = text.lower()  # keeps the length of composed Vietnamese and English
        on_one_line = " ".join(lowered.split())
        words = set(_WORD.findall(lowered))
        candidates = [
            phrase
            for word in words & self.by_first_word.keys()
            for phrase in self.by_first_word[word]
            if phrase in on_one_line
        ]
        if not candidates:
            return
        longest_first = sorted(candidates, key=len, reverse=True)
        either = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)
        for match in re.finditer(rf"(?<!\w)(?:{either})(?!\w)", lowered):
            words_found = " ".join(text[match.start() : match.end()].split())
            yield words_found, match.start(), self.against[" ".join(match.group().split())]


def _sentence(text: str, offset: int) -> str:
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    start = max((end for end in ends if end <= offset), default=0)
    end = min((end for end in ends if end > offset), default=len(text))
    return text[start:end]


def allowance_for(
    finding: Finding, text: str, allowances: tuple[Allowance, ...]
) -> Allowance | None:
    """The allowance whose passage holds the finding, if there is one."""
    for allowance in allowances:
        if allowance.rule != finding.against:
            continue
        start = text.find(allowance.text)
        while start >= 0:
            if start <= finding.offset < start + len(allowance.text):
                return allowance
            start = text.find(allowance.text, start + 1)
    return None
