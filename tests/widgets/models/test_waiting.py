"""Who waits, the most pressing first, and what was asked for each."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from tests.commands.floors import START_T, Story
from tests.widgets.boards import Desk
from wallboard.floor.contact import Contact
from wallboard.stream import command_events as co
from wallboard.stream import contact_events as ev
from wallboard.stream.queue_events import Configured, QueueConfigured
from widgets.i18n.language import Language
from widgets.i18n.numbers import NBSP
from widgets.models.waiting import WaitingModel, WaitingRow, ordered_waiting


@pytest.fixture
def desk(language: Language) -> Desk:
    """A live board."""
    return Desk().greet()


@pytest.fixture
def waiting(desk: Desk, language: Language) -> WaitingModel:
    """Who waits, watched by Qt's own tester."""
    model = WaitingModel(desk.board, language)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def office() -> Story:
    """Support with Anna and Boris, sales without anybody."""
    return Story().queue("support").queue("sales").agent("anna", queues=["support"]).agent("boris", queues=["support"])


def row(waiting: WaitingModel, key: str = "c1") -> WaitingRow:
    """One contact."""
    found = waiting.find(key)
    assert found is not None
    return found


def test_that_a_caller_waits_from_his_queue_to_his_answer(desk: Desk, waiting: WaitingModel) -> None:
    desk.tell(office().waiting("c1", 5.0)).wait(10.0)
    c1 = row(waiting)
    assert (c1.title.replace(NBSP, " "), c1.queue, c1.since_t, c1.stage) == (
        "+7 916 ••• 45 67",
        "Support",
        START_T + 5.0,
        "waiting",
    )
    assert waiting.text(c1, "waited") == "0:05"
    desk.tell(Story().rings("c1", 10.0, "anna")).wait(1.0)
    assert (row(waiting).stage_text, row(waiting).since_t) == ("ringing", START_T + 5.0)
    desk.tell(Story().talks("c1", 11.0, "anna")).wait(1.0)
    assert waiting.rowCount() == 0


def test_that_a_vip_has_a_star_and_an_unanswered_ring_is_told(desk: Desk, waiting: WaitingModel) -> None:
    story = office().waiting("c1", 5.0).tell(ev.ContactIdentified, "c1", 5.0, ev.Identified("k", "vip", "М. Гусева"))
    story.rings("c1", 6.0, "anna").tell(ev.ContactRefused, "c1", 9.0, ev.Refused("anna"))
    desk.tell(story).wait(10.0)
    c1 = row(waiting)
    assert (c1.vip, c1.attempts, c1.state_text) == (True, 1, "1 ring without an answer")
    assert waiting.text(c1, "who") == "★ М. Гусева"


def test_that_who_waits_again_after_a_transfer_says_so(desk: Desk, waiting: WaitingModel) -> None:
    story = office().waiting("c1", 5.0).talks("c1", 6.0, "anna")
    story.tell(ev.ContactTransferred, "c1", 20.0, ev.Transferred("anna", "sales", "queue"))
    desk.tell(story.tell(ev.ContactQueued, "c1", 20.0, ev.Queued("sales"))).wait(25.0)
    c1 = row(waiting)
    assert (c1.queue, c1.transferred, c1.subtitle, c1.since_t) == ("Sales", True, "transferred once", START_T + 20.0)


def test_that_who_comes_again_within_a_day_says_so(desk: Desk, waiting: WaitingModel) -> None:
    known = ev.Identified("k7", "regular", "О. Крюков")
    story = office().waiting("c1", 1.0).tell(ev.ContactIdentified, "c1", 1.0, known)
    desk.tell(story.tell(ev.ContactCleared, "c1", 20.0, ev.Cleared("customer")))
    for _ in range(4):
        desk.wait(60.0)
    desk.tell(Story().waiting("c2", 240.0).tell(ev.ContactIdentified, "c2", 240.0, known)).wait(1.0)
    assert row(waiting, "c2").subtitle == "contact no. 2 in 24 h"


def test_that_an_agents_consultation_is_no_customer_who_waits(desk: Desk, waiting: WaitingModel) -> None:
    story = office().tell(ev.ContactOffered, "c1", 1.0, ev.Offered(direction="internal"))
    desk.tell(story.tell(ev.ContactQueued, "c1", 1.0, ev.Queued("support", consult=True))).wait(5.0)
    assert waiting.rowCount() == 0


