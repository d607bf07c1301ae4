"""The PBX's queue_log as a file: read from its end, back to a moment."""

from __future__ import annotations

from pathlib import Path

BLOCK = 65_536
MOST_BYTES = 64 * 1024 * 1024
"""Further back it is not read: what happened then stays unknown."""


def lines_since(path: Path, from_t: float) -> list[str]:
    """The lines written at `from_t` (epoch seconds) or later; lines bear whole seconds. Raises OSError."""
    with path.open("rb") as file:
        at = file.seek(0, 2)
        least = max(0, at - MOST_BYTES)
        blocks: list[bytes] = []
        while at > least:
            size = min(BLOCK, at - least)
            at -= size
            file.seek(at)
            blocks.append(file.read(size))
            oldest = _moment(blocks[-1].partition(b"\n")[2])
            if 0.0 <= oldest < int(from_t):
                break
    tail = b"".join(reversed(blocks))
    whole = tail.partition(b"\n")[2] if at else tail
    return [line for line in whole.decode("utf-8", "replace").splitlines() if _moment(line.encode()) >= int(from_t)]


def _moment(line: bytes) -> float:
    """The moment at the beginning of a line, -1 where there is none."""
    digits, bar, _ = line[:20].partition(b"|")
    return float(digits) if bar and digits.isdigit() else -1.0
