"""Monday and the failure, as the board counts them: repeats, chains, promises and causes, all within belief."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from random import Random
from statistics import mean, pstdev

import pytest

from feeds.simulator.past import past_days
from feeds.simulator.scenario import DAY_S
from feeds.simulator.simulation import Simulation
from tests.feeds.simulator.days import folded, log, scenario, simulation
from tests.feeds.simulator.test_realism import occupancy, shares, spells, voice
from tests.metrics.pictures import BY_CONTACT, Figures, pictured, reported, today
from wallboard.floor.contact import ENDED, Contact
from wallboard.floor.floor import Floor
from wallboard.metrics.balance import balance
from wallboard.metrics.picture import Picture
from wallboard.stream import contact_events as ev
from wallboard.stream import ticket_events as tk
from wallboard.stream.agent_events import AgentLoggedOn
from wallboard.stream.command_events import (
    Action,
    AddToQueue,
    CommandConfirmed,
    CommandFailed,
    Hangup,
    Pause,
    Reassign,
    RemoveFromQueue,
    SetPriority,
    Unpause,
)
from wallboard.stream.vocabulary import LogEvent

AGENTS = 60
RUNS = [(name, seed) for name in ("workday", "monday", "outage") for seed in (1, 7)]
HARD = [run for run in RUNS if run[0] != "workday"]
ON_MONDAY_FEWER = 0.9


def day(name: str, seed: int) -> tuple[LogEvent, ...]:
    return log(name, AGENTS, seed, "23:30")


@cache
def report(name: str, seed: int) -> Figures:
    """The figures of the scenario's own day."""
    return reported(day(name, seed), ["day"])[str(scenario(name).date),]


def figures(name: str, seed: int) -> dict[str, float]:
    return {figure: value for figure, value in report(name, seed).items() if value is not None}


@cache
def picture(name: str, seed: int) -> Picture:
    return pictured(day(name, seed))


@cache
def told(name: str, seed: int) -> tuple[Floor, dict[str, Contact]]:
    """The floor after the day, and every contact as it was last."""
    return folded(day(name, seed))


def offered_between(name: str, seed: int, start: str, end: str) -> list[Contact]:
    start_t, end_t = scenario(name).moment(start), scenario(name).moment(end)
    return [c for c in voice(told(name, seed)[1].values()) if start_t <= c.offered_t < end_t]


def within(calls: list[Contact]) -> float:
    waits = [c.answered_t - c.first_queued_t for c in calls if c.answered and c.entries]
    return sum(wait_s <= 20.0 for wait_s in waits) / len(waits)


@pytest.mark.parametrize(("name", "seed"), RUNS)
def test_that_the_books_of_the_day_balance(name: str, seed: int) -> None:
    floor, books = picture(name, seed).floor, picture(name, seed).books
    assert balance(floor, books) == []
    assert (floor.ignored, floor.book.too_late, len(floor.book.parked)) == (0, 0, 0)


BANDS: dict[str, dict[str, tuple[float, float]]] = {
    "workday": {
        "repeats_24h": (0.05, 0.13), "repeats_7d": (0.05, 0.13), "fcr": (0.82, 0.94), "fcr_declared": (0.78, 0.88),
        "handoff_chains": (0.002, 0.012), "ping_pong": (0.01, 0.04), "callbacks_promised": (0.01, 0.04),
        "callbacks_kept": (0.007, 0.03),
    },
    "monday": {
        "repeats_24h": (0.15, 0.32), "repeats_7d": (0.16, 0.36), "fcr": (0.7, 0.87), "fcr_declared": (0.78, 0.88),
        "handoff_chains": (0.001, 0.01), "ping_pong": (0.008, 0.03), "callbacks_promised": (0.03, 0.1),
        "callbacks_kept": (0.02, 0.07),
    },
    "outage": {
        "repeats_24h": (0.11, 0.24), "repeats_7d": (0.11, 0.24), "fcr": (0.7, 0.86), "fcr_declared": (0.7, 0.83),
        "handoff_chains": (0.003, 0.015), "ping_pong": (0.015, 0.06), "callbacks_promised": (0.04, 0.11),
        "callbacks_kept": (0.02, 0.08),
    },
}  # fmt: skip
"""Shares of all that were offered, but for the two that are shares already."""


@pytest.mark.parametrize(("name", "seed"), RUNS)
def test_that_repeats_chains_and_promises_are_there_and_within_belief(name: str, seed: int) -> None:
    found = figures(name, seed)
    assert found["offered"] > 3000
    for figure, (low, high) in BANDS[name].items():
        value = found[figure] if figure.startswith("fcr") else found[figure] / found["offered"]
        assert low <= value <= high, figure
    assert found["callbacks_kept"] < found["callbacks_promised"]


