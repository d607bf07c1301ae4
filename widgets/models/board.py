"""The board: the picture of the floor on the GUI thread, kept up frame by frame, and what a person may ask of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from wallboard.alerts.crews import Crews
from wallboard.commands.candidates import Candidate, rank
from wallboard.commands.concern import source_of
from wallboard.commands.decide import decide
from wallboard.floor.changes import Changes
from wallboard.floor.command import Command
from wallboard.floor.floor import Floor
from wallboard.floor.people import Feed
from wallboard.metrics.books import Books
from wallboard.metrics.cost import NO_RATES
from wallboard.metrics.picture import Picture
from wallboard.stream.command_events import Action, Reassign, agent_of, contact_of
from wallboard.stream.contact_events import TargetKind
from wallboard.stream.control import Accepted, Alarm, Query, Refusal, Result, Welcome
from wallboard.stream.effects import Beat, Live
from widgets.bridge import Bridge
from widgets.mail import Fresh, Greeting, LinkNews, Mail, Outcome
from widgets.models.changes import merged
from widgets.models.crowding import crowded
from widgets.models.freshness import FeedFreshness, Freshness, Standing
from widgets.models.hub_time import HubTime
from widgets.models.orders import Orders, request
from widgets.models.rounds import Rounds

if TYPE_CHECKING:
    from wallboard.hub.client import LinkState

MOST_A_BEAT_S = 30.0
"""So far a heartbeat moves the floor at most: a run that is still making its morning is ahead of what it has told, and
what came after the floor had moved on would be too late for the figures. A jump of the hub's clock does not move it."""
FRAME_BUDGET_S = 0.008


class Note(Struct, frozen=True):
    """Something to be told once; see `widgets.i18n.notes` for the codes."""

    code: str
    values: tuple[str, ...] = ()


