"""Recorded voices: `videos/<clip>/narration/<language>/`, a sound file for each sentence.

A recording speaks the words that `recordings.yml` says. It stands for every sentence with just
these words, wherever in the storyboard it is; when the sentence changes, it is out of date.
"""

from collections.abc import Iterator
from pathlib import Path

from tiengnoi.catalogue import Catalogue
from tiengnoi.locales import Locale
from tiengnoi.videos.model import Recording

FOLDER = "narration"
INDEX = "recordings.yml"


def folder_of(root: Path, clip: str, locale: Locale) -> Path:
    return root / "videos" / clip / FOLDER / locale


def recording_of(catalogue: Catalogue, clip: str, locale: Locale, text: str) -> Path | None:
    """The sound file of a sentence; None where nobody has recorded it as it now is, or where no
    consent of the speaker is there."""
    recorded = catalogue.recordings.get((clip, locale))
    if recorded is None or not catalogue.clips[clip].consent:
        return None
    for one in recorded.recordings:
        if same(one.says, text):
            path = folder_of(catalogue.root, clip, locale) / one.file
            return path if path.is_file() else None
    return None


def outdated(catalogue: Catalogue, clip: str, locale: Locale) -> Iterator[Recording]:
    """Recordings of words that no sentence of the clip has any more."""
    board, recorded = catalogue.clips.get(clip), catalogue.recordings[clip, locale]
    sentences = getattr(board, "sentences", lambda: ())
    texts = [sentence.text(locale).words for _, _, sentence in sentences()]
    for one in recorded.recordings:
        if not any(same(one.says, text) for text in texts):
            yield one


def same(one: str, other: str) -> bool:
    """Whether two texts are said alike: spaces and the form of quotation marks are not heard."""
    return _heard(one) == _heard(other)


def _heard(text: str) -> str:
    return " ".join(text.translate({ord(mark): None for mark in "“”\"'‘’"}).split())
