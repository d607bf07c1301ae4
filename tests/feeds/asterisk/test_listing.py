"""What lists say."""

from __future__ import annotations

import pytest

from feeds.asterisk.listing import is_outgoing, queue_in, seconds_of


@pytest.mark.parametrize(
    ("clock", "seconds"), [("00:01:30", 90.0), ("26:00:00", 93_600.0), ("", 0.0), ("1:2", 0.0), ("a:b:c", 0.0)]
)
def test_that_a_duration_is_read(clock: str, seconds: float) -> None:
    assert seconds_of(clock) == seconds


def test_that_the_queue_is_what_the_dialplan_runs() -> None:
    assert queue_in("Queue", "support,,,,60") == "support"
    assert queue_in("Dial", "PJSIP/1001") == ""


def test_that_a_channel_that_the_pbx_has_called_is_known_by_its_application() -> None:
    assert is_outgoing({"Application": "AppQueue"})
    assert is_outgoing({"Application": "AppDial2"})
    assert not is_outgoing({"Application": "Queue"})
    assert not is_outgoing({})
