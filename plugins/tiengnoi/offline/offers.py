"""What the downloads page says of the packs."""

import re
from collections.abc import Callable, Mapping, Sequence

from tiengnoi.locales import Locale, label, size_in_words
from tiengnoi.offline.packs import START, Pack
from tiengnoi.templating import templates_of

PLACE = '<div class="tn-packs"></div>'
"""What `::: packs` leaves in a page, for the offers to take its place."""

# Comments: the cleaner lets none through, so nobody else's text is cut out.
_FOR_THE_WEB = re.compile(r"<!--web-->.*?<!--/web-->", re.DOTALL)
_SIZE = re.compile(r'(<span data-pack="([\w-]+)">)[^<]*(?=</span>)')


def offers(packs: Sequence[Pack], locale: Locale, address: Callable[[str], str]) -> str:
    """The section that offers all packs; how large they are, `with_sizes` fills in."""

    def words(name: str, **given: object) -> str:
        return label(name, locale, **given)

    whole, *guides = packs
    found = templates_of("tiengnoi.offline").get_template("offers.html")
    values = {"locale": locale, "address": address, "start": START}
    return found.render(label=words, whole=whole, guides=guides, **values)


def with_sizes(html: str, sizes: Mapping[str, int], locale: Locale) -> str:
    """The page with the size of each pack (bytes by name) where it is offered."""

    def size(match: re.Match[str]) -> str:
        return match[1] + size_in_words(sizes[match[2]], locale) if match[2] in sizes else match[0]

    return _SIZE.sub(size, html)


def without_offers(html: str) -> str:
    """The page without what it offers on the web alone: a copy does not offer itself."""
    return _FOR_THE_WEB.sub("", html)
