"""Other formulas and limits of the service level, tried on what is past: nothing is changed for anybody else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QSpinBox, QToolButton, QWidget

from wallboard.metrics.catalogue.levels import LEVELS
from widgets.i18n.figure_words import figure_name
from widgets.i18n.numbers import duration
from widgets.theme import Theme

OWN = -1
"""Stands for each queue's own limit."""
MOST_S = 3600
STEP_WIDE, LIMIT_WIDE = 24, 80
STEPS_S = (5, 1)
"""How far a step of T and of s leads."""


class Limit(QSpinBox):
    """Seconds; at first as set, and from there in steps."""

    def __init__(self, step_s: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.own_s = 0.0
        self.setRange(OWN, MOST_S)
        self.setValue(OWN)
        self.setSingleStep(step_s)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    @property
    def tried_s(self) -> float | None:
        """The limit that is tried; None: as set."""
        return None if self.value() == OWN else float(self.value())

    def stepBy(self, steps: int) -> None:
        """From what is set, or from what is tried already."""
        start_s = int(self.own_s) if self.value() == OWN else self.value()
        self.setValue(max(0, start_s + steps * self.singleStep()))


class Trying(QWidget):
    """Two lines: the formula; threshold T, short-abandon limit s, each with a button for less and one for more."""

    tried = Signal(str, object, object)
    """The figure's id, T and s in seconds (None: each queue's own)."""

    def __init__(self, theme: Theme, figure_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure_id = figure_id
        self._own: tuple[float | None, float | None] = (None, None)
        self._heading, self.formulas, self.reset_button = QLabel(self), QComboBox(self), QToolButton(self)
        self.threshold, self.short = (Limit(step_s, self) for step_s in STEPS_S)
        self._labels = QLabel(self), QLabel(self)
        self._fewer = QToolButton(self), QToolButton(self)
        self._more = QToolButton(self), QToolButton(self)
        self._lay_out(theme)
        for box, fewer, more in zip(self._limits, self._fewer, self._more, strict=True):
            box.valueChanged.connect(self._tell)
            fewer.clicked.connect(box.stepDown)
            more.clicked.connect(box.stepUp)
        self.reset_button.clicked.connect(self._on_reset)
        self.formulas.currentIndexChanged.connect(self._tell)
        self.formulas.setVisible(figure_id in {level.id for level in LEVELS})
        self._retranslate()

    @property
    def _limits(self) -> tuple[Limit, Limit]:
        return self.threshold, self.short

    def show_own(self, threshold_s: float | None, short_s: float | None) -> None:
        """What is set, in seconds; None where the queues differ."""
        if (threshold_s, short_s) != self._own:
            self._own = threshold_s, short_s
            self.threshold.own_s, self.short.own_s = threshold_s or 0.0, short_s or 0.0
            self._name_own()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self, theme: Theme) -> None:
        grid, first, second = QGridLayout(self), QHBoxLayout(), QHBoxLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(theme.px(4))
        for line in (first, second):
            line.setSpacing(theme.px(6))
        first.addWidget(self._heading)
        first.addWidget(self.formulas)
        first.addStretch(1)
        first.addWidget(self.reset_button)
        for label, fewer, box, more in zip(self._labels, self._fewer, self._limits, self._more, strict=True):
            second.addWidget(label)
            second.addWidget(fewer)
            second.addWidget(box, 1)
            box.setMinimumWidth(theme.px(LIMIT_WIDE))
            second.addWidget(more)
            for button, sign in ((fewer, "−"), (more, "+")):
                button.setText(sign)
                button.setObjectName("step")
                button.setFixedWidth(theme.px(STEP_WIDE))
        grid.addLayout(first, 0, 0)
        grid.addLayout(second, 1, 0)

    def _retranslate(self) -> None:
        chosen = self.formulas.currentData() or self._figure_id
        with QSignalBlocker(self.formulas):
            self.formulas.clear()
            for level in LEVELS:
                self.formulas.addItem(figure_name(level.id, short=True), level.id)
            self.formulas.setCurrentIndex(max(0, self.formulas.findData(chosen)))
        self._heading.setText(self.tr("What if?"))
        self.reset_button.setText(self.tr("As set"))
        self.reset_button.setToolTip(self.tr("Back to the formula and the limits that are set"))
        self.formulas.setAccessibleName(self.tr("Formula"))
        names = self.tr("Threshold T in seconds"), self.tr("Short-abandon limit s in seconds")
        for label, words in zip(self._labels, (self.tr("Threshold T"), self.tr("Short loss s")), strict=True):
            label.setText(words)
        for box, name, fewer, more in zip(self._limits, names, self._fewer, self._more, strict=True):
            box.setAccessibleName(name)
            box.setSuffix(self.tr(" s"))
            box.setToolTip(self.tr("Try another limit, here alone: nothing is changed for anybody"))
            fewer.setAccessibleName(self.tr("{limit}: less").format(limit=name))
            more.setAccessibleName(self.tr("{limit}: more").format(limit=name))
        self._name_own()

    def _name_own(self) -> None:
        for box, own_s in zip(self._limits, self._own, strict=True):
            each = self.tr("each its own")
            box.setSpecialValueText(each if own_s is None else self.tr("{time} · as set").format(time=duration(own_s)))
        self._show_reset()

    def _show_reset(self) -> None:
        changed = any(box.tried_s is not None for box in self._limits)
        self.reset_button.setEnabled(changed or self._chosen() != self._figure_id)

    def _chosen(self) -> str:
        return str(self.formulas.currentData()) if not self.formulas.isHidden() else self._figure_id

    def _on_reset(self) -> None:
        for part in (self.formulas, *self._limits):
            part.blockSignals(True)
        self.formulas.setCurrentIndex(max(0, self.formulas.findData(self._figure_id)))
        for box in self._limits:
            box.setValue(OWN)
        for part in (self.formulas, *self._limits):
            part.blockSignals(False)
        self._tell()

    def _tell(self) -> None:
        self._show_reset()
        self.tried.emit(self._chosen(), self.threshold.tried_s, self.short.tried_s)
