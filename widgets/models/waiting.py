"""Who waits for an answer: queued or ringing, also again after a transfer; and what was asked for each of them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, Signal

from wallboard.floor.changes import Changes
from wallboard.floor.command import CONFIRMED, Command
from wallboard.floor.contact import RINGING, WAITING, Contact
from wallboard.floor.people import Queue
from wallboard.stream.command_events import Reassign, contact_of
from wallboard.stream.contact_events import LIVE_CHANNELS
from widgets.i18n.language import Language
from widgets.i18n.names import VIP, agent_name, contact_title, short_name
from widgets.i18n.numbers import clock, count, duration, number
from widgets.i18n.orders import order_state, order_what
from widgets.i18n.plurals import plurals
from widgets.i18n.words import text
from widgets.models.attention import VIP_WEIGHT, unit_of, weight_of
from widgets.models.board import Board
from widgets.models.norms import tone_lasts_s, tone_of_wait
from widgets.models.offers import Offers
from widgets.models.ordered import OrderedModel
from widgets.models.rows import Row, RowModel

translate = QCoreApplication.translate

SETTLED_SHOWN_S = 12.0
"""What has become of a command stays written on the row for so long; where it rings there since, as long as that."""


class WaitingRow(Row, frozen=True, gc=False, kw_only=True):
    """A contact that waits. `since_t`: since when (epoch seconds). `weight` times the wait says how pressing it is.

    `tone_until_t`: when the wait alone will have changed its tone. `attempts`: how often it rang without an answer.
    `command` is the status of what was asked for it (requested, dispatched, confirmed, refused, failed,
    outcome_unknown), empty where nothing was; `command_text` says it in words. `offer` is who is free and would be
    proposed for it, by key and by name; empty where nobody is.
    """

    vip: bool
    title: str
    subtitle: str
    queue_id: str
    queue: str
    since_t: float
    stage: str
    stage_text: str
    state_text: str
    attempts: int
    transferred: bool
    channel: str
    tier: str
    command: str
    command_text: str
    offer: str
    offer_text: str
    weight: float
    source: str
    tone_until_t: float


class WaitingModel(RowModel[WaitingRow]):
    """Everybody who waits, in the order of coming. Kept up with the rounds; what was asked shows at once."""

    time_passes = Signal()
    """A round begins: the order by time is to be worked out anew."""
    round_over = Signal()

    COLUMNS = ("who", "queue", "waited", "stage", "state")
    NUMBERS = frozenset({"waited"})

    def __init__(self, board: Board, language: Language) -> None:
        super().__init__(board)
        self._board = board
        self.round_t = 0.0
        self._due: dict[str, None] = {}
        self._offers = Offers(board)
        board.changed.connect(self._on_changed)
        board.rounds.waiting.connect(self._on_round)
        board.restarted.connect(self._on_restarted)
        board.orders_changed.connect(self._on_orders_changed)
        board.freshness_changed.connect(self._on_freshness_changed)
        language.changed.connect(self._on_restarted)
        self._on_restarted()

    def header(self, column: str) -> str:
        match column:
            case "who":
                return translate("WaitingModel", "Customer")
            case "queue":
                return translate("WaitingModel", "queue")
            case "waited":
                return translate("WaitingModel", "waits")
            case "stage":
                return translate("WaitingModel", "stage")
        return translate("WaitingModel", "where to")

    def text(self, row: WaitingRow, column: str) -> str:
        match column:
            case "who":
                return f"★ {row.title}" if row.vip else row.title
            case "queue":
                return row.queue
            case "waited":
                return clock(self._board.now_t() - row.since_t)
            case "stage":
                return row.stage_text
        return row.command_text or row.offer_text or row.state_text

    def explained(self, column: str) -> str:
        match column:
            case "waited":
                lines = (
                    translate("WaitingModel", "The wait: now − entered the queue."),
                    translate("WaitingModel", "The tick on the bar: three times the queue's threshold, or its norm."),
                    translate(
                        "WaitingModel",
                        "By attention: live channels first, then wait ÷ the queue's threshold, a VIP's {times} times.",
                    ).format(times=f"{VIP_WEIGHT:g}"),
                )
                return "\n".join(lines)
            case "state":
                return translate(
                    "WaitingModel",
                    "What was asked for and what the source has answered; before that who of the free would be best: "
                    "a click asks before it sends",
                )
        return ""

    def tip(self, row: WaitingRow, column: str) -> str:
        if column == "waited":
            return _why_there(row, self._board.now_t() - row.since_t, self._board.floor.queues.get(row.queue_id))
        if column == "state":
            return row.command_text or row.offer_text
        what = (row.stage_text, row.state_text, row.command_text)
        said = (row.title, row.subtitle, text("channel", row.channel), row.queue, *what)
        return " · ".join(part for part in said if part)

    def _row(self, contact: Contact, now_t: float) -> WaitingRow:
        board = self._board
        queue = board.floor.queues.get(contact.queue)
        entry = contact.open_entry
        since_t = entry.entered_t if entry else contact.since_t
        attempts = sum(1 for ring in contact.rings if ring.outcome == "refused")
        order = _shown_order(board.command_of(contact.id), contact, now_t)
        offer = self._offers.of(contact.queue, contact.id) if contact.stage == WAITING else ""
        title, name = contact_title(contact), queue.name if queue else contact.queue
        is_vip = contact.tier == VIP
        config, waited_s = queue.config if queue else None, now_t - since_t
        return WaitingRow(
            id=contact.id,
            tone=tone_of_wait(config, waited_s),
            stale=board.stale(contact.source),
            haystack=f"{contact.name} {contact.caller} {title} {name} {contact.tier}".casefold(),
            queues=(contact.queue,),
            vip=is_vip,
            title=title,
            subtitle=self._subtitle(contact),
            queue_id=contact.queue,
            queue=name,
            since_t=since_t,
            stage=contact.stage,
            stage_text=text("stage", contact.stage),
            state_text=_state_text(attempts),
            attempts=attempts,
            transferred=contact.transfers > 0,
            channel=contact.channel,
            tier=contact.tier,
            command=order.status if order else "",
            command_text=_order_text(board, order),
            offer=offer,
            offer_text=translate("WaitingModel", "→ {name}").format(name=short_name(agent_name(board.floor, offer)))
            if offer
            else "",
            weight=weight_of(queue, contact),
            source=contact.source,
            tone_until_t=since_t + tone_lasts_s(config, waited_s),
        )

    def _subtitle(self, contact: Contact) -> str:
        """What he has been through: how often he has come today, how often he was handed on."""
        said = []
        customers = self._board.books.customers
        before = customers.earlier_today(contact.customer, contact.offered_t, contact.id) if contact.customer else 0
        if before:
            said.append(translate("WaitingModel", "contact no. {number} in 24 h").format(number=count(before + 1)))
        if contact.transfers > 0:
            said.append(plurals.transferred(contact.transfers))
        elif len(contact.entries) > 1:
            said.append(plurals.sent_on(len(contact.entries) - 1))
            before_s = contact.entries[-1].entered_t - contact.first_queued_t
            if before_s >= 1.0 and not contact.answered:
                said.append(translate("WaitingModel", "waited {time} before").format(time=clock(before_s)))
        return " · ".join(said)

    def _refresh(self, keys: Iterable[str]) -> None:
        contacts, now_t = self._board.floor.contacts, self._board.now_t()
        changed, gone = {}, []
        for key in keys:
            contact = contacts.get(key)
            if contact is not None and is_waiting(contact):
                changed[key] = self._row(contact, now_t)
            else:
                gone.append(key)
        self.apply(changed, gone)

    def _on_changed(self, changes: Changes) -> None:
        self._due |= dict.fromkeys(changes.contacts)
        self._due |= dict.fromkeys(changes.gone_contacts)
        if changes.commands:
            self._refresh({contact_of(command.action): None for command in changes.commands.values()})

    def _on_round(self, now_t: float) -> None:
        self.round_t = now_t
        self.time_passes.emit()
        self._due |= dict.fromkeys(self._offers.next())
        due, self._due = self._due, {}
        self._refresh(due | {row.id: None for row in self._rows if row.command or row.tone_until_t < now_t})
        self.round_over.emit()

    def _on_orders_changed(self) -> None:
        self._refresh([row.id for row in self._rows])

    def _on_freshness_changed(self) -> None:
        self._refresh([row.id for row in self._rows])

    def _on_restarted(self) -> None:
        self._due = {}
        self._offers.forget()
        self.round_t = now_t = self._board.now_t()
        self.start_anew([self._row(c, now_t) for c in self._board.floor.contacts.values() if is_waiting(c)])


def is_waiting(contact: Contact) -> bool:
    """Whether it is a customer who waits for somebody to answer."""
    return contact.is_customers and contact.stage in (WAITING, RINGING)


def _shown_order(order: Command | None, contact: Contact, now_t: float) -> Command | None:
    if order is None or order.pending:
        return order
    action = order.action
    rings_there = order.status == CONFIRMED and isinstance(action, Reassign) and action.to in contact.ringing
    return order if rings_there or now_t - order.settled_t < SETTLED_SHOWN_S else None


def _order_text(board: Board, order: Command | None) -> str:
    if order is None:
        return ""
    return order_state(order, order_what(board.floor, order.action))


def _why_there(row: WaitingRow, waited_s: float, queue: Queue | None) -> str:
    """How the place in the order of attention comes about: the wait against what the queue is held to."""
    unit_s = unit_of(queue, row.channel)
    if unit_s <= 0.0:
        return clock(waited_s)
    times = max(0.0, waited_s) / unit_s
    said = translate("WaitingModel", "{wait} · {times} times the {limit} of {queue}").format(
        wait=clock(waited_s), times=number(times), limit=duration(unit_s), queue=row.queue
    )
    if not row.vip:
        return said
    counted = translate("WaitingModel", "a VIP counts {factor} times: {times}")
    return f"{said} · {counted.format(factor=f'{VIP_WEIGHT:g}', times=number(times * VIP_WEIGHT))}"


def _state_text(attempts: int) -> str:
    return plurals.refused(attempts) if attempts else ""


def ordered_waiting(model: WaitingModel) -> OrderedModel[WaitingRow]:
    """Who waits; orders: attention (live channels, how pressing, VIPs sooner), and each column. Sorted once a round."""

    def pressing(row: WaitingRow) -> tuple[bool, float, str]:
        return row.channel not in LIVE_CHANNELS, min(0.0, row.since_t - model.round_t) * row.weight, row.id

    ordered = OrderedModel(
        model,
        {
            "attention": pressing,
            "waited": lambda row: (row.since_t, row.id),
            "queue": lambda row: (row.queue, row.since_t, row.id),
            "who": lambda row: (not row.vip, row.title, row.id),
            "state": lambda row: (not row.command, not row.offer, row.since_t, row.id),
        },
        parent=model,
    )
    model.time_passes.connect(ordered.pass_time)
    model.round_over.connect(ordered.settle_down)
    return ordered
