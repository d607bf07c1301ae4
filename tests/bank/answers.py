"""What we say to each figure of the bank's reference, under the reference's own names.

What is no figure of ours follows from our counts, from the waits in our ledgers, or from our contacts one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from statistics import fmean, median, stdev
from typing import Any
from zoneinfo import ZoneInfo

from tests.bank.month import Month
from wallboard.metrics import counts as at
from wallboard.metrics.ledger import Ledger, merged
from wallboard.metrics.patience import CENSORED, median_s, survival
from wallboard.metrics.presence import union
from wallboard.metrics.reading import Reading

Interval = tuple[float, float]
PRIORITIES = {"0": "unidentified", "1": "regular", "2": "vip"}
HOUR_S = 3600


def answers(month: Month) -> dict[str, Any]:
    """All of them, nested as in the reference."""
    return {
        **_counts(month),
        **_shares(month),
        **_seconds(month),
        "service_by_type": {kind: _service(month, kind) for (kind,) in month.by["queue",] if kind != "AA"},
        "by_type": {kind: _type(figures) for (kind,), figures in month.by["queue",].items()},
        "by_priority": {priority: _priority(month.by["tier",][tier,]) for priority, tier in PRIORITIES.items()},
        "patience_kaplan_meier_queued": {
            "all": _patience(month.groups[()][()].ledger),
            "priority_2": _patience(month.groups["tier",]["vip",].ledger),
            "priority_0_1": _patience(merged([month.groups["tier",][t,].ledger for t in ("regular", "unidentified")])),
        },
        "busiest_5min_by_vru_entry": _busiest(month),
        "max_simultaneous": _most(month),
    }


def _counts(month: Month) -> dict[str, Any]:
    found, talks = _known(month.all), _talks(month)
    rows = month.database.execute("select count(*), count(*) filter (outcome = 'PHANTOM') from raw").fetchall()[0]
    lost = [found[f"abandoned_{where}"] for where in ("in_menu", "in_queue", "ringing")]
    return {
        "rows": rows[0],
        "phantom": rows[1],
        "offered": rows[0] - rows[1],
        "ended_in_vru_hang": found["abandoned_in_menu"],
        "passed_to_agents": found["offered"] - found["abandoned_in_menu"],
        "queued": found["queued"],
        "direct_to_agent_no_queue": found["offered"] - found["abandoned_in_menu"] - found["queued"],
        "answered": found["answered"],
        "answered_after_queue": found["answered"] - found["answered_direct"],
        "answered_server_is_NO_SERVER": month.by["agent",][None,]["answered"],
        "answered_without_service_times": _without_service(month),
        "answered_service_lt_10s": sum(talk < 10 for talk in talks),
        "abandoned_in_vru": found["abandoned_in_menu"],
        "abandoned_in_queue": found["abandoned_in_queue"],
        "hang_with_service_times": found["abandoned_ringing"],
        "abandoned_total_HANG": sum(lost),
        "answered_within_20s": found["answered_within_threshold"],
        "abandoned_in_queue_within_20s": sum(n for wait, n in _given_up(month).items() if wait <= 20),
        "distinct_servers": found["agents_seen"],
    }


def _shares(month: Month) -> dict[str, Any]:
    found = _known(month.all)
    in_time, to_agents = found["answered_within_threshold"], found["offered"] - found["abandoned_in_menu"]
    given_up_at_once = sum(n for wait, n in _given_up(month).items() if wait <= 20)
    return {
        "sl20_of_offered": in_time / found["offered"],
        "sl20_of_passed_to_agents": in_time / to_agents,
        "sl20_of_answered": found["service_level.answered_only"],
        "sl20_excluding_short_abandons": in_time / (to_agents - given_up_at_once),
        "abandon_rate_of_offered_incl_vru": 1.0 - found["answered_share"],
        "abandon_rate_queue_of_passed_to_agents": found["abandoned_in_queue"] / to_agents,
        "abandon_rate_queue_of_queued": found["abandoned_in_queue"] / found["queued"],
    }


def _seconds(month: Month) -> dict[str, Any]:
    found, given_up = _known(month.all), _given_up(month)
    waited_s = found["wait_mean_s"] * found["queued"]
    talks = _talks(month)
    return {
        "asa_s_all_answered": found["asa_s"],
        "asa_s_answered_after_queue": found["asa_queued_s"],
        "mean_wait_s_all_passed_to_agents": waited_s / (found["offered"] - found["abandoned_in_menu"]),
        "mean_wait_s_all_queued": found["wait_mean_s"],
        "mean_wait_s_abandoned_in_queue": sum(w * n for w, n in given_up.items()) / sum(given_up.values()),
        "max_wait_s": found["wait_max_s"],
        "mean_vru_time_s": _in_menu_mean_s(month),
        "mean_service_s_answered_all": found["talk_mean_s"],
        "mean_service_s_answered_gt0": fmean(talk for talk in talks if talk),
    }


def _in_menu_mean_s(month: Month) -> float:
    """By the menu's own clock, which runs backwards for some: here nobody is there for less than no time.

    Who queues is here in the menu until the queue's clock has him.
    """
    menus = [stays.menu[1] - stays.menu[0] for _, stays in month.contacts if stays.menu]
    query = """
        select sum(vru_time::int) filter (vru_time::int < 0),
            sum(queue_t - came_t - greatest(vru_time::int, 0)) filter (queued)
        from calls join raw on id = "vru+line" || '-' || call_id"""
    backwards_s, late_s = month.database.execute(query).fetchall()[0]
    found: float = (sum(menus) + backwards_s - late_s) / len(menus)
    return found


def _service(month: Month, kind: str | None) -> dict[str, Any]:
    figures = month.by["queue",][kind,]
    talks = [talk for talk in _talks(month, kind) if talk]
    within_an_hour = [talk for talk in talks if talk < HOUR_S]
    return {
        "answered": figures["answered"],
        "mean_s": figures["talk_mean_s"],
        "mean_s_gt0": fmean(talks),
        "mean_s_gt0_lt3600": fmean(within_an_hour),
        "sd_s_gt0_lt3600": stdev(within_an_hour),
        "median_s_gt0": median(talks),
    }


def _type(figures: dict[str, float | None]) -> dict[str, Any]:
    queued = figures["queued"] or 0
    return {
        **{name: figures[name] for name in ("offered", "answered", "abandoned_in_queue")},
        "abandoned_in_vru": figures["abandoned_in_menu"],
        "abandon_rate_queue_of_queued": (figures["abandoned_in_queue"] or 0) / queued if queued else 0.0,
        "mean_wait_s_queued": figures["wait_mean_s"],
    }


def _priority(figures: dict[str, float | None]) -> dict[str, Any]:
    return {
        **{name: figures[name] for name in ("offered", "queued", "answered", "abandoned_in_queue")},
        "abandon_rate_queue_of_queued": (figures["abandoned_in_queue"] or 0) / (figures["queued"] or 1),
        "mean_wait_s_queued": figures["wait_mean_s"],
        "asa_s_answered_after_queue": figures["asa_queued_s"],
    }


def _patience(ledger: Ledger) -> dict[str, Any]:
    reading = Reading(ledger)
    curve = survival(reading)
    given_up, others = reading.bins((at.WAIT_IN_QUEUE,)), reading.bins(CENSORED)
    last_s = max(given_up | others)
    steps = [(0, 1.0), *curve, (last_s, 0.0)]
    return {
        "n": sum(given_up.values()) + sum(others.values()),
        "events": sum(given_up.values()),
        "median_s": median_s(reading),
        "first_quartile_s": next(wait for wait, share in curve if share <= 0.75),
        "restricted_mean_s": sum(steps[i][1] * (steps[i + 1][0] - steps[i][0]) for i in range(len(steps) - 1)),
        "last_time_s": last_s,
        **{f"survival_at_{name}": _left_at(curve, t) for name, t in (("last", last_s), ("60s", 60), ("180s", 180))},
    }


def _left_at(curve: list[tuple[int, float]], t: float) -> float:
    return [share for wait, share in [(0, 1.0), *curve] if wait <= t][-1]


def _busiest(month: Month) -> dict[str, Any]:
    group = month.groups[()][()]
    assert group.busiest_t is not None
    return {
        "start": _clock(month, group.busiest_t),
        "offered": month.all["max_offered_5min"],
        "ties": list(group.arrivals.values()).count(max(group.arrivals.values())),
    }


def _most(month: Month) -> dict[str, Any]:
    stays = [stays for _, stays in month.contacts]
    talks = [talk for each in stays for talk in each.talks]
    by_agent: dict[str, list[Interval]] = {}
    for agent, from_t, to_t in talks:
        by_agent.setdefault(agent, []).append((from_t, to_t))
    named = [union(spans, 0.0, float("inf")) for agent, spans in by_agent.items() if agent]
    in_service = [(from_t, to_t) for _, from_t, to_t in talks]
    crowds = {
        "in_vru": [each.menu for each in stays if each.menu],
        "in_queue": [wait for each in stays for wait in each.waits],
        "in_service": in_service,
        "in_service_ser_time_le_3600": [(from_t, to_t) for from_t, to_t in in_service if to_t - from_t <= HOUR_S],
        "distinct_named_agents_busy": [span for spans in named for span in spans],
        "in_centre": [_in_centre(row.t, each.waits, each.talks, each.menu) for row, each in month.contacts],
    }
    found: dict[str, Any] = {}
    for name, spans in crowds.items():
        most, when_t = _crowd(spans)
        found |= {name: most, f"{name}_at": _clock(month, when_t)}
    for ours, theirs in (("max_in_menu", "in_vru"), ("max_waiting", "in_queue"), ("max_talking", "in_service")):
        assert month.all[ours] == found[theirs]
    return found


def _in_centre(
    t: float, waits: list[Interval], talks: list[tuple[str, float, float]], menu: Interval | None
) -> Interval:
    ends = [wait[1] for wait in waits] + [talk[2] for talk in talks] + ([menu[1]] if menu else [])
    return t, max(ends)


def _crowd(spans: Iterable[Interval]) -> tuple[int, float]:
    """The most at once, and when it was so first; who goes at a moment is gone before those who come at it."""
    change: Counter[float] = Counter()
    for from_t, to_t in spans:
        change[from_t] += to_t > from_t
        change[to_t] -= to_t > from_t
    here, most, when_t = 0, 0, 0.0
    for t in sorted(change):
        here += change[t]
        if here > most:
            most, when_t = here, t
    return most, when_t


def _clock(month: Month, t: float) -> str:
    return datetime.fromtimestamp(t, ZoneInfo(month.zone)).strftime("%Y-%m-%d %H:%M:%S")


def _without_service(month: Month) -> int:
    """Calls that the data call answered without a service: here with a talk of nothing, as if it had been so short."""
    told = month.database.execute("select id from calls where answered and not served").fetchall()
    talked = {row.id: to_t - from_t for row, stays in month.contacts for _, from_t, to_t in stays.talks}
    assert not any(talked[ident] for (ident,) in told)
    return len(told)


def _talks(month: Month, kind: str | None = None) -> list[float]:
    return [
        to_t - from_t for row, stays in month.contacts for _, from_t, to_t in stays.talks if kind in (None, row.queue)
    ]


def _given_up(month: Month) -> dict[int, int]:
    return Reading(month.groups[()][()].ledger).bins((at.WAIT_IN_QUEUE,))


def _known(figures: dict[str, float | None]) -> dict[str, float]:
    return {name: value for name, value in figures.items() if value is not None}
