"""What is said of contacts counts the same whenever it is heard, in whatever order: live, in reports and in columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.floor.story import START_T, Story
from tests.floor.strategies import AGENTS, BEGINNING, GOING_ON, QUEUES, moment_of
from tests.metrics.pictures import BY_CONTACT, ZONE, Figures, read, reported
from tests.metrics.test_behind import ALWAYS
from tests.metrics.test_chosen import folded, found
from tests.metrics.test_columns import from_columns, kept
from tests.metrics.test_snapshot import rebuilt
from wallboard.metrics import columns
from wallboard.metrics.behind import Asked
from wallboard.metrics.catalogue import FIGURES
from wallboard.metrics.picture import Picture
from wallboard.metrics.selecting import Question
from wallboard.stream import agent_events as ag
from wallboard.stream import contact_events as ev

ENDED_S = 600
"""Every contact is over by then."""
SAID_S = 40
"""What is said is said within so many seconds, and heard within so many hours."""
HOURS = 20
SPLITS = ((), ("queue",), ("agent",), ("tier",), ("topic",), ("agent", "queue"), ("queue", "half_hour"))
SLIDING = [name for name in BY_CONTACT if "sliding" in FIGURES[name].windows]

MARKS: st.SearchStrategy[Any] = st.one_of(
    st.builds(ev.Resolved, resolved=st.booleans(), topic=st.sampled_from(["", "billing", "delivery"])),
    st.builds(
        ev.Rated,
        score=st.integers(-1, 5).map(float),
        by=st.sampled_from(["customer", "supervisor"]),
        agent=st.sampled_from(["", "anna", "boris", "vera"]),
        topic=st.sampled_from(["", "delivery"]),
    ),
    st.builds(ev.CallbackRequested, due=st.one_of(st.none(), st.integers(0, 50_000).map(moment_of))),
)
JUDGED = ["ratings_customer", "ratings_supervisor", "fcr", "fcr_declared", "callbacks_promised", "offered"]
NARROWED: list[dict[str, Any]] = [{}, *[{"queue": name} for name in ("support", "sales", "vip")]]
NARROWED += [{"agent": name} for name in ("anna", "boris", "vera")]
Heard = list[tuple[float, Any]]
"""When each event is heard, in seconds after the beginning, and the event."""


def handed_on() -> st.SearchStrategy[list[Any]]:
    """Answered in two queues by two people."""
    return st.tuples(QUEUES, QUEUES, AGENTS, AGENTS).map(
        lambda drawn: [
            ev.Queued(drawn[0]),
            ev.Established(drawn[2]),
            ev.Transferred(drawn[2], drawn[1], "queue"),
            ev.Queued(drawn[1]),
            ev.Established(drawn[3]),
        ]
    )


@st.composite
def born_again(draw: st.DrawFn, name: str) -> Story:
    """A contact that is over, maybe with something said of it, and another one with its name."""
    story = Story(name)
    for begun_s in (0, draw(st.sampled_from([190, 250, 300]))):
        story.at(begun_s + draw(st.integers(0, 5)), draw(BEGINNING))
        for place, data in enumerate(draw(st.one_of(st.lists(GOING_ON, max_size=3), handed_on()))):
            story.at(begun_s + 10 + 10 * place, data)
        if not begun_s:
            story.at(100, ev.Cleared("customer"))
            for said_s in draw(st.sampled_from([(), (110,), (180,), (110, 180)])):
                story.at(said_s, draw(MARKS))
    return story


@st.composite
def once(draw: st.DrawFn, name: str) -> Story:
    """A contact."""
    story = Story(name).at(draw(st.integers(0, 5)), draw(BEGINNING))
    for place, data in enumerate(draw(st.one_of(st.lists(GOING_ON, max_size=8), handed_on()))):
        story.at(10 * place + draw(st.integers(0, 15)), data)
    return story


@st.composite
def said(draw: st.DrawFn) -> Heard:
    """Contacts and all that is said of them once they are over; marks with the hour at which they are heard."""
    found: Heard = []
    for index in range(draw(st.integers(1, 3))):
        story = draw(once(f"c{index}") | born_again(f"c{index}"))
        story.at(ENDED_S - 1, ev.Cleared("customer"))
        found += [(event.time.timestamp() - START_T, event) for event in story.events]
        told = len(story.events)
        for _ in range(draw(st.integers(1, 5))):
            story.at(ENDED_S + draw(st.integers(0, SAID_S)), draw(MARKS))
        delays = st.integers(0, HOURS * 3600)
        found += [(ENDED_S + float(draw(delays)), event) for event in story.events[told:]]
    return found


def ticks() -> Heard:
    """Somebody is at work all the time, so that time goes on."""
    story = Story("zoe").at(0, ag.LoggedOn())
    for hour in range(1, HOURS + 2):
        story.at(3600 * hour, ag.State("ready" if hour % 2 else "not_ready"))
    return [(event.time.timestamp() - START_T, event) for event in story.events]


def in_order(heard: Heard) -> list[Any]:
    return [event for _, event in sorted([*heard, *ticks()], key=lambda pair: pair[0])]


def at_once(heard: Heard) -> list[Any]:
    """All is heard when it is said."""
    return in_order([(event.time.timestamp() - START_T, event) for _, event in heard])


def live(events: Sequence[Any], size: int, *, anew: bool) -> list[Figures]:
    """The figures of the day of the contacts, which may be yesterday by now: in all, by queue, tier and agent."""
    picture = Picture(ZONE)
    for i in range(0, len(events), size):
        if anew:
            picture = rebuilt(picture)
        picture.fold(events[i : i + size])
        picture.books.today(live=None)
    cells, day_t = picture.books.cells, picture.books.calendar.day_of(START_T)
    ledgers = [cells.day_sum(None, day_t, (None, None, None)), cells.day_sum(None, day_t, ("vip", None, None))]
    ledgers += [cells.day_sum(queue, day_t, (None, None, None)) for queue in ("support", "sales", "vip", "")]
    ledgers += [cells.agent_day(name, day_t) for name in ("anna", "boris", "vera")]
    return [read(picture, ledger) for ledger in ledgers]


def in_reports(events: Sequence[Any]) -> list[Any]:
    return [reported(events, by) for by in SPLITS]


def in_columns(events: Sequence[Any], size: int) -> list[Any]:
    keeping = kept(events, size)
    return [from_columns(keeping, Question(by)) for by in SPLITS]


def without_groups_of_nothing(found: list[Any]) -> list[Any]:
    """A person whose name alone was said has a group that holds nothing where his mark was none."""
    return [{key: figures for key, figures in groups.items() if any(figures.values())} for groups in found]


@settings(max_examples=150)
@given(said(), st.integers(1, 12), st.booleans())
def test_that_the_delay_and_order_of_marks_do_not_matter(heard: Heard, size: int, anew: bool) -> None:
    prompt, late = at_once(heard), in_order(heard)
    assert live(late, size, anew=anew) == live(prompt, size, anew=False) == live(prompt, 1, anew=False)
    expected = without_groups_of_nothing(in_reports(prompt))
    assert without_groups_of_nothing(in_reports(late)) == expected
    assert without_groups_of_nothing(in_columns(late, size)) == expected


@settings(max_examples=150)
@given(said(), st.integers(1, 12), st.integers(1, 9), st.sampled_from(JUDGED), st.sampled_from(NARROWED))
def test_that_contacts_are_named_behind_what_was_said_of_them_long_after(
    heard: Heard, size: int, chunk_rows: int, figure: str, narrowed: dict[str, Any]
) -> None:
    asked = Asked(figure, *ALWAYS, **narrowed)
    expected = folded(at_once(heard), asked)
    assert folded(in_order(heard), asked) == expected
    with patch.object(columns, "CHUNK_ROWS", chunk_rows):
        assert found(kept(in_order(heard), size), asked) == expected


@settings(max_examples=60)
@given(said(), st.integers(1, 12))
def test_that_the_last_hour_knows_what_is_said_within_it(heard: Heard, size: int) -> None:
    sooner = [(min(t, ENDED_S + t / HOURS / 2.0), event) for t, event in heard]
    found = []
    for events in (in_order(sooner), at_once(sooner)):
        picture = Picture(ZONE)
        early = [event for event in events if event.time.timestamp() < START_T + 3600.0]
        for i in range(0, len(early), size):
            picture.fold(early[i : i + size])
            picture.books.sliding(60, live=None)
        picture.pass_time(START_T + 3590.0)
        books = picture.books
        ledgers = [books.sliding(60, live=None), books.sliding(60, tier="vip", live=None)]
        ledgers += [books.sliding(60, queue=queue, live=None) for queue in ("support", "sales", "vip")]
        ledgers += [books.sliding(60, agents=[name], live=None) for name in ("anna", "boris", "vera")]
        found.append([read(picture, ledger, SLIDING) for ledger in ledgers])
    assert found[0] == found[1]
