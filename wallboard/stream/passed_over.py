"""The places in the log of messages that could not be read, so that passing them over is not taken for a gap."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from wallboard.stream.codec import UNREADABLE, Rejected
from wallboard.stream.envelope import position_of


class _Place(msgspec.Struct, gc=False):
    sequence: str = ""
    prevsequence: str = ""


_place = msgspec.json.Decoder(_Place)


def places_of(rejected: Iterable[Rejected]) -> list[tuple[int, int]]:
    """(position before it, its position) of each message that still tells its place, in the order of the log."""
    found = []
    for message in rejected:
        try:
            place = _place.decode(message.raw)
            before, position = position_of(place.prevsequence), position_of(place.sequence)
        except (*UNREADABLE, ValueError):
            continue
        if position > before >= 0:
            found.append((before, position))
    return sorted(found)


def stepped(position: int, places: list[tuple[int, int]]) -> int:
    """`position`, moved on over the passed-over messages that follow it without a gap."""
    for before, after in places:
        if before <= position < after:
            position = after
    return position
