"""Live figures, those of a report and those from columns agree to the last contact, for any span and split."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from tests.floor.story import START_T, Story
from tests.floor.strategies import days
from tests.metrics.pictures import BY_CONTACT, ZONE, Figures, pictured, reported, today
from tests.metrics.test_simulated_day import day, whole
from wallboard.floor.floor import Floor
from wallboard.metrics import columns as columns_
from wallboard.metrics import keeping as keeping_
from wallboard.metrics import packing
from wallboard.metrics import totals as totals_
from wallboard.metrics import waits as waits_
from wallboard.metrics.asked import Asked, limits_of
from wallboard.metrics.catalogue import FIGURES, read
from wallboard.metrics.figures import fold_into
from wallboard.metrics.keeping import Keeping
from wallboard.metrics.ledger import Ledger, merged
from wallboard.metrics.packing import STATE, StaleError, pack, unpack
from wallboard.metrics.past import Past
from wallboard.metrics.reading import Limits, Reading
from wallboard.metrics.readings import Readings, figures
from wallboard.metrics.report import Report
from wallboard.metrics.selecting import Key, Question
from wallboard.metrics.spans import KEYS, Clockwork
from wallboard.stream import agent_events as ag
from wallboard.stream import contact_events as ev

COMBINED = [("queue", "half_hour"), ("agent", "day"), ("team", "queue"), ("tier", "channel"), ("entry", "hour", "site")]
SPLITS = [(), *[(key,) for key in KEYS], *COMBINED, ("queue", "tier", "day", "half_hour")]
SPANS = [(None, None), (START_T + 61.0, START_T + 300.5), (None, START_T + 200.0), (START_T + 100.0, None)]
MANY = 40
"""Examples: each is folded several times."""
Moment = float | None


def kept(events: Sequence[Any], size: int = 10_000) -> Keeping:
    """What history keeps of these events, folded in pieces."""
    keeping = Keeping()
    for i in range(0, len(events), size):
        keeping.fold(events[i : i + size])
    return keeping


def past_of(keeping: Keeping, zone: str = ZONE) -> Past:
    return Past(keeping, Clockwork(zone))


def from_columns(keeping: Keeping, asked: Question, **limits: Any) -> dict[Key, Figures]:
    """The figures of each group."""
    found = past_of(keeping).document(asked, limits_of(keeping.floor, Asked(**limits)))
    return {tuple(group["key"].values()): group["figures"] for group in found["groups"]}


def told(ledger: Ledger) -> tuple[Any, ...]:
    """All that a ledger holds."""
    return ledger.n, ledger.sums, ledger.waits


def ledgers_of(events: Sequence[Any], by: tuple[str, ...], start_t: Moment, end_t: Moment) -> dict[Key, Ledger]:
    """The ledgers of a report."""
    floor = Floor()
    report = Report(floor, Clockwork(ZONE), by, start_t, end_t, spans_by_offer=False)
    fold_into([report], floor, [events])
    return {key: group.ledger for key, group in report.close()}


@settings(max_examples=MANY)
@given(days(), st.sampled_from(SPLITS), st.sampled_from(SPANS), st.integers(1, 9))
def test_that_columns_and_a_report_agree(
    events: list[Any], by: tuple[str, ...], span: tuple[Moment, Moment], size: int
) -> None:
    keeping = kept(events, size)
    assert from_columns(keeping, Question(by, *span)) == reported(events, by, start_t=span[0], end_t=span[1])
    ledgers = past_of(keeping).ledgers(Question(by, *span))
    expected = ledgers_of(events, by, *span)
    assert {key: told(ledger) for key, ledger in ledgers.items() if not ledger.empty} == {
        key: told(ledger)
        for key, ledger in expected.items()
        if not ledger.empty  # a group may be tickets' alone
    }


@settings(max_examples=MANY)
@given(days())
def test_that_live_figures_and_columns_agree(events: list[Any]) -> None:
    picture, keeping = pictured(events), kept(events)
    (found,) = from_columns(keeping, Question()).values()
    assert today(picture) == {name: found[name] for name in BY_CONTACT}
    for (queue,), of_queue in from_columns(keeping, Question(("queue",))).items():
        assert today(picture, queue or "") == {name: of_queue[name] for name in BY_CONTACT}, queue


@settings(max_examples=MANY)
@given(days(), st.integers(1, 5))
def test_that_looking_changes_nothing(events: list[Any], size: int) -> None:
    looked = Keeping()
    for i in range(0, len(events), size):
        looked.fold(events[i : i + size])
        from_columns(looked, Question())
    assert from_columns(looked, Question(("queue",))) == from_columns(kept(events), Question(("queue",)))


@settings(max_examples=MANY)
@given(days(), st.integers(0, 40))
def test_that_what_is_packed_goes_on_as_if_nothing_had_happened(events: list[Any], cut: int) -> None:
    before = kept(events[:cut], 3)
    after, position = unpack(list(pack(before, 17)))
    assert position == 17
    after.fold(events[cut:])
    for by in (("agent",), ("queue",), ("half_hour",)):
        assert from_columns(after, Question(by)) == reported(events, by)


@settings(max_examples=MANY)
@given(days(), st.integers(0, 40))
def test_that_the_ledgers_of_two_parts_make_up_the_whole_in_any_order(events: list[Any], cut: int) -> None:
    past, middle_t = past_of(kept(events)), START_T + cut * 10.0
    halves = [past.ledgers(Question((), *span))[()] for span in ((None, middle_t), (middle_t, None))]
    assert told(merged(halves)) == told(merged(halves[::-1])) == told(past.ledgers(Question())[()])


@pytest.mark.parametrize("by", SPLITS, ids="+".join)
@pytest.mark.parametrize("span", [(None, None), (1_757_915_400.5, 1_757_919_400.25)], ids=["all", "some"])
def test_that_a_simulated_day_is_the_same_in_columns(by: tuple[str, ...], span: tuple[Moment, Moment]) -> None:
    found = from_columns(simulated(), Question(by, *span))
    assert found == reported(day(), by, start_t=span[0], end_t=span[1])
    assert any(figures["offered"] for figures in found.values())


def simulated(known: list[Keeping] = []) -> Keeping:  # noqa: B006 - made once
    if not known:
        known.append(kept(day(), 500))
    return known[0]


def at_once(keeping: Keeping, question: Question, limits: Limits) -> list[dict[str, float | None]]:
    """The figures of all groups read at once."""
    values = figures(Readings(past_of(keeping).totals(question), limits), {})
    number = len(next(iter(values.values())))
    return [
        {name: None if column[i] != column[i] else column[i] for name, column in values.items()} for i in range(number)
    ]


def one_by_one(keeping: Keeping, question: Question, limits: Limits) -> list[dict[str, float | None]]:
    """The same, each from its ledger."""
    readings = [Reading(ledger, limits) for ledger in past_of(keeping).ledgers(question).values()]
    names = [figure.id for figure in FIGURES.values() if figure.compute is not None]
    return [{name: read(name, reading) for name in names} for reading in readings]


@pytest.mark.parametrize("by", SPLITS, ids="+".join)
def test_that_all_groups_read_at_once_give_the_figures_of_their_ledgers(by: tuple[str, ...]) -> None:
    keeping = simulated()
    for limits in (limits_of(keeping.floor), Limits(33.0, 11.0)):
        assert at_once(keeping, Question(by), limits) == one_by_one(keeping, Question(by), limits)


@settings(max_examples=MANY)
@given(days(), st.sampled_from(SPLITS))
def test_that_random_groups_read_at_once_give_the_figures_of_their_ledgers(
    events: list[Any], by: tuple[str, ...]
) -> None:
    keeping, limits = kept(events), Limits(7.0, 3.0)
    assert at_once(keeping, Question(by), limits) == one_by_one(keeping, Question(by), limits)


@pytest.mark.parametrize("largest", [1, 5, 10**6])
@pytest.mark.parametrize("by", [("agent",), ("agent", "queue"), ("queue", "tier", "half_hour")], ids="+".join)
def test_that_figures_do_not_depend_on_how_counts_are_counted(
    monkeypatch: pytest.MonkeyPatch, by: tuple[str, ...], largest: int
) -> None:
    monkeypatch.setattr(columns_, "CHUNK_ROWS", 150)
    past = past_of(kept(day()))
    assert len(past.columns.chunks) > 3
    monkeypatch.setattr(totals_, "DENSE_PER_ROW", 10**6)
    dense = [told(ledger) for ledger in past.ledgers(Question(by)).values()]
    monkeypatch.setattr(totals_, "DENSE_PER_ROW", 0)
    monkeypatch.setattr(totals_, "LARGEST", largest)
    assert [told(ledger) for ledger in past.ledgers(Question(by)).values()] == dense


@pytest.mark.parametrize("by", [(), ("agent",), ("queue", "half_hour")], ids="+".join)
@pytest.mark.parametrize("sizes", [{"DENSE": 0}, {"DENSE_PER_WAIT": 0}, {"DENSE": 0, "DENSE_PER_WAIT": 0}], ids=str)
def test_that_figures_do_not_depend_on_how_waits_are_counted(
    monkeypatch: pytest.MonkeyPatch, by: tuple[str, ...], sizes: dict[str, int]
) -> None:
    keeping, asked, limits = simulated(), Question(by), Limits(33.0, 11.0)
    usual = at_once(keeping, asked, limits)
    for name, size in sizes.items():
        monkeypatch.setattr(waits_, name, size)
    assert at_once(keeping, asked, limits) == usual


def test_that_waits_that_come_after_a_question_count_in_the_next_one() -> None:
    events, limits = day(), Limits(33.0, 11.0)
    keeping = kept(events[: len(events) // 2], 500)
    before = at_once(keeping, Question(("queue",)), limits)
    keeping.fold(events[len(events) // 2 :])
    after = at_once(keeping, Question(("queue",)), limits)
    assert after == at_once(simulated(), Question(("queue",)), limits)
    assert sum(figures["answered"] or 0 for figures in after) > sum(figures["answered"] or 0 for figures in before) > 0


def test_that_the_time_of_agents_is_settled_as_the_day_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping_, "LATE_S", 120.0)
    monkeypatch.setattr(keeping_, "SETTLED_AT_ONCE", 1)
    keeping = Keeping()
    for i in range(0, len(day()), 300):
        keeping.fold(day()[i : i + 300])
        keeping.settle()
    keeping.columns.flush()
    assert sum(len(diary.spells) for diary in keeping.diaries.values()) < 200
    assert len(keeping.columns.chunks[0].tables["times"]["agent"]) > 1000
    for by in ((), ("agent",), ("team", "half_hour")):
        assert from_columns(keeping, Question(by)) == reported(day(), by)


def test_that_the_live_day_of_agents_and_tiers_is_that_of_the_columns() -> None:
    picture = whole()
    for (name,), found in from_columns(simulated(), Question(("agent",))).items():
        if name is not None:
            agent = picture.books.agent(name)
            assert (agent.answered, agent.handled, agent.transfers) == (
                found["answered"],
                found["handled"],
                found["transfers"],
            )
            assert agent.occupancy == pytest.approx(found["occupancy"], abs=1e-6)
    for (tier, entry), found in from_columns(simulated(), Question(("tier", "entry"))).items():
        ledger = picture.books.today(tier=tier or "", entry=entry or "", live=None)
        assert {name: picture.books.figure(name, ledger) for name in BY_CONTACT} == {n: found[n] for n in BY_CONTACT}


def test_that_a_threshold_changes_what_is_past() -> None:
    asked, keeping = Question(("queue",)), simulated()
    for threshold_s, short_s in ((10.0, 2.0), (60.0, 15.0)):
        found = from_columns(keeping, asked, threshold_s=threshold_s, short_abandon_s=short_s)
        assert found == reported(day(), ("queue",), threshold_s=threshold_s, short_abandon_s=short_s)


def test_that_some_queues_and_channels_can_be_asked_for_alone() -> None:
    past = past_of(simulated())
    by_queue = past.ledgers(Question(("queue",)))
    only = past.ledgers(Question(("queue",), only={"queue": ["support", "sales"]}))
    assert {key: told(ledger) for key, ledger in only.items()} == {
        key: told(by_queue[key]) for key in (("support",), ("sales",))
    }
    by_channel = past.ledgers(Question(("channel",)))
    voice = past.ledgers(Question(only={"channel": {"voice"}}))[()]
    assert told(voice) == told(by_channel["voice",])


@pytest.mark.parametrize("zone", ["Asia/Kathmandu", "Europe/Berlin", "Australia/Lord_Howe", "America/New_York"])
def test_that_days_and_half_hours_go_by_the_sites_own_clock(zone: str) -> None:
    for by in (("day",), ("half_hour",), ("day", "half_hour", "agent")):
        past = Past(autumn(), Clockwork(zone))
        found = past.document(Question(by), limits_of(autumn().floor))
        floor = Floor()
        report = Report(floor, Clockwork(zone), by, None, None, spans_by_offer=False)
        fold_into([report], floor, [autumn_days()])
        expected = {key: group.ledger for key, group in report.close()}
        assert {key: told(ledger) for key, ledger in past.ledgers(Question(by)).items()} == {
            key: told(ledger) for key, ledger in expected.items()
        }
        assert len(found["groups"]) == len(expected) > 1


def autumn_days() -> list[Any]:
    """Calls and an agent's day and night around the end of daylight saving in 2025 (26 October, 2 November)."""
    events: list[Any] = []
    for night in (1_761_426_000.0, 1_762_038_000.0):
        start_s = night - START_T
        duty = Story(f"n{night:.0f}").at(0, ag.LoggedOn())
        duty.events.clear()
        agent = Story("anna").at(start_s, ag.LoggedOn()).at(start_s + 36_000.0, ag.LoggedOff())
        calls = []
        for number in range(40):
            call = Story(f"c{night:.0f}-{number}").at(start_s + number * 850.0, ev.Offered(queue="support"))
            call.at(start_s + number * 850.0 + 5.0, ev.Queued("support"))
            call.at(start_s + number * 850.0 + 12.0, ev.Established("anna"))
            calls += call.at(start_s + number * 850.0 + 300.0, ev.Cleared("customer")).events
        events += sorted([*agent.events, *calls], key=lambda event: event.time)
    return events


