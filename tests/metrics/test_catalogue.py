from __future__ import annotations

import pytest

from wallboard.metrics import counts as at
from wallboard.metrics.catalogue import FIGURES, compute
from wallboard.metrics.counts import wait_key
from wallboard.metrics.ledger import Ledger
from wallboard.metrics.reading import Limits
from wallboard.metrics.story import Share

SCRIPTED = {
    "offered",
    "ended_in_menu",
    "queued",
    "answered",
    "answered_direct",
    "abandoned_in_menu",
    "abandoned_in_queue",
    "abandoned_ringing",
    "abandoned_on_hold",
    "abandoned_after_transfer",
    "diverted",
    "left_by_choice",
    "turned_away",
    "unknown",
    "in_progress",
    "consults",
    "consults_given_up",
    "answered_within_threshold",
    "service_level.answered_only",
    "service_level.abandons_positive",
    "service_level.abandons_ignored",
    "service_level.short_abandons_credited",
    "service_level.short_abandons_excluded",
    "service_level.abandons_negative",
    "answered_share",
    "abandonment_rate",
    "asa_s",
    "asa_queued_s",
    "wait_mean_s",
    "wait_max_s",
    "wait_p50_s",
    "wait_p90_s",
    "wait_p95_s",
    "patience_median_s",
    "talk_mean_s",
    "ring_mean_s",
    "hold_mean_s",
    "acw_mean_s",
    "aht_s",
    "occupancy",
    "utilisation",
    "refused_rings",
    "transfers",
    "transfer_rate",
    "handoff_chains",
    "ping_pong",
    "repeats_24h",
    "repeats_7d",
    "fcr",
    "callbacks_promised",
    "callbacks_kept",
    "max_in_menu",
    "max_waiting",
    "max_talking",
    "agents_seen",
}


def waits(queue: str, kind: int, **seconds: int) -> list[Share]:
    """`waits("q", at.WAIT_ANSWERED, s20=860)`: so many waits of 20 s."""
    return [
        Share(0, ((queue, wait_key(kind, float(name[1:]))),)) for name, number in seconds.items() for _ in range(number)
    ]


def ledger_of(*shares: list[Share]) -> Ledger:
    ledger = Ledger()
    for share in (share for some in shares for share in some):
        ledger.add(share)
    return ledger


@pytest.mark.parametrize(
    ("formula", "percent"),
    [
        ("answered_only", 86.0),
        ("abandons_positive", 83.0),
        ("abandons_ignored", 82.7),
        ("short_abandons_credited", 82.1),
        ("short_abandons_excluded", 81.9),
        ("abandons_negative", 81.1),
    ],
)
def test_that_the_six_formulas_give_what_icmi_gives_for_its_example(formula: str, percent: float) -> None:
    answers = waits("support", at.WAIT_ANSWERED, s20=860, s21=140)
    losses = waits("support", at.WAIT_IN_QUEUE, s5=10, s20=10, s60=40)
    level = compute(f"service_level.{formula}", ledger_of(answers, losses))
    assert level is not None
    assert round(100 * level, 1) == percent


def test_that_threshold_and_short_limit_can_be_changed_after_the_fact() -> None:
    ledger = ledger_of(waits("q", at.WAIT_ANSWERED, s10=1, s30=1), waits("q", at.WAIT_RINGING, s8=2))
    assert compute("service_level.short_abandons_excluded", ledger, Limits()) == 1 / 4
    assert compute("service_level.short_abandons_excluded", ledger, Limits(30.0, 8.0)) == 1.0
    assert compute("answered_within_threshold", ledger, Limits(9.0)) == 0


def test_that_each_wait_is_held_to_the_threshold_of_the_queue_that_answered() -> None:
    ledger = ledger_of(waits("slow", at.WAIT_ANSWERED, s50=3), waits("fast", at.WAIT_ANSWERED, s50=1))
    assert compute("service_level.answered_only", ledger, Limits(by_queue={"slow": (60.0, 5.0)})) == 3 / 4


def test_that_a_direct_answer_counts_as_a_wait_of_nothing() -> None:
    ledger = ledger_of(waits("q", at.WAIT_DIRECT, s0=1), waits("q", at.WAIT_ANSWERED, s40=1))
    assert compute("service_level.answered_only", ledger) == 0.5
    assert compute("wait_p50_s", ledger) == 40.0


def test_that_where_there_is_nothing_to_divide_by_there_is_no_figure() -> None:
    empty = Ledger()
    for figure in FIGURES.values():
        value = compute(figure.id, empty)
        assert value is None if figure.unit != "count" or figure.compute is None else value == 0


def test_that_the_catalogue_has_every_name_that_scripts_rely_on() -> None:
    assert FIGURES.keys() >= SCRIPTED


def test_that_every_figure_can_show_its_formula() -> None:
    assert not [figure.id for figure in FIGURES.values() if not figure.formula]


def test_that_a_figure_out_of_the_catalogue_cannot_be_shown() -> None:
    with pytest.raises(KeyError):
        compute("happiness", Ledger())
