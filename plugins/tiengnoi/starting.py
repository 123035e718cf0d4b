"""`tiengnoi new`: a complete, commented starting file in both languages."""

from collections.abc import Iterator
from datetime import date
from importlib.resources import files

from tiengnoi.pages import FOLDERS, EntryKind


def starting_files(
    kind: EntryKind, id: str, title: str, guide: str, topic: str, today: date
) -> Iterator[tuple[str, str]]:
    """Paths from the repository, and texts, of what begins a new entry. `topic`: an id that the
    session may start with. `today`: the day that its facts are dated, for the editor to change."""
    values = {"title": title, "id": id, "guide": guide, "topic": topic, "today": today.isoformat()}
    if kind == "guide":
        yield f"materials/{id}/guide.yml", _filled("guide.yml", values)
        yield f"docs/{id}/mo-dau.vi.md", _filled("page.vi.md", values)
        yield f"docs/{id}/mo-dau.en.md", _filled("page.en.md", values)
    elif kind == "course":
        yield f"materials/courses/{id}.yml", _filled("course.yml", values)
    elif kind == "clip":
        yield f"videos/{id}/storyboard.yml", _filled("clip.yml", values)
    else:
        yield f"materials/{guide}/{kind}s/{id}.yml", _filled(f"{kind}.yml", values)


def address(kind: EntryKind, id: str, guide: str) -> str:
    """Where the new page will be seen, below the root of the site."""
    if kind == "guide":
        return f"{id}/"
    return f"{FOLDERS.get(kind, guide)}/{id}/"


def _filled(name: str, values: dict[str, str]) -> str:
    text = files("tiengnoi").joinpath("starters", name).read_text("utf-8")
    for field, value in values.items():
        text = text.replace(f"@{field}", value.replace('"', "”"))
    return text
