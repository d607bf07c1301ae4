"""All figures of the catalogue that a scope has, read anew while somebody looks at them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from wallboard.metrics.catalogue import CATALOGUE, Figure
from wallboard.metrics.passport import Passport
from widgets.i18n.figure_words import language
from widgets.i18n.passports import basis_name, number_words, target_words, value_words
from widgets.models.board import Board
from widgets.models.norms import tone_of
from widgets.models.passport import look
from widgets.models.rows import Row, RowModel
from widgets.models.scope import Scope

translate = QCoreApplication.translate

TICKS_A_LOOK = 4
"""Once a second."""


class FigureRow(Row, frozen=True, gc=False, kw_only=True):
    """One figure; `id` is its id in the catalogue."""

    name: str
    basis: str
    value: str
    numbers: str
    target: str


class FigureModel(RowModel[FigureRow]):
    """Shares and times first, then counts; those whose name holds all words that are sought."""

    COLUMNS = ("name", "value", "target", "numbers")
    NUMBERS = frozenset({"value"})

    def __init__(self, board: Board, scope: Scope, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board, self.scope = board, scope
        self._sought = ""
        self._ticks = 0
        board.ticked.connect(self._on_ticked)
        board.restarted.connect(self.look)
        self.look()

    def seek(self, words: str) -> None:
        """Show those alone whose name or id holds all of `words`."""
        self._sought = words.casefold()
        self.look()

    def choose(self, scope: Scope) -> None:
        """Look at another scope."""
        self.scope = scope
        self.look()

    def look(self) -> None:
        """Read everything anew."""
        rows = {figure.id: self._row(figure) for figure in self._shown()}
        self.apply(rows, [row.id for row in self.rows if row.id not in rows])

    def header(self, column: str) -> str:
        match column:
            case "name":
                return translate("Figures", "figure")
            case "value":
                return translate("Figures", "value")
            case "target":
                return translate("Figures", "target")
        return translate("Figures", "with the numbers put in")

    def text(self, row: FigureRow, column: str) -> str:
        return str(getattr(row, column))

    def tip(self, row: FigureRow, column: str) -> str:
        return CATALOGUE[row.id].says.told(language())

    def _shown(self) -> list[Figure]:
        window = "sliding" if self.scope.minutes else "today"
        words = self._sought.split()
        return [
            figure
            for figure in sorted(CATALOGUE.values(), key=lambda figure: figure.unit == "count")
            if (window in figure.windows or (figure.basis == "now" and self.scope.part == "all"))
            and all(word in f"{figure.name.told(language())} {figure.id}".casefold() for word in words)
        ]

    def _row(self, figure: Figure) -> FigureRow:
        found = look(self._board, figure, self.scope)
        return FigureRow(
            id=figure.id,
            name=figure.name.told(language()),
            basis=basis_name(figure.basis),
            value=value_words(found.value, figure.unit),
            numbers=_numbers(found),
            target=target_words(figure, figure.target),
            tone=tone_of(found.value, figure.target, figure.good),
        )

    def _on_ticked(self, now_t: float) -> None:
        self._ticks += 1
        if self._ticks % TICKS_A_LOOK == 0:
            self.look()


def _numbers(found: Passport) -> str:
    """The formula with its numbers; nothing for what is a number itself."""
    return number_words(found) if len(found.puts) > 1 or found.figure.numbers else ""