def test_that_mondays_repeats_come_from_the_day_before_too() -> None:
    for seed in (1, 7):
        early = [
            event.subject
            for event in day("monday", seed)
            if isinstance(event, ev.ContactOffered) and event.time.timestamp() < scenario("monday").moment("08:00")
        ]
        customer = {e.subject: e.data.customer for e in day("monday", seed) if isinstance(e, ev.ContactIdentified)}
        of_sunday = {customer[key] for key in early if key in customer}
        morning = offered_between("monday", seed, "08:00", "11:00")
        assert sum(call.customer in of_sunday for call in morning) > 0.15 * len(morning)


@pytest.mark.parametrize("seed", [1, 7])
def test_that_mondays_queues_grow_until_eleven_and_are_short_again_after_noon(seed: int) -> None:
    parts = [("08:00", "08:30"), ("09:30", "11:00"), ("13:00", "16:30")]
    first, worst, later = (offered_between("monday", seed, *part) for part in parts)
    assert within(first) > within(worst) + 0.2
    assert within(worst) < 0.2
    assert within(later) > 0.7
    assert 0.2 < shares(worst)["abandoned_in_queue"] < 0.5
    assert shares(later)["abandoned_in_queue"] < 0.06


@pytest.mark.parametrize("seed", [1, 7])
def test_that_the_failure_comes_out_of_an_ordinary_morning_and_is_over_in_the_afternoon(seed: int) -> None:
    parts = [("08:00", "10:15"), ("10:30", "12:30"), ("14:00", "16:30")]
    before, worst, later = (offered_between("outage", seed, *part) for part in parts)
    assert min(within(before), within(later)) > 0.75
    assert within(worst) < 0.3
    assert 0.12 < shares(worst)["abandoned_in_queue"] < 0.4
    assert shares(before).get("abandoned_in_queue", 0.0) < 0.06
    topics = Counter(call.topic for call in worst if call.answered)
    assert topics.most_common(1)[0][0] == scenario("outage").troubles[0].topic
    assert 0.3 < topics[scenario("outage").troubles[0].topic] / topics.total() < 0.75


@pytest.mark.parametrize("seed", [1, 7])
def test_that_the_menus_notice_serves_many_while_it_lasts(seed: int) -> None:
    nodes = [e for e in day("outage", seed) if isinstance(e, ev.ContactMenu) and e.data.node == "notice"]
    assert 50 < len(nodes) < 0.1 * figures("outage", seed)["offered"]
    assert figures("outage", seed)["ended_in_menu"] > figures("workday", seed)["ended_in_menu"] + 0.7 * len(nodes)


def promises(name: str, seed: int) -> Counter[str]:
    """What became of the promises, as shares."""
    due_t: dict[str, float] = {}
    fate: dict[str, str] = {}
    for event in day(name, seed):
        if isinstance(event, ev.ContactCallbackRequested) and event.data.due:
            due_t[event.subject], fate[event.subject] = event.data.due.timestamp(), "forgotten"
        elif isinstance(event, ev.ContactCallbackAttempted):
            fate[event.subject] = "not reached"
        elif isinstance(event, ev.ContactCallbackKept):
            is_late = event.time.timestamp() > due_t[event.subject]
            fate[event.subject] = "late" if is_late else "in time"
    return Counter(fate.values())


@pytest.mark.parametrize(("name", "seed"), RUNS)
def test_that_promises_are_kept_in_time_or_late_or_in_vain_or_forgotten(name: str, seed: int) -> None:
    found = promises(name, seed)
    part = {fate: count / found.total() for fate, count in found.items()}
    assert 0.2 <= part["in time"] <= 0.65
    assert 0.15 <= part["late"] <= 0.5
    assert 0.02 <= part["not reached"] <= 0.15
    assert 0.1 <= part["forgotten"] <= (0.35 if name == "workday" else 0.45)


def test_that_whoever_nobody_called_back_often_calls_himself() -> None:
    events = day("outage", 7)
    customer = {e.subject: e.data.customer for e in events if isinstance(e, ev.ContactIdentified)}
    kept = {e.subject for e in events if isinstance(e, ev.ContactCallbackAttempted)}
    due_t = {
        customer[e.subject]: e.data.due.timestamp()
        for e in events
        if isinstance(e, ev.ContactCallbackRequested)
        and e.data.due
        and e.subject in customer
        and e.subject not in kept
        and e.data.due.timestamp() < scenario("outage").moment("18:00")
    }
    came = {
        e.data.customer
        for e in events
        if isinstance(e, ev.ContactIdentified) and e.time.timestamp() > due_t.get(e.data.customer, 1e12)
    }
    assert 0.25 * len(due_t) < len(came) < 0.9 * len(due_t)
    assert len(due_t) > 40


