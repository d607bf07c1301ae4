"""A scenario: what a simulated centre is like. One TOML file each; every table here is a table there."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from feeds.simulator.circumstances import Absence, HandOn, Move, Quality, Returning, Trouble, WrongTurn
from wallboard.stream.queue_events import ServiceLevelFormula

HALF_HOUR_S = 1800.0
DAY_S = 86_400.0
CAPACITY = {"voice": 1, "chat": 2, "email": 1}
"""Contacts at a time, by channel, where a team has no other."""


class QueueRules(Struct, frozen=True, kw_only=True):
    """One queue. `load` is the work that comes at the day's peak, as a share of what those can do whose first queue
    this is.

    Durations in seconds; shares 0…1. `menu` are the keys that lead here, `direct_share` come past the menu. `limit`
    is how many may wait for each of its people (0: any number). A caller who has waited `overflow_after_s` is offered
    to overflow people too (0: never). `tier` is the tier of all who come.
    """

    name: str
    channel: Literal["voice", "chat", "email", "ticket"] = "voice"
    skills: tuple[str, ...] = ()
    threshold_s: float = 20.0
    target: float = 0.8
    short_abandon_s: float = 5.0
    formula: ServiceLevelFormula = "short_abandons_excluded"
    talk_norm_s: float = 0.0
    hold_norm_s: float = 0.0
    wait_norm_s: float = 0.0
    load: float = 0.5
    talk_mean_s: float = 240.0
    talk_spread: float = 0.65
    after_work_mean_s: float = 35.0
    patience_median_s: float = 190.0
    patience_spread: float = 0.8
    menu: tuple[str, ...] = ()
    number: str = ""
    direct_share: float = 0.15
    tier: str = ""
    limit: float = 0.0
    overflow_after_s: float = 0.0
    transfer_share: float = 0.07
    transfers_to: tuple[str, ...] = ()
    ticket_share: float = 0.02
    topics: tuple[str, ...] = ("прочее",)


class Team(Struct, frozen=True, kw_only=True):
    """A kind of team. `share` of all people (weights; they need not sum to 1); `first` are the queues that they are
    there for, `also` those that each of them serves besides with the chance `also_share`. `capacity` is contacts at a
    time by channel.
    """

    name: str
    sites: tuple[str, ...]
    share: float
    first: tuple[str, ...]
    also: tuple[str, ...] = ()
    also_share: float = 0.5
    capacity: dict[str, int] = field(default_factory=lambda: dict(CAPACITY))


class Shift(Struct, frozen=True, kw_only=True):
    """Working hours of the site's clock, and the share of the people who have them."""

    start: str
    end: str
    share: float


class Break(Struct, frozen=True, kw_only=True):
    """Time away, for `reason`: begins `after_h` (low, high) hours into the shift and lasts `minutes`; `share` of
    shifts have it.
    """

    reason: str
    after_h: tuple[float, float]
    minutes: tuple[float, float]
    share: float = 1.0
    overflow: bool = False


class Surge(Struct, frozen=True, kw_only=True):
    """More demand than usual: `factor` times between `start` and `end`, rising and falling over `ramp_min`; for all
    queues or some.
    """

    start: str
    end: str
    factor: float
    ramp_min: float = 8.0
    queues: tuple[str, ...] = ()


class Overflow(Struct, frozen=True, kw_only=True):
    """People who step in at peaks, over and above the staff: their number as a share of it, but at least `least`."""

    share: float = 0.1
    least: int = 4
    queues: tuple[str, ...] = ()
    start: str = "09:00"
    end: str = "18:00"


class Menu(Struct, frozen=True, kw_only=True):
    """The menu of the main `number`: `first_s` and `next_s` (low, high) at a node; who serves himself takes the keys
    `self_service`.
    """

    number: str
    first_s: tuple[float, float] = (4.0, 13.0)
    next_s: tuple[float, float] = (3.0, 9.0)
    self_service_share: float = 0.06
    self_service: tuple[str, ...] = ("9", "9.1")
    hang_up_share: float = 0.045


