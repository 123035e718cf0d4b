"""`tiengnoi narration`: a sheet to read from, and takes by phone cut into sentences."""

import shutil
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
import yaml
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from test_catalogue import problems_of
from tiengnoi.cli import main
from tiengnoi.locales import LOCALES, Locale
from tiengnoi.problems import Problems
from tiengnoi.reading import read_catalogue
from tiengnoi.videos.cutting import Cut, TooFewPausesError, cut
from tiengnoi.videos.model import Recording
from tiengnoi.videos.recordings import outdated, recording_of
from tiengnoi.videos.sheet import unusual
from tiengnoi.videos.sound import RATE, Samples, decoded, loudness
from tiengnoi.videos.speech import speak
from tiengnoi.videos.takes import implausible, index_text, scene_of

Sound = NDArray[np.float64]

CLIP = "videos/chao-nhau"
VOICES = f"{CLIP}/narration/vi"
SCENES = {
    1: ("Gặp bạn mới, em chào trước.", "Em nói tên mình."),
    2: ("Cần giúp, em gọi một một một.", "Gọi không mất tiền."),
}
"""What is heard in the scenes of the example's clip."""


# Takes that are made of sounds like speech: where each sentence begins and ends is known.


def seconds(length: float) -> int:
    return round(length * RATE)


def noise(length: int, rng: np.random.Generator, *, falling: float = 0.5) -> Sound:
    """`falling`: how much low sounds prevail, 0.5 for pink noise."""
    size = 1 << length.bit_length()
    spectrum = np.fft.rfft(rng.standard_normal(size))
    spectrum /= np.maximum(np.fft.rfftfreq(size, 1 / RATE), 20) ** falling
    sound: Sound = np.fft.irfft(spectrum)[:length]
    sound /= sound.std()
    return sound


def syllable(rng: np.random.Generator) -> Sound:
    """A consonant of noise, then a vowel: a tone with overtones, rising and falling."""
    consonant, vowel = seconds(rng.uniform(0.03, 0.08)), seconds(rng.uniform(0.1, 0.22))
    time = np.arange(vowel) / RATE
    pitch = rng.uniform(110, 240) * (1 + 0.2 * np.sin(3 * time))
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    tone = sum(np.sin(n * phase) / n for n in range(1, 9)) * np.sin(np.pi * time * RATE / vowel)
    hiss = 0.3 * noise(consonant, rng, falling=0)
    return 3000 * np.concatenate([hiss, rng.uniform(0.6, 1) * np.asarray(tone)])


def sentence(rng: np.random.Generator, syllables: int, comma: float = 0) -> Sound:
    """`comma`: seconds of a pause in the middle."""
    parts: list[Sound] = []
    for n in range(syllables):
        gap = comma if n == syllables // 2 else rng.uniform(0, 0.06)
        parts += [np.zeros(seconds(gap))] if n else []
        parts.append(syllable(rng))
    return np.concatenate(parts)


def take(
    sentences: Sequence[Sound], pauses: Sequence[float], before: float = 0.8, after: float = 0.9
) -> tuple[Sound, list[tuple[int, int]]]:
    """The sentences with pauses between them, and where they are."""
    parts, places = [np.zeros(seconds(before))], []
    for one, pause in zip(sentences, [*pauses, after], strict=True):
        start = sum(map(len, parts))
        places.append((start, start + len(one)))
        parts += [one, np.zeros(seconds(pause))]
    return np.concatenate(parts), places


def in_room(sound: Sound, rng: np.random.Generator, ratio: float, falling: float = 0.5) -> Samples:
    """With noise, which the loud parts of the voice are `ratio` dB above."""
    voice = np.sqrt(np.percentile(sound[sound != 0] ** 2, 75))
    heard = sound + noise(len(sound), rng, falling=falling) * voice / 10 ** (ratio / 20)
    samples: Samples = np.clip(np.round(heard), -32768, 32767).astype(np.int16)
    return samples


def off(found: Cut, places: Sequence[tuple[int, int]]) -> float:
    """By how many seconds the worst edge of a sentence is wrong."""
    pairs = zip(found.sentences, places, strict=True)
    return (
        max(max(abs(one.start - start), abs(one.end - end)) for one, (start, end) in pairs) / RATE
    )


