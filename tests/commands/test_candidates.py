"""Who is proposed for a waiting caller, and in which order."""

from __future__ import annotations

from tests.commands.floors import START_T, Story
from wallboard.commands.candidates import Candidate, offers, rank

NOW_T = START_T + 600.0


def ranked(story: Story, contact: str = "c1") -> list[Candidate]:
    """The candidates for a contact of the story."""
    floor = story.floor()
    return rank(floor, floor.contacts[contact], NOW_T)


def keys(story: Story, contact: str = "c1") -> list[str]:
    """Their keys, in order."""
    return [c.key for c in ranked(story, contact)]


def office() -> Story:
    """A support queue that asks for a skill, with one caller."""
    return Story().queue("support", skills=["billing"]).waiting("c1", 590.0)


def test_that_the_competent_come_before_the_rest_however_long_those_have_been_free() -> None:
    story = office().agent("idle", 0.0).agent("skilled", 500.0, skills=["billing"])
    story.agent("member", 550.0, queues=["support"])
    assert keys(story) == ["skilled", "member", "idle"]


def test_that_the_skills_that_somebody_lacks_are_named() -> None:
    (only,) = ranked(office().agent("idle", skills=["sales"]))
    assert (only.competent, only.missing) == (False, ("billing",))


def test_that_among_the_free_the_longest_free_is_first() -> None:
    story = office().agent("late", 590.0, queues=["support"]).agent("early", 10.0, queues=["support"])
    first = ranked(story)[0]
    assert (first.key, first.free, first.free_s) == ("early", True, 590.0)


def test_that_ones_own_people_come_before_the_overflow_unless_they_are_busy() -> None:
    story = office().agent("extra", 0.0, queues=["support"], overflow=True).agent("own", 500.0, queues=["support"])
    assert keys(story) == ["own", "extra"]
    story = office().agent("extra", 0.0, queues=["support"], overflow=True)
    assert keys(story.agent("own", 500.0, queues=["support"], state="after_contact_work")) == ["extra", "own"]


def test_that_overflow_members_of_the_queue_count_as_overflow() -> None:
    story = Story().queue("support", overflow=["extra"]).waiting("c1").agent("extra", queues=["support"])
    assert ranked(story)[0].overflow


def test_that_who_would_be_refused_is_not_proposed() -> None:
    story = office().agent("full", queues=["support"]).waiting("c2").talks("c2", 5.0, "full")
    assert keys(story.agent("away", queues=["support"], state="unreachable")) == []


def test_that_a_chat_agent_with_room_is_ranked_by_load_after_the_free() -> None:
    story = Story().queue("chat", channel="chat")
    for name, load in (("two", 2), ("one", 1), ("none", 0)):
        story.agent(name, queues=["chat"], capacity={"chat": 3})
        for number in range(load):
            key = f"{name}{number}"
            story.waiting(key, queue="chat", channel="chat").talks(key, 5.0, name)
    story.waiting("c1", queue="chat", channel="chat")
    assert [(c.key, c.load, c.capacity) for c in ranked(story)] == [("none", 0, 3), ("one", 1, 3), ("two", 2, 3)]


def test_that_after_contact_work_comes_before_a_break() -> None:
    story = office().agent("pause", queues=["support"], state="not_ready")
    assert keys(story.agent("notes", queues=["support"], state="after_contact_work")) == ["notes", "pause"]


def test_that_only_the_free_and_competent_are_offered_ones_own_before_the_overflow() -> None:
    story = office().agent("extra", 0.0, queues=["support"], overflow=True).agent("late", 500.0, queues=["support"])
    story.agent("early", 10.0, queues=["support"]).agent("skilled", 20.0, skills=["billing"]).agent("idle", 0.0)
    story.agent("away", 0.0, queues=["support"], state="not_ready").agent("chatty", 0.0, capacity={"chat": 3})
    floor = story.floor()
    found = offers(floor, floor.queues["support"], floor.agents, NOW_T)
    assert [agent.id for agent in found] == ["early", "skilled", "late", "extra"]
    assert [agent.id for agent in found][:1] == [c.key for c in rank(floor, floor.contacts["c1"], NOW_T)][:1]
    assert [agent.id for agent in offers(floor, floor.queues["support"], ["late"], NOW_T)] == ["late"]


def test_that_queues_come_last_the_least_crowded_for_its_free_people_first() -> None:
    story = office().queue("crowded").queue("calm").queue("chat", channel="chat").agent("worst")
    story.agent("helper", queues=["calm"]).waiting("c2", queue="crowded").waiting("c3", queue="calm")
    found = ranked(story)
    assert [c.kind for c in found] == ["agent", "agent", "queue", "queue"]
    assert [(c.key, c.load, c.capacity) for c in found[2:]] == [("calm", 1, 1), ("crowded", 1, 0)]
