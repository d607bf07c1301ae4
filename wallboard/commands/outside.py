"""Telephone numbers outside the house, as a person types them: what counts as one, and how it is handed on."""

from __future__ import annotations

LEAST_DIGITS, MOST_DIGITS = 5, 15
"""The longest number there is (E.164), and the shortest that is no emergency or service number."""
BETWEEN = " \u00a0-–().\t"
"""People write these between the digits."""
DIGITS = frozenset("0123456789")


def dialled(typed: str) -> str:
    """The number to be dialled, digits alone behind a plus where there is one; empty where `typed` is no number."""
    bare = "".join(sign for sign in typed if sign not in BETWEEN)
    digits = bare.removeprefix("+")
    if not DIGITS.issuperset(digits) or not LEAST_DIGITS <= len(digits) <= MOST_DIGITS:
        return ""
    return bare
