"""What editors may put into a page: an allow-list, and the rest is taken out.

Python-Markdown lets raw HTML, event handlers and `javascript:` links through. Everything that an
editor wrote passes here before the generator adds its own parts, which are never cleaned.
"""

import re
from collections import Counter
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
_ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
} | {tag: {"id"} for tag in ("h1", "h2", "h3", "h4", "h5", "h6")}
_SCHEMES = {"http", "https", "mailto", "tel"}
_ALIGN = re.compile(r'(<t[dh])(?: style="text-align: (left|center|right);")')

SUSPICIOUS = re.compile(
    r"<[a-zA-Z/!?]|\{[^}\n]*[=.][^}\n]*\}|&#?\w+;|\b(?:\w*script|data)\s*:", re.IGNORECASE
)
"""A text without this holds nothing that `clean` would remove, so it needs no second look."""


def clean(html: str) -> str:
    """The HTML with only the allowed elements, attributes, classes and addresses left."""
    return nh3.clean(
        _ALIGN.sub(r'\1 class="tn-\2"', html),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_keep,
        allowed_classes=_CLASSES,
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )


def _keep(tag: str, name: str, value: str) -> str | None:
    return None if name == "id" and not is_slug(value) else value


def removed(html: str) -> list[str]:
    """What `clean` takes out of the HTML, as an editor may recognise it: `<script>`, `onerror`."""
    before = _Inventory.of(_ALIGN.sub(r'\1 class="tn-\2"', html))
    after = _Inventory.of(clean(html))
    return sorted((before - after).keys())


class _Inventory(HTMLParser):
    """Counts elements, attributes, classes and kinds of address."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.counts: Counter[str] = Counter()

    @classmethod
    def of(cls, html: str) -> Counter[str]:
        parser = cls()
        parser.feed(html)
        parser.close()
        return parser.counts

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("tbody", "thead"):
            return
        self.counts[f"<{tag}>"] += 1
        for name, value in attrs:
            if name == "class":
                for one in (value or "").split():
                    self.counts[f"class “{one}”"] += 1
            elif name == "id":
                self.counts[f"id “{value}”"] += 1
            elif name in ("href", "src"):
                scheme = re.match(r"\s*([a-zA-Z][\w+.-]*):", re.sub(r"[\s\x00-\x1f]", "", value or ""))
                self.counts[f"{name}={scheme[1].lower() + ':' if scheme else ''}"] += 1
            else:
                self.counts[name] += 1

    def handle_comment(self, data: str) -> None:
        self.counts["<!-- -->"] += 1

    def handle_decl(self, decl: str) -> None:
        self.counts["<!>"] += 1

    def unknown_decl(self, data: str) -> None:
        self.counts["<![]>"] += 1

    def handle_pi(self, data: str) -> None:
        self.counts["<?>"] += 1
