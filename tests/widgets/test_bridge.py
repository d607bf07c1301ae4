"""What crosses from the network to the screen, and that nothing on the network can hold up the end."""

from __future__ import annotations

import base64
import hashlib
import socket
import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from tests.commands.floors import Story
from tests.widgets.hubs import ScriptedHub, listening, numbered, serving
from wallboard.floor.floor import Floor
from wallboard.metrics.picture import Picture
from wallboard.stream import control as ct
from wallboard.stream.control import Accepted, Query, Refusal, Result
from wallboard.stream.effects import Beat, Live, SnapshotTaken
from wallboard.stream.vocabulary import LogEvent
from widgets.bridge import Bridge
from widgets.link import PORTION, Link, picture_of
from widgets.mail import Fresh, Greeting, LinkNews, Mail, Mailbox, Outcome

NOWHERE = "ws://127.0.0.1:9/stream"


def live(count: int = 1) -> Live:
    """So many events."""
    story = Story()
    for number in range(count):
        story.waiting(f"c{number}")
    return Live(story.events[:count], count)


def taken(mailbox: Mailbox) -> list[Mail]:
    """Everything that lies there."""
    found = []
    while (entry := mailbox.take()) is not None:
        found.append(entry[1])
    return found


def test_that_mail_comes_out_in_the_order_in_which_it_went_in() -> None:
    mailbox = Mailbox()
    mails: list[Mail] = [LinkNews("connecting"), live(), LinkNews("live")]
    assert all(mailbox.put(mail, 1.0) for mail in mails)
    assert taken(mailbox) == mails


def test_that_a_full_mailbox_drops_all_events_and_keeps_the_rest() -> None:
    mailbox = Mailbox(events_max=10)
    news, answer = LinkNews("live"), Outcome(1, Accepted(1, 1))
    for mail in (news, live(6), answer, live(6)):
        assert mailbox.put(mail, 1.0)
    assert not mailbox.put(live(1), 1.0)
    assert mailbox.starved
    assert taken(mailbox) == [news, answer]


def test_that_a_display_which_is_five_seconds_behind_drops_as_well() -> None:
    mailbox = Mailbox(behind_s=5.0)
    mailbox.put(live(), 100.0)
    assert mailbox.put(live(), 105.0)
    assert not mailbox.put(live(), 105.1)


def test_that_nothing_is_taken_in_until_the_snapshot_comes() -> None:
    mailbox = Mailbox(events_max=1)
    mailbox.put(live(1), 1.0)
    mailbox.put(live(1), 1.0)
    assert mailbox.put(live(1), 1.0)
    assert len(mailbox) == 0
    fresh = Fresh(Picture("UTC"), "log", 9)
    mailbox.put(fresh, 2.0)
    mailbox.put(live(1), 2.0)
    assert not mailbox.starved
    assert taken(mailbox) == [fresh, live(1)]


def test_that_a_slow_time_alone_is_no_reason_while_nothing_waits() -> None:
    mailbox = Mailbox(behind_s=5.0)
    mailbox.put(live(), 100.0)
    taken(mailbox)
    assert mailbox.put(live(), 900.0)


def test_that_many_mails_wake_the_screen_once(qtbot: QtBot) -> None:
    bridge = Bridge(NOWHERE)
    framed = QSignalSpy(bridge.framed)
    for _ in range(100):
        bridge.link.deliver(live())
    qtbot.waitUntil(lambda: framed.count() > 0)
    assert framed.count() == 1
    bridge.link.deliver(live())
    qtbot.waitUntil(lambda: framed.count() == 2)


def test_that_what_a_frame_has_no_time_for_comes_with_the_next(qtbot: QtBot) -> None:
    bridge = Bridge(NOWHERE)
    seen: list[Mail] = []

    def take_one() -> None:
        entry = bridge.take()
        if entry is not None:
            seen.append(entry[1])
            bridge.again()

    bridge.framed.connect(take_one)
    for _ in range(3):
        bridge.link.deliver(live())
    qtbot.waitUntil(lambda: len(seen) == 3)


def test_that_a_display_that_fell_behind_says_so_and_asks_for_a_snapshot(qtbot: QtBot) -> None:
    with serving(ScriptedHub(Story().waiting("c1").floor())) as hub:
        bridge = Bridge(Link(hub.url, Mailbox(events_max=2)))
        bridge.start()
        seen: list[Mail] = []
        qtbot.waitUntil(lambda: _drained(bridge, seen, Fresh), timeout=10_000)
        seen.clear()
        hub.say(*numbered(list(live(4).events), 2))
        hub.say(*numbered(list(live(8).events)[4:], 6))
        qtbot.waitUntil(lambda: bridge.mailbox.starved, timeout=10_000)
        qtbot.waitUntil(lambda: _drained(bridge, seen, Fresh), timeout=10_000)
        assert LinkNews("catching_up", "behind") in seen
        assert hub.snapshots == 2
        assert bridge.stop()


