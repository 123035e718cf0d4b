"""tiengnoi/addresses: keeps old and short addresses alive."""

import shutil
from pathlib import Path

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority

from tiengnoi.addresses.moves import Addresses
from tiengnoi.addresses.pages import leading_on, moved_files
from tiengnoi.building import catalogue_of, is_whole_site_built


class AddressesConfig(Config):
    pass


class AddressesPlugin(BasePlugin[AddressesConfig]):
    @event_priority(-200)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if not is_whole_site_built(config):
            return
        addresses, site = Addresses(catalogue_of(config)), Path(config.site_dir)
        for address, html in leading_on(addresses):
            page = site / address / "index.html"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(html, "utf-8")
        for old, new in moved_files(addresses):
            if (site / new).is_file():
                (site / old).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(site / new, site / old)