@pytest.mark.parametrize(("waited_s", "tone"), [(20.0, ""), (21.0, "warning"), (61.0, "alarm")])
def test_that_a_long_wait_changes_its_tone_by_time_alone(
    desk: Desk, waiting: WaitingModel, waited_s: float, tone: str
) -> None:
    desk.tell(office().waiting("c1", 0.0)).wait(waited_s)
    assert row(waiting).tone == tone


def test_that_the_most_pressing_comes_first_and_vips_sooner(desk: Desk, waiting: WaitingModel) -> None:
    ordered = ordered_waiting(waiting)
    story = office().waiting("long", 0.0).waiting("short", 30.0).waiting("vip", 15.0)
    desk.tell(story.tell(ev.ContactIdentified, "vip", 15.0, ev.Identified(tier="vip"))).wait(40.0)
    assert [r.id for r in ordered.rows] == ["vip", "long", "short"]
    ordered.set_order("waited")
    assert [r.id for r in ordered.rows] == ["long", "vip", "short"]


def test_that_a_letter_with_a_norm_in_hours_does_not_push_before_a_caller(desk: Desk, waiting: WaitingModel) -> None:
    ordered = ordered_waiting(waiting)
    story = office().queue("mail", channel="email").waiting("letter", 0.0, queue="mail", channel="email")
    desk.tell(story.waiting("c1", 900.0)).wait(901.0)
    assert [r.id for r in ordered.rows] == ["c1", "letter"]


def test_that_a_letter_beyond_its_norm_does_not_either(desk: Desk, waiting: WaitingModel) -> None:
    ordered = ordered_waiting(waiting)
    story = office().tell(QueueConfigured, "mail", 0.0, Configured("Mail", channel="email", wait_norm_s=60.0))
    story.waiting("letter", 0.0, queue="mail", channel="email").waiting("c1", 900.0)
    desk.tell(story).wait(901.0)
    assert [r.id for r in ordered.rows] == ["c1", "letter"]


def test_that_what_was_asked_is_pending_until_the_source_says_so(desk: Desk, waiting: WaitingModel) -> None:
    desk.tell(office().waiting("c1", 5.0)).wait(6.0)
    (key,) = desk.board.reassign(["c1"], "agent", "anna")
    assert (row(waiting).command, row(waiting).command_text) == ("requested", "→ Anna: pending")
    desk.tell(Story().asked(key, 6.0, "c1", "anna"))
    desk.tell(Story().tell(co.CommandFailed, key, 6.5, co.CommandOutcome("agent_off_duty")))
    assert row(waiting).command_text == "→ Anna: failed: Off duty."
    desk.wait(20.0)
    assert (row(waiting).command, row(waiting).command_text) == ("", "")


def test_that_the_row_follows_its_command_to_the_sources_word_while_the_caller_still_waits(
    desk: Desk, waiting: WaitingModel
) -> None:
    desk.tell(office().waiting("c1", 5.0)).wait(6.000_000_4)  # a moment that the stream's microseconds cannot hold
    (key,) = desk.board.reassign(["c1"], "agent", "anna")
    assert row(waiting).command == "requested"
    (event,) = desk.bridge.published
    story = Story.of([event]).rings("c1", 6.4, "anna")
    desk.tell(story.tell(co.CommandConfirmed, key, 6.4, co.CommandOutcome()))
    assert row(waiting).command_text.replace(NBSP, " ") == "→ Anna: confirmed in 0.4 s"
    for _ in range(30):
        desk.wait(1.0)
    assert row(waiting).command == "confirmed"  # it still rings there, on account of the command
    desk.tell(Story().talks("c1", 40.0, "anna")).wait(1.0)
    assert waiting.rowCount() == 0


def test_that_a_confirmed_command_is_forgotten_on_the_row_once_the_caller_waits_elsewhere(
    desk: Desk, waiting: WaitingModel
) -> None:
    desk.tell(office().waiting("c1", 5.0)).wait(6.0)
    story = Story().asked("k", 6.0, "c1", "anna").rings("c1", 6.4, "anna")
    story.tell(co.CommandConfirmed, "k", 6.4, co.CommandOutcome())
    desk.tell(story.tell(ev.ContactRefused, "c1", 20.0, ev.Refused("anna"))).wait(20.0)
    assert row(waiting).command == ""


def test_that_hovering_over_a_wait_says_how_the_order_comes_about(desk: Desk, waiting: WaitingModel) -> None:
    story = office().waiting("c1", 0.0).waiting("vip", 0.0)
    desk.tell(story.tell(ev.ContactIdentified, "vip", 0.0, ev.Identified(tier="vip"))).wait(50.0)
    assert waiting.tip(row(waiting), "waited").replace(NBSP, " ") == "0:50 · 2.5 times the 20 s of Support"
    assert waiting.tip(row(waiting, "vip"), "waited").endswith("· a VIP counts 3 times: 7.5")
    assert "VIP" in waiting.explained("waited")


