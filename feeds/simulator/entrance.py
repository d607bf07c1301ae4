"""How customers come in: through the menu with its two levels, or past it; and who is turned away."""

from __future__ import annotations

from collections.abc import Callable

from feeds.simulator.centre import Centre, Contact, Customer, Line, Matter
from feeds.simulator.customers import REGULAR, VIP, Customers
from feeds.simulator.endings import Endings
from feeds.simulator.hours import Hours
from feeds.simulator.matters import Matters
from feeds.simulator.router import Router
from wallboard.stream import contact_events as ev
from wallboard.stream.contact_events import Channel, Direction, Entry

MAIN = "main"
WRONG_KEY_SHARE = 0.06
CLOSED_MESSAGE_SHARE = 0.12
AFTER_OPENING_MIN = (60.0, 240.0)
"""Who calls while it is closed is promised a call so long after the next opening."""
RECOGNISED_S = 0.12
ROUTED_S = 0.4


class Entrance:
    """Takes those who come to where they want to go."""

    def __init__(
        self,
        centre: Centre,
        router: Router,
        endings: Endings,
        customers: Customers,
        hours: Hours,
        matters: Matters | None = None,
        prefix: str = "sim",
    ) -> None:
        self._centre = centre
        self._router = router
        self._endings = endings
        self._customers = customers
        self._hours = hours
        self._matters = matters
        self._prefix = prefix
        self._count = 0
        endings.again = self.come_again

    @property
    def is_open(self) -> bool:
        """Whether it is a time at which live contacts are served."""
        return self._hours.is_open(self._centre.agenda.now_t)

    def arrive(self, line: Line) -> None:
        """Somebody comes who wants `line`."""
        chance, behaviour = self._centre.chance, self._centre.behaviour
        tier = line.rules.tier or (VIP if chance.happens(behaviour.vip_share) else REGULAR)
        is_known = chance.happens(behaviour.identified_share if tier == REGULAR else 0.95)
        customer = self._customers.one(tier) if is_known else None
        address = customer.address if customer and line.rules.channel == "voice" else ""
        self._come(customer, address or self._customers.stranger(line.rules.channel), line)

    def come_again(
        self, customer: Customer | None, address: str, line: Line, delay_s: float, matter: Matter | None = None
    ) -> None:
        """The same one comes again after `delay_s` seconds, about the same `matter`."""
        self._centre.agenda.after(max(20.0, delay_s), self._come, customer, address, line, matter)

    def call_out(self, customer: Customer | None, address: str, line: Line) -> Contact:
        """The centre itself calls a customer, for `line`: the contact, while it rings there."""
        contact = self._offer(customer, address, line, "voice", "direct", "outbound")
        contact.advance("dialling", self._centre.agenda.now_t)
        if customer is not None:
            identified = ev.Identified(customer.key, customer.tier, customer.name)
            self._centre.tell(contact, ev.ContactIdentified, identified)
        return contact

    def _come(self, customer: Customer | None, address: str, line: Line, matter: Matter | None = None) -> None:
        rules, chance = line.rules, self._centre.chance
        channel: Channel = "voice" if rules.channel == "ticket" else rules.channel
        if channel == "chat" and not (self.is_open and line.on_duty):
            return  # the site does not offer it while nobody is there
        entry: Entry = "direct" if channel != "voice" or chance.happens(rules.direct_share) else "menu"
        contact = self._offer(customer, address, line, channel, entry)
        if self._matters is not None:
            contact.matter = matter or self._matters.new(line)
            contact.line = self._matters.reached(line) if entry == "menu" else line
        if entry == "menu":
            self._centre.agenda.after(chance.between(0.3, 0.9), self._main_menu, contact, contact.turn)
        else:
            self._centre.agenda.after(ROUTED_S, self._route, contact, contact.turn)

    def _offer(
        self,
        customer: Customer | None,
        address: str,
        line: Line,
        channel: Channel,
        entry: Entry,
        direction: Direction = "inbound",
    ) -> Contact:
        self._count += 1
        now_t = self._centre.agenda.now_t
        key = f"{self._prefix}-{self._count}"
        contact = Contact(key, channel, line, entry, now_t, address, customer, since_t=now_t)
        contact.direction = direction
        contact.is_urgent = customer is not None and customer.tier == VIP
        self._centre.contacts[contact.key] = contact
        is_direct, dialled = entry == "direct", ""
        if channel == "voice" and direction == "inbound":
            dialled = line.rules.number if is_direct else self._centre.scenario.menu.number
        offered = ev.Offered(channel, direction, address, dialled, entry, line.key if is_direct else "")
        self._centre.tell(contact, ev.ContactOffered, offered)
        if customer is not None:
            self._centre.agenda.after(RECOGNISED_S, self._recognise, contact, contact.turn)
        return contact

    def _recognise(self, contact: Contact, turn: int) -> None:
        customer = contact.customer
        if contact.turn == turn and customer is not None:
            data = ev.Identified(customer.key, customer.tier, customer.name)
            self._centre.tell(contact, ev.ContactIdentified, data)

    def _main_menu(self, contact: Contact, turn: int) -> None:
        """At the main menu he hangs up, serves himself, or takes the way to his queue."""
        if contact.turn != turn:
            return
        chance, menu = self._centre.chance, self._centre.scenario.menu
        self._visit(contact, MAIN)
        if not self.is_open:
            self._centre.agenda.after(chance.between(5.0, 9.0), self._turn_away, contact, turn)
            return
        if self._matters is not None and (node := self._matters.notice(contact)):
            self._centre.agenda.after(chance.between(*menu.first_s), self._serve, contact, turn, node)
            return
        first_s = chance.between(*menu.first_s)
        roll = chance.happens_below()
        if roll < menu.hang_up_share * 0.6:
            self._centre.agenda.after(first_s, self._hang_up, contact, turn)
        elif roll < menu.hang_up_share:
            self._walk(contact, turn, contact.line.rules.menu[:1], self._hang_up)
        elif roll < menu.hang_up_share + menu.self_service_share:
            self._walk(contact, turn, menu.self_service[:-1], self._serve)
        else:
            keys = contact.line.rules.menu
            self._walk(contact, turn, (*keys[:1], *keys) if chance.happens(WRONG_KEY_SHARE) else keys, self._route)

    def _walk(self, contact: Contact, turn: int, keys: tuple[str, ...], then: Callable[[Contact, int], None]) -> None:
        """He takes these keys one after the other, and `then` follows."""
        chance, menu, agenda = self._centre.chance, self._centre.scenario.menu, self._centre.agenda
        t = agenda.now_t + chance.between(*menu.first_s)
        for key in keys:
            agenda.at(t, self._step, contact, turn, key)
            t += chance.between(*menu.next_s)
        agenda.at(t, then, contact, turn)

    def _step(self, contact: Contact, turn: int, key: str) -> None:
        if contact.turn == turn:
            self._visit(contact, key)

    def _visit(self, contact: Contact, node: str, served: bool = False) -> None:
        self._centre.tell(contact, ev.ContactMenu, ev.Menu(node, served))

    def _serve(self, contact: Contact, turn: int, node: str = "") -> None:
        if contact.turn == turn:
            self._visit(contact, node or self._centre.scenario.menu.self_service[-1], served=True)
            self._centre.agenda.after(self._centre.chance.between(8.0, 40.0), self._leave_served, contact, turn)

    def _leave_served(self, contact: Contact, turn: int) -> None:
        if contact.turn == turn:
            self._endings.clear(contact, "customer", "served")

    def _hang_up(self, contact: Contact, turn: int) -> None:
        if contact.turn == turn:
            self._endings.lose(contact)

    def _turn_away(self, contact: Contact, turn: int) -> None:
        if contact.turn != turn:
            return
        leaves_message = self._centre.chance.happens(CLOSED_MESSAGE_SHARE)
        share = self._centre.behaviour.closed_callback_share
        if share and self._centre.chance.happens(share):
            opening_t = self._hours.next_opening_t(self._centre.agenda.now_t)
            due_t = opening_t + 60.0 * round(self._centre.chance.between(*AFTER_OPENING_MIN))
            self._endings.promise(contact, due_t)
        else:
            self._endings.turn_away(contact, "voicemail" if leaves_message else "closed")

    def _route(self, contact: Contact, turn: int) -> None:
        """He has said what he wants: he waits there, unless the queue takes nobody."""
        if contact.turn != turn:
            return
        line = contact.line
        limit = line.rules.limit * max(1.0, line.strength)
        if contact.channel == "email":
            self._router.join(contact, line)
        elif not self.is_open:
            self._turn_away(contact, turn)
        elif not line.on_duty:
            self._endings.turn_away(contact, "empty")
        elif 0.0 < limit <= line.length:
            self._endings.turn_away(contact, "full")
        else:
            self._router.join(contact, line)