def _has(bridge: Bridge, kind: type[Any]) -> bool:
    return any(isinstance(mail, kind) for _, mail in bridge.mailbox._mail)


def _drained(bridge: Bridge, seen: list[Mail], until: type[Any]) -> bool:
    while (entry := bridge.take()) is not None:
        seen.append(entry[1])
    return any(isinstance(mail, until) for mail in seen)


def test_that_welcome_snapshot_events_and_beats_reach_the_screen(qtbot: QtBot) -> None:
    with serving(ScriptedHub(Story().queue("support").waiting("c1").floor())) as hub:
        bridge, seen = _following(hub.url)
        qtbot.waitUntil(lambda: any(isinstance(m, Fresh) for m in seen), timeout=10_000)
        events = numbered(list(Story().waiting("c2").events), 2)
        hub.say(*events, hub.control(ct.StreamHeartbeat, ct.Heartbeat("log", 3)))
        qtbot.waitUntil(lambda: any(isinstance(m, Beat) for m in seen), timeout=10_000)
        assert bridge.stop()
    kinds = [type(mail) for mail in seen if not isinstance(mail, LinkNews)]
    assert kinds == [Greeting, Fresh, Live, Beat]
    assert [mail.state for mail in seen if isinstance(mail, LinkNews)][:3] == ["connecting", "catching_up", "live"]
    (fresh,) = [mail for mail in seen if isinstance(mail, Fresh)]
    assert set(fresh.picture.floor.contacts) == {"c1"}


def _following(url: str | Link) -> tuple[Bridge, list[Mail]]:
    bridge = Bridge(url)
    seen: list[Mail] = []

    def take_all() -> None:
        while (entry := bridge.take()) is not None:
            seen.append(entry[1])

    bridge.framed.connect(take_all)
    bridge.start()
    return bridge, seen


def test_that_a_flood_comes_in_portions_that_a_frame_can_stop_between() -> None:
    link = Link(NOWHERE)
    link.take_live(list(live(PORTION + 1).events), PORTION + 1)
    mails = taken(link.mailbox)
    assert [len(mail.events) for mail in mails if isinstance(mail, Live)] == [PORTION, 1]


@pytest.mark.parametrize("refuses", ["", "log_unwritable"])
def test_that_publications_and_queries_are_answered_on_the_screens_side(qtbot: QtBot, refuses: str) -> None:
    with serving(ScriptedHub(Floor(), refuses=refuses)) as hub:
        bridge, seen = _following(hub.url)
        qtbot.waitUntil(lambda: any(isinstance(m, Fresh) for m in seen), timeout=10_000)
        answers: list[Any] = []
        threads: set[int] = set()

        def done(answer: Any) -> None:
            threads.add(threading.get_ident())
            answers.append(answer)

        bridge.publish(_events(), done)
        bridge.query(Query("timeline", subject="c1"), done)
        qtbot.waitUntil(lambda: len(answers) == 2, timeout=10_000)
        assert bridge.stop()
    assert threads == {threading.get_ident()}
    if refuses:
        assert {answer.code for answer in answers} == {refuses}
    else:
        assert {type(answer) for answer in answers} == {Accepted, Result}


def _events() -> list[LogEvent]:
    return list(Story().waiting("c9").events)


def test_that_what_cannot_be_sent_is_answered_too(qtbot: QtBot) -> None:
    bridge = Bridge(NOWHERE)
    answers: list[Any] = []
    bridge.framed.connect(bridge.take)
    bridge.publish(_events(), answers.append)
    qtbot.waitUntil(lambda: len(answers) == 1)
    assert answers == [Refusal("not_sent")]


def test_that_the_bridge_tells_why_there_is_no_link(qtbot: QtBot) -> None:
    bridge, seen = _following(NOWHERE)
    qtbot.waitUntil(lambda: any(isinstance(m, LinkNews) and m.state == "lost" for m in seen), timeout=10_000)
    assert bridge.stop()
    assert next(m.code for m in seen if isinstance(m, LinkNews) and m.state == "lost") == "refused"


