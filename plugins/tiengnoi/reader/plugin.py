"""tiengnoi/reader: cleans what editors wrote, gives the site its look, tells search engines."""

from pathlib import Path
from typing import Any

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from tiengnoi.building import (
    is_fallback,
    is_whole_site_built,
    locale_being_built,
    locale_of,
    name_of,
)
from tiengnoi.locales import LOCALES, Locale, label
from tiengnoi.reader.cleaning import clean
from tiengnoi.reader.markdown import PROSE_EXTENSIONS, prose_config
from tiengnoi.reader.sitemap import robots, sitemap

THEME = Path(__file__).parents[1] / "theme"


class ReaderConfig(Config):
    exit_url = config_options.Type(str, default="https://www.google.com/")
    """Where the quick exit leads: a page that raises no question. Empty: no quick exit."""


class ReaderPlugin(BasePlugin[ReaderConfig]):
    def __init__(self) -> None:
        super().__init__()
        self.addresses: dict[str, dict[Locale, str]] = {}

    @event_priority(50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        # Runs once per language on the same config, so nothing is added twice.
        if str(THEME) not in config.theme.dirs:
            config.theme.dirs.insert(0, str(THEME))
        # Ours is written when all languages are known.
        config.theme.static_templates.discard("sitemap.xml")
        config.markdown_extensions = [*PROSE_EXTENSIONS]
        config.mdx_configs = prose_config()
        return config

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        if not is_fallback(page, config):
            self.addresses.setdefault(name_of(page), {})[locale_of(page)] = page.url
        return page

    @event_priority(100)
    def on_page_content(
        self, html: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        if is_fallback(page, config):
            # Material's search leaves the page out of this language's index.
            page.meta["search"] = {"exclude": True}
        return clean(html)

    def on_page_context(
        self, context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> dict[str, Any]:
        context["is_fallback"] = is_fallback(page, config)
        context["page_locale"] = locale_of(page)
        context["written_in"] = self._translations(page, config)
        return self._words(context, config)

    def on_template_context(
        self, context: dict[str, Any], *, template_name: str, config: MkDocsConfig
    ) -> dict[str, Any]:
        return self._words(context, config)

    def _words(self, context: dict[str, Any], config: MkDocsConfig) -> dict[str, Any]:
        context["locales"] = LOCALES
        context["label"] = label
        context["site_locale"] = locale_being_built(config)
        context["exit_url"] = self.config.exit_url
        return context

    def _translations(self, page: Page, config: MkDocsConfig) -> dict[Locale, str]:
        """Addresses of the page in the languages that it is really written in."""
        alternates: dict[Locale, Any] = getattr(page.file, "alternates", {})
        return {
            locale: file.url
            for locale, file in alternates.items()
            if getattr(file, "locale", locale) == locale
        }

    @event_priority(-200)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if not is_whole_site_built(config):
            return
        site = Path(config.site_dir)
        (site / "robots.txt").write_text(robots(config.site_url), "utf-8")
        if config.site_url:
            (site / "sitemap.xml").write_text(sitemap(self.addresses, config.site_url), "utf-8")
