"""How a handout grows to fill the pages that it declares: its type, and its lines to write on."""

LEVELS = 20
"""How far it may grow: 0 is the least."""


def size_at(level: int) -> float:
    """Size of the type, in points."""
    return 11 + 0.25 * min(level, 10)


def pitch_at(level: int) -> float:
    """Distance of the lines, in points: 6.4 mm at the least."""
    return round(size_at(level) * (1.65 + 0.08 * level), 2)
