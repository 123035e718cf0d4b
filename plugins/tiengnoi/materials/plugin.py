"""tiengnoi/materials: writes the articles of the entries, and fills what directives stand for."""

import posixpath
from typing import Any

from jinja2 import Environment
from markupsafe import escape
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from tiengnoi.addresses.forms import page_address
from tiengnoi.building import (
    address_from,
    catalogue_of,
    clips_of,
    locale_being_built,
    locale_of,
    name_of,
)
from tiengnoi.directives import fill
from tiengnoi.locales import SOURCE_LOCALE, Locale
from tiengnoi.materials.articles import after_prose, article, before_prose, part
from tiengnoi.materials.news import feed, feed_address, is_fed
from tiengnoi.materials.pictures import compose
from tiengnoi.materials.terms import FOR_EDITORS, GLOSSARY, Terms
from tiengnoi.materials.texts import quotations_marked
from tiengnoi.materials.writer import Heading, picture_path
from tiengnoi.pages import EntryPage, entry_pages


class MaterialsConfig(Config):
    pass


class MaterialsPlugin(BasePlugin[MaterialsConfig]):
    entries: dict[str, EntryPage] | None = None

    def __init__(self) -> None:
        super().__init__()
        self.terms: dict[Locale, Terms] = {}

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        catalogue = catalogue_of(config)
        if self.entries is None:
            self.entries = entry_pages(catalogue)
        locale, address = locale_of(page), address_from(page, files)
        clips = clips_of(config)
        name = name_of(page)
        if name in self.entries:
            written = article(self.entries[name], catalogue, locale, address, clips)
            page.toc = get_toc(toc_tokens(written.headings))  # type: ignore[arg-type]
            page.present_anchor_ids = {heading.id for heading in written.headings}
            return written.html
        folder = posixpath.dirname(name)
        html = fill(
            html, lambda kind, id: part(kind, id, catalogue, locale, address, folder, clips)
        )
        prose = catalogue.page(name, locale)
        if prose is None:
            return html
        title, closing, rest = html.partition("</h1>")
        if not closing:
            title, rest = "", html
        before = before_prose(prose, catalogue, locale, address)
        return title + closing + before + rest + after_prose(prose, catalogue, locale, address)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        catalogue = catalogue_of(config)
        for id, picture in catalogue.pictures.items():
            svg = compose(picture, catalogue.art_parts)
            files.append(File.generated(config, picture_path(id), content=svg))
        locale = locale_being_built(config)
        if is_fed(catalogue, config.site_url):
            told = feed(catalogue.news, locale, config.site_name, config.site_url or "")
            files.append(File.generated(config, feed_address(locale), content=told))
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """After print and Word have taken the article: on paper nothing can be touched."""
        locale, name = locale_of(page), name_of(page)
        catalogue = catalogue_of(config)
        explains_itself = name == GLOSSARY or name.startswith(FOR_EDITORS)
        if not explains_itself and GLOSSARY in catalogue.page_names:
            if locale not in self.terms:
                self.terms[locale] = Terms(catalogue.terms, locale)
            glossary = get_relative_url(page_address(GLOSSARY, locale), page.url)
            page.content = self.terms[locale].explained(page.content or "", glossary)
        if locale != SOURCE_LOCALE:
            page.content = quotations_marked(page.content or "")
        return context


def toc_tokens(headings: tuple[Heading, ...]) -> list[dict[str, Any]]:
    """Headings as the nested tokens of Python-Markdown's table of contents."""
    tokens: list[dict[str, Any]] = []
    for heading in headings:
        siblings = tokens
        while siblings and siblings[-1]["level"] < heading.level:
            siblings = siblings[-1]["children"]
        siblings.append(
            {"level": heading.level, "id": heading.id, "name": escape(heading.text), "children": []}
        )
    return tokens
