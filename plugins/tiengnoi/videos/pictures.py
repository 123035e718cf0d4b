"""What is seen: the frames of a storyboard as PNG, set by Typst.

A frame is made of its data alone (`Frame`), so that it is made anew only when something of it
changed.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import typst

from tiengnoi.catalogue import Catalogue
from tiengnoi.locales import Locale
from tiengnoi.materials.pictures import compose
from tiengnoi.pdf.fonts import fonts
from tiengnoi.videos.model import WIDTH, Layout, Storyboard, StoryboardScene

TEMPLATE = Path(__file__).parent / "templates/frame.typ"


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands on screen: all points of the scene, of which the first `shown` are seen.
    `art`: an SVG; `number`, `name`: of a hotline; `scene`: its number, from 1."""

    lang: Locale
    scenes: int
    scene: int
    layout: Layout
    title: str
    art: str | None
    number: str
    name: str
    points: tuple[str, ...]
    shown: int

    @property
    def key(self) -> str:
        """All that the frame depends on, but for the template and the fonts."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


def frame(
    board: Storyboard, number: int, shown: int, catalogue: Catalogue, locale: Locale
) -> Frame:
    """The frame of a scene (from 0) with the first of its points, in the order of speech."""
    scene = board.scenes[number]
    picture = catalogue.pictures.get(scene.art or "")
    contact = catalogue.contacts.get(scene.contact or "")
    points = sorted(scene.points, key=lambda point: point.said_in)
    return Frame(
        locale,
        len(board.scenes),
        number + 1,
        scene.layout,
        scene.title.text(locale).words,
        compose(picture, catalogue.art_parts) if picture else None,
        contact.number if contact else "",
        contact.name.text(locale).words if contact else "",
        tuple(point.text.text(locale).words for point in points),
        shown,
    )


def poster_frame(board: Storyboard, catalogue: Catalogue, locale: Locale) -> Frame:
    """The frame that stands for the clip: a scene with all that is said in it."""
    number = min(board.poster, len(board.scenes)) - 1
    return frame(board, number, len(board.scenes[number].points), catalogue, locale)


def render(frames: Sequence[Frame], width: int = WIDTH) -> list[bytes]:
    """The frames of one clip as PNG, `width` pixels wide. Raises typst.TypstError."""
    if not frames:
        return []
    data = {
        "lang": frames[0].lang,
        "scenes": frames[0].scenes,
        "frames": [_as_typst_reads_it(one) for one in frames],
    }
    compiler = typst.Compiler(
        root=TEMPLATE.parent,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"frames": json.dumps(data, ensure_ascii=False)},
    )
    made = compiler.compile(TEMPLATE.read_bytes(), format="png", ppi=72 * width / WIDTH)
    return made if isinstance(made, list) else [made]  # type: ignore[list-item]


def _as_typst_reads_it(one: Frame) -> Mapping[str, object]:
    given = asdict(one)
    given["number-of-scene"] = given.pop("scene")
    return given


def described(scene: StoryboardScene, catalogue: Catalogue, locale: Locale) -> str:
    """What a scene's picture shows, in words."""
    picture = catalogue.pictures.get(scene.art or "")
    return picture.alt.text(locale).words if picture else ""