@pytest.mark.expects_errors
def test_that_a_snapshot_nobody_can_read_is_told_and_ends_nothing() -> None:
    link = Link(NOWHERE)
    link.take_snapshot(SnapshotTaken("log", 1, [("floor.agents", b'[{"id": 7}]')]))
    (news,) = taken(link.mailbox)
    assert isinstance(news, LinkNews)
    assert (news.state, news.code) == ("lost", "snapshot_unreadable")


def test_that_a_section_nobody_knows_is_passed_over() -> None:
    picture = picture_of(SnapshotTaken("log", 1, [("weather", b"[1]"), ("floor.queues", b'[{"id": "q"}]')]), "UTC")
    assert set(picture.floor.queues) == {"q"}


def test_that_an_address_which_moves_is_asked_for_each_time(qtbot: QtBot) -> None:
    with serving(ScriptedHub(Floor())) as hub:
        addresses = [NOWHERE, hub.url]
        bridge = Bridge(lambda: addresses.pop(0) if len(addresses) > 1 else addresses[0])
        bridge.start()
        qtbot.waitUntil(lambda: _has(bridge, Fresh), timeout=10_000)
        assert bridge.stop()


def _handshake_only() -> bytes:
    """Not a valid answer to any key: the opening handshake is begun and never ends."""
    return b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"


@pytest.mark.parametrize("answers", [b"", _handshake_only()], ids=["says nothing", "stops in the handshake"])
def test_that_a_server_which_never_answers_does_not_hold_up_the_end(qtbot: QtBot, answers: bytes) -> None:
    with listening(answers=answers) as url:
        bridge, seen = _following(url)
        qtbot.waitUntil(lambda: LinkNews("connecting") in seen, timeout=10_000)
        assert bridge.stop()


def test_that_a_server_which_never_says_goodbye_does_not_hold_up_the_end(qtbot: QtBot) -> None:
    with _deaf_after_handshake() as url:
        bridge, seen = _following(url)
        qtbot.waitUntil(lambda: any(isinstance(m, LinkNews) and m.state == "catching_up" for m in seen), timeout=10_000)
        assert bridge.stop()


def _deaf_after_handshake() -> Any:
    """A server that completes the handshake by hand, and then neither reads nor writes."""
    from contextlib import contextmanager

    @contextmanager
    def serve() -> Any:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            peers: list[socket.socket] = []

            def shake_hands() -> None:
                peer, _ = listener.accept()
                peers.append(peer)
                request = peer.recv(65536).decode()
                key = next(
                    line.split(": ")[1]
                    for line in request.split("\r\n")
                    if line.lower().startswith("sec-websocket-key")
                )
                digest = hashlib.sha1((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest()
                accept = base64.b64encode(digest).decode()
                head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                protocol = "Sec-WebSocket-Protocol: wallboard.batch.json\r\n"
                peer.sendall(f"{head}Sec-WebSocket-Accept: {accept}\r\n{protocol}\r\n".encode())

            thread = threading.Thread(target=shake_hands, daemon=True)
            thread.start()
            yield f"ws://127.0.0.1:{listener.getsockname()[1]}/stream"
            thread.join(10)
        for peer in peers:
            peer.close()

    return serve()


def test_that_a_name_server_which_never_answers_does_not_hold_up_the_end(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, released = threading.Event(), threading.Event()
    original: Callable[..., Any] = socket.getaddrinfo

    def never(host: Any, *rest: Any, **named: Any) -> Any:
        if host != "hub.example":
            return original(host, *rest, **named)
        asked.set()
        released.wait(60)
        raise OSError("nobody knows it")

    monkeypatch.setattr(socket, "getaddrinfo", never)
    bridge = Bridge("ws://hub.example:8765/stream")
    bridge.start()
    assert asked.wait(10)
    assert bridge.stop()
    released.set()


def test_that_stopping_before_starting_and_twice_is_nothing_special(qtbot: QtBot) -> None:
    bridge = Bridge(NOWHERE)
    assert bridge.stop()
    bridge = Bridge(NOWHERE)
    bridge.start()
    assert bridge.stop()
    assert bridge.stop()


def test_that_what_has_come_before_there_is_a_bridge_reaches_the_screen(qtbot: QtBot) -> None:
    with serving(ScriptedHub(Story().waiting("c1").floor())) as hub:
        link = Link(hub.url)
        link.start()
        qtbot.waitUntil(lambda: any(isinstance(mail, Fresh) for _, mail in link.mailbox._mail), timeout=10_000)
        bridge, seen = _following(link)
        qtbot.waitUntil(lambda: any(isinstance(m, Fresh) for m in seen), timeout=10_000)
        assert bridge.stop()
