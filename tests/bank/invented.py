"""Months that never were, in the bank's format, with everything in them that the real ones are known for."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

HEADER = (
    "vru+line\tcall_id\tcustomer_id\tpriority\ttype\tdate\tvru_entry\tvru_exit\tvru_time\tq_start\tq_exit\tq_time\t"
    "outcome\tser_start\tser_exit\tser_time\tserver"
)
NEVER = "0:00:00"
SERVERS = ("TOVA", "ZOHARI", "NO_SERVERAMA", "ANO_SERVERT", "NAAMA", "ANAT", "NO_SERVER")
TYPES = ("PS", "PS", "PS", "PE", "NW", "NE", "IN", "TT", "AA")
CUSTOMERS = ("0", "0", "6.02E+11", "27997683", "9664491", "33116", "00", "7000001", "602000000000")

Row = list[str]


def month(seed: int, first: datetime, days: int, calls: int, line_end: str = "\n") -> str:
    """A file's text: so many calls in the `days` from `first` on, in no order of time."""
    chance = Random(seed)
    rows = [_row(chance, first, days, number) for number in range(calls)]
    return line_end.join([HEADER, *["\t".join(row) for row in rows], ""])


def _row(chance: Random, first: datetime, days: int, number: int) -> Row:
    came = _came(chance, first, days)
    menu_s = chance.choice([chance.randint(1, 40)] * 9 + [-chance.randint(6, 362)])
    left = came + timedelta(seconds=menu_s)
    queue = _queue(chance, came, max(came, left))
    outcome = chance.choices(["AGENT", "HANG", "PHANTOM"], [80, 17, 3])[0]
    if outcome == "PHANTOM" and chance.random() < 0.5:
        queue = (came, came + timedelta(seconds=28_693))
    taken = queue[1] if queue else left
    service = _service(chance, outcome, taken)
    customer, priority = chance.choice(CUSTOMERS), chance.choice("0012")
    return [
        f"AA0{chance.randint(1, 2)}{chance.randint(1, 15):02d}",
        str(33_000 + number),
        customer,
        priority,
        chance.choice(TYPES),
        came.strftime("%y%m%d"),
        _clock(came),
        _clock(left),
        str(menu_s),
        *_times(queue),
        outcome,
        *service,
        chance.choice(SERVERS),
    ]


def _came(chance: Random, first: datetime, days: int) -> datetime:
    """Mostly by day and in bursts; some just before midnight, some at the very second of it, some in the small hours.

    A clock that has gone on by an hour shows none of the times between.
    """
    midnight = first + timedelta(days=chance.randrange(days))
    kind = chance.random()
    if kind < 0.05:
        return midnight + timedelta(seconds=86_400 - chance.randint(1, 90))
    if kind < 0.08:
        return midnight + timedelta(seconds=chance.choice([0, 0, 1, 1799, 1800, 3599, 3600]))
    if kind < 0.12:
        return midnight + timedelta(seconds=chance.choice([0, 3600, 10_800]) + chance.randrange(3400))
    return midnight + timedelta(seconds=chance.choice([8, 10, 11, 15]) * 3600 + chance.randrange(900))


def _queue(chance: Random, came: datetime, left: datetime) -> tuple[datetime, datetime] | None:
    if chance.random() < 0.45:
        return None
    start = left + timedelta(seconds=chance.choice([0] * 8 + [1, -3]))
    midnight = came.replace(hour=0, minute=0, second=0) + timedelta(days=1)
    if midnight - came < timedelta(seconds=90) and chance.random() < 0.5:
        start = midnight
    wait_s = chance.choice([0, 1, 2, 5, 6, 19, 20, 21, chance.randint(1, 60), chance.randint(1, 900)])
    return start, start + timedelta(seconds=wait_s)


def _service(chance: Random, outcome: str, taken: datetime) -> list[str]:
    """The server's clock is another one; the row of a caller who hung up may tell of a service, or of half of one."""
    kind = chance.random()
    starts = taken - timedelta(seconds=chance.choice([0, 1, 1, 2, -2]))
    ends = taken + timedelta(seconds=chance.choice([chance.randint(1, 9), chance.randint(10, 700), 4_000]))
    whole = [_clock(starts), _clock(ends), str(int((ends - starts).total_seconds()))]
    if outcome == "AGENT":
        if kind < 0.03:
            return [NEVER, NEVER, "0"]
        return [NEVER, _clock(ends), "0"] if kind < 0.05 else whole
    if kind < 0.2:
        return whole
    return [NEVER, _clock(ends), "0"] if kind < 0.3 else [NEVER, NEVER, "0"]


def _times(queue: tuple[datetime, datetime] | None) -> list[str]:
    if queue is None:
        return [NEVER, NEVER, "0"]
    start, end = queue
    return [_clock(start), _clock(end), str(int((end - start).total_seconds()))]


def _clock(moment: datetime) -> str:
    return f"{moment.hour}:{moment:%M:%S}"
