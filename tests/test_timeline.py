"""When sentences are said, captions can be read, and pictures are seen."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from tiengnoi.locales import LOCALES, Locale
from tiengnoi.videos.captions import GAP, SHORTEST, SPEED, SPEED_LIMIT, needed
from tiengnoi.videos.checks import VOICE_SPEED
from tiengnoi.videos.model import Storyboard
from tiengnoi.videos.timeline import AFTER, BEFORE, BETWEEN, MOST, Shown, timeline

ROOT = Path(__file__).parents[1]
CLIP = {
    "title": {"vi": "A", "en": "A"},
    "guide": "clb",
    "topics": ["quyen"],
    "summary": {"vi": "A", "en": "A"},
    "updated": "2026-11-24",
}


def board(*scenes: tuple[list[tuple[str, str]], list[int]]) -> Storyboard:
    """`scenes`: what is said in both languages, and in which sentence each point is."""
    made = [
        {
            "title": {"vi": f"Cảnh {number}", "en": f"Scene {number}"},
            "layout": "points",
            "points": [{"text": {"vi": "A", "en": "A"}, "said_in": one} for one in points],
            "says": [{"vi": vi, "en": en} for vi, en in says],
        }
        for number, (says, points) in enumerate(scenes, 1)
    ]
    return Storyboard.model_validate({**CLIP, "scenes": made})


def ours() -> dict[str, Storyboard]:
    found: dict[str, Storyboard] = {}
    for path in sorted(ROOT.glob("videos/*/storyboard.yml")):
        read: Any = yaml.safe_load(path.read_text("utf-8"))
        found[path.parent.name] = Storyboard.model_validate(read)
    return found


OURS = ours()
every_clip = pytest.mark.parametrize("id", OURS)
in_both = pytest.mark.parametrize("voice", LOCALES)


def as_said(board: Storyboard, voice: Locale, speed: float = VOICE_SPEED) -> list[int]:
    texts = (sentence.text(voice).words for _, _, sentence in board.sentences())
    return [round(1000 * len(text) / speed) for text in texts]


SHORT = ("Em chào.", "Say hello.")
TWO = board(([SHORT, SHORT, SHORT], [2, 1, 3, 2]), ([SHORT], []), ([SHORT, SHORT], [2]))
LENGTHS = [1000, 2000, 3000, 1500, 900, 1100]
TIMES = timeline(TWO, LENGTHS)


def test_sentences_stand_one_after_the_other_with_silence_between() -> None:
    assert [(one.scene, one.number) for one in TIMES.said] == [
        (0, 1), (0, 2), (0, 3), (1, 1), (2, 1), (2, 2),
    ]  # fmt: skip
    assert [one.end - one.start for one in TIMES.said] == LENGTHS
    assert [one.until - one.end for one in TIMES.said] == [
        BETWEEN, BETWEEN, AFTER, AFTER, BETWEEN, AFTER,
    ]  # fmt: skip
    assert TIMES.starts == (0, 7900, 10_600)
    for one in TIMES.said:
        before = BEFORE if one.number == 1 else 0
        earlier = [other.until for other in TIMES.said if other.until <= one.start]
        assert one.start == max(earlier, default=0) + before
    assert TIMES.duration == TIMES.said[-1].until


def test_a_point_appears_when_its_sentence_begins() -> None:
    first, second, third = (one.start for one in TIMES.said[:3])
    assert TIMES.shown[:3] == (Shown(0, 0, 1), Shown(second, 0, 3), Shown(third, 0, 4))
    assert first > 0  # what the first sentence says is there from the beginning of the scene
    assert TIMES.shown[3:] == (
        Shown(7900, 1, 0),
        Shown(10_600, 2, 0),
        Shown(TIMES.said[-1].start, 2, 1),
    )


def test_a_scene_is_a_chapter() -> None:
    vi, en = (TIMES.chapters(TWO, locale) for locale in LOCALES)
    assert [cue.text for cue in vi] == ["Cảnh 1", "Cảnh 2", "Cảnh 3"]
    assert [cue.text for cue in en] == ["Scene 1", "Scene 2", "Scene 3"]
    assert [(cue.start, cue.end) for cue in vi] == [(0, 7900), (7900, 10_600), (10_600, 14_150)]


def test_it_is_silent_until_the_longer_language_could_be_read() -> None:
    long = "Nobody pays anything for this call, whether by day or by night."
    for pair in (("Gọi miễn phí.", long), (long, "It is free.")):
        one = board(([pair], []))
        times = timeline(one, [1200])
        (said,) = times.said
        assert said.until - said.start == needed(long)
        for locale in LOCALES:
            (cue,) = times.captions(one, locale)
            assert cue.speed <= SPEED


def test_it_is_never_silent_for_longer_than_a_listener_bears() -> None:
    one = board(([("Vâng.", "Nobody pays anything for this call, " * 4)], []))
    (said,) = timeline(one, [400]).said
    assert said.until - said.end == MOST


def test_a_translation_that_is_lacking_asks_for_no_time() -> None:
    alone = Storyboard.model_validate(
        {
            **CLIP,
            "scenes": [{"title": {"vi": "A"}, "layout": "points", "says": [{"vi": "Em chào."}]}],
        }
    )
    assert timeline(alone, [900]).duration == BEFORE + 900 + AFTER


@every_clip
@in_both
def test_pictures_cover_the_whole_clip(id: str, voice: Locale) -> None:
    one = OURS[id]
    times = timeline(one, as_said(one, voice))
    starts = [shown.start for shown in times.shown]
    assert starts[0] == 0
    assert all(before < after for before, after in pairwise(starts))
    assert starts[-1] < times.duration
    assert {shown.scene for shown in times.shown} == {*range(len(one.scenes))}
    assert {*times.starts} <= {*starts}
    for number, scene in enumerate(one.scenes):
        counts = [shown.points for shown in times.shown if shown.scene == number]
        assert counts == sorted({*counts})
        assert counts[-1] == len(scene.points)


@every_clip
@in_both
def test_our_captions_can_be_read_in_both_languages(id: str, voice: Locale) -> None:
    one = OURS[id]
    times = timeline(one, as_said(one, voice))
    for locale in LOCALES:
        cues = times.captions(one, locale)
        assert max(cue.speed for cue in cues) <= SPEED
        assert min(cue.end - cue.start for cue in cues) >= SHORTEST
        assert all(before.end + GAP <= after.start for before, after in pairwise(cues))
        assert cues[-1].end <= times.duration


@every_clip
@in_both
def test_a_voice_in_a_hurry_leaves_captions_below_the_limit(id: str, voice: Locale) -> None:
    one = OURS[id]
    times = timeline(one, as_said(one, voice, speed=20))
    for locale in LOCALES:
        assert max(cue.speed for cue in times.captions(one, locale)) <= SPEED_LIMIT
