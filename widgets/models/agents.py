"""The people on duty as cards: what each does, since when, with whom; prepared so that painting only looks it up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QCoreApplication, Signal

from wallboard.floor.changes import Changes
from wallboard.floor.contact import ON_HOLD, RINGING
from wallboard.floor.people import AFTER_CONTACT_WORK, READY, Agent
from wallboard.stream.command_events import agent_of
from widgets.i18n.language import Language
from widgets.i18n.names import contact_title
from widgets.i18n.numbers import clock
from widgets.i18n.words import text
from widgets.models.at_work import doing, haystack_of, home_of, queues_of, shown_contact
from widgets.models.board import Board
from widgets.models.ordered import Order, OrderedModel
from widgets.models.pauses import Pauses
from widgets.models.rows import Row, RowModel

translate = QCoreApplication.translate

ROUNDS_PER_ORDER = 4
HELP_S = 300.0
"""A call for help is shown for so long, unless the contact that it was about ends before."""
_PRESENCES = ("ringing", "talking", "on_hold", AFTER_CONTACT_WORK, READY, "busy", "not_ready", "unreachable")
_STATE_RANK = {presence: rank for rank, presence in enumerate(_PRESENCES)}
_QUIET = frozenset({"not_ready", "busy", "unreachable", "logged_off"})
SHAPES = {
    "talking": "disc",
    ON_HOLD: "square",
    RINGING: "pie",
    READY: "ring",
    "busy": "disc",
    AFTER_CONTACT_WORK: "pencil",
    "not_ready": "pause",
    "unreachable": "cross",
    "logged_off": "dash",
}
"""What an agent does, as the name of a shape, so that colour never speaks alone."""


class AgentCard(Row, frozen=True, gc=False, kw_only=True):
    """A person. `timer_t`: since when (epoch seconds), the timer shows `now_t - timer_t`; `norm_s`: how long it may be.

    `shape` is what he does as a shape's name; `load` of `capacity` contacts are with him; `contact` is the one that the
    timer is about. `urgent` is 0 for what needs attention first.
    """

    name: str
    presence: str
    presence_text: str
    reason_text: str
    timer_t: float
    norm_s: float
    contact: str
    contact_text: str
    queue_id: str
    queue: str
    place: str
    place_text: str
    overflow: bool
    load: int
    shape: str
    helping: bool
    urgent: int
    source: str
    pause_text: str = ""
    """A pause to come, in words."""


class AgentModel(RowModel[AgentCard]):
    """All people on duty. Changes come with the frame; who passes his norm is noticed with the rounds.

    Of two thousand people sixty are seen. Where the views have said whom they show, changes of the others come with the
    round, or with `catch_up` before they are shown.
    """

    second_passed = Signal()
    """Time to bring the cards into order."""

    COLUMNS = ("name", "state", "timer", "queue", "contact")
    NUMBERS = frozenset({"timer"})

    def __init__(self, board: Board, language: Language) -> None:
        super().__init__(board)
        self._board = board
        self._rounds_gone = 0
        self._views: tuple[Callable[[str], bool], ...] = ()
        self._due: dict[str, Agent] = {}
        self._held: dict[str, None] = {}
        """Whose card changes when time passes: he has a norm to keep, or has called for help."""
        self._pauses = Pauses(board)
        board.changed.connect(self._on_changed)
        board.rounds.people.connect(self._on_round)
        board.restarted.connect(self._on_restarted)
        board.orders_changed.connect(self._on_orders_changed)
        board.freshness_changed.connect(self._on_freshness_changed)
        language.changed.connect(self._on_restarted)
        self._on_restarted()

    def header(self, column: str) -> str:
        match column:
            case "name":
                return translate("AgentModel", "Name")
            case "state":
                return translate("AgentModel", "State")
            case "timer":
                return translate("AgentModel", "For")
            case "queue":
                return translate("AgentModel", "Queue")
        return translate("AgentModel", "Contact")

    def text(self, row: AgentCard, column: str) -> str:
        return {
            "name": row.name,
            "state": row.reason_text or row.presence_text,
            "queue": row.queue,
            "contact": row.contact_text,
        }.get(column, "")

    def shown_by(self, *views: Callable[[str], bool]) -> None:
        """Each of `views` says whether it shows the card with that key."""
        self._views = views

    def catch_up(self) -> None:
        due, self._due = self._due, {}
        if due:
            self._take(due)

    def _take(self, agents: Mapping[str, Agent]) -> None:
        self.apply(self._cards(agents.values()), [key for key, agent in agents.items() if not agent.on_duty])

    def _cards(self, agents: Iterable[Agent]) -> dict[str, AgentCard]:
        now_t = self._board.now_t()
        cards = {agent.id: self._card(agent, now_t) for agent in agents if agent.on_duty}
        for key, card in cards.items():
            if card.helping or card.norm_s > 0.0:
                self._held[key] = None
            elif key in self._held:
                del self._held[key]
        return cards

    def _card(self, agent: Agent, now_t: float) -> AgentCard:
        board = self._board
        contact = shown_contact(board, agent)
        presence, timer_t, norm_s = doing(board, agent, contact)
        helping = now_t - agent.help_t < HELP_S if agent.help_t >= 0.0 else False
        over = norm_s > 0.0 and now_t - timer_t > norm_s
        home = home_of(board, agent, contact)
        name = agent.name or agent.id
        tone = _tone(presence, agent.overflow, over or helping)
        return AgentCard(
            id=agent.id,
            tone=tone,
            stale=board.stale(agent.source),
            haystack=haystack_of(agent, home),
            queues=queues_of(agent, contact),
            team=agent.team,
            site=agent.site,
            name=name,
            presence=presence,
            presence_text=text("presence", presence),
            reason_text=text("reason", agent.reason) if agent.reason and presence == agent.state else "",
            timer_t=timer_t,
            norm_s=norm_s,
            contact=contact.id if contact else "",
            contact_text=contact_title(contact) if contact else "",
            queue_id=home.id if home else "",
            queue=home.name if home else "",
            place=agent.place,
            place_text="" if agent.place == "floor" else text("place", agent.place),
            overflow=agent.overflow,
            load=len(agent.contacts) + len(agent.ringing),
            shape=_shape(presence, tone),
            helping=helping,
            urgent=0 if tone == "alarm" else 1 if tone == "warning" else 2,
            source=agent.source,
            pause_text=self._pauses.words(agent),
        )

    def _on_changed(self, changes: Changes) -> None:
        agents = dict(changes.agents)
        known = self._board.floor.agents
        asked = (agent_of(command.action) for command in changes.commands.values())
        agents.update((key, known[key]) for key in asked if key in known)
        for contact in changes.contacts.values():
            for key in (*contact.parties, *contact.ringing):
                if key not in agents and key in known:
                    agents[key] = known[key]
        if self._views:
            self._put_off(agents)
        if agents:
            self._take(agents)

    def _put_off(self, agents: dict[str, Agent]) -> None:
        """Whose card stands where nobody looks has time; not where somebody comes or goes, and others change places."""
        if any(agent.on_duty != (key in self._places) for key, agent in agents.items()):
            agents.update(self._due)
            self._due = {}
            return
        for key in [key for key in agents if not any(shows(key) for shows in self._views)]:
            self._due[key] = agents.pop(key)

    def _on_round(self, now_t: float) -> None:
        """Who has passed his norm, or whose call for help is over, gets another card."""
        self.catch_up()
        agents, due = self._board.floor.agents, []
        for key in self._held:
            row, agent = self.find(key), agents.get(key)
            if row is not None and agent is not None and (row.helping or _has_turned(row, now_t)):
                due.append(agent)
        if due:
            self.apply(self._cards(due))
        self._rounds_gone += 1
        if self._rounds_gone % ROUNDS_PER_ORDER == 0:
            self.second_passed.emit()

    def _on_orders_changed(self) -> None:
        """A pause may have been asked for from here."""
        agents = self._board.floor.agents
        asked = (agent_of(command.action) for command in self._board.orders.pending())
        self.apply(self._cards(agents[key] for key in asked if key in agents))

    def _on_freshness_changed(self) -> None:
        self.apply(self._cards(self._board.floor.agents.values()))

    def _on_restarted(self) -> None:
        self._pauses.start_anew()
        self._due, self._held = {}, {}
        self.start_anew(self._cards(self._board.floor.agents.values()).values())


def _has_turned(card: AgentCard, now_t: float) -> bool:
    """Whether he has passed his norm since; or has not, and was judged by a time that was ahead."""
    return (card.norm_s < now_t - card.timer_t) is not (card.tone == "alarm")


def _shape(presence: str, tone: str) -> str:
    if tone == "alarm":
        return "triangle"
    return "diamond" if tone == "overflow" else SHAPES[presence]


def _tone(presence: str, overflow: bool, pressing: bool) -> str:
    if pressing:
        return "alarm"
    if presence in ("talking", ON_HOLD):
        return "talking"
    if presence == RINGING:
        return "ringing"
    if presence in _QUIET:
        return "quiet"
    return "overflow" if overflow else ""


def timer_words(card: AgentCard) -> str:
    """What the time on a card counts, and what it is held to."""
    said = translate("AgentModel", "The time: for how long “{state}”, now − since when").format(
        state=card.presence_text
    )
    if card.norm_s <= 0.0:
        return said
    norm = translate("AgentModel", "Target: at most {limit}, the queue's norm").format(limit=clock(card.norm_s))
    return f"{said}\n{norm}"


def ordered_agents(model: AgentModel) -> OrderedModel[AgentCard]:
    """The people but for the overflow; orders: attention (what is wrong first, then by name), state, name, timer."""
    return _calm(
        model,
        {
            "attention": lambda card: (card.urgent, card.name, card.id),
            "state": lambda card: (card.urgent, _STATE_RANK.get(card.presence, 99), card.name, card.id),
            "name": lambda card: (card.name, card.id),
            "timer": lambda card: (card.timer_t, card.id),
        },
        keep=lambda card: not card.overflow,
    )


def _calm(model: AgentModel, orders: Mapping[str, Order], keep: Callable[[AgentCard], bool]) -> OrderedModel[AgentCard]:
    ordered = OrderedModel(model, orders, keep, calm=True, parent=model)
    model.second_passed.connect(ordered.settle_down)
    return ordered


def ordered_overflow(model: AgentModel) -> OrderedModel[AgentCard]:
    """The overflow alone: who is free and has been for longest first; orders: free, name, timer."""
    return _calm(
        model,
        {
            "free": lambda card: (card.presence != READY, card.timer_t, card.id),
            "name": lambda card: (card.name, card.id),
            "timer": lambda card: (card.timer_t, card.id),
        },
        keep=lambda card: card.overflow,
    )
