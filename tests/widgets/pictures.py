"""Looking at what was painted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from widgets.theme import Theme


def painted(size: tuple[int, int], paint: Callable[[QPainter], object], theme: Theme) -> QImage:
    """What `paint` draws on a card's background."""
    image = QImage(QSize(*size), QImage.Format.Format_RGB32)
    image.fill(theme.color("card"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter)
    painter.end()
    return image


def photo(widget: QWidget) -> QImage:
    """What a widget shows."""
    return widget.grab().toImage()


def count_of(image: QImage, color: QColor, rect: QRectF | None = None) -> int:
    """How many pixels (in `rect`) are of exactly this colour."""
    area = (rect or QRectF(image.rect())).toAlignedRect()
    wanted = color.rgb()
    return sum(
        image.pixel(x, y) == wanted
        for x in range(max(0, area.left()), min(image.width(), area.right() + 1))
        for y in range(max(0, area.top()), min(image.height(), area.bottom() + 1))
    )


def has(image: QImage, color: QColor, rect: QRectF | None = None) -> bool:
    """Whether the colour is to be seen."""
    return count_of(image, color, rect) > 0


def same(one: QImage, other: QImage) -> bool:
    """Whether two pictures are the same in every pixel."""
    return one == other
