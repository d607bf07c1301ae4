"""A conversation with a PBX made of any bytes, and what must hold after it; Hypothesis and atheris both play it."""

from __future__ import annotations

import lzma
from collections.abc import Iterable
from functools import cache

from feeds.asterisk.session import Answer, Effect, HangUp, LoggedOn, Noted, Publish, ReadQueueLog, Send, Session
from feeds.asterisk.translator import Translator
from tests.feeds.asterisk.playing import SOURCE
from tests.feeds.asterisk.truth import CAPTURES
from wallboard.config.asterisk import AsteriskSettings
from wallboard.metrics.figures import figures_of
from wallboard.stream.codec import decode_frame, encode_batch
from wallboard.stream.vocabulary import LogEvent

SECRET = "open sesame"
BEGAN_T = 1_795_000_000.0
HELLO = (
    b"Asterisk Call Manager/11.0.0\r\n"
    b"Response: Success\r\nActionID: wb-1\r\nChallenge: 1\r\n\r\n"
    b"Response: Success\r\nActionID: wb-2\r\nMessage: Authentication accepted\r\n\r\n"
    b"Event: FullyBooted\r\nUptime: 9\r\n\r\n"
)
LISTED = b"Event: QueueStatusComplete\r\n\r\nEvent: CoreShowChannelsComplete\r\n\r\n"
LISTED_FLOOR = b"""Event: QueueParams
Queue: sales
ServiceLevel: 20

Event: QueueMember
Queue: sales
Name: Alice
Location: PJSIP/1001
StateInterface: PJSIP/1001
Penalty: 0
LastPause: 1700000000
Status: 1
Paused: 1
PausedReason: lunch

Event: QueueEntry
Queue: sales
Position: 1
Channel: PJSIP/trunk-00000001
Uniqueid: c
Wait: 12

Event: QueueStatusComplete
ListItems: 3

Event: CoreShowChannel
Channel: PJSIP/trunk-00000001
ChannelState: 6
Context: queues
Exten: sales
Uniqueid: c
Linkedid: c
Application: Queue
ApplicationData: sales,,,,60
Duration: 00:01:00

Event: CoreShowChannel
Channel: PJSIP/trunk-00000002
ChannelState: 6
Context: ivr-main
Exten: s
Uniqueid: d
Linkedid: d
Application: Background
Duration: 00:01:00

Event: CoreShowChannelsComplete
ListItems: 2

""".replace(b"\n", b"\r\n")
"""A queue with a member and a caller, and another caller in the menu."""

ENDS = "answered abandoned_in_menu abandoned_in_queue abandoned_ringing diverted left_by_choice turned_away unknown"
EFFECTS = (Answer, HangUp, LoggedOn, Noted, Publish, ReadQueueLog, Send)
SETTINGS = AsteriskSettings(entries=("from-trunk",), wrapup_s={"*": 4.0}, tiers={"vip": ("3579900*",)})


@cache
def recording(name: str) -> bytes:
    """The bytes of a recording, like `calm/late`."""
    return lzma.decompress((CAPTURES / f"{name}.ami.xz").read_bytes())


def conversation(chunks: Iterable[bytes], settings: AsteriskSettings | None = None) -> list[LogEvent]:
    """What is published when a PBX sends `chunks`, half a second between them, and then hangs up."""
    session, t = Session(Translator(SOURCE, settings), "wallboard", SECRET), BEGAN_T
    effects: list[Effect] = []
    for chunk in chunks:
        effects += session.receive(chunk, t)
        t += 0.5
        effects += session.tick(t)
    effects += session.closed(t + 600.0, "closed")
    assert all(isinstance(effect, EFFECTS) for effect in effects)
    assert not any(isinstance(effect, Send) and SECRET.encode() in effect.data for effect in effects)
    return [event for effect in effects if isinstance(effect, Publish) for event in effect.events]


def assert_sound(events: list[LogEvent]) -> None:
    """The stream takes every event, and every contact is in one column of the books."""
    whole = decode_frame(encode_batch(events)) if events else None
    assert whole is None or not (whole.refused or whole.unknown)
    for by in ((), ("queue",)):
        for group in figures_of([events], "UTC", by)["groups"]:
            each = group["figures"]
            assert each["offered"] == sum(each[end] for end in (*ENDS.split(), "in_progress"))


def cut(data: bytes, size: int) -> list[bytes]:
    """`data` in chunks of `size` bytes."""
    return [data[at : at + size] for at in range(0, len(data), size)]
