"""The people's time, and the most at once."""

from __future__ import annotations

from wallboard.metrics import counts as at
from wallboard.metrics.catalogue.figure import Figure
from wallboard.metrics.catalogue.making import OURS, divided, figure, over
from wallboard.metrics.reading import Reading


def _occupancy(r: Reading) -> float | None:
    """None where nobody is known to have been logged on: contacts alone do not tell of the time between them."""
    occupied_us = r.sums[at.OCCUPIED_US]
    return divided(occupied_us, (occupied_us + r.sums[at.READY_US]) * (r.sums[at.LOGGED_ON_US] > 0))


def _not_ready(r: Reading) -> float | None:
    return divided(r.number((at.AWAY,)) / 1e6, 1 * (r.sums[at.LOGGED_ON_US] > 0))


PEOPLE: tuple[Figure, ...] = (
    figure(
        "occupancy",
        ("Occupancy", "Занятость"),
        "share",
        "none",
        "{occupied} / ({occupied} + {ready})",
        (
            "time with contacts and after-contact work on duty (several at once: once), of that and the time ready",
            "время с обращениями и итогами на смене (несколько сразу — один раз) из него и времени готовности",
        ),
        _occupancy,
        target=0.85,
        basis="time",
    ),
    figure(
        "utilisation",
        ("Utilisation", "Загрузка смены"),
        "share",
        "none",
        "{occupied} / {logged_on}",
        (
            "time with contacts and after-contact work on duty (several at once: once), of the time on duty: 1 at most",
            "время с обращениями и итогами на смене (несколько сразу — один раз) из времени на смене: не больше 1",
        ),
        over("occupied", "logged_on"),
        basis="time",
    ),
    figure(
        "not_ready_s",
        ("Not ready", "Не готовы"),
        "seconds",
        "none",
        "{away}",
        (
            "logged on, but neither ready nor with a contact, for whatever reason; a report tells it by reason",
            "время на смене без готовности и без обращений по любой причине; отчёт говорит его по причинам",
        ),
        _not_ready,
        source=OURS,
        basis="time",
    ),
    figure(
        "cost_per_contact",
        ("Cost of a contact", "Стоимость обращения"),
        "money",
        "down",
        "",
        (
            "Σ (hours logged on × rate) / handled; nothing where somebody's rate is not in the settings",
            "Σ (часы на смене × ставка) / обработано; пусто, если чьей-то ставки нет в настройках",
        ),
        None,
        basis="time",
    ),
)


def _peak(key: str, name: tuple[str, str], says: tuple[str, str]) -> Figure:
    return figure(key, name, "count", "none", "", says, None, source=OURS, basis="peak")


PEAKS: tuple[Figure, ...] = (
    _peak(
        "max_in_menu",
        ("Most in the menu at a time", "Больше всего сразу в меню"),
        ("most at once in the menu", "больше всего одновременно в меню"),
    ),
    _peak(
        "max_waiting",
        ("Most waiting at a time", "Больше всего ждали сразу"),
        ("most at once in the queue, ringing included", "больше всего одновременно в очереди, с вызовом"),
    ),
    _peak(
        "max_talking",
        ("Most talking at a time", "Больше всего разговоров сразу"),
        ("most at once with an agent", "больше всего одновременно у сотрудников"),
    ),
    _peak(
        "agents_seen",
        ("Agents seen", "Сотрудников работало"),
        ("different agents who answered", "разные сотрудники, которые отвечали"),
    ),
    _peak(
        "max_offered_5min",
        ("Most offered in five minutes", "Больше всего поступило за пять минут"),
        ("most offered in five minutes of the clock", "больше всего поступило за пять минут по часам"),
    ),
)
