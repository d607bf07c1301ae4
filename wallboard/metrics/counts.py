"""The places of a ledger: what is counted, what is summed up (whole microseconds: exact), and which waits."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from struct import Struct as Lanes

from wallboard.floor import outcome

NAMES = (
    "offered",
    "in_progress",
    "queued",
    "answered",
    "answered_direct",
    "abandoned_in_menu",
    "abandoned_in_queue",
    "abandoned_ringing",
    "abandoned_on_hold",
    "abandoned_after_transfer",
    "diverted",
    "left_by_choice",
    "ended_in_menu",
    "turned_away",
    "unknown",
    "consults",
    "consults_given_up",
    "through_menu",
    "handled",
    "rung",
    "refused_rings",
    "transfers",
    "transferred",
    "handoff_chains",
    "ping_pong",
    "callbacks_promised",
    "callbacks_kept",
    "resolution_told",
    "resolved",
    "identified",
    "followed",
    "repeats_24h",
    "repeats_7d",
    "callbacks_late",
    "callbacks_due",
    "callbacks_missed",
    "callback_attempts",
)
"""The counts. `in_progress` are in a menu, not yet routed, waiting or ringing: at which stage, the floor knows. `rung`
are the rings that were answered."""

SUMS = (
    "wait_answered_us",
    "wait_unanswered_us",
    "talk_us",
    "hold_us",
    "ring_us",
    "acw_us",
    "logged_on_us",
    "ready_us",
    "occupied_us",
)
"""The sums, in whole microseconds."""

(
    OFFERED,
    IN_PROGRESS,
    QUEUED,
    ANSWERED,
    ANSWERED_DIRECT,
    ABANDONED_IN_MENU,
    ABANDONED_IN_QUEUE,
    ABANDONED_RINGING,
    ABANDONED_ON_HOLD,
    ABANDONED_AFTER_TRANSFER,
    DIVERTED,
    LEFT_BY_CHOICE,
    ENDED_IN_MENU,
    TURNED_AWAY,
    UNKNOWN,
    CONSULTS,
    CONSULTS_GIVEN_UP,
    THROUGH_MENU,
    HANDLED,
    RUNG,
    REFUSED_RINGS,
    TRANSFERS,
    TRANSFERRED,
    HANDOFF_CHAINS,
    PING_PONG,
    CALLBACKS_PROMISED,
    CALLBACKS_KEPT,
    RESOLUTION_TOLD,
    RESOLVED,
    IDENTIFIED,
    FOLLOWED,
    REPEATS_24H,
    REPEATS_7D,
    CALLBACKS_LATE,
    CALLBACKS_DUE,
    CALLBACKS_MISSED,
    CALLBACK_ATTEMPTS,
) = range(len(NAMES))

(
    WAIT_ANSWERED_US,
    WAIT_UNANSWERED_US,
    TALK_US,
    HOLD_US,
    RING_US,
    ACW_US,
    LOGGED_ON_US,
    READY_US,
    OCCUPIED_US,
) = range(len(SUMS))

BEFORE_ANSWER: dict[str, int] = {name: NAMES.index(name) for name in outcome.BEFORE_ANSWER}
"""The place of each end of a contact that nobody answered."""

WAIT_ANSWERED = 0
"""Kinds of a wait. Queued, then answered."""
WAIT_DIRECT = 1
"""Answered without queueing: a wait of 0."""
WAIT_IN_QUEUE = 2
"""Queued, then hung up in the queue."""
WAIT_RINGING = 3
"""Queued, then lost while it rang."""
WAIT_RINGING_DIRECT = 4
"""Lost while it rang, without queueing before."""
WAIT_OTHER = 5
"""Queued, and ended otherwise without an answer."""
LOSS_IN_MENU = 6
"""From the offer to the loss in the menu."""
LOSS_ON_HOLD = 7
"""On hold until he gave up."""

HANDOFF = 8
"""No wait, but a hand-off: counted by its pair of queues (see `pair_name`)."""
RATED_BY_CUSTOMER = 9
"""No wait, but a mark, in millionths of the best one: counted by topic."""
RATED_BY_SUPERVISOR = 10
AWAY = 11
"""No wait, but microseconds not ready and without a contact: summed up by reason, in an agent's ledger."""

QUEUED_WAITS = (WAIT_ANSWERED, WAIT_IN_QUEUE, WAIT_RINGING, WAIT_OTHER)
"""All that queued and are over, whatever came of it."""

KIND = 1 << 32
"""A wait's key is its kind times this, plus its bin."""

SCORE_SCALE = 1_000_000
_BETWEEN = "\x1f"


