"""Pictures composed of the parts in `materials/art/parts/`: one hand for all of them.

A picture is data (`materials/art/<id>.yml`) and becomes one flat SVG without text or references:
`<use>` of another file does not load within `<img>`, nor in a PDF.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass

from tiengnoi.materials.model import Picture

_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = {"g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon"}
_ATTRIBUTES = set(
    "cx cy d fill fill-opacity fill-rule height opacity points r rx ry stroke stroke-dasharray"
    " stroke-linecap stroke-linejoin stroke-opacity stroke-width transform width x x1 x2 y y1 y2"
    "".split()
)
_VIEW_BOX = re.compile(r"0 0 (\d+(?:\.\d+)?) (\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class ArtPart:
    """A figure or thing to compose pictures of: its size in units, and its SVG elements."""

    width: float
    height: float
    content: str


class ArtError(ValueError):
    """What is wrong with a part: a code of messages.yml, what was found, and the line."""

    def __init__(self, code: str, found: str = "", line: int = 1) -> None:
        super().__init__(code, found, line)
        self.code, self.found, self.line = code, found, line


def art_part(svg: str) -> ArtPart:
    """Read an SVG of `materials/art/parts/`. Raises ArtError."""
    if declaration := re.search(r"<![A-Za-z\[]+", svg):
        line = _line(svg, declaration.group())
        raise ArtError("art-part", declaration.group() + ">", line)
    try:
        root = ET.fromstring(svg)
    except ET.ParseError as error:
        raise ArtError("art-part-broken", line=error.position[0]) from error
    size = _VIEW_BOX.fullmatch(root.get("viewBox", ""))
    if root.tag != f"{_SVG}svg" or size is None:
        raise ArtError("art-part-size")
    for element in root.iter():
        element.tag = element.tag.removeprefix(_SVG)
        element.tail = None
        if element is root:
            continue
        if element.tag not in _SHAPES:
            raise ArtError("art-part", f"<{element.tag}>", _line(svg, f"<{element.tag}"))
        for name, value in element.attrib.items():
            if name not in _ATTRIBUTES:
                raise ArtError("art-part", name, _line(svg, f"{name}="))
            if "url(" in value or ":" in value:
                raise ArtError("art-part", f'{name}="{value}"', _line(svg, value))
        element.text = None
    content = "".join(ET.tostring(child, encoding="unicode") for child in root)
    return ArtPart(float(size[1]), float(size[2]), content)


def _line(text: str, words: str) -> int:
    return text.count("\n", 0, max(text.find(words), 0)) + 1


def compose(picture: Picture, parts: Mapping[str, ArtPart]) -> str:
    """The picture as one SVG; parts that are not there are left out."""
    width, height = picture.size
    placed = [
        f'<g transform="{_transform(one.x, one.y, one.scale, part.width if one.flip else None)}">'
        f"{part.content}</g>"
        for one in picture.parts
        if (part := parts.get(one.part))
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}">' + "".join(placed) + "</svg>\n"
    )


def _transform(x: float, y: float, scale: float, flipped_width: float | None) -> str:
    if flipped_width is None:
        return f"translate({x:g} {y:g}) scale({scale:g})"
    return f"translate({x + flipped_width * scale:g} {y:g}) scale({-scale:g} {scale:g})"
