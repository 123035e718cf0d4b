"""A radar chart to draw into: axes with names, and a ring for each level. SVG, from data."""

import math
from collections.abc import Sequence
from html import escape

WIDTH, HEIGHT = 450, 330
"""Size of the chart in units of the drawing, labels included."""
_CENTRE = (WIDTH / 2, HEIGHT / 2)
_RADIUS = 108
_LABEL_GAP = 12
_LINE_HEIGHT = 13
_LABEL_WIDTH = 17
"""Letters of a line of a label."""


def radar(axes: Sequence[str], levels: int) -> str:
    """The SVG of a blank radar chart: an axis for each name in `axes` (three or more), clockwise
    from the top, and `levels` rings, the outermost the highest, numbered along the first axis."""
    rings = [_polygon(len(axes), _RADIUS * level / levels) for level in range(1, levels + 1)]
    spokes = [_line(*_CENTRE, *_point(n, len(axes), _RADIUS)) for n in range(len(axes))]
    numbers = [
        f'<text x="{_CENTRE[0] + 3:g}" y="{_CENTRE[1] - _RADIUS * level / levels + 9:.1f}"'
        f' font-size="8">{level}</text>'
        for level in range(1, levels + 1)
    ]
    labels = [_label(name, n, len(axes)) for n, name in enumerate(axes)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="tn-radar" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' role="img" aria-label="{escape(", ".join(axes))}">'
        '<g fill="none" stroke="currentColor" stroke-width="0.7">'
        + "".join([*rings, *spokes])
        + '</g><g fill="currentColor" font-size="11">'
        + "".join([*numbers, *labels])
        + "</g></svg>"
    )


def _point(number: int, count: int, radius: float) -> tuple[float, float]:
    angle = 2 * math.pi * number / count - math.pi / 2
    return _CENTRE[0] + radius * math.cos(angle), _CENTRE[1] + radius * math.sin(angle)


def _polygon(count: int, radius: float) -> str:
    points = (_point(number, count, radius) for number in range(count))
    return '<polygon points="' + " ".join(f"{x:.1f},{y:.1f}" for x, y in points) + '"/>'


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _label(name: str, number: int, count: int) -> str:
    x, y = _point(number, count, _RADIUS + _LABEL_GAP)
    lines = _wrapped(name)
    across = (x - _CENTRE[0]) / _RADIUS
    anchor = "middle" if abs(across) < 0.15 else "start" if across > 0 else "end"
    # Labels at the top grow upwards, those below downwards, those beside both ways.
    upwards = (_CENTRE[1] + _RADIUS - y) / (2 * _RADIUS)
    top = y + _LINE_HEIGHT * (0.8 - len(lines) * min(max(upwards, 0), 1))
    spans = "".join(
        f'<tspan x="{x:.1f}" y="{top + _LINE_HEIGHT * n:.1f}">{escape(line)}</tspan>'
        for n, line in enumerate(lines)
    )
    return f'<text text-anchor="{anchor}">{spans}</text>'


def _wrapped(name: str) -> list[str]:
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > _LABEL_WIDTH:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
