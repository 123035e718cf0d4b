"""What editors may put into a page: an allow-list, and the rest is taken out.

Python-Markdown lets raw HTML, event handlers and `javascript:` links through. Everything that an
editor wrote passes here before the generator adds its own parts, which are never cleaned.
"""

import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser

import nh3

from tiengnoi.vietnamese import is_slug

_CLASSES = {
    "div": {"admonition", "note", "tip", "warning", "danger", "info"},
    "p": {"admonition-title"},
    "td": {"tn-left", "tn-center", "tn-right"},
    "th": {"tn-left", "tn-center", "tn-right"},
}
_TAGS = set(
    "a abbr b blockquote br code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i img ins kbd li"
    " mark ol p pre q s small strong sub sup table tbody td th thead tr u ul".split()
)
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
} | {tag: {"id"} for tag in _HEADINGS}
ELSEWHERE = re.compile(r"\s*(?:[a-zA-Z][\w+.-]*:|//|\\\\)")
"""An address on another host, or of no host."""

SCHEMES = {"http", "https", "mailto", "tel"}
_ALIGN = re.compile(r'(<t[dh])(?: style="text-align: (left|center|right);")')

SUSPICIOUS = re.compile(
    r"<[a-zA-Z/!?]|^!!!(?! (?:note|tip|warning|danger|info)\b)|\{[^}\n]*[=.][^}\n]*\}"
    r"|&#?\w+;|\b(?:\w*script|data)\s*:",
    re.IGNORECASE | re.MULTILINE,
)
"""A text without this holds nothing that `clean` would remove, so it needs no second look."""


def clean(html: str, *, is_prose: bool = True) -> str:
    """The HTML with only the allowed elements, attributes, classes and addresses left.

    A text within YAML (not `is_prose`) has no headings: those of its page are the generator's.
    """
    return nh3.clean(
        _ALIGN.sub(r'\1 class="tn-\2"', html),
        tags=_TAGS if is_prose else _TAGS - _HEADINGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_keep,
        allowed_classes=_CLASSES,
        url_schemes=SCHEMES,
        link_rel=None,
        strip_comments=True,
    )


def _keep(tag: str, name: str, value: str) -> str | None:
    if name == "id" and not is_slug(value):
        return None
    if tag == "img" and name == "src" and ELSEWHERE.match(value):
        return None  # a reader's phone asks no other host for anything
    return value


@dataclass(frozen=True, slots=True)
class Removed:
    """Something that `clean` takes out: as an editor may recognise it (`<script>`, `onerror`), a
    pattern that finds it in the source, and how often."""

    name: str
    pattern: str
    count: int


def removed(html: str, *, is_prose: bool = True) -> list[Removed]:
    """What `clean` takes out of the HTML that Markdown made of a text."""
    before = _Inventory.of(_ALIGN.sub(r'\1 class="tn-\2"', html))
    after = _Inventory.of(clean(html, is_prose=is_prose))
    return [
        Removed(name, pattern, count) for (name, pattern), count in sorted((before - after).items())
    ]


class _Inventory(HTMLParser):
    """Counts elements, attributes, classes and kinds of address, each with its pattern.

    Of an element that is not allowed, its attributes do not matter as well.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.counts: Counter[tuple[str, str]] = Counter()

    @classmethod
    def of(cls, html: str) -> Counter[tuple[str, str]]:
        parser = cls()
        parser.feed(html)
        parser.close()
        return parser.counts

    def add(self, name: str, pattern: str) -> None:
        self.counts[name, pattern] += 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("tbody", "thead"):
            return
        self.add(f"<{tag}>", rf"<{re.escape(tag)}\b")
        if tag not in _TAGS:
            return
        for name, value in attrs:
            self.attribute(tag, name, value or "")

    def attribute(self, tag: str, name: str, value: str) -> None:
        if name == "class":
            for one in value.split():
                if not (tag == "code" and one.startswith("language-")):
                    before = r"class\s*=[^>\n]*|\{[^}\n]*\.|^!!![^\n]*"
                    self.add(f"class “{one}”", rf"(?:{before})(?<![\w-]){re.escape(one)}(?![\w-])")
        elif name == "id":
            self.add(f"id “{value}”", rf"(?:id\s*=\s*[\"']?|#){re.escape(value)}")
        elif name in ("href", "src"):
            scheme = re.match(r"([a-zA-Z][\w+.-]*):", re.sub(r"[\s\x00-\x1f]", "", value))
            if scheme and not (tag == "img" and scheme[1].lower() in SCHEMES):
                self.add(f"{name}={scheme[1].lower()}:", rf"{re.escape(scheme[1])}\s*:")
        else:
            self.add(name, rf"(?<![\w-]){re.escape(name)}\s*=")

    def handle_comment(self, data: str) -> None:
        self.add("<!-- -->", "<!--")

    def handle_decl(self, decl: str) -> None:
        self.add("<!>", "<!")

    def unknown_decl(self, data: str) -> None:
        self.add("<![CDATA[]]>", r"<!\[")

    def handle_pi(self, data: str) -> None:
        self.add("<?>", r"<\?")


_UNSAFE_SVG = re.compile(
    r"<script\b|<foreignObject\b|<style\b|<!ENTITY|<!DOCTYPE|\son\w+\s*=|javascript:"
    r"|href\s*=\s*[\"'](?!#)|url\(\s*[\"']?(?!#)",
    re.IGNORECASE,
)


def unsafe_in_svg(svg: str) -> re.Match[str] | None:
    """The first thing in a picture that could run or load something, opened by itself."""
    return _UNSAFE_SVG.search(svg)
