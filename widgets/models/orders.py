"""What people at this board have asked for: sent, followed through the stream, and findable by what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wallboard.commands.concern import Concern, concern_of
from wallboard.floor.command import FAILED, OUTCOME_UNKNOWN, REFUSED, Command
from wallboard.floor.floor import Floor
from wallboard.stream.command_events import Action, CommandOutcome, CommandRequested, Requested
from wallboard.stream.control import Accepted, Refusal
from wallboard.stream.envelope import make

KEPT = 500
DECLINED_KEPT = 50


def request(site: str, action: Action, by: str, now_t: float) -> CommandRequested:
    """A command with a key of its own, asked for at `now_t` (epoch seconds, UTC)."""
    from uuid import uuid4  # not for a start

    key = f"{site or 'display'}/{uuid4().hex}"
    return make(CommandRequested, key, f"/{site or 'site'}/display", key, now_t, Requested(action, by))


class Orders:
    """The commands of the floor, and those that were sent from here and have not come back on the stream yet.

    Nothing here is taken for done before the source has said so.
    """

    def __init__(self) -> None:
        self._sent: dict[str, Command] = {}
        self._of: dict[Concern, Command] = {}
        self._own: dict[str, None] = {}
        self._declined: dict[str, Command] = {}

    def is_own(self, key: str) -> bool:
        """Whether the command was sent from this very board: two boards may belong to one person."""
        return key in self._own

    def start_anew(self, floor: Floor) -> None:
        """Another picture: its commands count, and those of ours that it does not know yet."""
        self._of = {}
        for command in self._sent.values():
            self._put(command)
        self.take(floor.commands.values())

    def take(self, commands: Iterable[Command]) -> None:
        """The stream has told of these."""
        for command in commands:
            self._sent.pop(command.key, None)
            self._put(command)

    def sent(self, event: CommandRequested, now_t: float) -> Command:
        """`event` is on its way to the hub."""
        command = Command(event.subject, event.data.action, event.data.by, requested_t=now_t)
        self._sent[command.key], self._own[command.key] = command, None
        for kept in (self._sent, self._own):
            while len(kept) > KEPT:
                del kept[next(iter(kept))]
        self._put(command)
        return command

    def declined(self, event: CommandRequested, code: str, now_t: float) -> None:
        """What was asked for was not even sent: `code` says why. It stands in the log like what the hub refuses."""
        command = Command(event.subject, event.data.action, event.data.by, requested_t=now_t)
        command.move(REFUSED, now_t, CommandOutcome(code))
        self._declined[command.key] = command
        while len(self._declined) > DECLINED_KEPT:
            del self._declined[next(iter(self._declined))]
        self._own[command.key] = None
        crossing = self.crossing(command.action)
        if crossing is None or not crossing.pending:
            self._put(command)

    def answered(self, key: str, answer: Accepted | Refusal, now_t: float) -> bool:
        """What the hub said to the request `key`. Whether that is news: what the stream has told counts more."""
        command = self._sent.get(key)
        if command is None:
            return False
        refusal = answer if isinstance(answer, Refusal) else next(iter(answer.refused), None)
        if refusal is None:
            return False
        status = {"link_lost": OUTCOME_UNKNOWN, "not_sent": FAILED}.get(refusal.code, REFUSED)
        command.move(status, now_t, CommandOutcome(refusal.code, refusal.detail))
        return True

    def of_contact(self, contact: str) -> Command | None:
        """The newest command for a contact's way through the queues."""
        return self._of.get(("contact", contact))

    def crossing(self, action: Action) -> Command | None:
        """The newest command that `action` would cross (see `concern_of`)."""
        return self._of.get(concern_of(action))

    def pending(self) -> Iterator[Command]:
        """Those whose outcome is still to come."""
        return (command for command in self._of.values() if command.pending)

    def all(self, floor: Floor) -> Iterator[Command]:
        """Every command that is known, the oldest first."""
        yield from floor.commands.values()
        yield from self._sent.values()
        yield from self._declined.values()

    def _put(self, command: Command) -> None:
        concern = concern_of(command.action)
        known = self._of.pop(concern, None)
        is_older = known is not None and known.key != command.key and known.requested_t > command.requested_t
        newest = known if known is not None and is_older else command
        self._of[concern] = newest
        while len(self._of) > KEPT:
            del self._of[next(iter(self._of))]
