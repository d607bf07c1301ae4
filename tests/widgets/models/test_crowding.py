"""Nobody is sent more than he has room for, what is on its way to him included."""

from __future__ import annotations

from tests.commands.floors import Story
from tests.widgets.boards import Desk
from wallboard.stream import command_events as co
from widgets.i18n.language import Language
from widgets.models.crowding import room_for


def chats(language: Language) -> Desk:
    """Anna may have three chats, and four wait."""
    story = Story().queue("web", channel="chat").agent("anna", queues=["web"], capacity={"chat": 3})
    for n in range(4):
        story.waiting(f"c{n}", 5.0 + n, queue="web", channel="chat")
    return Desk().greet().tell(story)


def test_that_of_three_callers_sent_to_one_person_one_goes_and_the_others_are_told(language: Language) -> None:
    story = Story().queue("support").agent("anna", queues=["support"])
    desk = Desk().greet().tell(story.waiting("c1", 5.0).waiting("c2", 6.0).waiting("c3", 7.0))
    assert len(desk.board.reassign(["c1", "c2", "c3"], "agent", "anna")) == 1
    found = {co.contact_of(command.action): (command.status, command.code) for command in desk.board.commands()}
    refused = ("refused", "agent_at_capacity")
    assert found == {"c1": ("requested", ""), "c2": refused, "c3": refused}


def test_that_chats_go_as_far_as_the_capacity_does(language: Language) -> None:
    desk = chats(language)
    anna = desk.board.floor.agents["anna"]
    assert room_for(desk.board.floor, desk.board.orders, anna, "chat") == 3
    assert len(desk.board.reassign(["c0", "c1", "c2", "c3"], "agent", "anna")) == 3
    assert room_for(desk.board.floor, desk.board.orders, anna, "chat") == 0


def test_that_who_rings_there_already_is_not_counted_twice(language: Language) -> None:
    desk = chats(language)
    desk.board.reassign(["c0"], "agent", "anna")
    desk.tell(Story().rings("c0", 20.0, "anna"))
    anna = desk.board.floor.agents["anna"]
    assert room_for(desk.board.floor, desk.board.orders, anna, "chat") == 2


def test_that_a_queue_takes_everybody(language: Language) -> None:
    desk = chats(language)
    desk.tell(Story().queue("vip", channel="chat"))
    assert len(desk.board.reassign(["c0", "c1", "c2", "c3"], "queue", "vip")) == 4
