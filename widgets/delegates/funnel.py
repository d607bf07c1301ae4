"""The funnel: a bar a stage, as long as many came to it, with the part that was lost there."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from widgets.delegates.bars import paint_funnel_bar
from widgets.delegates.ink import RIGHT, Ink

ROW = 31
BAR = 22


class Stage(Struct, frozen=True):
    """One row. `entered` and `lost` are parts of the width (0…1); `tone` is warning or alarm where much is lost."""

    name: str
    number: str
    loss: tuple[str, ...]
    entered: float
    lost: float
    tone: str = ""
    tip: str = ""
    key: str = ""


class FunnelView(QWidget):
    """Rows of `Stage`, repainted only when they are others. `pressed`: one was clicked (its key), or Enter pressed."""

    pressed = Signal(str)

    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self._ink = ink
        self._stages: Sequence[Stage] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        ink.theme.changed.connect(self.updateGeometry)

    def show_stages(self, stages: Sequence[Stage]) -> None:
        """Show these."""
        if list(stages) == list(self._stages):
            return
        if len(stages) != len(self._stages):
            self.updateGeometry()
        self._stages = stages
        self.setAccessibleDescription(". ".join(f"{stage.name}: {stage.tip}" for stage in stages))
        self.update()

    def sizeHint(self) -> QSize:
        """All rows."""
        return QSize(self._ink.theme.px(300), self._ink.theme.px(ROW) * max(1, len(self._stages)))

    def stage_at(self, at: QPoint) -> str:
        """The key of the stage at a point of the screen; empty where there is none."""
        place = self.mapFromGlobal(at)
        row = place.y() // self._ink.theme.px(ROW)
        return self._stages[row].key if self.rect().contains(place) and 0 <= row < len(self._stages) else ""

    def explain(self, at: QPoint | None) -> str:
        """The stage at a point of the screen, in words; all of them without one."""
        row = -1 if at is None else self.mapFromGlobal(at).y() // self._ink.theme.px(ROW)
        return self._stages[row].tip if 0 <= row < len(self._stages) else "\n".join(s.tip for s in self._stages)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a stage."""
        row = int(event.position().y() // self._ink.theme.px(ROW))
        if event.button() == Qt.MouseButton.LeftButton and 0 <= row < len(self._stages):
            self.pressed.emit(self._stages[row].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, or the space bar: all stages."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit("")
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """The tooltip of the stage under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = event.pos().y() // self._ink.theme.px(ROW)
            if 0 <= row < len(self._stages):
                QToolTip.showText(event.globalPos(), self._stages[row].tip, self)
                return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Names at the left, bars in the middle, losses at the right."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px, ink, theme = self._ink.theme.px, self._ink, self._ink.theme
        names = max((ink.width(stage.name, "text") for stage in self._stages), default=0.0) + px(10)
        losses = max((ink.width(stage.loss[0], "small") for stage in self._stages), default=0.0) + px(10)
        if names + losses + px(110) > self.width():
            losses = max((ink.width(stage.loss[-1], "small") for stage in self._stages), default=0.0) + px(10)
        for row, stage in enumerate(self._stages):
            line = QRectF(0, row * px(ROW), self.width(), px(ROW))
            ink.draw_in(painter, line, stage.name, "text", theme.color("text"))
            bar = QRectF(names, line.y() + px(ROW - BAR) / 2, line.width() - names - losses, px(BAR))
            paint_funnel_bar(painter, theme, bar, stage.entered, stage.lost, stage.tone)
            self._paint_number(painter, bar, stage)
            loss = ink.fitting(stage.loss, "small", losses)
            ink.draw_in(painter, line, loss, "small", theme.color(stage.tone or "second"), RIGHT)
        if self.hasFocus():
            painter.setPen(theme.color("link"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _paint_number(self, painter: QPainter, bar: QRectF, stage: Stage) -> None:
        ink, px = self._ink, self._ink.theme.px
        width = ink.width(stage.number, "strong")
        filled = bar.width() * (stage.entered - stage.lost)
        inside = filled > width + px(12)
        color = self._ink.theme.color("funnel_text" if inside else "text")
        beside = min(bar.x() + bar.width() * stage.entered + px(6), bar.right() - width - px(4))
        x = bar.x() + px(8) if inside else beside
        ink.draw(painter, x, bar.center().y() - ink.height("strong") / 2, stage.number, "strong", color)
