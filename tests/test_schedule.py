from datetime import time
from pathlib import Path

from tiengnoi.materials import schedule
from tiengnoi.problems import Problems
from tiengnoi.reading import read_catalogue

EXAMPLE = Path(__file__).parent / "example"
CATALOGUE = read_catalogue(EXAMPLE, Problems())
SESSION = CATALOGUE.sessions["clb/mo-dau"]
COURSE = CATALOGUE.courses["lop-mau"]


def test_run_sheet_starts_from_zero_in_both_variants() -> None:
    rows = [(row.full_start, row.short_start) for row in schedule.run_sheet(SESSION)]
    assert rows == [(0, 0), (30, 20), (70, None)]


def test_minutes_of_both_variants() -> None:
    assert (SESSION.minutes, SESSION.minutes_in("short")) == (75, 45)


def test_time_since_the_session_began() -> None:
    assert [schedule.from_zero(minutes) for minutes in (0, 5, 65, 120)] == [
        "0:00",
        "0:05",
        "1:05",
        "2:00",
    ]


def test_agenda_has_clock_times() -> None:
    slots = schedule.agenda(COURSE.days[0], CATALOGUE)
    assert [(slot.starts, slot.ends) for slot in slots] == [
        (time(8), time(9, 15)),
        (time(9, 15), time(9, 30)),
        (time(9, 30), time(10)),
    ]


def test_a_day_that_fits_is_neither_long_nor_short() -> None:
    assert schedule.overrun(COURSE.days[0], CATALOGUE) == 0


def test_breaks_are_not_working_time() -> None:
    assert schedule.working_minutes(COURSE.days[0], CATALOGUE) == 105


def test_a_course_brings_what_its_sessions_need() -> None:
    things = [(one.item.vi, folder) for one, folder in schedule.supplies(COURSE, CATALOGUE)]
    assert things == [("Sỏi", "clb"), ("Giấy", "tap-huan")]


def test_a_course_prints_the_handouts_of_its_sessions_once() -> None:
    assert schedule.printouts(COURSE, CATALOGUE) == {"clb/phieu": [1]}
