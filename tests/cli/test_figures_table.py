"""The figures as people read them."""

from __future__ import annotations

from typing import Any

import pytest

from wallboard.cli.figures_table import ESSENTIAL, NOTHING, shown, table
from wallboard.metrics.catalogue import FIGURES


def document(keys: list[dict[str, str | None]]) -> dict[str, Any]:
    """A document with the same figures in every group."""
    figures = dict.fromkeys(ESSENTIAL, 0.5) | {"fcr": None}
    return {"groups": [{"key": key, "figures": figures} for key in keys]}


@pytest.mark.parametrize(
    ("figure", "value", "text"),
    [
        ("offered", 31359, "31,359"),
        ("answered_share", 0.8629, "86.3 %"),
        ("asa_s", 1500.04, "1,500.0 s"),
        ("max_waiting", 18, "18"),
        ("fcr", None, NOTHING),
    ],
)
def test_that_a_figure_wears_its_unit(figure: str, value: float | None, text: str) -> None:
    assert shown(figure, value) == text


def test_that_one_group_stands_in_one_column() -> None:
    lines = table(document([{}])).splitlines()
    assert lines[0].split() == ["all"]
    assert ["answered", "0"] in [line.split() for line in lines]
    assert len({len(line) for line in lines[2:]}) == 1


def test_that_many_groups_stand_in_a_line_each() -> None:
    lines = table(document([{"day": f"1999-01-{day:02d}"} for day in range(1, 9)])).splitlines()
    assert len(lines) == 10
    assert "abandonment_rate" in lines[0]
    assert lines[2].startswith("1999-01-01")


def test_that_a_group_without_a_name_is_shown_as_such() -> None:
    assert f"sales · {NOTHING}" in table(document([{"queue": "sales", "tier": None}]))


def test_that_no_groups_give_an_empty_table() -> None:
    assert table(document([])).strip("─\n ") == ""


def test_that_what_is_essential_is_in_the_catalogue() -> None:
    assert set(ESSENTIAL) <= set(FIGURES)
