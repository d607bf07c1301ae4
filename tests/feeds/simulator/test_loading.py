from __future__ import annotations

from pathlib import Path

import pytest

from feeds.simulator import loading
from feeds.simulator.loading import ScenarioError, load, parse

SMALL = """
name = "small"
agents = 3
date = 2025-09-15
zone = "Europe/Moscow"
opens = "08:00"
closes = "20:00"
start_at = "09:00"
half_hours = [1.0]
menu = { number = "+7 495 555 00 00" }
team = [{ name = "One", sites = ["Тверь"], share = 1.0, first = ["help"] }]
shift = [{ start = "08:00", end = "20:00", share = 1.0 }]
queue.help = { name = "Help", menu = ["1"] }
"""


def complaint(text: str) -> str:
    with pytest.raises(ScenarioError) as caught:
        parse(text, "my.toml")
    message = str(caught.value)
    assert "\n" not in message
    return message


@pytest.mark.parametrize("name", loading.names())
def test_that_every_scenario_that_comes_along_can_be_read(name: str) -> None:
    assert load(name).name == name
    assert load(name).date.weekday() not in load(name).closed_weekdays


def test_that_the_scenarios_come_along() -> None:
    assert loading.names() == ["calm", "load", "monday", "outage", "storm", "workday"]


def test_that_the_calm_centre_has_the_eight_queues() -> None:
    queues = load("calm").queues
    assert [queue.name for queue in queues.values()] == [
        "Поддержка", "Продажи", "VIP", "Доставка", "Возвраты", "Чат сайта", "Почта", "Тикеты: авария",
    ]  # fmt: skip
    assert all(key.isascii() for key in queues)


def test_that_a_scenario_can_be_a_file_anywhere(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(SMALL, encoding="utf-8")
    assert load(path).queues["help"].name == "Help"


def test_that_a_typo_names_the_file_the_key_and_what_is_allowed() -> None:
    message = complaint(SMALL.replace('menu = ["1"]', 'tresholds = 20, menu = ["1"]'))
    assert message.startswith("my.toml: unknown key 'queue.help.tresholds'; allowed are after_work_mean_s, channel, ")
    assert "threshold_s" in message


def test_that_a_typo_in_an_array_of_tables_names_which() -> None:
    message = complaint(SMALL.replace("first =", "frist ="))
    assert message.startswith("my.toml: unknown key 'team[1].frist'; allowed are also, ")


def test_that_a_typo_at_the_top_uses_the_words_of_the_file() -> None:
    message = complaint(SMALL + "\n[[teams]]\nname = 'Two'")
    assert "unknown key 'teams'" in message
    assert ", team, " in message


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "Help"', "name = 7", "'queue.help.name': Expected `str`, got `int`"),
        ('name = "Help"', 'name = "Help", direct_share = 1.5', "'queue.help.direct_share': must lie between 0 and 1"),
        ('name = "Help"', 'name = "Help", talk_mean_s = 0', "'queue.help.talk_mean_s': must be more than 0, and is 0"),
        ('name = "Help"', 'name = "Help", load = nan', "'queue.help.load': must lie between 0 and 10"),
        ('name = "Help"', 'name = "Help", channel = "pigeon"', "'queue.help.channel': Invalid enum value 'pigeon'"),
        ('first = ["help"]', 'first = ["hlep"]', "'team[1].first': there is no queue 'hlep'; there are help"),
        ('start_at = "09:00"', 'start_at = "9 o\'clock"', "'start_at': \"9 o'clock\" is no time of day like 10:42"),
        ('zone = "Europe/Moscow"', 'zone = "Europe/Twer"', "'zone': there is no time zone 'Europe/Twer'"),
        ("agents = 3\n", "", "the key 'agents' is missing"),
        ("agents = 3", "agents = 0", "'agents': must be more than 0, and is 0"),
        ("agents = 3", "agents = 99999", "'agents': must be at most "),
        ("half_hours = [1.0]", "half_hours = []", "'half_hours': at least one is needed"),
        ("agents = 3", "agents = 3\nweekdays = [1.0]", "'weekdays': must hold seven numbers"),
        ('closes = "20:00"', 'closes = "07:00"', "'closes': must be later than 'opens'"),
        ("agents = 3", "agents = ", "my.toml: Invalid value"),
        ("queue.help = {", "queue.help = 3 #", "'queue.help' must be a table"),
        ("queue.help = {", "queue = 3 #", "'queue' must be a table of tables"),
        ("team = [{", "team = 3 #", "'team' must be an array of tables"),
        ("agents = 3", "agents = 3\ndays_before = 99", "'days_before': must lie between 0 and 35, and is 99"),
        ("agents = 3", "agents = 3\nclosed_weekdays = [7]", "'closed_weekdays': days count from 0 (Monday) to 6"),
        ("agents = 3", "agents = 3\nusual_weekday = 7", "'usual_weekday': days count from 0 (Monday) to 6"),
        ("agents = 3", "agents = 3\nclosed_weekdays = [0]", "'closed_weekdays': must not hold the weekday of the date"),
        (
            "agents = 3",
            "agents = 3\nreturning = { queue_share = 2 }",
            "'returning.queue_share': must lie between 0 and",
        ),
        ("agents = 3", "agents = 3\nreturning = { later_h = 0 }", "'returning.later_h': must be more than 0, and is 0"),
        (
            "agents = 3",
            "agents = 3\nabsence = { queues = { hlep = 0.1 } }",
            "'absence.queues': there is no queue 'hlep'",
        ),
        ("agents = 3", "agents = 3\nbehaviour = { customers = 0 }", "'behaviour.customers': must be more than 0"),
        (
            "agents = 3",
            'extends = "drizzle"',
            "'extends' must name one of calm, load, monday, outage, storm, workday, and is 'drizzle'",
        ),
    ],
)
def test_that_what_is_wrong_is_said_in_one_line(old: str, new: str, said: str) -> None:
    assert old in SMALL
    assert said in complaint(SMALL.replace(old, new))


