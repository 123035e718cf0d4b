"""Says one sentence with eSpeak NG: `python espeak.py LIBRARY DATA VOICE SPEED`, text to stdin,
samples to stdout (16 bits, mono, 22,050 a second).

A process of its own for each sentence: within one, the same sentence sounds different a second
time (espeak-ng issue 1528). It imports nothing of ours, so it starts in a moment.
"""

import ctypes
import sys

SYNCHRONOUS, RATE, BY_CHARACTER, UTF_8 = 2, 1, 1, 1


def main() -> int:
    library, data, voice, speed = sys.argv[1:]
    espeak = ctypes.CDLL(library)
    rate = espeak.espeak_Initialize(SYNCHRONOUS, 0, data.encode(), 0)
    if rate != 22050 or espeak.espeak_SetVoiceByName(voice.encode()):
        print(f"eSpeak NG: {rate=} {voice=}", file=sys.stderr)
        return 1
    espeak.espeak_SetParameter(RATE, int(speed), 0)
    heard = []

    @ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)  # type: ignore[untyped-decorator]
    def hear(samples: int | None, count: int, events: int | None) -> int:
        if samples and count > 0:
            heard.append(ctypes.string_at(samples, 2 * count))
        return 0

    espeak.espeak_SetSynthCallback(hear)
    text = sys.stdin.buffer.read()
    nothing = None
    espeak.espeak_Synth(text, len(text) + 1, 0, BY_CHARACTER, 0, UTF_8, nothing, nothing)
    espeak.espeak_Synchronize()
    sys.stdout.buffer.write(b"".join(heard))
    return 0


if __name__ == "__main__":
    sys.exit(main())
