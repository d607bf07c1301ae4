"""A person's command on its way: decided, written down, handed to the source, and then waited for."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from typing import Any

from wallboard.commands.compare import COMPARED_WITHIN_S, is_so
from wallboard.commands.concern import outcome_within_s, source_of
from wallboard.commands.decide import decide
from wallboard.floor.command import DISPATCHED, OUTCOME_UNKNOWN, REQUESTED
from wallboard.floor.floor import COMMANDS_KEPT
from wallboard.history.record import Record
from wallboard.hub.core import Core
from wallboard.hub.journal import Commit
from wallboard.hub.ports import FeedPort
from wallboard.stream.command_events import (
    Action,
    CommandConfirmed,
    CommandDispatched,
    CommandEvent,
    CommandFailed,
    CommandOutcome,
    CommandOutcomeUnknown,
    CommandRefused,
    CommandRequested,
    PromiseCallback,
)
from wallboard.stream.contact_events import CallbackRequested, ContactCallbackRequested
from wallboard.stream.feed_events import FeedSnapshot

_logger = logging.getLogger(__name__)
_KEEPS_NO_CALLBACKS = ("not_supported", "takes_no_commands")
"""What a source says that has no book of callbacks."""
_SETTLED = (CommandConfirmed, CommandFailed, CommandRefused, CommandOutcomeUnknown)


class Commanding:
    """Carries out commands. A command is handed to its source at most once, whatever happens to the hub."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._awaited: dict[str, asyncio.Event] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._compared: dict[str, None] = {}

    def saw(self, records: Sequence[Record]) -> None:
        """Records that are new in the log: an outcome among them is what somebody here may wait for."""
        for record in records:
            if isinstance(record.event, _SETTLED):
                awaited = self._awaited.get(record.event.subject)
                if awaited is not None:
                    awaited.set()
            elif isinstance(record.event, FeedSnapshot):
                self._begin(self._compare(record.event.source), f"compare {record.event.source}")

    def begin(self, record: Record) -> None:
        """A client's request is in the log: carry it out."""
        event = record.event
        if isinstance(event, CommandRequested):
            self._begin(self._carry_out(event, record.position), f"command {event.subject}")

    def own_up(self) -> None:
        """After a start: what was on its way when the hub ended is not sent again, nobody knows what became of it."""
        pending = [c for c in self._core.folded.floor.commands.values() if c.status in (REQUESTED, DISPATCHED)]
        for command in pending:
            self._tell(CommandOutcomeUnknown, command.key, "", "hub_restarted")

    async def close(self) -> None:
        """Give up waiting."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _begin(self, work: Coroutine[Any, Any, None], name: str) -> None:
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _compare(self, source: str) -> None:
        """The source has said what is true there: is that what was asked for, where nobody knows what became of it?

        Each command is held against one snapshot alone: what a later one shows may be somebody else's doing.
        """
        floor, now_t = await self._core.folded.newest_floor(), self._core.clock.now_t()
        for command in list(floor.commands.values()):
            if (
                command.status == OUTCOME_UNKNOWN
                and command.key not in self._compared
                and now_t - command.requested_t <= COMPARED_WITHIN_S
                and source_of(floor, command.action) == source
            ):
                self._compared[command.key] = None
                if is_so(floor, command.action):
                    self._tell(CommandConfirmed, command.key, "", "seen_in_snapshot")
        while len(self._compared) > COMMANDS_KEPT:
            del self._compared[next(iter(self._compared))]

    async def _carry_out(self, request: CommandRequested, position: int) -> None:
        key, action = request.subject, request.data.action
        if await self._core.archive.ask(lambda log: log.first_mention(key), urgent=True) != position:
            return  # asked before, under this key: one command
        floor = await self._core.folded.newest_floor()
        source = source_of(floor, action)
        port = self._core.words.port_of(source) if source else None
        code = decide(
            floor,
            action,
            self._core.clock.now_t(),
            stale=port is None or self._is_quiet(port, source),
            key=key,
        )
        if code or port is None:
            await self._tell(CommandRefused, key, request.id, code or "feed_lost")
            return
        awaited = self._awaited[key] = asyncio.Event()
        try:
            await self._tell(CommandDispatched, key, request.id)
            await self._hand_over(port, request, awaited)
        finally:
            del self._awaited[key]

    async def _hand_over(self, port: FeedPort, request: CommandRequested, awaited: asyncio.Event) -> None:
        key, cause, asked = request.subject, request.id, request.data
        try:
            async with asyncio.timeout(outcome_within_s(asked.action, self._core.config.outcome_s)):
                answer = await port.dispatch(key, asked.action, asked.by)
                if answer.accepted:
                    await awaited.wait()
                elif answer.code in _KEEPS_NO_CALLBACKS and await self._keep_promise(key, cause, asked.action):
                    return
        except TimeoutError:
            await self._tell(CommandOutcomeUnknown, key, cause, "timeout")
        except Exception as error:
            _logger.exception("feed %s failed at command %s", port.name, key)
            await self._tell(CommandOutcomeUnknown, key, cause, "feed_failed", str(error)[:200])
        else:
            if not answer.accepted:
                await self._tell(CommandFailed, key, cause, answer.code, answer.detail)

    async def _keep_promise(self, key: str, cause: str, action: Action) -> bool:
        """Whether the hub itself writes down what the source does not do: a promised callback."""
        lost = self._core.folded.floor.book.lost.get(action.contact) if isinstance(action, PromiseCallback) else None
        if lost is None or not isinstance(action, PromiseCallback):
            return False
        promise = CallbackRequested(action.due, lost.queue, lost.caller)
        named = {"correlationid": key, "causationid": cause}
        promised = self._core.event(ContactCallbackRequested, lost.contact, promise, **named)
        confirmed = self._core.event(CommandConfirmed, key, CommandOutcome(), **named)
        self._core.counters.add("wallboard_commands_total", outcome="confirmed")
        await self._core.journal.enqueue([promised, confirmed], self._core.clock.now_t(), patient=True)
        return True

    def _is_quiet(self, port: FeedPort, source: str) -> bool:
        if port.now_t() is not None:
            return False  # a run is not heard of, it is here
        return self._core.clock.now_t() - self._core.words.last_t(source) > self._core.config.quiet_s

    def _tell(
        self, kind: type[CommandEvent], key: str, cause: str, code: str = "", detail: str = ""
    ) -> asyncio.Future[Commit]:
        """Hand in the hub's word on the command `key`; the future is done once it is committed."""
        event = self._core.event(kind, key, CommandOutcome(code, detail), correlationid=key, causationid=cause)
        self._core.counters.add("wallboard_commands_total", outcome=kind.__name__.removeprefix("Command").lower())
        return self._core.journal.enqueue([event], self._core.clock.now_t(), patient=True)
