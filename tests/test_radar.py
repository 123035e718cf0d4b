"""Blank radar charts: their axes, rings and labels."""

import math
import re
import xml.etree.ElementTree as ET

from tiengnoi.materials.radar import HEIGHT, WIDTH, radar

NAMES = [
    "Nói trước nhiều người",
    "Điều hành cuộc họp",
    "Lập kế hoạch",
    "Giao việc và theo việc",
    "Thương lượng",
    "Lồng ghép giới",
    "Tự tin là mình",
    "Kèm cặp người khác",
]
SVG = "{http://www.w3.org/2000/svg}"


def points(polygon: ET.Element) -> list[tuple[float, float]]:
    pairs = [pair.split(",") for pair in polygon.get("points", "").split()]
    return [(float(x), float(y)) for x, y in pairs]


def test_a_ring_for_each_level_and_an_axis_for_each_name() -> None:
    chart = ET.fromstring(radar(NAMES, 5))
    rings = [points(ring) for ring in chart.iter(f"{SVG}polygon")]
    assert [len(ring) for ring in rings] == [8] * 5
    assert len(list(chart.iter(f"{SVG}line"))) == 8
    middle = (WIDTH / 2, HEIGHT / 2)
    radii = [math.dist(ring[0], middle) for ring in rings]
    assert [round(radius / radii[-1], 2) for radius in radii] == [0.2, 0.4, 0.6, 0.8, 1]
    assert rings[-1][0][0] == middle[0], "the first axis points up"


def test_every_name_is_whole_and_within_the_chart() -> None:
    chart = ET.fromstring(radar(NAMES, 5))
    texts = [text for text in chart.iter(f"{SVG}text") if len(text)]
    assert [" ".join(span.text or "" for span in text) for text in texts] == NAMES
    for text in texts:
        for span in text:
            x, y = float(span.get("x", "")), float(span.get("y", ""))
            width = 6.2 * len(span.text or "")
            left = {"start": 0.0, "middle": width / 2, "end": width}[text.get("text-anchor", "")]
            assert x - left >= 0
            assert x - left + width <= WIDTH
            assert 10 <= y <= HEIGHT - 2


def test_names_are_escaped() -> None:
    chart = radar(["<b>", "a & b", '"c"'], 3)
    assert "<b>" not in chart
    assert re.findall("<tspan[^>]*>([^<]*)<", chart)[1] == "a &amp; b"
