"""In which order the cards stand, on a small button that offers the others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from widgets.i18n.words import text
from widgets.models.ordered import SORTED, OrderedModel


class OrderButton(QToolButton):
    """Names the order of `model`; a click, Space or the arrow key down lists all of its orders."""

    def __init__(self, model: OrderedModel[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setObjectName("order")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.choices = QMenu(self)
        self.choices.aboutToShow.connect(self._fill)
        self.setMenu(self.choices)
        model.order_changed.connect(self._name)
        self._name()

    def changeEvent(self, event: QEvent) -> None:
        """Another language: other words."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()

    def _name(self) -> None:
        self.setText(f"{text('order', self._model.order)} {SORTED}")
        self.setToolTip(self.tr("Order of the cards · F4"))
        self.setAccessibleName(self.tr("Order of the cards: {order}").format(order=text("order", self._model.order)))
        self.resize(self.sizeHint().width(), self.height())  # the panel places it, and is renamed before it is

    def _fill(self) -> None:
        self.choices.clear()
        group = QActionGroup(self.choices)
        for name in self._model.orders:
            action = self.choices.addAction(text("order", name), self._chooser(name))
            action.setCheckable(True)
            action.setChecked(name == self._model.order)
            group.addAction(action)

    def _chooser(self, name: str) -> Callable[[], None]:
        return lambda: self._model.set_order(name)
