"""`wallboard figures`: what can be asked of a recording, and what is said where it makes no sense."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_program import left_with
from tests.floor.story import Story
from wallboard.cli.failures import ExitCode
from wallboard.cli.recording import Recording
from wallboard.stream.contact_events import Cleared, Diverted, Established, Identified, Offered, Queued
from wallboard.stream.queue_events import Configured


def call(subject: str, queue: str, at_s: float, wait_s: float, channel: Any = "voice") -> Story:
    told = Story(subject).at(at_s, Offered(queue=queue, channel=channel)).at(at_s, Identified(f"k-{queue}"))
    told.at(at_s, Queued(queue)).at(at_s + wait_s, Established("anna"))
    return told.at(at_s + wait_s + 60, Cleared("customer"))


@pytest.fixture
def day(tmp_path: Path) -> Path:
    path = tmp_path / "day.jsonl"
    recording = Recording(path)
    recording.take(Story("sales").at(0, Configured(threshold_s=20.0)).events)
    moved = Story("c4").at(300, Offered(queue="sales")).at(300, Queued("sales"))
    moved.at(310, Diverted("sales", "support")).at(310, Queued("support")).at(312, Cleared("customer"))
    stories = (call("c1", "sales", 0, 25), call("c2", "support", 100, 25), call("c3", "sales", 200, 10, "email"), moved)
    for story in stories:
        recording.take(story.events)
    recording.close()
    return path


def answer(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Any:
    capsys.readouterr()
    assert left_with("figures", *map(str, arguments), "--json") == ExitCode.OK
    return json.loads(capsys.readouterr().out)


def by_queue(document: Any, figure: str) -> dict[str, Any]:
    return {group["key"]["queue"]: group["figures"][figure] for group in document["groups"]}


def test_that_a_single_queue_can_be_held_to_a_threshold_of_its_own(
    day: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    within = "answered_within_threshold"
    assert by_queue(answer(capsys, day, "--by", "queue"), within) == {"sales": 1, "support": 0}
    found = answer(capsys, day, "--by", "queue", "--threshold", "sales=30")
    assert by_queue(found, within) == {"sales": 2, "support": 0}
    found = answer(capsys, day, "--by", "queue", "--threshold", "30", "--threshold", "sales=9")
    assert by_queue(found, within) == {"sales": 0, "support": 1}


def test_that_a_single_queue_can_have_a_short_abandon_limit_of_its_own(
    day: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    level = "service_level.short_abandons_excluded"
    asked = ("--by", "queue", "--threshold", "30")
    assert by_queue(answer(capsys, day, *asked), level)["support"] == 1.0
    assert by_queue(answer(capsys, day, *asked, "--short-abandon", "support=1"), level)["support"] == 0.5


def test_that_channels_can_be_left_out(day: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def offered(*arguments: str) -> Any:
        return answer(capsys, day, *arguments)["groups"][0]["figures"]["offered"]

    assert (offered(), offered("--live-only"), offered("--channel", "email"), offered("--channel", "email,voice")) == (
        4,
        3,
        1,
        4,
    )


def test_that_the_window_of_first_contact_resolution_can_be_told(day: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = answer(capsys, day)
    assert (document["fcr_window_days"], document["groups"][0]["provisional"]) == (7.0, ["fcr"])
    assert document["groups"][0]["figures"]["fcr"] == pytest.approx(2 / 3)
    short = answer(capsys, day, "--fcr-window", str(100 / 86_400))
    assert short["groups"][0]["figures"]["fcr"] == 1.0
    assert short["groups"][0]["provisional"] == []


def test_that_the_table_marks_what_is_provisional_and_tells_the_hand_offs(
    day: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert left_with("figures", str(day)) == ExitCode.OK
    lines = capsys.readouterr().out.splitlines()
    assert ["fcr", "66.7", "%*"] in [line.split() for line in lines]
    assert "handed on: sales → support: 1" in lines
    assert lines[-1] == "* provisional: who came last may still come again within 7 days"


def test_that_costs_are_those_of_the_settings_that_are_named(
    day: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "site.toml"
    config.write_text("[cost]\nper_hour = 0\n", encoding="utf-8")
    assert left_with("figures", str(day), "--config", str(config)) == ExitCode.USAGE
    assert "cost.per_hour" in capsys.readouterr().err
    config.write_text("[cost]\nper_hour = 20\nteams = { support = 30.5 }\n", encoding="utf-8")
    assert answer(capsys, day, "--config", config)["groups"][0]["figures"]["cost_per_contact"] is None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--threshold", "sale=30"], "there is no queue 'sale'; did you mean 'sales'?"),
        (["--threshold", "0"], "a threshold is above 0"),
        (["--threshold", "sales=99999999"], "a threshold is above 0 and at most 86400 seconds"),
        (["--threshold", "soon"], "'soon' is neither seconds like 30 nor a queue and its seconds like sales=30"),
        (["--threshold", "nan"], "'nan' is neither seconds"),
        (["--threshold", "=30"], "'=30' is neither seconds"),
        (["--threshold", "sales=30", "--threshold", "sales=40"], "given twice for sales"),
        (["--short-abandon", "-1"], "a short abandon is 0 to 86400 seconds"),
        (["--short-abandon", "sales=21"], "a short abandon of 21 s is above the threshold of sales, which is 20 s"),
        (["--short-abandon", "30"], "a short abandon of 30 s is above the threshold"),
        (["--fcr-window", "0"], "the window of first-contact resolution is more than 0"),
        (["--channel", "pigeon"], "there is no channel 'pigeon'; there are chat, email"),
        (["--live-only", "--channel", "voice"], "exclude each other"),
    ],
)
def test_that_what_makes_no_sense_is_one_line_that_says_what_does(
    day: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert left_with("figures", str(day), *arguments) == ExitCode.USAGE
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line


def test_that_a_file_without_a_usable_line_is_no_success(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "garbage.jsonl"
    path.write_bytes(b'{"broken\n' * 500)
    assert left_with("figures", str(path), "--json") == ExitCode.UNREADABLE
    told = capsys.readouterr()
    assert told.out == ""
    assert "nothing in it could be used: 500 " in told.err


@pytest.mark.parametrize(
    "arguments", [["--from", "2031-01-01"], ["--to", "2001-02-03"], ["--from", "2001-01-01", "--to", "2001-01-02"]]
)
def test_that_a_span_outside_of_the_data_is_no_success_and_says_what_they_cover(
    day: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert left_with("figures", str(day), *arguments, "--json") == ExitCode.NOTHING_THERE
    told = capsys.readouterr()
    assert json.loads(told.out)["groups"][0]["figures"]["offered"] == 0
    (line,) = told.err.splitlines()
    assert "its contacts came from 2026-02-25 06:13 to 2026-02-25 06:18" in line
    assert " ".join(arguments).replace("--", "").split()[1] in line


def test_that_a_span_with_nobody_in_it_between_the_contacts_is_a_quiet_one(
    day: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = answer(capsys, day, "--from", "2026-02-25T06:14:00", "--to", "2026-02-25T06:14:30")
    assert found["groups"][0]["figures"]["offered"] == 0


def test_that_one_usable_line_is_enough(day: Path, capsys: pytest.CaptureFixture[str]) -> None:
    day.write_bytes(day.read_bytes() + b'{"broken\n' * 500)
    assert answer(capsys, day)["groups"][0]["figures"]["offered"] == 4
