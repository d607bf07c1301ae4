"""What was asked for last and what became of it; behind it the log of all of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtWidgets import QMenu

from wallboard.stream.command_events import agent_of, contact_of
from widgets.delegates.bottom_line import RIGHT, BottomLine
from widgets.delegates.shapes import COMMAND
from widgets.i18n.numbers import time_of_day
from widgets.i18n.orders import orders_sentence, outcomes_words
from widgets.i18n.plurals import plurals
from widgets.models.actions import ActionRow, asked_at_once, outcomes
from widgets.models.board import Board
from widgets.models.ordered import OrderedModel
from widgets.theme import Theme

LISTED = 25
TONES = {
    "refused": "warning",
    "failed": "alarm",
    "outcome_unknown": "warning",
    "requested": "link",
    "dispatched": "link",
}


class ActionLine(BottomLine):
    """A click, or Enter, shows the history; each entry leads to the contact."""

    details_requested = Signal(str, str)

    def __init__(self, theme: Theme, board: Board, model: OrderedModel[ActionRow]) -> None:
        super().__init__(theme, RIGHT)
        self._board, self._model = board, model
        model.settled.connect(self._show)
        model.modelReset.connect(self._show)
        self.pressed.connect(self._on_pressed)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Another language: other words."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()

    def _show(self) -> None:
        if not self._model.rows:
            self.say(self.tr("Nothing asked for yet"), "")
            return
        newest, together = self._model.rows[0], asked_at_once(self._model.rows)
        when = time_of_day(newest.t, self._board.timezone)
        if len(together) > 1:
            self._sum_up(when, together)
            return
        # Where it was not done, the reason is the last to be left out.
        told = f"{newest.title} — {newest.status_text}"
        shorter = (told, newest.status_text) if newest.reason else (newest.brief, newest.status_text)
        self.say(
            f"{when} {newest.sentence}",
            newest.sentence,
            f"{newest.brief} — {newest.status_text}",
            *shorter,
            shape=COMMAND.get(newest.status, "pie"),
            tone=TONES.get(newest.status, "second"),
        )

    def _sum_up(self, when: str, rows: list[ActionRow]) -> None:
        """What has become of several that were asked for at once: none of them hides another."""
        found = list(outcomes(rows))
        newest, worst = rows[0], found[-1][0]
        brief = plurals.contacts(len(rows)) + newest.brief.removeprefix(newest.title)
        whole = orders_sentence(newest.who, brief, found, own=newest.own)
        shorter = orders_sentence(newest.who, brief, [(status, n, []) for status, n, _ in found], own=newest.own)
        shape, tone = COMMAND.get(worst, "pie"), TONES.get(worst, "second")
        reasons = [found[-1]] if found[-1][2] else []
        least = (outcomes_words(found), outcomes_words(reasons)) if reasons else (shorter, brief)
        self.say(f"{when} {whole}", whole, *least, shape=shape, tone=tone)

    def _on_pressed(self) -> None:
        menu = QMenu(self)
        for row in self._model.rows[:LISTED]:
            entry = menu.addAction(f"{time_of_day(row.t, self._board.timezone, seconds=True)}  {row.sentence}")
            entry.triggered.connect(self._opener(row))
        if not self._model.rows:
            menu.addAction(
                self.tr("Nothing asked for yet: select who waits and press R, or open the menu of a row or a card")
            ).setEnabled(False)
        menu.exec(self.mapToGlobal(QPoint(self.width() - menu.sizeHint().width(), -menu.sizeHint().height())))

    def _opener(self, row: ActionRow) -> Callable[[], None]:
        command = self._board.floor.commands.get(row.id)
        if command is None:
            return lambda: None
        contact, agent = contact_of(command.action), agent_of(command.action)
        return lambda: self.details_requested.emit("contact" if contact else "agent", contact or agent)
