"""The few things that several plugins ask of MkDocs and static-i18n."""

from pathlib import PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from tiengnoi.catalogue import Catalogue
from tiengnoi.locales import SOURCE_LOCALE, Locale
from tiengnoi.materials.writer import Address
from tiengnoi.videos.playable import NO_CLIPS, Clips


def catalogue_of(config: MkDocsConfig) -> Catalogue:
    """What the editors wrote. Raises PluginError where tiengnoi/catalogue is not in mkdocs.yml."""
    plugin = config.plugins.get("tiengnoi/catalogue")
    if plugin is None:
        raise PluginError("mkdocs.yml: tiengnoi/catalogue must come before this plugin")
    return plugin.catalogue  # type: ignore[no-any-return]


def clips_of(config: MkDocsConfig) -> Clips:
    """The clips that are made; none where tiengnoi/videos is not in mkdocs.yml."""
    plugin = config.plugins.get("tiengnoi/videos")
    return plugin.clips if plugin else NO_CLIPS


def locale_of(page: Page) -> Locale:
    """The language that the page is written in; on a fallback page, Vietnamese."""
    return getattr(page.file, "locale", SOURCE_LOCALE)


def locale_being_built(config: MkDocsConfig) -> Locale:
    i18n = config.plugins.get("i18n")
    return getattr(i18n, "current_language", None) or SOURCE_LOCALE


def is_fallback(page: Page, config: MkDocsConfig) -> bool:
    """Whether a reader gets another language than the site's, for want of a translation."""
    return locale_of(page) != locale_being_built(config)


def is_whole_site_built(config: MkDocsConfig) -> bool:
    """True in an `on_post_build` later than static-i18n's (-100), once, after all languages."""
    return not getattr(config.plugins.get("i18n"), "building", False)


def name_of(page: Page) -> str:
    """The page's name in the catalogue: its path below docs/, without language and ending."""
    path = PurePosixPath(page.file.src_uri)
    return path.with_name(path.name.removesuffix(".md").rpartition(".")[0] or path.stem).as_posix()


def address_from(page: Page, files: Files) -> Address:
    """Turns a path below docs/ into an address relative to the page. Other paths are of files
    that are made, below the root of the site."""

    def address(path: str) -> str:
        file = files.get_file_from_path(path)
        return file.url_relative_to(page.file) if file else get_relative_url(path, page.url)

    return address