def autumn(known: list[Keeping] = []) -> Keeping:  # noqa: B006 - made once
    if not known:
        known.append(kept(autumn_days()))
    return known[0]


def test_that_what_another_version_has_kept_is_not_read() -> None:
    parts = list(pack(kept(day()[:500]), 1))
    assert parts[-1][0] == STATE
    state = structs.replace(packing._unpacked(parts[-1][2], packing._State), form=f"2{packing.FORM[1:]}")
    earlier = [*parts[:-1], (STATE, 0, packing._packed(state))]
    for spoilt in (parts[:-1], parts[1:], [*parts[:-1], (STATE, 0, b"")], earlier):
        with pytest.raises(StaleError):
            unpack(spoilt)


def test_that_what_is_unpacked_later_is_known_to_be_whole() -> None:
    (kind, number, items), *rest = pack(kept(day()[:500]), 1)
    chunk = msgspec.msgpack.decode(items, type=packing._Chunk)
    for blob in (chunk.ids, chunk.tables["stays"]):
        at = items.index(blob) + len(blob) // 2
        spoilt = items[:at] + bytes([items[at] ^ 1]) + items[at + 1 :]
        with pytest.raises(StaleError):
            unpack([(kind, number, spoilt), *rest])


def test_that_limits_of_icmi_are_read_alike() -> None:
    past = past_of(simulated())
    (document,) = past.document(Question(), Limits(0.0, 0.0))["groups"]
    assert document["figures"]["answered_within_threshold"] <= document["figures"]["answered"]


@pytest.mark.parametrize("size", [1, 3, 100])
def test_that_what_was_promised_and_kept_long_after_a_loss_counts_where_the_contact_counted(size: int) -> None:
    lost = Story("c1").at(0, ev.Offered(queue="support")).at(1, ev.Queued("support")).at(30, ev.Cleared("customer"))
    later = Story("c2").at(200, ev.Offered(queue="sales")).at(210, ev.Cleared("customer"))
    promise = Story("c1").at(300, ev.CallbackRequested()).at(900, ev.CallbackKept())
    end = Story("c3").at(1000, ev.Offered(queue="sales"))
    promise.events = [structs.replace(event, id=f"late-{event.id}") for event in promise.events]
    events = [*lost.events, *later.events, *promise.events, *end.events]
    keeping = kept(events, size)
    for by in ((), ("queue",), ("agent",)):
        assert from_columns(keeping, Question(by)) == reported(events, by)
    assert from_columns(keeping, Question(("queue",)))["support",]["callbacks_promised"] == 1
    packed, _ = unpack(list(pack(keeping, 1)))
    assert from_columns(packed, Question(("queue",))) == reported(events, ("queue",))
