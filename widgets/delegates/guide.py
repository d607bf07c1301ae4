"""F1: what the figure under the pointer, or the one with the keyboard on it, means and how it comes about."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from widgets.models.scope import Asked

SHOWN_MS = 30_000


@runtime_checkable
class Explains(Protocol):
    """A widget that can say what it shows."""

    def explain(self, at: QPoint | None) -> str:
        """Name, formula, target and window of the figure at a point of the screen, or, without one, of what the
        keyboard is on; empty where there is none."""
        ...


@runtime_checkable
class ShowsFigures(Protocol):
    """A widget whose figures have a passport."""

    def figure_at(self, at: QPoint | None) -> Asked | None:
        """The figure at a point of the screen, or, without one, that which the keyboard is on."""
        ...


class Guide(QObject):
    """Of the pointer and the keyboard the one counts that was used last: the pointer once it has moved since the focus
    came to where it is."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._rested = QCursor.pos()
        self._shown: tuple[QWidget, QPoint] | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def explain(self) -> str:
        """Show the explanation, and say it; empty where neither pointer nor keyboard is on a figure, or where it is
        shown already and somebody asks again."""
        found = [self._under_pointer(), self._at_focus()]
        if QCursor.pos() == self._rested:
            found.reverse()
        for said, widget, place in found:
            if said and widget is not None:
                return self._show(said, widget, place)
        return ""

    def figure(self) -> Asked | None:
        """The figure with a passport under the pointer, or with the keyboard on it."""
        place = QCursor.pos()
        under = _figure(self._window.childAt(self._window.mapFromGlobal(place)), place)
        focused = _figure(self._window.focusWidget(), None)
        return focused or under if QCursor.pos() == self._rested else under or focused

    def _show(self, said: str, widget: QWidget, place: QPoint) -> str:
        before, self._shown = self._shown, (widget, place)
        if before == self._shown and QToolTip.isVisible():
            self._shown = None
            QToolTip.hideText()
            return ""
        QToolTip.showText(place, said, widget, widget.rect(), SHOWN_MS)
        return said

    def _under_pointer(self) -> tuple[str, QWidget | None, QPoint]:
        place = QCursor.pos()
        widget = self._window.childAt(self._window.mapFromGlobal(place))
        return (*_explained(widget, place), place)

    def _at_focus(self) -> tuple[str, QWidget | None, QPoint]:
        said, widget = _explained(self._window.focusWidget(), None)
        return said, widget, widget.mapToGlobal(QPoint(8, widget.height())) if widget else QPoint()

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        self._rested = QCursor.pos()


def _explained(widget: QWidget | None, at: QPoint | None) -> tuple[str, QWidget | None]:
    """What the widget, or else the nearest around it, says of that place."""
    while widget is not None:
        if isinstance(widget, Explains):
            said = widget.explain(at)
            if said:
                return said, widget
        widget = widget.parentWidget()
    return "", None


def _figure(widget: QWidget | None, at: QPoint | None) -> Asked | None:
    while widget is not None:
        if isinstance(widget, ShowsFigures):
            found = widget.figure_at(at)
            if found:
                return found
        widget = widget.parentWidget()
    return None
