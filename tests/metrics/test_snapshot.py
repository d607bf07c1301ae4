"""A picture that was taken down and built up again goes on exactly like the one it was taken from."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.floor.story import START_T, Story
from tests.floor.strategies import days
from tests.metrics.pictures import ZONE, pictured, read, tickets_today, today
from wallboard.floor.snapshot import SECTION_BYTES
from wallboard.metrics.balance import balance
from wallboard.metrics.cost import Rates
from wallboard.metrics.picture import Picture, PictureBuilder, sections
from wallboard.stream import agent_events as ag
from wallboard.stream.contact_events import Cleared, Established, Offered, Queued


def rebuilt(picture: Picture) -> Picture:
    builder = PictureBuilder()
    for section, items in sections(picture):
        assert builder.add(section, items)
        assert len(items) < 2 * SECTION_BYTES
    return builder.build("UTC")


def everything(picture: Picture) -> list[Any]:
    books = picture.books
    return [
        today(picture),
        tickets_today(picture),
        books.away().waits,
        *[read(picture, books.sliding(30, agents=[name], live=None)) for name in ("anna", "boris")],
        read(picture, books.today(channel="email")),
        read(picture, books.sliding(30, tier="vip", live=None)),
        books.cost(Rates(20.0)),
        *[today(picture, queue) for queue in ("support", "sales", "vip")],
        read(picture, books.sliding(30, live=None)),
        read(picture, books.people(), ["occupancy", "utilisation"]),
        *[books.agent(name) for name in ("anna", "boris", "vera")],
        books.series(300, picture.floor.now_t - 3600, picture.floor.now_t),
        books.trend("asa_s"),
    ]


@given(days(), st.integers(0, 40))
def test_that_figures_go_on_from_any_snapshot(events: list[Any], cut: int) -> None:
    picture = pictured(events[:cut])
    built = rebuilt(picture)
    assert everything(built) == everything(picture)
    for later in (picture, built):
        later.fold(events[cut:])
        later.pass_time(later.floor.now_t + 4000.0)
    assert everything(built) == everything(picture) == everything(rebuilt(picture))
    assert balance(built.floor, built.books) == []


def test_that_a_snapshot_brings_its_own_time_zone() -> None:
    assert rebuilt(Picture(ZONE)).books.zone == ZONE


def test_that_a_section_of_no_known_kind_is_not_taken() -> None:
    assert not PictureBuilder().add("books.weather", b"[]")


def test_that_a_section_that_does_not_fit_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        PictureBuilder().add("books.half_hours", b'[{"t": "noon"}]')


def test_that_work_that_is_only_lent_is_not_written_down() -> None:
    story = Story("c1").at(0, Offered(queue="support")).at(5, Queued("support")).at(15, Established("anna"))
    story.at(75, Cleared("customer"))
    people = Story("anna").at(0, ag.LoggedOn()).at(95, ag.State("after_contact_work")).at(105, ag.State("ready"))
    picture = pictured([*people.events, *story.events])
    assert today(picture)["acw_mean_s"] == 10.0
    built = rebuilt(picture)
    for later_s in (110, 900):
        built.pass_time(START_T + later_s)
        assert today(built)["acw_mean_s"] == 10.0
