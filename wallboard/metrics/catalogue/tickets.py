"""Tickets: what came, what was closed and in what time, what is open. Each thing counts when it happened."""

from __future__ import annotations

from wallboard.metrics.catalogue.figure import Figure, Good, Unit, Words
from wallboard.metrics.catalogue.making import figure

_SOURCE = Words("statuses of TM Forum TMF621", "состояния по TM Forum TMF621")


def _ticket(
    key: str,
    unit: Unit,
    good: Good,
    name: tuple[str, str],
    says: tuple[str, str],
    *,
    short: tuple[str, str] | None = None,
    target: float | None = None,
) -> Figure:
    return figure(key, name, unit, good, "", says, None, short=short, target=target, source=_SOURCE, basis="tickets")


TICKETS: tuple[Figure, ...] = (
    _ticket(
        "tickets_created",
        "count",
        "none",
        ("Tickets created", "Создано заявок"),
        ("tickets whose creation was seen", "заявки, создание которых видели"),
    ),
    _ticket(
        "tickets_closed",
        "count",
        "up",
        ("Tickets closed", "Закрыто заявок"),
        (
            "resolved or closed, and not reopened since; not the rejected and cancelled",
            "решены или закрыты и с тех пор не открыты вновь; без отклонённых и отменённых",
        ),
    ),
    _ticket(
        "tickets_reopened",
        "count",
        "down",
        ("Tickets reopened", "Открыто вновь"),
        ("each time that a ticket was opened again", "каждый раз, когда заявку открывали снова"),
    ),
    _ticket(
        "tickets_open",
        "count",
        "down",
        ("Tickets open", "Открыто заявок"),
        ("open at the end of the span, or now", "открыты в конце промежутка или сейчас"),
    ),
    _ticket(
        "ticket_oldest_s",
        "seconds",
        "down",
        ("Oldest open ticket", "Старейшая открытая заявка"),
        ("age of the oldest that is open", "возраст старейшей из открытых"),
        short=("Oldest ticket", "Старейшая заявка"),
    ),
    _ticket(
        "tickets_within_norm",
        "share",
        "up",
        ("Tickets closed within the norm", "Заявки, закрытые в норму"),
        (
            "closed within their priority's norm / closed with one; pauses are taken out only where the norm says so",
            "закрыты в норму своего приоритета / закрыты и имели её; паузы вычитаются, только если так велит норма",
        ),
        short=("Within the norm", "В норму"),
        target=0.9,
    ),
    _ticket(
        "ticket_response_mean_s",
        "seconds",
        "down",
        ("First response to a ticket", "Первый отклик на заявку"),
        ("mean time from creation to the first step of a person", "среднее от создания до первого шага человека"),
        short=("First response", "Первый отклик"),
    ),
    _ticket(
        "ticket_response_p50_s",
        "seconds",
        "down",
        ("Median first response to a ticket", "Медиана первого отклика на заявку"),
        ("half of the tickets had a first step within this", "половина заявок получила первый шаг за это время"),
    ),
    _ticket(
        "ticket_life_mean_s",
        "seconds",
        "down",
        ("Life of a ticket", "Жизнь заявки"),
        ("mean time from creation to settlement, pauses included", "среднее от создания до решения, с паузами"),
    ),
    _ticket(
        "ticket_life_p50_s",
        "seconds",
        "down",
        ("Median life of a ticket", "Медиана жизни заявки"),
        ("half of the tickets closed were settled within this", "половина закрытых заявок решена за это время"),
    ),
    _ticket(
        "ticket_pace_s",
        "seconds",
        "down",
        ("Pace of tickets", "Темп заявок"),
        ("time logged on by tickets closed", "время на смене на одну закрытую заявку"),
    ),
)
"""In the order in which a report gives them."""
