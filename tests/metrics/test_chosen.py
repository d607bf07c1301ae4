"""The contacts behind a figure are the same from the columns that history keeps as from the log folded anew."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.floor.story import START_T
from tests.floor.strategies import days
from tests.metrics.test_behind import ALWAYS, COUNTS, LEVEL
from tests.metrics.test_columns import kept, simulated
from tests.metrics.test_late_promises import losses
from tests.metrics.test_simulated_day import day
from wallboard.metrics.asked import limits_of
from wallboard.metrics.behind import Asked, Behind, behind, contacts_of, told_of
from wallboard.metrics.catalogue import FIGURES
from wallboard.metrics.chosen import choose
from wallboard.metrics.keeping import Keeping

BY_CONTACTS = sorted(name for name, figure in FIGURES.items() if figure.compute is not None)
NARROWED: list[dict[str, Any]] = [
    {},
    {"queue": "support"},
    {"queue": "sales"},
    {"agent": "anna"},
    {"tier": "vip"},
    {"entry": "menu"},
    {"live": True},
    {"live": False},
]
SPANS = [ALWAYS, (START_T + 61.0, START_T + 300.5)]


def found(keeping: Keeping, asked: Asked) -> Counter[tuple[Any, ...]]:
    limits = limits_of(keeping.floor).tried(asked.threshold_s, asked.short_abandon_s)
    rows, number = choose(keeping.look(), asked, limits)
    assert len(rows) == number
    assert [row.t for row in rows] == sorted((row.t for row in rows), reverse=True)
    return Counter((row.contact, row.t, row.counts, row.reason) for row in rows)


def folded(events: list[Any], asked: Asked) -> Counter[tuple[Any, ...]]:
    return Counter((row.contact, row.t, row.counts, row.reason) for row in behind([events], asked))


@settings(max_examples=150)
@given(
    days(),
    st.sampled_from(BY_CONTACTS),
    st.sampled_from(NARROWED),
    st.sampled_from(SPANS),
    st.sampled_from([None, 1.0, 60.0]),
    st.integers(1, 9),
)
def test_that_columns_and_the_log_name_the_same_contacts(
    events: list[Any],
    figure: str,
    narrowed: dict[str, Any],
    span: tuple[float, float],
    threshold_s: float | None,
    size: int,
) -> None:
    asked = Asked(figure, *span, threshold_s=threshold_s, **narrowed)
    assert found(kept(events, size), asked) == folded(events, asked)


@pytest.mark.parametrize("figure", [*COUNTS, LEVEL, "asa_s", "fcr", "aht_s", "answered_within_threshold"])
@pytest.mark.parametrize("queue", ["", "support"])
def test_that_a_simulated_day_has_the_same_contacts_behind_its_figures(figure: str, queue: str) -> None:
    asked = Asked(figure, *ALWAYS, queue=queue)
    assert found(simulated(), asked) == folded(day(), asked)


@pytest.mark.parametrize("figure", ["callbacks_promised", "callbacks_kept"])
@pytest.mark.parametrize("queue", ["", "sales", "support"])
def test_that_callbacks_promised_long_after_the_contact_are_named(figure: str, queue: str) -> None:
    events, asked = losses(kept=True), Asked(figure, *ALWAYS, queue=queue)
    expected = {"": {"c1", "c2", "c3"}, "sales": {"c2"}, "support": {"c1", "c3"}}[queue]
    for rows in (found(kept(events, 3), asked), folded(events, asked)):
        assert {contact for contact, _, counts, _ in rows if counts} == expected


def test_that_the_newest_are_given_and_all_are_counted() -> None:
    asked = Asked("offered", *ALWAYS)
    keeping = simulated()
    all_rows, number = choose(keeping.look(), asked, limits_of(keeping.floor))
    newest, same = choose(keeping.look(), asked, limits_of(keeping.floor), 5)
    assert (newest, same) == (all_rows[:5], number)
    assert number == len(all_rows) > 5


def test_that_the_log_tells_the_rest_of_a_chosen_contact() -> None:
    asked, keeping = Asked("abandoned_in_queue", *ALWAYS, queue="support"), simulated()
    rows, _ = choose(keeping.look(), asked, limits_of(keeping.floor))
    contacts = contacts_of(day())
    told = {row.contact: row for row in (told_of(contacts.get(row.contact), row, asked) for row in rows)}
    assert told == {row.contact: row for row in behind([day()], asked)}


def test_that_a_contact_the_log_has_lost_is_told_by_what_is_kept() -> None:
    asked, keeping = Asked("offered", *ALWAYS), simulated()
    (row,), _ = choose(keeping.look(), asked, limits_of(keeping.floor), 1)
    assert told_of(None, row, asked) == Behind(
        row.contact, row.t, counts=True, queue=row.queue, agent=row.agent, tier=row.tier, channel=row.channel
    )


def test_that_the_span_of_the_outcome_is_not_kept() -> None:
    with pytest.raises(ValueError, match="columns do not hold"):
        choose(Keeping().look(), Asked("offered", *ALWAYS, by_outcome=True), limits_of(Keeping().floor))


def test_that_a_figure_out_of_the_catalogue_has_no_contacts() -> None:
    with pytest.raises(KeyError):
        choose(Keeping().look(), Asked("shoe_size", *ALWAYS), limits_of(Keeping().floor))
