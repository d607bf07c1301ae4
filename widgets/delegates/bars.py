"""Bars with a target, spark lines and the bars of the funnel: drawn from prepared values."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from widgets.theme import Theme


def paint_bar(
    painter: QPainter, theme: Theme, rect: QRectF, filled: float | None, target: float | None, tone: str
) -> None:
    """A bar filled to `filled` (0…1) with a tick at `target` (0…1), each where there is one."""
    corner = rect.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("track"))
    painter.drawRoundedRect(rect, corner, corner)
    if filled is not None and filled > 0.0:
        width = max(rect.height(), rect.width() * min(1.0, filled))
        painter.setBrush(theme.color(f"{tone}_fill" if tone else "bar"))
        painter.drawRoundedRect(QRectF(rect.x(), rect.y(), width, rect.height()), corner, corner)
    if target is not None:
        over, thick = max(theme.px(4), rect.height() * 0.6), max(theme.px(2), rect.height() * 0.3)
        x = rect.x() + rect.width() * min(1.0, max(0.0, target))
        x = min(x, rect.right() - thick)
        painter.fillRect(QRectF(x, rect.y() - over, thick, rect.height() + 2 * over), theme.color("tick"))


def spark_lines(values: Sequence[float | None], rect: QRectF) -> list[QPolygonF]:
    """The lines through `values`, from the left to the right edge of `rect`, broken where there is no value."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return []
    low, high = min(known), max(known)
    span = (high - low) or 1.0
    step = rect.width() / (len(values) - 1)
    lines: list[QPolygonF] = []
    points: list[QPointF] = []
    for i, value in enumerate(values):
        if value is None:
            lines.append(QPolygonF(points))
            points = []
        else:
            share = (value - low) / span if high > low else 0.5
            points.append(QPointF(rect.x() + i * step, rect.bottom() - share * rect.height()))
    lines.append(QPolygonF(points))
    return [line for line in lines if line.size() > 1]


def paint_spark(painter: QPainter, theme: Theme, lines: Sequence[QPolygonF], color: QColor) -> None:
    """Draw what `spark_lines` has made."""
    painter.setPen(QPen(color, theme.px(3) / 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line in lines:
        painter.drawPolyline(line)


def paint_funnel_bar(painter: QPainter, theme: Theme, rect: QRectF, entered: float, lost: float, tone: str) -> None:
    """A stage of the funnel: `entered` of the width came here, the last `lost` of the width went from here for good."""
    painter.setPen(Qt.PenStyle.NoPen)
    corner = theme.px(3)
    painter.setBrush(theme.color("track"))
    painter.drawRoundedRect(rect, corner, corner)
    width = rect.width() * min(1.0, max(0.0, entered))
    if width >= 1.0:
        painter.setBrush(theme.color("funnel"))
        painter.drawRoundedRect(QRectF(rect.x(), rect.y(), width, rect.height()), corner, corner)
    if lost > 0.0:
        part = max(theme.px(2), rect.width() * min(1.0, lost))
        right = rect.x() + width
        painter.setBrush(theme.color(f"{tone}_fill" if tone else "bar"))
        painter.drawRoundedRect(QRectF(max(rect.x(), right - part), rect.y(), part, rect.height()), 1, 1)
