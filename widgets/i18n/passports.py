"""A figure's passport in words: the formula with its numbers, the window, what was left out, how others count it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from wallboard.metrics.catalogue import CATALOGUE, Figure
from wallboard.metrics.catalogue.left_out import REASONS
from wallboard.metrics.passport import Passport, Put, Told
from widgets.i18n.figure_words import language
from widgets.i18n.numbers import DASH, NBSP, clock, count, number, seconds_exact, share
from widgets.i18n.words import text

translate = QCoreApplication.translate

WHOLE = 1e-6
LONG_S = 60.0
"""A duration shorter than this is told with a tenth."""


def value_words(value: float | None, unit: str) -> str:
    """A figure exactly: a share with a tenth of a percent, a short time with a tenth of a second."""
    if value is None:
        return DASH
    match unit:
        case "share":
            return share(value, 1)
        case "seconds":
            return seconds_exact(value) if value < LONG_S else clock(value)
        case "money":
            return number(value, 2)
    return count(value)


def number_words(found: Passport) -> str:
    """A figure's formula with its numbers, in plain words where symbols would be a riddle."""
    return formula_words(found.figure.template_for_numbers(language()), found.puts, numbers=True)


def formula_words(template: str, puts: Iterable[Put], *, numbers: bool) -> str:
    """A template with the symbols of its terms, or with their numbers; empty for a figure without one."""
    found = template
    for put in puts:
        told = _put_words(put) if numbers else put.term.symbol.told(language())
        found = found.replace(f"{{{put.term.id}}}", told)
    return found.replace(" ", NBSP) if len(found) < 24 else found


def _put_words(put: Put) -> str:
    if put.term.unit != "seconds":
        return term_words(put.value)
    return translate("Passport", "{seconds} s").format(seconds=count(put.value)).replace(" ", NBSP)


def term_words(value: float) -> str:
    """A term of a formula: whole where it is, else with two digits, so that who reckons it up finds the figure."""
    return count(value) if abs(value - round(value)) < WHOLE else number(value, 2)


def other_words(told: Told) -> tuple[str, str, str, str]:
    """Who counts so, the formula with its numbers, the value, and what is peculiar about it."""
    unit = told.figure.unit if told.figure else "seconds" if told.value is not None and told.value > 1.0 else "share"
    formula = formula_words(told.template, told.puts, numbers=True)
    return told.variant.vendor, formula, value_words(told.value, unit), told.variant.remark.told(language())


def reason_words(code: str) -> str:
    """Why a contact is left out; the code where nobody knows it."""
    if code == "deferred":
        return translate("Passport", "a deferred channel, with norms in hours")
    reason = REASONS.get(code)
    return reason.says.told(language()) if reason else code


def part_name(part: str) -> str:
    """Which contacts: all, VIP, the rest, through the menu, straight through."""
    names: dict[str, str] = {
        "all": translate("Passport", "all"),
        "vip": translate("Passport", "VIP"),
        "rest": translate("Passport", "the rest"),
        "menu": translate("Passport", "through the menu"),
        "direct": translate("Passport", "straight through"),
    }
    return names.get(part, part)


def basis_name(basis: str) -> str:
    """By what a figure is counted."""
    names: dict[str, str] = {
        "contacts": translate("Passport", "by contact"),
        "time": translate("Passport", "by time"),
        "peak": translate("Passport", "the most at once"),
        "now": translate("Passport", "at this moment"),
        "tickets": translate("Passport", "tickets"),
    }
    return names.get(basis, basis)


def window_name(minutes: int) -> str:
    """Today, or the last so many minutes."""
    if not minutes:
        return translate("Passport", "today")
    return translate("Passport", "last {minutes} min").format(minutes=minutes)


def target_words(figure: Figure, target: float | None) -> str:
    """At least or at most so much; empty where there is no target."""
    if target is None:
        return ""
    at_least, at_most = translate("Passport", "at least {value}"), translate("Passport", "at most {value}")
    if figure.unit == "share":
        value = share(target, 0 if abs(target * 100 - round(target * 100)) < 1e-9 else 1)
    else:
        value = value_words(target, figure.unit)
    return (at_least if figure.good == "up" else at_most).format(value=value)


def outcome_words(code: str) -> str:
    """What became of a contact, or the stage in which it is."""
    for family in ("outcome", "stage"):
        said = text(family, code)
        if said != code:
            return said
    return code


def figure_title(figure_id: str) -> str:
    """A figure's full name."""
    return CATALOGUE[figure_id].name.told(language())
