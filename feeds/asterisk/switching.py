"""Messages about channels: they come, ring, meet in bridges, are handed on and hang up."""

from __future__ import annotations

from collections.abc import Callable

from feeds.asterisk.call import Call
from feeds.asterisk.calls import REFUSALS, Calls, call_of_ours, new_call
from feeds.asterisk.channels import RING, Channel, Switchboard
from feeds.asterisk.rules import Rules
from feeds.asterisk.tracing import Tracing

Headers = dict[str, str]
Handler = Callable[[Headers, float], None]

SHUTTING_DOWN, DEVICE_GONE = "4", "1"
"""Why a channel is to hang up, in SoftHangupRequest: the PBX stops, or the device at its end has gone."""


class Switching:
    """Handles the messages named in `handlers`. `gone` collects the channels that have ended."""

    def __init__(self, board: Switchboard, calls: Calls, rules: Rules, trace: Tracing) -> None:
        self.board, self.calls, self._rules, self._trace = board, calls, rules, trace
        self.gone: set[str] | None = None

    def handlers(self) -> dict[str, Handler]:
        """By the event's name."""
        return {
            "Newchannel": self._newchannel,
            "Newstate": self.step,
            "DTMFEnd": self.step,
            "HangupRequest": self._hangup_request,
            "SoftHangupRequest": self._soft_hangup_request,
            "Hangup": self._hangup,
            "Rename": self._rename,
            "DialBegin": self._dial_begin,
            "DialEnd": self._dial_end,
            "BridgeEnter": self._bridge_enter,
            "BridgeLeave": self._bridge_leave,
            "Hold": self._hold,
            "Unhold": self._unhold,
            "BlindTransfer": self._blind_transfer,
            "AttendedTransfer": self._attended_transfer,
        }

    def _newchannel(self, m: Headers, t: float) -> None:
        channel = self.board.add(m, t)
        if channel is None or channel.call or channel.state != RING or not self._trace.is_customers(channel):
            return
        call = self.calls.begin(new_call(channel, self._rules.tier_of(channel.number)), channel)
        self.calls.leave_undecided(call, t)
        self._in_menu(call, channel, t)

    def step(self, m: Headers, t: float) -> None:
        channel = self.board.channels.get(m.get("Uniqueid", ""))
        if channel is None:
            return
        channel.context, channel.exten = m.get("Context", ""), m.get("Exten", "")
        channel.state = m.get("ChannelState", "")
        call = self.calls.calls.get(channel.call)
        if call is not None and call.id == channel.id:
            self._in_menu(call, channel, t)

    def _in_menu(self, call: Call, channel: Channel, t: float) -> None:
        if self._rules.is_menu(channel.context):
            self.calls.menu(call, channel.context, t)

    def _hangup_request(self, m: Headers, t: float) -> None:
        channel = self.board.add(m, t)
        if channel is not None:
            self._hung_up(channel, t)

    def _hung_up(self, channel: Channel, t: float) -> None:
        channel.hung_up = True
        call = self._trace.call_at(channel)
        if call is None or call.id != channel.id:
            return
        self._in_menu(call, channel, t)
        self.calls.end(call, t, "agent" if call.owner else "customer")

    def _soft_hangup_request(self, m: Headers, t: float) -> None:
        cause = m.get("Cause", "").strip()
        channel = self.board.channels.get(m.get("Uniqueid", ""))
        if channel is None:
            return
        if cause == SHUTTING_DOWN:
            call = self.calls.calls.get(channel.id)
            if call is not None:
                self.calls.end(call, t, "system")
        elif cause == DEVICE_GONE:
            self._hung_up(channel, t)

    def _hangup(self, m: Headers, t: float) -> None:
        ident = m.get("Uniqueid", "")
        if self.gone is not None:
            self.gone.add(ident)
        channel = self.board.channels.get(ident)
        if channel is None:
            self.calls.calls.pop(ident, None)
            return
        call = self.calls.calls.get(ident)
        if call is not None:
            self.calls.end(call, t, self.calls.ended_by(call))
            del self.calls.calls[ident]
        else:
            self.calls.leg_ended(channel, t)
        self.board.remove(ident)

    def _rename(self, m: Headers, t: float) -> None:
        channel = self.board.channels.get(m.get("Uniqueid", ""))
        if channel is not None:
            self.board.rename(channel, m.get("Newname", channel.name))

    def _dial_begin(self, m: Headers, t: float) -> None:
        channel, leg = self.board.add(m, t), self.board.add(m, t, "Dest")
        if channel is None or leg is None:
            return
        call = self._trace.call_at(channel)
        number = m.get("DialString", "").partition("/")[2].partition("@")[0] or leg.number
        if call is None and channel.person and not channel.is_leg and not self._trace.is_customers(channel):
            inside = bool(leg.person) or leg.is_half
            call = call_of_ours(channel, t, "internal" if inside else "outbound", channel.exten or number)
            self.calls.begin(call, channel)
        if call is None:
            return
        if leg.person:
            self.calls.consulted(call, leg.person, t)
            self.calls.rings(call, leg, t)
        elif leg.is_half:
            leg.call, leg.is_leg = call.id, True
        else:
            self.calls.calls_outside(call, leg, number, t)

    def _dial_end(self, m: Headers, t: float) -> None:
        leg = self.board.channels.get(m.get("DestUniqueid", ""))
        reason = REFUSALS.get(m.get("DialStatus", ""))
        call = self._trace.call_at(leg)
        if leg is not None and leg.person and reason and call is not None:
            self.calls.refused(call, leg.person, reason, t)

    def _bridge_enter(self, m: Headers, t: float) -> None:
        channel, bridge = self.board.add(m, t), m.get("BridgeUniqueid", "")
        if channel is None or not bridge:
            return
        swapped = self.board.channels.get(m.get("SwapUniqueid", ""))
        self.board.enter(channel, bridge)
        if swapped is not None:
            self.board.leave(swapped)
        self.calls.met(self.board.heard_in(bridge), swapped, t)

    def _bridge_leave(self, m: Headers, t: float) -> None:
        channel = self.board.channels.get(m.get("Uniqueid", ""))
        if channel is not None and channel.bridge == m.get("BridgeUniqueid", channel.bridge):
            self.board.leave(channel)

    def _hold(self, m: Headers, t: float) -> None:
        channel = self.board.channels.get(m.get("Uniqueid", ""))
        call = self._trace.call_at(channel)
        if channel is not None and call is not None:
            self.calls.held(call, channel.person, t)

    def _unhold(self, m: Headers, t: float) -> None:
        channel = self.board.channels.get(m.get("Uniqueid", ""))
        call = self._trace.call_at(channel)
        if channel is not None and call is not None:
            self.calls.retrieved(call, channel.person, t)

    def _blind_transfer(self, m: Headers, t: float) -> None:
        by = self.board.channels.get(m.get("TransfererUniqueid", ""))
        call = self._trace.call_at(self.board.channels.get(m.get("TransfereeUniqueid", ""))) or self._trace.call_at(by)
        if by is not None and call is not None and m.get("Result") == "Success":
            self.calls.handed_blindly(call, by.person, m.get("Extension", ""), t)

    def _attended_transfer(self, m: Headers, t: float) -> None:
        channels = self.board.channels
        by = channels.get(m.get("OrigTransfererUniqueid", ""))
        call = self._trace.call_at(channels.get(m.get("TransfereeUniqueid", ""))) or self._trace.call_at(by)
        if by is None or call is None or m.get("Result") != "Success":
            return
        target = channels.get(m.get("TransferTargetUniqueid", ""))
        if target is not None and target.person:
            self.calls.handed_over(call, by.person, target.person, t)
            return
        second = channels.get(m.get("SecondTransfererUniqueid", ""))
        asked = self._trace.call_at(second)
        if second is not None and asked is not None and asked is not call:
            self.calls.takes_place_of(call, asked, by.person, second, t)
