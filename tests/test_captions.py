"""Captions that can be read: how sentences are cut, how long cues stand, and their files."""

import html
import io
import random
from itertools import pairwise
from pathlib import Path

import pytest
import webvtt
import yaml

from tiengnoi.videos import captions
from tiengnoi.videos.captions import (
    GAP,
    LINE,
    LINES,
    LINGER,
    LONGEST,
    SHORTEST,
    SPEED,
    CaptionError,
    Cue,
    cues,
    needed,
    parse,
    split,
    subrip,
)

ROOT = Path(__file__).parents[1]
PAUSES = tuple(",;:.?!…”–")


def sentences() -> list[str]:
    """All that is said in our storyboards, in both languages."""
    boards = (yaml.safe_load(path.read_text("utf-8")) for path in ROOT.glob("videos/*/*board.yml"))
    scenes = [scene for board in boards for scene in board["scenes"]]
    return [says[locale] for scene in scenes for says in scene["says"] for locale in ("vi", "en")]


SENTENCES = sentences()


def long_ones() -> list[str]:
    """Sentences longer than any of ours: two to four of them as one."""
    chance = random.Random(111)
    several = (chance.sample(SENTENCES, chance.randint(2, 4)) for _ in range(30))
    return [", ".join(one.rstrip(".?!") for one in some) + "." for some in several]


LONG = long_ones()


def test_there_is_something_to_test() -> None:
    assert len(SENTENCES) > 300
    assert max(map(len, LONG)) > 250


# Sentences into cues


@pytest.mark.parametrize("texts", [SENTENCES, LONG], ids=["ours", "long"])
def test_a_cue_has_two_lines_of_42_characters_at_most(texts: list[str]) -> None:
    lines = [cue.split("\n") for text in texts for cue in split(text)]
    assert max(map(len, lines)) <= LINES
    assert max(len(line) for cue in lines for line in cue) <= LINE


@pytest.mark.parametrize("texts", [SENTENCES, LONG], ids=["ours", "long"])
def test_no_word_is_lost(texts: list[str]) -> None:
    for text in texts:
        assert " ".join(" ".join(split(text)).split()) == text


@pytest.mark.parametrize("texts", [SENTENCES, LONG], ids=["ours", "long"])
def test_no_more_cues_than_are_needed(texts: list[str]) -> None:
    """As greedily as can be: each cue takes all the words that fit."""
    for text in texts:
        count, line, lines = 1, "", 1
        for word in text.split():
            if len(longer := f"{line} {word}".strip()) <= LINE:
                line = longer
            elif lines < LINES:
                line, lines = word, lines + 1
            else:
                line, lines, count = word, 1, count + 1
        assert len(split(text)) == count


def test_a_line_is_never_broken_where_another_break_is_as_good_and_better_balanced() -> None:
    for cue in (cue for text in SENTENCES for cue in split(text) if "\n" in cue):
        first, second = cue.split("\n")
        if first.endswith(PAUSES):
            continue
        words = cue.split()
        for at in range(1, len(words)):
            other = " ".join(words[:at]), " ".join(words[at:])
            if max(map(len, other)) <= LINE:
                assert abs(len(first) - len(second)) <= abs(len(other[0]) - len(other[1]))


def test_cues_of_one_sentence_are_alike_in_length() -> None:
    for text in LONG:
        lengths = [len(cue) for cue in split("".join(sign for sign in text if sign not in PAUSES))]
        assert min(lengths) > max(lengths) / 2


@pytest.mark.parametrize(
    "shown",
    [
        [
            "I invite our village to give hands,",
            "the commune planks and rope,\nthis Sunday morning.",
        ],
        [
            "Nhóm nhỏ đọc lại câu hỏi,\nđọc thật chậm cho cả lớp nghe;",
            "từng em giơ tay nói điều mình nghĩ.",
        ],
        ["Rồi cả nhóm đọc:\ncó chuyện không ổn, gọi 111."],
    ],
)
def test_cues_and_lines_end_at_a_pause_of_the_sentence(shown: list[str]) -> None:
    assert split(" ".join(" ".join(shown).split())) == shown


@pytest.mark.parametrize("text", ["Một", "Ô", "a" * LINE, "một " * 9 + "em đọc", "111"])
def test_what_fits_in_a_line_stays_in_one(text: str) -> None:
    assert split(text) == [text]


def test_a_word_longer_than_a_line_is_neither_cut_nor_lost() -> None:
    word = "x" * 60
    assert split(word) == [word]
    assert " ".join(" ".join(split(f"Mở {word} rồi đọc")).split()) == f"Mở {word} rồi đọc"


# Times


def test_cues_can_be_read_where_there_is_as_much_time_as_they_need() -> None:
    for text in SENTENCES + LONG:
        found = [*cues(text, 500, 0, needed(text))]
        assert [cue.text for cue in found] == split(text)
        assert max(cue.speed for cue in found) <= SPEED
        assert min(cue.end - cue.start for cue in found) >= SHORTEST


