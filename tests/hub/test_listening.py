"""Where a hub listens, and where it does not."""

from __future__ import annotations

import socket

import pytest

from wallboard.hub.hubconfig import HubError
from wallboard.hub.listening import listening_socket, url_of


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_that_port_zero_is_a_free_one(host: str) -> None:
    with listening_socket(host, 0) as listening:
        assert url_of(listening).startswith("ws://127.0.0.1:")
        assert not url_of(listening).startswith("ws://127.0.0.1:0/")


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "hub.example.org", ""])
def test_that_an_address_beyond_this_machine_is_refused_with_the_reason(host: str) -> None:
    with pytest.raises(HubError, match="this machine alone") as refused:
        listening_socket(host, 0)
    assert refused.value.code == "address_refused"


def test_that_a_port_in_use_is_said_in_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(HubError) as refused:
        listening_socket("127.0.0.1", taken.getsockname()[1])
    assert refused.value.code == "port_in_use"
    assert str(taken.getsockname()[1] if taken.fileno() >= 0 else "") in str(refused.value)
    assert "\n" not in str(refused.value)
