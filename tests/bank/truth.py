"""The bank's figures counted straight from its rows, with nothing of ours in between."""

from __future__ import annotations

import csv
import lzma
import math
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

Row = dict[str, str]
NEVER = "0:00:00"
SERVERS = {"NO_SERVERAMA": "NAAMA", "ANO_SERVERT": "ANAT"}
TIERS = {"2": "vip", "1": "regular", "0": "unidentified"}


def rows_of(path: Path) -> list[Row]:
    """The rows of a month, without those that the data's makers say to ignore."""
    with lzma.open(path, "rt", encoding="ascii", newline="") as file:
        return [row for row in csv.DictReader(file, delimiter="\t") if row["outcome"] != "PHANTOM"]


def day(row: Row) -> date:
    text = row["date"]
    return date(1900 + int(text[:2]), int(text[2:4]), int(text[4:]))


def seconds(clock: str) -> int:
    hours, minutes, secs = (int(part) for part in clock.split(":"))
    return hours * 3600 + minutes * 60 + secs


def came(row: Row) -> int:
    """Seconds on the local clock since the beginning of the calendar."""
    return day(row).toordinal() * 86_400 + seconds(row["vru_entry"])


def queued(row: Row) -> bool:
    return (row["q_start"], row["q_exit"]) != (NEVER, NEVER)


def queue_start(row: Row) -> int:
    start = day(row).toordinal() * 86_400 + seconds(row["q_start"])
    return max(came(row), start + 86_400 if start < came(row) - 43_200 else start)


def answered(row: Row) -> bool:
    return row["outcome"] == "AGENT"


def taken(row: Row) -> int:
    """When the talk began, by the queue's clock."""
    return queue_start(row) + wait(row) if queued(row) else came(row) + max(0, int(row["vru_time"]))


def wait(row: Row) -> int:
    return int(row["q_time"]) if queued(row) else 0


def lost_at(row: Row) -> str:
    """Where the caller hung up: menu, queue, ringing; empty for one who was answered."""
    if answered(row):
        return ""
    if row["ser_start"] != NEVER and row["ser_exit"] != NEVER:
        return "ringing"
    return "queue" if queued(row) else "menu"


def server(row: Row) -> str | None:
    name = SERVERS.get(row["server"], row["server"])
    return None if name == "NO_SERVER" else name


def customer(row: Row) -> str:
    text = row["customer_id"]
    return text if text.isdigit() and text != "0" else ""


KEYS: dict[str, Callable[[Row], str | None]] = {
    "queue": lambda row: row["type"],
    "tier": lambda row: TIERS[row["priority"]],
    "entry": lambda row: "menu",
    "channel": lambda row: "voice",
    "day": lambda row: day(row).isoformat(),
    "hour": lambda row: f"{seconds(row['vru_entry']) // 3600:02d}:00",
    "half_hour": lambda row: (
        f"{seconds(row['vru_entry']) // 3600:02d}:{seconds(row['vru_entry']) // 1800 % 2 * 30:02d}"
    ),
    "agent": lambda row: server(row) if answered(row) or lost_at(row) == "ringing" else None,
}


def groups(rows: Iterable[Row], by: Iterable[str]) -> dict[tuple[str | None, ...], list[Row]]:
    found: dict[tuple[str | None, ...], list[Row]] = {}
    for row in rows:
        found.setdefault(tuple(KEYS[key](row) for key in by), []).append(row)
    return found


def percentile(waits: list[int], percent: int) -> int | None:
    ordered = sorted(waits)
    return ordered[max(0, math.ceil(percent * len(ordered) / 100) - 1)] if ordered else None


def mean(values: list[int]) -> float | None:
    return sum(values) / len(values) if values else None


def most_at_once(stays: list[tuple[int, int]]) -> int:
    steps = sorted(
        [(start, 1) for start, end in stays if end > start] + [(end, -1) for start, end in stays if end > start]
    )
    here = most = 0
    for _, step in steps:
        here += step
        most = max(most, here)
    return most


def patience_median(rows: list[Row]) -> float | None:
    """Kaplan and Meier by the book: at each time the share of those still there who do not hang up."""
    waits = [(wait(row), lost_at(row) == "queue") for row in rows if queued(row)]
    stay = came = 1
    for t in sorted({t for t, lost in waits if lost}):
        at_risk = sum(1 for w, _ in waits if w >= t)
        stay, came = stay * (at_risk - sum(1 for w, lost in waits if lost and w == t)), came * at_risk
        if 2 * stay <= came:
            return t
    return None


def figures(rows: list[Row], threshold: int = 20, short: int = 5) -> dict[str, float | None]:
    """What can be counted of a group of rows without looking at others."""
    taken_rows = [row for row in rows if answered(row)]
    a, b = [wait(row) for row in taken_rows], [wait(row) for row in rows if lost_at(row) in ("queue", "ringing")]
    in_time, lost_in_time, lost_short = (
        sum(w <= threshold for w in a),
        sum(w <= threshold for w in b),
        sum(w <= short for w in b),
    )
    queued_rows = [row for row in rows if queued(row)]
    waits = [wait(row) for row in queued_rows]
    after_queue = [wait(row) for row in taken_rows if queued(row)]

    def share(part: int, whole: int) -> float | None:
        return part / whole if whole else None

    return {
        "offered": len(rows),
        "queued": len(queued_rows),
        "answered": len(taken_rows),
        "answered_direct": len(taken_rows) - len(after_queue),
        "abandoned_in_menu": sum(lost_at(row) == "menu" for row in rows),
        "abandoned_in_queue": sum(lost_at(row) == "queue" for row in rows),
        "abandoned_ringing": sum(lost_at(row) == "ringing" for row in rows),
        "answered_within_threshold": in_time,
        "service_level.answered_only": share(in_time, len(a)),
        "service_level.abandons_positive": share(in_time + lost_in_time, len(a) + len(b)),
        "service_level.abandons_ignored": share(in_time, len(a) + len(b) - lost_in_time),
        "service_level.short_abandons_credited": share(in_time + lost_short, len(a) + len(b)),
        "service_level.short_abandons_excluded": share(in_time, len(a) + len(b) - lost_short),
        "service_level.abandons_negative": share(in_time, len(a) + len(b)),
        "answered_share": share(len(a), len(rows)),
        "abandonment_rate": share(len(b), len(after_queue) + len(b)),
        "asa_s": mean(a),
        "asa_queued_s": mean(after_queue),
        "wait_mean_s": mean(waits),
        "wait_max_s": max(waits, default=None),
        "wait_p50_s": percentile(waits, 50),
        "wait_p90_s": percentile(waits, 90),
        "wait_p95_s": percentile(waits, 95),
        "talk_mean_s": mean([int(row["ser_time"]) for row in taken_rows]),
        "max_waiting": most_at_once([(queue_start(row), queue_start(row) + wait(row)) for row in queued_rows]),
        "max_talking": most_at_once([(taken(row), taken(row) + int(row["ser_time"])) for row in taken_rows]),
        "max_in_menu": most_at_once([(came(row), queue_start(row) if queued(row) else taken(row)) for row in rows]),
        "agents_seen": len({server(row) for row in taken_rows} - {None}),
    }


def repeats(rows: list[Row], within: timedelta) -> int:
    """Contacts whose customer had come before, not longer ago than that."""
    last: dict[str, int] = {}
    found = 0
    for row in sorted(rows, key=came):
        who = customer(row)
        if who:
            found += who in last and came(row) - last[who] <= within.total_seconds()
            last[who] = came(row)
    return found
