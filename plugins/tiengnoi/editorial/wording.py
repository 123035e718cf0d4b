"""Words that a text may not hold (rules), or had better not (the glossary), and phone numbers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from tiengnoi.guides.model import Allowance
from tiengnoi.locales import LOCALES, Locale
from tiengnoi.materials.model import Contact, Rule, Term
from tiengnoi.vietnamese import same_tone_place

_SENTENCE_END = re.compile(r"[.!?…](?=\s)|\n\s*\n|\n(?=\s*(?:[-*|#]|\d+\.))")
_LONG_NUMBER = re.compile(
    r"(?<![\w/.,-])(?:1[89]00(?:[ .]?\d){4,6}|(?:\+84[ .]?|0)\d(?:[ .-]?\d){7,8})(?![\w/-])"
)
_SHORT_NUMBER = re.compile(
    r"(?<!\w)(?:gọi|quay số|bấm số|tổng đài|đường dây nóng|call|dial|ring|hotline)\W{1,3}"
    r"(?:\w+\W{1,3}){0,2}?(?P<number>11\d)(?![\w/]|[.,]\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Words in a text that a rule, a term or the list of contacts speaks against."""

    words: str
    offset: int
    against: str


@dataclass(frozen=True)
class Wording:
    """All that the project has agreed on about words."""

    rules: Mapping[str, Rule]
    terms: tuple[Term, ...]
    contacts: Mapping[str, Contact]

    @cached_property
    def _rule_words(self) -> dict[Locale, "_Words"]:
        return {
            locale: _Words({word: rule.id for rule in self.rules.values() for word in rule.words[locale]})
            for locale in LOCALES
        }

    @cached_property
    def _avoided_words(self) -> dict[Locale, "_Words"]:
        return {
            locale: _Words(
                {
                    word: (term.vi if locale == "vi" else term.en)
                    for term in self.terms
                    for word in term.avoid[locale]
                }
            )
            for locale in LOCALES
        }

    @cached_property
    def _numbers(self) -> set[str]:
        return {contact.digits for contact in self.contacts.values()}

    def broken_rules(self, text: str, locale: Locale) -> Iterator[Finding]:
        """Words that a rule stops, unless their sentence holds what makes them right."""
        for finding in self._rule_words[locale].found_in(text):
            sentence = same_tone_place(_sentence(text, finding.offset)).casefold()
            unless = self.rules[finding.against].unless[locale]
            if not any(same_tone_place(words).casefold() in sentence for words in unless):
                yield finding

    def avoided(self, text: str, locale: Locale) -> Iterator[Finding]:
        """Words to avoid, each with the term to use instead (`against`)."""
        yield from self._avoided_words[locale].found_in(text)

    def unknown_numbers(self, text: str) -> Iterator[Finding]:
        """Phone numbers that contacts.yml does not hold."""
        matches = [(m.group(), m.start()) for m in _LONG_NUMBER.finditer(text)]
        matches += [(m["number"], m.start("number")) for m in _SHORT_NUMBER.finditer(text)]
        for number, offset in matches:
            digits = re.sub(r"\D", "", number)
            if digits not in self._numbers and "0" + digits.removeprefix("84") not in self._numbers:
                yield Finding(number, offset, "contacts")


class _Words:
    """Finds whole words, whatever their case and the place of their tone marks."""

    def __init__(self, against: Mapping[str, str]) -> None:
        self.against = {same_tone_place(word).casefold(): name for word, name in against.items()}
        longest_first = sorted(self.against, key=len, reverse=True)
        self.pattern = (
            re.compile(
                r"(?<!\w)(?:" + "|".join(re.escape(word) for word in longest_first) + r")(?!\w)",
                re.IGNORECASE,
            )
            if longest_first
            else None
        )

    def found_in(self, text: str) -> Iterator[Finding]:
        if self.pattern is None:
            return
        # Moving a tone mark keeps the length of composed text, so offsets stay right.
        for match in self.pattern.finditer(same_tone_place(text)):
            name = self.against.get(match.group().casefold())
            if name is not None:
                yield Finding(match.group(), match.start(), name)


def _sentence(text: str, offset: int) -> str:
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    start = max((end for end in ends if end <= offset), default=0)
    end = min((end for end in ends if end > offset), default=len(text))
    return text[start:end]


def allowed(finding: Finding, text: str, allowances: tuple[Allowance, ...]) -> Allowance | None:
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
