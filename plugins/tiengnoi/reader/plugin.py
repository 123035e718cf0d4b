"""tiengnoi/reader: cleans what editors wrote, gives the site its look, tells search engines."""

from collections.abc import Iterable, Iterator
from html import unescape
from importlib.resources import files as files_of
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc
from mkdocs.utils.templates import TemplateContext

from tiengnoi.addresses.forms import page_address
from tiengnoi.building import (
    catalogue_of,
    is_fallback,
    is_whole_site_built,
    locale_being_built,
    locale_of,
    name_of,
)
from tiengnoi.locales import LOCALES, Locale, label
from tiengnoi.materials.news import feed_address, is_fed
from tiengnoi.pages import SEARCH_PAGE
from tiengnoi.reader.cleaning import clean
from tiengnoi.reader.conversions import Conversions, Converted, dialect, digest
from tiengnoi.reader.frontend import (
    fingerprint,
    loaded_files,
    named_by_content,
    reduce_styles,
    scripts,
    styles,
)
from tiengnoi.reader.markdown import PROSE_EXTENSIONS, prose_config
from tiengnoi.reader.policy import headers_file
from tiengnoi.reader.sitemap import robots, sitemap

THEME = Path(__file__).parents[1] / "theme"

OF_MATERIAL = ("assets/javascripts/", "assets/stylesheets/", "assets/images/favicon")
"""Files of Material's that no page of ours loads."""

PRIVACY_PAGE = "rieng-tu"
"""The page that says what is kept of a visit, by name."""

WORDS = {
    "light": "theme-light",
    "dark": "theme-dark",
    "copyLink": "copy-link",
    "copied": "copied",
    "actions": "page-actions",
    "pdf": "download-pdf",
    "share": "share",
    "glossary": "glossary-more",
    "closeSearch": "search-close",
    "searching": "search-loading",
    "best": "found-best",
    "others": "found-others",
    "all": "found-all",
    "also": "found-also",
    "count": "found-count",
    "none": "found-none",
}
"""What the scripts say, by the name that they know it by."""


class ReaderConfig(Config):
    exit_url = config_options.Type(str, default="https://www.google.com/")
    """Where the quick exit leads: a page that raises no question. Empty: no quick exit."""

    cache = config_options.Type(bool, default=True)
    """Whether pages that did not change keep their conversion, in `.cache/tiengnoi/`."""


