"""What goes wrong at a centre, each thing alone: who comes again, is sent wrong, is ill; what is thought of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from statistics import mean, pstdev

import pytest
from msgspec import structs

from feeds.simulator.circumstances import Absence, HandOn, Quality, Returning, Trouble, WrongTurn
from feeds.simulator.scenario import DAY_S, Scenario
from feeds.simulator.simulation import Simulation
from tests.feeds.simulator.days import SOURCE, folded, scenario
from wallboard.stream import contact_events as ev
from wallboard.stream.agent_events import AgentLoggedOn
from wallboard.stream.codec import encode_batch
from wallboard.stream.vocabulary import LogEvent

CALM = structs.replace(
    scenario("calm"), behaviour=structs.replace(scenario("calm").behaviour, identified_share=1.0, customers=900)
)
STORM = structs.replace(
    scenario("storm"), behaviour=structs.replace(scenario("storm").behaviour, identified_share=1.0, customers=900)
)
NOBODY = Returning(
    menu_share=0.0, queue_share=0.0, ringing_share=0.0, hold_share=0.0, turned_away_share=0.0, unsettled_share=0.0,
    recurring_share=0.0, broken_promise_share=0.0,
)  # fmt: skip


def told(day: Scenario, seed: int = 1, agents: int = 40, hours: float = 6.0) -> list[LogEvent]:
    made = Simulation(day, agents, seed, SOURCE)
    return made.advance(made.start_t + hours * 3600.0)


def visits(events: list[LogEvent]) -> Counter[str]:
    """How often each customer came by himself."""
    offered = {e.subject for e in events if isinstance(e, ev.ContactOffered) and e.data.direction == "inbound"}
    return Counter(
        event.data.customer for event in events if isinstance(event, ev.ContactIdentified) and event.subject in offered
    )


def repeats(returning: Returning, day: Scenario = STORM) -> int:
    return sum(times - 1 for times in visits(told(structs.replace(day, returning=returning))).values())


def test_that_a_scenario_that_knows_of_none_of_it_has_the_log_that_it_had_without() -> None:
    empty = structs.replace(scenario("calm"), absence=Absence(), days_before=0, usual="calm")
    assert encode_batch(told(empty)) == encode_batch(told(scenario("calm")))


def test_that_those_come_again_who_were_lost_in_the_queue_and_only_where_the_scenario_says_so() -> None:
    nobody = repeats(NOBODY)
    assert repeats(structs.replace(NOBODY, queue_share=0.9, soon_min=4.0, later_share=0.0)) > nobody + 60
    assert nobody < 0.06 * sum(visits(told(structs.replace(STORM, returning=NOBODY))).values())


@pytest.mark.parametrize("share", ["menu_share", "unsettled_share", "recurring_share"])
def test_that_each_reason_alone_brings_customers_back(share: str) -> None:
    rules = structs.replace(NOBODY, **{share: 0.9}, unsettled_h=0.5, next_days_share=0.0)
    assert repeats(rules, CALM) > repeats(NOBODY, CALM) + 20


def test_that_who_comes_again_is_the_same_customer_about_the_same_topic() -> None:
    rules = structs.replace(NOBODY, unsettled_share=1.0, unsettled_h=0.3, next_days_share=0.0, other_channel_share=0.0)
    behaviour = structs.replace(CALM.behaviour, customers=20_000, vips=20_000, resolved_share=0.3)
    events = told(structs.replace(CALM, returning=rules, behaviour=behaviour))
    customer = {event.subject: event.data.customer for event in events if isinstance(event, ev.ContactIdentified)}
    topics: dict[str, list[str]] = defaultdict(list)
    for event in events:
        if isinstance(event, ev.ContactResolved) and event.subject in customer:
            topics[customer[event.subject]].append(event.data.topic)
    again = [told_of for told_of in topics.values() if len(told_of) > 1]
    assert len(again) > 100
    assert sum(len(set(told_of)) == 1 for told_of in again) > 0.9 * len(again)


def test_that_some_come_again_by_another_channel() -> None:
    rules = structs.replace(NOBODY, queue_share=1.0, later_share=0.0, other_channel_share=0.5)
    events = told(structs.replace(STORM, returning=rules))
    customer = {event.subject: event.data.customer for event in events if isinstance(event, ev.ContactIdentified)}
    channels: dict[str, set[str]] = defaultdict(set)
    for event in events:
        if isinstance(event, ev.ContactOffered) and event.subject in customer:
            channels[customer[event.subject]].add(event.data.channel)
    assert sum("voice" in used and len(used) > 1 for used in channels.values()) > 20


def test_that_some_come_only_on_the_next_day() -> None:
    rules = structs.replace(NOBODY, unsettled_share=1.0, next_days_share=1.0)
    events = told(structs.replace(CALM, returning=rules), agents=15, hours=37.0)
    customer = {event.subject: event.data.customer for event in events if isinstance(event, ev.ContactIdentified)}
    midnight_t = CALM.moment("00:00") + DAY_S
    unsettled = {
        customer[e.subject]
        for e in events
        if isinstance(e, ev.ContactResolved)
        and not e.data.resolved
        and e.subject in customer
        and e.time.timestamp() < midnight_t
    }
    tomorrow = {
        e.data.customer for e in events if isinstance(e, ev.ContactIdentified) and e.time.timestamp() > midnight_t
    }
    assert len(unsettled & tomorrow) > 0.2 * len(unsettled) > 5


def paths(events: list[LogEvent]) -> list[list[str]]:
    """The queues that each contact waited in."""
    found: dict[str, list[str]] = defaultdict(list)
    for event in events:
        if isinstance(event, ev.ContactQueued) and found[event.subject][-1:] != [event.data.queue]:
            found[event.subject].append(event.data.queue)
    return list(found.values())


def without_transfers(day: Scenario) -> Scenario:
    return structs.replace(
        day, queues={key: structs.replace(rules, transfer_share=0.0) for key, rules in day.queues.items()}
    )


def test_that_who_took_a_wrong_turn_is_sent_to_where_he_belongs() -> None:
    turns = (WrongTurn(wanted="delivery", sent_to="returns", share=0.5),)
    gone = paths(told(without_transfers(structs.replace(CALM, wrong_turns=turns))))
    assert sum(path == ["returns", "delivery"] for path in gone) > 30
    assert all(len(path) == 1 for path in gone if path[0] != "returns")


def test_that_who_is_sent_on_wrongly_comes_back_or_goes_to_a_third() -> None:
    hands = (
        HandOn(at="support", sent_to="sales", share=0.2), HandOn(at="sales", sent_to="delivery", share=0.1),
    )  # fmt: skip
    gone = paths(told(without_transfers(structs.replace(CALM, hands_on=hands))))
    assert sum(path[:3] == ["support", "sales", "support"] for path in gone) > 20
    assert sum(path[:3] == ["support", "sales", "delivery"] for path in gone) > 3
    pairs = Counter((path[i], path[i + 1]) for path in gone for i in range(len(path) - 1))
    assert pairs["support", "sales"] == max(pairs.values())
    assert max(map(len, gone)) <= 7


FAILURE = Trouble(
    start="09:00", end="12:00", queues=("support",), topic="сбой", topic_share=0.8, talk_factor=2.0,
    settled_share=0.1, announced="10:00", content_share=0.5,
)  # fmt: skip


@cache
def failure() -> list[LogEvent]:
    return told(structs.replace(CALM, troubles=(FAILURE,)), hours=5.5)


def test_that_a_failure_is_what_most_come_about_while_it_lasts_and_can_seldom_be_settled() -> None:
    settled: dict[str, list[bool]] = defaultdict(list)
    for event in failure():
        if isinstance(event, ev.ContactResolved):
            hour = "while" if CALM.moment("09:20") < event.time.timestamp() < CALM.moment("12:00") else "else"
            settled[f"{hour} {event.data.topic == FAILURE.topic}"].append(event.data.resolved)
    assert len(settled["while True"]) > 40
    assert mean(settled["while True"]) < 0.25
    assert mean(settled["while False"]) > 0.7
    assert len(settled["else True"]) < 0.2 * len(settled["while True"])


def test_that_talks_about_it_last_longer() -> None:
    talks: dict[bool, list[float]] = {True: [], False: []}
    for contact in folded(failure())[1].values():
        if contact.legs and contact.channel == "voice" and contact.legs[-1].to_t > 0.0 and contact.topic:
            leg = contact.legs[0]
            about_it = contact.topic == FAILURE.topic and CALM.moment("09:05") < leg.from_t < CALM.moment("12:00")
            talks[about_it].append(leg.to_t - leg.from_t - leg.hold_s)
    assert min(map(len, talks.values())) > 40
    assert mean(talks[True]) > 1.5 * mean(talks[False])


def test_that_the_menu_tells_of_it_from_the_moment_on_that_it_is_announced() -> None:
    served = [
        event.time.timestamp()
        for event in failure()
        if isinstance(event, ev.ContactMenu) and event.data.node == FAILURE.notice and event.data.served
    ]
    assert len(served) > 15
    assert CALM.moment("10:00") <= min(served)
    assert max(served) <= CALM.moment("12:01")


def logged_on(absence: Absence, until_h: float = 2.0) -> dict[str, float]:
    day = structs.replace(CALM, absence=absence)
    events = told(day, agents=100, hours=until_h)
    return {
        e.subject: e.time.timestamp() for e in events if isinstance(e, AgentLoggedOn) and not e.data.overflow
    }  # fmt: skip


def test_that_the_sick_stay_at_home_and_the_late_come_late() -> None:
    usual = logged_on(Absence())
    ill = logged_on(Absence(queues={"support": 0.5}))
    late = logged_on(Absence(late_share=1.0, late_min=(30.0, 31.0)))
    assert len(usual) - 0.5 * 0.3 * 100 - 8 <= len(ill) < len(usual) - 8
    assert ill.keys() < usual.keys()
    assert late.keys() == usual.keys()
    assert all(1000.0 < late[key] - t < 2700.0 for key, t in usual.items())


def test_that_on_a_closed_day_nobody_works_and_callers_are_told_so_or_promised_a_call() -> None:
    monday = scenario("monday")
    made = Simulation(monday, 40, 1, SOURCE)
    sunday = made.advance(monday.moment("00:00"))
    assert made.start_t == monday.moment("08:00") - DAY_S
    assert not any(isinstance(event, AgentLoggedOn | ev.ContactEstablished) for event in sunday)
    ends = Counter(event.data.reason for event in sunday if isinstance(event, ev.ContactCleared))
    assert ends["closed"] > 10 * ends["full"]
    assert min(ends["closed"], ends["callback"], ends["voicemail"]) > 5
    due = [e.data.due for e in sunday if isinstance(e, ev.ContactCallbackRequested) and e.data.due]
    assert due
    assert all(monday.moment("09:00") <= t.timestamp() <= monday.moment("12:00") for t in due)


@cache
def marks(seed: int = 1) -> list[ev.ContactRated]:
    quality = Quality(customer_share=0.9, supervisor_share=0.5, agent_spread=0.5, hard_topics=("сбой оплаты",))
    day = structs.replace(STORM, quality=quality)
    return [event for event in told(day, seed, hours=9.0) if isinstance(event, ev.ContactRated)]


def test_that_customers_and_supervisors_rate_agent_and_topic() -> None:
    assert {event.data.by for event in marks()} == {"customer", "supervisor"}
    assert all(event.data.agent and event.data.topic and event.data.best == 5.0 for event in marks())
    assert {event.data.score for event in marks()} == {1.0, 2.0, 3.0, 4.0, 5.0}


def test_that_agents_differ_in_the_same_way_for_customers_and_for_supervisors() -> None:
    by_agent: dict[str, list[float]] = defaultdict(list)
    for event in marks():
        by_agent[event.data.agent].append(event.data.score)
    means = {agent: mean(scores) for agent, scores in by_agent.items() if len(scores) >= 20}
    assert len(means) > 15
    assert 0.15 < pstdev(means.values()) < 0.8


def test_that_long_waits_are_rated_worse() -> None:
    quality = Quality(customer_share=0.9)
    events = told(structs.replace(STORM, quality=quality), hours=6.0)
    queued: dict[str, float] = {}
    waited: dict[str, float] = {}
    scores: dict[bool, list[float]] = {True: [], False: []}
    for event in events:
        if isinstance(event, ev.ContactQueued):
            queued.setdefault(event.subject, event.time.timestamp())
        elif isinstance(event, ev.ContactEstablished) and event.subject in queued:
            waited.setdefault(event.subject, event.time.timestamp() - queued[event.subject])
        elif isinstance(event, ev.ContactRated) and event.data.by == "customer" and event.subject in waited:
            scores[waited[event.subject] > 90.0].append(event.data.score)
    assert min(map(len, scores.values())) > 20
    assert mean(scores[True]) < mean(scores[False]) - 0.25


def calls_out_past_a_queue(insist_share: float) -> int:
    """How often the centre called somebody for support while others waited there."""
    behaviour = structs.replace(STORM.behaviour, callback_insist_share=insist_share, callback_share=0.2)
    waiting: set[str] = set()
    past = 0
    for event in told(structs.replace(STORM, behaviour=behaviour), hours=4.0):
        if isinstance(event, ev.ContactQueued) and event.data.queue == "support":
            waiting.add(event.subject)
        elif isinstance(event, ev.ContactDelivered | ev.ContactCleared | ev.ContactEstablished):
            waiting.discard(event.subject)
        elif isinstance(event, ev.ContactOffered) and event.data.direction == "outbound":
            past += event.data.queue == "support" and len(waiting) > 2
    return past


def test_that_a_promise_that_insists_is_kept_before_those_who_wait() -> None:
    assert calls_out_past_a_queue(0.0) == 0
    assert calls_out_past_a_queue(1.0) > 5