@pytest.mark.parametrize(("rate", "silence"), [(5, 2600), (14, 0), (14, 350), (20, 700)])
def test_cues_keep_to_their_room_and_do_not_touch(rate: int, silence: int) -> None:
    """`rate`: characters a second that the voice says."""
    for text in SENTENCES + LONG:
        spoken = 1000 * len(text) // rate
        found = [*cues(text, 700, spoken, spoken + silence)]
        assert found[0].start == 700
        assert found[-1].end <= 700 + spoken + silence - GAP
        assert all(before.end + GAP <= after.start for before, after in pairwise(found))
        assert all(0 < cue.end - cue.start <= LONGEST for cue in found)


def test_a_cue_leaves_soon_after_its_sentence() -> None:
    text = "Chị lấy lịch ra, khoanh ngày đối thoại, rồi đếm ngược."
    (cue,) = cues(text, 0, 4000, 60_000)
    assert cue.end == 4000 + LINGER - GAP


def test_cues_go_with_the_voice() -> None:
    """Each begins when about as much has been said as stands before it."""
    for text in LONG:
        spoken, said = 60 * len(text), 0
        for cue in cues(text, 0, spoken, spoken + LINGER):
            assert abs(cue.start - spoken * said / len(text)) < 900
            said += len(cue.text) + 1


# Files


def all_cues(texts: list[str]) -> list[Cue]:
    now = 0
    found: list[Cue] = []
    for text in texts:
        found += cues(text, now, 70 * len(text), 70 * len(text) + 400)
        now += 70 * len(text) + 400
    return found


HOSTILE = [
    Cue(0, 999, "R&D <b>đậm</b> -->\n&amp; &lt; “x”"),
    Cue(1000, 59_999, "WEBVTT"),
    Cue(60_000, 3_599_999, "NOTE không phải ghi chú"),
    Cue(3_600_000, 36_000_001, "1 < 2 > 0 && <00:01.000>"),
]
ALL = all_cues(SENTENCES)


@pytest.mark.parametrize("written", [ALL, HOSTILE, []], ids=["ours", "hostile", "none"])
def test_what_we_write_we_read(written: list[Cue]) -> None:
    text = captions.webvtt(written)
    read = parse(text)
    assert [cue for cue, _ in read] == written
    assert all("-->" in text.split("\n")[line - 1] for _, line in read)


@pytest.mark.parametrize("written", [ALL, HOSTILE], ids=["ours", "hostile"])
def test_another_program_reads_what_we_write(written: list[Cue]) -> None:
    read = webvtt.from_string(captions.webvtt(written), strict=True)
    assert [as_cue(one) for one in read.captions] == written


def as_cue(one: webvtt.Caption) -> Cue:
    start, end = (time.in_milliseconds() for time in (one.start_time, one.end_time))
    return Cue(start, end, html.unescape(one.text))


def test_another_program_reads_our_subrip() -> None:
    read = webvtt.WebVTT.from_buffer(io.StringIO(subrip(ALL)), format="srt")
    assert [as_cue(one) for one in read.captions] == ALL
    assert subrip(ALL).startswith("1\n00:00:00,000 --> ")


FOREIGN = """WEBVTT - Phim của xã
Kind: captions

NOTE
Người làm: An

STYLE
::cue { color: yellow }

mở đầu
00:01.000 --> 00:02.500 align:start position:10%
<v.em An>Chào <i>em</i>, <00:01.500>nhé &amp; vui

2
01:00:03.000 \t-->  100:00:04.000
- Ai đó?
- Em đây.
"""


def test_a_file_of_another_program_is_read() -> None:
    assert parse(FOREIGN) == [
        (Cue(1000, 2500, "Chào em, nhé & vui"), 11),
        (Cue(3_603_000, 360_004_000, "- Ai đó?\n- Em đây."), 15),
    ]
    assert parse(FOREIGN.replace("\n", "\r\n")) == parse(FOREIGN)
    assert [as_cue(one) for one in webvtt.from_string(FOREIGN).captions] == [
        cue for cue, _ in parse(FOREIGN)
    ]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "captions-form", 1),
        ("1\n00:00:01,000 --> 00:00:02,000\nSubRip\n", "captions-form", 1),
        ("WEBVTT\n\n00:01,000 --> 00:02,000\na\n", "captions-time", 3),
        ("WEBVTT\n\n0:01.000 --> 0:02.000\na\n", "captions-time", 3),
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\na\n\n00:03.000 --> 00:03.000\nb\n",
            "captions-time",
            6,
        ),
        ("WEBVTT\n\n00:05.000 --> 00:04.000\na\n", "captions-time", 3),
        ("WEBVTT\n\n00:01.000 --> 00:61.000\na\n", "captions-time", 3),
    ],
)
def test_a_file_with_a_mistake_says_its_line(text: str, code: str, line: int) -> None:
    with pytest.raises(CaptionError) as told:
        parse(text)
    assert (told.value.code, told.value.line) == (code, line)
