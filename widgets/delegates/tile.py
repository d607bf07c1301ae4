"""A figure on a card: name, aim, figure, trend, bar with the target, split; its formula on hover and on F1."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from widgets.delegates.bars import paint_bar, paint_spark, spark_lines
from widgets.delegates.ink import RIGHT, Ink
from widgets.delegates.panel import paint_card
from widgets.delegates.shapes import draw_shape
from widgets.delegates.split_row import Link, SplitRow
from widgets.delegates.veil import Veil
from widgets.i18n.numbers import DASH
from widgets.theme import Theme

PADDING = 12
HEIGHT = 130
WHOLE = "all"
"""The part that everybody is."""


class TileFace(Struct, frozen=True):
    """What a tile shows. Texts in tuples are variants from long to short: the first that fits is drawn.

    `filled` and `target` are parts of the bar (0…1); `tone` is empty while all is well, otherwise warning or alarm.
    `figure_id` is the figure of the catalogue whose passport it opens; the small ones in `first` and `second` open
    those of `first_links` and `second_links`, in their order.
    """

    title: tuple[str, ...]
    aim: tuple[str, ...] = ("",)
    figure: str = ""
    unit: str = ""
    filled: float | None = None
    target: float | None = None
    tone: str = ""
    first: tuple[str, ...] = ("",)
    second: tuple[str, ...] = ("",)
    formula: str = ""
    figure_id: str = ""
    spark: tuple[float | None, ...] = ()
    first_links: tuple[Link | None, ...] = ()
    second_links: tuple[Link | None, ...] = ()


class Tile(QWidget):
    """One figure of the strip."""

    pressed = Signal(str, str)
    """It was clicked, or Enter or Space pressed on it: the figure's id, and which part of the contacts it is about."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.ink = theme, Ink(theme)
        self.face = TileFace(("",))
        self._lines: Sequence[QPolygonF] = ()
        self._pointed: Link | None = None
        self._veil = Veil(theme, self, at_right=True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMouseTracking(True)
        theme.changed.connect(self._on_theme_changed)

    def show_face(self, face: TileFace) -> None:
        """Show `face`; what is the same already costs nothing."""
        if face == self.face:
            return
        spark_stays = face.spark == self.face.spark
        self.face = face
        if not spark_stays:
            self._lines = spark_lines(face.spark, self._spark_rect())
        self.setAccessibleName(f"{face.title[0]}: {face.figure} {face.unit}")
        self.setAccessibleDescription(f"{face.aim[0]}. {face.first[0]}. {face.second[0]}. {face.formula}")
        self.setToolTip(face.formula)
        self.update()

    def set_stale(self, age: str) -> None:
        """Hatch and dim it, with `age`; an empty one takes the veil away."""
        self._veil.show_age(age)

    def clipped_texts(self) -> list[str]:
        """The texts that did not fit where they were last drawn."""
        return sorted(self.ink.clipped)

    def sizeHint(self) -> QSize:
        """Its height is fixed by the scale."""
        return QSize(self.theme.px(200), self.theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """As narrow as the short words allow."""
        return QSize(self.theme.px(150), self.sizeHint().height())

    def explain(self, at: QPoint | None) -> str:
        """Its figure's name, formula, target and window."""
        return self.face.formula

    def link_at(self, place: QPoint) -> Link:
        """The figure at a place of the tile: a small one, or else its own."""
        for row in self._rows():
            link = row.link_at(QPointF(place))
            if link is not None:
                return link
        return self.face.figure_id, WHOLE

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The small figure under the pointer is underlined."""
        self._point_at(self.link_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer has gone."""
        super().leaveEvent(event)
        self._point_at(None)

    def _point_at(self, link: Link | None) -> None:
        if link != self._pointed:
            self._pointed = link
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the figure's passport."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit(*self.link_at(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """So do Enter and Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit(self.face.figure_id, WHOLE)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The trend has another width."""
        super().resizeEvent(event)
        self.ink.clipped.clear()
        self._veil.setGeometry(self.rect())
        self._lines = spark_lines(self.face.spark, self._spark_rect())

    def changeEvent(self, event: QEvent) -> None:
        """Another language: what was cut before says nothing any more."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.ink.clipped.clear()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the focus is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the focus has gone."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Everything on it, from prepared words and lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px, theme, face = self.theme.px, self.theme, self.face
        paint_card(painter, theme, QRectF(self.rect()), "card", "link" if self.hasFocus() else "line")
        tone = theme.color(face.tone or ("second" if face.figure == DASH else "text"))
        inner = QRectF(self.rect()).adjusted(px(PADDING), 0, -px(PADDING), 0)
        self._paint_title(painter, QRectF(inner.x(), px(8), inner.width(), px(18)), tone)
        right = self._paint_figure(painter, inner.x(), tone)
        if right < self._spark_rect().left():
            line = tone if face.tone else theme.color("bar")
            paint_spark(painter, theme, self._lines, line)
        bar = QRectF(inner.x(), px(80), inner.width(), px(5))
        paint_bar(painter, theme, bar, face.filled, face.target, face.tone)
        self._paint_split(painter)

    def _paint_title(self, painter: QPainter, row: QRectF, tone: QColor) -> None:
        px, ink, theme = self.theme.px, self.ink, self.theme
        if self.face.tone:
            draw_shape(painter, "triangle", row.x(), row.y() + px(4), px(11), tone)
            row = row.adjusted(px(16), 0, 0, 0)
        gap = px(10)
        shortest_aim = min(ink.width(text, "small") for text in self.face.aim)
        title = ink.fitting(self.face.title, "small", row.width() - gap - shortest_aim)
        ink.draw_in(painter, row, title, "small", theme.color("second"))
        used = ink.width(title, "small") + gap
        aim = ink.fitting((*self.face.aim, ""), "small", row.width() - used)
        ink.draw_in(painter, row.adjusted(used, 0, 0, 0), aim, "small", theme.color("second"), RIGHT)

    def _paint_figure(self, painter: QPainter, x: float, tone: QColor) -> float:
        px, ink, face = self.theme.px, self.ink, self.face
        top = px(29)
        right = x + ink.draw(painter, x, top, face.figure, "figure", tone)
        if face.unit:
            below = ink.metrics("figure").ascent() - ink.metrics("strong").ascent()
            second = self.theme.color("second")
            right += px(5) + ink.draw(painter, right + px(5), top + below, face.unit, "strong", second)
        return right

    def _rows(self) -> tuple[SplitRow, SplitRow]:
        px, face = self.theme.px, self.face
        room = QRectF(px(PADDING), px(90), self.width() - 2 * px(PADDING), px(17))
        first = SplitRow(self.ink, face.first, face.first_links, room)
        return first, SplitRow(self.ink, face.second, face.second_links, room.translated(0, px(17)))

    def _paint_split(self, painter: QPainter) -> None:
        second = self.theme.color("second")
        for row in self._rows():
            self.ink.draw_in(painter, row.room, row.text, "small", second)
            if self._pointed is not None:
                painter.setPen(second)
                row.underline(painter, self._pointed)

    def _spark_rect(self) -> QRectF:
        px = self.theme.px
        width = min(px(120), self.width() * 0.36)
        return QRectF(self.width() - px(PADDING) - width, px(38), width, px(28))

    def _on_theme_changed(self) -> None:
        self._lines = spark_lines(self.face.spark, self._spark_rect())
        self.updateGeometry()
        self.update()
