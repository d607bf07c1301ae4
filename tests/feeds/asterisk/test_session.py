"""One connection: logging in, asking, waiting, and being refused."""

from __future__ import annotations

from hashlib import md5
from typing import TypeVar

import pytest

from feeds.asterisk.session import (
    Answer,
    Effect,
    HangUp,
    Heard,
    LoggedOn,
    Noted,
    Publish,
    ReadQueueLog,
    Send,
    Session,
    action,
)
from feeds.asterisk.translator import Translator
from tests.feeds.asterisk.playing import SOURCE
from wallboard.stream.feed_events import FeedConnected, FeedLost, FeedSnapshot

SECRET = "open sesame"
E = TypeVar("E")


class Talk:
    """A session, and the PBX at its other end in the test's hands."""

    def __init__(self, translator: Translator | None = None) -> None:
        self.translator = translator or Translator(SOURCE)
        self.session = Session(self.translator, "wallboard", SECRET, also=["ListDialplan"])
        self.t = 1_000_000.0
        self.effects: list[Effect] = []

    def hear(self, raw: str) -> Talk:
        self.effects += self.session.receive(raw.replace("\n", "\r\n").encode(), self.t)
        return self

    def wait(self, s: float) -> Talk:
        self.t += s
        self.effects += self.session.tick(self.t)
        return self

    def of(self, kind: type[E]) -> list[E]:
        return [effect for effect in self.effects if isinstance(effect, kind)]

    def sent(self) -> list[dict[str, str]]:
        return [
            dict(line.split(": ", 1) for line in each.data.decode().split("\r\n") if line) for each in self.of(Send)
        ]

    def ident(self, name: str) -> str:
        return next(each["ActionID"] for each in reversed(self.sent()) if each["Action"] == name)

    def events(self) -> list[str]:
        return [type(event).__name__ for effect in self.of(Publish) for event in effect.events]

    def logged_on(self) -> Talk:
        self.hear("Asterisk Call Manager/11.0.0\n")
        self.hear(f"Response: Success\nActionID: {self.ident('Challenge')}\nChallenge: 12345\n\n")
        self.hear(f"Response: Success\nActionID: {self.ident('Login')}\nMessage: Authentication accepted\n\n")
        return self.hear("Event: FullyBooted\nUptime: 9\n\n")

    def listed(self) -> Talk:
        return self.hear("Event: QueueStatusComplete\nListItems: 0\n\nEvent: CoreShowChannelsComplete\n\n")


def test_that_a_login_answers_a_challenge_and_never_sends_the_secret() -> None:
    talk = Talk().logged_on()
    login = next(each for each in talk.sent() if each["Action"] == "Login")
    assert login["Key"] == md5(f"12345{SECRET}".encode(), usedforsecurity=False).hexdigest()
    assert not [each for each in talk.of(Send) if SECRET.encode() in each.data]
    assert talk.of(LoggedOn)
    assert talk.session.is_on


def test_that_after_the_login_everything_is_listed_and_told() -> None:
    talk = Talk().logged_on()
    names = [each["Action"] for each in talk.sent()]
    assert names[-3:] == ["ExtensionStateList", "QueueStatus", "CoreShowChannels"]
    assert talk.events() == [FeedConnected.__name__]
    assert talk.listed().events() == [FeedConnected.__name__, FeedSnapshot.__name__]


def test_that_a_refused_login_ends_the_connection_with_its_reason() -> None:
    talk = Talk().hear("Asterisk Call Manager/11.0.0\n")
    talk.hear(f"Response: Success\nActionID: {talk.ident('Challenge')}\nChallenge: 1\n\n")
    talk.hear(f"Response: Error\nActionID: {talk.ident('Login')}\nMessage: Authentication failed\n\n")
    assert talk.of(HangUp) == [HangUp("login_refused", "Authentication failed")]
    assert talk.hear("Event: FullyBooted\n\n").events() == []


def test_that_a_pbx_without_challenges_is_told_no_secret() -> None:
    talk = Talk().hear("Asterisk Call Manager/1.0\n")
    talk.hear(f"Response: Error\nActionID: {talk.ident('Challenge')}\nMessage: Invalid/unknown command\n\n")
    assert [each.code for each in talk.of(HangUp)] == ["no_challenge"]


def test_that_one_who_does_not_greet_is_left() -> None:
    assert Talk().wait(1).wait(15).of(HangUp) == []
    assert [each.code for each in Talk().wait(1).wait(21).of(HangUp)] == ["no_greeting"]


