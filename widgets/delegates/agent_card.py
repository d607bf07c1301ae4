"""An agent as a card: shape and colour of what he does, name, timer, queue and contact, in three densities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

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
_LOUD = ("alarm", "warning")
_SAME_DIGITS = str.maketrans("123456789", "000000000")
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


def paint_body(
    painter: QPainter, ink: Ink, rect: QRectF, card: AgentCard, timer_room: float, density: Density, mark: Mark
) -> None:
    """Paint `card` into `rect`, all but its time, which takes `timer_room` pixels."""
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
    row = _first_row(ink, rect, density)
    _paint_name(painter, ink, row, card, timer_room)
    if density.lines > 1:
        _paint_state(painter, ink, row.translated(0, px(22)).adjusted(0, 0, 0, -px(4)), card, alone=density.lines == 2)
    if density.lines > 2:
        third = row.translated(0, px(38)).adjusted(0, 0, 0, -px(4))
        words = third_line(card)
        words = ink.fitting((words, words.rpartition(" · ")[2]), "small", third.width())
        ink.draw_in(painter, third, words, "small", theme.color("second"))


def paint_timer(painter: QPainter, ink: Ink, rect: QRectF, card: AgentCard, timer: str, density: Density) -> None:
    """Write the time onto the card in `rect`."""
    tone = ink.theme.color(card.tone if card.tone in _LOUD else "text")
    ink.draw_in(painter, _first_row(ink, rect, density), timer, "strong", tone, RIGHT)


def timer_room(ink: Ink, timer: str) -> float:
    """The width of a time with so many digits, in pixels, whichever they are."""
    return ink.width(timer.translate(_SAME_DIGITS), "strong")


def _first_row(ink: Ink, rect: QRectF, density: Density) -> QRectF:
    px = ink.theme.px
    top = rect.y() + (px(4) if density.lines > 1 else (rect.height() - px(22)) / 2)
    left, right = rect.x() + px(STRIPE + PAD - 2), rect.right() - px(PAD)
    return QRectF(left, top, right - left, px(22))


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
    return card.tone if card.tone in _LOUD else ""


def _paint_name(painter: QPainter, ink: Ink, row: QRectF, card: AgentCard, timer_room: float) -> None:
    theme, px = ink.theme, ink.theme.px
    shape_color = theme.color("second" if card.tone in ("", "quiet") else card.tone)
    shape = "diamond" if card.overflow and card.presence == "ready" else PRESENCE[card.presence]
    draw_shape(painter, shape, row.x(), row.y() + px(5), px(SHAPE), shape_color)
    name_x = px(SHAPE + 6)
    name = row.adjusted(name_x, 0, -timer_room - px(6), 0)
    words = ink.fitting((card.name, short_name(card.name)), "strong", name.width())
    ink.draw_in(painter, name, words, "strong", theme.color("second" if card.tone == "quiet" else "text"))


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
