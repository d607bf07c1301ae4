"""An agent as a card: shape and colour of what he does, name, timer, queue and contact, in three densities."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen

from widgets.delegates.ink import RIGHT, Ink
from widgets.delegates.shapes import PRESENCE, draw_shape
from widgets.i18n.names import short_name

if TYPE_CHECKING:
    from widgets.models.agents import AgentCard

GAP = 6
STRIPE = 4
PAD = 10
SHAPE = 12
TIMER = 44
"""Room for a timer, in pixels of the design."""
NARROWEST = 150
WIDEST = 300


class Density(Struct, frozen=True):
    """How much a card says: its lines of text and its height in pixels of the design."""

    lines: int
    height: int


FULL = Density(3, 64)
MEDIUM = Density(2, 46)
SMALL = Density(1, 30)
DENSITIES = (FULL, MEDIUM, SMALL)


class Mark(Struct, frozen=True):
    """What the hand does with a card: selected, keyboard focus, something dragged over it that it takes or refuses."""

    selected: bool = False
    focused: bool = False
    drop: str = ""


PLAIN = Mark()
_STRIPES = {"": "bar", "quiet": "control_line"}


def width_for(ink: Ink, longest_name: float) -> float:
    """The least width of a card whose name is `longest_name` pixels wide, in pixels."""
    px = ink.theme.px
    wanted = px(STRIPE + 2 * PAD + SHAPE + 6 + TIMER) + longest_name + px(6)
    return min(max(wanted, px(NARROWEST)), px(WIDEST))


def timer_rect(ink: Ink, rect: QRectF) -> QRectF:
    """The part of the card in `rect` that changes when only its time has passed."""
    px = ink.theme.px
    return QRectF(rect.right() - px(PAD + TIMER + 12), rect.y() + px(4), px(PAD + TIMER + 12), px(22))


def paint_agent(
    painter: QPainter,
    ink: Ink,
    rect: QRectF,
    card: AgentCard,
    timer: str,
    density: Density,
    mark: Mark,
    stale: Callable[[], QBrush],
) -> None:
    """Paint `card` into `rect`; `timer` is ready to be shown, `stale` makes the hatching of what nobody vouches for."""
    theme, px = ink.theme, ink.theme.px
    corner = px(4)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("selected" if mark.selected else "raised"))
    painter.drawRoundedRect(rect, corner, corner)
    stripe = _STRIPES.get(card.tone) or f"{card.tone}_fill"
    painter.fillRect(QRectF(rect.x(), rect.y() + corner / 2, px(STRIPE), rect.height() - corner), theme.color(stripe))
    edge = _edge(card, mark)
    if edge:
        painter.setPen(QPen(theme.color(edge), px(1)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
    top = rect.y() + (px(4) if density.lines > 1 else (rect.height() - px(22)) / 2)
    left, right = rect.x() + px(STRIPE + PAD - 2), rect.right() - px(PAD)
    _paint_name(painter, ink, QRectF(left, top, right - left, px(22)), card, timer)
    if density.lines > 1:
        _paint_state(painter, ink, QRectF(left, top + px(22), right - left, px(18)), card, alone=density.lines == 2)
    if density.lines > 2:
        row = QRectF(left, top + px(38), right - left, px(18))
        words = third_line(card)
        words = ink.fitting((words, words.rpartition(" · ")[2]), "small", row.width())
        ink.draw_in(painter, row, words, "small", theme.color("second"))
    if card.stale and not ink.veiled:
        painter.fillRect(rect, stale())


def third_line(card: AgentCard) -> str:
    """Whom he talks to, or else why he is away, or else where he sits."""
    if card.contact_text:
        return card.contact_text
    return " · ".join(part for part in (card.team, card.place_text) if part)


def _edge(card: AgentCard, mark: Mark) -> str:
    if mark.drop:
        return "link" if mark.drop == "take" else "alarm"
    if mark.focused or mark.selected:
        return "link"
    return card.tone if card.tone in ("alarm", "warning") else ""


def _paint_name(painter: QPainter, ink: Ink, row: QRectF, card: AgentCard, timer: str) -> None:
    theme, px = ink.theme, ink.theme.px
    loud = card.tone in ("alarm", "warning")
    shape_color = theme.color("second" if card.tone in ("", "quiet") else card.tone)
    shape = "diamond" if card.overflow and card.presence == "ready" else PRESENCE[card.presence]
    draw_shape(painter, shape, row.x(), row.y() + px(5), px(SHAPE), shape_color)
    name_x = px(SHAPE + 6)
    used = ink.width(timer, "strong")
    name = row.adjusted(name_x, 0, -used - px(6), 0)
    words = ink.fitting((card.name, short_name(card.name)), "strong", name.width())
    ink.draw_in(painter, name, words, "strong", theme.color("second" if card.tone == "quiet" else "text"))
    ink.draw_in(painter, row, timer, "strong", theme.color(card.tone if loud else "text"), RIGHT)


def _paint_state(painter: QPainter, ink: Ink, row: QRectF, card: AgentCard, *, alone: bool) -> None:
    theme, px = ink.theme, ink.theme.px
    second = theme.color("second")
    state = card.reason_text or card.presence_text
    if card.pause_text:
        state = f"{state} · {card.pause_text}"
    elif alone and card.contact_text and card.presence in ("talking", "ringing"):
        state = card.contact_text
    where = card.place_text if card.overflow and not card.contact else card.queue
    queue = ink.fitting((where, ""), "small", row.width() - ink.width(state, "small") - px(8))
    ink.draw_in(painter, row, queue, "small", second, RIGHT)
    state = ink.fitting((state, *_shorter(state, card.pause_text)), "small", row.width())
    room = row.width() - (ink.width(queue, "small") + px(8) if queue else 0)
    ink.draw_in(painter, row.adjusted(0, 0, room - row.width(), 0), state, "small", second)


def _shorter(state: str, pause: str) -> tuple[str, ...]:
    """What he does in fewer words; a pause that was asked for is the last to go."""
    return (pause, pause.partition(",")[0]) if pause else (state.rpartition(" · ")[2],)
