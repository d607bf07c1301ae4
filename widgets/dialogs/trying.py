"""Other formulas and limits of the service level, tried on what is past: nothing is changed for anybody else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSpinBox, QWidget

from wallboard.metrics.catalogue.levels import LEVELS
from widgets.i18n.figure_words import figure_name
from widgets.theme import Theme

OWN = -1
"""Stands for each queue's own limit."""
MOST_S = 3600


class Trying(QWidget):
    """A row: formula, threshold T, short-abandon limit s."""

    tried = Signal(str, object, object)
    """The figure's id, T and s in seconds (None: each queue's own)."""

    def __init__(self, theme: Theme, figure_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure_id = figure_id
        self.formulas = QComboBox(self)
        self.threshold, self.short = QSpinBox(self), QSpinBox(self)
        self._labels = QLabel("T", self), QLabel("s", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        for part in (self.formulas, self._labels[0], self.threshold, self._labels[1], self.short):
            row.addWidget(part)
        row.addStretch(1)
        for box in (self.threshold, self.short):
            box.setRange(OWN, MOST_S)
            box.setValue(OWN)
            box.valueChanged.connect(self._tell)
        self.formulas.currentIndexChanged.connect(self._tell)
        self.formulas.setVisible(figure_id in {level.id for level in LEVELS})
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        chosen = self.formulas.currentData() or self._figure_id
        with QSignalBlocker(self.formulas):
            self.formulas.clear()
            for level in LEVELS:
                self.formulas.addItem(figure_name(level.id, short=True), level.id)
            self.formulas.setCurrentIndex(max(0, self.formulas.findData(chosen)))
        self.formulas.setAccessibleName(self.tr("Formula"))
        self.threshold.setAccessibleName(self.tr("Threshold T in seconds"))
        self.short.setAccessibleName(self.tr("Short-abandon limit s in seconds"))
        for box in (self.threshold, self.short):
            box.setSpecialValueText(self.tr("own"))
            box.setSuffix(self.tr(" s"))
            box.setToolTip(self.tr("Try another limit, here alone; “own” is what each queue is held to"))

    def _tell(self) -> None:
        figure_id = self.formulas.currentData() if self.formulas.isVisibleTo(self) else self._figure_id
        limits = [None if box.value() == OWN else float(box.value()) for box in (self.threshold, self.short)]
        self.tried.emit(figure_id, *limits)
