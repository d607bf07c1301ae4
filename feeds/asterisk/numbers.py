"""Numbers as a PBX writes them. What is none, or none that can be meant, is as good as not said."""

from __future__ import annotations

MOST = 4_102_444_800
"""The end of the century in epoch seconds."""
LONGEST_S = 315_360_000
"""Ten years: nothing waits or talks for longer."""
_DIGITS = 10


def whole(text: str | None, otherwise: int = 0, most: int = MOST) -> int:
    """The whole number from 0 to `most` that `text` holds in plain digits; `otherwise` where it holds none."""
    if not text or len(text) > _DIGITS or not (text.isascii() and text.isdigit()):
        return otherwise
    number = int(text)
    return number if number <= most else otherwise
