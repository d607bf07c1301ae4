"""Small controls side by side in a panel's heading."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget


class Corner(QWidget):
    """`controls` from left to right, close together."""

    def __init__(self, *controls: QWidget) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for control in controls:
            row.addWidget(control)

    def event(self, event: QEvent) -> bool:
        """A control has other words, as in another language: there is room for them."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.resize(self.sizeHint().width(), self.height())
        return done


class StandingsButton(QToolButton):
    """Leads to all people against norm and team."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("order")  # it looks like the button of the orders
        self._name()

    def changeEvent(self, event: QEvent) -> None:
        """Another language: other words."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()

    def _name(self) -> None:
        self.setText(self.tr("figures…"))
        self.setToolTip(self.tr("Everybody's figures against the norm and the team · F5"))
        self.setAccessibleName(self.tr("Everybody's figures against the norm and the team"))