def pair_name(from_queue: str, to_queue: str) -> str:
    """The name under which hand-offs from a queue to another are counted; empty: no queue, but a person or outside."""
    return f"{from_queue}{_BETWEEN}{to_queue}"


def pair_of(name: str) -> tuple[str, str]:
    """The queues of a pair's name."""
    from_queue, _, to_queue = name.rpartition(_BETWEEN)
    return from_queue, to_queue


def score_key(kind: int, share: float) -> int:
    """The key of a mark that is `share` (0…1) of the best one."""
    return kind * KIND + int(share * SCORE_SCALE + 0.5)


def micros(seconds: float) -> int:
    """Seconds as whole microseconds; a negative duration is none."""
    return int(seconds * 1e6 + 0.5) if seconds > 0.0 else 0


def wait_key(kind: int, seconds: float) -> int:
    """The key of a wait: its kind, and its bin of 1 s, rounded up, so that a bin ≤ T means a wait ≤ T.

    Up to a millisecond over a whole second is the clock's own noise.
    """
    return kind * KIND + (int(seconds + 0.999) if seconds > 0.0 else 0)


# A tally holds all counts and sums in one whole number, a lane of bits each, so that adding up a contact, a window or a
# month is one addition in C. Lanes may be negative: see `numbers`.
_SUM_BITS, _COUNT_BITS = 64, 32
_COUNTS_FROM = _SUM_BITS * len(SUMS)
_BYTES = (_COUNTS_FROM + _COUNT_BITS * len(NAMES)) // 8
_BIAS = sum([1 << _SUM_BITS * (i + 1) - 1 for i in range(len(SUMS))]) + sum(
    [1 << _COUNTS_FROM + _COUNT_BITS * (i + 1) - 1 for i in range(len(NAMES))]
)
"""The highest bit of each lane: added, it keeps lanes from borrowing; flipped back, the lanes are signed numbers."""
_lanes = Lanes(f"<{len(SUMS)}q{len(NAMES)}i")


@cache
def tally_of(places: tuple[int, ...]) -> int:
    """The tally of these counts; a place counts as often as it stands there. Contacts take few shapes."""
    return sum([1 << _COUNTS_FROM + _COUNT_BITS * place for place in places])


def is_offer(tally: int) -> bool:
    """Whether the tally of one share, in which no number is negative, counts an offer."""
    return bool(tally >> _COUNTS_FROM + _COUNT_BITS * OFFERED & 1)


_SUMS_ONLY = (1 << _COUNTS_FROM) - 1


def divided(tally: int) -> tuple[int, int]:
    """The counts of a contact's tally, which take few shapes, and its sums: to be put together by `joined`."""
    return tally >> _COUNTS_FROM, tally & _SUMS_ONLY


def joined(counts: int, sums: int) -> int:
    """The tally that was divided so."""
    return counts << _COUNTS_FROM | sums


def lane_of_sum(place: int) -> int:
    """By how many bits an amount is shifted to stand at a place of `SUMS` in a tally."""
    return _SUM_BITS * place


def summed(place: int, amount_us: int) -> int:
    """The tally of one sum: whole microseconds at a place of `SUMS`."""
    return amount_us << lane_of_sum(place)


def tally_told(counts: Iterable[tuple[int, int]], sums: Iterable[tuple[int, int]]) -> int:
    """The tally of numbers at places of `NAMES`, and of whole microseconds at places of `SUMS`."""
    tally = 0
    for place, number in counts:
        tally += number << _COUNTS_FROM + _COUNT_BITS * place
    for place, amount_us in sums:
        tally += amount_us << _SUM_BITS * place
    return tally


def numbers(tally: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The counts in the order of `NAMES` and the sums in the order of `SUMS`.

    Raises OverflowError beyond 2**31 counts or 2**63 microseconds at one place.
    """
    found = _lanes.unpack(((tally + _BIAS) ^ _BIAS).to_bytes(_BYTES, "little"))
    return found[len(SUMS) :], found[: len(SUMS)]


def counts_in(tally: int) -> int:
    """The counts of a tally as one whole number, the same for the same counts; no sum of the tally is below 0."""
    return tally >> _COUNTS_FROM


def tally_of_counts(counts: int) -> int:
    """The tally that has such counts (see `counts_in`) and no sums."""
    return counts << _COUNTS_FROM


def sums_in(tally: int) -> bytes:
    """The sums of a tally, none of them below 0, as whole microseconds in 8 bytes each, in the order of `SUMS`."""
    return (tally & (1 << _COUNTS_FROM) - 1).to_bytes(_COUNTS_FROM // 8, "little")
