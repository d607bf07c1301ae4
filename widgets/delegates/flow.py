"""The way to an agent's help as a flow: as wide as many came, what was lost branches off; a stage can be chosen."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from widgets.delegates.ink import Ink

HEAD, FLOW, LINE = 44, 128, 18
PAD, NODE, BRANCH = 10, 6, 40
LEAST_LOSS = 2


class FlowStage(Struct, frozen=True):
    """A column. `entered` and `lost` are numbers of contacts.

    `past` are those who come here without passing the stage before. `lines` stand under the flow, the first one loud in
    `tone` (empty: nothing unusual); each has a shorter form for where there is less room.
    """

    key: str
    name: str
    number: str
    entered: int
    lost: int
    past: int = 0
    lines: tuple[tuple[str, ...], ...] = ()
    tone: str = ""
    tip: str = ""


class FlowView(QWidget):
    """Columns of `FlowStage`. The first is where all begin, and cannot be chosen."""

    chosen = Signal(str)
    """A stage was clicked, or walked to by the arrows: its key; empty where none is chosen any more."""

    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self._ink = ink
        self._stages: Sequence[FlowStage] = ()
        self._key = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        ink.theme.changed.connect(self.updateGeometry)

    @property
    def stage(self) -> str:
        """The key of the chosen stage; empty for none."""
        return self._key

    def show_stages(self, stages: Sequence[FlowStage]) -> None:
        """Show these."""
        if list(stages) == list(self._stages):
            return
        if len(stages) != len(self._stages) or _lines(stages) != _lines(self._stages):
            self.updateGeometry()
        self._stages = stages
        self.setAccessibleDescription(". ".join(stage.tip for stage in stages))
        self.update()

    def choose(self, key: str) -> None:
        """Choose a stage, or none."""
        if key != self._key:
            self._key = key
            self.update()
            self.chosen.emit(key)

    def sizeHint(self) -> QSize:
        """All columns with their words."""
        px = self._ink.theme.px
        return QSize(px(900), px(HEAD + FLOW + LINE * _lines(self._stages) + PAD))

    def stage_at(self, at: QPoint) -> str:
        """The key of the stage at a point of the screen; empty where there is none."""
        place = self.mapFromGlobal(at)
        return self._at(place.x()) if self.rect().contains(place) else ""

    def explain(self, at: QPoint | None) -> str:
        """The stage at a point of the screen, or else the chosen one, in words."""
        key = self._key if at is None else self._at(self.mapFromGlobal(at).x())
        return next((stage.tip for stage in self._stages if stage.key == key), "")

    def event(self, event: QEvent) -> bool:
        """The tooltip of the stage under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.explain(event.globalPos()), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses a stage; on the chosen one, or where all begin, none."""
        key = self._at(event.position().x())
        first = self._stages[0].key if self._stages else ""
        self.choose("" if key in (self._key, first) else key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows walk from stage to stage; Home is where all begin."""
        keys = [stage.key for stage in self._stages[1:]]
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps and keys:
            place = keys.index(self._key) if self._key in keys else -1
            place = min(max(place + steps[Qt.Key(event.key())], -1), len(keys) - 1)
            self.choose(keys[place] if place >= 0 else "")
        elif event.key() == Qt.Key.Key_Home:
            self.choose("")
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chosen column's ground, the flow, the words."""
        if not self._stages:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, stage in enumerate(self._stages):
            if stage.key == self._key:
                self._paint_ground(painter, self._column(place))
        self._paint_flow(painter)
        for place, stage in enumerate(self._stages):
            self._paint_words(painter, self._column(place), stage)
        if self.hasFocus():
            painter.setPen(QPen(self._ink.theme.color("link"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _at(self, x: float) -> str:
        if not self._stages or not 0 <= x < self.width():
            return ""
        return self._stages[int(x * len(self._stages) / self.width())].key

    def _column(self, place: int) -> QRectF:
        width = self.width() / len(self._stages)
        return QRectF(place * width, 0, width, self.height())

    def _paint_ground(self, painter: QPainter, column: QRectF) -> None:
        painter.setPen(QPen(self._ink.theme.color("link"), 1))
        painter.setBrush(self._ink.theme.color("selected"))
        painter.drawRoundedRect(column.adjusted(2.5, 2.5, -2.5, -2.5), 4, 4)

    def _paint_words(self, painter: QPainter, column: QRectF, stage: FlowStage) -> None:
        ink, theme, px = self._ink, self._ink.theme, self._ink.theme.px
        inner = column.adjusted(px(PAD), 0, -px(PAD), 0)
        name = QRectF(inner.x(), px(4), inner.width(), px(18))
        ink.draw_in(painter, name, stage.name, "small", theme.color("second"))
        number = QRectF(inner.x(), px(21), inner.width(), px(20))
        ink.draw_in(painter, number, stage.number, "strong", theme.color("text"))
        for row, line in enumerate(stage.lines):
            place = QRectF(inner.x(), px(HEAD + FLOW + row * LINE), inner.width(), px(LINE))
            color = theme.color(stage.tone or "text") if row == 0 else theme.color("second")
            ink.draw_in(
                painter,
                place,
                ink.fitting(line, "small", inner.width()),
                "small_strong" if row == 0 else "small",
                color,
            )

    def _paint_flow(self, painter: QPainter) -> None:
        """Bands from stage to stage, at the top those who pass one by; what is lost bends down."""
        px, most = self._ink.theme.px, max((stage.entered for stage in self._stages), default=0)
        if not most:
            return
        unit = px(FLOW - BRANCH) / most
        top = float(px(HEAD))
        for place, stage in enumerate(self._stages):
            x, y = self._column(place).x() + px(PAD), top + unit * self._skipped(place)
            self._paint_onward(painter, place, top, unit)
            self._paint_loss(painter, stage, x, y, unit)
            painter.fillRect(
                QRectF(x, y, px(NODE), max(1.0, stage.entered * unit)), self._ink.theme.color("funnel_text")
            )

    def _skipped(self, place: int) -> int:
        """How many pass by over this stage, to the one after it."""
        return self._stages[place + 1].past if place + 1 < len(self._stages) else 0

    def _paint_onward(self, painter: QPainter, place: int, top: float, unit: float) -> None:
        if place + 1 >= len(self._stages):
            return
        px, stage, following = self._ink.theme.px, self._stages[place], self._stages[place + 1]
        x = self._column(place).x() + px(PAD + NODE)
        to_x = self._column(place + 1).x() + px(PAD)
        goes_on = min(stage.entered - stage.lost - (self._skipped(place + 1) if place == 0 else 0), following.entered)
        if place == 0 and self._skipped(1):
            over_to = self._column(2).x() + px(PAD)
            self._band(painter, (x, top), (over_to, top), self._skipped(1) * unit, "track")
        from_y = top + unit * (self._skipped(place + 1) if place == 0 else self._skipped(place))
        to_y = top + unit * (self._skipped(place + 1) if place == 0 else following.past)
        self._band(painter, (x, from_y), (to_x, to_y), max(0, goes_on) * unit, "funnel")

    def _paint_loss(self, painter: QPainter, stage: FlowStage, x: float, y: float, unit: float) -> None:
        """What is lost here bends down, out of the picture."""
        px, theme = self._ink.theme.px, self._ink.theme
        bottom, x = float(px(HEAD + FLOW - 4)), x + px(NODE)
        if stage.lost:
            wide = max(float(px(LEAST_LOSS)), stage.lost * unit)
            low = y + stage.entered * unit
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(f"{stage.tone}_fill" if stage.tone else "bar"))
            painter.drawPath(_bend(x, low - wide, wide, bottom, float(px(14))))

    def _band(
        self, painter: QPainter, start: tuple[float, float], end: tuple[float, float], thick: float, token: str
    ) -> None:
        if thick <= 0.0:
            return
        (x, y), (to_x, to_y) = start, end
        middle, thick = (x + to_x) / 2, max(1.0, thick)
        path = QPainterPath()
        path.moveTo(x, y)
        path.cubicTo(middle, y, middle, to_y, to_x, to_y)
        path.lineTo(to_x, to_y + thick)
        path.cubicTo(middle, to_y + thick, middle, y + thick, x, y + thick)
        path.closeSubpath()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ink.theme.color(token))
        painter.drawPath(path)


def _lines(stages: Sequence[FlowStage]) -> int:
    return max((len(stage.lines) for stage in stages), default=0)


def _bend(x: float, y: float, wide: float, bottom: float, reach: float) -> QPainterPath:
    """A stream as wide as `wide` that leaves to the right at (x, y) and turns down to `bottom`."""
    path = QPainterPath()
    path.moveTo(x, y)
    path.cubicTo(x + reach + wide, y, x + reach + wide, y + wide, x + reach + wide, max(bottom, y + wide))
    path.lineTo(x + reach, max(bottom, y + wide))
    path.cubicTo(x + reach, y + wide, x + reach, y + wide, x, y + wide)
    path.closeSubpath()
    return path