def handings(name: str, seed: int) -> Counter[tuple[str, str]]:
    """How often callers went from one queue straight to another."""
    last: dict[str, str] = {}
    pairs: Counter[tuple[str, str]] = Counter()
    for event in day(name, seed):
        if isinstance(event, ev.ContactQueued):
            before = last.get(event.subject, event.data.queue)
            if before != event.data.queue:
                pairs[before, event.data.queue] += 1
            last[event.subject] = event.data.queue
    return pairs


@pytest.mark.parametrize("seed", [1, 7])
def test_that_some_pairs_of_departments_are_clearly_the_worst(seed: int) -> None:
    ordinary, failing = handings("workday", seed), handings("outage", seed)
    worst = {pair for pair, _ in ordinary.most_common(4)}
    assert worst == {("sales", "support"), ("support", "sales"), ("delivery", "returns"), ("returns", "delivery")}
    assert sum(ordinary[pair] for pair in worst) > 0.5 * ordinary.total()
    assert {pair for pair, _ in failing.most_common(2)} == {("sales", "support"), ("support", "sales")}
    assert failing["support", "sales"] > 1.4 * ordinary["support", "sales"]
    assert failing["returns", "delivery"] < 1.5 * ordinary["returns", "delivery"]


def people_of(queue: str, events: tuple[LogEvent, ...] | list[LogEvent], until_t: float) -> int:
    return sum(
        isinstance(event, AgentLoggedOn)
        and not event.data.overflow
        and event.data.team.startswith(queue)
        and until_t - DAY_S / 2 < event.time.timestamp() < until_t
        for event in events
    )


@cache
def before(name: str, seed: int) -> tuple[tuple[LogEvent, ...], ...]:
    """The mornings of the same day in the four weeks before."""
    return tuple(tuple(past.events) for past in past_days(scenario(name), AGENTS, seed, until="12:00"))


def came_for(queue: str, events: tuple[LogEvent, ...], clock: tuple[float, float]) -> int:
    """Entries to a queue between two moments."""
    return sum(
        isinstance(event, ev.ContactQueued)
        and event.data.queue == queue
        and clock[0] <= event.time.timestamp() < clock[1]
        for event in events
    )


def away_share(events: tuple[LogEvent, ...]) -> float:
    total = spells(events)
    return total["not_ready"] / (total.total() - total["logged_off"])


@pytest.mark.parametrize("seed", [1, 7])
def test_that_on_monday_people_are_missing_and_away_more_and_in_the_failure_they_are_there(seed: int) -> None:
    def compared(name: str) -> tuple[float, float]:
        own = log(name, AGENTS, seed, "12:00")
        noon_t = scenario(name).moment("12:00")
        usual = [
            people_of("Поддержка", past, noon_t - 7 * DAY_S * (4 - i)) for i, past in enumerate(before(name, seed))
        ]
        away = [away_share(events) for events in (own, *before(name, seed))]
        return people_of("Поддержка", own, noon_t) / mean(usual), away[0] / mean(away[1:])

    there, away = compared("monday")
    assert there < ON_MONDAY_FEWER
    assert away > 1.2
    there, away = compared("outage")
    assert there > ON_MONDAY_FEWER
    assert away < 1.15


@pytest.mark.parametrize("seed", [1, 7])
def test_that_in_the_failure_far_more_come_than_in_past_weeks(seed: int) -> None:
    own = log("outage", AGENTS, seed, "12:00")
    span = (scenario("outage").moment("10:30"), scenario("outage").moment("11:30"))
    usual = [
        came_for("support", past, (span[0] - 7 * DAY_S * (4 - i), span[1] - 7 * DAY_S * (4 - i)))
        for i, past in enumerate(before("outage", seed))
    ]
    assert min(usual) > 50
    assert came_for("support", own, span) > 1.6 * mean(usual)


