"""A bank's real month against figures that others have computed, and against a straight count of its rows."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from feeds.replay.source import open_source
from tests.bank import truth
from wallboard.floor.floor import Floor
from wallboard.metrics.figures import document, fold_into, limits_of
from wallboard.metrics.report import Report
from wallboard.metrics.spans import Clockwork, moment_of

SPLITS: tuple[tuple[str, ...], ...] = (
    (),
    ("tier",),
    ("queue",),
    ("day",),
    ("hour",),
    ("half_hour",),
    ("agent",),
    ("entry", "channel"),
    ("queue", "tier"),
    ("day", "hour"),
    ("queue", "hour"),
)
MEANS = 0.005
Figures = dict[str, float | None]
Groups = dict[tuple[str | None, ...], Figures]


def groups_in(found: dict[str, Any]) -> Groups:
    return {tuple(group["key"].values()): group["figures"] for group in found["groups"]}


class Month:
    def __init__(self, path: Path) -> None:
        source = open_source(path)
        floor, clockwork = Floor(), Clockwork(source.zone)

        def report(by: tuple[str, ...], start: str = "", end: str = "") -> Report:
            start_t, end_t = (moment_of(text, source.zone) if text else None for text in (start, end))
            return Report(floor, clockwork, by, start_t, end_t, spans_by_offer=source.spans_by_offer)

        reports = {by: report(by) for by in SPLITS}
        spans = {
            ("1999-01-03", "1999-01-04"): report((), "1999-01-03", "1999-01-04"),
            ("1999-01-17T10:00", "1999-01-18T15:30"): report((), "1999-01-17T10:00", "1999-01-18T15:30"),
        }
        fold_into([*reports.values(), *spans.values()], floor, source.batches)
        limits = limits_of(floor)
        self.problems = source.problems
        self.by = {by: groups_in(document(report, limits)) for by, report in reports.items()}
        self.spans = {span: document(report, limits) for span, report in spans.items()}
        self.floor = floor
        self.rows = truth.rows_of(path)

    @property
    def all(self) -> Figures:
        return self.by[()][()]


@pytest.fixture(scope="module")
def month(data_folder: Path) -> Month:
    path = data_folder / "anonymousbank" / "01_January.txt.xz"
    if not path.is_file():
        pytest.skip(f"the bank's January is not there: {path}")
    return Month(path)


@pytest.fixture(scope="module")
def reference(data_folder: Path) -> dict[str, Any]:
    path = data_folder / "anonymousbank" / "reference_january.json"
    if not path.is_file():
        pytest.skip(f"there are no reference figures: {path}")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["figures"]
    return found


def assert_agrees(found: Figures, expected: dict[str, float | None], where: object) -> None:
    for figure, value in expected.items():
        assert found[figure] == (None if value is None else pytest.approx(value, rel=1e-9, abs=1e-9)), (where, figure)


def test_that_january_has_the_counts_of_the_reference(month: Month, reference: dict[str, Any]) -> None:
    names = {
        "offered": "offered",
        "ended_in_vru_hang": "abandoned_in_menu",
        "queued": "queued",
        "answered": "answered",
        "abandoned_in_queue": "abandoned_in_queue",
        "hang_with_service_times": "abandoned_ringing",
        "answered_within_20s": "answered_within_threshold",
        "distinct_servers": "agents_seen",
        "max_wait_s": "wait_max_s",
    }
    for theirs, ours in names.items():
        assert month.all[ours] == reference[theirs], theirs
    most = reference["max_simultaneous"]
    assert month.all["max_in_menu"] == most["in_vru"]
    assert month.all["max_waiting"] == most["in_queue"]
    assert month.all["max_talking"] == most["in_service"]
    assert month.all["answered"] == reference["answered_after_queue"] + (month.all["answered_direct"] or 0)


def test_that_january_has_the_means_of_the_reference(month: Month, reference: dict[str, Any]) -> None:
    names = {
        "sl20_of_answered": "service_level.answered_only",
        "asa_s_all_answered": "asa_s",
        "asa_s_answered_after_queue": "asa_queued_s",
        "mean_wait_s_all_queued": "wait_mean_s",
        "mean_service_s_answered_all": "talk_mean_s",
    }
    for theirs, ours in names.items():
        assert month.all[ours] == pytest.approx(reference[theirs], rel=MEANS), theirs


def test_that_shares_with_denominators_of_their_own_follow_from_our_counts(
    month: Month, reference: dict[str, Any]
) -> None:
    found = {name: value or 0 for name, value in month.all.items()}
    to_agents = found["offered"] - found["abandoned_in_menu"]
    assert found["abandoned_in_queue"] / found["queued"] == pytest.approx(
        reference["abandon_rate_queue_of_queued"], abs=1e-5
    )
    in_time = found["answered_within_threshold"]
    assert in_time / to_agents == pytest.approx(reference["sl20_of_passed_to_agents"], abs=1e-5)
    assert in_time / found["offered"] == pytest.approx(reference["sl20_of_offered"], abs=1e-5)
    excluding = in_time / (to_agents - reference["abandoned_in_queue_within_20s"])
    assert excluding == pytest.approx(reference["sl20_excluding_short_abandons"], abs=1e-5)


def test_that_patience_is_that_of_the_reference_in_all_and_by_tier(month: Month, reference: dict[str, Any]) -> None:
    patience = reference["patience_kaplan_meier_queued"]
    assert month.all["patience_median_s"] == patience["all"]["median_s"]
    assert month.by["tier",]["vip",]["patience_median_s"] == patience["priority_2"]["median_s"]


def test_that_every_type_has_the_figures_of_the_reference(month: Month, reference: dict[str, Any]) -> None:
    assert month.by["queue",].keys() == {(kind,) for kind in reference["by_type"]}
    for kind, expected in reference["by_type"].items():
        found = month.by["queue",][kind,]
        assert found["offered"] == expected["offered"]
        assert found["answered"] == expected["answered"]
        assert found["abandoned_in_menu"] == expected["abandoned_in_vru"]
        assert found["abandoned_in_queue"] == expected["abandoned_in_queue"]
        wait = expected["mean_wait_s_queued"]
        assert found["wait_mean_s"] == (None if wait is None else pytest.approx(wait, rel=MEANS))
        if kind in reference["service_by_type"]:
            assert found["talk_mean_s"] == pytest.approx(reference["service_by_type"][kind]["mean_s"], rel=MEANS)


def test_that_every_tier_has_the_figures_of_the_reference(month: Month, reference: dict[str, Any]) -> None:
    for priority, expected in reference["by_priority"].items():
        found = month.by["tier",][truth.TIERS[priority],]
        for name in ("offered", "queued", "answered", "abandoned_in_queue"):
            assert found[name] == expected[name]
        assert found["wait_mean_s"] == pytest.approx(expected["mean_wait_s_queued"], rel=MEANS)
        assert found["asa_queued_s"] == pytest.approx(expected["asa_s_answered_after_queue"], rel=MEANS)


@pytest.mark.parametrize("by", SPLITS, ids="+".join)
def test_that_a_straight_count_of_the_rows_gives_the_same(month: Month, by: tuple[str, ...]) -> None:
    expected = truth.groups(month.rows, by)
    assert month.by[by].keys() == expected.keys()
    for key, rows in expected.items():
        assert_agrees(month.by[by][key], truth.figures(rows), key)


def test_that_patience_by_type_is_that_of_a_straight_count(month: Month) -> None:
    for key, rows in truth.groups(month.rows, ["queue"]).items():
        assert month.by["queue",][key]["patience_median_s"] == truth.patience_median(rows)


def test_that_a_span_takes_the_calls_that_came_in_it(month: Month) -> None:
    for (start, end), found in month.spans.items():
        from_s, to_s = (_local_s(text) for text in (start, end))
        rows = [row for row in month.rows if from_s <= truth.came(row) < to_s]
        assert rows
        assert_agrees(groups_in(found)[()], truth.figures(rows), start)
        assert found["from"].startswith(start)


def _local_s(text: str) -> int:
    date, _, clock = text.partition("T")
    row = {"date": date[2:].replace("-", ""), "vru_entry": f"{clock or '0:00'}:00"}
    return truth.came(row)


def test_that_repeats_are_those_of_a_straight_count(month: Month) -> None:
    assert month.all["repeats_24h"] == truth.repeats(month.rows, timedelta(days=1))
    assert month.all["repeats_7d"] == truth.repeats(month.rows, timedelta(days=7))


def test_that_every_row_is_used_and_nothing_is_left_open(month: Month) -> None:
    assert not month.problems.counts
    assert month.all["in_progress"] == 0
    assert month.floor.ignored == 0
    assert month.floor.book.too_late == 0