@pytest.mark.parametrize("ratio", [60, 40, 30, 20, 15, 10])
@pytest.mark.parametrize("seed", range(6))
def test_a_take_is_cut_within_a_tenth_of_a_second(ratio: int, seed: int) -> None:
    """However noisy the room is, and though commas make pauses, too."""
    rng = np.random.default_rng(seed)
    sizes = [int(one) for one in rng.integers(3, 14, 5)]
    said = [sentence(rng, size, rng.uniform(0.2, 0.4)) for size in sizes]
    sound, places = take(said, rng.uniform(0.6, 1.2, 4).tolist())
    assert off(cut(in_room(sound, rng, ratio), sizes), places) < 0.1


def test_a_fan_that_is_louder_than_the_voice_is_not_heard() -> None:
    rng = np.random.default_rng(1)
    sound, places = take([sentence(rng, 6, 0.3) for _ in range(3)], [0.8, 0.7])
    assert off(cut(in_room(sound, rng, -3, falling=1.5), [6, 6, 6]), places) < 0.1


def test_a_breath_does_not_end_a_pause() -> None:
    rng = np.random.default_rng(2)
    sound, places = take([sentence(rng, 8, 0.35) for _ in range(3)], [0.9, 0.9])
    for (_, end), (start, _) in pairwise(places):
        breath = np.hanning(seconds(0.35)) * noise(seconds(0.35), rng, falling=0)
        middle = (start + end - len(breath)) // 2
        sound[middle : middle + len(breath)] += 400 * breath
    found = cut(in_room(sound, rng, 45), [8, 8, 8])
    assert off(found, places) < 0.1
    assert not found.doubtful


def test_a_finger_on_the_phone_is_no_sentence() -> None:
    rng = np.random.default_rng(3)
    sound, places = take([sentence(rng, 6), sentence(rng, 6)], [0.7], before=1.5, after=1.5)
    for at in (0.1, len(sound) / RATE - 0.2):
        sound[seconds(at) : seconds(at + 0.04)] += 6000 * noise(seconds(0.04), rng, falling=0)
    assert off(cut(in_room(sound, rng, 40), [6, 6]), places) < 0.1


def test_a_phone_may_blank_out_pauses() -> None:
    rng = np.random.default_rng(4)
    sound, places = take([sentence(rng, 6, 0.3) for _ in range(3)], [0.7, 0.9])
    assert off(cut(sound.astype(np.int16), [6, 6, 6]), places) < 0.1


def test_what_is_soft_or_loud_is_cut_alike() -> None:
    rng = np.random.default_rng(5)
    sound, places = take([sentence(rng, 7, 0.3) for _ in range(3)], [0.7, 0.9])
    for share in (0.03, 3):
        assert off(cut(in_room(sound * share, rng, 25), [7, 7, 7]), places) < 0.1


def test_of_pauses_that_are_alike_those_are_taken_that_fit_the_sentences() -> None:
    """Three silences of the same length: which of them is a comma, the lengths tell."""
    rng = np.random.default_rng(6)
    parts = [sentence(rng, syllables) for syllables in (5, 5, 5, 5)]
    sound, places = take(parts, [0.6, 0.6, 0.6])
    heard = in_room(sound, rng, 40)
    for sizes, ends in (([5, 10, 5], (0, 2)), ([10, 5, 5], (1, 2)), ([5, 5, 10], (0, 1))):
        found = cut(heard, sizes)
        last = [one.end for one in found.sentences[:-1]]
        assert last == pytest.approx([places[end][1] for end in ends], abs=seconds(0.1))
        assert found.doubtful


def test_one_sentence_is_only_trimmed() -> None:
    rng = np.random.default_rng(7)
    sound, places = take([sentence(rng, 9, 0.5)], [], before=2, after=1)
    found = cut(in_room(sound, rng, 30), [9])
    assert off(found, places) < 0.1
    assert not found.doubtful
    (piece,) = found.pieces(in_room(sound, rng, 30))
    (start, end) = places[0]
    assert (len(piece) - (end - start)) / RATE == pytest.approx(0.24, abs=0.1)


def test_too_few_pauses_are_counted() -> None:
    rng = np.random.default_rng(8)
    sound, _ = take([sentence(rng, 6), sentence(rng, 6)], [0.8])
    with pytest.raises(TooFewPausesError) as error:
        cut(in_room(sound, rng, 35), [6, 6, 6])
    assert error.value.heard == 2


@pytest.mark.parametrize("falling", [0, 0.5, 1])
def test_noise_is_no_speech(falling: float) -> None:
    rng = np.random.default_rng(9)
    with pytest.raises(TooFewPausesError) as error:
        cut((200 * noise(seconds(8), rng, falling=falling)).astype(np.int16), [9])
    assert error.value.heard == 0


