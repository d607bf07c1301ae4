"""What lies over a panel whose data nobody vouches for any more: hatching, dimness, and the data's age in large."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from widgets.delegates.ink import CENTRE, Ink
from widgets.theme import Role, Theme

DIM = 165
"""How opaque the dimness is, of 255."""
STEP = 14
"""Between two hatch lines, in pixels of the design."""


def hatching(theme: Theme) -> QBrush:
    """Diagonal lines over dimness, as a brush."""
    step = theme.px(STEP)
    tile = QPixmap(step, step)
    dim = QColor(theme.color("page"))
    dim.setAlpha(DIM)
    tile.fill(dim)
    line = QColor(theme.color("second"))
    line.setAlpha(110)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(line, theme.px(1.5)))
    for shift in (-step, 0, step):
        painter.drawLine(QPointF(shift, step), QPointF(shift + step, 0))
    painter.end()
    return QBrush(tile)


class Veil(QWidget):
    """Covers its parent, takes no mouse, and is there only while the age is shown."""

    def __init__(self, theme: Theme, parent: QWidget, at_right: bool = False) -> None:
        super().__init__(parent)
        self._at_right = at_right
        self._theme = theme
        self._ink = Ink(theme)
        self._brush = QBrush()
        self._age = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.changed.connect(self._on_theme_changed)
        self.hide()

    def show_age(self, age: str) -> None:
        """Show `age` in large over the hatching; an empty one hides the veil."""
        if age == self._age:
            return
        if age and not self._age:
            self._brush = hatching(self._theme)
            self.raise_()
        self._age = age
        self.setVisible(bool(age))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Hatching all over, the age in the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        corner = self._theme.px(8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._brush)
        painter.drawRoundedRect(QRectF(self.rect()), corner, corner)
        paint_age(painter, self._ink, QRectF(self.rect()), self._age, at_right=self._at_right)

    def _on_theme_changed(self) -> None:
        self._brush = hatching(self._theme)
        self.update()


def paint_age(painter: QPainter, ink: Ink, rect: QRectF, age: str, *, at_right: bool = False) -> None:
    """The age on a plate in the middle of `rect`, or at its right, as large as there is room."""
    theme = ink.theme
    role: Role = "figure"
    if ink.width(age, role) + theme.px(32) > rect.width() or rect.height() < theme.px(90):
        role = "strong"
    width, height = ink.width(age, role) + theme.px(24), ink.height(role) + theme.px(8)
    x = rect.right() - width - theme.px(8) if at_right else rect.center().x() - width / 2
    plate = QRectF(x, rect.center().y() - height / 2, width, height)
    painter.setPen(QPen(theme.color("warning"), theme.px(1)))
    painter.setBrush(theme.color("card"))
    painter.drawRoundedRect(plate, theme.px(6), theme.px(6))
    ink.draw_in(painter, plate, age, role, theme.color("warning"), CENTRE)
