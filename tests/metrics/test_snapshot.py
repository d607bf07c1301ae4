"""A picture that was taken down and built up again goes on exactly like the one it was taken from."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.floor.strategies import days
from tests.metrics.pictures import ZONE, pictured, read, today
from wallboard.floor.snapshot import SECTION_BYTES
from wallboard.metrics.balance import balance
from wallboard.metrics.picture import Picture, PictureBuilder, sections


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
