"""Scripts of mock trials: what follows from roles, lines and minutes, and their pages."""

import re
from html import unescape
from pathlib import Path

import pytest

from tiengnoi.problems import Problems
from tiengnoi.reading import read_catalogue
from tiengnoi.trials.model import MOST_ROLES, Script

ROOT = Path(__file__).parents[1]
EXAMPLE = read_catalogue(Path(__file__).parent / "example", Problems()).scripts["clb/phien-toa"]
OURS = read_catalogue(ROOT, Problems())


def test_minutes_of_the_trial_and_afterwards() -> None:
    assert (EXAMPLE.minutes, EXAMPLE.minutes_of_trial, EXAMPLE.minutes_afterwards) == (65, 45, 20)


def test_lines_are_numbered_through_the_script_and_directions_are_not() -> None:
    played = list(EXAMPLE.played())
    assert [one.starts for one in played] == [0, 15, 45]
    assert [[cue.number for cue in one.cues] for one in played] == [[1, None], [2, 3], [4]]


def test_who_speaks_in_a_scene_and_how_often() -> None:
    assert [one.speakers for one in EXAMPLE.played()] == [
        {"nguoi-dan"},
        {"chu-toa", "bi-cao"},
        {"nguoi-dan"},
    ]
    assert [EXAMPLE.line_count(role.id) for role in EXAMPLE.roles] == [2, 1, 1]


def test_the_style_sheet_marks_the_lines_of_every_role() -> None:
    css = (ROOT / "plugins/tiengnoi/reader/styles/materials.css").read_text("utf-8")
    marked = re.findall(r"#vai-(\d+):checked\) \.tn-cue--(\d+)", css)
    assert marked == [(str(number), str(number)) for number in range(1, MOST_ROLES + 1)]


def test_every_script_begins_with_all_the_warnings(site: Path) -> None:
    safety = OURS.trial_safety
    assert safety
    assert len(safety.rules) == 9
    assert OURS.scripts
    for name in OURS.scripts:
        for locale, folder in (("vi", site), ("en", site / "en")):
            page = unescape((folder / name / "index.html").read_text("utf-8"))
            top = page.partition('id="muc-tieu"')[0]
            for rule in safety.rules:
                assert rule.title.text(locale).words in top  # type: ignore[arg-type]
            assert page.index('id="an-toan"') < page.index('id="cau-chuyen"')


@pytest.mark.parametrize("script", OURS.scripts.values(), ids=OURS.scripts)
def test_the_words_fill_the_hour_with_room_to_stand_up_and_be_silent(script: Script) -> None:
    syllables = sum(scene.syllables for scene in script.scenes if not scene.is_afterwards)
    spoken = syllables / 130  # minutes, as Vietnamese is read aloud in a hall
    assert 0.6 <= spoken / script.minutes_of_trial <= 0.85


@pytest.mark.parametrize("script", OURS.scripts.values(), ids=OURS.scripts)
def test_the_audience_decides_neither_guilt_nor_penalty(script: Script) -> None:
    (cards,) = [scene for scene in script.scenes if scene.kind == "deliberation"]
    asked = [question.vi.casefold() for question in cards.ask]
    assert asked
    for words in ("có tội", "tin hay không", "bao nhiêu năm", "mức án", "phạt"):
        assert not [question for question in asked if words in question]


def test_a_year_shows_titles_minutes_and_what_may_take_its_place(example_site: Path) -> None:
    page = (example_site / "clb/chuong/index.html").read_text("utf-8")
    year = page.partition("tn-year")[2].partition("</table>")[0]
    assert "Tháng 9" in year
    assert 'href="../mo-dau/">Mở đầu</a>' in year
    assert "75 / 45" in year
