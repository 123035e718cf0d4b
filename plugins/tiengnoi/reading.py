"""The sources into a catalogue: each file read once, by what its path says that it holds."""

import gc
from pathlib import Path
from typing import Any, TypeVar

from tiengnoi.addresses.model import Redirects
from tiengnoi.catalogue import Catalogue
from tiengnoi.guides.model import FrontMatter, Guide
from tiengnoi.guides.prose import ProsePage, front_matter
from tiengnoi.guides.sections import line_of
from tiengnoi.locales import LOCALES
from tiengnoi.materials.model import (
    Contacts,
    Course,
    Diagram,
    DisclosureHelp,
    Glossary,
    Handout,
    Identified,
    News,
    Picture,
    Rules,
    Session,
    Skills,
    Sources,
    Topics,
    Year,
)
from tiengnoi.materials.pictures import ArtError, art_part
from tiengnoi.models import Model
from tiengnoi.problems import Place, Problems
from tiengnoi.reader.cleaning import unsafe_in_svg
from tiengnoi.search.model import Synonyms
from tiengnoi.source_files import ASSETS, PUBLISHED, RECORDINGS, source_files
from tiengnoi.sources import ModelT, read_text, validated
from tiengnoi.trials.model import Script, TrialSafety
from tiengnoi.videos.captions import CaptionError, CaptionFile, parse
from tiengnoi.videos.model import Film, Lexicon, Recordings, Storyboard
from tiengnoi.vietnamese import is_slug
from tiengnoi.yaml_text import read_mapping

IdentifiedT = TypeVar("IdentifiedT", bound=Identified)


def read_catalogue(root: Path, problems: Problems) -> Catalogue:
    """What `root` (the repository) holds in docs/, materials/ and videos/, each file read once.

    Mistakes go to `problems`, and what has mistakes is left out.
    """
    # Nodes are many and live on, and none is garbage: the collector would only look on.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _Reading(root, problems).catalogue
    finally:
        if collecting:
            gc.enable()


