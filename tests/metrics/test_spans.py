from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.floor.story import START_T, Story
from tests.metrics.pictures import ZONE, one, reported
from wallboard.metrics.calendar import Calendar
from wallboard.metrics.figures import figures_of
from wallboard.metrics.spans import Clockwork, moment_of
from wallboard.stream import agent_events as ag
from wallboard.stream.contact_events import Cleared, Established, Offered, Queued

HOUR_S = 3600.0


def test_that_a_bare_date_is_midnight_in_the_datas_time_zone() -> None:
    assert (
        moment_of("1999-01-03", "Asia/Jerusalem") == datetime(1999, 1, 3, tzinfo=ZoneInfo("Asia/Jerusalem")).timestamp()
    )
    assert moment_of("1999-01-03T10:30", "UTC") == moment_of("1999-01-03T12:30", "Asia/Jerusalem")
    assert moment_of("1999-01-03T10:30+00:00", "Asia/Jerusalem") == moment_of("1999-01-03T10:30", "UTC")


@pytest.mark.parametrize("text", ["", "yesterday", "1999-13-01", "10:30"])
def test_that_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        moment_of(text, "UTC")


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-06-01", 24)])
def test_that_a_day_is_as_long_as_daylight_saving_makes_it(day: str, hours: int) -> None:
    calendar = Calendar("Europe/Berlin")
    midnight = moment_of(day, "Europe/Berlin")
    assert calendar.next_day(midnight) - midnight == hours * HOUR_S
    assert calendar.day_of(midnight + hours * HOUR_S - 1) == midnight
    assert calendar.day_of(midnight - 1) < midnight


def test_that_half_hours_are_counted_on_the_sites_own_clock() -> None:
    calendar = Calendar("Asia/Kathmandu")  # 5:45 ahead
    midnight = moment_of("2026-02-25", "Asia/Kathmandu")
    assert calendar.half_hour_of(midnight + 1000) == midnight
    assert Clockwork("Asia/Kathmandu").keys_of(midnight + 1900) == {
        "hour": "00:00",
        "half_hour": "00:30",
        "day": "2026-02-25",
    }


def two_calls() -> list[object]:
    first = Story("c1").at(0, Offered(queue="a")).at(590, Queued("a")).at(600, Established("anna"))
    second = Story("c2").at(600, Offered(queue="a")).at(610, Queued("a")).at(900, Established("anna"))
    return [*first.at(700, Cleared("customer")).events, *second.at(950, Cleared("customer")).events]


def test_that_a_span_is_half_open_and_goes_by_the_offer() -> None:
    events = two_calls()
    assert one(events, start_t=START_T, end_t=START_T + 600)["offered"] == 1
    assert one(events, start_t=START_T, end_t=START_T + 600.001)["offered"] == 2
    assert one(events, start_t=START_T, end_t=START_T)["offered"] == 0


def test_that_a_span_by_queue_goes_by_the_entry_unless_the_data_counts_otherwise() -> None:
    events = two_calls()
    span = {"start_t": START_T + 580, "end_t": START_T + 601}
    assert reported(events, ["queue"], **span)["a",]["offered"] == 1
    assert reported(events, ["queue"], **span)["a",]["asa_s"] == 10
    assert reported(events, ["queue"], **span, spans_by_offer=True)["a",]["asa_s"] == 290


def test_that_figures_are_split_by_anything_and_combinations() -> None:
    found = reported(two_calls(), ["day", "half_hour", "queue"])
    assert {key: figures["offered"] for key, figures in found.items()} == {("2026-02-25", "09:00", "a"): 2}
    assert reported([], []) != {}
    assert reported([], ["queue"]) == {}


def test_that_agents_time_is_cut_at_the_hour_and_at_the_span() -> None:
    people = Story("anna").at(0, ag.LoggedOn(team="blue")).at(0, ag.State("ready")).at(5400, ag.LoggedOff())
    found = reported(people.events, ["team", "hour"])
    on_s = {key: figures["utilisation"] for key, figures in found.items()}
    assert on_s == {("blue", "09:00"): 0, ("blue", "10:00"): 0}
    call = Story("c1").at(100, Offered()).at(100, Established("anna")).at(1900, Cleared("customer")).events
    events = sorted([*people.events, *call], key=lambda event: event.time)
    assert one(events, start_t=START_T + 1000, end_t=START_T + 2800)["occupancy"] == 0.5
    assert reported(events, ["queue"])[None,]["occupancy"] is None


def test_that_an_unknown_key_and_a_span_that_ends_before_it_begins_are_refused() -> None:
    with pytest.raises(ValueError, match="weather"):
        figures_of([], ZONE, ["weather"])
    with pytest.raises(ValueError, match="twice"):
        figures_of([], ZONE, ["day", "day"])
    with pytest.raises(ValueError, match="ends before"):
        figures_of([], ZONE, (), 2.0, 1.0)


def test_that_the_document_names_its_schema_and_span() -> None:
    found = figures_of([], ZONE, (), moment_of("2026-02-25", ZONE), None)
    assert found["schema"] == "wallboard.figures/1"
    assert (found["from"], found["to"], found["by"]) == ("2026-02-25T00:00:00+03:00", None, [])
    assert [group["key"] for group in found["groups"]] == [{}]
