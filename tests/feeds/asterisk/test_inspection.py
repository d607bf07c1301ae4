"""What a PBX gives, held against what the settings ask for."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import structs

from feeds.asterisk.inspection import ACTING, LISTS, Asked, Finding, Seen, findings, places_of
from wallboard.config.asterisk import AsteriskSettings

QUEUE = {"Queue": "sales", "Completed": "3", "Abandoned": "1"}
ALICE = {
    "Queue": "sales",
    "Name": "Alice Adams",
    "Location": "PJSIP/1001",
    "StateInterface": "PJSIP/1001",
    "Status": "1",
    "Wrapuptime": "0",
}
ALL = frozenset({*LISTS, *ACTING, "Filter"})
EVENTS = frozenset({"Newchannel", "QueueCallerJoin", "VarSet"})
FIRST = Asked((QUEUE,), (ALICE,), frozenset({"c"}), frozenset({"c"}))
SETTINGS = AsteriskSettings(
    agent_context="agents", queue_context="queues", outside_context="outside", wrapup_s={"*": 4}, queue_log="queue_log"
)


def seen(**but: Any) -> Seen:
    """A PBX where nothing is missing, but for this."""
    whole = Seen(FIRST, FIRST, commands=ALL, heard=EVENTS, listened_s=5.0)
    return structs.replace(whole, **but)


def with_member(**headers: str) -> Seen:
    first = structs.replace(FIRST, members=({**ALICE, **headers},))
    return seen(first=first, later=first)


def found(settings: AsteriskSettings = SETTINGS, of: Seen | None = None) -> list[tuple[str, str, str, str]]:
    return [structs.astuple(each) for each in findings(settings, of or seen())]


def but(**settings: Any) -> AsteriskSettings:
    return structs.replace(SETTINGS, **settings)


def test_that_nothing_is_found_where_all_is_there() -> None:
    assert found() == []


@pytest.mark.parametrize(("action", "right"), LISTS.items())
def test_that_a_list_which_is_not_given_is_missing(action: str, right: str) -> None:
    assert found(of=seen(commands=ALL - {action})) == [("missing", "cannot_list", action, right)]


def test_that_an_account_without_filters_works_all_the_same() -> None:
    assert found(of=seen(commands=ALL - {"Filter"})) == [("note", "cannot_filter", "Filter", "system")]


def test_that_a_redirect_which_is_not_allowed_is_missing_where_the_settings_name_a_context() -> None:
    assert found(of=seen(commands=ALL - {"Redirect"})) == [("missing", "cannot_act", "Redirect", "call")]
    assert found(of=seen(commands=ALL - {"Originate"})) == [("note", "cannot_act", "Originate", "originate")]


def test_that_listening_is_missing_where_the_settings_name_supervisors_phones() -> None:
    missing = [("missing", "cannot_act", "Originate", "originate")]
    assert found(but(supervisors={"olga": "1900"}), seen(commands=ALL - {"Originate"})) == missing


def test_that_an_account_to_watch_with_is_none_to_complain_of() -> None:
    watching = but(agent_context="", queue_context="", outside_context="")
    codes = [code for _, code, _, _ in found(watching, seen(commands=frozenset(LISTS)))]
    assert codes == ["cannot_filter", "read_only", "not_offered", "not_offered", "not_offered"]


def test_that_a_pbx_which_lists_no_rights_is_not_accused() -> None:
    assert found(of=seen(commands=None)) == [("note", "commands_unlisted", "", "")]


def test_that_events_which_something_proves_to_be_held_back_are_missing() -> None:
    later = structs.replace(FIRST, channels=frozenset({"d"}), callers=frozenset())
    assert found(of=seen(later=later, heard=EVENTS - {"QueueCallerJoin"})) == [("missing", "no_events", "agent", "")]
    assert found(of=seen(later=later, heard=EVENTS - {"Newchannel"})) == [("missing", "no_events", "call", "")]
    assert found(of=seen(later=later, heard=EVENTS - {"VarSet"})) == [("odd", "never_dialplan", "dialplan", "5")]


def test_that_a_caller_who_came_and_went_between_two_looks_proves_it_too() -> None:
    later = structs.replace(FIRST, queues=({**QUEUE, "Abandoned": "2"},))
    assert ("missing", "no_events", "agent", "") in found(of=seen(later=later, heard=frozenset({"Newchannel"})))


def test_that_a_quiet_pbx_proves_nothing() -> None:
    assert found(of=seen(heard=frozenset())) == [("note", "events_unproven", "call, agent, dialplan", "5")]


def test_that_a_login_without_the_word_that_it_has_booted_lacks_a_right() -> None:
    assert found(of=seen(is_booted=False)) == [("missing", "no_events", "system", "")]


def test_that_the_places_are_those_to_which_callers_are_sent() -> None:
    settings = but(entries=("from-trunk", "from-pstn*"), menus=("ivr*",), queue_extensions={"sales": "7001"})
    assert places_of(settings, FIRST) == [
        ("from-trunk", ""),
        ("queues", "7001"),
        ("agents", "1001"),
        ("outside", ""),
    ]


@pytest.mark.parametrize(
    ("place", "answer", "finding"),
    [
        (("nowhere", ""), "not_there", ("missing", "context_missing", "nowhere", "")),
        (("queues", "sales"), "not_there", ("missing", "extension_missing", "queues", "sales")),
        (("queues", "sales"), "no_answer", ("odd", "place_unanswered", "queues", "sales")),
        (("queues", "sales"), "denied", ("note", "dialplan_denied", "ShowDialPlan", "reporting")),
    ],
)
def test_that_a_place_which_is_not_there_is_named(
    place: tuple[str, str], answer: str, finding: tuple[str, str, str, str]
) -> None:
    assert found(of=seen(places={place: answer, ("agents", "1001"): "there"})) == [finding]


def test_that_what_the_settings_call_a_queue_must_be_one() -> None:
    assert found(but(wrapup_s={"*": 4, "gold": 3})) == [("missing", "queue_unknown", "gold", "wrapup_s")]
    assert found(but(queue_names={"gold": "Gold"})) == [("missing", "queue_unknown", "gold", "queue_names")]


def test_that_a_pbx_without_queues_and_a_queue_without_members_are_told() -> None:
    empty = Asked()
    assert ("missing", "no_queues", "", "") in found(of=seen(first=empty, later=empty))
    unmanned = structs.replace(FIRST, members=())
    assert found(of=seen(first=unmanned, later=unmanned)) == [("odd", "queue_empty", "sales", "")]


@pytest.mark.parametrize(
    ("headers", "finding"),
    [
        ({"Status": "4"}, ("odd", "device_unknown", "PJSIP/1001", "PJSIP/1001")),
        ({"Status": "5"}, ("note", "device_unavailable", "PJSIP/1001", "")),
        ({"Name": "PJSIP/1001"}, ("note", "member_unnamed", "PJSIP/1001", "")),
        ({"Wrapuptime": "9"}, ("odd", "wrapup_differs", "sales", "9")),
    ],
)
def test_that_an_odd_member_is_named(headers: dict[str, str], finding: tuple[str, str, str, str]) -> None:
    assert found(of=with_member(**headers)) == [finding]


def test_that_a_local_member_whose_phone_the_queue_does_not_watch_is_told() -> None:
    local = "Local/1001@agents/n"
    assert found(of=with_member(Location=local, StateInterface=local)) == [("odd", "local_without_state", local, "")]
    assert found(of=with_member(Location=local, StateInterface="PJSIP/1001")) == []


def test_that_somebody_whom_no_queue_knows_is_named() -> None:
    settings = but(teams={"a": ("1001", "Alice Adams", "PJSIP/1001", "Nobody")}, overflow=("1009",))
    assert found(settings) == [
        ("odd", "person_unknown", "Nobody", "teams.a"),
        ("odd", "person_unknown", "1009", "overflow"),
    ]


def test_that_a_wrapup_which_nobody_tells_is_asked_for() -> None:
    assert found(but(wrapup_s={})) == [("note", "wrapup_unsaid", "sales", "")]


def test_that_a_queue_log_which_cannot_be_read_is_missing() -> None:
    assert found(of=seen(has_queue_log=False)) == [("missing", "log_missing", "queue_log", "")]
    address = but(queue_log="mysql://user:hidden@db/asterisk")
    assert found(address, seen(has_queue_log=False)) == [("missing", "log_missing", "mysql://…", "")]
    assert found(but(queue_log="")) == [("note", "log_unnamed", "", "")]


def test_that_odd_counters_stop_nothing() -> None:
    queues = tuple({"Queue": "sales", "Completed": odd} for odd in ("", "²", "-1", "9" * 5000, "nan"))
    first = structs.replace(FIRST, queues=queues)
    assert all(isinstance(each, Finding) for each in findings(SETTINGS, seen(first=first)))
