"""tiengnoi/downloads: makes the PDFs and Word files, and offers each page its own."""

import mimetypes
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from tiengnoi.building import (
    catalogue_of,
    is_whole_site_built,
    locale_being_built,
    locale_of,
    name_of,
)
from tiengnoi.documents.document import Format
from tiengnoi.documents.order import Article, Order
from tiengnoi.downloads.gathering import Gathering, Site
from tiengnoi.downloads.making import Failed, Made, Making, problem_of
from tiengnoi.downloads.offers import LIST, Offer, bar, whole_list
from tiengnoi.locales import LOCALES, Locale, label

log = get_plugin_logger("tiengnoi")


class DownloadsConfig(Config):
    make = config_options.Choice(("missing", "never"), default="missing")
    """`never`: only what an earlier build has made. `mkdocs serve` makes a file when it is
    asked for."""

    hotline = config_options.Type(str, default="tong-dai-111")
    """The number at the foot of every page, by its id in contacts.yml."""


class DownloadsPlugin(BasePlugin[DownloadsConfig]):
    def __init__(self) -> None:
        super().__init__()
        self.is_serving = False
        self.making: Making | None = None
        self.offers: dict[Locale, list[Offer]] = {}
        self.orders: dict[str, tuple[Order, Format]] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.is_serving = command == "serve"

    @event_priority(-100)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """After all pages of a language are there, and before one is rendered."""
        if self.making is None:
            folder = Path(config.config_file_path).parent / ".cache/tiengnoi/downloads"
            may_make = self.config.make == "missing" and not self.is_serving
            self.making = Making(folder, may_make=may_make)
        locale = locale_being_built(config)
        orders = [*self._gathering(locale, config, files).orders()]
        made = {one.path: one for one in self._made(orders, locale, config)}
        offers = []
        for order in orders:
            for format in order.document.formats:
                path = order.document.path(format)
                self.orders[path] = order, format
                if path in made:
                    one = made[path]
                    files.append(File.generated(config, path, abs_src_path=str(one.file)))
                    offers.append(Offer(order.document, format, one.pages, one.size))
                elif self.is_serving:
                    offers.append(Offer(order.document, format))
        self.offers[locale] = offers
        return env

    def _gathering(self, locale: Locale, config: MkDocsConfig, files: Files) -> Gathering:
        articles = {}
        for file in files.documentation_pages():
            if (page := file.page) is not None and page.content:
                name = name_of(page)
                articles[name] = Article(name, page.url, locale_of(page), page.content)
        by_path = {file.dest_uri: file for file in files}

        def data(path: str) -> bytes | None:
            file = by_path.get(path)
            return file.content_bytes if file else None

        about = config.site_description or ""
        site = Site(config.site_name, about, config.site_url or "", self.config.hotline)
        return Gathering(catalogue_of(config), locale, articles, data, site)

    def _made(self, orders: list[Order], locale: Locale, config: MkDocsConfig) -> Iterable[Made]:
        assert self.making is not None
        if missing := self.making.missing(orders):
            log.info(label("downloads-to-make", "vi", count=missing, locale=locale))
        for one in self.making.all(orders):
            if problem := problem_of(one, catalogue_of(config)):
                log.warning(problem.line(config.plugins["tiengnoi/catalogue"].config.language))
            if not isinstance(one, Failed):
                yield one

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        html = page.content or ""
        locale, name = locale_of(page), name_of(page)

        def address(path: str) -> str:
            return get_relative_url(path, page.url)

        mine = [offer for offer in self.offers.get(locale, []) if offer.document.page == name]
        title, closing, rest = html.partition("</h1>")
        if mine and closing:
            html = title + closing + bar(mine, locale, address) + rest
        if LIST in html:
            all_of_them = whole_list(
                self.offers.get(locale, []), catalogue_of(config), locale, address
            )
            html = html.replace(LIST, all_of_them)
        page.content = html
        return context

    @event_priority(-200)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if is_whole_site_built(config) and self.making is not None:
            if not self.is_serving and set(self.offers) == set(LOCALES):
                self.making.close()
            if not self.is_serving:
                self.making = None

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        app = server.get_app()
        assert app is not None
        server.set_app(self._on_demand(app))
        return server

    def _on_demand(self, app: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
        """The server, which makes a file when somebody asks for it."""

        def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            path = environ.get("PATH_INFO", "").lstrip("/")
            wanted = next((one for one in self.orders if path.endswith(one)), None)
            if wanted is None or self.making is None:
                return app(environ, start_response)
            made = self.making.one(*self.orders[wanted])
            if isinstance(made, Failed):
                start_response(
                    "500 Internal Server Error", [("Content-Type", "text/plain; charset=utf-8")]
                )
                return [made.why.encode()]
            kind = mimetypes.guess_type(wanted)[0] or "application/octet-stream"
            start_response("200 OK", [("Content-Type", kind), ("Content-Length", str(made.size))])
            return [made.file.read_bytes()]

        return answer
