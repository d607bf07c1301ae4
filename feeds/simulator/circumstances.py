"""What may come on top of a day's ordinary course: tables of a scenario that can be left out, each alone."""

from __future__ import annotations

from msgspec import Struct, field


class Returning(Struct, frozen=True, kw_only=True):
    """Who comes again: the shares of those lost at each stage, of those turned away, of those whose matter is not
    settled (and of those who only believe that it is: `recurring_share`).

    Each further time the chance is `weariness_share` of the one before. Who was lost comes again after minutes
    (median `soon_min`), or, in `later_share`, after hours (median `later_h`); who was served after `unsettled_h`, or,
    in `next_days_share`, on one of the next days. `other_channel_share` come by chat or mail rather than by phone.
    """

    menu_share: float = 0.3
    queue_share: float = 0.6
    ringing_share: float = 0.7
    hold_share: float = 0.6
    turned_away_share: float = 0.5
    unsettled_share: float = 0.5
    recurring_share: float = 0.03
    broken_promise_share: float = 0.6
    weariness_share: float = 0.85
    soon_min: float = 6.0
    later_share: float = 0.3
    later_h: float = 2.0
    unsettled_h: float = 2.5
    next_days_share: float = 0.35
    other_channel_share: float = 0.12


class WrongTurn(Struct, frozen=True, kw_only=True):
    """The menu takes `share` of those whose matter belongs to the queue `wanted` to the queue `sent_to`."""

    wanted: str
    sent_to: str
    share: float


class HandOn(Struct, frozen=True, kw_only=True):
    """The people of the queue `at` send `share` of its callers on to the queue `sent_to`, where they do not belong."""

    at: str
    sent_to: str
    share: float


class Trouble(Struct, frozen=True, kw_only=True):
    """A failure from `start` to `end` (times of the first day) that `topic_share` of those come about who want one of
    `queues`: talks last `talk_factor` times as long, callers are sent wrong `wrong_factor` times as often, and
    `settled_share` of the matters can be settled while it lasts.

    From `announced` on (empty: never) the menu tells of it at the node `notice`, and `content_share` hang up content.
    """

    start: str
    end: str
    queues: tuple[str, ...]
    topic: str
    topic_share: float = 0.7
    talk_factor: float = 1.4
    wrong_factor: float = 2.5
    settled_share: float = 0.35
    announced: str = ""
    notice: str = "notice"
    content_share: float = 0.3


class Quality(Struct, frozen=True, kw_only=True):
    """How customers (`customer_share`) and supervisors (`supervisor_share`) rate, out of five. `agent_spread` is the
    deviation of the people's own marks, `hard_topics` what one is worse at settling; each minute waited costs
    `minute_costs` of a mark, each time handed on `handing_costs`, a matter that is not settled `unsettled_costs`.
    """

    customer_share: float = 0.15
    supervisor_share: float = 0.03
    agent_spread: float = 0.35
    minute_costs: float = 0.25
    handing_costs: float = 0.35
    unsettled_costs: float = 1.5
    hard_topics: tuple[str, ...] = ()


class Absence(Struct, frozen=True, kw_only=True):
    """Who is missing on the scenario's own day: `sick_share` of all, or what `queues` says of those who are there for
    a queue; `late_share` of the others come `late_min` (low, high) minutes late.
    """

    sick_share: float = 0.0
    queues: dict[str, float] = field(default_factory=dict)
    late_share: float = 0.0
    late_min: tuple[float, float] = (10.0, 45.0)


class Move(Struct, frozen=True, kw_only=True):
    """Tickets: the people of the ticket queue `at` hand `share` of what they work on over to the queue `to`."""

    at: str
    to: str
    share: float
