"""Every check of the sources: `check(catalogue, problems)` tells all mistakes of a run."""

import posixpath
import re
from functools import cached_property
from urllib.parse import unquote

from tiengnoi.addresses.checks import check_addresses
from tiengnoi.catalogue import Catalogue
from tiengnoi.directives import (
    DIRECTIVES,
    directives,
    indented_directives,
    key_of,
    private_characters,
)
from tiengnoi.editorial.wording import Wording, allowance_for
from tiengnoi.formats import FORMATS
from tiengnoi.guides.checks import check_guides
from tiengnoi.guides.model import Allowance
from tiengnoi.guides.sections import Link, headings, links, without_code
from tiengnoi.locales import Locale
from tiengnoi.materials.articles import anchors
from tiengnoi.materials.checks import References, check_materials
from tiengnoi.materials.news import check_news
from tiengnoi.models import leaves
from tiengnoi.pages import FOLDERS, entry_pages, page_name
from tiengnoi.passages import Passage, owners, passages
from tiengnoi.pdf.printing import unprintable
from tiengnoi.problems import Place, Problems
from tiengnoi.reader.cleaning import ELSEWHERE, SCHEMES, SUSPICIOUS, Removed, removed
from tiengnoi.reader.markdown import uncleaned
from tiengnoi.sources import safe_relative
from tiengnoi.trials.checks import check_trials
from tiengnoi.videos.checks import check_clips

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_LOCALISED = re.compile(r"^(.*)\.(?:vi|en)\.md$")
_UNWRITTEN = re.compile(r"^(?:\d+\. )?…$", re.MULTILINE)
"""A text as `tiengnoi new` leaves it."""


def check(catalogue: Catalogue, problems: Problems) -> None:
    """Add every mistake of the sources to `problems`."""
    check_guides(catalogue, problems)
    check_materials(catalogue, problems)
    check_trials(catalogue, References(catalogue, problems))
    check_clips(catalogue, References(catalogue, problems))
    check_addresses(catalogue, problems)
    check_news(catalogue, problems)
    texts = _TextChecks(catalogue, problems)
    for passage in passages(catalogue):
        texts.check(passage)
    texts.check_allowances()
    texts.check_characters()
    for model in owners(catalogue):
        for leaf in leaves(model):
            if not leaf.has("en"):
                problems.add(leaf.place(), "text-without-english")


