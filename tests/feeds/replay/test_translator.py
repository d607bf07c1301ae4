from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from feeds.replay.translator import ZONE, BadRowError, call_of, events_of
from tests.feeds.replay.months import queued, row
from wallboard.metrics.figures import figures_of
from wallboard.metrics.spans import moment_of

SOURCE = "/bank/replay/test"
UNSERVED = {"s_start": "0:00:00", "s_exit": "0:00:00", "s": "0", "server": "NO_SERVER"}


def events(*rows: str) -> list[Any]:
    calls = [call_of(text, ZoneInfo(ZONE)) for text in rows]
    return events_of([call for call in calls if call is not None], SOURCE)


def told(*rows: str) -> list[tuple[str, float]]:
    """Type and seconds after 10:00 of what a call's row says."""
    start_t = moment_of("1999-01-03T10:00", ZONE)
    found = [event for event in events(*rows) if event.subject == "AA0101-7001"]
    return [(type(event).__struct_config__.tag.split(".")[1], event.time.timestamp() - start_t) for event in found]


def figures(*rows: str, by: tuple[str, ...] = ()) -> dict[Any, dict[str, Any]]:
    found = figures_of([events(*rows)], ZONE, by)
    return {tuple(group["key"].values()): group["figures"] for group in found["groups"]}


def test_that_the_queues_clock_rules_waits_and_the_servers_clock_talks() -> None:
    assert told(queued(s_start="10:00:35"))[2:] == [("menu", 0), ("queued", 6), ("established", 36), ("cleared", 136)]


def test_that_who_did_not_queue_is_answered_when_he_leaves_the_menu() -> None:
    assert told(row())[3:] == [("established", 6), ("cleared", 106)]


def test_that_nothing_is_ever_before_the_call_came() -> None:
    assert told(row(exit="9:58:00", menu_s="-120"))[3:] == [("established", 0), ("cleared", 100)]
    assert told(queued(q_start="9:59:50"))[3][1] == 0


def test_that_a_queue_and_a_talk_may_go_on_after_midnight() -> None:
    late = {"entry": "23:59:50", "exit": "23:59:56", "q_start": "0:00:10", "q_exit": "0:00:40"}
    base_s = 13 * 3600 + 59 * 60 + 50.0
    assert told(queued(**late))[3:] == [
        ("queued", base_s + 20),
        ("established", base_s + 50),
        ("cleared", base_s + 150),
    ]
    assert figures(queued(**late), by=("day",)).keys() == {("1999-01-03",)}


def test_that_a_queue_that_starts_at_exactly_midnight_is_one() -> None:
    late = {"entry": "23:59:55", "exit": "0:00:00", "menu_s": "5", "q_start": "0:00:00", "q_exit": "0:00:30"}
    assert figures(queued(**late))[()]["queued"] == 1


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (row(outcome="HANG", **UNSERVED), "abandoned_in_menu"),
        (queued(outcome="HANG", **UNSERVED), "abandoned_in_queue"),
        (queued(outcome="HANG", server="NO_SERVER"), "abandoned_ringing"),
        (queued(outcome="HANG", s_start="0:00:00", server="NO_SERVER"), "abandoned_in_queue"),
        (queued(), "answered"),
        (row(), "answered_direct"),
    ],
)
def test_that_a_row_ends_as_the_data_say(text: str, outcome: str) -> None:
    assert figures(text)[()][outcome] == 1


def test_that_an_answer_without_service_is_a_talk_of_nothing_by_an_unknown_agent() -> None:
    found = figures(queued(**UNSERVED))[()]
    assert (found["answered"], found["talk_mean_s"], found["agents_seen"]) == (1, 0, 0)


def test_that_a_loss_while_it_rang_waited_as_long_as_the_queues_clock_says() -> None:
    assert figures(queued(outcome="HANG", server="NO_SERVER"))[()]["wait_max_s"] == 30


def test_that_phantom_rows_are_left_out() -> None:
    assert call_of(row(outcome="PHANTOM"), ZoneInfo(ZONE)) is None


@pytest.mark.parametrize(("server", "agent"), [("NO_SERVERAMA", "NAAMA"), ("ANO_SERVERT", "ANAT"), ("NO_SERVER", None)])
def test_that_the_names_of_servers_are_mended(server: str, agent: str | None) -> None:
    assert figures(row(server=server), by=("agent",))[agent,]["answered"] == 1


@pytest.mark.parametrize("customer", ["0", "6.02E+11", ""])
def test_that_nobody_and_a_rounded_number_are_no_identity(customer: str) -> None:
    assert figures(row(customer=customer))[()]["fcr"] is None


def test_that_tier_queue_and_entry_are_told() -> None:
    found = figures(row(priority="2", type="NE"), row(id="7002", priority="1"), by=("tier", "queue", "entry"))
    assert found.keys() == {("vip", "NE", "menu"), ("regular", "PS", "menu")}


def test_that_an_agent_is_there_from_his_first_talk_to_the_end_of_his_last() -> None:
    texts = [
        row(),
        row(id="7002", entry="10:00:30", exit="10:00:36"),
        row(id="7003", entry="10:05:00", exit="10:05:06"),
    ]
    found = [event for event in events(*texts) if event.subject == "DOVRAT"]
    names = [type(event).__struct_config__.tag.split(".")[1] for event in found]
    assert names == ["logged_on", "state", "state", "state", "logged_off"]
    assert [event.data.state for event in found[1:4]] == ["busy", "ready", "busy"]


def test_that_events_come_in_the_order_of_time_and_each_has_an_id_of_its_own() -> None:
    found = events(row(id="7002", entry="12:00:00"), row(), queued(id="7003", entry="9:00:00", q_start="9:00:06"))
    assert [event.time for event in found] == sorted(event.time for event in found)
    assert len({event.id for event in found}) == len(found)


@pytest.mark.parametrize(
    "text", ["", "a\tb", row(outcome="FLED"), row(entry="noon"), row(date="990230"), row(date="X"), row(menu_s="long")]
)
def test_that_a_row_that_is_no_call_says_why(text: str) -> None:
    with pytest.raises(BadRowError, match=r"."):
        call_of(text, ZoneInfo(ZONE))
