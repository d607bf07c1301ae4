"""The change of a figure against normal, split into its causes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from wallboard.forecast.erlang_a import Staffing, outlook
from wallboard.forecast.why import Cause, Span, mean, why

LEVEL = "service_level.short_abandons_excluded"
HOUR_S = 3600.0
USUAL = Span(HOUR_S, 180.0, 170.0, 170.0 * 180.0, 12.0 * HOUR_S, 1.2 * HOUR_S, 0.0, None)


def modelled(span: Span) -> Span:
    """The span with the service level that its own numbers give."""
    people = (span.people_s - span.away_s - span.elsewhere_s) / span.length_s
    staffing = Staffing(span.offered / span.length_s, span.handle_s / span.handled, people, 120.0)
    return replace(span, value=outlook(staffing, 20.0).service_level)


NORMAL = modelled(USUAL)


def causes_of(now: Span, past: list[Span]) -> dict[str, Cause]:
    found = why(LEVEL, now, past, 20.0, 120.0)
    assert found is not None
    assert sum(cause.change for cause in found.causes) == pytest.approx(found.value - found.normal)
    return {cause.name: cause for cause in found.causes}


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("arrivals", {"offered": 230.0, "handled": 210.0, "handle_s": 210.0 * 180.0}),
        ("handle_time", {"handle_s": 170.0 * 230.0}),
        ("people", {"people_s": 9.0 * HOUR_S, "away_s": 0.9 * HOUR_S}),
        ("adherence", {"away_s": 3.5 * HOUR_S}),
    ],
)
def test_that_a_single_cause_bears_the_whole_change(name: str, change: dict[str, float]) -> None:
    now = modelled(replace(NORMAL, **change))
    found = causes_of(now, [NORMAL])
    assert found[name].change == pytest.approx((now.value or 0.0) - (NORMAL.value or 0.0))
    assert found[name].change < -0.1
    assert all(abs(cause.change) < 1e-9 for other, cause in found.items() if other != name)


def test_that_people_who_work_elsewhere_are_a_matter_of_routing() -> None:
    now = modelled(replace(NORMAL, elsewhere_s=3.0 * HOUR_S))
    found = causes_of(now, [NORMAL])
    assert found["routing"].change == pytest.approx((now.value or 0.0) - (NORMAL.value or 0.0))
    assert found["routing"].now < found["routing"].normal == 1.0


def test_that_a_worse_figure_with_the_same_load_is_a_matter_of_routing() -> None:
    assert NORMAL.value is not None
    found = causes_of(replace(NORMAL, value=NORMAL.value - 0.3), [NORMAL])
    assert found["routing"].change == pytest.approx(-0.3)


def test_that_what_makes_it_worst_comes_first_and_relief_last() -> None:
    now = modelled(replace(NORMAL, offered=260.0, handled=230.0, handle_s=230.0 * 190.0, people_s=13.0 * HOUR_S))
    found = why(LEVEL, now, [NORMAL], 20.0, 120.0)
    assert found is not None
    assert found.causes[0].name == "arrivals"
    assert found.causes[-1].name == "people"
    assert found.causes[-1].change > 0.0
    late = why("asa_s", replace(now, value=30.0), [replace(NORMAL, value=10.0)], 20.0, 120.0, good="down")
    assert late is not None
    assert late.causes[0].name == "arrivals"
    assert late.causes[0].change > 0.0


def test_that_normal_is_the_mean_of_the_past() -> None:
    past = [replace(NORMAL, offered=100.0, value=0.9), replace(NORMAL, offered=200.0, value=0.7)]
    assert mean(past).offered == 150.0
    assert mean(past).value == pytest.approx(0.8)
    found = why(LEVEL, replace(NORMAL, value=0.6), past, 20.0, 120.0)
    assert found is not None
    assert found.normal == pytest.approx(0.8)
    assert found.weeks == 2


@pytest.mark.parametrize(
    ("now", "past"),
    [
        (NORMAL, []),
        (replace(NORMAL, value=None), [NORMAL]),
        (NORMAL, [replace(NORMAL, value=None)]),
        (replace(NORMAL, offered=3.0), [NORMAL]),
        (replace(NORMAL, people_s=0.0), [NORMAL]),
        (replace(NORMAL, length_s=0.0), [NORMAL]),
        (NORMAL, [replace(NORMAL, away_s=13.0 * HOUR_S)]),
    ],
)
def test_that_too_little_is_not_explained(now: Span, past: list[Span]) -> None:
    assert why(LEVEL, now, past, 20.0) is None


spans = st.builds(
    Span,
    st.just(HOUR_S),
    st.floats(6.0, 2000.0),
    st.floats(6.0, 2000.0),
    st.floats(600.0, 900_000.0),
    st.floats(1800.0, 700_000.0),
    st.floats(0.0, 1700.0),
    st.floats(0.0, 5000.0),
    st.floats(0.0, 1.0),
)


@given(spans, st.lists(spans, min_size=1, max_size=3))
def test_that_the_parts_always_add_up(now: Span, past: list[Span]) -> None:
    causes_of(now, past)
