"""What is known of one contact, agent or queue now, as pairs of words; and its history, asked of the hub."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, cast

from msgspec import DecodeError
from PySide6.QtCore import QCoreApplication, QObject, Signal

from wallboard.floor.changes import Changes
from wallboard.floor.contact import ENDED, Contact
from wallboard.floor.losses import Lost
from wallboard.floor.people import Agent, Queue
from wallboard.metrics.catalogue.left_out import NO_NORM
from wallboard.metrics.handoffs import pairs_of
from wallboard.metrics.norms import has_level, held_to
from wallboard.stream.codec import decode_log
from wallboard.stream.contact_events import ContactEvent
from wallboard.stream.control import Query, Refusal, Result
from wallboard.stream.envelope import Event
from widgets.i18n.figure_words import figure_name, figure_says, language, service_level_name
from widgets.i18n.names import agent_name, contact_name, contact_title, queue_name
from widgets.i18n.numbers import DASH, clock, count, duration, moment, share
from widgets.i18n.orders import turn
from widgets.i18n.timeline import fact_sentence
from widgets.i18n.words import first_upper, text
from widgets.models.board import Board
from widgets.models.queues import level_of
from widgets.models.scope import Scope
from widgets.models.standings import Standings

translate = QCoreApplication.translate

Kind = Literal["contact", "agent", "queue"]


class Pair(NamedTuple):
    """What something is called, and what it is; `figure` is its id in the catalogue, where it stands there."""

    name: str
    value: str
    figure: str = ""


Line = tuple[str, str]
FACTS_MAX = 200
HANDED_ON_TO = 4
"""So many of the queues to which most are handed on are named."""
ASK_AGAIN_TICKS = 8
"""While something goes on, the history is asked for again after so many ticks at the earliest."""


class Details(QObject):
    """One subject. `changed`: its title or pairs may be others now; `told`: its history is."""

    changed = Signal()
    told = Signal()

    def __init__(self, board: Board, kind: Kind, key: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board, self.kind, self.key = board, kind, key
        self.facts: list[Event] = []
        self._standings = Standings(board, key)
        self.state: Literal["asking", "told", "failed"] = "asking"
        self.code = ""
        self.more = False
        self._due = False
        self._ticks = 0
        board.changed.connect(self._on_changed)
        board.ticked.connect(self._on_ticked)
        board.restarted.connect(self.ask)
        self.ask()

    def ask(self) -> None:
        """Ask the hub for the history, anew."""
        self._due, self._ticks = False, 0
        self._board.query(Query("timeline", subject=self.key, limit=FACTS_MAX), self._on_answered)

    @property
    def title(self) -> str:
        """What the subject is called."""
        floor = self._board.floor
        if self.kind == "contact":
            return contact_name(floor, self.key)
        return agent_name(floor, self.key) if self.kind == "agent" else queue_name(floor, self.key)

    @property
    def scope(self) -> Scope:
        """What the figures among the pairs are about: the queue, in all its channels, or what the person did today."""
        return Scope(agent=self.key) if self.kind == "agent" else Scope(self.key, live=None)

    def pairs(self) -> list[Pair]:
        """What is known of it now: what it is called, and what it is."""
        floor, now_t = self._board.floor, self._board.now_t()
        if self.kind == "contact":
            contact, lost = floor.contacts.get(self.key), floor.book.lost.get(self.key)
            if contact is not None:
                return list(self._contact(contact, now_t))
            return list(self._lost(lost, now_t)) if lost is not None else []
        if self.kind == "agent":
            agent = floor.agents.get(self.key)
            return list(self._agent(agent, now_t)) if agent else []
        queue = floor.queues.get(self.key)
        return list(self._queue(queue, now_t)) if queue else []

    def lines(self) -> list[Line]:
        """The history: when, and what happened. A contact's in its order, the others' newest first."""
        board = self._board
        lines = [(moment(e.time.timestamp(), board.timezone, board.now_t()), self._line(e)) for e in self.facts]
        return lines if self.kind == "contact" else lines[::-1]

    def _line(self, event: Event) -> str:
        """A fact; about whom, where that is not whom the sheet is about."""
        floor, subject = self._board.floor, event.subject
        said = fact_sentence(event, floor, self.key if self.kind == "agent" else "")
        if subject != self.key and subject in floor.agents:
            return f"{agent_name(floor, subject)} · {said}"
        if subject != self.key and (subject in floor.contacts or subject in floor.book.lost):
            return f"{contact_name(floor, subject)} · {said}"
        if self.kind != "contact" and isinstance(event, ContactEvent):
            return translate("Details", "An earlier contact · {said}").format(said=said)
        return said

    def _contact(self, c: Contact, now_t: float) -> Iterator[Pair]:
        floor = self._board.floor
        yield Pair(translate("Details", "Customer"), contact_title(c))
        if c.tier:
            yield Pair(translate("Details", "Tier"), text("tier", c.tier))
        came = text("entry", c.entry) if c.entry else DASH
        yield Pair(translate("Details", "Came"), f"{moment(c.offered_t, self._board.timezone, now_t)} · {came}")
        stage = text("outcome", c.outcome) if c.stage == ENDED else text("stage", c.stage)
        since = "" if c.stage == ENDED else f" · {clock(c.in_stage_s(now_t))}"
        yield Pair(translate("Details", "Stage"), f"{stage}{since}")
        if c.queue:
            yield Pair(translate("Details", "Queue"), queue_name(floor, c.queue))
        if c.answered:
            waited_s = max(0.0, c.answered_t - c.first_queued_t) if c.first_queued_t >= 0.0 else 0.0
            yield Pair(translate("Details", "Waited"), duration(waited_s))
        elif c.open_entry:
            yield Pair(translate("Details", "Waits"), clock(c.waited_s(now_t)))
        people = [agent_name(floor, key) for key in (*c.parties, *c.ringing)]
        if people:
            yield Pair(translate("Details", "With"), ", ".join(people))
        refused = sum(1 for ring in c.rings if ring.outcome == "refused")
        if refused:
            yield Pair(translate("Details", "Rings without an answer"), count(refused))
        if c.transfers:
            yield Pair(translate("Details", "Transfers"), count(c.transfers))

    def _lost(self, lost: Lost, now_t: float) -> Iterator[Pair]:
        """One who gave up, after the floor has forgotten the contact itself."""
        yield Pair(translate("Details", "Customer"), contact_title(lost))
        if lost.tier:
            yield Pair(translate("Details", "Tier"), text("tier", lost.tier))
        if lost.queue:
            yield Pair(translate("Details", "Queue"), queue_name(self._board.floor, lost.queue))
        yield Pair(translate("Details", "Stage"), text("outcome", lost.outcome))
        yield Pair(translate("Details", "Gave up at"), moment(lost.t, self._board.timezone, now_t))
        yield Pair(translate("Details", "Gave up after"), clock(lost.after_s))

    def _agent(self, a: Agent, now_t: float) -> Iterator[Pair]:
        presence = text("presence", a.presence)
        reason = f" · {text('reason', a.reason)}" if a.reason and a.presence == a.state else ""
        yield Pair(translate("Details", "State"), f"{presence}{reason}")
        if a.on_duty:
            yield Pair(translate("Details", "On duty since"), moment(a.logged_on_t, self._board.timezone, now_t))
        for name, value in ((translate("Details", "Team"), a.team), (translate("Details", "Site"), a.site)):
            if value:
                yield Pair(name, value)
        yield Pair(translate("Details", "Place"), text("place", a.place))
        if a.memberships:
            yield Pair(translate("Details", "Serves"), ", ".join(self._places(a)))
        if a.skills:
            yield Pair(
                translate("Details", "Skills"), ", ".join(queue_name(self._board.floor, skill) for skill in a.skills)
            )
        for figure_id, words in self._standings.told(now_t):
            yield Pair(figure_name(figure_id), words, figure_id)

    def _places(self, a: Agent) -> Iterator[str]:
        """His queues; where he is not among the first that are asked, that too."""
        for key, place in a.memberships.items():
            name = queue_name(self._board.floor, key)
            yield f"{name} ({turn(place.penalty)})" if place.penalty > 0 else name

    def _queue(self, q: Queue, now_t: float) -> Iterator[Pair]:
        config, books = q.config, self._board.books
        yield Pair(translate("Details", "Channel"), text("channel", config.channel))
        waiting = (*q.waiting, *q.ringing)
        yield Pair(translate("Details", "Waiting now"), count(len(waiting)), "waiting")
        yield Pair(translate("Details", "Talking now"), count(len(q.talking)))
        target = translate("Details", "{share} within {time}")
        yield Pair(
            translate("Details", "Target"),
            target.format(share=share(config.target), time=duration(held_to(config)[0])) if has_level(q) else DASH,
        )
        ledger = books.today(queue=q.id, live=None, now_t=now_t)
        formula = f"service_level.{config.formula}"
        said = figure_says(formula) if has_level(q) else NO_NORM.says.told(language())
        level = share(level_of(self._board, q, ledger), 1)
        yield Pair(service_level_name(), f"{level} · {said}", formula)
        for figure_id in ("offered", "answered", "abandoned_in_queue", "abandoned_ringing"):
            yield Pair(figure_name(figure_id), count(books.figure(figure_id, ledger)), figure_id)
        for figure_id in ("asa_queued_s", "wait_p90_s"):
            yield Pair(figure_name(figure_id), clock(books.figure(figure_id, ledger)), figure_id)
        for pair in pairs_of(ledger)[:HANDED_ON_TO]:
            to = (
                queue_name(self._board.floor, pair.to_queue)
                if pair.to_queue
                else translate("Details", "people and outside")
            )
            yield Pair(translate("Details", "Handed on to {queue}").format(queue=to), count(pair.number))
        for name, norm_s in (
            (translate("Details", "Talk norm"), config.talk_norm_s),
            (translate("Details", "Hold norm"), config.hold_norm_s),
        ):
            if norm_s > 0.0:
                yield Pair(name, duration(norm_s))

    def _on_answered(self, answer: Result | Refusal) -> None:
        if isinstance(answer, Refusal) or answer.code:
            self.state, self.code = "failed", answer.code
        else:
            try:
                self.facts = cast(list[Event], decode_log(bytes(answer.rows)))
                self.state, self.code, self.more = "told", "", answer.more
            except DecodeError:
                self.state, self.code = "failed", "not_readable"
        self.told.emit()

    def _on_changed(self, changes: Changes) -> None:
        if self.kind == "contact":
            self._due = self._due or self.key in changes.contacts
        elif self.kind == "agent":
            self._due = self._due or self.key in changes.agents
        else:
            self._due = self._due or self.key in changes.queues

    def _on_ticked(self, now_t: float) -> None:
        self._ticks += 1
        if self._due and self._ticks >= ASK_AGAIN_TICKS:
            self.ask()
        self.changed.emit()


def heading(kind: Kind) -> str:
    """What kind of thing it is."""
    said = {
        "contact": translate("Details", "Contact"),
        "agent": translate("Details", "Person"),
        "queue": translate("Details", "Queue"),
    }
    return first_upper(said[kind])
