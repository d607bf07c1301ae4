"""The small parts under the models: crews, merged changes, norms, orders."""

from __future__ import annotations

import pytest

from tests.commands.floors import START_T, Story
from wallboard.floor.changes import Changes
from wallboard.floor.floor import Floor
from wallboard.stream.command_events import Reassign
from wallboard.stream.control import Accepted, Refusal
from wallboard.stream.queue_events import Configured
from widgets.models.changes import merged
from widgets.models.norms import tone_of_wait
from widgets.models.orders import KEPT, Orders, request


def changes_of(floor: Floor, story: Story) -> Changes:
    """What a story changes."""
    floor.fold(story.events)
    return floor.take_changes()


def test_that_merged_changes_are_those_of_one_fold() -> None:
    apart, together = Floor(), Floor()
    first = Story().queue("support").agent("anna", queues=["support"]).waiting("c1", 1.0)
    then = Story().waiting("c2", 2.0).talks("c1", 3.0, "anna").asked("k", 4.0, "c2", "anna").lost_feed(5.0)
    parts = merged(changes_of(apart, first), changes_of(apart, then))
    whole = changes_of(together, Story.of([*first.events, *then.events]))
    for name in ("contacts", "agents", "queues", "feeds", "commands", "gone_contacts"):
        assert set(getattr(parts, name)) == set(getattr(whole, name)), name


def test_that_nothing_merged_with_something_is_that() -> None:
    some = Changes(lost=True)
    assert merged(Changes(), some) is some
    assert merged(some, Changes()) is some


def test_that_a_contact_which_came_back_has_not_gone() -> None:
    floor = Story().waiting("c1").floor()
    first = Changes(gone_contacts={"c1": None})
    assert merged(first, Changes(contacts=dict(floor.contacts))).gone_contacts == {}


@pytest.mark.parametrize(
    ("config", "waited_s", "tone"),
    [
        (None, 9999.0, ""),
        (Configured(), 20.0, ""),
        (Configured(), 20.1, "warning"),
        (Configured(), 60.1, "alarm"),
        (Configured(channel="email"), 9999.0, ""),
        (Configured(channel="email", wait_norm_s=3600.0), 2800.0, ""),
        (Configured(channel="email", wait_norm_s=3600.0), 2900.0, "warning"),
        (Configured(channel="email", wait_norm_s=3600.0), 3601.0, "alarm"),
    ],
)
def test_that_a_wait_is_judged_by_threshold_or_norm(config: Configured | None, waited_s: float, tone: str) -> None:
    assert tone_of_wait(config, waited_s) == tone


def test_that_a_request_has_a_key_nobody_else_has() -> None:
    keys = {request("office", Reassign("c1", "anna"), "me", START_T).subject for _ in range(100)}
    assert len(keys) == 100


def test_that_what_the_stream_tells_counts_more_than_the_hubs_answer() -> None:
    floor, orders = Story().floor(), Orders()
    event = request("office", Reassign("c1", "anna"), "me", START_T)
    orders.sent(event, START_T)
    floor.fold([event])
    orders.take(floor.commands.values())
    assert not orders.answered(event.subject, Refusal("link_lost"), START_T + 9.0)
    assert not orders.answered("unknown", Accepted(1, 1), START_T)
    found = orders.of_contact("c1")
    assert found is floor.commands[event.subject]
    assert [command.key for command in orders.all(floor)] == [event.subject]


def test_that_an_unsettled_order_outlives_a_new_picture() -> None:
    orders = Orders()
    sent = orders.sent(request("office", Reassign("c1", "anna"), "me", START_T), START_T)
    orders.start_anew(Floor())
    assert list(orders.all(Floor())) == [sent]
    assert orders.of_contact("c1") is sent


def test_that_orders_are_bounded() -> None:
    orders = Orders()
    for number in range(KEPT + 50):
        orders.sent(request("office", Reassign(f"c{number}", "anna"), "me", START_T), START_T)
    assert len(list(orders.all(Floor()))) == KEPT
    assert orders.of_contact("c0") is None
