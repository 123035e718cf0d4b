"""The last good site stays until a better one is whole."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from test_cases import prepare
from tiengnoi.cli import main
from tiengnoi.publishing import replace

TEN_MISTAKES = {
    "change": {
        "materials/clb/sessions/mo-dau.yml": {
            "minutes: 30": "minutes: -30",
            "kind: feedback": "kind: feedbak",
            "lead: groups": "leed: groups",
            "summary: {vi": "sumary: {vi",
        },
        "materials/clb/handouts/phieu.yml": {
            "contacts: [so-mau]\n  - local": "contacts: [so-mua]\n  - local",
            "sources: [luat-mau]": "sources: [luat-mao]",
        },
        "materials/courses/lop-mau.yml": {'ends: "10:00"': 'ends: "10 giờ"'},
        "docs/clb/chuong.vi.md": {
            "mo-dau.md#buoc-2": "mo-dua.md#buoc-2",
            "## Phần hai {#phan-hai}": "## Phần hai {#phan-mot}",
        },
        "docs/clb/chuong.en.md": {"::: help": "::: halp"},
    }
}


def digest(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_ten_mistakes_are_told_in_both_languages_and_the_site_stays(
    example: Path, example_site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(example_site, example / "site")
    before = digest(example / "site")
    prepare(example, TEN_MISTAKES)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    env = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    result = subprocess.run(command, cwd=example, env=env, capture_output=True, check=False)
    assert result.returncode != 0
    assert digest(example / "site") == before
    for locale, words in (("vi", "cần sửa"), ("en", "to mend")):
        assert main(["build", "--root", str(example), "--lang", locale]) == 1
        told = capsys.readouterr().out
        assert digest(example / "site") == before
        pattern = rf"^(\S+): {words} \[([\w-]+)\]"
        assert re.findall(pattern, told, re.MULTILINE) == [
            ("docs/clb/chuong.en.md:16", "heading-id-only-here"),  # by the ninth mistake
            ("docs/clb/chuong.en.md:22", "no-such-directive"),
            ("docs/clb/chuong.vi.md:12", "link-nowhere"),
            ("docs/clb/chuong.vi.md:16", "heading-id-twice"),
            ("materials/clb/handouts/phieu.yml:11", "no-such-contact"),
            ("materials/clb/handouts/phieu.yml:15", "no-such-source"),
            ("materials/clb/sessions/mo-dau.yml:20", "not-positive"),
            ("materials/clb/sessions/mo-dau.yml:37", "unknown-field"),
            ("materials/clb/sessions/mo-dau.yml:40", "not-a-choice"),
            ("materials/clb/sessions/mo-dau.yml:47", "unknown-field"),
            ("materials/courses/lop-mau.yml:10", "not-a-clock-time"),
        ]
    assert not (example / ".site-new").exists()


def test_build_puts_the_new_site_in_place(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (example / "site").mkdir()
    (example / "site/alt.html").write_text("alt", "utf-8")
    assert main(["build", "--root", str(example)]) == 0
    assert (example / "site/clb/mo-dau/index.html").is_file()
    assert not (example / "site/alt.html").exists()
    assert "site/index.html" in capsys.readouterr().out.replace(os.sep, "/")


@pytest.mark.parametrize("can_exchange", [True, False])
def test_replacing_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool
) -> None:
    if not can_exchange:
        monkeypatch.setattr("tiengnoi.publishing._exchanged", lambda *_: False)
    for name in ("site", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page").write_text(name, "utf-8")
    replace(tmp_path / "site", tmp_path / "new")
    assert (tmp_path / "site/page").read_text("utf-8") == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_second_build_in_the_same_process_gives_the_same_bytes(
    example: Path, example_site: Path
) -> None:
    for number in range(2):
        config = load_config(
            str(example / "mkdocs.yml"), strict=True, site_dir=str(example / f"site-{number}")
        )
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    assert digest(example / "site-0") == digest(example / "site-1") == digest(example_site)


def test_a_new_session_is_one_file(example: Path) -> None:
    """Adding one YAML file shows it in both languages, in the nav and on the guide's page."""
    sessions = example / "materials/clb/sessions"
    text = (sessions / "mo-dau.yml").read_text("utf-8")
    text = text.replace("Mở đầu", "Trồng cây").replace("Opening", "Planting trees")
    (sessions / "trong-cay.yml").write_text(text, "utf-8")
    assert main(["build", "--root", str(example)]) == 0
    for folder, title in (("site", "Trồng cây"), ("site/en", "Planting trees")):
        page = (example / folder / "clb/trong-cay/index.html").read_text("utf-8")
        guide = (example / folder / "clb/index.html").read_text("utf-8")
        assert f">{title}</h1>" in page
        assert guide.count(title) >= 2  # in the list, and in the nav


def test_serving_goes_on_with_what_is_right(example: Path) -> None:
    """A build that is not strict, as `mkdocs serve` makes it, leaves out what it cannot read."""
    prepare(example, TEN_MISTAKES)
    command = [sys.executable, "-m", "mkdocs", "build"]
    env = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    result = subprocess.run(
        command, cwd=example, env=env, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    assert result.stderr.count("[not-positive]") == 1
    assert (example / "site/clb/chuong/index.html").is_file()
    assert not (example / "site/clb/mo-dau").exists()
