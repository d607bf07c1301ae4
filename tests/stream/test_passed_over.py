"""A message that cannot be read still has its place, so that it is no gap."""

from __future__ import annotations

from wallboard.stream.codec import Rejected
from wallboard.stream.passed_over import places_of, stepped


def rejected(raw: bytes) -> Rejected:
    return Rejected(raw, "unknown_type", "")


def test_that_places_are_read_in_the_order_of_the_log() -> None:
    later = rejected(b'{"sequence":"0000000000000009","prevsequence":"0000000000000007","type":"x"}')
    first = rejected(b'{"type":"x","sequence":"0000000000000001"}')
    assert places_of([later, first]) == [(0, 1), (7, 9)]


def test_that_what_tells_no_place_is_left_out() -> None:
    raws = [b"{", b"[]", b"\xff", b"{}", b'{"sequence":"x"}', b'{"sequence":7}', b'{"a":' * 100_000]
    raws += [b'{"sequence":"3","prevsequence":"3"}', b'{"sequence":"3","prevsequence":"-1"}']
    assert places_of([rejected(raw) for raw in raws]) == []


def test_that_only_places_without_a_gap_are_stepped_over() -> None:
    assert stepped(4, [(2, 3), (3, 5), (5, 6), (8, 9)]) == 6
    assert stepped(4, []) == 4
