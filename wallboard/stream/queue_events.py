"""Events of a queue; `subject` is the queue's key."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from wallboard.stream.contact_events import Channel
from wallboard.stream.envelope import Event

ServiceLevelFormula = Literal[
    "answered_only",
    "abandons_positive",
    "abandons_ignored",
    "short_abandons_credited",
    "short_abandons_excluded",
    "abandons_negative",
]


Seconds = Annotated[float, Meta(ge=0.0)]
Share = Annotated[float, Meta(ge=0.0, le=1.0)]


class Configured(Struct, frozen=True, gc=False, omit_defaults=True):
    """What the queue is held to. Norms in seconds; 0 means that there is none. What makes no sense is refused.

    `threshold_s` and `target` (a share, 0…1) are the service level's, `short_abandon_s` the limit up to which a hang-up
    counts as short. `wait_norm_s` is a deferred channel's (first answer within), `overflow` those who step in at peaks.
    """

    name: str = ""
    channel: Channel = "voice"
    skills: tuple[str, ...] = ()
    threshold_s: Seconds = 20.0
    target: Share = 0.8
    short_abandon_s: Seconds = 5.0
    formula: ServiceLevelFormula = "short_abandons_excluded"
    talk_norm_s: Seconds = 0.0
    hold_norm_s: Seconds = 0.0
    wait_norm_s: Seconds = 0.0
    overflow: tuple[str, ...] = ()


class QueueConfigured(Event, frozen=True, kw_only=True, gc=False, tag="queue.configured"):
    data: Configured


QueueEvent = QueueConfigured
