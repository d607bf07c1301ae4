"""Why a figure is off its normal, in one sentence with the numbers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wallboard.forecast.why import Cause, CauseName, Why
from wallboard.metrics.catalogue import CATALOGUE
from widgets.i18n.numbers import clock, count, number, share
from widgets.i18n.passports import value_words
from widgets.i18n.plurals import plurals

translate = QCoreApplication.translate

LEAST_SHARE = 0.002
LEAST_S = 0.5
"""A smaller part of the change is not worth a word."""


def why_sentence(why: Why) -> str:
    """The figure against normal, and the causes, the one that makes it worst first."""
    unit = CATALOGUE[why.figure].unit
    said = translate("Causes", "{value} instead of the usual {normal} ({weeks}): {causes}")
    least = LEAST_SHARE if unit == "share" else LEAST_S
    parts = [_cause_words(cause, unit) for cause in why.causes if abs(cause.change) >= least]
    return said.format(
        value=value_words(why.value, unit),
        normal=value_words(why.normal, unit),
        weeks=plurals.mean_of_weeks(why.weeks),
        causes="; ".join(parts) or translate("Causes", "no more than chance"),
    )


def _cause_words(cause: Cause, unit: str) -> str:
    said = translate("Causes", "{cause} {change} ({now} instead of {normal})")
    if cause.name == "routing" and abs(cause.now - cause.normal) < LEAST_SHARE:
        said = translate("Causes", "{cause} {change}")
    now, normal = _measured(cause.name, cause.now), _measured(cause.name, cause.normal)
    return said.format(cause=cause_name(cause.name), change=_change(cause.change, unit), now=now, normal=normal)


def cause_name(name: CauseName) -> str:
    """What a cause is called."""
    names: dict[CauseName, str] = {
        "arrivals": translate("Causes", "contacts"),
        "handle_time": translate("Causes", "handle time"),
        "people": translate("Causes", "people"),
        "adherence": translate("Causes", "at their place"),
        "routing": translate("Causes", "routing and the rest"),
    }
    return names[name]


def _measured(name: CauseName, value: float) -> str:
    match name:
        case "arrivals":
            return translate("Causes", "{number} an hour").format(number=count(value))
        case "handle_time":
            return clock(value)
        case "people":
            return number(value, 1)
    return share(value)


def _change(change: float, unit: str) -> str:
    sign = "+" if change > 0.0 else "−"
    if unit == "share":
        points = number(abs(change) * 100.0, 1)
        return translate("Causes", "{sign}{points} points").format(sign=sign, points=points)
    return f"{sign}{value_words(abs(change), unit)}"
