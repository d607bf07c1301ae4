"""A supervisor listens, whispers or barges in: the PBX calls his phone, and joins it to the agent's leg."""

from __future__ import annotations

import re

from feeds.asterisk.call import Call
from feeds.asterisk.channels import Channel
from feeds.asterisk.deeds import OnAnything
from feeds.asterisk.orders import Ask, Headers, Next, Order, Outcome, Refusal, failed
from feeds.asterisk.session import Answer
from wallboard.stream import command_events as co
from wallboard.stream import contact_events as ev
from wallboard.stream.contact_events import MonitorMode
from wallboard.stream.vocabulary import LogEvent

RINGS_S = 20
OPTIONS: dict[MonitorMode, str] = {"listen": "qE", "whisper": "qwE", "barge": "qBE"}
"""Quietly, and over when the agent's leg is; w: the agent alone hears it, B: both do."""
_PHONE = re.compile(r"^[0-9A-Za-z*#._-]{2,32}$")
_DEVICE = re.compile(r"^[A-Za-z0-9]+/[0-9A-Za-z*#._-]{2,32}$")
_NOT_REACHED = frozenset({"0", "8"})
"""Reasons of OriginateResponse: there is no such phone, congestion."""

Joining = co.Monitor | co.AnswerHelp


class Spying(OnAnything[Joining]):
    """`Monitor`."""

    def asks(self, order: Order) -> tuple[Ask, ...] | Refusal:
        action = self.action(order)
        leg = self._leg(action)
        if isinstance(leg, Refusal):
            return leg
        return self.calls_phone(order, "ChanSpy", f"{leg.name},{OPTIONS[action.mode]}")

    def calls_phone(self, order: Order, application: str, data: str) -> tuple[Ask, ...] | Refusal:
        """The supervisor's phone is called; once he has picked up, the application goes on with him."""
        phone = self._phone(self.action(order), order.by)
        if isinstance(phone, Refusal):
            return phone
        return (
            Ask(
                "Originate",
                (
                    ("Channel", phone),
                    ("ChannelId", channel_of(order)),
                    ("Application", application),
                    ("Data", data),
                    ("CallerID", f'"Wallboard" <{phone.rpartition("/")[2]}>'),
                    ("Timeout", str(RINGS_S * 1000)),
                    ("Async", "true"),
                ),
            ),
        )

    def sent(self, order: Order) -> None:
        self.translator.supervision.expect(channel_of(order), self.action(order).mode, order.by)

    def answered(self, order: Order, answer: Answer) -> Next | Outcome | None:
        """It answers twice: that it will call, and what came of the call."""
        if answer.accepted:
            return None
        reason = answer.headers.get("Reason")
        if reason is None:
            return self.refused(answer)
        return failed("phone_unreachable" if reason in _NOT_REACHED else "phone_unanswered", f"Reason: {reason}")

    def heard(self, order: Order, name: str, headers: Headers, t: float) -> Outcome | None:
        if name != "ChanSpyStart" or headers.get("SpyerUniqueid") != channel_of(order):
            return None
        return Outcome()

    def saw(self, order: Order, event: LogEvent) -> Outcome | None:
        return failed("contact_not_talking") if isinstance(event, ev.ContactCleared) else None

    def is_in_talk(self, action: Joining) -> bool:
        """Whether there is a talk to be joined."""
        call = self._call(action)
        return call is not None and not call.is_over

    def _leg(self, action: Joining) -> Channel | Refusal:
        """The channel of the agent who talks."""
        call = self._call(action)
        if call is None or call.is_over:
            return Refusal("contact_unknown")
        person = action.agent or next(iter(call.parties), "")
        legs = (self.board.channels.get(leg) for leg in sorted(call.parties.get(person, ())))
        return next((leg for leg in legs if leg is not None), Refusal("contact_not_talking"))

    def _call(self, action: Joining) -> Call | None:
        calls = self.calls.calls
        if isinstance(action, co.Monitor):
            return calls.get(action.contact)
        return next((call for call in calls.values() if action.agent in call.parties), None)

    def _phone(self, action: Joining, by: str) -> str | Refusal:
        """The device to be called: what was given, or what the settings say of who asks."""
        given = action.phone.strip()
        if given:
            return f"{self.settings.technology}/{given}" if _PHONE.match(given) else Refusal("number_odd", given[:40])
        phone = self.settings.supervisors.get(by, "")
        device = phone if "/" in phone else f"{self.settings.technology}/{phone}"
        return device if phone and _DEVICE.match(device) else Refusal("not_set_up", "supervisors")


def is_phone(device: str) -> bool:
    """Whether it is a phone of the house that can be called as it stands: no trunk, no Local channel."""
    return _DEVICE.match(device) is not None


def channel_of(order: Order) -> str:
    """The Uniqueid that the supervisor's channel is to have: by it his listening is known again."""
    return "wb-" + "".join(sign for sign in order.key if sign.isascii() and sign.isalnum())[-48:]
