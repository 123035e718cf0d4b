"""What is new, and a feed of it (Atom, RFC 4287)."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from urllib.parse import urljoin
from xml.sax.saxutils import escape, quoteattr

from tiengnoi.addresses.forms import page_address
from tiengnoi.catalogue import Catalogue
from tiengnoi.locales import Locale, label
from tiengnoi.materials.model import NewsItem
from tiengnoi.pages import entry_pages
from tiengnoi.problems import Problems

NEWS = "co-gi-moi"
"""The page that tells it, by name."""


def check_news(catalogue: Catalogue, problems: Problems) -> None:
    known = {*entry_pages(catalogue), *catalogue.page_names}
    for item in catalogue.news:
        if item.page and item.page not in known | catalogue.unreadable:
            problems.add(item.place("page"), "no-such-page", name=item.page, known=known)


def newest_first(items: Iterable[NewsItem]) -> list[NewsItem]:
    return sorted(items, key=lambda item: item.date, reverse=True)


def by_day(items: Iterable[NewsItem]) -> list[tuple[date, list[NewsItem]]]:
    """Day by day, the newest first."""
    ordered = newest_first(items)
    return [(day, [*group]) for day, group in groupby(ordered, key=lambda item: item.date)]


def feed_address(locale: Locale) -> str:
    """Where the feed lies below the root of the site."""
    return f"{page_address(NEWS, locale)}feed.xml"


def is_fed(catalogue: Catalogue, site_url: str | None) -> bool:
    """Whether there is a feed: it needs whole addresses, and something to tell."""
    return bool(site_url and catalogue.news)


def feed(items: Iterable[NewsItem], locale: Locale, site_name: str, site_url: str) -> str:
    """The feed of a language. `site_url` ends with a slash: a feed needs whole addresses.

    An item has no hour, so it is told at midnight in Vietnam; of one day, those above are newer.
    """
    ordered = newest_first(items)
    own = urljoin(site_url, feed_address(locale))
    title = f"{site_name}: {label('news', locale)}"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{locale}">',
        f"<title>{escape(title)}</title>",
        f"<id>{escape(own)}</id>",
        f'<link rel="self" href={quoteattr(own)}/>',
        f"<link href={quoteattr(urljoin(site_url, page_address(NEWS, locale)))}/>",
        f"<author><name>{escape(site_name)}</name></author>",
        f"<updated>{_moment(ordered[0]) if ordered else '1970-01-01T00:00:00Z'}</updated>",
    ]
    for item in ordered:
        words, written_in = item.text.text(locale)
        page = urljoin(site_url, page_address(item.page or NEWS, locale))
        same_day = sum(1 for one in ordered[ordered.index(item) + 1 :] if one.date == item.date)
        lines += [
            f'<entry xml:lang="{written_in}">',
            f"<title>{escape(words)}</title>",
            f"<id>{escape(own)}#{item.date.isoformat()}-{same_day + 1}</id>",
            f"<link href={quoteattr(page)}/>",
            f"<updated>{_moment(item)}</updated>",
            f"<content>{escape(words)}</content>",
            "</entry>",
        ]
    return "\n".join([*lines, "</feed>", ""])


def _moment(item: NewsItem) -> str:
    return f"{item.date.isoformat()}T00:00:00+07:00"
