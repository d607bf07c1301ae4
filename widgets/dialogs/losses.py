"""Where customers are lost, at large: the flow against normal, who was lost at a stage, where exactly, and patience."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCursor, QKeyEvent
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from wallboard.metrics import counts as at
from wallboard.metrics.ledger import Ledger
from wallboard.metrics.reading import Reading
from wallboard.metrics.survival import curve_of
from wallboard.stream.contact_events import LIVE_CHANNELS
from widgets.delegates.figure_link import FigureLink
from widgets.delegates.flow import FlowView
from widgets.delegates.ink import Ink
from widgets.delegates.shares import SharesView
from widgets.delegates.survival import CurveView
from widgets.dialogs.lost_list import LostList
from widgets.dialogs.passport_links import PassportLinks
from widgets.dialogs.points import TIER_LINES, curve_shown, flow_of, groups_of
from widgets.i18n.notes import history_reason
from widgets.i18n.numbers import count, date_of, time_of_day
from widgets.i18n.plurals import plurals
from widgets.models.board import Board
from widgets.models.scope import LOSS_OF, Scope
from widgets.models.usual import UsualDay
from widgets.theme import Theme

ROUNDS_PER_LOOK = 8
"""The figures are looked at again after so many rounds."""
WEEK_S = 7 * 86_400.0
PART_OF_WINDOW = 0.94
LEAST = (1180, 680)
FIGURES_OF: dict[str, tuple[str, ...]] = {
    "": ("offered", "answered", "answered_share", "abandonment_rate"),
    "menu": ("abandoned_in_menu", "self_service"),
    "queue": ("queued", "abandoned_in_queue", "abandonment_rate", "patience_median_s"),
    "ringing": ("abandoned_ringing", "abandonment_rate", "ring_mean_s"),
    "talk": ("answered", "abandoned_on_hold", "abandoned_after_transfer"),
}
"""The figures of the catalogue that tell of a stage; of no stage in particular."""


class LossesDialog(QDialog):
    """A sheet over the board, which goes on behind it. A stage is chosen by a click or by the arrows."""

    details_requested = Signal(str, str)
    passport_requested = Signal(str, object)
    """The id of a figure, and its `Scope`."""

    def __init__(
        self, theme: Theme, board: Board, stage: str = "", queue: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("losses")
        self.setModal(False)
        self._theme, self._board = theme, board
        self._ink = Ink(theme)
        self._rounds_gone = 0
        self._title, self._span, self._places_title = (QLabel(self) for _ in range(3))
        self._curve_title = FigureLink(theme, "patience_median_s", parent=self)
        self.passports = PassportLinks(theme, board, self)
        self.queues, self.close_button = QComboBox(self), QPushButton(self)
        self.flow, self.shares, self.curve = FlowView(self._ink), SharesView(self._ink), CurveView(self._ink)
        self.list = LostList(theme, board, self._ink)
        self.usual = UsualDay(board, self)
        self._lay_out()
        self._fill_queues(queue)
        self._connect()
        self.flow.choose(stage)
        self._retranslate()
        self.flow.setFocus()

    @property
    def queue(self) -> str:
        """The chosen queue; empty for all."""
        return str(self.queues.currentData() or "")

    @property
    def words(self) -> str:
        """What its labels say."""
        labels = (self._title, self._span, self.list.title, self._places_title, self._curve_title, self.list.said)
        return "\n".join(label.text() for label in labels)

    def clipped_texts(self) -> list[str]:
        """The texts that did not fit where they were last drawn."""
        return sorted(self._ink.clipped)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._ink.clipped.clear()
            self._retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the flow leads to the list; a dialog's own Enter would close it. F1 explains a stage's loss."""
        if event.key() == Qt.Key.Key_F1:
            self._explain()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.flow.hasFocus() and self.list.ordered.rowCount():
            self.list.table.setFocus()
            self.list.table.selectRow(0)

    def _lay_out(self) -> None:
        px = self._theme.px
        for label in (self._title, self._places_title, self._curve_title):
            label.setFont(self._theme.font("strong"))
        self._span.setFont(self._theme.font("small"))
        self._span.setStyleSheet(f"color: {self._theme.color('second').name()}")
        self.close_button.setAutoDefault(False)
        head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addWidget(self._title)
        head.addWidget(self.queues)
        head.addWidget(self._span, 1)
        head.addWidget(self.close_button)
        why = QVBoxLayout()
        why.setSpacing(px(6))
        for part, stretch in ((self._places_title, 0), (self.shares, 2), (self._curve_title, 0), (self.curve, 3)):
            why.addWidget(part, stretch)
        below = QHBoxLayout()
        below.setSpacing(px(20))
        below.addWidget(self.list, 5)
        below.addLayout(why, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addWidget(self.flow)
        column.addWidget(self.passports)
        column.addLayout(below, 1)
        self._take_room()

    def _take_room(self) -> None:
        """Nearly all of the window behind it."""
        px, window = self._theme.px, self.parentWidget()
        least = px(LEAST[0]), px(LEAST[1])
        if window is not None:
            room = window.size()
            self.resize(
                max(least[0], int(room.width() * PART_OF_WINDOW)), max(least[1], int(room.height() * PART_OF_WINDOW))
            )
        else:
            self.resize(*least)

    def _fill_queues(self, queue: str) -> None:
        """Those of live channels: the others are waited in for hours, and not left by hanging up."""
        known = [q for q in self._board.floor.queues.values() if q.config.channel in LIVE_CHANNELS]
        self.queues.addItem("", "")
        for one in sorted(known, key=lambda q: q.name.casefold()):
            self.queues.addItem(one.name, one.id)
        self.queues.setCurrentIndex(max(0, self.queues.findData(queue)))

    def _connect(self) -> None:
        board = self._board
        self.list.details_requested.connect(self.details_requested)
        self.passports.passport_requested.connect(self.passport_requested)
        self._curve_title.pressed.connect(self._on_pressed)
        self.flow.chosen.connect(lambda key: self._look_at_stage())
        self.queues.currentIndexChanged.connect(lambda place: self._look())
        self.close_button.clicked.connect(self.reject)
        self.usual.told.connect(self._look)
        board.rounds.losses.connect(self._on_round)
        board.restarted.connect(self._look)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Where customers give up"))
        self._title.setText(self.tr("Where customers give up"))
        self.queues.setItemText(0, self.tr("All queues"))
        self.queues.setAccessibleName(self.tr("Queue"))
        self.flow.setAccessibleName(self.tr("From the offer to the talk: choose a stage"))
        self.shares.setAccessibleName(self.tr("Where exactly"))
        self.curve.setAccessibleName(self.tr("Patience in the queue"))
        self._places_title.setText(self.tr("Where exactly"))
        self._curve_title.setText(self.tr("Patience in the queue: who would still wait"))
        self.close_button.setText(self.tr("Close"))
        self.list.retranslate()
        self._look()

    def _on_round(self, now_t: float) -> None:
        self._rounds_gone += 1
        if self._rounds_gone % ROUNDS_PER_LOOK == 1:
            self._look()

    def _look(self) -> None:
        """All of it, as it is now."""
        if not self._board.ready:
            return
        self.usual.ask(self.queue)
        ledger = self._ledger()
        found = self.usual.found
        self.flow.show_stages(flow_of(ledger, found.stages if found is not None else {}))
        self._span.setText(self._span_words(ledger))
        self._show_curve(ledger)
        self._look_at_stage()

    def _look_at_stage(self) -> None:
        self.list.look_at(self.flow.stage, self.queue)
        self.passports.show_figures(FIGURES_OF[self.flow.stage], Scope(self.queue))
        floor = self._board.floor
        groups = groups_of(floor, self.flow.stage, self.list.lost(), self._nodes(), all_queues=not self.queue)
        self.shares.show_groups(groups, self.tr("Nobody was lost here today"))

    def _explain(self) -> None:
        """The stage under the pointer, or else the chosen one."""
        stage = self.flow.stage_at(QCursor.pos()) or self.flow.stage
        self._on_pressed(LOSS_OF.get(stage, "abandonment_rate"))

    def _on_pressed(self, figure_id: str) -> None:
        self.passport_requested.emit(figure_id, Scope(self.queue))

    def _nodes(self) -> dict[str, int]:
        """Who came to each node of the menu today."""
        books, floor = self._board.books, self._board.floor
        day_t = books.calendar.day_of(self._board.now_t())
        return books.menus.entered(day_t, floor.contacts.values(), self.queue)

    def _ledger(self, tier: str | None = None) -> Ledger:
        return self._board.books.today(queue=self.queue or None, tier=tier, now_t=self._board.now_t())

    def _show_curve(self, ledger: Ledger) -> None:
        whole = curve_of(Reading(ledger))
        tiers = {tier: curve_of(Reading(self._ledger(tier))) for tier, _, _ in TIER_LINES}
        self.curve.show_curve(curve_shown(whole, tiers, self._threshold_s()))

    def _threshold_s(self) -> float | None:
        """That of the chosen queue, or of all where they share it."""
        queues = self._board.floor.queues
        asked = [queues[self.queue]] if self.queue in queues else queues.values()
        found = {q.config.threshold_s for q in asked if q.config.channel in LIVE_CHANNELS}
        return found.pop() if len(found) == 1 else None

    def _span_words(self, ledger: Ledger) -> str:
        offered = self.tr("today · {offered} offered").format(offered=count(ledger.n[at.OFFERED]))
        return f"{offered} · {self._usual_words()}"

    def _usual_words(self) -> str:
        """What it is compared with; where there is nothing to compare with, from when on there will be."""
        usual, zone = self.usual.found, self._board.timezone
        if usual is None:
            code = self.usual.code
            if code:
                return self.tr("not compared with past weeks: {reason}").format(reason=history_reason(code))
            return self.tr("asking for past weeks …")
        if usual.weeks:
            until = time_of_day(self.usual.until_t, zone)
            return self.tr("compared with {weeks}, up to {time}").format(
                weeks=plurals.past_weeks(usual.weeks), time=until
            )
        since_t = usual.since_t if usual.since_t >= 0.0 else self._board.now_t()
        calendar = self._board.books.calendar
        begins_t = calendar.next_day(calendar.day_of(since_t)) + WEEK_S
        return self.tr("no past weeks yet: compares from {date} on").format(date=date_of(begins_t, zone))
