"""Which contact a message speaks of."""

from __future__ import annotations

from collections.abc import Container

from feeds.asterisk.call import Call
from feeds.asterisk.calls import Calls, new_call
from feeds.asterisk.channels import Channel, Switchboard
from feeds.asterisk.rules import Rules

Headers = dict[str, str]


class Tracing:
    """From channels to contacts."""

    def __init__(self, board: Switchboard, calls: Calls, rules: Rules, members: Container[str]) -> None:
        self._board, self._calls, self._rules, self._members = board, calls, rules, members

    def call_at(self, channel: Channel | None) -> Call | None:
        """The contact in which the channel takes part, also through the other end of a Local channel."""
        if channel is None:
            return None
        call = self._calls.calls.get(channel.call)
        if call is None and channel.is_half:
            twin = self._board.other_half(channel)
            call = self._calls.calls.get(twin.call) if twin is not None else None
        return call

    def is_customers(self, channel: Channel) -> bool:
        """Whether a customer has come with this channel.

        Where the settings name the contexts of customers, somebody in the house may be one (of an internal help desk).
        """
        if channel.is_leg or channel.is_half:
            return False
        is_entry = self._rules.is_entry(channel.context)
        if channel.person:
            return is_entry and channel.person not in self._members
        return is_entry or not self._rules.has_entries

    def own_call(self, m: Headers, t: float) -> Call | None:
        """The contact that came with the channel of `m`; one that was not seen coming is taken up."""
        channel = self._board.add(m, t)
        call = self.call_at(channel)
        if call is not None or channel is None:
            return call
        if self.is_customers(channel) and not channel.call:
            call = new_call(channel, self._rules.tier_of(channel.number))
            call.start_known = False
            return self._calls.begin(call, channel)
        return None
