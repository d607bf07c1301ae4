from __future__ import annotations

from feeds.simulator.agenda import Agenda


def test_that_what_is_due_happens_in_the_order_of_its_times() -> None:
    agenda, done = Agenda(100.0), list[str]()
    agenda.at(103.0, done.append, "third")
    agenda.after(1.0, done.append, "first")
    agenda.after(2.0, done.append, "second")
    agenda.run(102.5)
    assert done == ["first", "second"]
    assert agenda.now_t == 102.5


def test_that_what_is_due_at_one_moment_happens_in_the_order_of_its_entry() -> None:
    agenda, done = Agenda(0.0), list[int]()
    for number in range(20):
        agenda.at(5.0, done.append, number)
    agenda.run(5.0)
    assert done == list(range(20))


def test_that_times_are_rounded_up_to_a_millisecond() -> None:
    agenda, seen = Agenda(1_700_000_000.0), list[float]()
    agenda.at(1_700_000_000.1234, lambda: seen.append(agenda.now_t))
    agenda.run(1_700_000_001.0)
    assert seen == [1_700_000_000.124]


def test_that_nothing_happens_in_the_past() -> None:
    agenda, seen = Agenda(50.0), list[float]()
    agenda.at(10.0, lambda: seen.append(agenda.now_t))
    agenda.run(60.0)
    assert seen == [50.0]


def test_that_an_action_may_enter_another_for_now() -> None:
    agenda, done = Agenda(0.0), list[str]()
    agenda.at(1.0, agenda.at, 1.0, done.append, "at once")
    agenda.run(1.0)
    assert done == ["at once"]
