"""The floor as the PBX lists it: channels that nobody has seen coming become contacts, and all is said in one word."""

from __future__ import annotations

from collections.abc import Iterator

from feeds.asterisk.call import Call
from feeds.asterisk.calls import Calls, call_of_ours, new_call
from feeds.asterisk.channels import UP, Channel, Switchboard
from feeds.asterisk.listing import Headers, Listing, is_outgoing, queue_in, seconds_of
from feeds.asterisk.numbers import LONGEST_S, whole
from feeds.asterisk.rules import Rules
from wallboard.stream.envelope import moment
from wallboard.stream.feed_events import SnapshotContact, SnapshotStage


class Surveyor:
    """Takes a complete listing at `t` (epoch seconds). What it finds out is told by the snapshot alone."""

    def __init__(self, calls: Calls, board: Switchboard, rules: Rules) -> None:
        self._calls, self._board, self._rules = calls, board, rules

    def take(self, listing: Listing, t: float) -> None:
        """Make what is listed, and was not known, known."""
        listed = [each for each in listing.channels if each.get("Uniqueid", "") not in listing.gone]
        found = [pair for each in listed if (pair := self._channel(each, t))]
        for channel, headers in found:
            self._owner(channel, headers, listing, t)
        self._forget_what_is_gone()
        for channel, headers in found:
            if channel.person and is_outgoing(headers):
                self._leg(channel, headers, t)
        for bridge in list(self._board.bridges):
            self._calls.met(self._board.heard_in(bridge), None, t)
        for channel, headers in found:
            call = self._calls.calls.get(channel.call)
            queue = queue_in(headers.get("Application", ""), headers.get("ApplicationData", ""))
            if call is not None and call.id == channel.id and queue:
                for person in call.parties:
                    call.served.setdefault(person, queue)

    def contacts(self, listing: Listing, t: float) -> Iterator[SnapshotContact]:
        """Every contact that is open now."""
        for call in self._calls.calls.values():
            if not call.is_over:
                yield _told(call, listing, t)

    def _forget_what_is_gone(self) -> None:
        """What was known before the connection was lost, and is there no more: the snapshot says so by its silence."""
        calls = self._calls
        for ident in [ident for ident in calls.calls if ident not in self._board.channels]:
            del calls.calls[ident]
            calls.undecided.pop(ident, None)

    def _channel(self, headers: Headers, t: float) -> tuple[Channel, Headers] | None:
        is_new = headers.get("Uniqueid", "") not in self._board.channels
        channel = self._board.add(headers, t - seconds_of(headers.get("Duration", "")))
        if channel is None:
            return None
        bridge = headers.get("BridgeId", "")
        if is_new and bridge:
            self._board.enter(channel, bridge)
        return channel, headers

    def _owner(self, channel: Channel, headers: Headers, listing: Listing, t: float) -> None:
        """The channel with which a contact came, if this is one."""
        application = headers.get("Application", "")
        if channel.call or channel.is_half or is_outgoing(headers) or application == "ChanSpy":
            return
        known = self._calls.calls.get(channel.id)
        entry = listing.waiting.get(channel.id)
        if known is None and channel.person:
            if not application:
                return
            known = call_of_ours(channel, t, "internal", channel.exten, consult=application == "Queue")
        call = known or new_call(channel, self._rules.tier_of(channel.number))
        self._calls.begin(call, channel)
        call.told = max(call.told, 1)
        call.forget_leaving()
        call.parties.clear()
        call.ringing.clear()
        call.queue = entry.get("Queue", "") if entry is not None else ""
        call.context = channel.context
        if self._rules.is_menu(channel.context):
            call.entry, call.node = "menu", channel.context

    def _leg(self, channel: Channel, headers: Headers, t: float) -> None:
        """A phone of ours that the PBX has called: it rings, or talks, for the contact that it was called for."""
        call = self._calls.calls.get(channel.linked)
        if call is None or channel.call:
            return
        channel.is_leg = True
        channel.call = call.id
        if headers.get("ChannelState") != UP:
            call.ringing[channel.person] = channel.id


def _told(call: Call, listing: Listing, t: float) -> SnapshotContact:
    entry = listing.waiting.get(call.id, {})
    waited_s = float(whole(entry.get("Wait"), most=LONGEST_S))
    stage: SnapshotStage = "menu"
    person = next((each for each in call.parties if each != call.owner), "") or next(iter(call.parties), "")
    offered: float | None = None
    since: float | None = None
    queue = call.queue
    if call.parties:
        stage, queue = "on_hold" if call.held_by else "talking", call.served.get(person, "")
    elif call.ringing:
        # When it entered the queue is told here as when it came: its wait is then right, and its way there left out.
        stage, person, offered, since = "ringing", next(iter(call.ringing)), t - waited_s, t
    elif call.queue:
        stage, offered, since = "waiting", min(call.began_t, t - waited_s), t - waited_s
    else:
        offered = since = call.began_t
    return SnapshotContact(
        call.id,
        stage,
        "voice",
        call.direction,
        call.entry,
        queue,
        person,
        moment(offered) if offered is not None else None,
        moment(since) if since is not None else None,
        call.caller,
        tier=call.tier,
        priority=whole(entry["Priority"]) if stage in ("waiting", "ringing") and "Priority" in entry else None,
    )
