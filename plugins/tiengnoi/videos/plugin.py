"""tiengnoi/videos: makes the clips that the cache lacks, and puts them into the site."""

import sys
from datetime import date
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files

from tiengnoi.building import catalogue_of, is_whole_site_built, locale_being_built
from tiengnoi.locales import label
from tiengnoi.problems import Problems
from tiengnoi.videos.cache import FOLDER, Cache
from tiengnoi.videos.checks import may_be_shown
from tiengnoi.videos.clips import clips
from tiengnoi.videos.making import Failed, Making
from tiengnoi.videos.planning import Planning
from tiengnoi.videos.playable import Clips
from tiengnoi.videos.progress import Bar

log = get_plugin_logger("tiengnoi")


class VideosConfig(Config):
    make = config_options.Choice(("missing", "never"), default="missing")
    """`never`: of a clip that the cache lacks, the page shows the words and one picture.
    `mkdocs serve` makes none either."""


class VideosPlugin(BasePlugin[VideosConfig]):
    def __init__(self) -> None:
        super().__init__()
        self.is_serving = False
        self.clips: Clips = {}
        self.planning: Planning | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.is_serving = command == "serve"

    @event_priority(40)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Once for all languages, before any page is written."""
        if self.planning is None:
            catalogue = catalogue_of(config)
            cache = Cache(Path(config.config_file_path).parent / FOLDER)
            self.planning = Planning(catalogue, cache)
            if self.config.make == "missing" and not self.is_serving:
                self._make(self.planning, config)
            self.clips, unreadable = clips(catalogue, self.planning, date.today())
            for one in unreadable:
                self._tell(one, config)
        return files

    def _make(self, planning: Planning, config: MkDocsConfig) -> None:
        jobs = [job for job in planning.jobs() if may_be_shown(job.board, date.today())]
        missing = [job for job in jobs if not planning.is_made(planning.plan(job))]
        if not missing:
            return
        log.info(label("clips-to-make", "vi", count=len(missing)))
        with Bar(sys.stderr, config.plugins["tiengnoi/catalogue"].config.language) as bar:
            failed = Making(planning, progress=bar.show).make(missing)
        for one in failed:
            self._tell(one, config)

    def _tell(self, one: Failed, config: MkDocsConfig) -> None:
        problems = Problems()
        place = catalogue_of(config).clips[one.id].place()
        problems.add(place, "clip-failed", name=f"{one.id} ({one.locale})", why=one.why)
        for problem in problems:
            log.warning(problem.line(config.plugins["tiengnoi/catalogue"].config.language))

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        locale = locale_being_built(config)
        for (_, language), clip in self.clips.items():
            if language == locale:
                for one in clip.assets:
                    files.append(_file(one.path, one.data, config))
        return env

    @event_priority(-200)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if is_whole_site_built(config) and self.planning is not None:
            if not self.is_serving:
                self.planning.cache.close()
            self.planning = None


def _file(path: str, data: bytes | Path, config: MkDocsConfig) -> File:
    if isinstance(data, Path):
        return File.generated(config, path, abs_src_path=str(data))
    return File.generated(config, path, content=data)
