from __future__ import annotations

from tests.floor.story import Story
from tests.metrics.pictures import pictured
from wallboard.metrics.funnel import stages
from wallboard.metrics.ledger import Ledger
from wallboard.stream.contact_events import Cleared, Delivered, Established, Held, Menu, Offered, Queued


def call(i: int, *steps: tuple[float, object]) -> list[object]:
    story = Story(f"c{i}").at(0, Offered(entry="menu", queue="support")).at(0, Menu("1"))
    for at_s, data in steps:
        story.at(at_s, data)
    return list(story.events)


def test_that_every_stage_says_who_came_who_was_lost_and_after_how_long() -> None:
    answered = [(5, Queued("support")), (20, Delivered("anna")), (25, Established("anna"))]
    events = [
        *call(0, (12, Cleared("customer"))),
        *call(1, (5, Queued("support")), (45, Cleared("customer"))),
        *call(2, (5, Queued("support")), (20, Delivered("anna")), (35, Cleared("customer"))),
        *call(3, *answered, (40, Held("anna")), (70, Cleared("customer"))),
        *call(4, *answered, (80, Cleared("agent"))),
        *call(5, *answered),
        *call(6, (5, Queued("support"))),
    ]
    found = {stage.name: stage for stage in stages(pictured(events).books.today())}
    shown = {name: (s.entered, s.lost, s.left, s.median_s) for name, s in found.items()}
    assert shown == {
        "menu": (7, 1, 6, 12),
        "queue": (6, 1, 5, 40),
        "ringing": (4, 1, 3, 30),
        "talk": (3, 1, 2, 30),
    }
    assert found["queue"].share == 1 / 6


def test_that_a_funnel_where_nobody_came_has_no_shares() -> None:
    assert {stage.share for stage in stages(Ledger())} == {None}
