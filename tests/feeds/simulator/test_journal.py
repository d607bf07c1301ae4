from __future__ import annotations

from feeds.simulator.journal import Journal
from wallboard.stream.contact_events import Cleared, ContactCleared, ContactMenu, Menu


def test_that_events_are_let_go_once_their_time_has_come() -> None:
    journal = Journal("/test/simulator/run")
    journal.write(ContactMenu, "c1", 10.0, Menu("early"))
    journal.write(ContactMenu, "c2", 12.0, Menu("late"))
    assert [event.subject for event in journal.take(11.0)] == ["c1"]
    assert [event.subject for event in journal.take(12.0)] == ["c2"]
    assert not journal.take(99.0)


def test_that_no_event_is_older_than_the_one_written_before_it() -> None:
    journal = Journal("/test/simulator/run")
    assert journal.write(ContactMenu, "c1", 10.002, Menu("a little ahead")) == 10.002
    assert journal.write(ContactMenu, "c2", 10.0, Menu("now")) == 10.002
    assert [event.subject for event in journal.take(11.0)] == ["c1", "c2"]


def test_that_each_event_has_an_id_of_its_own_and_what_it_was_given() -> None:
    journal = Journal("/test/simulator/run")
    for number in range(5):
        journal.write(ContactCleared, "c1", float(number), Cleared("customer"), "cause", "talk")
    events = journal.take(9.0)
    assert len({event.id for event in events}) == 5
    assert {(event.source, event.causationid, event.correlationid) for event in events} == {
        ("/test/simulator/run", "cause", "talk")
    }
    assert [event.time.timestamp() for event in events] == [0.0, 1.0, 2.0, 3.0, 4.0]
