"""Makes the soft sound of the kiosk: two quiet notes. ``python -m tests.kiosk.make_chime`` writes it anew."""

from __future__ import annotations

import io
import math
import struct
import wave

from viewer.settings import resources_folder

RATE = 16000
"""Samples a second."""

NOTES = ((523.25, 0.0), (659.25, 0.28))
"""The two notes: their pitch in hertz, and when they begin, in seconds."""

LENGTH = 1.1
"""Length of the sound, in seconds."""

LOUDNESS = 0.16
"""The greatest part of the full loudness that a note takes."""


def chime() -> bytes:
    """Return the sound as a WAV."""
    samples = []
    for index in range(round(RATE * LENGTH)):
        value = 0.0
        for pitch, begin in NOTES:
            time = index / RATE - begin
            if time >= 0:
                # It swells in 30 ms, so that it does not click, and fades like a small bell.
                value += LOUDNESS * min(1.0, time / 0.03) * math.exp(-4.5 * time) * math.sin(2 * math.pi * pitch * time)
        samples.append(round(value * 32767))
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return file.getvalue()


if __name__ == "__main__":
    (resources_folder() / "kiosk" / "still-there.wav").write_bytes(chime())
