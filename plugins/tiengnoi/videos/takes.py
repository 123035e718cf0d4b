"""What somebody read of a clip with a phone: a take of each scene, cut into its sentences."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np

from tiengnoi.locales import LOCALES, label
from tiengnoi.videos import sound
from tiengnoi.videos.checks import VOICE_SPEED
from tiengnoi.videos.cutting import Cut, TooFewPausesError, cut
from tiengnoi.videos.model import Recording
from tiengnoi.videos.recordings import INDEX, same
from tiengnoi.videos.sheet import Narration

_OURS = re.compile(r"[0-9]+-[0-9]+\.opus")
_SECOND_COPY = re.compile(r"(?<=[0-9]) *\([0-9]+\)$")
"""`canh-3 (1)`: so a browser names what it has downloaded before."""

_IMPLAUSIBLE = 3
"""So many times longer or shorter than usual, a recording may be of other words."""

_FADE = 60
"""Milliseconds, within the silence around a sentence: so the noise of a room comes and goes."""


@dataclass(frozen=True, slots=True)
class Take:
    """A scene that somebody read: where its sentences are, and the sound file of each."""

    file: str
    scene: int
    cut: Cut
    sounds: tuple[bytes, ...]


class TakeError(ValueError):
    """A recording that cannot be used: a name of labels.yml, and its values."""

    def __init__(self, name: str, **values: object) -> None:
        super().__init__(name, values)
        self.name, self.values = name, values


def take_of(file: Path, narration: Narration) -> Take:
    """A recording, cut into the sentences of its scene. Raises TakeError."""
    if not file.is_file():
        raise TakeError("narration-no-file")
    number = scene_of(file.stem)
    count = len(narration.board.scenes)
    if number is None:
        raise TakeError("narration-no-number")
    if not 1 <= number <= count:
        raise TakeError("narration-no-scene", number=number, count=count)
    sentences = narration.scene(number)
    try:
        with file.open("rb") as opened:
            take = sound.filtered(sound.decoded(opened), ("highpass", "f=80"))
        found = cut(take, [len(text) for text in sentences])
    except (av.FFmpegError, OSError) as error:
        raise TakeError("narration-no-sound") from error
    except TooFewPausesError as error:
        name = "narration-too-few" if error.heard else "narration-no-speech"
        values = {"number": number, "count": len(sentences), "heard": error.heard}
        raise TakeError(name, **values) from error
    sounds = tuple(sound.written(_faded(_at_our_loudness(piece))) for piece in found.pieces(take))
    return Take(file.name, number, found, sounds)


def scene_of(stem: str) -> int | None:
    """The number of the scene in the name of a file without its ending: the last one in it."""
    numbers = re.findall(r"[0-9]+", _SECOND_COPY.sub("", stem))
    return int(numbers[-1]) if numbers else None


def _at_our_loudness(piece: sound.Samples) -> sound.Samples:
    # Loudness is measured over 0.4 s at a time, so what is short is measured several times over.
    repeated = np.tile(piece, -(-2 * sound.RATE // len(piece)))
    return sound.at_loudness(repeated)[: len(piece)]


def _faded(piece: sound.Samples) -> sound.Samples:
    length = min(sound.samples_in(_FADE), len(piece) // 2)
    shape = np.ones(len(piece))
    shape[:length] = np.linspace(0, 1, length)
    shape[len(piece) - length :] = np.linspace(1, 0, length)
    return (piece * shape).astype(np.int16)


def implausible(sentences: Sequence[str], seconds: Sequence[float]) -> Iterator[tuple[int, float]]:
    """Sentences whose recordings are far too long or too short: their numbers, and how many
    seconds would be usual. Each should have the share of the time that it has of the letters."""
    letters = sum(map(len, sentences))
    speed = letters / sum(seconds) if len(sentences) > 1 else VOICE_SPEED
    for number, (text, length) in enumerate(zip(sentences, seconds, strict=True), 1):
        usual = len(text) / speed
        if not usual / _IMPLAUSIBLE <= length <= usual * _IMPLAUSIBLE:
            yield number, usual


def arranged(
    narration: Narration, takes: Sequence[Take]
) -> tuple[list[Recording], dict[str, bytes]]:
    """All recordings of the clip as recordings.yml then holds them, and the files to write.

    A recording has the number of its sentence. Where the sentence has another one since, its
    file gets that: or else a new recording would take its name, and be heard in its place.
    """
    new = {(take.scene, n): one for take in takes for n, one in enumerate(take.sounds, 1)}
    texts = narration.sentences
    again = [texts[number] for number in new]
    old = [one for one in narration.recordings if not any(same(one.says, t) for t in again)]
    recordings: list[Recording] = []
    sounds: dict[str, bytes] = {}
    for number, text in texts.items():
        name = "{}-{}.opus".format(*number)
        if number in new:
            sounds[name] = new[number]
            recordings.append(Recording(file=name, says=text))
        elif one := next((one for one in old if same(one.says, text)), None):
            old.remove(one)
            file = narration.folder / one.file
            if one.file == name or not _OURS.fullmatch(one.file):
                recordings.append(one)
            elif file.is_file():
                sounds[name] = file.read_bytes()
                recordings.append(Recording(file=name, says=one.says))
    return recordings + [one for one in old if one.file not in sounds], sounds


def index_text(recordings: Sequence[Recording]) -> str:
    """The file recordings.yml."""
    lines = [label("narration-head", locale) for locale in LOCALES]
    lines.append("recordings:")
    for one in recordings:
        lines.append(f"  - file: {_quoted(one.file)}")
        lines.append(f"    says: {_quoted(one.says)}")
    return "\n".join([*lines, ""])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # which is YAML as well


def write(
    narration: Narration, recordings: Sequence[Recording], sounds: Mapping[str, bytes]
) -> None:
    """All files, or none: each is written beside, and if one cannot be put into its place, those
    that were are taken back."""
    folder = narration.folder
    folder.mkdir(parents=True, exist_ok=True)
    contents = {**sounds, INDEX: index_text(recordings).encode()}
    gone = {one.file for one in narration.recordings} - {one.file for one in recordings}
    before = {name: _bytes(folder / name) for name in contents}
    try:
        for name, content in contents.items():
            (folder / f".{name}").write_bytes(content)
        for name in contents:
            (folder / f".{name}").replace(folder / name)
    except BaseException:
        for name, was in before.items():
            if was is None:
                (folder / name).unlink(missing_ok=True)
            elif was != _bytes(folder / name):
                (folder / name).write_bytes(was)
        raise
    finally:
        for name in contents:
            (folder / f".{name}").unlink(missing_ok=True)
    for name in gone:
        if _OURS.fullmatch(name):
            (folder / name).unlink(missing_ok=True)


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
