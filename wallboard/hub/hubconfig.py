"""What a hub is told when it starts; the settings of a site are mapped to this, and tests make their own."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct


class HubConfig(Struct, frozen=True, kw_only=True):
    """Times are seconds. `port` 0 is any free one.

    `database` is the SQLite file of the log; None gives a log of its own to this run, which goes when the hub ends.
    `dead_letters` is the file for messages that were refused (JSON lines); None: beside the log.
    `outbox_bytes` is how much of the newest stream is kept for clients that are behind; who is further behind gets a
    snapshot, as does who asks for more than `resume_limit` events. `gather_s` is how long a batch is gathered before it
    is committed and then sent; where many follow it is longer (`core.A_FOLLOWER_S`).
    A client to which nothing can be sent for `send_timeout_s` is let go.
    """

    host: str = "127.0.0.1"
    port: int = 0
    site: str = "site"
    timezone: str = "UTC"
    database: Path | None = None
    dead_letters: Path | None = None
    connections: int = 200
    message_bytes: int = 1_048_576
    outbox_bytes: int = 4_194_304
    resume_limit: int = 20_000
    gather_s: float = 0.005
    heartbeat_s: float = 1.0
    send_timeout_s: float = 10.0
    ahead_s: float = 300.0
    """How far an event's time may be ahead of the hub's clock."""
    outcome_s: float = 5.0
    """How long a source may take to confirm a command before its outcome counts as unknown."""
    keyframe_s: float = 600.0
    """How often the folded floor is stored, so that a restart need not fold the whole log."""
    quiet_s: float = 3.0
    """How old a feed's last word may be before commands to it are refused."""


class HubError(Exception):
    """The hub cannot do what it was asked to do. `code` says what is wrong, the text what to do about it."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
