"""What is known of one subject, and its history as the hub tells it."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import Raw
from PySide6.QtTest import QSignalSpy

from tests.commands.floors import Story
from tests.widgets.boards import Desk
from wallboard.stream import agent_events as ag
from wallboard.stream import contact_events as ev
from wallboard.stream.codec import encode_batch
from wallboard.stream.control import Refusal, Result
from widgets.i18n.language import Language
from widgets.i18n.numbers import NBSP
from widgets.models.details import ASK_AGAIN_TICKS, Details, Kind, heading


@pytest.fixture
def desk(language: Language) -> Desk:
    """Anna talks to a caller, another waits."""
    story = Story().queue("support", talk_norm_s=600.0).agent("anna", queues=["support"], skills=["billing"])
    story.waiting("c1", 5.0).rings("c1", 8.0, "anna").talks("c1", 11.0, "anna").waiting("c2", 20.0)
    return Desk().greet().tell(story).wait(60.0)


def pairs(details: Details) -> dict[str, str]:
    """What is known, by name."""
    return {pair.name: pair.value.replace(NBSP, " ") for pair in details.pairs()}


def answer(story: Story, **told: Any) -> Result:
    """The hub's answer."""
    return Result(Raw(encode_batch(story.events)), **told)


def test_that_a_contact_says_where_it_is_and_with_whom(desk: Desk) -> None:
    details = Details(desk.board, "contact", "c1")
    assert details.title.replace(NBSP, " ") == "+7 916 ••• 45 67"
    assert pairs(details) == {
        "Customer": "+7 916 ••• 45 67",
        "Came": "15:06:45 · direct",
        "Stage": "talking · 0:49",
        "Queue": "Support",
        "Waited": "6 s",
        "With": "Anna",
    }
    assert pairs(Details(desk.board, "contact", "c2"))["Waits"] == "0:40"


def test_that_a_person_says_what_he_does_and_has_done(desk: Desk) -> None:
    known = pairs(Details(desk.board, "agent", "anna"))
    assert (known["State"], known["Serves"], known["Skills"]) == ("talking", "Support", "billing")
    assert {"Handled", "Average handle time", "Occupancy"} <= set(known)


def test_that_a_queue_says_what_it_is_held_to_and_how_it_does(desk: Desk) -> None:
    known = pairs(Details(desk.board, "queue", "support"))
    assert (known["Waiting now"], known["Talking now"], known["Target"]) == ("1", "1", "80% within 20 s")
    assert (known["Offered"], known["Answered"], known["Talk norm"]) == ("2", "1", "10 min")


@pytest.mark.parametrize("kind", ["contact", "agent", "queue"])
def test_that_what_nobody_knows_is_empty_and_keeps_its_key(desk: Desk, kind: Kind) -> None:
    details = Details(desk.board, kind, "nobody")
    assert (details.title, details.pairs(), details.lines()) == ("nobody", [], [])
    assert heading(kind) in ("Contact", "Person", "Queue")


def test_that_the_history_is_asked_of_the_hub_and_told_in_sentences(desk: Desk) -> None:
    details = Details(desk.board, "contact", "c1")
    told = QSignalSpy(details.told)
    assert (desk.bridge.queries[-1].about, desk.bridge.queries[-1].subject) == ("timeline", "c1")
    desk.bridge.answers[-1](answer(Story().waiting("c1", 5.0).rings("c1", 8.0, "anna"), more=True))
    assert (told.count(), details.state, details.more) == (1, "told", True)
    assert [line for _, line in details.lines()][1:] == ["queue Support", "rings at Anna"]


def test_that_a_persons_history_is_newest_first_and_names_the_contacts(desk: Desk) -> None:
    details = Details(desk.board, "agent", "anna")
    desk.bridge.answers[-1](answer(Story().rings("c1", 8.0, "anna").talks("c1", 11.0, "anna")))
    assert [line.replace(NBSP, " ") for _, line in details.lines()] == [
        "+7 916 ••• 45 67 · answered",
        "+7 916 ••• 45 67 · it rings",
    ]


def test_that_what_is_forgotten_is_an_earlier_contact_and_no_code(desk: Desk) -> None:
    details = Details(desk.board, "agent", "anna")
    desk.bridge.answers[-1](answer(Story().rings("gone-17", 8.0, "anna").rings("gone-18", 9.0, "boris")))
    assert [line for _, line in details.lines()] == [
        "An earlier contact · rings at boris",
        "An earlier contact · it rings",
    ]


def test_that_a_queues_history_tells_earlier_contacts_from_the_queue_itself(desk: Desk) -> None:
    details = Details(desk.board, "queue", "support")
    desk.bridge.answers[-1](answer(Story().queue("support").waiting("gone-17", 8.0)))
    assert [line.partition(" · ")[0] for _, line in details.lines()][:2] == ["An earlier contact"] * 2
    assert "An earlier contact" not in details.lines()[-1][1]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (Refusal("not_sent"), "not_sent"),
        (Result(Raw(b"[]"), "log_damaged"), "log_damaged"),
        (Result(Raw(b"[7]")), "not_readable"),
    ],
)
def test_that_no_history_says_why(desk: Desk, said: Refusal | Result, code: str) -> None:
    details = Details(desk.board, "queue", "support")
    desk.bridge.answers[-1](said)
    assert (details.state, details.code) == ("failed", code)


def test_that_it_asks_again_while_something_goes_on_but_not_at_every_event(desk: Desk) -> None:
    details = Details(desk.board, "contact", "c2")
    before = len(desk.bridge.queries)
    desk.tell(Story().rings("c2", 61.0, "anna"))
    for _ in range(ASK_AGAIN_TICKS - 1):
        desk.wait(0.25)
    assert len(desk.bridge.queries) == before
    desk.wait(0.25)
    assert len(desk.bridge.queries) == before + 1
    for _ in range(2 * ASK_AGAIN_TICKS):
        desk.wait(0.25)
    assert len(desk.bridge.queries) == before + 1
    assert details.state == "asking"


def test_that_a_queues_history_says_who_serves_it_and_in_which_turn(desk: Desk) -> None:
    details = Details(desk.board, "queue", "support")
    story = Story().tell(ag.AgentMembership, "anna", 8.0, ag.Membership("support"))
    desk.bridge.answers[-1](answer(story.tell(ag.AgentMembership, "anna", 9.0, ag.Membership("support", 2))))
    assert [line for _, line in details.lines()] == [
        "Anna · serves Support, asked later, step 2",
        "Anna · serves Support",
    ]


def test_that_a_person_who_is_asked_later_is_told_with_his_queues(desk: Desk) -> None:
    story = Story().queue("sales").tell(ag.AgentMembership, "anna", 30.0, ag.Membership("sales", 2))
    details = Details(desk.tell(story).board, "agent", "anna")
    assert pairs(details)["Serves"] == "Support, Sales (asked later, step 2)"


def test_that_a_queue_says_to_whom_it_hands_customers_on(language: Language) -> None:
    story = Story().queue("support").queue("sales").agent("anna", queues=["support"])
    for number in range(2):
        story.waiting(f"c{number}", 1.0 + number)
        story.tell(ev.ContactDiverted, f"c{number}", 9.0 + number, ev.Diverted("support", "sales"))
        story.tell(ev.ContactQueued, f"c{number}", 9.0 + number, ev.Queued("sales"))
    desk = Desk().greet().tell(story).wait(65.0)
    assert pairs(Details(desk.board, "queue", "support"))["Handed on to Sales"] == "2"
    assert "Handed on to Support" not in pairs(Details(desk.board, "queue", "sales"))
