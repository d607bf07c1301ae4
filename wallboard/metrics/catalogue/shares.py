"""Shares: who was answered, who was lost, who was handed on, whose matter was settled at once."""

from __future__ import annotations

from wallboard.metrics.catalogue.figure import Figure, Words
from wallboard.metrics.catalogue.making import LATER, figure, over, rest

SHARES: tuple[Figure, ...] = (
    figure(
        "answered_share",
        ("Answered share", "Доля отвеченных"),
        "share",
        "up",
        "{answered} / {offered}",
        ("answered, of all offered", "отвечено из всех поступивших"),
        over("answered", "offered"),
        short=("Answered", "Отвечено"),
        target=0.9,
    ),
    figure(
        "abandonment_rate",
        ("Abandonment rate", "Доля потерянных в очереди"),
        "share",
        "down",
        "{lost} / ({answered_queued} + {lost})",
        (
            "lost in the queue or while it rang, of those and the answered who queued; the menu is a stage apart",
            "потеряно в очереди или на вызове, из них и отвеченных после очереди; меню — отдельный этап",
        ),
        over("lost", "answered_queued", "lost"),
        short=("Abandoned", "Потеряно"),
        target=0.05,
    ),
    figure(
        "transfer_rate",
        ("Transfer rate", "Доля переводов"),
        "share",
        "down",
        "{transferred} / {handled}",
        ("contacts handed on after an answer, of those handled", "переданные после ответа из обработанных"),
        over("transferred", "handled"),
        target=0.1,
    ),
    figure(
        "self_service",
        ("Self-service", "Самообслуживание"),
        "share",
        "up",
        "{ended_in_menu} / {through_menu}",
        ("served in the menu, of those who came through it", "решили в меню из тех, кто пришёл через него"),
        over("ended_in_menu", "through_menu"),
    ),
    figure(
        "fcr",
        ("First-contact resolution", "Решено с первого раза"),
        "share",
        "up",
        "1 − {followed} / {identified}",
        (
            "not followed by another contact of the same customer within 7 days unless told; the last days provisional",
            "за ними в 7 дней, если не сказано иначе, не было нового от того же клиента; последние дни предварительны",
        ),
        rest(over("followed", "identified")),
        short=("Solved at once", "Решено сразу"),
        windows=LATER,
        target=0.75,
    ),
    figure(
        "fcr_declared",
        ("First-contact resolution, as told by agents", "Решено с первого раза, по словам сотрудников"),
        "share",
        "up",
        "{resolved} / {told}",
        ("declared resolved, of those of which agents told", "названы решёнными из тех, о которых сказано"),
        over("resolved", "told"),
        source=Words("the agents' own word", "слова самих сотрудников"),
    ),
)
