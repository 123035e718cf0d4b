"""`tiengnoi new`: a file to start from, which an editor fills in and sees on the site."""

import re
from pathlib import Path

import pytest

from test_catalogue import problems_of
from tiengnoi.cli import main
from tiengnoi.locales import LOCALES


def filled_in(text: str) -> str:
    """The starting file as an editor leaves it: words in place of each “…”."""
    count = 0

    def words(_: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"chữ {'x' * count}"  # a voice would not know how to say digits

    return re.sub("…", words, re.sub(r"^\s*#(?! Mở| Intro).*\n", "", text, flags=re.MULTILINE))


@pytest.mark.parametrize(
    ("kind", "file", "address"),
    [
        ("session", "materials/clb/sessions/trong-cay.yml", "clb/trong-cay"),
        ("script", "materials/clb/scripts/trong-cay.yml", "clb/trong-cay"),
        ("handout", "materials/clb/handouts/trong-cay.yml", "clb/trong-cay"),
        ("course", "materials/courses/trong-cay.yml", "tap-huan/trong-cay"),
        ("guide", "materials/trong-cay/guide.yml", "trong-cay"),
        ("clip", "videos/trong-cay/storyboard.yml", "video/trong-cay"),
    ],
)
def test_a_new_file_is_filled_in_and_built(
    example: Path, capsys: pytest.CaptureFixture[str], kind: str, file: str, address: str
) -> None:
    assert main(["new", kind, "Trồng cây", "--guide", "clb", "--root", str(example)]) == 0
    told = capsys.readouterr().out
    assert file in told
    assert f"http://127.0.0.1:8000/{address}/" in told
    unwritten = [line for line in problems_of(example) if "text-to-write" in line]
    assert unwritten, "the check tells what is still to be written"

    for path in example.rglob("*"):
        if path.suffix in (".yml", ".md") and "trong-cay" in path.as_posix():
            path.write_text(filled_in(path.read_text("utf-8")), "utf-8")
    if kind == "guide":
        nav = (example / "mkdocs.yml").read_text("utf-8")
        (example / "mkdocs.yml").write_text(nav.replace("  - clb\n", "  - clb\n  - trong-cay\n"))
    assert not [line for line in problems_of(example) if "not-in-guide" not in line]
    assert main(["build", "--root", str(example)]) == 0
    for folder in ("", "en/"):
        page = (example / "site" / folder / address / "index.html").read_text("utf-8")
        assert "chữ x" in page or "Trồng cây" in page


def test_nothing_is_overwritten(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (example / "materials/clb/sessions/mo-dau.yml").read_bytes()
    assert main(["new", "session", "Mở đầu", "--root", str(example)]) == 1
    assert (example / "materials/clb/sessions/mo-dau.yml").read_bytes() == before
    assert "không ghi đè" in capsys.readouterr().err


def test_an_unknown_guide_is_told(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for locale in LOCALES:
        arguments = ["new", "handout", "A", "--guide", "cbl", "--root", str(example)]
        assert main([*arguments, "--lang", locale]) == 2
        assert "clb" in capsys.readouterr().err


def test_quotes_in_a_title_do_no_harm(example: Path) -> None:
    assert main(["new", "session", 'Nói "không"', "--root", str(example)]) == 0
    assert not [line for line in problems_of(example) if "yaml" in line]
