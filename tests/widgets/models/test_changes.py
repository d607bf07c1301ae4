"""Several folds told as one."""

from __future__ import annotations

from tests.commands.floors import Story
from wallboard.floor.changes import Changes
from wallboard.floor.floor import Floor
from widgets.models.changes import merged


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
    first = Changes(gone_contacts={"c1": floor.contacts["c1"]})
    assert merged(first, Changes(contacts=dict(floor.contacts))).gone_contacts == {}