class ReaderPlugin(BasePlugin[ReaderConfig]):
    def __init__(self) -> None:
        super().__init__()
        self.addresses: dict[str, dict[Locale, str]] = {}
        self.conversions: Conversions | None = None
        self.dialect = ""
        self.keys: dict[str, str] = {}
        self.found: dict[str, Converted] = {}
        self.there: set[str] = set()

    @event_priority(50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        # Runs once per language on the same config, so nothing is added twice.
        if str(THEME) not in config.theme.dirs:
            config.theme.dirs.insert(0, str(THEME))
        # Ours is written when all languages are known.
        config.theme.static_templates.discard("sitemap.xml")
        config.markdown_extensions = [*PROSE_EXTENSIONS]
        config.mdx_configs = prose_config()
        if self.config.cache and self.conversions is None:
            cache = Path(config.config_file_path).parent / ".cache/tiengnoi"
            self.conversions = Conversions(cache / "pages.sqlite")
        return config

    @event_priority(-1000)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        # Links resolve against all files, so a page converts anew when one comes or goes.
        self.dialect = digest(dialect(), *sorted(file.src_uri for file in files))
        self.there = {file.src_uri.partition(".")[0] for file in files}
        for file in [*files]:
            if file.src_uri.startswith(OF_MATERIAL):
                files.remove(file)
        for path, content in {**scripts(), **styles(material())}.items():
            files.append(File.generated(config, path, content=content))
        return files

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        if not is_fallback(page, config):
            self.addresses.setdefault(name_of(page), {})[locale_of(page)] = page.url
        return page

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        # Templates do not change within a build, and each page includes fifty of them.
        env.auto_reload = False
        return env

    @event_priority(-1000)
    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """After every other plugin: leave nothing to convert where the result is known."""
        if self.conversions is None or not markdown:
            return markdown
        key = self.keys[page.file.dest_uri] = digest(self.dialect, page.file.dest_uri, markdown)
        found = self.conversions.get(key)
        if found is None:
            return markdown
        self.found[page.file.dest_uri] = found
        return ""

    @event_priority(100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        found = self.found.pop(page.file.dest_uri, None)
        if found is not None:
            restore(page, found, files)
            html = found.html
        else:
            html = clean(html)
            key = self.keys.get(page.file.dest_uri)
            if self.conversions is not None and key is not None:
                self.conversions.put(key, converted(page, html))
        escape_titles(page)
        return html

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        mine: dict[str, Any] = context  # type: ignore[assignment]
        mine["is_fallback"] = is_fallback(page, config)
        mine["page_locale"] = locale_of(page)
        alternates: dict[Locale, File] = getattr(page.file, "alternates", {})
        mine["in_language"] = {locale: file.url for locale, file in alternates.items()}
        mine["written_in"] = {
            locale: file.url
            for locale, file in alternates.items()
            if getattr(file, "locale", locale) == locale
        }
        return self._words(context, config)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        return self._words(context, config)

    def _words(self, context: TemplateContext, config: MkDocsConfig) -> TemplateContext:
        mine: dict[str, Any] = context  # type: ignore[assignment]
        mine["locales"] = LOCALES
        mine["label"] = label
        locale = mine["site_locale"] = locale_being_built(config)
        mine["exit_url"] = self.config.exit_url
        mine["home"] = page_address("index", locale)
        mine["search_page"] = self.address_of(SEARCH_PAGE, locale)
        has_feed = is_fed(catalogue_of(config), config.site_url)
        mine["feed"] = feed_address(locale) if has_feed else None
        mine["privacy_page"] = self.address_of(PRIVACY_PAGE, locale)
        mine["words"] = {name: label(word, locale, n="{n}") for name, word in WORDS.items()}
        return context

    def address_of(self, name: str, locale: Locale) -> str | None:
        """Where a page of the site itself lies, if there is one."""
        return page_address(name, locale) if name in self.there else None

    @event_priority(-200)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if not is_whole_site_built(config):
            return
        if self.conversions is not None:
            self.conversions.close()
            self.conversions = None
        site = Path(config.site_dir)
        (site / "robots.txt").write_text(robots(config.site_url), "utf-8")
        reduce_styles(site)
        kept = [*fingerprint(site, loaded_files(site)), *named_by_content(site)]
        (site / "_headers").write_text(headers_file(site, kept), "utf-8")
        if config.site_url:
            (site / "sitemap.xml").write_text(sitemap(self.addresses, config.site_url), "utf-8")


def material() -> Path:
    """Material's templates and what they load."""
    return Path(files_of("material") / "templates")  # type: ignore[arg-type]


def escape_titles(page: Page) -> None:
    """Material puts titles into its templates as they are, so they must be HTML by themselves.

    As Markup they are not escaped a second time. Those from Markdown are escaped already, but for
    a lone `<`; those from front matter are plain text.
    """
    if "title" in page.meta:
        page.meta["title"] = page.title = Markup.escape(str(page.meta["title"]))
    else:
        page.title = Markup.escape(unescape(page.title or ""))
    for item in _all_items(page.toc):
        item.title = Markup.escape(unescape(item.title))


def _all_items(items: Iterable[AnchorLink]) -> Iterator[AnchorLink]:
    for item in items:
        yield item
        yield from _all_items(item.children)


def converted(page: Page, html: str) -> Converted:
    """What is known of a page now that MkDocs has converted it."""
    links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
    return Converted(
        html,
        [_token(item) for item in page.toc],
        page._title_from_render,
        sorted(page.present_anchor_ids or ()),
        links,
    )


def restore(page: Page, known: Converted, files: Files) -> None:
    """Tell MkDocs what its conversion would have told."""
    page.toc = get_toc(known.toc)  # type: ignore[arg-type]
    page._title_from_render = known.title
    page.present_anchor_ids = set(known.ids)
    by_path = files.src_uris
    page.links_to_anchors = {by_path[path]: anchors for path, anchors in known.links.items()}


def _token(item: AnchorLink) -> dict[str, Any]:
    children = [_token(child) for child in item.children]
    return {"level": item.level, "id": item.id, "name": str(item.title), "children": children}
