"""A figure's passport: the numbers behind it, who was left out, and how others count it."""

from __future__ import annotations

import pytest

from tests.metrics.catalogue.test_entries import worked_out
from tests.metrics.test_catalogue import ledger_of, waits
from wallboard.metrics import counts as at
from wallboard.metrics.catalogue import FIGURES
from wallboard.metrics.catalogue.left_out import REASONS, reasons
from wallboard.metrics.counts import tally_of
from wallboard.metrics.ledger import Ledger
from wallboard.metrics.passport import Passport, part_of, passport
from wallboard.metrics.reading import Limits, Reading
from wallboard.metrics.story import Share

LEVEL = "service_level.short_abandons_excluded"


def icmi() -> Ledger:
    """ICMI's example: 1,000 answered, 860 of them within 20 s; 60 lost, 20 within 20 s, 10 within 5 s."""
    ledger = ledger_of(
        waits("q", at.WAIT_ANSWERED, s20=860, s21=140), waits("q", at.WAIT_IN_QUEUE, s5=10, s20=10, s60=40)
    )
    queued = tally_of((at.OFFERED, at.QUEUED))
    ledger.tally += 1000 * (queued + tally_of((at.ANSWERED, at.HANDLED)))
    ledger.tally += 60 * (queued + tally_of((at.ABANDONED_IN_QUEUE,)))
    return ledger


def numbers(found: Passport) -> dict[str, float]:
    return {put.term.id: put.value for put in found.puts}


def test_that_the_numbers_are_put_into_the_formula() -> None:
    found = passport(LEVEL, icmi(), Limits())
    assert numbers(found) == {"a_t": 860, "a": 1000, "b": 60, "b_s": 10}
    assert round(100 * (found.value or 0.0), 1) == 81.9


def test_that_others_count_the_service_level_as_icmi_says_of_its_example() -> None:
    found = passport(LEVEL, icmi(), Limits())
    told = {(other.variant.vendor, other.figure.id if other.figure else ""): other.value for other in found.others}
    percents = {key: round(100 * value, 1) for key, value in told.items() if value is not None}
    assert percents == {
        ("Amazon Connect", "service_level.abandons_positive"): 83.0,
        ("Genesys Cloud", "service_level.short_abandons_excluded"): 81.9,
        ("Genesys Cloud", "service_level.abandons_negative"): 81.1,
        ("Cisco", "service_level.abandons_ignored"): 82.7,
        ("Cisco", "service_level.abandons_negative"): 81.1,
        ("Cisco", "service_level.abandons_positive"): 83.0,
        ("Asterisk", "service_level.answered_only"): 86.0,
        ("Asterisk", "service_level.abandons_positive"): 83.0,
        ("ICMI", "service_level.short_abandons_credited"): 82.1,
    }


def test_that_others_count_the_abandoned_of_other_wholes() -> None:
    ledger = icmi()
    ledger.tally += 20 * tally_of((at.OFFERED, at.QUEUED, at.DIVERTED))
    found = {other.variant.vendor: other.value for other in passport("abandonment_rate", ledger, Limits()).others}
    assert found == {
        "Amazon Connect": 60 / 1080,
        "Genesys Cloud": 60 / 1080,
        "Cisco": 50 / 1070,
        "Asterisk": 80 / 1080,
    }


def test_that_a_running_mean_is_not_made_up_from_sums() -> None:
    found = next(o for o in passport("asa_s", icmi(), Limits()).others if o.variant.vendor == "Asterisk")
    assert found.value is None
    assert found.variant.remark.en


def test_that_every_formula_of_others_is_what_it_computes() -> None:
    ledger = icmi()
    for figure_id in FIGURES:
        for other in passport(figure_id, ledger, Limits()).others:
            if other.figure is None and other.template:
                text = other.template
                assert all(f"{{{put.term.id}}}" in text for put in other.puts)
                entry = FIGURES[figure_id]
                drawn = type(entry)(
                    **{name: getattr(entry, name) for name in entry.__struct_fields__}
                    | {"template": text, "terms": other.variant.terms}
                )
                assert other.value == pytest.approx(worked_out(drawn, Reading(ledger)))


def test_that_what_counts_and_what_is_left_out_are_all_that_were_offered() -> None:
    ledger = icmi()
    beside = {at.ABANDONED_IN_MENU: 7, at.LEFT_BY_CHOICE: 5, at.DIVERTED: 3, at.TURNED_AWAY: 2, at.UNKNOWN: 1}
    for place, number in beside.items():
        ledger.tally += number * tally_of((at.OFFERED, place))
    ledger.tally += 4 * tally_of((at.OFFERED, at.IN_PROGRESS))
    for level in (figure for figure in FIGURES if figure.startswith("service_level.")):
        found = passport(level, ledger, Limits())
        denominator = worked_out(
            type(found.figure)(
                **{name: getattr(found.figure, name) for name in found.figure.__struct_fields__}
                | {"template": found.figure.template.partition(" / ")[2]}
            ),
            Reading(ledger),
        )
        assert denominator + sum(left.number for left in found.left_out) == Reading(ledger).n[at.OFFERED]


@pytest.mark.parametrize(
    ("places", "kind", "seconds", "part"),
    [
        ((at.OFFERED, at.QUEUED, at.ANSWERED), at.WAIT_ANSWERED, "s9", ("in", "")),
        ((at.OFFERED, at.QUEUED, at.ABANDONED_IN_QUEUE), at.WAIT_IN_QUEUE, "s60", ("in", "")),
        ((at.OFFERED, at.QUEUED, at.ABANDONED_IN_QUEUE), at.WAIT_IN_QUEUE, "s3", ("out", "lost_short")),
        ((at.OFFERED, at.ABANDONED_IN_MENU), at.LOSS_IN_MENU, "s3", ("out", "abandoned_in_menu")),
    ],
)
def test_that_a_contact_is_told_whether_it_counts(
    places: tuple[int, ...], kind: int, seconds: str, part: tuple[str, str]
) -> None:
    share = Share(tally_of(places), waits("q", kind, **{seconds: 1})[0].waits)
    assert part_of(LEVEL, share, Limits()) == part


def test_that_a_contact_that_a_figure_does_not_concern_is_neither_in_nor_out() -> None:
    assert part_of("ping_pong", Share(tally_of((at.OFFERED, at.IN_PROGRESS))), Limits()) == ("none", "")


def test_that_every_reason_is_used_and_every_figure_has_known_ones() -> None:
    used = {reason.code for figure in FIGURES for reason in reasons(figure)}
    assert used == set(REASONS)


def test_that_a_figure_out_of_the_catalogue_has_no_passport() -> None:
    with pytest.raises(KeyError):
        passport("shoe_size", Ledger(), Limits())
