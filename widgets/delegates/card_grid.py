"""Agents as cards in a scrolled grid that paints only what has changed; with keyboard, drop and spoken words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from widgets.delegates.agent_card import (
    DENSITIES,
    GAP,
    PLAIN,
    Density,
    Mark,
    paint_body,
    paint_timer,
    timer_rect,
    timer_room,
    width_for,
)
from widgets.delegates.drag import contacts_in, let_drop_in_vain
from widgets.delegates.grid_layout import GridLayout, arrange, moved
from widgets.delegates.ink import Ink
from widgets.delegates.veil import hatching
from widgets.i18n import clock
from widgets.i18n.names import short_name
from widgets.models.agents import AgentCard, timer_words
from widgets.models.rows import RowTable

Refusal = Callable[[str, str, str], str]
"""Why a contact (key) may not be sent to a target (kind, key), as a sentence; empty where it may."""

_KEYS = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Home: "home",
    Qt.Key.Key_End: "end",
    Qt.Key.Key_PageUp: "page_up",
    Qt.Key.Key_PageDown: "page_down",
}


class CardGrid(QAbstractScrollArea):
    """The cards of `model`. What each place last showed is kept, so that a change repaints that place alone."""

    reassign_requested = Signal(list, str, str)
    details_requested = Signal(str, str)
    menu_requested = Signal(str, QPoint)
    """The menu of a card (its key) is wanted at a point of the screen."""

    def __init__(
        self, ink: Ink, model: RowTable[AgentCard], refusal: Refusal, densities: Sequence[Density] = DENSITIES
    ) -> None:
        super().__init__()
        self.ink, self.theme, self.model = ink, ink.theme, model
        self._refusal, self._densities = refusal, densities
        self._now_t = 0.0
        self._shown: dict[int, tuple[AgentCard, str]] = {}
        self._bodies: dict[str, tuple[tuple[object, ...], QPixmap]] = {}
        self._current = ""
        self._drop = (-1, "")
        self._hatching: QBrush | None = None
        self._names: dict[str, float] = {}
        self.setViewport(QWidget())  # see Table
        self._in_view = range(0)
        self._rects: list[tuple[int, QRectF, QRect]] = []
        """The cards that are seen, and where."""
        self._layout = self._laid_out()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        model.settled.connect(self._on_settled)
        model.modelReset.connect(self._on_settled)
        self.theme.changed.connect(self._on_theme_changed)

    @property
    def layout_now(self) -> GridLayout:
        """Where the cards stand."""
        return self._layout

    def shows(self, key: str) -> bool:
        """Whether something of the card with that key is seen, or would be if the grid were."""
        return self.model.row_of(key) in self._in_view

    def set_now(self, now_t: float) -> None:
        """Time has come to `now_t` (epoch seconds): repaint the timers that read otherwise now."""
        self._now_t = now_t
        rows, shown = self.model.rows, self._shown
        for index, (card, timer) in list(shown.items()):
            now = clock(now_t - card.timer_t)
            if now != timer and index < len(rows) and rows[index] is card:
                shown[index] = (card, now)
                rect = self._rect(index)
                longer = len(now) != len(timer)  # the name has another room then
                self.viewport().update((rect if longer else timer_rect(self.ink, rect)).toAlignedRect())

    def height_for(self, width: int, density: Density) -> int:
        """The height that all cards take at `density` in a grid of `width` pixels."""
        return int(self._arranged(width, 0, (density,)).total_height)

    def current_card(self) -> AgentCard | None:
        """The card that the keyboard is on."""
        return self.model.find(self._current)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cards within the region that has to be painted, and those alone."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        region = event.region()
        painter.fillRect(event.rect(), self.theme.color("card"))
        rows = self.model.rows
        for index, rect, aligned in self._rects:
            if index < len(rows) and region.intersects(aligned):
                card = rows[index]
                timer = clock(self._now_t - card.timer_t)
                self._shown[index] = (card, timer)
                self._paint_card(painter, rect, card, timer, self._mark(index, card))

    def _paint_card(self, painter: QPainter, rect: QRectF, card: AgentCard, timer: str, mark: Mark) -> None:
        density, ratio = self._layout.density, self.devicePixelRatioF()
        if ratio == int(ratio):
            painter.drawPixmap(rect.topLeft(), self._body(rect, card, timer_room(self.ink, timer), mark, ratio))
        else:  # the edges would lie between two pixels
            paint_body(painter, self.ink, rect, card, timer_room(self.ink, timer), density, mark)
        paint_timer(painter, self.ink, rect, card, timer, density)
        if card.stale and not self.ink.veiled:
            painter.fillRect(rect, self._hatched())

    def _body(self, rect: QRectF, card: AgentCard, room: float, mark: Mark, ratio: float) -> QPixmap:
        """The card without its time, painted once: most of what is to be painted anew is times."""
        look = card, room, mark, ratio, rect.size()
        kept = self._bodies.get(card.id)
        if kept is None or kept[0] != look:
            pixmap = QPixmap((rect.size() * ratio).toSize())
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(self.theme.color("card"))
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_body(painter, self.ink, QRectF(QPointF(), rect.size()), card, room, self._layout.density, mark)
            painter.end()
            if len(self._bodies) > 2 * len(self._rects):
                self._bodies.clear()
            kept = self._bodies[card.id] = look, pixmap
        return kept[1]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Enter opens the details, Shift+F10 the menu."""
        key = Qt.Key(event.key())
        if key in _KEYS and self.model.rows:
            here = self.model.row_of(self._current)
            self._go(moved(here, _KEYS[key], self._layout, self.verticalScrollBar().pageStep()) if here >= 0 else 0)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_card():
            self.details_requested.emit("agent", self._current)
        elif key == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self.open_menu()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens the details of the card."""
        index = self._at(event.position().toPoint())
        if index >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._go(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The click is done: the details."""
        index = self._at(event.position().toPoint())
        if index >= 0 and event.button() == Qt.MouseButton.LeftButton and self.model.row(index).id == self._current:
            self.details_requested.emit("agent", self._current)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the card under the pointer, or that the keyboard is on."""
        index = self._at(event.pos())
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.open_menu()
        elif index >= 0:
            self._go(index)
            self.menu_requested.emit(self._current, event.globalPos())

    def open_menu(self) -> None:
        """The menu of the card that the keyboard is on, beside it."""
        index = self.model.row_of(self._current)
        if index >= 0:
            place = self._rect(index).center().toPoint()
            self.menu_requested.emit(self._current, self.viewport().mapToGlobal(place))

    def viewportEvent(self, event: QEvent) -> bool:
        """The tooltip of the card under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self._at(event.pos())
            if index >= 0:
                QToolTip.showText(event.globalPos(), self.words(self.model.row(index)), self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def explain(self, at: QPoint | None) -> str:
        """The card at a point of the screen, or that the keyboard is on: what it says, and what its time is held to."""
        index = -1 if at is None else self._at(self.viewport().mapFromGlobal(at))
        card = self.current_card() if at is None else self.model.row(index) if index >= 0 else None
        return f"{self.words(card)}\n{timer_words(card)}" if card else ""

    def words(self, card: AgentCard) -> str:
        """All that the card says, in one line."""
        timer = clock(self._now_t - card.timer_t)
        doing = (card.presence_text, card.reason_text, card.pause_text)
        said = (card.name, *doing, timer, card.contact_text, card.queue, card.place_text)
        return " · ".join(dict.fromkeys(part for part in said if part))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Contacts may come."""
        if contacts_in(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show whether the card under the pointer takes them, and if not, why."""
        index = self._at(event.position().toPoint())
        contacts = contacts_in(event.mimeData())
        if index < 0 or not contacts:
            self._set_drop(-1, "")
            event.ignore()
            return
        why = self._refused(contacts, index)
        self._set_drop(index, "refuse" if why else "take")
        if why:
            QToolTip.showText(self.viewport().mapToGlobal(event.position().toPoint()), why, self.viewport())
            let_drop_in_vain(event)
        else:
            QToolTip.hideText()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They go elsewhere."""
        QToolTip.hideText()
        self._set_drop(-1, "")

    def dropEvent(self, event: QDropEvent) -> None:
        """They are handed to the person on the card; where he cannot take them, the board says why."""
        index = self._at(event.position().toPoint())
        contacts = contacts_in(event.mimeData())
        self._set_drop(-1, "")
        if index >= 0 and contacts:
            event.acceptProposedAction()
            self.reassign_requested.emit(contacts, "agent", self.model.row(index).id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size, another arrangement."""
        super().resizeEvent(event)
        self._rearrange()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Other cards are seen."""
        self.model.catch_up()
        self._look()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The first card is the one to start from."""
        super().focusInEvent(event)
        if not self.current_card() and self.model.rows:
            self._go(0)
        self._repaint(self.model.row_of(self._current))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the focus mark away."""
        super().focusOutEvent(event)
        self._repaint(self.model.row_of(self._current))

    def changeEvent(self, event: QEvent) -> None:
        """Another language: every word anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._rearrange()

    def _refused(self, contacts: list[str], index: int) -> str:
        agent = self.model.row(index).id
        return next((why for contact in contacts if (why := self._refusal(contact, "agent", agent))), "")

    def _go(self, index: int) -> None:
        from PySide6.QtGui import QAccessible, QAccessibleEvent  # not for a start

        before = self.model.row_of(self._current)
        card = self.model.row(index)
        self._current = card.id
        row, bar = index // self._layout.columns, self.verticalScrollBar()
        bar.setValue(max(row - bar.pageStep() + 1, min(bar.value(), row)))
        self._repaint(before)
        self._repaint(index)
        self.setAccessibleDescription(self.words(card))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _mark(self, index: int, card: AgentCard) -> Mark:
        drop = self._drop[1] if self._drop[0] == index else ""
        focused = card.id == self._current and self.hasFocus()
        return Mark(focused=focused, drop=drop) if drop or focused else PLAIN

    def _set_drop(self, index: int, drop: str) -> None:
        if (index, drop) != self._drop:
            before, self._drop = self._drop[0], (index, drop)
            self._repaint(before)
            self._repaint(index)

    def _rect(self, index: int) -> QRectF:
        x, y = self._layout.place(index)
        return QRectF(x, y - self._top(), self._layout.width, self._layout.height)

    def _top(self) -> float:
        """How much is scrolled away, in pixels: whole rows."""
        return self.verticalScrollBar().value() * (self._layout.height + self._layout.gap)

    def _at(self, point: QPoint) -> int:
        return self._layout.at(point.x(), point.y() + self._top())

    def _repaint(self, index: int) -> None:
        if index >= 0:
            self.viewport().update(self._rect(index).toAlignedRect().adjusted(-1, -1, 1, 1))

    def _arranged(self, width: int, height: int, densities: Sequence[Density]) -> GridLayout:
        px = self.theme.px
        names = [card.name for card in self.model.rows]
        longest = max((self._name_width(name) for name in names), default=0.0)
        shortest = max((self._name_width(short_name(name)) for name in names), default=0.0)
        widths = (width_for(self.ink, longest), width_for(self.ink, shortest))
        return arrange(len(names), (width, height), widths, px(GAP), self.theme.scale, densities)

    def _name_width(self, name: str) -> float:
        found = self._names.get(name)
        if found is None:
            found = self._names[name] = self.ink.metrics("strong").horizontalAdvance(name)
        return found

    def _laid_out(self) -> GridLayout:
        size = self.viewport().size()
        found = self._arranged(size.width(), size.height(), self._densities)
        bar = self.verticalScrollBar()
        page = max(1, int((size.height() + found.gap) // (found.height + found.gap)))
        bar.setRange(0, max(0, found.rows - page))
        bar.setPageStep(page)
        bar.setSingleStep(1)
        return found

    def _rearrange(self) -> None:
        self._layout = self._laid_out()
        self._look()

    def _look(self) -> None:
        """Find out what is seen, and paint all of it. A last row of which there is only a part is left out."""
        layout, height = self._layout, self.viewport().height()
        self._in_view = layout.between(self._top(), self._top() + height)
        self._rects = []
        for index in self._in_view:
            rect = self._rect(index)
            if rect.bottom() <= height or index < layout.columns:
                self._rects.append((index, rect, rect.toAlignedRect()))
        self._shown.clear()
        self._bodies.clear()
        self.viewport().update()

    def _on_settled(self) -> None:
        if len(self.model.rows) != self._layout.count:
            self._rearrange()
            return
        rows, shown, region = self.model.rows, self._shown, self.viewport()
        for index, (card, _) in shown.items():
            if rows[index] is not card:
                region.update(self._rect(index).toAlignedRect())

    def _hatched(self) -> QBrush:
        if self._hatching is None:
            self._hatching = hatching(self.theme)
        return self._hatching

    def _on_theme_changed(self) -> None:
        self._hatching = None
        self._names.clear()
        self._rearrange()
