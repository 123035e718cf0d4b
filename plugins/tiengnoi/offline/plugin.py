"""tiengnoi/offline: packs the built site, and each guide, to take along without network."""

from pathlib import Path
from typing import Literal

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from tiengnoi.addresses.moves import Addresses
from tiengnoi.building import catalogue_of, is_whole_site_built, locale_of
from tiengnoi.locales import Locale, label, size_in_words
from tiengnoi.offline.built_site import BuiltSite
from tiengnoi.offline.offers import PLACE, offers, with_sizes
from tiengnoi.offline.packing import pack_up
from tiengnoi.offline.packs import packs_of
from tiengnoi.offline.searching import search_of

log = get_plugin_logger("tiengnoi")


class OfflineConfig(Config):
    make = config_options.Optional(config_options.Choice(("always", "never")))
    """`never`: no packs, and the downloads page offers none. `always`: also in `mkdocs serve`,
    which otherwise makes none."""


class OfflinePlugin(BasePlugin[OfflineConfig]):
    def __init__(self) -> None:
        super().__init__()
        self.is_serving = False
        self.offering: dict[Path, Locale] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.is_serving = command == "serve"

    @property
    def may_pack(self) -> bool:
        if self.is_serving:
            return self.config.make == "always"
        return self.config.make != "never"

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        html = page.content or ""
        if PLACE in html:
            section = ""
            if self.may_pack:
                locale = locale_of(page)
                section = offers(
                    packs_of(catalogue_of(config)),
                    locale,
                    lambda path: get_relative_url(path, page.url),
                )
                self.offering[Path(page.file.abs_dest_path)] = locale
            page.content = html.replace(PLACE, section)
        return context

    # After all that others write into the site.
    @event_priority(-300)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if not is_whole_site_built(config):
            return
        if self.may_pack:
            sizes = self._pack_all(config)
            for path, locale in self.offering.items():
                html = with_sizes(path.read_text("utf-8"), sizes, locale)
                path.write_text(html, "utf-8", newline="")
        self.offering.clear()

    def _pack_all(self, config: MkDocsConfig) -> dict[str, int]:
        """The size of each pack, by name."""
        catalogue = catalogue_of(config)
        site = BuiltSite(Path(config.site_dir), Addresses(catalogue).leading_on())
        sizes = {}
        for pack in packs_of(catalogue, site.addresses()):
            path = pack_up(
                pack,
                site,
                site_name=config.site_name,
                online=config.site_url or "",
                replaced=search_of(pack, site.root),
            )
            sizes[pack.name] = path.stat().st_size
        size = size_in_words(sum(sizes.values()), "vi")
        log.info(label("packs-made", "vi", count=len(sizes), size=size))
        return sizes
