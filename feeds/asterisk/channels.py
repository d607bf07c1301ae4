"""The PBX's channels and bridges as they are now, and who can hear whom."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from feeds.asterisk.rules import Rules, device_of, number_of, plain

RING, UP = "4", "6"
"""ChannelState of a channel that has called in, and of one that talks."""


class Channel(Struct, gc=False):
    """`id` is its Uniqueid. `device` is whose it is, `person` the agent if it is a phone of ours.

    `call` is the contact in which it takes part, as the customer's own channel or as the leg of a person.
    """

    id: str
    name: str
    device: str
    person: str = ""
    number: str = ""
    caller_name: str = ""
    context: str = ""
    exten: str = ""
    state: str = ""
    linked: str = ""
    created_t: float = 0.0
    bridge: str = ""
    call: str = ""
    hung_up: bool = False
    """Who is at the other end has hung up."""
    is_leg: bool = False
    """The PBX has called it, rather than it the PBX."""

    @property
    def is_half(self) -> bool:
        """Whether it is one end of a Local channel, through which others hear each other."""
        return self.name.startswith("Local/")


class Switchboard:
    """Channels by Uniqueid, bridges by their key, and the pairs of which a Local channel is made."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.channels: dict[str, Channel] = {}
        self.bridges: dict[str, set[str]] = {}
        self.phones: set[str] = set()
        """Devices that are known to be phones of ours."""
        self._halves: dict[str, str] = {}

    def add(self, headers: dict[str, str], t: float, prefix: str = "") -> Channel | None:
        """The channel that `headers` (with `prefix` before their names) speak of: a known one, moved on, or a new."""
        get = headers.get
        ident = get(prefix + "Uniqueid")
        if not ident:
            return None
        known = self.channels.get(ident)
        context = get(prefix + "Context", "")
        if known is not None:
            known.context, known.exten = context, get(prefix + "Exten", "")
            known.state = get(prefix + "ChannelState", known.state)
            return known
        name = get(prefix + "Channel", "")
        channel = Channel(ident, name, device_of(name))
        channel.number = plain(get(prefix + "CallerIDNum", ""))
        channel.caller_name = plain(get(prefix + "CallerIDName", ""))
        channel.context, channel.exten = context, get(prefix + "Exten", "")
        channel.state, channel.linked = get(prefix + "ChannelState", ""), get(prefix + "Linkedid", "")
        channel.created_t = t
        channel.person = self.person_of(channel)
        self.channels[ident] = channel
        if channel.is_half:
            self._halves[name] = ident
        return channel

    def person_of(self, channel: Channel) -> str:
        """The agent whose phone this is; empty for a trunk."""
        device, rules = channel.device, self.rules
        if channel.is_half or rules.is_trunk(device):
            return ""
        if device in self.phones or rules.is_phone(device):
            return device
        if channel.number and number_of(device) == channel.number:
            self.phones.add(device)
            return device
        return ""

    def know_phone(self, device: str) -> None:
        """`device` is a phone of ours."""
        if "/" in device and device not in self.phones and not device.startswith("Local/"):
            self.phones.add(device)

    def forget(self) -> None:
        """Nothing is known of channels any more; phones remain."""
        self.channels.clear()
        self.bridges.clear()
        self._halves.clear()

    def rename(self, channel: Channel, name: str) -> None:
        """The channel goes by another name."""
        self._halves.pop(channel.name, None)
        channel.name = name
        if channel.is_half:
            self._halves[name] = channel.id

    def remove(self, ident: str) -> Channel | None:
        """The channel is gone."""
        channel = self.channels.pop(ident, None)
        if channel is not None:
            self.leave(channel)
            self._halves.pop(channel.name, None)
        return channel

    def enter(self, channel: Channel, bridge: str) -> None:
        """The channel has come into a bridge."""
        self.leave(channel)
        channel.bridge = bridge
        self.bridges.setdefault(bridge, set()).add(channel.id)

    def leave(self, channel: Channel) -> None:
        """The channel has left its bridge, if it was in any."""
        inside = self.bridges.get(channel.bridge)
        if inside is not None:
            inside.discard(channel.id)
            if not inside:
                del self.bridges[channel.bridge]
        channel.bridge = ""

    def other_half(self, channel: Channel) -> Channel | None:
        """The other end of a Local channel."""
        name = channel.name
        if name[-2:] not in (";1", ";2"):
            return None
        twin = self._halves.get(name[:-1] + ("2" if name[-1] == "1" else "1"))
        return self.channels.get(twin) if twin else None

    def heard_in(self, bridge: str) -> Iterator[Channel]:
        """The channels that hear each other through `bridge`, also where Local channels join it to others."""
        seen, ahead = {bridge}, [bridge]
        while ahead:
            for ident in list(self.bridges.get(ahead.pop(), ())):
                channel = self.channels.get(ident)
                if channel is None:
                    continue
                yield channel
                twin = self.other_half(channel)
                if twin is not None and twin.bridge and twin.bridge not in seen:
                    seen.add(twin.bridge)
                    ahead.append(twin.bridge)
