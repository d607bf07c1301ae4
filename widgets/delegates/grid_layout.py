"""Where the cards of a grid stand: as much on each as lets all be seen, otherwise less on each and scrolling."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from widgets.delegates.agent_card import Density


class GridLayout(Struct, frozen=True):
    """`columns` cards of `width` × `height` stand side by side, `gap` apart; all in pixels."""

    density: Density
    count: int
    columns: int
    width: float
    height: float
    gap: float

    @property
    def rows(self) -> int:
        """Rows of cards."""
        return -(-self.count // self.columns)

    @property
    def total_height(self) -> float:
        """The height of all rows."""
        return max(0.0, self.rows * (self.height + self.gap) - self.gap)

    def place(self, index: int) -> tuple[float, float]:
        """The upper left corner of card `index`."""
        row, column = divmod(index, self.columns)
        return column * (self.width + self.gap), row * (self.height + self.gap)

    def at(self, x: float, y: float) -> int:
        """The card under a point; -1 where there is none."""
        column, over_x = divmod(x, self.width + self.gap)
        row, over_y = divmod(y, self.height + self.gap)
        index = int(row) * self.columns + int(column)
        inside = x >= 0 <= y and over_x < self.width and over_y < self.height and column < self.columns
        return index if inside and index < self.count else -1

    def between(self, top: float, bottom: float) -> range:
        """The cards of which something lies between two heights."""
        step = self.height + self.gap
        first = max(0, int(top // step)) * self.columns
        last = (int(bottom // step) + 1) * self.columns
        return range(min(first, self.count), min(last, self.count))


def arrange(
    count: int,
    size: tuple[float, float],
    widths: Sequence[float],
    gap: float,
    scale: float,
    densities: Sequence[Density],
) -> GridLayout:
    """The first of `densities` at which `count` cards fit into `size`, otherwise the last.

    `widths` are the least widths of a card, the comfortable one first: a tighter one is taken rather than less on each.
    """
    width, height = size
    for density in densities:
        for least in widths:
            found = _even(density, count, _columns(count, width, least, gap), width, gap, scale)
            if found.total_height <= height:
                return found
    return _even(densities[-1], count, _columns(count, width, widths[-1], gap), width, gap, scale)


def _columns(count: int, width: float, least: float, gap: float) -> int:
    return max(1, min(max(1, count), int((width + gap) // (least + gap))))


def _even(density: Density, count: int, columns: int, width: float, gap: float, scale: float) -> GridLayout:
    across = (width + gap) / columns - gap
    return GridLayout(density, count, columns, int(across), round(density.height * scale), gap)


def moved(index: int, key: str, layout: GridLayout, page: int) -> int:
    """The card that the key `key` (left, right, up, down, home, end, page_up, page_down) leads to from `index`."""
    steps: dict[str, int] = {
        "left": -1,
        "right": 1,
        "up": -layout.columns,
        "down": layout.columns,
        "page_up": -layout.columns * page,
        "page_down": layout.columns * page,
        "home": -layout.count,
        "end": layout.count,
    }
    target = index + steps[key]
    if key in ("up", "down") and not 0 <= target < layout.count:
        return index
    return max(0, min(layout.count - 1, target))