@pytest.mark.parametrize(("name", "seed"), HARD)
def test_that_tickets_have_the_lives_that_tickets_have(name: str, seed: int) -> None:
    events = day(name, seed)
    end_t = scenario(name).moment("23:30")
    made = {event.subject: event for event in events if isinstance(event, tk.TicketCreated)}
    done_t = {event.subject: event.time.timestamp() for event in events if isinstance(event, tk.TicketResolved)}
    status = Counter(event.data.status for event in events if isinstance(event, tk.TicketStatusChanged))
    changed = Counter(event.data.name for event in events if isinstance(event, tk.TicketAttributeChanged))
    late = sum(
        done_t.get(key, end_t) - event.time.timestamp() > event.data.norm_s for key, event in made.items()
    )  # fmt: skip
    assert len(made) > 100
    assert 0.3 < sum(bool(event.data.contact) for event in made.values()) / len(made) < 0.8
    assert {event.data.queue for event in made.values()} == {"incident", "billing"}
    assert 0.03 < late / len(made) < 0.55
    assert min(status["pending"], status["held"], changed["queue"], changed["owner"]) > 5
    assert sum(isinstance(event, tk.TicketReopened) for event in events) > 5
    assert len(done_t) > 0.55 * len(made)


@pytest.mark.parametrize(("name", "seed"), HARD)
def test_that_people_differ_and_the_hard_day_is_rated_worse(name: str, seed: int) -> None:
    def customers(of: str) -> list[float]:
        rated = (e for e in day(of, seed) if isinstance(e, ev.ContactRated))
        return [e.data.score for e in rated if e.data.by == "customer"]

    assert len(customers(name)) > 300
    assert 3.4 < mean(customers(name)) < mean(customers("workday")) - 0.05
    settled: dict[str, list[bool]] = defaultdict(list)
    for event in day(name, seed):
        if isinstance(event, ev.ContactResolved):
            settled[event.data.agent].append(event.data.resolved)
    assert pstdev(mean(said) for said in settled.values() if len(said) > 40) > 0.02


@pytest.mark.parametrize(("name", "seed"), RUNS)
def test_that_people_are_as_busy_as_people_are(name: str, seed: int) -> None:
    total = spells(day(name, seed))
    on_duty = total.total() - total["logged_off"]
    assert 0.55 <= occupancy(total) <= 0.92
    assert 0.05 <= total["not_ready"] / on_duty <= 0.3


@pytest.mark.parametrize(("name", "seed"), RUNS)
def test_that_no_ghost_is_left_when_the_day_is_over(name: str, seed: int) -> None:
    floor, contacts = told(name, seed)
    assert {c.channel for c in contacts.values() if c.stage != ENDED} <= {"email"}
    assert not any(agent.contacts or agent.ringing or agent.on_duty for agent in floor.agents.values())


@pytest.mark.parametrize("name", ["monday", "outage"])
def test_that_a_hard_day_obeys_and_stays_consistent(name: str) -> None:
    random, made = Random(5), simulation(name, 30, 5)
    events = made.advance(scenario(name).moment("10:30"))
    for number in range(400):
        t = made.now_t + random.uniform(1.0, 20.0)
        events += made.command(t, f"k{number}", _some_order(made, random))
    events += made.advance(scenario(name).moment("23:30"))
    floor, contacts_then = folded(e for e in events if not isinstance(e, CommandConfirmed | CommandFailed))
    assert (floor.ignored, floor.book.too_late, len(floor.book.parked)) == (0, 0, 0)
    assert {c.channel for c in contacts_then.values() if c.stage != ENDED} <= {"email"}
    done = Counter(event.data.code for event in events if isinstance(event, CommandFailed))
    confirmed = sum(isinstance(event, CommandConfirmed) for event in events)
    assert confirmed > 200
    assert confirmed + done.total() == 400


def _some_order(made: Simulation, random: Random) -> Action:
    there = made.snapshot()
    waiting = [contact.id for contact in there.contacts if contact.stage in ("waiting", "menu", "ringing")] or ["none"]
    contact, agent = random.choice(waiting), random.choice([agent.id for agent in there.agents])
    orders: list[Action] = [
        Reassign(contact, agent), Reassign(contact, random.choice(["support", "sales", "returns"]), "queue"),
        SetPriority(contact, 5), Hangup(contact), Pause(agent, reason="break"), Unpause(agent),
        AddToQueue(agent, "support", 1), RemoveFromQueue(agent, "support"),
    ]  # fmt: skip
    return random.choice(orders)


@pytest.mark.parametrize(("name", "seed"), HARD)
def test_that_live_figures_of_the_day_are_those_of_a_report(name: str, seed: int) -> None:
    found = report(name, seed)
    assert today(picture(name, seed)) == {figure: found[figure] for figure in BY_CONTACT}
