"""Coverage-guided fuzzing of all that is done with a PBX's bytes. Not a test: it runs until it is stopped.

    python -m pip install atheris                                    # Linux; it is no dependency of the project
    python -m tests.fuzz.ami_atheris -max_total_time=180             # options are libFuzzer's

The corpus begins with pieces of the recordings, in `.fuzz/ami` unless a folder is named. What raises, or leaves
books that do not balance, is left in a file crash-…, which is played again by naming it instead of options.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.fuzz.ami import HELLO, LISTED, LISTED_FLOOR, SETTINGS, assert_sound, conversation, cut, recording

CORPUS = Path(".fuzz/ami")
PIECE = 4096
LONGEST = 16_384
NAMES = ("calm/late", "restart/main", "restart/again", "storm/late")
SIZES = (1, 7, 256, 65_536)


def play(data: bytes) -> None:
    """The first byte says how the rest is cut and begun; then what came is checked."""
    how, said = (data[0], data[1:]) if data else (0, b"")
    begun = [HELLO, *([LISTED_FLOOR] if how & 4 else [])] if not how & 8 else []
    size = SIZES[how % len(SIZES)]
    assert_sound(conversation([*begun, *cut(said, size), b"\r\n\r\n", LISTED], SETTINGS if how & 16 else None))


def write_corpus(folder: Path) -> int:
    """Pieces of the recordings as files; how many."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for name in NAMES:
        for number, piece in enumerate(cut(recording(name), PIECE)):
            # From the first whole message on: libFuzzer finds the broken ones by itself.
            whole = piece[piece.find(b"\r\n\r\n") + 4 :] if number else piece
            (folder / f"{name.replace('/', '-')}-{number:04d}").write_bytes(bytes([3 + 4 * (number % 8)]) + whole)
            count += 1
    return count


def main(arguments: list[str]) -> int:
    """Fuzz until libFuzzer ends. Without atheris: 77, by which build tools mean "skipped"."""
    try:
        import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError:
        sys.stderr.write("atheris is not installed here: pip install atheris (Linux)\n")
        return 77
    if not any(not each.startswith("-") for each in arguments):
        write_corpus(CORPUS)
        arguments = [*arguments, str(CORPUS)]
    atheris.instrument_all()
    atheris.Setup(["ami", f"-max_len={LONGEST}", *arguments], play)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