class _Reading:
    """One walk through the source folders."""

    def __init__(self, root: Path, problems: Problems) -> None:
        self.root, self.problems = root, problems
        self.catalogue = Catalogue(root)
        for path in source_files(root, problems):
            self.file(path)
        self.published(root / PUBLISHED)

    def place(self, path: Path, line: int = 1) -> Place:
        return Place(path.relative_to(self.root).as_posix(), line)

    def tell(self, path: Path, code: str, **values: object) -> None:
        self.problems.add(self.place(path), code, **values)

    def file(self, path: Path) -> None:
        folder, *parts = path.relative_to(self.root).parts
        if not all(is_slug(part) for part in parts[:-1]) or not is_slug(path.name.split(".")[0]):
            self.tell(path, "file-name", name="/".join(parts))
        if folder == "docs":
            if path.suffix == ".md":
                self.prose(path)
            elif path.suffix in ASSETS:
                self.asset(path, "/".join(parts))
            else:
                self.tell(path, "unknown-file")
        elif folder == "materials":
            if path.suffix == ".yml":
                self.material(path, parts)
            elif parts[:-1] == ["art", "parts"] and path.suffix == ".svg":
                self.art(path)
            else:
                self.tell(path, "wrong-ending" if path.suffix == ".yaml" else "unknown-file")
        elif folder == "videos":
            self.video(path, parts)

    def published(self, path: Path) -> None:
        if not path.is_file():
            return
        text = read_text(self.root, path, self.problems) or ""
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                self.catalogue.published.setdefault(line.strip(), self.place(path, number))

    def asset(self, path: Path, name: str) -> None:
        self.catalogue.assets.add(name)
        text = read_text(self.root, path, self.problems) if path.suffix == ".svg" else None
        if text and (unsafe := unsafe_in_svg(text)):
            place = self.place(path, line_of(text, unsafe.start()))
            self.problems.add(place, "unsafe-svg", name=unsafe.group().strip())

    def prose(self, path: Path) -> None:
        stem, _, locale = path.stem.rpartition(".")
        if locale not in LOCALES:
            self.tell(path, "page-without-locale", name=path.name.split(".")[0])
            return
        name = (path.parent / stem).relative_to(self.root / "docs").as_posix()
        text = read_text(self.root, path, self.problems)
        if text is None:
            self.catalogue.unreadable.add(name)
            return
        file = self.place(path).file
        front, body, lines = front_matter(text)
        if front is None and text.startswith("---\n"):
            self.tell(path, "front-matter-not-closed")
            self.catalogue.unreadable.add(name)
            return
        if front is None:
            meta: FrontMatter | None = FrontMatter()
        else:
            values = read_mapping(file, front, self.problems, first_line=1)
            meta = validated(FrontMatter, values, self.problems) if values else None
        if meta is None:
            self.catalogue.unreadable.add(name)
            return
        self.catalogue.pages[name, locale] = ProsePage(
            name,
            locale,
            file,
            body,
            lines,
            meta,
        )

    def art(self, path: Path) -> None:
        text = read_text(self.root, path, self.problems)
        if text is None:
            self.catalogue.unreadable.add(f"art/{path.stem}")
            return
        try:
            self.catalogue.art_parts[path.stem] = art_part(text)
        except ArtError as error:
            self.problems.add(self.place(path, error.line), error.code, name=error.found)
            self.catalogue.unreadable.add(f"art/{path.stem}")

    def material(self, path: Path, parts: list[str]) -> None:
        catalogue = self.catalogue
        match [*parts[:-1], path.stem]:
            case [guide, "guide"]:
                self.keep(path, Guide, catalogue.guides, guide)
            case [guide, "sessions", id]:
                self.keep(path, Session, catalogue.sessions, f"{guide}/{id}")
            case [guide, "scripts", id]:
                self.keep(path, Script, catalogue.scripts, f"{guide}/{id}")
            case [guide, "years", id]:
                self.keep(path, Year, catalogue.years, f"{guide}/{id}")
            case [guide, "diagrams", id]:
                self.keep(path, Diagram, catalogue.diagrams, f"{guide}/{id}")
            case [guide, "handouts", id]:
                self.keep(path, Handout, catalogue.handouts, f"{guide}/{id}")
            case ["art", id]:
                self.keep(path, Picture, catalogue.pictures, id)
            case ["courses", id]:
                self.keep(path, Course, catalogue.courses, id)
            case ["topics"]:
                self.keep_items(path, Topics, catalogue.topics, "topics")
            case ["skills"]:
                catalogue.skill_frame = self.keep_items(path, Skills, catalogue.skills, "skills")
            case ["contacts"]:
                self.keep_items(path, Contacts, catalogue.contacts, "contacts")
            case ["sources"]:
                self.keep_items(path, Sources, catalogue.sources, "sources")
            case ["rules"]:
                self.keep_items(path, Rules, catalogue.rules, "rules")
            case ["redirects"]:
                if moved := self.sole(path, Redirects, "redirects"):
                    catalogue.redirects = moved.redirects
            case ["synonyms"]:
                if same := self.sole(path, Synonyms, "synonyms"):
                    catalogue.synonyms = same.groups
            case ["news"]:
                if told := self.sole(path, News, "news"):
                    catalogue.news = told.news
            case ["glossary"]:
                if glossary := self.read(path, Glossary):
                    catalogue.terms = glossary.terms
            case ["help"]:
                catalogue.help = self.sole(path, DisclosureHelp, "help")
            case ["trial-safety"]:
                catalogue.trial_safety = self.sole(path, TrialSafety, "trial-safety")
            case _:
                self.tell(path, "unknown-file")

    def video(self, path: Path, parts: list[str]) -> None:
        catalogue = self.catalogue
        match parts:
            case ["lexicon.yml"]:
                catalogue.lexicon = self.sole(path, Lexicon, "lexicon")
            case [id, "storyboard.yml" | "clip.yml"] if id in catalogue.clips:
                self.tell(path, "clip-twice")
            case [id, "storyboard.yml"]:
                self.keep(path, Storyboard, catalogue.clips, id)
            case [id, "clip.yml"]:
                self.keep(path, Film, catalogue.clips, id)
            case [id, "captions.vi.vtt" | "captions.en.vtt"]:
                self.captions(path, id)
            case [id, "narration", ("vi" | "en") as locale, "recordings.yml"]:
                if recorded := self.sole(path, Recordings, f"{id}/narration/{locale}"):
                    catalogue.recordings[id, locale] = recorded
            case [_, _] | [_, "narration", _, _] if path.suffix in RECORDINGS:
                catalogue.media.add(self.place(path).file)
            case _:
                self.tell(path, "unknown-file")

    def captions(self, path: Path, id: str) -> None:
        text = read_text(self.root, path, self.problems)
        locale: Any = path.suffixes[0].removeprefix(".")
        try:
            cues = parse(text) if text is not None else None
        except CaptionError as error:
            self.problems.add(self.place(path, error.line), error.code, name=error.found)
            cues = None
        if cues is None:
            self.catalogue.unreadable.add(f"{id}/captions.{locale}")
        else:
            file = self.place(path).file
            self.catalogue.captions[id, locale] = CaptionFile(file, tuple(cues))

    def read(self, path: Path, model: type[ModelT]) -> ModelT | None:
        text = read_text(self.root, path, self.problems)
        if text is None:
            return None
        file = self.place(path).file
        values = read_mapping(file, text, self.problems)
        return validated(model, values, self.problems) if values is not None else None

    def sole(self, path: Path, model: type[ModelT], name: str) -> ModelT | None:
        """What a file holds; where it has mistakes, None, and `name` is kept as unreadable."""
        value = self.read(path, model)
        if value is None:
            self.catalogue.unreadable.add(name)
        return value

    def keep(self, path: Path, model: type[ModelT], into: dict[str, ModelT], name: str) -> None:
        if value := self.sole(path, model, name):
            into[name] = value

    def keep_items(
        self, path: Path, model: type[Model], into: dict[str, IdentifiedT], name: str
    ) -> Any:
        """The items of a list, by id, into `into`; gives the whole file, None where unreadable."""
        listed: Any = self.sole(path, model, name)
        for item in getattr(listed, name, ()):
            if item.id in into:
                self.problems.add(item.place("id"), "same-id-twice", name=item.id)
            into.setdefault(item.id, item)
        return listed
