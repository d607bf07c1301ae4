"""The hub's answers to plain HTTP, and who is let in to the stream."""

from __future__ import annotations

from collections.abc import Callable

from websockets.asyncio.server import ServerConnection
from websockets.http11 import Request, Response

from wallboard.hub.counters import Counters
from wallboard.stream.codec import SUBPROTOCOL_BATCH, SUBPROTOCOL_ONE

PATH = "/stream"
SUBPROTOCOLS = (SUBPROTOCOL_BATCH, SUBPROTOCOL_ONE)
OWN_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})


class Door:
    """Answers /healthz, /readyz and /metrics, and turns away from /stream who cannot be served, with the reason.

    `trouble` says why the hub is not ready (empty: it is), `clients` how many are connected.
    """

    def __init__(
        self, counters: Counters, *, connections: int, clients: Callable[[], int], trouble: Callable[[], str]
    ) -> None:
        self._counters, self._connections = counters, connections
        self._clients, self._trouble = clients, trouble
        self.open = False
        """Whether the stream is served yet."""

    def answer(self, connection: ServerConnection, request: Request) -> Response | None:
        """The response to a plain request or to a client that is turned away; None lets him in."""
        host = request.headers.get("Host", "").rpartition(":")[0] or request.headers.get("Host", "")
        if host not in OWN_NAMES:
            return self._turn_away(connection, 403, "host", f"this hub is reached by {' or '.join(sorted(OWN_NAMES))}")
        path = request.path.partition("?")[0]
        if path == PATH:
            return self._at_the_stream(connection, request)
        if path == "/healthz":
            return connection.respond(200, "alive\n")
        if path == "/readyz":
            trouble = self._trouble()
            return connection.respond(503 if trouble else 200, (trouble or "ready") + "\n")
        if path == "/metrics":
            return connection.respond(200, self._counters.text())
        return connection.respond(404, "there are /stream (WebSocket), /healthz, /readyz and /metrics\n")

    def _at_the_stream(self, connection: ServerConnection, request: Request) -> Response | None:
        if "Origin" in request.headers:
            return self._turn_away(connection, 403, "origin", "web pages are not served")
        if request.headers.get("Upgrade", "").lower() != "websocket":
            return self._turn_away(connection, 426, "no_websocket", "/stream is a WebSocket")
        offered = {
            name.strip() for value in request.headers.get_all("Sec-WebSocket-Protocol") for name in value.split(",")
        }
        if not offered.intersection(SUBPROTOCOLS):
            return self._turn_away(
                connection, 400, "subprotocol", f"offer one of the subprotocols {' and '.join(SUBPROTOCOLS)}"
            )
        if not self.open:
            return self._turn_away(connection, 503, "starting", "the hub is reading its log: try again in a moment")
        if self._clients() >= self._connections:
            return self._turn_away(
                connection, 503, "full", f"this hub serves {self._connections} clients (hub.limits.connections)"
            )
        return None

    def _turn_away(self, connection: ServerConnection, status: int, reason: str, text: str) -> Response:
        self._counters.add("wallboard_turned_away_total", reason=reason)
        return connection.respond(status, text + "\n")