def test_silence_is_no_speech() -> None:
    for length in (0, 1, RATE):
        with pytest.raises(TooFewPausesError):
            cut(np.zeros(length, np.int16), [9])


# Takes that a voice has read, as a phone writes them.


@cache
def said(text: str, locale: Locale = "vi") -> Samples:
    return speak(text, locale)


def read_aloud(
    texts: Sequence[str], pauses: Sequence[float] = (), locale: Locale = "vi"
) -> Samples:
    rng = np.random.default_rng(len(texts))
    breaths = pauses or rng.uniform(0.6, 1, len(texts) - 1).tolist()
    sound, _ = take([said(text, locale).astype(float) for text in texts], breaths)
    return in_room(sound / 4, rng, 30)


def phone(path: Path, samples: Samples) -> Path:
    """A file as phones write it: AAC, 44,100 a second, both channels."""
    return encoded(path, samples, "aac", "fltp", 44_100, 2)


def encoded(
    path: Path, samples: Samples, codec: str, kind: str, rate: int, channels: int = 1
) -> Path:
    path.parent.mkdir(exist_ok=True)
    layout = ("mono", "stereo")[channels - 1]
    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
    frame.sample_rate, frame.pts, frame.time_base = RATE, 0, Fraction(1, RATE)
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate, layout=layout)
        assert isinstance(stream, av.AudioStream)
        resampler = AudioResampler(kind, layout, rate, frame_size=stream.frame_size or 1024)
        for one in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(stream.encode(one))
        container.mux(stream.encode(None))
    return path


