"""A shape for every state, so that colour never speaks alone. All fit a unit square and are scaled when drawn."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPolygonF

Outline = tuple[QPainterPath, bool]
"""A path in the unit square, and whether it is filled (otherwise it is drawn as a line)."""


def _polygon(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    path.closeSubpath()
    return path


def _lines(*lines: tuple[tuple[float, float], tuple[float, float]]) -> QPainterPath:
    path = QPainterPath()
    for start, end in lines:
        path.moveTo(*start)
        path.lineTo(*end)
    return path


def _disc() -> Outline:
    path = QPainterPath()
    path.addEllipse(QRectF(0.08, 0.08, 0.84, 0.84))
    return path, True


def _ring() -> Outline:
    path = QPainterPath()
    path.addEllipse(QRectF(0.12, 0.12, 0.76, 0.76))
    return path, False


def _pie() -> Outline:
    path = QPainterPath()
    path.addEllipse(QRectF(0.12, 0.12, 0.76, 0.76))
    path.moveTo(0.5, 0.5)
    path.lineTo(0.5, 0.12)
    path.moveTo(0.5, 0.5)
    path.lineTo(0.88, 0.5)
    return path, False


def _pencil() -> Outline:
    return _polygon((0.05, 0.95), (0.16, 0.6), (0.72, 0.04), (0.96, 0.28), (0.4, 0.84)), True


def _pause() -> Outline:
    path = QPainterPath()
    path.addRect(QRectF(0.2, 0.1, 0.2, 0.8))
    path.addRect(QRectF(0.6, 0.1, 0.2, 0.8))
    return path, True


def _cross() -> Outline:
    return _lines(((0.14, 0.14), (0.86, 0.86)), ((0.86, 0.14), (0.14, 0.86))), False


def _square() -> Outline:
    path = QPainterPath()
    path.addRoundedRect(QRectF(0.12, 0.12, 0.76, 0.76), 0.12, 0.12)
    return path, True


def _diamond() -> Outline:
    return _polygon((0.5, 0.02), (0.98, 0.5), (0.5, 0.98), (0.02, 0.5)), False


def _triangle() -> Outline:
    return _polygon((0.5, 0.06), (0.98, 0.92), (0.02, 0.92)), True


def _star() -> Outline:
    return _polygon(
        (0.5, 0.0), (0.63, 0.36), (1.0, 0.38), (0.71, 0.61), (0.81, 0.98),
        (0.5, 0.77), (0.19, 0.98), (0.29, 0.61), (0.0, 0.38), (0.37, 0.36),
    ), True  # fmt: skip


def _dash() -> Outline:
    path = QPainterPath()
    path.addRect(QRectF(0.1, 0.42, 0.8, 0.16))
    return path, True


def _tick() -> Outline:
    path = _lines(((0.08, 0.55), (0.38, 0.85)))
    path.lineTo(0.94, 0.18)
    return path, False


def _question() -> Outline:
    path = QPainterPath()
    path.moveTo(0.28, 0.3)
    path.cubicTo(0.3, -0.08, 0.82, 0.0, 0.72, 0.36)
    path.cubicTo(0.66, 0.5, 0.5, 0.46, 0.5, 0.68)
    path.addEllipse(QRectF(0.45, 0.86, 0.1, 0.1))
    return path, False


_MAKERS: dict[str, Callable[[], Outline]] = {
    "disc": _disc,
    "ring": _ring,
    "pie": _pie,
    "pencil": _pencil,
    "pause": _pause,
    "cross": _cross,
    "square": _square,
    "diamond": _diamond,
    "triangle": _triangle,
    "star": _star,
    "dash": _dash,
    "tick": _tick,
    "question": _question,
}
SHAPES: dict[str, Outline] = {}

PRESENCE: dict[str, str] = {
    "talking": "disc",
    "on_hold": "square",
    "ringing": "pie",
    "ready": "ring",
    "busy": "disc",
    "after_contact_work": "pencil",
    "not_ready": "pause",
    "unreachable": "cross",
    "logged_off": "dash",
}
"""What an agent does, as a shape."""

COMMAND: dict[str, str] = {
    "requested": "pie",
    "dispatched": "pie",
    "confirmed": "tick",
    "refused": "cross",
    "failed": "cross",
    "outcome_unknown": "question",
}
"""What has become of a command, as a shape."""


def draw_shape(painter: QPainter, shape: str, x: float, y: float, size: float, color: QColor) -> None:
    """Draw `shape`, `size` pixels high and wide, upper left corner at `x`, `y`. Raises KeyError for no shape."""
    if shape not in SHAPES:
        SHAPES[shape] = _MAKERS[shape]()
    path, filled = SHAPES[shape]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(x, y)
    painter.scale(size, size)
    if filled:
        painter.fillPath(path, color)
    else:
        pen = painter.pen()
        pen.setColor(color)
        pen.setWidthF(0.16)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setStyle(Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
    painter.restore()
