"""A floor on which customers were lost at every stage, for the tests of what is shown of it."""

from __future__ import annotations

from tests.commands.floors import Story
from tests.widgets.boards import Desk
from wallboard.stream import command_events as co
from wallboard.stream import contact_events as ev
from wallboard.stream.vocabulary import LogEvent


def number(n: int) -> str:
    """A number of its own for each."""
    return f"+7 916 000-00-{n:02d}"


def comes(story: Story, key: str, at_s: float, caller: str, *, tier: str = "", position: int = 0) -> Story:
    """He comes to the queue of support."""
    story.tell(ev.ContactOffered, key, at_s, ev.Offered(caller=caller, entry="direct", queue="support"))
    if tier:
        story.tell(ev.ContactIdentified, key, at_s + 0.5, ev.Identified(f"m-{key}", tier, key.title()))
    return story.tell(ev.ContactQueued, key, at_s + 1.0, ev.Queued("support", position=position))


def goes(story: Story, key: str, at_s: float) -> Story:
    """He hangs up."""
    return story.tell(ev.ContactCleared, key, at_s, ev.Cleared("customer"))


def story() -> Story:
    """One lost in the menu, three in the queue (one came again), one ringing at Anna, one on hold at her; one waits."""
    told = Story().queue("support").queue("sales").agent("anna", queues=["support"])
    told.tell(ev.ContactOffered, "m1", 1.0, ev.Offered(caller=number(1), entry="menu"))
    goes(told.tell(ev.ContactMenu, "m1", 2.0, ev.Menu("main")), "m1", 9.0)
    goes(comes(told, "q1", 10.0, number(2), position=2), "q1", 30.0)
    goes(comes(told, "q2", 12.0, number(3), tier="vip", position=3), "q2", 42.0)
    goes(comes(told, "q3", 14.0, number(4)), "q3", 20.0)
    goes(comes(told, "r1", 15.0, number(5)).rings("r1", 20.0, "anna"), "r1", 28.0)
    comes(told, "h1", 16.0, "").talks("h1", 32.0, "anna").tell(ev.ContactHeld, "h1", 36.0, ev.Held("anna"))
    goes(told, "h1", 50.0)
    return comes(told, "w1", 55.0, number(4))


def desk(zone: str = "UTC") -> Desk:
    """A board that has lived through it."""
    return Desk().greet(zone).tell(story()).wait(65.0)


def requests(board_desk: Desk) -> list[co.CommandRequested]:
    """What was asked of the hub."""
    return [event for event in board_desk.bridge.published if isinstance(event, co.CommandRequested)]


def answered(asked: list[co.CommandRequested], at_s: float, refused: dict[str, str] | None = None) -> Story:
    """The stream tells of these commands, and what has become of each: confirmed, or refused by this code."""
    told: list[LogEvent] = []
    answers = Story.of(told)
    for event in asked:
        answers.events.append(event)
        code = (refused or {}).get(co.contact_of(event.data.action), "")
        kind = co.CommandRefused if code else co.CommandConfirmed
        answers.tell(kind, event.subject, at_s, co.CommandOutcome(code))
        if not code:
            action = event.data.action
            assert isinstance(action, co.PromiseCallback)
            answers.tell(ev.ContactCallbackRequested, action.contact, at_s, ev.CallbackRequested(action.due))
    return answers