def test_that_a_quiet_pbx_is_asked_and_a_silent_one_left() -> None:
    talk = Talk().logged_on().wait(11)
    assert talk.sent()[-1]["Action"] == "Ping"
    talk.hear(f"Response: Success\nActionID: {talk.ident('Ping')}\nPing: Pong\n\n").wait(11)
    assert [each["Action"] for each in talk.sent()].count("Ping") == 2
    assert talk.of(HangUp) == []
    assert [each.code for each in talk.wait(15).of(HangUp)] == ["silent"]


def test_that_an_action_is_answered_by_its_key() -> None:
    talk = Talk().logged_on()
    ident = talk.session.ask("QueueAdd", talk.t, [("Queue", "sales"), ("Interface", "PJSIP/1002")])
    talk.wait(0.1)
    assert talk.sent()[-1] == {"Action": "QueueAdd", "ActionID": ident, "Queue": "sales", "Interface": "PJSIP/1002"}
    talk.hear(f"Response: Error\nActionID: {ident}\nMessage: Unable to add interface: Already there\n\n")
    assert talk.of(Answer)[-1].message.endswith("Already there")
    assert (talk.of(Answer)[-1].ident, talk.of(Answer)[-1].accepted) == (ident, False)


def test_that_an_answer_of_nobody_knows_what_is_told_all_the_same() -> None:
    assert Talk().logged_on().hear("Response: Error\nMessage: Missing action in request\n\n").of(Answer)[-1].ident == ""


def test_that_a_missing_right_is_noted_with_the_action() -> None:
    talk = Talk().logged_on()
    talk.hear(f"Response: Error\nActionID: {talk.ident('QueueStatus')}\nMessage: Permission denied\n\n")
    assert talk.of(Noted) == [Noted("permission_denied", "QueueStatus")]


def test_that_without_the_right_to_list_channels_members_and_callers_are_told_all_the_same() -> None:
    talk = Talk().logged_on()
    talk.hear("Event: QueueParams\nQueue: sales\nServiceLevel: 20\n\n")
    talk.hear("Event: QueueMember\nQueue: sales\nName: Alice\nLocation: PJSIP/1001\nStatus: 1\n\n")
    talk.hear("Event: QueueEntry\nQueue: sales\nChannel: PJSIP/trunk-00000001\nUniqueid: 9.1\nWait: 4\n\n")
    talk.hear("Event: QueueStatusComplete\nListItems: 2\n\n")
    talk.hear(f"Response: Error\nActionID: {talk.ident('CoreShowChannels')}\nMessage: Permission denied\n\n")
    [told] = [e for each in talk.of(Publish) for e in each.events if isinstance(e, FeedSnapshot)]
    assert [agent.id for agent in told.data.agents] == ["PJSIP/1001"]
    assert [(contact.id, contact.stage) for contact in told.data.contacts] == [("9.1", "waiting")]


@pytest.mark.parametrize("value", ["a\r\nAction: Command", "a\nb", "a\0b"])
def test_that_nothing_is_smuggled_into_an_action(value: str) -> None:
    with pytest.raises(ValueError, match="line break"):
        action("Setvar", "1", [("Value", value)])


def test_that_an_end_is_told_and_the_next_connection_asks_for_what_was_written_meanwhile() -> None:
    talk = Talk().logged_on().listed()
    talk.effects += talk.session.closed(talk.t, "closed")
    assert talk.events()[-1] == FeedLost.__name__
    assert talk.of(ReadQueueLog) == []
    again = Talk(talk.translator)
    again.t = talk.t + 30
    assert again.logged_on().of(ReadQueueLog) == [ReadQueueLog(talk.t)]
    again.listed()
    assert again.translator.lost_t < 0.0


def test_that_a_reload_is_followed_by_a_question() -> None:
    talk = Talk().logged_on().listed()
    before = len(talk.sent())
    talk.hear("Event: Reload\nModule: app_queue.so\nStatus: 0\n\n")
    assert [each["Action"] for each in talk.sent()[before:]] == ["QueueStatus"]


def test_that_nonsense_is_counted_and_passed_over() -> None:
    talk = Talk().logged_on().hear("nonsense\n\nEvent: Cut\nA: 1")
    talk.effects += talk.session.closed(talk.t, "closed")
    assert [each.code for each in talk.of(Noted)] == ["malformed", "truncated"]


def test_that_an_event_that_was_asked_for_besides_is_heard_as_it_came() -> None:
    talk = Talk().logged_on().hear("Event: ListDialplan\nContext: from-trunk\n\nEvent: ListOther\nContext: x\n\n")
    assert [each.message.get("Context") for each in talk.of(Heard)] == ["from-trunk"]
