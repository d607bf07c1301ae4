"""The people on duty, as cards; whoever waits is dropped on one of them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtWidgets import QMenu

from widgets.delegates.agent_card import DENSITIES
from widgets.delegates.card_grid import CardGrid, Refusal
from widgets.delegates.deed_menu import add_deeds
from widgets.delegates.order_button import OrderButton
from widgets.delegates.panel import HEADING, MARGIN, Legend, Panel
from widgets.delegates.shapes import PRESENCE
from widgets.i18n.numbers import count
from widgets.i18n.words import text
from widgets.models.agents import AgentCard
from widgets.models.at_work import FIGURE_OF, seen_under
from widgets.models.board import Board
from widgets.models.deeds import deeds_for_agent
from widgets.models.ordered import OrderedModel
from widgets.models.scope import Asked
from widgets.theme import Theme

COUNTED = ("talking", "on_hold", "ringing", "after_contact_work", "ready", "not_ready", "busy", "unreachable")
TOKENS = {"talking": "talking", "on_hold": "talking", "ringing": "ringing"}

"""Who does what is counted over all cards once a second."""


class AgentsPanel(Panel):
    """All people on duty but those of the overflow who are free."""

    reassign_requested = Signal(list, str, str)
    details_requested = Signal(str, str)
    deed_requested = Signal(object)
    """A `Deed` was picked in the menu of a card."""

    def __init__(self, theme: Theme, board: Board, model: OrderedModel[AgentCard], refusal: Refusal) -> None:
        super().__init__(theme)
        self._counted = -1
        self._board, self._model = board, model
        self._measured: tuple[tuple[float, ...], tuple[int, ...]] = ((), ())
        self.grid = CardGrid(self.ink, model, refusal)
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
        board.rounds.timers.connect(self._on_timers)
        self.figure_pressed.connect(lambda figure: self.passport_requested.emit(figure, seen_under(model.filter)))
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self.set_title(self.tr("Staff"))
        self.grid.setAccessibleName(self.tr("Staff"))
        self._on_settled()

    def next_order(self) -> None:
        """Sort otherwise."""
        self._model.next_order()

    def content_height(self) -> int:
        """What shows everybody, if only by name."""
        return self.heights()[-1]

    def heights(self) -> tuple[int, ...]:
        """What shows everybody, in each of the densities; without anybody, what says why."""
        if not self._model.rowCount():
            return (self.empty_height,)
        width, scale = self.width() - 2 * self.theme.px(MARGIN), self.theme.scale
        key = (width, scale, self._model.rowCount())
        if key != self._measured[0]:
            edges = self.theme.px(HEADING + MARGIN)
            self._measured = key, tuple(self.grid.height_for(width, density) + edges for density in DENSITIES)
        return self._measured[1]

    def figure_at(self, at: QPoint | None) -> Asked | None:
        """How many do what, at that point of the screen, is in the heading; of those alone that the filter shows."""
        figure = self.heading_figure(QPointF(self.mapFromGlobal(at))) if at is not None else ""
        return (figure, seen_under(self._model.filter)) if figure else None

    def _on_timers(self, now_t: float) -> None:
        self.grid.set_now(now_t)
        self._note()

    def _on_menu_requested(self, agent: str, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        add_deeds(menu, deeds_for_agent(self._board, agent), self.deed_requested.emit)
        menu.popup(place)

    def _on_restarted(self) -> None:
        self._on_timers(self._board.now_t())

    def _note(self) -> None:
        self._counted = self._model.rowCount()
        presences = dict.fromkeys(COUNTED, 0)
        for card in self._model.rows:
            if card.presence in presences:
                presences[card.presence] += 1
        self.set_legend(
            *(
                Legend(
                    PRESENCE[code],
                    TOKENS.get(code, "second"),
                    f"{text('presence', code)} {count(presences[code])}",
                    FIGURE_OF[code],
                )
                for code in COUNTED
                if presences[code]
            )
        )
        self.set_tally(count(len(self._model.rows)))

    def _on_settled(self) -> None:
        if self._counted != self._model.rowCount():  # as under another filter
            self._note()
        if self._model.rowCount():
            self.set_empty("")
        elif self._model.hides_all:
            self.set_empty(self.tr("Nobody on duty fits the filter"), action=self.tr("Clear the filter"))
        else:
            advice = self.tr("People appear when they log on at the telephone system or the chat.")
            self.set_empty(self.tr("Nobody is on duty"), advice)
