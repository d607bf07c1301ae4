"""A row of small figures on a tile, each of which leads to a passport of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from widgets.delegates.ink import Ink

BETWEEN = " · "
"""What stands between the figures of a row."""
Link = tuple[str, str]
"""The id of a figure of the catalogue, and the part of the contacts (see `models.scope`) that it is about."""


class SplitRow:
    """`links` are those of the figures in `variants`, which are the row's texts from long to short; None: none."""

    def __init__(self, ink: Ink, variants: Sequence[str], links: Sequence[Link | None], room: QRectF) -> None:
        self._ink, self.room = ink, room
        self.text = ink.fitting(variants, "small", room.width())
        self._links = links

    def parts(self) -> list[tuple[QRectF, Link]]:
        """Where each figure that leads anywhere stands; a shorter text may have fewer of them."""
        found: list[tuple[QRectF, Link]] = []
        x, room = self.room.x(), self.room
        for words, link in zip(self.text.split(BETWEEN), self._links, strict=False):
            width = self._ink.width(words, "small")
            if link is not None and x + width <= room.right() + 1:
                found.append((QRectF(x, room.y(), width, room.height()), link))
            x += width + self._ink.width(BETWEEN, "small")
        return found

    def link_at(self, place: QPointF) -> Link | None:
        """The figure at that place."""
        return next((link for rect, link in self.parts() if rect.contains(place)), None)

    def underline(self, painter: QPainter, link: Link) -> None:
        """Show that it leads somewhere."""
        for rect, other in self.parts():
            if other == link:
                y = rect.center().y() + self._ink.metrics("small").ascent() / 2 + 1
                painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
