"""Whether people who know centres would believe it: the balance of a calm day, and how a storm differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from statistics import mean

import pytest

from tests.feeds.simulator.days import folded, log, scenario
from wallboard.floor.contact import ENDED, Contact
from wallboard.floor.floor import Floor
from wallboard.stream.agent_events import AgentLoggedOff, AgentLoggedOn, AgentMembership, AgentState
from wallboard.stream.contact_events import ContactOffered, ContactRefused
from wallboard.stream.ticket_events import TicketActed, TicketClosed, TicketCreated, TicketReopened, TicketResolved
from wallboard.stream.vocabulary import LogEvent, type_of

DAY = ("calm", 30, 1, "23:30")
SEEDS = (1, 2, 3)


@cache
def day(seed: int) -> tuple[Floor, dict[str, Contact]]:
    return folded(log("calm", 30, seed, "23:30"))


def shares(contacts: Iterable[Contact]) -> dict[str, float]:
    """The share of each outcome among those that have one."""
    outcomes = Counter(contact.outcome for contact in contacts if contact.outcome)
    return {outcome: count / outcomes.total() for outcome, count in outcomes.items()}


def voice(contacts: Iterable[Contact]) -> list[Contact]:
    return [contact for contact in contacts if contact.channel == "voice"]


def spells(events: Iterable[LogEvent], overflow: bool = False) -> Counter[str]:
    """Seconds in each reported state, of the staff or of the overflow people."""
    total: Counter[str] = Counter()
    now: dict[str, tuple[str, float]] = {}
    wanted = set[str]()
    for event in events:
        t = event.time.timestamp()
        if isinstance(event, AgentLoggedOn) and event.data.overflow == overflow:
            wanted.add(event.subject)
        if isinstance(event, AgentLoggedOn | AgentLoggedOff | AgentState) and event.subject in wanted:
            state, since_t = now.get(event.subject, ("logged_off", t))
            total[state] += round(t - since_t)
            now[event.subject] = (_state_after(event), t)
    return total


def _state_after(event: AgentLoggedOn | AgentLoggedOff | AgentState) -> str:
    if isinstance(event, AgentState):
        return event.data.state
    return "ready" if isinstance(event, AgentLoggedOn) else "logged_off"


def occupancy(total: Counter[str]) -> float:
    occupied = total["busy"] + total["after_contact_work"]
    return occupied / (occupied + total["ready"])


@pytest.mark.parametrize("seed", SEEDS)
def test_that_the_outcomes_of_a_calm_day_are_those_of_a_well_staffed_centre(seed: int) -> None:
    _, contacts = day(seed)
    share = shares(contacts.values())
    assert 0.85 <= share["answered"] + share["abandoned_on_hold"] + share.get("abandoned_after_transfer", 0.0) <= 0.97
    assert 0.02 <= share["abandoned_in_menu"] <= 0.08
    assert 0.01 <= share["abandoned_in_queue"] <= 0.08
    assert 0.001 <= share["abandoned_ringing"] <= 0.02
    assert 0.001 <= share["abandoned_on_hold"] <= 0.02
    assert 0.02 <= share["left_by_choice"] <= 0.08
    assert share.get("turned_away", 0.0) <= 0.03
    assert "unknown" not in share


@pytest.mark.parametrize("seed", SEEDS)
def test_that_calls_last_and_wait_as_calls_do(seed: int) -> None:
    calls = voice(day(seed)[1].values())
    talks = [leg.to_t - leg.from_t - leg.hold_s for call in calls for leg in call.legs]
    waits = [call.answered_t - call.first_queued_t for call in calls if call.answered and call.entries]
    assert 180.0 <= mean(talks) <= 360.0
    assert 5.0 <= mean(waits) <= 30.0
    assert 0.75 <= sum(wait_s <= 20.0 for wait_s in waits) / len(waits) <= 0.97
    assert min(talks) >= 0.0


@pytest.mark.parametrize("seed", SEEDS)
def test_that_people_are_as_busy_as_people_are(seed: int) -> None:
    total = spells(log("calm", 30, seed, "23:30"))
    on_duty = total.total() - total["logged_off"]
    assert 0.55 <= occupancy(total) <= 0.90
    assert 0.05 <= total["not_ready"] / on_duty <= 0.25
    assert 0.03 <= total["after_contact_work"] / on_duty <= 0.12


def test_that_those_who_step_in_at_peaks_wait_to_be_asked_on_a_calm_day() -> None:
    total = spells(log(*DAY), overflow=True)
    assert total["busy"] == 0
    assert total["ready"] > 4 * 3600.0


@pytest.mark.parametrize(("name", "seed"), [("calm", 1), ("calm", 2), ("storm", 7)])
def test_that_nobody_has_more_than_he_can_carry(name: str, seed: int) -> None:
    floor = Floor()
    most: Counter[str] = Counter()
    for event in log(name, 30, seed, "13:00"):
        floor.fold([event])
        for agent in floor.take_changes().agents.values():
            have = Counter(floor.contacts[key].channel for key in (*agent.contacts, *agent.ringing))
            assert all(have[channel] <= agent.capacity.get(channel, 0) for channel in have), (agent.id, have)
            assert have["voice"] == 0 or have.total() == 1
            most |= have
    assert most["voice"] == 1
    assert most["chat"] == 3
    assert floor.ignored == 0


def test_that_whoever_has_a_contact_is_reported_busy_and_nobody_else_is_for_long() -> None:
    floor = Floor()
    idle_since: dict[str, float] = {}
    for event in log("storm", 30, 7, "11:30"):
        floor.fold([event])
        t = event.time.timestamp()
        for agent in floor.take_changes().agents.values():
            if agent.contacts and agent.state != "busy":
                idle_since.setdefault(agent.id, t)
            else:
                assert t - idle_since.pop(agent.id, t) < 0.05


def test_that_no_ghost_is_left_when_the_day_is_over() -> None:
    floor, contacts = folded(log("calm", 30, 1, "23:30"))
    left = {c.channel for c in contacts.values() if c.stage != ENDED}
    assert left <= {"email"}
    assert not any(agent.contacts or agent.ringing or agent.on_duty for agent in floor.agents.values())
    assert not any(queue.ringing or queue.talking for queue in floor.queues.values())
    assert (floor.ignored, floor.book.too_late, len(floor.book.parked)) == (0, 0, 0)


@pytest.mark.parametrize("seed", [7, 8])
def test_that_a_storm_is_clearly_worse(seed: int) -> None:
    def at_peak(name: str) -> list[Contact]:
        start_t, end_t = scenario(name).moment("10:20"), scenario(name).moment("11:30")
        _, contacts = folded(log(name, 60, seed, "12:30"))
        return [call for call in voice(contacts.values()) if start_t <= call.offered_t < end_t]

    calm, storm = at_peak("calm"), at_peak("storm")
    assert len(storm) > 1.5 * len(calm)
    assert shares(storm)["abandoned_in_queue"] > 3.0 * shares(calm).get("abandoned_in_queue", 0.02)
    assert shares(storm)["abandoned_in_queue"] > 0.15

    def within(calls: list[Contact]) -> float:
        answered = [c for c in calls if c.answered and c.entries]
        return sum(c.answered_t - c.first_queued_t <= 20.0 for c in answered) / len(answered)

    assert within(storm) < within(calm) - 0.25


@pytest.mark.parametrize(("name", "agents"), [("calm", 30), ("storm", 30), ("storm", 200), ("storm", 300)])
def test_that_the_floor_is_alive_when_the_board_opens(name: str, agents: int) -> None:
    floor, contacts = folded(log(name, agents, 7, "10:42"))
    stages = Counter(contact.stage for contact in contacts.values())
    presences = Counter(agent.presence for agent in floor.agents.values() if not agent.overflow)
    assert stages["talking"] >= agents * 0.3
    assert stages["waiting"] >= (1 if name == "calm" else agents * 0.2)
    assert presences["not_ready"] > 0
    assert presences["after_contact_work"] > 0
    on_duty = sum(agent.overflow and agent.on_duty for agent in floor.agents.values())
    assert on_duty >= 4


def test_that_a_day_has_all_that_happens_at_a_centre() -> None:
    kinds = {type_of(type(event)) for seed in SEEDS for event in log("calm", 30, seed, "23:30")}
    kinds |= {type_of(type(event)) for event in log("storm", 200, 7, "10:42")}
    assert kinds >= {
        "contact.offered", "contact.identified", "contact.menu", "contact.queued", "contact.delivered",
        "contact.refused", "contact.established", "contact.held", "contact.retrieved", "contact.consulted",
        "contact.transferred", "contact.conferenced", "contact.monitored", "contact.left", "contact.cleared",
        "contact.resolved", "contact.rated", "contact.callback_requested",
        "contact.callback_attempted", "contact.callback_kept",
        "agent.logged_on", "agent.logged_off", "agent.state", "agent.membership", "agent.help_requested",
        "ticket.created", "ticket.status_changed", "ticket.attribute_changed", "ticket.acted", "ticket.resolved",
        "ticket.reopened", "ticket.closed", "queue.configured", "feed.connected",
    }  # fmt: skip


def test_that_every_way_of_ending_occurs() -> None:
    contacts = [contact for seed in SEEDS for contact in day(seed)[1].values()]
    ends = {(contact.cleared_by, contact.cleared_reason) for contact in contacts}
    assert ends >= {
        ("customer", "normal"), ("customer", "served"), ("agent", "normal"), ("system", "voicemail"),
        ("system", "callback"), ("system", "closed"), ("system", "timeout"),
    }  # fmt: skip
    assert {contact.resolved for contact in contacts} == {True, False, None}
    assert {contact.tier for contact in contacts} == {"", "regular", "vip"}
    assert {contact.entry for contact in contacts} == {"menu", "direct"}
    assert {contact.channel for contact in contacts} == {"voice", "chat", "email"}


def test_that_the_menu_has_two_levels_and_loses_callers_at_both() -> None:
    lost = [c for seed in SEEDS for c in day(seed)[1].values() if c.outcome == "abandoned_in_menu"]
    nodes = {contact.menu[-1].node for contact in lost if contact.menu}
    assert {"main", "2"} <= nodes
    through = [c for c in day(1)[1].values() if c.entries and c.entry == "menu" and c.entries[0].queue == "support"]
    assert {tuple(dict.fromkeys(step.node for step in c.menu)) for c in through} >= {("main", "2", "2.1")}


def test_that_some_do_not_answer_and_are_not_ready_for_a_while() -> None:
    events = log(*DAY)
    reasons = Counter(event.data.reason for event in events if isinstance(event, ContactRefused))
    assert reasons["no_answer"] > reasons["declined"] > 0
    away = {event.data.reason for event in events if isinstance(event, AgentState)}
    assert away >= {"refused", "lunch", "break", "meeting", "tickets"}


def test_that_people_help_out_in_other_queues_with_a_penalty() -> None:
    penalties = Counter(event.data.penalty for event in log(*DAY) if isinstance(event, AgentMembership))
    assert penalties[0] >= 30
    assert penalties[1] >= 10
    assert penalties[5] == penalties[9] == 6


def test_that_tickets_go_through_several_hands_and_most_are_closed() -> None:
    events = log(*DAY)
    created = {event.subject for event in events if isinstance(event, TicketCreated)}
    closed = {event.subject for event in events if isinstance(event, TicketClosed)}
    hands: dict[str, set[str]] = {}
    for event in events:
        if isinstance(event, TicketActed):
            hands.setdefault(event.subject, set()).add(event.data.who)
    assert len(created) > 20
    assert closed <= created
    assert len(closed) > 0.6 * len(created)
    assert sum(len(people) > 1 for people in hands.values()) > 0.3 * len(created)
    resolved = Counter(event.subject for event in events if isinstance(event, TicketResolved))
    reopened = Counter(event.subject for event in events if isinstance(event, TicketReopened))
    assert all(resolved[key] >= count for key, count in reopened.items())


def test_that_demand_grows_with_the_number_of_people() -> None:
    def offered(agents: int) -> int:
        return sum(isinstance(event, ContactOffered) for event in log("calm", agents, 1, "11:00"))

    assert 1.7 <= offered(60) / offered(30) <= 2.6
