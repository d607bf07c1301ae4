"""A person's figures beside the norm and the team's median."""

from __future__ import annotations

from tests.commands.floors import Story
from tests.widgets.boards import Desk
from wallboard.stream import contact_events as ev
from widgets.i18n.language import Language
from widgets.models.standings import KEPT_S, Standings


def talked(story: Story, agent: str, key: str, at_s: float, seconds: float) -> Story:
    story.waiting(key, at_s).talks(key, at_s + 2.0, agent)
    return story.tell(ev.ContactCleared, key, at_s + 2.0 + seconds, ev.Cleared("customer"))


def desk_with_a_team() -> Desk:
    """Three of a team: 30, 60 and 90 seconds a contact."""
    story = Story().queue("support")
    for name in ("anna", "boris", "vera"):
        story.agent(name, queues=["support"], team="first")
    for number, (name, seconds) in enumerate((("anna", 90.0), ("boris", 60.0), ("vera", 30.0))):
        talked(story, name, f"c{number}", 10.0 + number, seconds)
    return Desk().greet().tell(story).wait(200.0)


def test_that_own_norm_and_median_stand_side_by_side(language: Language) -> None:
    desk = desk_with_a_team()
    known = dict(Standings(desk.board, "anna").told(desk.board.now_t()))
    assert known["handled"] == "1 · team 1"
    assert known["aht_s"] == "1:30 · team 1:00"
    assert known["transfer_rate"] == "0% · norm 10% · team 0%"


def test_that_a_team_is_looked_at_every_few_seconds(language: Language) -> None:
    desk = desk_with_a_team()
    standings = Standings(desk.board, "boris")
    before = dict(standings.told(desk.board.now_t()))
    desk.tell(talked(Story(), "boris", "c9", 201.0, 4.0)).wait(KEPT_S / 2.0)
    assert dict(standings.told(desk.board.now_t())) == before
    desk.wait(KEPT_S)
    assert dict(standings.told(desk.board.now_t()))["handled"].startswith("2")
