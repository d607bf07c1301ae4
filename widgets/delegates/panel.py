"""The card that every panel is: heading with a note, body, a word where it is empty, and a veil where it is stale."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.delegates.empty import EmptyWords
from widgets.delegates.ink import RIGHT, Ink
from widgets.delegates.shapes import draw_shape
from widgets.delegates.veil import Veil
from widgets.theme import Theme

HEADING = 34
"""Height of the heading, in pixels of the design."""
MARGIN = 12
CORNER = 8


class Legend(Struct, frozen=True):
    """A shape in the colour `token` (neither: words alone), and what it means; `figure` is its number's id."""

    shape: str
    token: str
    words: str
    figure: str = ""


class Panel(QWidget):
    """A rounded card. Subclasses fill `body` and set their words in `retranslate`, run again for another language."""

    all_requested = Signal()
    """The filter hides everything there is: the person wants it cleared."""
    passport_requested = Signal(str, object)
    """Somebody asks about a figure of the panel: its id, and its `Scope`."""
    figure_pressed = Signal(str)
    """A figure in the heading was clicked: its id."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.ink = Ink(theme)
        self.body = QVBoxLayout(self)
        self._title = ""
        self._notes: Sequence[str] = ("",)
        self._note_tone = "second"
        self._legend: tuple[Legend, ...] = ()
        self._links: list[tuple[QRectF, str]] = []
        self._pointed = ""
        self._empty = EmptyWords(theme)
        self._said_empty: tuple[str, str, str] | None = None
        self._empty.pressed.connect(self.all_requested)
        self.body.addWidget(self._empty)
        self._in_tab = False
        self._corner: QWidget | None = None
        self._tally = ""
        self._veil = Veil(theme, self)
        theme.changed.connect(self._on_theme_changed)
        self._arrange()

    @property
    def title(self) -> str:
        """The heading, which is also the name of the panel's tab on a small screen."""
        return self._title

    def tab_name(self) -> str:
        """What its tab is called: the title, and a number where one says how much there is."""
        return f"{self._title} · {self._tally}" if self._tally else self._title

    def set_tally(self, tally: str) -> None:
        """Set the number that the tab shows beside the title."""
        self._tally = tally

    def set_title(self, title: str) -> None:
        """Set the heading."""
        if title != self._title:
            self._title = title
            self.setAccessibleName(title)
            self.update()

    def set_notes(self, *notes: str, tone: str = "second") -> None:
        """Set the note at the right of the heading: the first of `notes` (long to short) that fits is shown."""
        if (notes, tone) != (self._notes, self._note_tone):
            self._notes, self._note_tone = notes, tone
            self.update(0, 0, self.width(), self.theme.px(HEADING))

    def set_legend(self, *marks: Legend) -> None:
        """Set marks with words at the right of the heading, in place of a note; those that do not fit are left out."""
        if marks != self._legend:
            self._legend = marks
            self.setMouseTracking(any(mark.figure for mark in marks))
            self.update(0, 0, self.width(), self.theme.px(HEADING))

    def set_in_tab(self, in_tab: bool) -> None:
        """On a small screen a tab bears the title."""
        self._in_tab = in_tab
        self.place_corner()
        self.update()

    def set_corner(self, corner: QWidget) -> None:
        """Put a small control beside the title."""
        self._corner = corner
        corner.setParent(self)
        corner.show()
        self.place_corner()

    def place_corner(self) -> None:
        """Move that control to where the title ends."""
        if self._corner is not None:
            x, size = self.theme.px(MARGIN), self._corner.sizeHint()
            if not self._in_tab:
                x += int(self.ink.width(self._title, "strong")) + self.theme.px(6)
            self._corner.setGeometry(x, self.theme.px(5), size.width(), self.theme.px(HEADING - 8))

    def heading_figure(self, place: QPointF) -> str:
        """The figure in the heading at that place of the panel; empty where there is none."""
        return next((figure for rect, figure in self._links if rect.contains(place)), "")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A figure in the heading that leads somewhere is underlined."""
        self._point_at(self.heading_figure(event.position()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer has gone."""
        super().leaveEvent(event)
        self._point_at("")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on such a figure."""
        figure = self.heading_figure(event.position())
        if event.button() == Qt.MouseButton.LeftButton and figure:
            self.figure_pressed.emit(figure)
        else:
            super().mouseReleaseEvent(event)

    def _point_at(self, figure: str) -> None:
        if figure != self._pointed:
            self._pointed = figure
            if figure:
                self.setCursor(Qt.CursorShape.PointingHandCursor)
            else:
                self.unsetCursor()
            self.update(0, 0, self.width(), self.theme.px(HEADING))

    def next_order(self) -> None:
        """Sort otherwise, where there is anything to be sorted."""

    def set_empty(self, why: str, advice: str = "", action: str = "") -> None:
        """Say why there is nothing to show and what to do, by a button with `action` on it where that is for the panel
        to do; an empty `why` takes the word away."""
        if (why, advice, action) == self._said_empty:
            return
        self._said_empty = (why, advice, action)
        self._empty.say(why, advice, action)
        for row in range(self.body.count()):
            item = self.body.itemAt(row)
            widget = item.widget() if item else None
            if widget is not None and widget is not self._empty:
                widget.setVisible(not why)

    @property
    def empty_words(self) -> tuple[str, str]:
        """Why there is nothing to show and what to do; empty while there is something."""
        return self._empty.words

    @property
    def empty_height(self) -> int:
        """The height that shows why there is nothing and what to do, in pixels."""
        return self.theme.px(HEADING + MARGIN) + 2 * self._empty.minimumSizeHint().height()

    def set_stale(self, age: str) -> None:
        """Hatch and dim everything, with `age` in large; an empty `age` takes the veil away."""
        self.ink.veiled = bool(age)
        self._veil.show_age(age)

    def keep_veil_above(self) -> None:
        """Something was put on the panel later: the veil covers that, too."""
        self._veil.raise_()

    @property
    def is_stale(self) -> bool:
        """Whether the veil lies on it."""
        return self._veil.isVisibleTo(self)

    def clipped_texts(self) -> list[str]:
        """The texts that did not fit where they were last drawn."""
        return sorted(self.ink.clipped)

    def retranslate(self) -> None:
        """Set all words anew in the present language."""

    def content_height(self) -> int:
        """The height that shows everything without scrolling, in pixels."""
        return self.theme.px(HEADING + MARGIN)

    def heights(self) -> tuple[int, ...]:
        """The heights that show everything, in pixels: with all that there is to be said first, then with less."""
        return (self.content_height(),)

    def changeEvent(self, event: QEvent) -> None:
        """Another language: new words."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.ink.clipped.clear()
            self.retranslate()
            self.place_corner()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The veil covers everything."""
        super().resizeEvent(event)
        self.ink.clipped.clear()
        self._veil.setGeometry(self.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card and its heading."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_card(painter, self.theme, QRectF(self.rect()), "card")
        px = self.theme.px
        if event.rect().top() < px(HEADING):
            self._paint_heading(painter)

    def _paint_heading(self, painter: QPainter) -> None:
        px, ink = self.theme.px, self.ink
        row = QRectF(px(MARGIN), px(6), self.width() - 2 * px(MARGIN), px(HEADING - 8))
        used = 0.0
        if not self._in_tab:
            ink.draw_in(painter, row, self._title, "strong", self.theme.color("text"))
            used = ink.width(self._title, "strong") + px(16)
        if self._corner is not None:
            used += self._corner.width() + px(4)
        if self._legend:
            self._paint_legend(painter, row.adjusted(used, 0, 0, 0))
            return
        note = ink.fitting(self._notes, "small", row.width() - used)
        if self._in_tab and note == self._tally:
            return
        ink.draw_in(painter, row.adjusted(used, 0, 0, 0), note, "small", self.theme.color(self._note_tone), RIGHT)

    def _paint_legend(self, painter: QPainter, row: QRectF) -> None:
        px, ink, theme = self.theme.px, self.ink, self.theme
        widths = [self._room_for(mark) + px(12) for mark in self._legend]
        shown = next((n for n in range(len(widths), 0, -1) if sum(widths[:n]) - px(12) <= row.width()), 0)
        x = row.right() - sum(widths[:shown]) + px(12)
        self._links = []
        for mark, width in zip(self._legend[:shown], widths, strict=False):
            if mark.shape:
                draw_shape(painter, mark.shape, x, row.center().y() - px(5), px(10), theme.color(mark.token))
            words = QRectF(x, row.y(), width - px(12), row.height()).adjusted(px(16) if mark.shape else 0, 0, 0, 0)
            ink.draw_in(painter, words.adjusted(0, 0, px(12), 0), mark.words, "small", theme.color("second"))
            if mark.figure:
                self._links.append((QRectF(x, row.y(), width - px(12), row.height()), mark.figure))
                if mark.figure == self._pointed:
                    painter.setPen(theme.color("second"))
                    y = words.center().y() + ink.metrics("small").ascent() / 2 + 1
                    painter.drawLine(QPointF(words.left(), y), QPointF(words.right(), y))
            x += width

    def _room_for(self, mark: Legend) -> float:
        return self.ink.width(mark.words, "small") + (self.theme.px(16) if mark.shape else 0)

    def _arrange(self) -> None:
        px = self.theme.px
        self.body.setContentsMargins(px(MARGIN), px(HEADING), px(MARGIN), px(MARGIN))
        self.body.setSpacing(px(4))

    def _on_theme_changed(self) -> None:
        self._arrange()
        self.place_corner()
        self.update()


def paint_card(painter: QPainter, theme: Theme, rect: QRectF, back: str, edge: str = "line") -> None:
    """A rounded card with a hair line around it."""
    painter.setPen(QPen(theme.color(edge), 1))
    painter.setBrush(theme.color(back))
    corner = theme.px(CORNER)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
