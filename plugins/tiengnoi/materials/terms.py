"""Terms of the glossary, explained where a section first uses them."""

import re
from collections.abc import Iterable, Iterator
from html import escape, unescape

from tiengnoi.locales import Locale
from tiengnoi.materials.model import Term
from tiengnoi.materials.texts import rewritten
from tiengnoi.pages import plain

GLOSSARY = "thuat-ngu"
"""The page of the terms, by name."""

FOR_EDITORS = "bien-tap/"
"""Where the pages for editors lie: they are of texts, not of the field."""

_WORD = re.compile(r"\w+(?:&amp;\w+)?")
_NOT_WITHIN = {
    *("a", "button", "code", "dt", "h1", "h2", "h3", "h4", "label", "pre", "summary", "svg"),
    *("strong", "template", "th", "title"),
}
_NOT_IN = re.compile(
    r'class="[^"]*\btn-(?:sheet|cue|facts|downloads|packs|alphabet|help|supplies|run-sheet|list)\b'
)
"""Parts that are read aloud, printed to write on, or explain by themselves."""


class Terms:
    """Finds the terms of a language in a text. `terms`: those with a note are explained."""

    def __init__(self, terms: Iterable[Term], locale: Locale) -> None:
        self.locale = locale
        self.by_first: dict[str, list[tuple[list[str], str, Term]]] = {}
        for term in terms:
            if term.note is None:
                continue
            for said in {term.said(locale), *term.abbr[locale]}:
                for way in said.split(" / "):
                    words = _WORD.findall(escape(way.partition(" (")[0], quote=False))
                    # One syllable alone means too much: “bản” is in “kịch bản”, too.
                    if len(words) > 1 or way.isupper():
                        exact = way if way.isupper() else ""
                        self.by_first.setdefault(words[0].lower(), []).append(
                            ([word.lower() for word in words], exact, term)
                        )
        for ways in self.by_first.values():
            ways.sort(key=lambda way: -len(way[0]))

    def explained(self, html: str, glossary: str) -> str:
        """The article with each term, at its first use in a section, as a link to `glossary` (an
        address) that carries its explanation."""
        seen: set[str] = set()

        def entered(tag: str) -> None:
            if tag == "h2":
                seen.clear()

        return rewritten(
            html,
            lambda text: "".join(self._marked(text, seen, glossary)),
            lambda tag, attributes: tag in _NOT_WITHIN or bool(_NOT_IN.search(attributes)),
            entered,
        )

    def _marked(self, text: str, seen: set[str], glossary: str) -> Iterator[str]:
        words = [*_WORD.finditer(text)]
        done, at = 0, 0
        while at < len(words):
            found = self._at(words, at, text)
            if found is None:
                at += 1
                continue
            count, term = found
            start, end = words[at].start(), words[at + count - 1].end()
            at += count
            if term.anchor in seen:
                continue
            seen.add(term.anchor)
            yield text[done:start]
            yield self._link(text[start:end], term, glossary)
            done = end
        yield text[done:]

    def _at(self, words: list[re.Match[str]], at: int, text: str) -> tuple[int, Term] | None:
        for said, exact, term in self.by_first.get(words[at][0].lower(), ()):
            here = words[at : at + len(said)]
            if [word[0].lower() for word in here] != said:
                continue
            written = text[here[0].start() : here[-1].end()]
            if len(written) > len(" ".join(said)) + len(said) or re.search(r"[.;:!?()]", written):
                continue  # the words belong to two sentences
            if exact and unescape(written) != exact:
                continue
            return len(said), term
        return None

    def _link(self, words: str, term: Term, glossary: str) -> str:
        assert term.note is not None
        note = escape(plain(term.note.text(self.locale).words))
        return f'<a class="tn-term" href="{glossary}#{term.anchor}" data-note="{note}">{words}</a>'
