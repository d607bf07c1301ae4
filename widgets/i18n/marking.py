"""Qt's mark for strings that are translated elsewhere, with its type."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(context: str, source: str) -> str:
    """`source`, which the translators find under `context`. The name is the one that Qt's own tools look for."""
    return source