class Board(QObject):
    """Everything that panels show and ask. All of it belongs to the GUI thread, and nothing here waits for anything.

    `person` is who asks for commands, as the action log names him. `clock` is the machine's monotonic clock (seconds).
    """

    changed = Signal(object)
    """`Changes` of one frame, merged; at most once a frame."""
    framed = Signal()
    """What has come is told: it is to be painted, before anything else is done."""
    ticked = Signal(float)
    """Once a round, with `now_t`: for ages and what else costs next to nothing; the rest is done in `rounds`.
    Also right after a restart."""
    restarted = Signal()
    """Another picture is there (a snapshot): everything is to be read anew."""
    freshness_changed = Signal()
    """The link's state, the set of stale sources or `can_act` is another. Ages run on: read them at each tick."""
    alarms_changed = Signal()
    """`alarms` are others."""
    orders_changed = Signal()
    """A command was sent, or the hub has answered one before the stream told of it."""
    noted = Signal(object)
    """A `Note`."""

    def __init__(
        self,
        bridge: Bridge,
        *,
        person: str = "",
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.person, self.rates = person, NO_RATES
        self.picture = Picture("UTC")
        self.ready = False
        self.site = ""
        self.timezone = "UTC"
        self.link = LinkNews("connecting")
        self.alarms: tuple[Alarm, ...] = ()
        """What the hub sees as alarms, the most pressing first: the same at every board."""
        self.alarms_known = False
        self.orders = Orders()
        self._changes = Changes()
        self._clock = clock
        self._time = HubTime()
        self._freshness = Freshness(clock())
        self._standing = Standing()
        self._could_act = False
        self._logid = ""
        self._is_another_told = False
        self.crews = Crews()
        """How many people each queue has; a queue whose crew has changed stands in `Changes.queues`."""
        self.rounds = Rounds(self.now_t, clock, self)
        self.rounds.clock.connect(self._on_clock)
        bridge.framed.connect(self._on_framed)

    @property
    def floor(self) -> Floor:
        """The floor as it stands. Look, do not touch."""
        return self.picture.floor

    @property
    def books(self) -> Books:
        """The ledgers behind the figures. Look, do not touch."""
        return self.picture.books

    @property
    def position(self) -> int:
        """So much of the hub's log is folded."""
        return self._freshness.position

    def start(self) -> None:
        """Follow the hub from now on."""
        self._freshness = Freshness(self._clock())
        self.rounds.start()
        self.bridge.start()

    def stop(self) -> bool:
        """Let go of the hub; whether that was clean. At most two seconds, whatever the network does."""
        self.rounds.stop()
        return self.bridge.stop()

    def now_t(self) -> float:
        """The hub's time, epoch seconds (UTC), carried between its heartbeats; before the first the newest event's."""
        now_t = self._time.now_t(self._clock())
        return now_t if now_t >= 0.0 else self.floor.now_t

    # ---- freshness

    def age_s(self) -> float:
        """Seconds since the hub's last word."""
        return self._freshness.age_s(self._clock())

    def feeds(self) -> list[FeedFreshness]:
        """Every source, and whether it is still vouched for."""
        return self._freshness.feeds(self.floor.feeds, self._clock())

    @property
    def link_stale(self) -> bool:
        """Whether nobody vouches for anything here."""
        return self._standing.link_stale or not self._standing.begun

    @property
    def link_state(self) -> LinkState:
        """How the link stands, as it is to be shown: lost where the hub is silent, whatever the network says."""
        if self._standing.link_stale:
            return "lost"
        return self.link.state if self._standing.begun else "catching_up"

    @property
    def any_stale(self) -> bool:
        """Whether anything is stale: what sums up over all sources is, then."""
        return self.link_stale or bool(self._standing.stale_sources)

    def stale(self, source: str) -> bool:
        """Whether nobody vouches any more for what comes from `source`."""
        return self.link_stale or source in self._standing.stale_sources

    def stale_queue(self, queue: str) -> bool:
        """Whether a source of this queue, by its people or by those who are in it, is stale."""
        stale = self._standing.stale_sources
        if self.link_stale or not stale:
            return self.link_stale
        floor = self.floor
        found = floor.queues.get(queue)
        inside = (*found.waiting, *found.ringing, *found.talking) if found else ()
        if any(c.source in stale for key in inside if (c := floor.contacts.get(key))):
            return True
        return any(a.source in stale for a in floor.agents.values() if queue in a.memberships)

    @property
    def no_action(self) -> str:
        """Why nothing at all can be done now, as a code; empty where commands are taken.

        They are where the link is live and no older than three seconds, and not all sources are recordings or such that
        take none.
        """
        if not self.ready or self.link.state != "live" or self.link_stale:
            return "board_not_live"
        refusals = [feed.refusal for feed in self.floor.feeds.values()]
        return refusals[0] if refusals and all(refusals) else ""

    @property
    def can_act(self) -> bool:
        """Whether commands are taken at all; see `no_action`."""
        return not self.no_action

    @property
    def replayed(self) -> Feed | None:
        """The source that plays a recording, where what is shown is none that lives."""
        return next((feed for feed in self.floor.feeds.values() if feed.recording), None)

    # ---- acting

    def refusal(self, contact: str, to_kind: TargetKind, to: str) -> str:
        """Why `contact` may not be sent to this target now, as a code; empty where it may."""
        return self.hindrance(Reassign(contact, to, to_kind))

    def hindrance(self, action: Action) -> str:
        """Why `action` may not be asked for now, as a code; empty where it may."""
        if code := self.no_action:
            return code
        source = source_of(self.floor, action)
        stale = bool(source) and self.stale(source)
        pending = self.orders.crossing(action)
        if pending is not None and pending.pending and source and not stale:
            return "already_asked"
        return decide(self.floor, action, self.now_t(), stale=stale) or crowded(self.floor, self.orders, action)

    def candidates(self, contacts: Sequence[str]) -> list[Candidate]:
        """Who should take the first of these contacts that still waits, the best first."""
        floor = self.floor
        waiting = (c for key in contacts if (c := floor.contacts.get(key)) and c.stage in ("waiting", "ringing"))
        first = next(waiting, None)
        return [] if first is None else rank(floor, first, self.now_t())

    def reassign(self, contacts: Sequence[str], to_kind: TargetKind, to: str) -> list[str]:
        """Ask for each of `contacts` to be sent to this target: the commands' keys. Who may not go is left out."""
        return self.act([Reassign(contact, to, to_kind) for contact in contacts])

    def act(self, actions: Sequence[Action]) -> list[str]:
        """Ask for each of `actions`: the commands' keys. What may not be done is told, written down and left out."""
        keys = []
        for action in actions:
            event = request(self.site, action, self.person, self.now_t())
            if code := self.hindrance(action):
                self.noted.emit(Note("order_refused", (code, contact_of(action) or agent_of(action))))
                self.orders.declined(event, code, self.now_t())
                continue
            self.orders.sent(event, self.now_t())
            self.bridge.publish([event], partial(self._on_answered, event.subject))
            keys.append(event.subject)
        if actions:
            self.orders_changed.emit()
        return keys

    def command_of(self, contact: str) -> Command | None:
        """The newest command for a contact, sent from here or from another board."""
        return self.orders.of_contact(contact)

    def commands(self) -> list[Command]:
        """All that were asked for, the newest first."""
        return list(self.orders.all(self.floor))[::-1]

    def query(self, query: Query, done: Callable[[Result | Refusal], None]) -> None:
        """Ask history; `done` is called here, later, with the answer or why there is none."""
        self.bridge.query(query, done)

    # ---- what comes

    def take_mail(self, mail: Mail, at_s: float) -> None:
        """Take one piece of mail that came at `at_s` (monotonic seconds). `flush` then tells what has changed."""
        match mail:
            case Live():
                self._heard(mail, at_s)
                self._changes = merged(self._changes, self.picture.fold(mail.events))
            case Beat():
                gone_s = self._time.beat(mail.hub_t, at_s)
                self._freshness.beat(mail, at_s)
                if self.floor.now_t > 0.0:
                    told_t = min(mail.hub_t, self.floor.now_t + min(gone_s + 1.0, MOST_A_BEAT_S))
                    self._changes = merged(self._changes, self.picture.pass_time(told_t))
                self._alarmed(mail.data.alarms)
            case Fresh():
                self._freshness.reached(mail.position)
                self._begin_anew(mail.picture, mail.logid)
            case LinkNews():
                self._link(mail)
            case Greeting():
                self._greeted(mail.welcome)
            case Outcome():
                pass  # the bridge gives these to whoever asked
            case _:
                assert_never(mail)

    def flush(self) -> None:
        """Tell what the mail since the last flush has changed, once."""
        changes, self._changes = self._changes, Changes()
        if changes:
            listed = (key for queue in changes.queues.values() for key in queue.config.overflow)
            changes.agents.update((key, agent) for key in listed if (agent := self.floor.agents.get(key)))
            if changes.agents:
                queues = self.floor.queues
                touched = self.crews.take(changes.agents.values(), queues)
                changes.queues.update((key, queues[key]) for key in touched if key in queues)
            if changes.commands:
                self.orders.take(changes.commands.values())
            self.changed.emit(changes)
        if self._freshness.begun is not self._standing.begun:
            self._judge_freshness()

    def tick(self) -> None:
        """Bring everything that follows the time up to now, at once: a whole round."""
        self.rounds.go_round()

    def _on_clock(self, now_t: float) -> None:
        self._judge_freshness()
        self.ticked.emit(now_t)

    def _on_framed(self) -> None:
        end_s = self._clock() + FRAME_BUDGET_S
        while (entry := self.bridge.take()) is not None:
            self.take_mail(entry[1], entry[0])
            if self._clock() >= end_s:
                self.bridge.again()
                break
        self.flush()
        self.framed.emit()
        if self._clock() < end_s:
            self.rounds.use_frame()

    def _heard(self, live: Live, at_s: float) -> None:
        self._freshness.word(at_s)
        self._freshness.reached(live.position)
        recorded = live.events[-1].recordedtime if live.events else None
        if recorded is not None:
            self._time.heard(recorded.timestamp(), at_s)

    def _begin_anew(self, picture: Picture, logid: str) -> None:
        is_another, self._logid = self._logid not in ("", logid), logid
        if is_another:
            self._time = HubTime()  # another log, another time
        self.picture = picture
        self._changes = Changes()
        self.ready = True
        self.orders.start_anew(picture.floor)
        self.crews = Crews()
        self.crews.take(picture.floor.agents.values(), picture.floor.queues)
        self._judge_freshness()
        if is_another:
            self._tell_another_log()
        self.restarted.emit()
        self.ticked.emit(self.now_t())

    def _greeted(self, welcome: Welcome) -> None:
        self.site, self.timezone = welcome.site, welcome.timezone
        self._freshness.greet(welcome)

    def _link(self, news: LinkNews) -> None:
        before, self.link = self.link, news
        if news.state == "catching_up" and news.code:
            self.noted.emit(Note("catching_up", (news.code,)))
        elif news.state == "live" and before.state == "catching_up" and before.code:
            self.noted.emit(Note("caught_up"))
        self._could_act = self.can_act
        self.freshness_changed.emit()

    def _judge_freshness(self) -> None:
        before = self._standing
        self._standing = self._freshness.standing(self.floor.feeds, self._clock())
        for note in _notes(before, self._standing):
            self.noted.emit(Note("begun_anew") if self._is_another_told and note.code == "link_back" else note)
        self._is_another_told = self._is_another_told and self._standing.link_stale
        if self.ready and self._standing.begun and not before.begun:
            self.restarted.emit()  # what was seen of the day in the making was judged by a time that ran
        if self._standing != before or self.can_act != self._could_act:
            self._could_act = self.can_act
            self.freshness_changed.emit()

    def _tell_another_log(self) -> None:
        """What was shown belongs to a log that is gone: its hub was lost with it, or another hub answers there."""
        self.noted.emit(Note("begun_anew"))
        self._is_another_told = self._standing.link_stale  # that the hub is back must not take its place

    def _alarmed(self, alarms: tuple[Alarm, ...]) -> None:
        if alarms != self.alarms or not self.alarms_known:
            self.alarms, self.alarms_known = alarms, True
            self.alarms_changed.emit()

    def _on_answered(self, key: str, answer: Accepted | Refusal) -> None:
        if self.orders.answered(key, answer, self.now_t()):
            self.orders_changed.emit()


def _notes(before: Standing, after: Standing) -> list[Note]:
    if not after.begun:
        return []
    if before.link_stale != after.link_stale:
        return [Note("link_lost" if after.link_stale else "link_back")]
    if after.link_stale:
        return []
    gone, back = after.stale_sources - before.stale_sources, before.stale_sources - after.stale_sources
    return [*(Note("feed_lost", (s,)) for s in sorted(gone)), *(Note("feed_back", (s,)) for s in sorted(back))]
