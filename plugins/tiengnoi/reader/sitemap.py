"""What search engines read: every page in each language that it is written in."""

from collections.abc import Mapping
from urllib.parse import urljoin
from xml.sax.saxutils import quoteattr

from tiengnoi.locales import SOURCE_LOCALE, Locale


def sitemap(addresses: Mapping[str, Mapping[Locale, str]], site_url: str) -> str:
    """The sitemap of pages by name and language, with their translations
    (sitemaps.org 0.9; Google's `xhtml:link` for languages). `site_url` ends with a slash."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for _, pages in sorted(addresses.items()):
        urls = {locale: urljoin(site_url, url) for locale, url in pages.items()}
        links = [_link(locale, url) for locale, url in urls.items()] if len(urls) > 1 else []
        if links and SOURCE_LOCALE in urls:
            links.append(_link("x-default", urls[SOURCE_LOCALE]))
        for url in urls.values():
            lines += ["<url>", f"<loc>{url}</loc>", *links, "</url>"]
    return "\n".join([*lines, "</urlset>", ""])


def _link(locale: str, url: str) -> str:
    return f'<xhtml:link rel="alternate" hreflang="{locale}" href={quoteattr(url)}/>'


def robots(site_url: str | None) -> str:
    lines = ["User-agent: *", "Allow: /"]
    if site_url:
        lines.append(f"Sitemap: {urljoin(site_url, 'sitemap.xml')}")
    return "\n".join([*lines, ""])