@pytest.fixture(scope="module")
def phones(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Takes of both scenes of the example."""
    folder = tmp_path_factory.mktemp("phone")
    for number, texts in SCENES.items():
        phone(folder / f"canh-{number}.m4a", read_aloud(texts))
    return folder


def narrate(example: Path, *arguments: str | Path) -> int:
    return main(["narration", "chao-nhau", *map(str, arguments), "--root", str(example)])


def recorded(example: Path) -> dict[str, str]:
    """What recordings.yml holds: files, and the words in them."""
    index = yaml.safe_load((example / VOICES / "recordings.yml").read_text("utf-8"))
    return {one["file"]: one["says"] for one in index["recordings"]}


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def change(example: Path, old: str, new: str) -> None:
    path = example / CLIP / "storyboard.yml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def consent(example: Path) -> None:
    path = example / CLIP / "storyboard.yml"
    path.write_text(
        path.read_text("utf-8")
        + 'consent: [{who: {vi: "Giọng đọc", en: "Voice"}, given_by: "cán bộ Hội",'
        + " given: 2026-11-24, until: 2099-12-31}]\n",
        "utf-8",
    )


def test_a_take_becomes_a_recording_of_each_sentence(
    example: Path, phones: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    consent(example)
    assert narrate(example, phones / "canh-1.m4a", phones / "canh-2.m4a") == 0
    told = capsys.readouterr().out
    assert "canh-1.m4a → cảnh 1. Gặp bạn mới" in told
    assert "Đã thu 4 trong 4 câu (vi)." in told
    assert "`tiengnoi clips chao-nhau`" in told
    assert "nghe lại" not in told
    assert "consent" not in told
    assert recorded(example) == {
        "1-1.opus": "Gặp bạn mới, em chào trước.",
        "1-2.opus": "Em nói tên mình.",
        "2-1.opus": "Cần giúp, em gọi 111.",
        "2-2.opus": "Gọi không mất tiền.",
    }
    for scene, texts in SCENES.items():
        for number, text in enumerate(texts, 1):
            heard = decoded(example / VOICES / f"{scene}-{number}.opus")
            length = (len(heard) - len(said(text))) / RATE
            assert length == pytest.approx(0.24, abs=0.15), "with 0.12 s of silence on either side"
            assert loudness(heard) == pytest.approx(-16, abs=1)
    assert not problems_of(example)
    catalogue = read_catalogue(example, Problems())
    for text in recorded(example).values():
        assert recording_of(catalogue, "chao-nhau", "vi", text)


@pytest.mark.parametrize(
    ("name", "codec", "kind", "rate"),
    [
        ("1.wav", "pcm_s16le", "s16", 8_000),
        ("1.mp3", "libmp3lame", "fltp", 48_000),
        ("1.webm", "libopus", "flt", 48_000),
        ("1.3gp", "aac", "fltp", 16_000),
        ("1.flac", "flac", "s16", 96_000),
    ],
)
def test_any_format_is_read(
    example: Path, phones: Path, name: str, codec: str, kind: str, rate: int
) -> None:
    take = decoded(phones / "canh-1.m4a")
    assert narrate(example, encoded(example.parent / name, take, codec, kind, rate)) == 0
    assert recorded(example).keys() == {"1-1.opus", "1-2.opus"}


def test_the_same_take_gives_the_same_bytes(example: Path, phones: Path) -> None:
    narrate(example, phones / "canh-1.m4a", phones / "canh-2.m4a")
    before = contents(example)
    narrate(example, phones / "canh-2.m4a", phones / "canh-1.m4a")
    assert contents(example) == before


def test_what_the_tool_writes_reads_as_what_editors_write(example: Path, phones: Path) -> None:
    narrate(example, phones / "canh-1.m4a")
    lines = (example / VOICES / "recordings.yml").read_text("utf-8").split("\n")
    assert [line[:2] for line in lines[:2]] == ["# ", "# "]
    assert lines[2:] == [
        "recordings:",
        '  - file: "1-1.opus"',
        '    says: "Gặp bạn mới, em chào trước."',
        '  - file: "1-2.opus"',
        '    says: "Em nói tên mình."',
        "",
    ]


def test_without_consent_the_lines_to_copy_are_told(
    example: Path, phones: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert narrate(example, phones / "canh-1.m4a") == 0
    told = capsys.readouterr().out
    lines = told[told.index("consent:\n") :]
    lines = lines[: lines.index("Tiếp theo")]
    path = example / CLIP / "storyboard.yml"
    path.write_text(path.read_text("utf-8") + lines.replace("…", "cán bộ Hội"), "utf-8")
    assert not problems_of(example)
    child = lines.replace("# child", "child").replace("# guardian", "guardian")
    path.write_text(path.read_text("utf-8").replace(lines, child), "utf-8")
    assert not problems_of(example)


def test_in_english(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = ("You meet someone new: say hello.", "Say your name.")
    file = phone(example.parent / "scene_01.m4a", read_aloud(texts, locale="en"))
    assert narrate(example, "--language", "en", file, "--lang", "en") == 0
    told = capsys.readouterr().out
    assert "2 of 4 sentences are recorded (en)." in told
    assert "Still to record, scene 2: 2.1, 2.2" in told
    assert (example / CLIP / "narration/en/1-2.opus").is_file()


def test_where_one_take_cannot_be_used_nothing_is_written(
    example: Path, phones: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = ("Em gọi một một một.", "Gọi không mất tiền.")
    hasty = phone(example.parent / "phone/canh-2.m4a", read_aloud(texts, pauses=[0.1]))
    before = contents(example)
    for lang, words in (("vi", "chỉ nghe ra 1"), ("en", "only 1 can be told apart")):
        assert narrate(example, phones / "canh-1.m4a", hasty, "--lang", lang) == 1
        assert words in capsys.readouterr().err
        assert contents(example) == before
    narrate(example, phones / "canh-1.m4a")
    before = contents(example)
    assert narrate(example, phones / "canh-1.m4a", hasty) == 1
    assert contents(example) == before


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("canh-3.m4a", "không có cảnh 3, chỉ có 2 cảnh"),
        ("canh-0.m4a", "không có cảnh 0"),
        ("ghi âm.m4a", "không có số của cảnh"),
        ("canh-1 (2).m4a", "cảnh 1 đã có bản thu canh-1.m4a"),
        ("canh-2.txt", "không đọc được tiếng"),
        ("canh-2.wav", "không nghe thấy tiếng nói"),
        ("canh-2.mp3", "không có tệp này"),
    ],
)
def test_what_is_wrong_with_a_recording_is_told(
    example: Path, phones: Path, capsys: pytest.CaptureFixture[str], name: str, words: str
) -> None:
    file = example.parent / name
    if file.suffix == ".m4a":
        shutil.copy(phones / "canh-1.m4a", file)
    elif file.suffix == ".txt":
        file.write_text("Không phải tiếng.", "utf-8")
    elif file.suffix == ".wav":
        encoded(file, np.zeros(RATE, np.int16), "pcm_s16le", "s16", RATE)
    assert narrate(example, phones / "canh-1.m4a", file) == 1
    told = capsys.readouterr().err
    assert f"{name}: " in told
    assert words in told
    assert not (example / VOICES).exists()


def test_a_run_that_cannot_write_takes_everything_back(
    example: Path, phones: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    narrate(example, phones / "canh-1.m4a")
    (example / VOICES / "2-2.opus").mkdir()
    change(example, "Em nói tên mình.", "Em nói tên em.")
    before = contents(example)
    assert narrate(example, phones / "canh-1.m4a", phones / "canh-2.m4a") == 1
    assert "Chưa ghi gì cả" in capsys.readouterr().err
    assert contents(example) == before


def test_other_scenes_and_other_files_are_kept(example: Path, phones: Path) -> None:
    narrate(example, phones / "canh-1.m4a")
    (example / VOICES / "cua-toi.opus").write_bytes(b"")
    first = contents(example / VOICES)
    narrate(example, phones / "canh-2.m4a")
    both = contents(example / VOICES)
    assert recorded(example).keys() == {"1-1.opus", "1-2.opus", "2-1.opus", "2-2.opus"}
    del first["recordings.yml"]
    assert first.items() <= both.items()


def test_a_sentence_that_changes_is_to_be_recorded_again(
    example: Path, phones: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    consent(example)
    narrate(example, phones / "canh-1.m4a", phones / "canh-2.m4a")
    change(example, "Em nói tên mình.", "Em nói tên và tuổi.")
    catalogue = read_catalogue(example, Problems())
    (old,) = outdated(catalogue, "chao-nhau", "vi")
    assert (old.file, old.says) == ("1-2.opus", "Em nói tên mình.")
    capsys.readouterr()
    narrate(example)
    told = capsys.readouterr().out
    assert "Đã thu 3 trong 4 câu (vi).\n  Còn phải thu, cảnh 1: 1.2\n" in told
    narrate(example, phones / "canh-1.m4a")
    assert not [*outdated(read_catalogue(example, Problems()), "chao-nhau", "vi")]


def test_recordings_follow_sentences_that_move(example: Path, phones: Path) -> None:
    """A new first scene: what was 1-1 is 2-1 now, and its voice is not lost to the new 1-1."""
    consent(example)
    narrate(example, phones / "canh-1.m4a", phones / "canh-2.m4a")
    before = contents(example / VOICES)
    scene = '  - title: {vi: "Chào", en: "Hello"}\n    layout: picture\n    art: em-chao\n'
    scene += '    says:\n      - {vi: "Chào em.", en: "Hello."}\n'
    change(example, "scenes:\n", "scenes:\n" + scene)
    file = phone(example.parent / "1.m4a", read_aloud(["Chào em."]))
    assert narrate(example, file) == 0
    after = contents(example / VOICES)
    assert recorded(example) == {
        "1-1.opus": "Chào em.",
        "2-1.opus": "Gặp bạn mới, em chào trước.",
        "2-2.opus": "Em nói tên mình.",
        "3-1.opus": "Cần giúp, em gọi 111.",
        "3-2.opus": "Gọi không mất tiền.",
    }
    assert after.keys() == {*recorded(example), "recordings.yml"}
    for scene_number in (1, 2):
        for number in (1, 2):
            moved = after[f"{scene_number + 1}-{number}.opus"]
            assert moved == before[f"{scene_number}-{number}.opus"]
    assert not problems_of(example)


def test_what_is_far_too_long_or_short_is_told(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody read other words: it is written, and the editor is asked to listen."""
    texts = ("Chào.", "Em nói tên mình và nói tên trường mình và tên xã mình cho bạn mới nghe.")
    assert narrate(example, phone(example.parent / "1.m4a", read_aloud(texts))) == 0
    told = capsys.readouterr().out
    assert "Hãy nghe lại câu 1.1 “Gặp bạn mới, em chào trước.”: bản thu dài" in told
    assert (example / VOICES / "1-1.opus").is_file()


def test_a_sentence_has_its_share_of_the_time() -> None:
    texts = ["a" * 60, "b" * 30, "c" * 30]
    assert not [*implausible(texts, [4, 2, 2])]
    assert not [*implausible(texts, [4, 1, 4])]
    assert [number for number, _ in implausible(texts, [4, 0.5, 4])] == [2]
    assert [*implausible(["a" * 30], [7])] == [(1, 2)]
    assert not [*implausible(["a" * 30], [3])]


@pytest.mark.parametrize(
    ("name", "scene"),
    [
        ("canh-3", 3),
        ("Cảnh 3", 3),
        ("3", 3),
        ("scene_03", 3),
        ("goi-111-canh-12", 12),
        ("canh-3 (1)", 3),
        ("canh-3(2)", 3),
        ("(3)", 3),
        ("canh", None),
    ],
)
def test_the_last_number_of_a_name_is_the_scene(name: str, scene: int | None) -> None:
    assert scene_of(name) == scene


# The sheet.


def test_the_sheet_has_every_sentence_and_how_to_say_it(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert narrate(example) == 0
    told = capsys.readouterr().out
    assert told.startswith("Bản đọc: Chào nhau\n")
    assert "Cảnh 1. Gặp bạn mới\n  1.1  Gặp bạn mới, em chào trước.\n  1.2  Em nói" in told
    assert "  2.1  Cần giúp, em gọi 111.\n       đọc: 111 → một một một\n" in told
    assert "canh-3.m4a" in told
    assert "Còn phải thu, cảnh 2: 2.1, 2.2" in told
    assert "✓" not in told
    assert narrate(example, "--language", "en") == 0
    told = capsys.readouterr().out
    assert "Scene 2. When you need help\n  2.1  If you need help, call 111.\n" in told
    assert "say: 111 → one one one" in told
    assert "giây" not in told


def test_the_sheet_marks_what_is_recorded(
    example: Path, phones: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    narrate(example, phones / "canh-2.m4a")
    capsys.readouterr()
    narrate(example)
    told = capsys.readouterr().out
    assert told.count("✓ đã thu") == 2
    assert "  2.2  Gọi không mất tiền.\n       ✓ đã thu\n" in told
    assert told.index("Còn phải thu, cảnh 1: 1.1, 1.2") > told.index("2.2")
    assert "cảnh 2:" not in told
    (example / VOICES / "2-2.opus").unlink()
    narrate(example)
    assert "Còn phải thu, cảnh 2: 2.2" in capsys.readouterr().out


def test_of_two_ways_to_say_something_the_longer_one_is_meant() -> None:
    known = {"UBND": "ủy ban nhân dân", "UBND xã": "ủy ban xã", "111": "một một một"}
    assert unusual("Gọi 111 hoặc đến UBND xã, 111.", known) == [
        ("111", "một một một"),
        ("UBND xã", "ủy ban xã"),
    ]
    assert unusual("UBND xã và UBND.", known) == [
        ("UBND xã", "ủy ban xã"),
        ("UBND", "ủy ban nhân dân"),
    ]


def test_words_with_quotes_are_read_back() -> None:
    says = 'Em nói: "Không", rồi \\ đi.'
    text = index_text([Recording(file="1-1.opus", says=says)])
    assert yaml.safe_load(text)["recordings"][0]["says"] == says


# What cannot be read aloud.


def test_an_unknown_clip_is_told(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for locale in LOCALES:
        assert main(["narration", "chao", "--root", str(example), "--lang", locale]) == 2
        told = capsys.readouterr().err
        assert "“chao”" in told
        assert "chao-nhau" in told


def test_a_film_has_its_own_voice(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (example / "videos/phim").mkdir()
    board = (example / CLIP / "storyboard.yml").read_text("utf-8")
    film = "file: film.mp4\nspoken: vi\n"
    film += 'chapters: [{starts: "0:00", title: {vi: "A"}, shows: {vi: "B"}}]\n'
    text = board[: board.index("scenes:")] + film
    (example / "videos/phim/clip.yml").write_text(text, "utf-8")
    assert main(["narration", "phim", "--root", str(example)]) == 2
    assert "phim đã quay" in capsys.readouterr().err


def test_mistakes_in_the_sources_come_first(
    example: Path, phones: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    narrate(example, phones / "canh-1.m4a")
    index = example / VOICES / "recordings.yml"
    index.write_text("recordings: [", "utf-8")
    before = contents(example)
    assert narrate(example, phones / "canh-2.m4a") == 1
    assert f"{VOICES}/recordings.yml" in capsys.readouterr().err
    change(example, "layout: call", "layout: cal")
    assert narrate(example) == 1
    assert f"{CLIP}/storyboard.yml" in capsys.readouterr().err
    change(example, "layout: cal\n", "layout: call\n")
    assert contents(example) == before


def test_a_clip_that_is_not_translated_is_not_read_in_english(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(example, ', en: "Saying hello"', "")
    assert narrate(example, "--language", "en") == 1
    assert "chưa có bản “en”" in capsys.readouterr().err