class _TextChecks:
    def __init__(self, catalogue: Catalogue, problems: Problems) -> None:
        self.catalogue, self.problems = catalogue, problems
        self.wording = Wording(catalogue.rules, catalogue.terms, catalogue.contacts)
        self.entries = entry_pages(catalogue)
        self.anchors: dict[str, set[str]] = {}
        self.used: set[int] = set()
        self.characters: dict[str, Place] = {}

    def check(self, passage: Passage) -> None:
        self._check_wording(passage)
        self._check_links(passage)
        self._check_html(passage)
        for character in set(passage.text) - self.characters.keys():
            self.characters[character] = passage.place(passage.text.index(character))
        if passage.is_prose:
            self._check_directives(passage)
        else:
            for heading in headings(passage.text):
                offset = _offset_of_line(passage.text, heading.line)
                self.problems.add(passage.place(offset), "heading-in-text")
        if match := _UNWRITTEN.search(passage.text):
            self.problems.add(passage.place(match.start()), "text-to-write")
        for match in private_characters(passage.text):
            place = passage.place(match.start())
            self.problems.add(place, "private-character", name=match.group())

    def _check_wording(self, passage: Passage) -> None:
        allowances: tuple[Allowance, ...] = getattr(passage.owner, "allow", ())
        for finding in self.wording.findings(passage.text, passage.locale):
            place = passage.place(finding.offset)
            if finding.kind == "rule":
                if allowance := allowance_for(finding, passage.text, allowances):
                    self.used.add(id(allowance))
                    continue
                say = self.wording.rules[finding.against].say
                self.problems.add(
                    place,
                    "rule",
                    name=finding.words,
                    rule=finding.against,
                    say_vi=say.vi,
                    say_en=say.text("en").words,
                )
            elif finding.kind == "avoid":
                better = finding.against
                self.problems.add(place, "avoided-word", name=finding.words, better=better)
            elif "contacts" not in self.catalogue.unreadable:
                self.problems.add(place, "unknown-phone", name=finding.words)

    def check_allowances(self) -> None:
        """Every allowance must name a rule, and be needed."""
        owners = [page.meta for page in self.catalogue.pages.values()]
        for owner in (*owners, *(entry for _, entry in self.catalogue.entries())):
            for allowance in owner.allow:
                place = allowance.place("rule")
                if allowance.rule not in self.catalogue.rules:
                    known = self.catalogue.rules
                    if "rules" not in self.catalogue.unreadable:
                        self.problems.add(place, "no-such-rule", name=allowance.rule, known=known)
                elif id(allowance) not in self.used:
                    self.problems.add(place, "allowance-unused", name=allowance.rule)

    def check_characters(self) -> None:
        """Print has fewer characters than the web, where a phone brings along what is missing."""
        for character in unprintable(self.characters):
            place, point = self.characters[character], f"U+{ord(character):04X}"
            self.problems.add(place, "not-printable", name=character, point=point)

    def _check_html(self, passage: Passage) -> None:
        suspicious = SUSPICIOUS.search(passage.text)
        if suspicious is None:
            return
        html = uncleaned(passage.text, is_prose=passage.is_prose)
        for one in removed(html, is_prose=passage.is_prose):
            for offset in _offsets(one, passage.text) or [suspicious.start()]:
                self.problems.add(passage.place(offset), "removed-html", name=one.name)

    def _check_directives(self, passage: Passage) -> None:
        for offset in indented_directives(passage.text):
            self.problems.add(passage.place(offset), "directive-indented")
        for directive in directives(passage.text):
            place = passage.place(directive.offset)
            if directive.name not in DIRECTIVES:
                self.problems.add(place, "no-such-directive", name=directive.name, known=DIRECTIVES)
                continue
            kind = DIRECTIVES[directive.name]
            if directive.name == "format" and directive.id not in FORMATS:
                self.problems.add(place, "no-such-format", name=directive.id, known=FORMATS)
            if not kind:
                continue
            entries: dict[str, object] = getattr(self.catalogue, f"{kind}s")
            key = key_of(kind, directive.id, passage.folder)
            if key not in entries and key not in self.catalogue.unreadable:
                known = [name.removeprefix(f"{passage.folder}/") for name in entries]
                self.problems.add(place, f"no-such-{kind}", name=directive.id, known=known)

    def _check_links(self, passage: Passage) -> None:
        for link in links(passage.text):
            place = passage.place(link.offset)
            if link.is_image and not link.text:
                self.problems.add(place, "image-without-alt", name=link.target)
            if link.is_image and ELSEWHERE.match(link.target):
                self.problems.add(place, "image-elsewhere", name=link.target)
            elif link.target or not link.is_image:
                self._check_target(link, passage, place)

    def _check_target(self, link: Link, passage: Passage, place: Place) -> None:
        target = unquote(link.target)
        if scheme := _SCHEME.match(target):
            if scheme[1].lower() not in SCHEMES:
                self.problems.add(place, "link-unsafe", name=target)
            return
        path, _, anchor = target.partition("#")
        if path.startswith("/"):
            self.problems.add(place, "link-absolute", name=target)
            return
        full = posixpath.normpath(posixpath.join(passage.folder, path))
        if not safe_relative(full):
            self.problems.add(place, "link-leaves", name=target)
        elif not target:
            self.problems.add(place, "link-nowhere", name="")
        elif not path:
            if passage.is_prose and anchor:
                self._check_own_anchor(anchor, passage, place)
        elif match := _LOCALISED.match(path):
            right = f"{match[1]}.md" + (f"#{anchor}" if anchor else "")
            self.problems.add(place, "link-with-locale", name=target, right=right)
        elif full.endswith(".md"):
            self._check_page_link(full.removesuffix(".md"), anchor, target, passage, place)
        elif full not in self.catalogue.assets:
            self._tell_nowhere(target, self.catalogue.assets, passage, place)

    def _check_page_link(
        self, name: str, anchor: str, target: str, passage: Passage, place: Place
    ) -> None:
        if name in self._page_names:
            known = self._anchors(name, passage.locale) if anchor else set()
            if anchor and anchor not in known:
                self.problems.add(place, "link-to-no-section", name=anchor, page=name, known=known)
        elif name not in self._unreadable_pages:
            self._tell_nowhere(target, set(), passage, place)

    def _tell_nowhere(self, target: str, assets: set[str], passage: Passage, place: Place) -> None:
        """With a guess among the pages, and among `assets`, as the link would be written here."""
        names = self._page_names | self._unreadable_pages
        paths = [f"{name}.md" for name in names] + sorted(assets)
        known = [posixpath.relpath(path, passage.folder or ".") for path in paths]
        like = target.partition("#")[0]
        self.problems.add(place, "link-nowhere", name=target, like=like, known=known)

    def _check_own_anchor(self, anchor: str, passage: Passage, place: Place) -> None:
        known = {heading.anchor for heading in headings(passage.text)}
        if anchor not in known:
            self.problems.add(place, "link-to-no-section", name=anchor, page="#", known=known)

    @cached_property
    def _page_names(self) -> set[str]:
        return self.catalogue.page_names | self.entries.keys()

    @cached_property
    def _unreadable_pages(self) -> set[str]:
        return self.catalogue.unreadable | {
            page_name(kind, name)
            for name in self.catalogue.unreadable
            for kind in ("guide", *FOLDERS)
        }

    def _anchors(self, name: str, locale: Locale) -> set[str]:
        if name in self.entries:
            # An article must be written to know its headings, so each only once.
            if name not in self.anchors:
                self.anchors[name] = anchors(self.entries[name], self.catalogue)
            return self.anchors[name]
        page = self.catalogue.page(name, locale) or self.catalogue.pages[name, "en"]
        return {heading.anchor for heading in page.headings}


def _offsets(one: Removed, text: str) -> list[int]:
    """Where in a text something stands that is removed: outside of code, if it is there as often
    as it was removed; else also in code (whose first line may hold attributes); else at entities,
    which can spell anything."""
    prose = without_code(text, comments=False)
    found: list[int] = []
    for pattern, where in ((one.pattern, prose), (one.pattern, text), ("&#?\\w+;|<", prose)):
        found = [match.start() for match in re.finditer(pattern, where, re.I | re.M)]
        if len(found) >= one.count:
            break
    return found


def _offset_of_line(text: str, line: int) -> int:
    offset = 0
    for _ in range(line - 1):
        offset = text.index("\n", offset) + 1
    return offset
