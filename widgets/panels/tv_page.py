"""A page of the wall: a queue's figures in letters that can be read from where people sit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from widgets.delegates.bars import paint_bar
from widgets.delegates.legibility import PREFERRED_ARCMIN, Wall
from widgets.delegates.shapes import draw_shape
from widgets.delegates.tv_faces import TvFace, find_queue, tv_faces
from widgets.delegates.tv_layout import UNIT, TvLayout, lay_out, padding
from widgets.delegates.veil import hatching
from widgets.i18n.numbers import date_of, duration, time_of_day
from widgets.i18n.replays import replay_words
from widgets.i18n.words import first_upper, text
from widgets.models.board import Board
from widgets.models.scope import Scope
from widgets.theme import Theme, sized_font

CORNER = 0.03
CHOSEN = 0.12
"""How thick the frame of the chosen figure is, as a share of the letters."""
Head = tuple[str, tuple[str, ...], bool]
"""What stands at the left, what at the right (long to short), and whether the latter is a badge."""


NAMED = 8
"""So many of the queues that there are are named where there is none of the wanted name."""


class TvPage(QWidget):
    """Four to six figures of `queue` (its key or name; empty: of all queues).

    The arrows choose one; Enter, F1 or a click asks for its passport.
    """

    passport_requested = Signal(str, object)
    """The id of a figure, and its `Scope`."""

    def __init__(self, theme: Theme, board: Board, queue: str, wall: Wall) -> None:
        super().__init__()
        self._theme, self._board, self._queue, self._wall = theme, board, queue, wall
        self._faces: tuple[TvFace, ...] = ()
        self._chosen = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._head: Head = ("", (), False)
        self._message = ""
        self._age = ""
        self._layout: TvLayout | None = None
        self._fonts: dict[tuple[int, bool], tuple[QFont, QFontMetricsF]] = {}
        self.clipped: set[str] = set()
        board.ticked.connect(self._on_ticked)
        board.restarted.connect(self._show)
        board.freshness_changed.connect(self._show)
        theme.changed.connect(self.update)
        self._show()

    @property
    def legible(self) -> bool:
        """Whether the words are as large as the distance asks for."""
        return self._layout is None or self._layout.legible

    @property
    def faces(self) -> tuple[TvFace, ...]:
        """The figures that are shown."""
        return self._faces[: self._layout.count] if self._layout else ()

    def clipped_texts(self) -> list[str]:
        """The texts that did not fit where they were last drawn."""
        return sorted(self.clipped)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows walk from figure to figure, Esc lets go, Enter and F1 explain."""
        columns = self._layout.columns if self._layout is not None else 1
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: columns, Qt.Key.Key_Up: -columns}
        if event.key() in steps and self.faces:
            place = self._chosen + steps[Qt.Key(event.key())] if self._chosen >= 0 else 0
            self._choose(min(max(place, 0), len(self.faces) - 1))
        elif event.key() == Qt.Key.Key_Escape:
            self._choose(-1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F1):
            self._explain(max(0, self._chosen))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a figure."""
        places = range(len(self.faces))
        self._explain(next((place for place in places if self._tile(place).contains(event.position())), -1))

    def changeEvent(self, event: QEvent) -> None:
        """Another language: other words."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._layout = None
            self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size: other letters."""
        super().resizeEvent(event)
        self._layout = None
        self._fonts.clear()
        self.clipped.clear()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Heading, tiles, and the veil where nobody vouches for them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.color("page"))
        if not self._faces:
            self._paint_message(painter, self._message)
            return
        if self._layout is None:
            self._layout = lay_out(self._wall, self.width(), self.height(), self._faces, self._text_width)
        self._paint_head(painter, self._layout)
        for index, face in enumerate(self.faces):
            self._paint_tile(painter, self._tile(index), face, self._layout)
        if 0 <= self._chosen < len(self.faces):
            painter.setPen(QPen(self._theme.color("link"), self._layout.words_px * CHOSEN))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._tile(self._chosen))
        if self._age:
            painter.fillRect(self.rect(), hatching(self._theme))
            self._paint_message(painter, self._age)

    def _tile(self, index: int) -> QRectF:
        if self._layout is None:
            return QRectF()
        return QRectF(*self._layout.place(index), self._layout.tile_w, self._layout.tile_h)

    def _choose(self, place: int) -> None:
        self._chosen = place
        self.update()

    def _explain(self, place: int) -> None:
        if 0 <= place < len(self.faces):
            queue = find_queue(self._board.floor, self._queue) if self._queue else ""
            self.passport_requested.emit(self.faces[place].figure_id, Scope(queue or ""))

    def _on_ticked(self, now_t: float) -> None:
        self._show()

    def _show(self) -> None:
        board = self._board
        faces: tuple[TvFace, ...] = ()
        head: Head = ("", (), False)
        message = age = ""
        if not board.ready:
            message = first_upper(text("link", board.link.state))
        else:
            queue = find_queue(board.floor, self._queue) if self._queue else ""
            if queue is None:
                known = ", ".join(sorted(found.name for found in board.floor.queues.values())[:NAMED])
                told = self.tr("There is no queue {name} yet").format(name=self._queue)
                message = f"{told}: {known}" if known else told
            else:
                faces, head = tv_faces(board, queue), self._heading(queue)
                stale = board.any_stale if not queue else board.stale_queue(queue)
                age = self._stale_words() if stale else ""
        now = (faces, head, message, age)
        if now != (self._faces, self._head, self._message, self._age):
            self._faces, self._head, self._message, self._age = now
            self.update()

    def _heading(self, queue: str) -> Head:
        """What is shown, and how fresh it is, long to short; where it is no live centre, as a badge."""
        board = self._board
        found = board.floor.queues.get(queue)
        name = found.name if found else board.site or self.tr("All queues")
        at, played = time_of_day(board.now_t(), board.timezone), board.replayed
        if played and not board.link_stale and board.link.state == "live":
            day, words = date_of(board.now_t(), board.timezone), replay_words(played)
            return name, (*(f"{said} · {day} {at}" for said in words), f"{words[-1]} · {at}", words[-1]), True
        link = text("link", board.link_state)
        is_live = board.link_state == "live"
        if is_live and any(feed.kind == "simulator" for feed in board.floor.feeds.values()):
            simulated = text("feed_kind", "simulator")
            return name, (f"{simulated} · {at}", simulated), True
        return name, (f"{link} · {at}", at), False

    def _stale_words(self) -> str:
        if self._board.link_state == "catching_up":
            return first_upper(text("link", "catching_up"))
        age_s = max([self._board.age_s(), *(feed.age_s for feed in self._board.feeds() if feed.stale)])
        return self.tr("no data for {time}").format(time=duration(age_s))

    def _font(self, size: int, bold: bool) -> tuple[QFont, QFontMetricsF]:
        found = self._fonts.get((size, bold))
        if found is None:
            font = sized_font(size, QFont.Weight.Bold if bold else QFont.Weight.Normal)
            found = self._fonts[size, bold] = (font, QFontMetricsF(font))
        return found

    def _text_width(self, words: str, size: int, bold: bool) -> float:
        return self._font(size, bold)[1].horizontalAdvance(words)

    def _draw(self, painter: QPainter, x: float, y: float, words: str, size: int, bold: bool, token: str) -> float:
        """Draw `words` with their upper edge at `y`. Their width."""
        font, metrics = self._font(size, bold)
        painter.setFont(font)
        painter.setPen(self._theme.color(token))
        painter.drawText(QPointF(x, y + metrics.ascent()), words)
        return metrics.horizontalAdvance(words)

    def _fitting(self, variants: tuple[str, ...], size: int, bold: bool, room: float) -> str:
        fits = (words for words in variants if self._text_width(words, size, bold) <= room)
        found = next(fits, None)
        if found is None:
            self.clipped.add(variants[-1])
        return variants[-1] if found is None else found

    def _paint_head(self, painter: QPainter, layout: TvLayout) -> None:
        name, state, is_badge = self._head
        size = layout.words_px
        self._draw(painter, layout.margin, layout.margin, name, size, True, "text")
        room = self.width() - 3 * layout.margin - (size if is_badge else 0) - self._text_width(name, size, True)
        shown = self._fitting(state, size, False, room)
        x = self.width() - layout.margin - self._text_width(shown, size, False)
        if is_badge:
            height = self._font(size, False)[1].height()
            plate = QRectF(x, layout.margin, self.width() - layout.margin - x, height)
            x -= size * 0.5
            painter.setPen(QPen(self._theme.color("warning"), max(1.0, size * 0.05)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(plate.adjusted(-size, -size * 0.1, 0, size * 0.1), height / 2, height / 2)
        self._draw(painter, x, layout.margin, shown, size, False, "warning" if is_badge else "second")

    def _paint_tile(self, painter: QPainter, rect: QRectF, face: TvFace, layout: TvLayout) -> None:
        theme, size, pad = self._theme, layout.words_px, padding(layout.tile_w)
        corner = rect.height() * CORNER
        painter.setPen(theme.color(face.tone or "line"))
        painter.setBrush(theme.color(f"{face.tone}_back" if face.tone else "card"))
        painter.drawRoundedRect(rect, corner, corner)
        inner = rect.adjusted(pad, pad * 0.6, -pad, -pad * 0.6)
        x, token = inner.x(), "text" if face.tone else "second"
        if face.tone:
            draw_shape(painter, "triangle", x, inner.y() + size * 0.28, size * 0.72, theme.color(face.tone))
            x += size * 1.0
        title = self._fitting(face.titles, size, True, inner.right() - x + 1)
        self._draw(painter, x, inner.y(), title, size, True, token)
        height = self._font(size, False)[1].height()
        below = height if layout.aims else 0.0
        if layout.aims:
            aim = self._fitting(face.aims, size, False, inner.width() + 1)
            self._draw(painter, inner.x(), inner.bottom() - height, aim, size, False, token)
        bar = QRectF(inner.x(), inner.bottom() - below - size * 0.45, inner.width(), size * 0.2)
        paint_bar(painter, theme, bar, face.filled, face.target, face.tone)
        self._paint_figure(
            painter, QRectF(inner.x(), inner.y() + height, inner.width(), bar.y() - inner.y() - height), face, layout
        )

    def _paint_figure(self, painter: QPainter, room: QRectF, face: TvFace, layout: TvLayout) -> None:
        metrics = self._font(layout.figure_px, True)[1]
        cap = metrics.capHeight()
        baseline = room.center().y() + cap / 2
        width = self._draw(painter, room.x(), baseline - metrics.ascent(), face.figure, layout.figure_px, True, "text")
        if face.unit:
            unit_px = round(layout.figure_px * UNIT)
            below = baseline - self._font(unit_px, True)[1].ascent()
            self._draw(painter, room.x() + width + unit_px * 0.25, below, face.unit, unit_px, True, "second")

    def _paint_message(self, painter: QPainter, words: str) -> None:
        size = self._wall.font_px(PREFERRED_ARCMIN, self.width(), self.height())
        while self._text_width(words, size, True) > self.width() * 0.9 and size > 12:
            size -= 1
        width, height = self._text_width(words, size, True), self._font(size, True)[1].height()
        plate = QRectF(0, 0, width + size * 1.5, height * 1.4)
        plate.moveCenter(QRectF(self.rect()).center())
        painter.setPen(self._theme.color("warning"))
        painter.setBrush(self._theme.color("card"))
        painter.drawRoundedRect(plate, size * 0.2, size * 0.2)
        self._draw(painter, plate.x() + size * 0.75, plate.y() + height * 0.2, words, size, True, "warning")
