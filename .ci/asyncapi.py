"""Writes docs/asyncapi.json anew from the message types. A test fails while the document is not what the types give."""

import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from wallboard.stream import asyncapi  # noqa: E402

if __name__ == "__main__":
    target = ROOT / "docs" / "asyncapi.json"
    target.write_text(asyncapi.text(), encoding="utf-8")
    print(f"{target.relative_to(ROOT)} is up to date")
