"""Those who can step in at a peak: at home, in another office, on a mobile; whoever waits is dropped on one of them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtWidgets import QMenu

from widgets.delegates.agent_card import MEDIUM, SMALL
from widgets.delegates.card_grid import CardGrid, Refusal
from widgets.delegates.deed_menu import add_deeds
from widgets.delegates.order_button import OrderButton
from widgets.delegates.panel import HEADING, MARGIN, Legend, Panel
from widgets.i18n.numbers import count
from widgets.models.agents import AgentCard
from widgets.models.at_work import seen_under
from widgets.models.board import Board
from widgets.models.deeds import deeds_for_agent
from widgets.models.ordered import OrderedModel
from widgets.models.scope import Asked
from widgets.theme import Theme


class OverflowPanel(Panel):
    """The overflow staff."""

    reassign_requested = Signal(list, str, str)
    details_requested = Signal(str, str)
    deed_requested = Signal(object)
    """A `Deed` was picked in the menu of a card."""

    def __init__(self, theme: Theme, board: Board, model: OrderedModel[AgentCard], refusal: Refusal) -> None:
        super().__init__(theme)
        self._board, self._model = board, model
        self.grid = CardGrid(self.ink, model, refusal, (MEDIUM, SMALL))
        self.grid.reassign_requested.connect(self.reassign_requested)
        self.grid.details_requested.connect(self.details_requested)
        self.grid.menu_requested.connect(self._on_menu_requested)
        self.body.addWidget(self.grid)
        self.order_button = OrderButton(model)
        self.set_corner(self.order_button)
        model.order_changed.connect(self.place_corner)
        model.settled.connect(self._on_settled)
        model.modelReset.connect(self._on_settled)
        board.restarted.connect(self._on_restarted)
        board.rounds.timers.connect(self.grid.set_now)
        self.figure_pressed.connect(lambda figure: self.passport_requested.emit(figure, seen_under(model.filter)))
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self.set_title(self.tr("Overflow at the peak"))
        self.grid.setAccessibleName(self.tr("Overflow at the peak"))
        self._on_settled()

    def next_order(self) -> None:
        """Sort otherwise."""
        self._model.next_order()

    def content_height(self) -> int:
        """What shows everybody with two lines."""
        px = self.theme.px
        return self.grid.height_for(self.width() - 2 * px(MARGIN), MEDIUM) + px(HEADING + MARGIN)

    def figure_at(self, at: QPoint | None) -> Asked | None:
        """How many of those that the filter shows are free, in the heading at that point of the screen."""
        figure = self.heading_figure(QPointF(self.mapFromGlobal(at))) if at is not None else ""
        return (figure, seen_under(self._model.filter)) if figure else None

    def _on_menu_requested(self, agent: str, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        add_deeds(menu, deeds_for_agent(self._board, agent), self.deed_requested.emit)
        menu.popup(place)

    def _on_restarted(self) -> None:
        self.grid.set_now(self._board.now_t())

    def _on_settled(self) -> None:
        rows = self._model.rows
        free = sum(1 for card in rows if card.presence == "ready")
        self.set_tally(count(len(rows)) if rows else "")
        said = self.tr("free {free} of {all}").format(free=count(free), all=count(len(rows)))
        self.set_legend(Legend("", "", said, "spare"))
        if rows:
            self.set_empty("")
        elif self._model.hides_all:
            self.set_empty(self.tr("Nobody of the overflow fits the filter"), action=self.tr("Clear the filter"))
        else:
            advice = self.tr("Name people as overflow of a queue at the source, and they can be called in here.")
            self.set_empty(self.tr("No overflow staff"), advice)