class Behaviour(Struct, frozen=True, kw_only=True):
    """How often things happen to a contact (shares 0…1), and how long some of them take (seconds).

    `promise_share`: who could not settle a matter promises to call back. `callback_insist_share`: promises that go
    before those who wait; `callback_gone_share`: customers who do not answer at all. `closed_callback_share`: who calls
    while it is closed is promised a call. `customers` and `vips` are how many the centre knows, for each of its own.
    """

    identified_share: float = 0.68
    vip_share: float = 0.03
    no_answer_share: float = 0.025
    ring_limit_s: float = 18.0
    ring_mean_s: float = 5.5
    hasty_share: float = 0.025
    hold_share: float = 0.17
    hold_mean_s: float = 42.0
    hold_patience_s: float = 190.0
    consult_share: float = 0.03
    conference_share: float = 0.005
    help_share: float = 0.01
    monitor_share: float = 0.008
    callback_share: float = 0.06
    callback_reached_share: float = 0.85
    callback_late_share: float = 0.15
    callback_forgotten_share: float = 0.06
    callback_insist_share: float = 0.0
    callback_gone_share: float = 0.0
    closed_callback_share: float = 0.0
    promise_share: float = 0.0
    voicemail_share: float = 0.03
    resolved_share: float = 0.84
    rated_share: float = 0.14
    redial_share: float = 0.35
    return_share: float = 0.12
    customers: int = 120
    vips: int = 4


class Priority(Struct, frozen=True, kw_only=True):
    """A priority of tickets: the life that it allows, and its share."""

    name: str
    norm_h: float
    share: float


class Tickets(Struct, frozen=True, kw_only=True):
    """How tickets are worked: `steps` (low, high) steps of `step_mean_s` each; `open_per_person` are there in the
    morning. After a step they may wait for the customer (`pending_min`, low and high) or for others (`held_min`), or
    move to another queue.

    `desks` names the ticket queue for what the contacts of a queue end with, where that is not `queue`.
    """

    queue: str
    priorities: tuple[Priority, ...]
    kinds: tuple[str, ...]
    titles: tuple[str, ...]
    steps: tuple[int, int] = (2, 5)
    step_mean_s: float = 240.0
    open_per_person: float = 3.0
    pending_share: float = 0.15
    handed_share: float = 0.2
    reopened_share: float = 0.1
    pending_min: tuple[float, float] = (10.0, 60.0)
    held_share: float = 0.0
    held_min: tuple[float, float] = (30.0, 180.0)
    moves: tuple[Move, ...] = ()
    desks: dict[str, str] = field(default_factory=dict)


class Scenario(Struct, frozen=True, kw_only=True):
    """A whole scenario. `half_hours` is the day's course from `opens` on (1 at the peak), `weekdays` from Monday on;
    `usual_weekday` (0 is Monday) is the one for which the queues' loads are meant, where that is not the date's own.

    It begins `days_before` its date; on `closed_weekdays` customers come, and find nobody. `usual` names the scenario
    that its ordinary days follow.
    """

    name: str
    agents: int
    date: date
    zone: str
    opens: str
    closes: str
    start_at: str
    half_hours: tuple[float, ...]
    weekdays: tuple[float, ...] = (1.0, 0.97, 0.95, 0.94, 0.98, 0.5, 0.35)
    usual: str = ""
    usual_weekday: int | None = None
    closed_weekdays: tuple[int, ...] = ()
    days_before: int = 0
    night_share: float = 0.02
    mail_backlog_per_person: float = 5.0
    queue_count: int = 0
    menu: Menu
    queues: dict[str, QueueRules]
    teams: tuple[Team, ...]
    shifts: tuple[Shift, ...]
    breaks: tuple[Break, ...] = ()
    surges: tuple[Surge, ...] = ()
    overflow: Overflow = Overflow()
    behaviour: Behaviour = Behaviour()
    tickets: Tickets | None = None
    returning: Returning | None = None
    wrong_turns: tuple[WrongTurn, ...] = ()
    hands_on: tuple[HandOn, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    quality: Quality | None = None
    absence: Absence | None = None

    @property
    def start_t(self) -> float:
        """Epoch seconds (UTC) at which it begins."""
        return self.moment(self.opens) - self.days_before * DAY_S

    def moment(self, clock: str) -> float:
        """Epoch seconds (UTC) of a time of day like "10:42" or "10:42:30" on the scenario's date. Raises ValueError."""
        midnight = datetime(self.date.year, self.date.month, self.date.day, tzinfo=ZoneInfo(self.zone))
        return midnight.timestamp() + seconds_of_day(clock)


def seconds_of_day(clock: str) -> float:
    """Seconds since midnight of a time of day like "10:42" or "10:42:30". Raises ValueError."""
    parts = clock.split(":")
    if len(parts) not in (2, 3) or not all(part.isdecimal() and len(part) == 2 for part in parts):
        raise ValueError(f"{clock!r} is no time of day like 10:42")
    hours, minutes, seconds = (*map(int, parts), 0)[:3]
    if hours > 23 or minutes > 59 or seconds > 59:
        raise ValueError(f"{clock!r} is no time of day like 10:42")
    return hours * 3600.0 + minutes * 60.0 + seconds
