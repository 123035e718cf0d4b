"""The texts within the HTML of an article, rewritten where they stand."""

import re
from collections.abc import Callable

_TOKEN = re.compile(
    r"""<!--.*?-->|<(?P<close>/?)(?P<tag>[a-z][a-z0-9]*)(?P<rest>(?:[^"'>]|"[^"]*"|'[^']*')*)>"""
    r"|(?P<text>[^<]+)",
    re.DOTALL,
)
_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


def rewritten(
    html: str,
    rewrite: Callable[[str], str],
    is_left: Callable[[str, str], bool],
    entered: Callable[[str], None] | None = None,
) -> str:
    """The HTML with `rewrite(text)` for each text; all other bytes stay.

    `is_left(tag, attributes)`: whether an element is left as it is, with all in it;
    `entered(tag)` is called at each start tag.
    """
    parts: list[str] = []
    around: list[tuple[str, bool]] = []
    for token in _TOKEN.finditer(html):
        tag, is_within_left = token["tag"], bool(around and around[-1][1])
        if tag is None:
            parts.append(token[0] if is_within_left or not token["text"] else rewrite(token[0]))
            continue
        if token["close"]:
            while around and around.pop()[0] != tag:
                pass
        elif tag not in _VOID and not token["rest"].endswith("/"):
            if entered:
                entered(tag)
            around.append((tag, is_within_left or is_left(tag, token["rest"])))
        parts.append(token[0])
    return "".join(parts)


_QUOTED = re.compile("“([^“”<>]+)”")
_VIETNAMESE = re.compile(
    "[ăâđêôơưĂÂĐÊÔƠƯ\u00c0-\u00c3\u00c8-\u00ca\u00cc\u00cd\u00d2-\u00d5\u00d9\u00da\u00dd\u00e0-\u00e3\u00e8-\u00ea\u00ec\u00ed\u00f2-\u00f5\u00f9\u00fa\u00fd\u1ea0-\u1ef9]"
)


def quotations_marked(html: str) -> str:
    """An English article with the Vietnamese words that it quotes marked, so that a screen reader
    says them right (WCAG 2.2, 3.1.2)."""

    def mark(match: re.Match[str]) -> str:
        # A sentence of English may well have a name of a place in it.
        words = match[1].split()
        if 2 * sum(1 for word in words if _VIETNAMESE.search(word)) < len(words):
            return match[0]
        return f'“<span lang="vi">{match[1]}</span>”'

    return rewritten(
        html,
        lambda text: _QUOTED.sub(mark, text),
        lambda tag, attributes: " lang=" in attributes or tag in ("code", "pre", "template"),
    )
