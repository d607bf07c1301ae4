"""The alarm that presses most, what to do about it, and how many more there are."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtWidgets import QMenu

from wallboard.alerts.readings import WINDOW_MIN
from wallboard.metrics.catalogue import DEFAULT_FORMULA
from wallboard.stream.control import Alarm
from widgets.delegates.bottom_line import BottomLine
from widgets.i18n.numbers import count, time_of_day
from widgets.i18n.sentences import alarm_action, alarm_sentence
from widgets.models.board import Board
from widgets.models.scope import Asked, Scope
from widgets.theme import Theme

LISTED = 20
ABOUT_PEOPLE = ("talk_over_norm", "hold_over_norm")
OF_NOW = {"longest_wait": "longest_wait", "waiting": "waiting", "queue_unstaffed": "waiting"}
"""By alarm, the figure of this moment that it is about."""


class AlarmLine(BottomLine):
    """A click, or Enter, lists all alarms; F1 opens the passport of the first one.

    Each in the list leads to the passport of the figure whose limit it tells of; where there is no such figure, to the
    details of the contact, person or queue that it is about.
    """

    details_requested = Signal(str, str)
    passport_requested = Signal(str, object)

    def __init__(self, theme: Theme, board: Board) -> None:
        super().__init__(theme)
        self._board = board
        board.alarms_changed.connect(self._on_alarms_changed)
        board.restarted.connect(self._on_alarms_changed)
        board.freshness_changed.connect(self._on_alarms_changed)
        self.pressed.connect(self._on_pressed)
        self._on_alarms_changed()

    def figure_at(self, at: QPoint | None) -> Asked | None:
        """The figure whose limit the first alarm tells of; of a person's talk, or a source, there is none."""
        if not self._board.alarms or not (self.hasFocus() if at is None else True):
            return None
        return self._figure_of(self._board.alarms[0])

    def changeEvent(self, event: QEvent) -> None:
        """Another language: other words."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._on_alarms_changed()

    def _on_alarms_changed(self) -> None:
        alarms = self._board.alarms
        if not alarms:
            self.say(self.tr("No alarm") if self._board.alarms_known else "", shape="")
            return
        first = alarms[0]
        more = self.tr("%n more", "", len(alarms) - 1) if len(alarms) > 1 else ""
        said, action = alarm_sentence(first, self._board.floor), alarm_action(first)
        when = time_of_day(first.since_t, self._board.timezone)
        variants = [
            " · ".join(part for part in parts if part)
            for parts in ((f"{when} {said}", action, more), (said, action, more), (said, more), (said,))
        ]
        loud = first.severity == "alarm" and not self._board.link_stale
        self.say(*variants, shape="triangle" if loud else "dash", tone="alarm" if loud else "second")

    def _on_pressed(self) -> None:
        if not self._board.alarms:
            return
        menu = QMenu(self)
        for alarm in self._board.alarms[:LISTED]:
            action = alarm_action(alarm)
            said = alarm_sentence(alarm, self._board.floor) + (f" · {action}" if action else "")
            entry = menu.addAction(f"{time_of_day(alarm.since_t, self._board.timezone)}  {said}")
            entry.triggered.connect(self._opener(alarm))
        left = len(self._board.alarms) - LISTED
        if left > 0:
            menu.addAction(self.tr("and {number} more").format(number=count(left))).setEnabled(False)
        menu.exec(self.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _figure_of(self, alarm: Alarm) -> Asked | None:
        queue = self._board.floor.queues.get(alarm.subject)
        if alarm.code in OF_NOW:
            return OF_NOW[alarm.code], Scope(alarm.subject)
        if alarm.code == "service_level":
            formula = queue.config.formula if queue is not None else DEFAULT_FORMULA
            return f"service_level.{formula}", Scope(alarm.subject, minutes=WINDOW_MIN)
        return ("abandonment_rate", Scope(alarm.subject, minutes=WINDOW_MIN)) if alarm.code == "abandonment" else None

    def _opener(self, alarm: Alarm) -> Callable[[], None]:
        return lambda: self._lead_on(alarm)

    def _lead_on(self, alarm: Alarm) -> None:
        figure = self._figure_of(alarm)
        if figure is not None:
            self.passport_requested.emit(*figure)
        elif alarm.about in self._board.floor.contacts:
            self.details_requested.emit("contact", alarm.about)
        elif alarm.code != "feed_lost" and alarm.subject:
            self.details_requested.emit("agent" if alarm.code in ABOUT_PEOPLE else "queue", alarm.subject)
