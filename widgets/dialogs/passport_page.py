"""The left page of a passport, as the rich text that Qt shows."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QCoreApplication

from wallboard.metrics.catalogue import Figure
from wallboard.metrics.passport import Passport
from widgets.i18n.figure_words import figure_name, language
from widgets.i18n.numbers import count
from widgets.i18n.passports import formula_words, number_words, other_words, part_name, term_words, value_words
from widgets.models.board import Board
from widgets.models.passport import PassportModel, look
from widgets.models.related import beside, scope_for
from widgets.models.scope_words import window_words
from widgets.theme import Theme

translate = QCoreApplication.translate


class Html(str):
    """Words that are rich text already."""


def page(board: Board, theme: Theme, model: PassportModel, found: Passport) -> str:
    """Formula, numbers, window, what was left out, the parts, and how others count it."""
    figure = found.figure
    parts = [_formula(theme, found), _line(theme, window_words(board, model.scope, figure, board.now_t()))]
    terms = [
        (put.term.symbol.told(language()), put.term.means.told(language()), term_words(put.value)) for put in found.puts
    ]
    if len(terms) > 1:
        parts.append(_table(theme, terms, numbers=(2,)))
    if found.left_out:
        parts.append(_heading(theme, translate("Passport", "Left out")))
        rows = [(count(left.number), left.reason.says.told(language())) for left in found.left_out]
        parts.append(_table(theme, rows, numbers=(0,)))
    split = model.split()
    if split:
        parts.append(_heading(theme, translate("Passport", "Of these")))
        of_these = [(_link(theme, f"part:{part}", part_name(part)), value_words(v, figure.unit)) for part, v in split]
        parts.append(_table(theme, of_these, numbers=(1,)))
    if others := beside(figure, model.scope):
        parts.append(_heading(theme, translate("Passport", "Beside it")))
        parts.append(_table(theme, [_of_another(board, theme, model, other) for other in others], numbers=(1,)))
    if found.others:
        parts.append(_heading(theme, translate("Passport", "As others count it")))
        parts.append(_others(theme, found))
    parts.append(_heading(theme, translate("Passport", "Where the formula comes from")))
    parts.append(_line(theme, figure.source.told(language())))
    return "".join(parts)


def _of_another(board: Board, theme: Theme, model: PassportModel, figure: Figure) -> tuple[str, str]:
    """Name and value of a figure that stands beside this one."""
    found = look(board, figure, scope_for(figure, model.scope))
    return _link(theme, f"figure:{figure.id}", figure_name(figure.id)), value_words(found.value, figure.unit)


def _link(theme: Theme, to: str, words: str) -> Html:
    return Html(f'<a href="{to}" style="color:{_color(theme, "link")}">{escape(words)}</a>')


def _formula(theme: Theme, found: Passport) -> str:
    figure = found.figure
    symbols = formula_words(figure.template, found.puts, numbers=False)
    says = escape(figure.says.told(language()))
    if len(found.puts) < 2 and not figure.numbers:
        return f'<p style="color:{_color(theme, "text")}">{says}</p>'
    numbers = number_words(found)
    value = value_words(found.value, figure.unit)
    formula = escape(numbers) if figure.numbers else f"<b>{escape(symbols)}</b><br>= {escape(numbers)}"
    return (
        f'<p style="color:{_color(theme, "text")}">{formula}<br>= <b>{escape(value)}</b></p>'
        f'<p style="color:{_color(theme, "second")}">{says}</p>'
    )


def _others(theme: Theme, found: Passport) -> str:
    rows = []
    for told in found.others:
        vendor, formula, value, remark = other_words(told)
        rows.append((vendor, value, " · ".join(words for words in (remark, formula) if words)))
    return _table(theme, rows, numbers=(1,))


def _heading(theme: Theme, words: str) -> str:
    return f'<p style="color:{_color(theme, "text")}; margin-top:10px; margin-bottom:2px"><b>{escape(words)}</b></p>'


def _line(theme: Theme, words: str) -> str:
    return f'<p style="color:{_color(theme, "second")}; margin-top:2px">{escape(words)}</p>'


def _table(theme: Theme, rows: Iterable[tuple[str, ...]], numbers: tuple[int, ...]) -> str:
    lines = []
    for row in rows:
        cells = []
        for place, words in enumerate(row):
            token = "second" if place == len(row) - 1 and place not in numbers and len(row) > 1 else "text"
            style = f"color:{_color(theme, token)}; padding-right:12px"
            align = ' align="right"' if place in numbers else ""
            cells.append(f'<td{align} style="{style}">{words if isinstance(words, Html) else escape(words)}</td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f'<table cellspacing="0" cellpadding="2">{"".join(lines)}</table>'


def _color(theme: Theme, token: str) -> str:
    return theme.color(token).name()
