"""A menu of what can be asked for; what cannot now says why, and is off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu

from widgets.i18n.words import text
from widgets.models.deeds import Deed


def add_deeds(menu: QMenu, deeds: Sequence[Deed], chosen: Callable[[Deed], object]) -> None:
    """Put `deeds` into `menu`; `chosen` is called with the one that is picked."""
    for deed in deeds:
        words = deed.words.replace("&", "&&")
        if deed.refusal:
            menu.addAction(f"{words} — {text('refusal', deed.refusal)}").setEnabled(False)
        elif deed.entries:
            add_deeds(menu.addMenu(words), deed.entries, chosen)
        else:
            menu.addAction(words).triggered.connect(partial(_picked, chosen, deed))


def _picked(chosen: Callable[[Deed], object], deed: Deed, checked: bool = False) -> None:
    chosen(deed)
