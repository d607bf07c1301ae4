"""What people ask of the exchange: it takes a moment, and does it, or says why it cannot."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from feeds.simulator.callbacks import Callbacks
from feeds.simulator.centre import Centre
from feeds.simulator.handling import Handling
from feeds.simulator.posting import Posting
from feeds.simulator.reassignment import Reassignment
from wallboard.stream import command_events as co
from wallboard.stream.command_events import Action

LATENCY_S = (0.1, 0.6)

Doing = Callable[[Any, str], str]
"""Does an action that somebody asked for; the code of why not, in the hub's own words."""


class Obeying:
    """Carries out commands."""

    def __init__(
        self, centre: Centre, reassignment: Reassignment, handling: Handling, posting: Posting, callbacks: Callbacks
    ) -> None:
        self._centre, self._reassignment = centre, reassignment
        self._doings: dict[type, Doing] = {
            co.SetPriority: handling.set_priority,
            co.Withdraw: handling.withdraw,
            co.Hangup: handling.hang_up,
            co.Monitor: handling.monitor,
            co.AnswerHelp: handling.answer_help,
            co.AddToQueue: posting.add_to_queue,
            co.RemoveFromQueue: posting.remove_from_queue,
            co.SetPenalty: posting.set_penalty,
            co.Pause: posting.pause,
            co.Unpause: posting.unpause,
            co.LogOff: posting.log_off,
            co.PromiseCallback: callbacks.promise_lost,
        }

    def request(self, key: str, action: Action, by: str, random: Random) -> None:
        """Take the command `key`, which the exchange carries out after a moment."""
        self._centre.agenda.after(random.uniform(*LATENCY_S), self._carry_out, key, action, by)

    def _carry_out(self, key: str, action: Action, by: str) -> None:
        if isinstance(action, co.Reassign):
            code = self._reassignment.carry_out(key, action, by)
        else:
            doing = self._doings.get(type(action))
            code = doing(action, by) if doing else "not_supported"
        kind = co.CommandFailed if code else co.CommandConfirmed
        self._centre.journal.write(kind, key, self._centre.agenda.now_t, co.CommandOutcome(code), key, key)
