"""Records of contacts that are over: how long they are kept, and what is said of one that is kept too long."""

from __future__ import annotations

from wallboard.floor.marks import NO_MARKS, Marks
from wallboard.metrics.late_marks import LateMarks, Left
from wallboard.metrics.row import ContactRow, Where
from wallboard.metrics.story import Share


class Counting:
    """Notes of which contacts (by when they came) anything was counted."""

    def __init__(self) -> None:
        self.counted: list[float] = []

    def post_late(self, left: Left, where: Where, share: Share, sign: int) -> None:
        self.counted.append(left.place[0])

    def promise_late(self, contact: str, left: Left, due_t: float) -> None:
        raise AssertionError(contact)

    def set_topic(self, left: Left, topic: str) -> None:
        raise AssertionError(topic)


def test_that_only_contacts_within_the_time_count_and_records_go() -> None:
    counting = Counting()
    marks = LateMarks(counting)
    for name, t in (("a", 100.0), ("late", 50.0), ("b", 200.0)):
        place = (t, "", "menu", "voice", t, "support", "anna")
        marks.leave(ContactRow(name, place, "", False, -1.0, 0, Share(1), ()), place)
    settled = {name: (NO_MARKS, Marks(resolved=True)) for name in ("a", "late", "b", "nobody")}
    marks.hear(settled)
    assert counting.counted == [100.0, 50.0, 200.0]
    marks.forget(75.0)
    marks.hear(settled)
    assert counting.counted[3:] == [100.0, 200.0]
    marks.forget(150.0)
    assert [*marks.left] == ["b"]
