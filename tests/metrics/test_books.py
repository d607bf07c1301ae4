"""Live and historical figures come from the same contacts and agree to the last one, however the events come in."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.floor.story import START_T, Story
from tests.floor.strategies import days, stories
from tests.metrics.pictures import (
    BALANCED,
    BY_CONTACT,
    one,
    pairs_told,
    pictured,
    read,
    reported,
    tickets_today,
    today,
)
from wallboard.metrics import counts as at
from wallboard.metrics.asked import Asked
from wallboard.metrics.balance import balance
from wallboard.metrics.cells import FLOW_STEP_S
from wallboard.metrics.handoffs import pairs_of
from wallboard.metrics.ledger import merged
from wallboard.metrics.picture import Picture
from wallboard.metrics.ticket_ledger import TICKET_FIGURES
from wallboard.stream import agent_events as ag
from wallboard.stream import contact_events as ev
from wallboard.stream.contact_events import LIVE_CHANNELS, Cleared, Established, Identified, Menu, Offered, Queued
from wallboard.stream.queue_events import Configured

HOUR_S = 3600.0


def call(subject: str, at_s: float, wait_s: float = 10.0, talk_s: float = 60.0, **offered: Any) -> Story:
    story = Story(subject).at(at_s, Offered(queue="support", entry="menu", **offered)).at(at_s + 2, Menu("1"))
    story.at(at_s + 5, Queued("support")).at(at_s + 5 + wait_s, Established("anna"))
    return story.at(at_s + 5 + wait_s + talk_s, Cleared("customer"))


@given(days())
def test_that_live_figures_are_those_of_a_report(events: list[Any]) -> None:
    picture = pictured(events)
    expected = one(events)
    assert today(picture) == {name: expected[name] for name in BY_CONTACT}
    for (queue,), found in reported(events, ["queue"]).items():
        assert today(picture, queue or "") == {name: found[name] for name in BY_CONTACT}, queue


@given(days())
def test_that_live_tickets_agents_and_pairs_are_those_of_a_report(events: list[Any]) -> None:
    picture = pictured(events)
    expected = one(events)
    assert tickets_today(picture) == {name: expected[name] for name in TICKET_FIGURES}
    for (priority,), found in reported(events, ["priority"]).items():
        assert tickets_today(picture, priority=priority or "") == {name: found[name] for name in TICKET_FIGURES}
    assert pairs_of(picture.books.today(live=None)) == pairs_told(events)[()]
    for (queue,), pairs in pairs_told(events, ["queue"]).items():
        assert pairs_of(picture.books.today(queue=queue or "", live=None)) == pairs, queue
    for (name,), found in reported(events, ["agent"]).items():
        if name is not None:
            agent = picture.books.agent(name)
            assert (agent.fcr, agent.transfer_rate) == (found["fcr"], found["transfer_rate"])
            assert agent.tickets_closed == found["tickets_closed"]
            told = found["not_ready_s"]
            assert agent.not_ready_s == (told if told is None else pytest.approx(told, abs=1e-5))
            marks = agent.by_customers
            assert (None if marks is None else marks.mean) == found["quality_customer"]


@given(days())
def test_that_hand_offs_by_pair_are_the_transfers_and_diversions(events: list[Any]) -> None:
    pairs = sum(pair.number for pairs in pairs_told(events, ["queue"]).values() for pair in pairs)
    by_queue = reported(events, ["queue"]).values()
    assert pairs == sum((found["transfers"] or 0) + (found["diverted"] or 0) for found in by_queue)


@given(days())
def test_that_live_figures_by_tier_entry_channel_agent_and_team_are_those_of_a_report(events: list[Any]) -> None:
    picture = pictured(events)
    books = picture.books
    for (tier, entry, channel), found in reported(events, ["tier", "entry", "channel"]).items():
        ledger = books.today(tier=tier or "", entry=entry or "", channel=channel)
        assert read(picture, ledger) == {name: found[name] for name in BY_CONTACT}
    live = one(events, asked=Asked(channels=LIVE_CHANNELS))
    assert read(picture, books.today()) == {name: live[name] for name in BY_CONTACT}
    for (agent,), found in reported(events, ["agent"]).items():
        if agent is not None:
            assert read(picture, books.today(agents=[agent], live=None)) == {n: found[n] for n in BY_CONTACT}, agent
    for (team,), found in reported(events, ["team"]).items():
        if team is not None:
            ledger = books.today(agents=books.named(team=team), live=None)
            assert read(picture, ledger) == {name: found[name] for name in BY_CONTACT}, team


@given(days(), st.integers(1, 7))
def test_that_a_sliding_window_is_the_sum_of_its_splits(events: list[Any], size: int) -> None:
    picture = Picture("Europe/Moscow")
    books = picture.books
    for i in range(0, len(events), size):
        picture.fold(events[i : i + size])
        books.sliding(60, tier="vip", live=None)
    asked: dict[str, Any] = {
        "tier": ["", "vip", "regular"],
        "entry": ["", "menu", "direct"],
        "channel": ["voice", "chat", "email"],
    }
    whole = books.sliding(60, live=None)
    for split, values in asked.items():
        parts = merged([books.sliding(60, live=None, **{split: value}) for value in values])
        assert (parts.n, parts.sums, parts.waits) == (whole.n, whole.sums, whole.waits), split
    for agent in ("anna", "boris", "vera"):
        sliding, found = books.sliding(60, agents=[agent], live=None), books.today(agents=[agent], live=None)
        for place in (at.ANSWERED, at.HANDLED, at.TRANSFERS):
            assert 0 <= sliding.n[place] <= found.n[place]
        assert sliding.n[at.ANSWERED] == found.n[at.ANSWERED]


def test_that_what_agents_did_is_not_asked_by_queue() -> None:
    books = Picture("UTC").books
    with pytest.raises(ValueError, match="by channel alone"):
        books.today(agents=["anna"], queue="sales")
    with pytest.raises(ValueError, match="by channel alone"):
        books.sliding(15, agents=["anna"], tier="vip")
    with pytest.raises(ValueError, match="not kept by tier or entry"):
        books.sliding(15, queue="sales", tier="vip")


def test_that_an_agents_last_minutes_and_his_teams_are_told_by_channel() -> None:
    people = Story("anna").at(0, ag.LoggedOn(team="blue", site="north"))
    events = [
        *people.events,
        *call("c1", 10).events,
        *call("c2", 1000).events,
        *call("c3", 1010, channel="email").events,
    ]
    books = pictured(events).books
    assert books.named(team="blue") == books.named(site="north") == ["anna"]
    assert books.named(team="blue", site="south") == []
    assert books.sliding(15, agents=["anna"]).n[at.ANSWERED] == 1
    assert books.sliding(15, agents=["anna"], live=None).n[at.ANSWERED] == 2
    assert books.sliding(60, agents=books.named(team="blue"), channel="voice").n[at.HANDLED] == 2
    assert books.sliding(15, channel="email").n[at.ANSWERED] == books.today(channel="email").n[at.ANSWERED] == 1


@given(days(), st.integers(1, 7))
def test_that_figures_do_not_depend_on_how_often_they_are_asked(events: list[Any], size: int) -> None:
    asked = Picture("Europe/Moscow")
    for i in range(0, len(events), size):
        asked.fold(events[i : i + size])
        today(asked)
        today(asked, "support")
        read(asked, asked.books.sliding(30, live=None))
    assert today(asked) == today(pictured(events))
    assert today(asked, "support") == today(pictured(events), "support")
    assert read(asked, asked.books.sliding(30, live=None)) == read(
        pictured(events), pictured(events).books.sliding(30, live=None)
    )


@given(days(), st.integers(1, 7))
def test_that_figures_do_not_depend_on_when_after_contact_work_is_given(events: list[Any], size: int) -> None:
    often = Picture("Europe/Moscow")
    for i in range(0, len(events), size):
        often.fold(events[i : i + size])
        often.books.give_work()
    assert today(often) == today(pictured(events))


@given(days(), st.integers(1, 5))
def test_that_figures_do_not_depend_on_whether_they_are_counted_in_portions(events: list[Any], most: int) -> None:
    picture = pictured(events)
    rounds = 1
    while picture.books.count_some(most):
        rounds += 1
    assert rounds * most >= len([c for c in picture.floor.contacts.values() if c.ended_t < 0.0])
    assert today(picture) == today(pictured(events))
    assert today(picture, "support") == today(pictured(events), "support")


@given(days())
def test_that_the_books_balance_after_every_event(events: list[Any]) -> None:
    picture = Picture("Europe/Moscow")
    for event in events:
        picture.fold([event])
        assert balance(picture.floor, picture.books) == []


@given(stories(), st.randoms(use_true_random=False))
def test_that_the_order_of_one_contacts_events_changes_no_figure(story: Story, chance: Any) -> None:
    shuffled = story.events[1:]
    chance.shuffle(shuffled)
    in_order = sorted(story.events, key=lambda event: (event.time, event.id))
    assert one([story.events[0], *shuffled]) == pytest.approx(one(in_order))


@given(days())
def test_that_offered_is_the_sum_of_what_became_of_it(events: list[Any]) -> None:
    for found in (one(events), *reported(events, ["queue"]).values(), *reported(events, ["agent"]).values()):
        assert found["offered"] == sum(found[name] or 0 for name in BALANCED)


@given(days())
def test_that_what_is_looked_at_all_the_time_is_the_sum_of_its_cells(events: list[Any]) -> None:
    picture = Picture("Europe/Moscow")
    cells, day_t = picture.books.cells, picture.books.calendar.day_of(START_T)
    for event in events:
        picture.books.today(tier="vip")
        picture.books.today(queue="sales", live=None)
        picture.fold([event])
    for queue, filters in ((None, ("vip", None, True)), ("sales", (None, None, None))):
        watched = picture.books.cells.day_sum(queue, day_t, filters)
        summed = merged([ledger for _, ledger in cells.day(queue, day_t, filters)])
        assert (watched.n, watched.sums, watched.waits) == (summed.n, summed.sums, summed.waits)


def test_that_today_begins_at_the_sites_own_midnight() -> None:
    before_midnight = 14.5 * HOUR_S  # START_T is 6:13 UTC, 9:13 in Moscow
    picture = pictured(call("late", before_midnight).events, call("early", before_midnight + HOUR_S / 2).events)
    assert today(picture)["offered"] == 1
    yesterday = picture.books.cells.day_sum(None, picture.books.calendar.day_of(START_T), (None, None, None))
    assert read(picture, yesterday)["offered"] == 1


def test_that_a_contact_belongs_to_the_day_of_its_offer_also_when_it_ends_after_midnight() -> None:
    picture = pictured(call("c1", 14.75 * HOUR_S, talk_s=600).events)
    assert today(picture)["offered"] == 0
    yesterday = picture.books.cells.day_sum(None, picture.books.calendar.day_of(START_T), (None, None, None))
    assert read(picture, yesterday)["talk_mean_s"] == 600


def test_that_a_sliding_window_holds_the_outcomes_of_its_minutes() -> None:
    picture = Picture("Europe/Moscow")
    for minute in range(90):
        picture.fold(call(f"c{minute}", minute * 60.0, talk_s=10.0).events)
        found = {span: read(picture, picture.books.sliding(span), ["answered"])["answered"] for span in (15, 30, 60)}
        assert found == {span: min(minute + 1, span + 1) for span in (15, 30, 60)}
    picture.pass_time(picture.floor.now_t + 3 * HOUR_S)
    assert read(picture, picture.books.sliding(60), ["answered"])["answered"] == 0


def test_that_deferred_channels_stand_beside_the_live_ones() -> None:
    picture = pictured(call("voice", 0).events, call("letter", 10, channel="email").events)
    assert read(picture, picture.books.today())["offered"] == 1
    assert read(picture, picture.books.today(live=False))["offered"] == 1
    assert read(picture, picture.books.today(live=None))["offered"] == 2


def test_that_a_tier_told_later_moves_the_contact() -> None:
    picture = pictured(call("c1", 0).events[:2])
    assert read(picture, picture.books.today(tier="vip"))["offered"] == 0
    picture.fold(Story("c1").at(3, Identified("k1", "vip")).events)
    assert read(picture, picture.books.today(tier="vip"))["offered"] == 1
    assert read(picture, picture.books.today(tier=""))["offered"] == 0


def test_that_a_queue_is_held_to_its_own_threshold() -> None:
    picture = pictured(call("c1", 0, wait_s=45).events)
    assert today(picture)["answered_within_threshold"] == 0
    picture.fold(Story("support").at(50, Configured(threshold_s=60.0)).events)
    assert today(picture)["answered_within_threshold"] == 1


def test_that_a_series_tells_what_happened_in_each_step() -> None:
    start_t = START_T // FLOW_STEP_S * FLOW_STEP_S
    picture = pictured(call("c1", 0, talk_s=10).events, call("c2", 290, wait_s=400).events)
    picture.fold(Story("c3").at(300, Offered()).at(310, Queued("sales")).at(330, Cleared("customer")).events)
    offset_s = START_T - start_t
    points = picture.books.series(300, start_t, start_t + 900)
    assert [p.t for p in points] == [start_t, start_t + 300, start_t + 600]
    offered = [sum(offset_s + t < 300 * (i + 1) and offset_s + t >= 300 * i for t in (0, 290, 300)) for i in range(3)]
    assert [p.offered for p in points] == offered
    assert (sum(p.answered for p in points), sum(p.lost for p in points)) == (2, 1)
    assert [p.lost for p in picture.books.series(300, start_t, start_t + 900, queue="sales")] == [
        p.lost for p in points
    ]


def test_that_a_trend_ends_with_the_present_half_hour() -> None:
    picture = pictured(call("c1", 0, wait_s=5).events, call("c2", 1800, wait_s=30).events)
    course = picture.books.trend("service_level.answered_only", points=3)
    assert course == [None, 1.0, 0.0]
    assert picture.books.trend("service_level.answered_only", points=1, queue="support") == [0.0]


def test_that_an_agents_day_is_the_union_of_his_contacts() -> None:
    people = Story("anna").at(0, ag.LoggedOn()).at(0, ag.State("ready"))
    chats = [call("c1", 100, talk_s=100), call("c2", 150, talk_s=100)]
    picture = pictured(sorted([*people.events, *chats[0].events, *chats[1].events], key=lambda event: event.time))
    picture.pass_time(START_T + 1000)
    anna = picture.books.agent("anna")
    assert (anna.handled, anna.talk_s, anna.occupied_s) == (2, 200, 150)
    assert (anna.logged_on_s, anna.ready_s) == (1000, 850)
    assert anna.occupancy == 0.15
    assert read(picture, picture.books.people(), ["occupancy", "utilisation"]) == {
        "occupancy": 0.15,
        "utilisation": 0.15,
    }


def test_that_after_contact_work_belongs_to_the_contact_before_it() -> None:
    people = Story("anna").at(0, ag.LoggedOn()).at(175, ag.State("after_contact_work")).at(205, ag.State("ready"))
    events = sorted([*people.events, *call("c1", 100).events], key=lambda event: event.time)
    picture = pictured(events)
    for second in range(210, 900, 30):
        picture.pass_time(START_T + second)
    assert today(picture, "support")["acw_mean_s"] == today(picture)["acw_mean_s"] == 30
    assert one(events)["aht_s"] == today(picture)["aht_s"] == 90
    assert picture.books.agent("anna").acw_s == 30


def test_that_after_contact_work_that_came_late_counts_at_once_and_once() -> None:
    people = Story("anna").at(0, ag.LoggedOn()).at(95, ag.State("after_contact_work")).at(105, ag.State("ready"))
    events = [*people.events, *call("c1", 0).events, *call("c2", 90).events]
    picture = pictured(events)
    assert today(picture)["acw_mean_s"] == today(picture)["acw_mean_s"] == one(events)["acw_mean_s"] == 5.0
    picture.fold(call("c3", 900).events)
    assert picture.books.today(live=None).sums[at.ACW_US] == 10_000_000


def test_that_after_contact_work_belongs_to_a_contact_that_was_handed_on_and_is_still_open() -> None:
    story = Story("c1").at(0, Offered(queue="support")).at(5, Queued("support")).at(10, Established("anna"))
    story.at(60, ev.Transferred("anna", "boris")).at(65, Established("boris"))
    people = Story("anna").at(0, ag.LoggedOn()).at(60, ag.State("after_contact_work")).at(90, ag.State("ready"))
    events = sorted([*people.events, *story.events], key=lambda event: event.time)
    assert today(pictured(events))["acw_mean_s"] is None  # nothing is handled yet
    cleared = Story("c1").at(900, Cleared("customer")).events
    for picture in (pictured(events, cleared), pictured([*events, *cleared])):
        assert today(picture, "support")["acw_mean_s"] == one([*events, *cleared])["acw_mean_s"] == 30


def test_that_a_kept_promise_counts_where_the_contact_counted() -> None:
    story = Story("c1").at(0, Offered(queue="support")).at(5, Queued("support")).at(60, ev.CallbackRequested())
    story.at(61, Cleared("system", "callback")).at(7200, ev.CallbackKept("anna")).at(7300, ev.CallbackKept("anna"))
    picture = pictured(story.events[:4])
    picture.pass_time(START_T + 7000)
    picture.fold(story.events[4:])
    assert today(picture)["callbacks_kept"] == today(picture, "support")["callbacks_kept"] == 1
    assert one(story.events)["callbacks_kept"] == one(story.events)["callbacks_promised"] == 1


def test_that_what_is_gone_leaves_nothing_but_its_figures() -> None:
    picture = pictured(*[call(f"c{i}", 20.0 * i).events for i in range(50)])
    picture.pass_time(picture.floor.now_t + HOUR_S)
    assert not picture.floor.contacts
    assert not picture.books._over
    assert not picture.books._posted
    assert today(picture)["offered"] == 50
    picture.pass_time(picture.floor.now_t + 3 * 24 * HOUR_S)
    assert not picture.books.cells.half_hours
    assert not picture.books.cells.minutes
