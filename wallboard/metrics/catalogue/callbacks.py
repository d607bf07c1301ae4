"""Callbacks that were promised, and what became of them."""

from __future__ import annotations

from wallboard.metrics import counts as at
from wallboard.metrics.catalogue.figure import Figure
from wallboard.metrics.catalogue.making import LATER, OURS, counted, figure

CALLBACKS: tuple[Figure, ...] = (
    counted(
        "callbacks_promised",
        at.CALLBACKS_PROMISED,
        "none",
        ("Callbacks promised", "Обещано перезвонить"),
        ("callbacks promised", "обещано перезвонить"),
    ),
    counted(
        "callbacks_kept",
        at.CALLBACKS_KEPT,
        "up",
        ("Callbacks kept", "Перезвонили"),
        ("promised callbacks that were kept, in time or late", "выполненные обещания перезвонить, в срок или позже"),
        windows=LATER,
    ),
    figure(
        "callbacks_kept_in_time",
        ("Callbacks kept in time", "Перезвонили в срок"),
        "count",
        "up",
        "{kept} − {kept_late}",
        ("kept by the time named, or with none named", "выполнены к названному сроку, или срок не назван"),
        lambda r: r.n[at.CALLBACKS_KEPT] - r.n[at.CALLBACKS_LATE],
        source=OURS,
        windows=LATER,
    ),
    counted(
        "callbacks_kept_late",
        at.CALLBACKS_LATE,
        "down",
        ("Callbacks kept late", "Перезвонили поздно"),
        ("kept after the time named", "выполнены после названного срока"),
        windows=LATER,
    ),
    counted(
        "callbacks_missed",
        at.CALLBACKS_MISSED,
        "down",
        ("Callbacks missed", "Не перезвонили"),
        ("their time has passed, and they are not kept", "срок прошёл, а обещание не выполнено"),
        windows=LATER,
    ),
    figure(
        "callbacks_open",
        ("Callbacks open", "Ещё перезвонить"),
        "count",
        "none",
        "{promised} − {kept} − {missed}",
        ("neither kept nor missed yet", "ещё не выполнены и не пропущены"),
        lambda r: r.n[at.CALLBACKS_PROMISED] - r.n[at.CALLBACKS_KEPT] - r.n[at.CALLBACKS_MISSED],
        source=OURS,
        windows=LATER,
    ),
    counted(
        "callbacks_due",
        at.CALLBACKS_DUE,
        "down",
        ("Callbacks due", "Пора перезвонить"),
        (
            "of the open ones: a quarter of an hour or less is left, or no time was named",
            "из открытых: осталось не больше четверти часа, или срок не назван",
        ),
        windows=LATER,
    ),
    counted(
        "callback_attempts",
        at.CALLBACK_ATTEMPTS,
        "none",
        ("Attempts to call back", "Попытки перезвонить"),
        ("attempts to keep a promise, reached or not", "попытки выполнить обещание, удачные и нет"),
        windows=LATER,
    ),
)
"""In the order in which a report gives them."""
