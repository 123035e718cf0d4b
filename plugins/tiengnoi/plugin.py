"""tiengnoi/catalogue: reads the sources, tells the problems, and adds the pages of the entries."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from markupsafe import escape
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from tiengnoi.building import locale_being_built, locale_of, name_of
from tiengnoi.catalogue import Catalogue
from tiengnoi.checks import check
from tiengnoi.directives import expand
from tiengnoi.locales import LOCALES, Locale
from tiengnoi.pages import EntryPage, entry_pages, nav_of, section_title, title_in
from tiengnoi.problems import Problems
from tiengnoi.ranges import ranged
from tiengnoi.reading import read_catalogue
from tiengnoi.source_files import SOURCE_FOLDERS
from tiengnoi.vietnamese import nfc

log = get_plugin_logger("tiengnoi")


class CatalogueConfig(Config):
    language = config_options.Choice(LOCALES, default="vi")
    """Language in which problems are told."""


class CataloguePlugin(BasePlugin[CatalogueConfig]):
    # Without `on_startup`, MkDocs makes a new plugin object for every site build, and static-i18n
    # reuses it for every language: so the sources are read, and problems told, once.
    catalogue: Catalogue | None = None
    pages: dict[str, EntryPage]

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if self.catalogue is None:
            root = Path(config.config_file_path).parent.resolve()
            problems = Problems()
            self.catalogue = read_catalogue(root, problems)
            check(self.catalogue, problems)
            self._tell(problems, config)
            self.pages = entry_pages(self.catalogue)
            config.nav = self._expanded(config.nav)
            if not config.repo_url:
                config.edit_uri = None  # else MkDocs warns on every page that it leads nowhere
            config.watch += [str(root / f) for f in SOURCE_FOLDERS if (root / f).is_dir()]
        return config

    def _tell(self, problems: Problems, config: MkDocsConfig) -> None:
        locale: Locale = self.config.language
        to_mend = problems.of("mend")
        if config.strict and to_mend:
            # MkDocs cleans site_dir right after this event. Stopping here keeps the last good site.
            raise PluginError("\n" + problems.report(locale))
        for problem in to_mend:
            log.warning(problem.line(locale))
        for problem in problems.of("note"):
            log.info(problem.line(locale))

    def _expanded(self, nav: Any) -> Any:
        """The navigation with each guide's id replaced by what the guide holds."""
        assert self.catalogue is not None
        return [
            {item: nav_of(self.catalogue, item)} if item in self.catalogue.guides else item
            for item in nav or []
            if not (isinstance(item, str) and item in self.catalogue.unreadable)
        ]

    @event_priority(50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        for page in self.pages.values():
            for locale in page.locales():
                # The path lies in docs/ although no file is there: static-i18n leaves out others.
                path = f"{page.name}.{locale}.md"
                files.append(
                    File(path, config.docs_dir, config.site_dir, config.use_directory_urls)
                )
        return files

    @event_priority(-150)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        locale = locale_being_built(config)
        for item in nav.items:
            self._name(item, locale)
        return nav

    def _name(self, item: Any, locale: Locale) -> None:
        assert self.catalogue is not None
        if not isinstance(item, Section):
            return
        # Material's templates take titles as HTML.
        item.title = escape(section_title(item.title, self.catalogue, locale))
        for child in item.children:
            self._name(child, locale)

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        entry = self.pages.get(name_of(page))
        if entry and config.repo_url and config.edit_uri:
            base = urljoin(config.repo_url.rstrip("/") + "/", config.edit_uri)
            page.edit_url = urljoin(base, "../" + entry.place.file)
        return page

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        entry = self.pages.get(name_of(page))
        if entry is None:
            return None
        # Title and description only: tiengnoi/materials writes the article.
        meta = {
            "title": title_in(entry.entry, locale_of(page)),
            "description": entry.description(locale_of(page)),
            "kind": entry.kind,
            "sensitive": getattr(entry.entry, "sensitive", False),
        }
        return f"---\n{json.dumps(meta, ensure_ascii=False)}\n---\n"

    @event_priority(100)
    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        return expand(nfc(markdown))

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        app = server.get_app()
        assert app is not None
        server.set_app(ranged(app))
        return server
