"""What the PBX lists when it is asked: its queues, their members, who waits in them, and its channels."""

from __future__ import annotations

from msgspec import Struct, field

from feeds.asterisk.numbers import LONGEST_S, whole

Headers = dict[str, str]


class Listing(Struct):
    """Collected until both lists are complete. `gone` are channels that ended meanwhile."""

    queues: dict[str, Headers] = field(default_factory=dict)
    members: list[Headers] = field(default_factory=list)
    waiting: dict[str, Headers] = field(default_factory=dict)
    channels: list[Headers] = field(default_factory=list)
    has_queues: bool = False
    has_channels: bool = False
    gone: set[str] = field(default_factory=set)

    def forget_queues(self) -> None:
        """The list of queues has served."""
        self.queues, self.members, self.waiting = {}, [], {}


def seconds_of(clock: str) -> float:
    """Seconds of a duration like 00:01:30; 0 where it is none."""
    parts = clock.split(":")
    if len(parts) != len("hms"):
        return 0.0
    hours, minutes, seconds = map(whole, parts)
    lasted_s = hours * 3600.0 + minutes * 60.0 + seconds
    return lasted_s if lasted_s <= LONGEST_S else 0.0


def queue_in(application: str, data: str) -> str:
    """The queue that a channel is in, or was when it was answered, by what the dialplan runs for it."""
    return data.partition(",")[0].strip() if application == "Queue" else ""


def is_outgoing(channel: Headers) -> bool:
    """Whether the PBX has called this channel."""
    return channel.get("Application", "").startswith(("AppDial", "AppQueue"))
