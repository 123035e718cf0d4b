"""A page's HTML as it stands in a copy on a disk.

Only start tags are read, and of these only what changes is written anew: all other bytes of a
page stay as they are.
"""

import re
from collections.abc import Callable
from html import escape, unescape
from typing import Literal

from tiengnoi.offline.offers import without_offers

Use = Literal["leads", "shows", "data"]
"""What an address is for: a link leads the reader elsewhere, a picture or a script is part of the
page, and an attribute `data-…` is for the site's scripts."""

Rewrite = Callable[[Use, str], str]
"""Gives the address that takes the place of another, or the same one."""

_ATTRIBUTES = r"""(?:[^"'>]++|"[^"]*+"|'[^']*+')*+"""
_TOKEN = re.compile(
    rf"""
    <!--.*?-->
  | <(?P<raw>script|style|textarea|title)(?=[\s/>])(?P<of_raw>{_ATTRIBUTES})>.*?</(?P=raw)\s*>
  | <(?P<name>[a-z][^\s/>"']*+)(?P<attributes>{_ATTRIBUTES})>
    """,
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s"'<>/=]+)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'"""
    r"""|(?P<bare>[^\s"'=<>`]+)))?"""
)
_HAS_ADDRESS = re.compile(r"href|src|action|poster|data", re.IGNORECASE)
_IN_SET = re.compile(r"(?:(?<=,)|^)(\s*)([^\s,]+)")

_LEADING = {
    *(("a", "href"), ("area", "href"), ("iframe", "src")),
    *(("form", "action"), ("button", "formaction"), ("input", "formaction")),
}
_SHOWING = {"href", "src", "poster", "data", "action", "formaction"}
_SETS = {"srcset", "imagesrcset"}
_USELESS_LINKS = {"canonical", "alternate", "prev", "next", "manifest"}
"""Relations of a page to others that only browsers and search engines on the web ask for."""


def copied(html: str, rewrite: Rewrite) -> str:
    """The page with its addresses rewritten, marked as a copy (`data-copy` on its root), without
    what is for the web alone: policy, relations to other pages, and the offer of packs."""
    html = without_offers(html)
    parts, end = [], 0
    for token in _TOKEN.finditer(html):
        group = "of_raw" if token["raw"] else "attributes"
        name, before = (token["raw"] or token["name"] or "").lower(), token[group]
        if not before and name != "html":
            continue
        if name in ("link", "meta") and _is_useless(name, before):
            parts.append(html[end : token.start()])
            end = token.end()
            continue
        after = _rewritten(name, before, rewrite) if _HAS_ADDRESS.search(before) else before
        if name == "html":
            after += " data-copy"
        if after != before:
            parts += [html[end : token.start(group)], after]
            end = token.end(group)
    return "".join([*parts, html[end:]])


def _rewritten(tag: str, attributes: str, rewrite: Rewrite) -> str:
    def one(match: re.Match[str]) -> str:
        value = _value(match)
        if value is None:
            return match[0]
        name = match["name"].lower()
        if name in _SETS:
            new = _IN_SET.sub(lambda each: each[1] + rewrite("shows", each[2]), value)
        elif use := _use(tag, name):
            # A script may be given several addresses at once.
            each = value.split(" ") if use == "data" else [value]
            new = " ".join(rewrite(use, one) for one in each)
        else:
            return match[0]
        return match[0] if new == value else f'{match["name"]}="{escape(new)}"'

    return _ATTRIBUTE.sub(one, attributes)


def _use(tag: str, name: str) -> Use | None:
    if (tag, name) in _LEADING:
        return "leads"
    if name in _SHOWING:
        return "shows"
    return "data" if name.startswith("data-") else None


def _value(match: re.Match[str]) -> str | None:
    for kind in ("double", "single", "bare"):
        if (value := match[kind]) is not None:
            return unescape(value)
    return None


def _is_useless(name: str, attributes: str) -> bool:
    found = {one["name"].lower(): _value(one) or "" for one in _ATTRIBUTE.finditer(attributes)}
    if name == "link":
        return bool(_USELESS_LINKS & {*found.get("rel", "").lower().split()})
    policy = found.get("http-equiv", "").lower() == "content-security-policy"
    return policy or found.get("property", "").startswith("og:")