def test_that_a_queue_of_tickets_is_asked_for_where_tickets_are() -> None:
    tickets = "\n[tickets]\nqueue = 'help'\nkinds = ['x']\ntitles = ['x']\npriority = []"
    assert "'tickets.queue': the queue 'help' must have the channel 'ticket'" in complaint(SMALL + tickets)


def test_that_an_unknown_scenario_names_those_that_there_are() -> None:
    with pytest.raises(
        ScenarioError, match="there is no scenario 'strom'; there are calm, load, monday, outage, storm, workday, or"
    ):
        load("strom")


def test_that_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"nowhere\.toml: No such file or directory"):
        load(tmp_path / "nowhere.toml")


def test_that_a_file_of_garbage_is_said(tmp_path: Path) -> None:
    path = tmp_path / "garbage.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ScenarioError, match=r"garbage\.toml: is not UTF-8"):
        load(path)


def test_that_a_scenario_that_extends_another_keeps_what_it_does_not_say() -> None:
    storm, calm = load("storm"), load("calm")
    assert storm.teams == calm.teams
    assert storm.queues["support"].overflow_after_s > 0.0 == calm.queues["support"].overflow_after_s
    assert storm.queues["support"].name == "Поддержка"
    assert storm.surges
    assert not calm.surges


PAIR = "\n[[hand_on]]\nat = 'help'\nsent_to = '{}'\nshare = {}\n[queue.post]\nname = 'Post'\nchannel = 'email'"
TROUBLE = "\n[[trouble]]\nstart = '10:00'\nend = '{}'\nqueues = ['{}']\ntopic = 'x'\nannounced = '{}'"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (PAIR.format("hlep", 0.1), "'hand_on[1].sent_to': there is no queue 'hlep'; there are help, post"),
        (PAIR.format("post", 0.1), "'hand_on[1].sent_to': the queue 'post' must have the channel 'voice'"),
        (PAIR.format("help", 0.1), "'hand_on[1]': must name two queues"),
        (PAIR.format("help", 1.1), "'hand_on[1].share': must lie between 0 and 1, and is 1.1"),
        (TROUBLE.format("09:00", "help", "10:30"), "'trouble[1].end': must be later than 'start'"),
        (TROUBLE.format("12:00", "hlep", "10:30"), "'trouble[1].queues': there is no queue 'hlep'"),
        (TROUBLE.format("12:00", "help", "soon"), "'trouble[1].announced': 'soon' is no time of day like 10:42"),
    ],
)
def test_that_what_is_wrong_with_a_circumstance_is_said_in_one_line(more: str, said: str) -> None:
    assert said in complaint(SMALL + more)


def test_that_a_desk_for_tickets_takes_tickets() -> None:
    more = """
        [tickets]
        queue = "faults"
        kinds = ["x"]
        titles = ["x"]
        priority = [{ name = "high", norm_h = 1.0, share = 1.0 }]
        desks = { help = "help" }
        [queue.faults]
        name = "Faults"
        channel = "ticket"
    """
    assert "'tickets.desks': the queue 'help' must have the channel 'ticket'" in complaint(SMALL + more)
