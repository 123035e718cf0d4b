"""A machine's voice: eSpeak NG, until someone records the sentences."""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import espeakng_loader
import numpy as np

from tiengnoi.locales import Locale
from tiengnoi.videos.sound import Samples, trimmed

VOICES: dict[Locale, tuple[str, int]] = {"vi": ("vi", 125), "en": ("en-us", 150)}
"""The voice of a language, and its speed in words a minute: some 14 characters a second, so that
captions of 17 can keep up."""

ENGINE = f"espeakng-loader {version('espeakng-loader')}"
_PROGRAM = Path(__file__).parent / "espeak.py"
_SECONDS = 60


class SpeechError(RuntimeError):
    """The voice could not be had; holds what the engine said."""


def speak(text: str, locale: Locale) -> Samples:
    """The sentence, said. Raises SpeechError."""
    voice, speed = VOICES[locale]
    # `-I -S`: no site, no settings of the user: it starts in 20 ms.
    command = [sys.executable, "-I", "-S", str(_PROGRAM)]
    command += [espeakng_loader.get_library_path(), espeakng_loader.get_data_path()]
    try:
        done = subprocess.run(
            [*command, voice, str(speed)],
            input=text.encode(),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SpeechError(str(error)) from error
    if done.returncode or not done.stdout:
        raise SpeechError(done.stderr.decode(errors="replace").strip() or "?")
    return trimmed(np.frombuffer(done.stdout, np.int16))
