"""What is carried when contacts are dragged: their keys, under a type of our own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt
from PySide6.QtGui import QDrag, QDragMoveEvent, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from widgets.delegates.ink import CENTRE, Ink

CONTACTS = "application/x-wallboard-contacts"


def packed(contacts: Sequence[str]) -> QMimeData:
    """The keys of `contacts`, ready to be dragged."""
    data = QMimeData()
    data.setData(CONTACTS, "\n".join(contacts).encode())
    return data


def contacts_in(data: QMimeData | None) -> list[str]:
    """The keys of the contacts that are dragged; none where something else is."""
    if data is None or not data.hasFormat(CONTACTS):
        return []
    return [key for key in bytes(data.data(CONTACTS).data()).decode().split("\n") if key]


def let_drop_in_vain(event: QDragMoveEvent) -> None:
    """Show that nothing can be dropped here, and yet hear of it if it is: whoever drops is told why.

    Where a desktop has no such thing as a drop without an action, no drop comes, and what was shown has to do.
    """
    event.setDropAction(Qt.DropAction.IgnoreAction)
    event.accept()


def start_drag(source: QWidget, contacts: Sequence[str], words: str, ink: Ink) -> None:
    """Drag `contacts` from `source`, with `words` on a plate under the pointer, until they are dropped somewhere."""
    drag = QDrag(source)
    drag.setMimeData(packed(contacts))
    drag.setPixmap(_plate(source, words, ink))
    drag.setHotSpot(QPoint(-ink.theme.px(12), -ink.theme.px(8)))
    drag.exec(Qt.DropAction.MoveAction)


def _plate(source: QWidget, words: str, ink: Ink) -> QPixmap:
    theme, px = ink.theme, ink.theme.px
    ratio = source.devicePixelRatioF()
    width, height = ink.width(words, "strong") + px(24), px(30)
    plate = QPixmap(int(width * ratio), int(height * ratio))
    plate.setDevicePixelRatio(ratio)
    plate.fill(Qt.GlobalColor.transparent)
    painter = QPainter(plate)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent"))
    rect = QRectF(0, 0, width, height)
    painter.drawRoundedRect(rect, px(6), px(6))
    ink.draw_in(painter, rect, words, "strong", theme.color("accent_text"), CENTRE)
    painter.end()
    return plate
