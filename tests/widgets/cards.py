"""Cards and rows for the painted grids and tables, without a board behind them."""

from __future__ import annotations

from typing import Any

from widgets.models.agents import AgentCard
from widgets.models.rows import Row, RowModel


def card(key: str, **other: Any) -> AgentCard:
    """A free agent named after the key."""
    given: dict[str, Any] = {
        "id": key,
        "name": key.title(),
        "presence": "ready",
        "presence_text": "free",
        "reason_text": "",
        "timer_t": 0.0,
        "norm_s": 0.0,
        "contact": "",
        "contact_text": "",
        "queue_id": "support",
        "queue": "Support",
        "place": "floor",
        "place_text": "",
        "overflow": False,
        "load": 0,
        "shape": "ready",
        "helping": False,
        "urgent": 2,
        "source": "/office/pbx",
    }
    return AgentCard(**{**given, **other})


class Cards(RowModel[AgentCard]):
    """Cards put in by hand."""

    COLUMNS = ("name",)

    def __init__(self, *cards: AgentCard) -> None:
        super().__init__()
        self.start_anew(cards)

    def put(self, *cards: AgentCard) -> None:
        """One frame's changes."""
        self.apply({card.id: card for card in cards})

    def take_away(self, *keys: str) -> None:
        """One frame's departures."""
        self.apply({}, keys)


class Line(Row, frozen=True, gc=False, kw_only=True):
    """A row of two columns."""

    words: str
    number: str


class Lines(RowModel[Line]):
    """Rows put in by hand."""

    COLUMNS = ("words", "number")
    NUMBERS = frozenset({"number"})

    def __init__(self, *keys: str) -> None:
        super().__init__()
        self.start_anew([Line(id=key, words=key.title(), number=str(len(key))) for key in keys])

    def text(self, row: Line, column: str) -> str:
        """What the cell shows."""
        return row.words if column == "words" else row.number
