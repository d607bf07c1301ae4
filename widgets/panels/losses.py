"""Where customers give up: the funnel of today with the losses of each stage, and the latest lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent

from wallboard.metrics import counts as at
from wallboard.metrics.funnel import Stage as Step
from wallboard.metrics.funnel import stages
from wallboard.metrics.normals import Normal, tone_of
from widgets.delegates.cells import Cell
from widgets.delegates.columns import Column
from widgets.delegates.empty import EmptyWords
from widgets.delegates.funnel import FunnelView, Stage
from widgets.delegates.panel import HEADING, MARGIN, Panel
from widgets.delegates.table import Table
from widgets.i18n.numbers import DASH, clock, count, share
from widgets.i18n.words import text
from widgets.models.board import Board
from widgets.models.lost import LostRow
from widgets.models.ordered import Filter, OrderedModel
from widgets.models.scope import LOSS_OF, Asked, Scope
from widgets.models.usual import UsualDay
from widgets.theme import Theme

translate = QCoreApplication.translate

COLUMNS = (Column("who", ("+7 916 ••• 41 20 ★",), stretches=True), Column("after", ("00:00",)))
ROUNDS_TO_USUAL = 40
"""Ten seconds: what is usual is asked of the hub when the start is over."""


class LossesPanel(Panel):
    """Funnel above, the latest lost below."""

    details_requested = Signal(str, str)
    points_requested = Signal(str, str)
    """The person wants to see more of a stage (its key; empty: of all) and of the queue that is shown (empty: all)."""

    def __init__(self, theme: Theme, board: Board, model: OrderedModel[LostRow]) -> None:
        super().__init__(theme)
        self._board, self._model = board, model
        self._queue = ""
        self._rounds_gone = self._lost = 0
        self._usual = UsualDay(board, self)
        self._usual.told.connect(self._show)
        self.funnel = FunnelView(self.ink)
        self.table = Table(self.ink, model, COLUMNS, _cell)
        self.table.use_two_lines()
        self.table.opened.connect(lambda key: self.details_requested.emit("contact", key))
        self.funnel.pressed.connect(self.look_closer)
        self.body.addWidget(self.funnel)
        self.body.addWidget(self.table, 1)
        self.nobody = EmptyWords(theme)
        self.nobody.pressed.connect(self.all_requested)
        self.body.addWidget(self.nobody, 1)
        model.settled.connect(self._on_settled)
        model.modelReset.connect(self._on_settled)
        board.rounds.losses.connect(self._on_round)
        board.restarted.connect(self._show)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self.set_title(self.tr("Where customers give up"))
        self.funnel.setAccessibleName(self.tr("Stages and losses of today"))
        self.table.setAccessibleName(self.tr("The latest lost"))
        self._on_settled()
        self._show()

    def set_filter(self, wanted: Filter) -> None:
        """Show one queue, or all."""
        if wanted.queue != self._queue:
            self._queue = wanted.queue
            self._show()

    def look_closer(self, stage: str = "") -> None:
        """Ask for all of it at large."""
        self.points_requested.emit(stage, self._queue)

    def figure_at(self, at: QPoint | None) -> Asked | None:
        """The loss of the stage at that point of the screen; of the heading, or with the keyboard alone: all losses."""
        scope = Scope(self._queue)
        if at is None:
            return ("abandonment_rate", scope) if self.funnel.hasFocus() else None
        if stage := self.funnel.stage_at(at):
            return LOSS_OF.get(stage, "offered"), scope
        place = self.mapFromGlobal(at)
        on_heading = self.rect().contains(place) and place.y() < self.theme.px(HEADING)
        return ("offered", scope) if on_heading else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the heading shows it all at large."""
        if event.button() == Qt.MouseButton.LeftButton and event.position().y() < self.theme.px(HEADING):
            self.look_closer()
        else:
            super().mousePressEvent(event)

    def content_height(self) -> int:
        """Funnel and all of the list."""
        return self.funnel.sizeHint().height() + self.table.content_height() + self.theme.px(HEADING + MARGIN)

    def _show(self) -> None:
        if not self._board.ready:
            return
        if self._rounds_gone >= ROUNDS_TO_USUAL:
            self._usual.ask(self._queue)
        ledger = self._board.books.today(queue=self._queue or None, now_t=self._board.now_t())
        offered_n = ledger.n[at.OFFERED]
        found = stages(ledger)
        self._lost = sum(stage.lost for stage in found)
        self._tell_tally()
        self.funnel.show_stages(_prepared(found, offered_n, self._normals()))
        offered = count(offered_n)
        self.set_notes(self.tr("today · {offered} offered").format(offered=offered), offered)

    def next_order(self) -> None:
        """Sort otherwise."""
        self._model.next_order()

    def _on_round(self, now_t: float) -> None:
        self._rounds_gone += 1
        self._show()

    def _on_settled(self) -> None:
        none = self._model.rowCount() == 0
        self.table.setVisible(not none)
        if not none:
            self.nobody.say("")
        elif self._model.hides_all:
            self.nobody.say(self.tr("Nobody of the lost fits the filter"), action=self.tr("Clear the filter"))
        else:
            advice = self.tr("Whoever hangs up in the menu, in a queue, while it rings or on hold is listed here.")
            self.nobody.say(self.tr("Nobody lost"), advice)
        self._tell_tally()

    def _tell_tally(self) -> None:
        """All who were lost today, of whom the list names the latest; under a filter those that it lets through."""
        listed = self._model.rowCount()
        lost = max(listed, self._lost) if listed == self._model.source.rowCount() else listed
        self.set_tally(count(lost) if lost else "")

    def _normals(self) -> Mapping[str, Normal]:
        """What is usual at this time of day; empty while nobody knows."""
        return self._usual.found.stages if self._usual.found is not None else {}


def _cell(row: LostRow, column: str) -> Cell:
    if column == "after":
        return Cell(row.after_text)
    return Cell(f"{row.time_text}  {row.title}", below=row.where_text, shape="star" if row.vip else "")


def _prepared(found: Iterable[Step], offered: int, normals: Mapping[str, Normal]) -> list[Stage]:
    steps = list(found)
    whole = max(offered, *(step.entered for step in steps), 1)
    return [_stage(step, whole, normals.get(step.name)) for step in steps]


def _stage(step: Step, whole: int, normal: Normal | None) -> Stage:
    name, part = text("funnel", step.name), step.share
    tone = tone_of(step, normal)
    short = f"−{count(step.lost)}" if step.lost else count(0)
    loss = f"{short} · {share(part, 1)}" if part is not None else DASH
    after = translate("Losses", "{name}: {entered} came, {lost} gave up, half of them within {time}")
    tip = after.format(name=name, entered=count(step.entered), lost=count(step.lost), time=clock(step.median_s))
    return Stage(
        name, count(step.entered), (loss, short), step.entered / whole, step.lost / whole, tone, tip, step.name
    )
