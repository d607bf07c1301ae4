"""Every entry of the catalogue can be shown, and its formula in symbols is what it computes."""

from __future__ import annotations

import ast
import operator
import random
import re
from pathlib import Path
from typing import Any

import pytest

from tests.arch.sources import ROOT
from wallboard.metrics import counts as at
from wallboard.metrics.catalogue import CATALOGUE, FIGURES, Figure
from wallboard.metrics.catalogue.page import page
from wallboard.metrics.counts import tally_told, wait_key
from wallboard.metrics.ledger import Ledger
from wallboard.metrics.reading import Reading
from wallboard.metrics.spans import KEYS

ARITHMETIC = re.compile(r"[{}\w +−()/]+")
FUNCTION = re.compile(r"^\w+\(")
OPERATORS: dict[type, Any] = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Div: operator.truediv}


def value_of(node: ast.expr) -> float:
    if isinstance(node, ast.Constant):
        assert isinstance(node.value, int | float)
        return float(node.value)
    assert isinstance(node, ast.BinOp)
    value: float = OPERATORS[type(node.op)](value_of(node.left), value_of(node.right))
    return value


def worked_out(figure: Figure, reading: Reading) -> float:
    """What the template comes to with the numbers put in."""
    text = figure.filled({term.id: repr(float(term.value(reading))) for term in figure.terms})
    return value_of(ast.parse(text.replace("−", "-"), mode="eval").body)


def filled_ledger(seed: int) -> Ledger:
    """Numbers that no formula turns into nothing."""
    chance = random.Random(seed)
    counts = [(place, chance.randint(1, 50)) for place in range(len(at.NAMES))]
    counts[at.ANSWERED] = (at.ANSWERED, 500)
    counts[at.HANDLED] = (at.HANDLED, 400)
    sums = [(place, chance.randint(1, 10**12)) for place in range(len(at.SUMS))]
    bins = {wait_key(kind, float(chance.randint(0, 90))): chance.randint(1, 40) for kind in range(12) for _ in range(9)}
    return Ledger(tally_told(counts, sums), {"q": bins})


def is_arithmetic(figure: Figure) -> bool:
    return (
        bool(figure.template)
        and ARITHMETIC.fullmatch(figure.template) is not None
        and not FUNCTION.match(figure.template)
    )


@pytest.mark.parametrize("figure", [f for f in FIGURES.values() if is_arithmetic(f)], ids=lambda figure: figure.id)
def test_that_the_formula_with_the_numbers_put_in_is_the_figure(figure: Figure) -> None:
    for seed in range(5):
        reading = Reading(filled_ledger(seed))
        assert figure.compute is not None
        assert figure.compute(reading) == pytest.approx(worked_out(figure, reading), rel=1e-12)


def test_that_most_formulas_are_such_that_the_numbers_can_be_put_in() -> None:
    others = {figure.id for figure in FIGURES.values() if not is_arithmetic(figure)}
    assert others == {
        "wait_max_s",
        "wait_p50_s",
        "wait_p90_s",
        "wait_p95_s",
        "patience_median_s",
        "cost_per_contact",
        *(figure.id for figure in FIGURES.values() if figure.basis in ("peak", "tickets")),
    }


@pytest.mark.parametrize("figure", CATALOGUE.values(), ids=lambda figure: figure.id)
def test_that_an_entry_is_complete_in_both_languages(figure: Figure) -> None:
    assert figure.source.en
    assert figure.source.ru
    for words in (figure.name, figure.short, figure.says, *(term.means for term in figure.terms)):
        assert words.en
        assert re.search("[а-яё]", words.ru, re.IGNORECASE)
    assert figure.windows
    assert set(figure.splits) <= set(KEYS)
    assert "{" not in figure.formula_in("en") + figure.formula_in("ru")


def test_that_names_are_told_apart() -> None:
    for language in ("en", "ru"):
        names = [figure.name.told(language) for figure in CATALOGUE.values()]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize(("language", "name"), [("en", "figures.md"), ("ru", "figures.ru.md")])
def test_that_the_manuals_page_is_the_catalogues(language: str, name: str) -> None:
    kept = Path(ROOT) / "docs" / name
    assert kept.read_text(encoding="utf-8") == page(language), (
        f"wallboard catalogue --lang {language} --out docs/{name}"
    )


def test_that_every_figure_is_on_the_page() -> None:
    for language in ("en", "ru"):
        assert not [figure for figure in CATALOGUE if f"`{figure}`" not in page(language)]
