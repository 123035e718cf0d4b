"""What an editor may write, and what the check says: one file a case in tests/cases/."""

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import av
import pytest
import yaml
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from tiengnoi.checks import check
from tiengnoi.locales import LOCALES, message_codes
from tiengnoi.problems import Problems
from tiengnoi.reading import read_catalogue

CASES = Path(__file__).parent / "cases"
FILES = sorted(CASES.rglob("*.yml"))


def read(path: Path) -> dict[str, Any]:
    case: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return case


def prepare(example: Path, case: dict[str, Any]) -> None:
    """Turn the example into the case: `remove` files, `change` words, `write` whole files."""
    for file in case.get("remove", []):
        (example / file).unlink()
    for file, changes in case.get("change", {}).items():
        path = example / file
        text = path.read_text("utf-8")
        for old, new in changes.items():
            assert old in text, f"{file} does not hold {old!r}"
            text = text.replace(old, new, 1)
        path.write_text(text, "utf-8")
    for file, text in case.get("write", {}).items():
        path = example / file
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".mp4":
            path.write_bytes(short_film())  # which no YAML can hold
        else:
            path.write_text(text, "utf-8")


@cache
def short_film() -> bytes:
    """The shortest film: one grey frame."""
    out = BytesIO()
    with av.open(out, "w", format="mp4") as film:
        stream = film.add_stream("libx264", rate=1)
        assert isinstance(stream, VideoStream)
        stream.width = stream.height = 16
        film.mux(stream.encode(VideoFrame(16, 16, "yuv420p")))
        film.mux(stream.encode(None))
    return out.getvalue()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(CASES).as_posix())
def test_case(path: Path, example: Path) -> None:
    case = read(path)
    prepare(example, case)
    problems = Problems()
    check(read_catalogue(example, problems), problems)
    found = [f"{problem.place} {problem.code}" for problem in problems]
    expected = case["problems"]
    assert found == [f"{one['at']} {one['code']}" for one in expected] + case.get("also", [])
    for problem, one in zip(problems, expected, strict=False):
        for locale in LOCALES:
            assert one.get(locale, "") in problem.message(locale)


def test_every_message_has_a_case() -> None:
    told = {one["code"] for path in FILES for one in read(path)["problems"]}
    told |= {line.split()[-1] for path in FILES for line in read(path).get("also", [])}
    untold = set(message_codes()) - told - TOLD_ELSEWHERE
    assert not untold


TOLD_ELSEWHERE = {"symlink", "too-big", "not-utf-8", "not-nfc", "private-character"}
"""Codes about bytes and files, which a YAML case cannot write: see test_catalogue.py."""
TOLD_ELSEWHERE |= {"handout-too-long", "pdf-without-standard", "pdf-failed", "docx-failed"}
"""Codes of what happens when files are made: see test_making.py."""
TOLD_ELSEWHERE |= {"clip-failed"}
"""The same for clips: see test_clips.py."""
TOLD_ELSEWHERE |= {"film-unreadable", "film-tells-place"}
"""Codes about what is in a film: see test_films.py."""
