"""Reading: what the files on disk may be like."""

import time
from pathlib import Path

import pytest

from tiengnoi.checks import check
from tiengnoi.guides.sections import links
from tiengnoi.problems import Problems
from tiengnoi.reading import read_catalogue
from tiengnoi.source_files import MAX_BYTES

PAGE = "docs/clb/chi-tieng-viet.vi.md"


def problems_of(root: Path) -> list[str]:
    problems = Problems()
    check(read_catalogue(root, problems), problems)
    return [
        f"{problem.place} {problem.code}" for problem in problems if problem.code != "no-english"
    ]


def test_every_value_knows_its_line(example: Path) -> None:
    session = read_catalogue(example, Problems()).sessions["clb/mo-dau"]
    lines = (example / "materials/clb/sessions/mo-dau.yml").read_text("utf-8").split("\n")
    for number, step in enumerate(session.steps):
        place = session.place("steps", number, "title")
        assert step.title.vi in lines[place.line - 1]
        assert step.place("minutes").line == next(
            i for i, line in enumerate(lines, 1) if i > place.line and "minutes:" in line
        )


def test_a_word_in_a_long_text_knows_its_line(example: Path) -> None:
    step = read_catalogue(example, Problems()).sessions["clb/mo-dau"].steps[0]
    lines = (example / "materials/clb/sessions/mo-dau.yml").read_text("utf-8").split("\n")
    place = step.do.place("en", offset=step.do.en.index("See"))  # type: ignore[union-attr]
    assert lines[place.line - 1].strip().startswith("2. See")


def test_a_symlink_is_never_followed(example: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("# Bí mật\n", "utf-8")
    (example / "docs/clb/lien-ket.vi.md").symlink_to(secret)
    assert problems_of(example) == ["docs/clb/lien-ket.vi.md:1 symlink"]


def test_a_folder_that_is_a_symlink_is_never_followed(example: Path, tmp_path: Path) -> None:
    (tmp_path / "ngoai").mkdir()
    (example / "docs/ngoai").symlink_to(tmp_path / "ngoai")
    assert problems_of(example) == ["docs/ngoai:1 symlink"]


def test_a_file_that_is_too_big_is_not_read(example: Path) -> None:
    (example / PAGE).write_text("# A\n" + "chữ " * MAX_BYTES, "utf-8")
    assert f"{PAGE}:1 too-big" in problems_of(example)


def test_a_recording_has_a_limit_of_its_own(example: Path) -> None:
    (example / "docs/clb/tieng.opus").write_bytes(bytes(MAX_BYTES + 1))
    assert problems_of(example) == []


def test_a_file_in_another_encoding_tells_the_line(example: Path) -> None:
    (example / PAGE).write_bytes("# Tên\n\nchữ\n".encode() + "Đ".encode("utf-16"))
    assert f"{PAGE}:4 not-utf-8" in problems_of(example)


def test_marks_typed_separately_are_noted_and_mended_in_memory(example: Path) -> None:
    path = example / PAGE
    path.write_text(path.read_text("utf-8") + "Tie\u0302\u0301ng\n", "utf-8")
    assert problems_of(example) == [f"{PAGE}:8 not-nfc"]
    assert "Tiếng" in read_catalogue(example, Problems()).pages["clb/chi-tieng-viet", "vi"].text


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
def test_windows_files_read_alike(example: Path, ends: str) -> None:
    before = read_catalogue(example, Problems()).sessions["clb/mo-dau"]
    for path in example.rglob("*.yml"):
        text = path.read_text("utf-8")
        path.write_bytes(("\ufeff" + text).replace("\n", ends).encode())
    assert problems_of(example) == []
    after = read_catalogue(example, Problems()).sessions["clb/mo-dau"]
    assert after.model_dump() == before.model_dump()


def test_a_symbol_from_word_is_told(example: Path) -> None:
    path = example / PAGE
    path.write_text(path.read_text("utf-8") + "\uf0b7 mục\n", "utf-8")
    assert problems_of(example) == [f"{PAGE}:8 private-character"]


def test_what_the_guide_does_not_name_comes_last(example: Path) -> None:
    sessions = example / "materials/clb/sessions"
    text = (sessions / "mo-dau.yml").read_text("utf-8")
    (sessions / "an-com.yml").write_text(text, "utf-8")
    problems = Problems()
    catalogue = read_catalogue(example, problems)
    assert catalogue.in_order("clb", "sessions") == ["clb/mo-dau", "clb/an-com"]


@pytest.mark.parametrize(
    ("start", "again", "end", "times"),
    [
        ("a: ", "[", "", 400_000),
        ("a: ", "[", "]", 99_000),
        ("", "- ", "", 300_000),
        ("", "-\t", "", 300_000),
        ("", "? ", "", 99_000),
    ],
)
def test_a_file_of_brackets_does_not_stop_the_process(
    example: Path, start: str, again: str, end: str, times: int
) -> None:
    text = start + again * times + end * times
    (example / "materials/topics.yml").write_text(text, "utf-8")
    assert "materials/topics.yml:1 yaml-too-deep" in problems_of(example)


@pytest.mark.parametrize("again", ["<!--", "#", "[", "`"])
def test_hostile_text_does_not_stop_a_check(example: Path, again: str) -> None:
    """Patterns that go back and forth would need minutes for these."""
    text = again * 50_000
    (example / PAGE).write_text(f"# A\n\n{text}\n", "utf-8")
    started = time.perf_counter()
    read_catalogue(example, Problems()).pages["clb/chi-tieng-viet", "vi"].headings  # noqa: B018
    list(links(text))
    assert time.perf_counter() - started < 20
