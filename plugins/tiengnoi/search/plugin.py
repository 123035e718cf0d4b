"""tiengnoi/search: the index of each language, and the script that searches it."""

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files

from tiengnoi.building import (
    catalogue_of,
    is_fallback,
    locale_being_built,
    name_of,
)
from tiengnoi.documents.document import documents
from tiengnoi.reader.frontend import minified
from tiengnoi.search.entries import entries, same_words
from tiengnoi.search.index import scripts

HERE = Path(__file__).parent


class SearchConfig(Config):
    pass


class SearchPlugin(BasePlugin[SearchConfig]):
    @event_priority(-150)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """After all pages of a language and their documents are there."""
        catalogue, locale = catalogue_of(config), locale_being_built(config)
        articles = {
            name_of(file.page): file.page.content or ""
            for file in files.documentation_pages()
            if file.page is not None and not is_fallback(file.page, config)
        }
        made = {file.dest_uri for file in files}
        printed = {
            document.page
            for document in documents(catalogue, locale)
            if not document.part and document.path("pdf") in made
        }
        found = [*entries(catalogue, locale, articles, printed.__contains__)]
        head, text = scripts(found, same_words(catalogue), locale)
        ours = {f"search/{name}": minified(HERE / name) for name in ("search.js", "results.js")}
        for path, content in {
            f"search/index.{locale}.js": head,
            f"search/text.{locale}.js": text,
            **ours,
        }.items():
            files.append(File.generated(config, path, content=content))
        return env
