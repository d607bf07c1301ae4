"""Where the hub listens: loopback alone, on a port that is free."""

from __future__ import annotations

import errno
import socket

from wallboard.hub.hubconfig import HubError

LOOPBACK = {"127.0.0.1": socket.AF_INET, "localhost": socket.AF_INET, "::1": socket.AF_INET6}
BACKLOG = 128


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises HubError: address_refused, port_in_use, port_refused."""
    family = LOOPBACK.get(host)
    if family is None:
        raise HubError(
            "address_refused",
            f"the hub does not listen on {host}: until it has encryption and sign-on it serves this machine alone; "
            f"use one of {', '.join(LOOPBACK)}",
        )
    try:
        return socket.create_server(
            ("127.0.0.1" if host == "localhost" else host, port), family=family, backlog=BACKLOG
        )
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise HubError(
                "port_in_use",
                f"port {port} on {host} is in use, perhaps by another hub: stop it, or choose another port "
                "(0 takes any free one)",
            ) from None
        raise HubError("port_refused", f"the hub cannot listen on {host}, port {port}: {error.strerror}") from None


def url_of(listening: socket.socket) -> str:
    """The address of the stream that this socket serves."""
    host, port = listening.getsockname()[:2]
    return f"ws://[{host}]:{port}/stream" if ":" in host else f"ws://{host}:{port}/stream"