def test_that_a_command_of_another_board_is_seen_on_the_row(desk: Desk, waiting: WaitingModel) -> None:
    desk.tell(office().waiting("c1", 5.0)).wait(6.0)
    desk.tell(Story().asked("other", 6.0, "c1", "boris"))
    assert row(waiting).command_text == "→ Boris: pending"


def test_that_the_free_are_proposed_once_each_the_best_to_the_longest_waiting(
    desk: Desk, waiting: WaitingModel
) -> None:
    desk.tell(office().waiting("c1", 1.0).waiting("c2", 2.0).waiting("c3", 3.0).waiting("s1", 1.0, queue="sales"))
    for _ in range(4):
        desk.wait(0.25)
    assert {r.id: r.offer_text for r in waiting.rows} == {"c1": "→ Anna", "c2": "→ Boris", "c3": "", "s1": ""}
    desk.tell(Story().rings("c1", 3.0, "anna"))
    for _ in range(4):
        desk.wait(0.25)
    assert {r.id: r.offer_text for r in waiting.rows} == {"c1": "", "c2": "→ Boris", "c3": "", "s1": ""}


def test_that_nobody_is_proposed_to_more_callers_than_he_has_room_for_whatever_their_queues(
    desk: Desk, waiting: WaitingModel
) -> None:
    story = Story().queue("support").queue("sales")
    story.agent("anna", queues=["support", "sales"]).agent("boris", queues=["sales"])
    story.waiting("slow", 0.0, queue="sales")
    desk.tell(story).wait(10.0)
    for _ in range(4):
        desk.wait(0.25)
    assert {r.id: r.offer for r in waiting.rows} == {"slow": "anna"}
    vip = ev.Identified(tier="vip")
    desk.tell(Story().waiting("pressing", 11.0).tell(ev.ContactIdentified, "pressing", 11.0, vip))
    for _ in range(40):
        desk.wait(1.0)
        shown = [r.offer for r in waiting.rows if r.offer]
        assert len(shown) == len(set(shown))
    assert {r.id: r.offer for r in waiting.rows} == {"pressing": "anna", "slow": "boris"}


def test_that_who_has_room_for_several_chats_is_proposed_to_as_many(desk: Desk, waiting: WaitingModel) -> None:
    story = Story().queue("chat", channel="chat").agent("anna", queues=["chat"], capacity={"chat": 2})
    for n in range(3):
        story.waiting(f"c{n}", float(n), queue="chat", channel="chat")
    desk.tell(story).wait(5.0)
    for _ in range(3):
        desk.wait(0.25)
    assert {r.id: r.offer for r in waiting.rows} == {"c0": "anna", "c1": "anna", "c2": ""}


def test_that_who_is_sent_somewhere_already_is_proposed_nobody(desk: Desk, waiting: WaitingModel) -> None:
    desk.tell(office().waiting("c1", 1.0).waiting("c2", 2.0)).wait(5.0)
    desk.board.reassign(["c1"], "agent", "anna")
    for _ in range(4):
        desk.wait(0.25)
    assert {r.id: r.offer for r in waiting.rows} == {"c1": "", "c2": "boris"}


def test_that_a_stale_source_shows_on_its_rows(desk: Desk, waiting: WaitingModel) -> None:
    desk.tell(office().waiting("c1", 0.0)).wait(1.0).wait(3.0, beats=False)
    assert row(waiting).stale


def test_that_nobody_waiting_is_an_empty_table_with_a_heading(waiting: WaitingModel) -> None:
    assert waiting.rowCount() == 0
    assert [waiting.header(c) for c in waiting.COLUMNS] == ["Customer", "queue", "waits", "stage", "where to"]


def test_that_nobody_is_looked_at_anew_while_nothing_changes(
    desk: Desk, waiting: WaitingModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.tell(office().waiting("c1", 0.0)).wait(1.0)
    looked_at: list[str] = []
    make = waiting._row

    def made(contact: Contact, now_t: float) -> WaitingRow:
        looked_at.append(contact.id)
        return make(contact, now_t)

    monkeypatch.setattr(waiting, "_row", made)
    desk.wait(1.0).wait(1.0)
    assert looked_at == []
    desk.wait(19.0)
    assert (looked_at, row(waiting).tone) == (["c1"], "warning")
