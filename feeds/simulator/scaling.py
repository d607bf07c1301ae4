"""A scenario with more queues than it has: copies of its queues and teams, numbered, that share the people."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import TypeVar

from msgspec import structs

from feeds.simulator.circumstances import Absence, HandOn, Move, WrongTurn
from feeds.simulator.scenario import QueueRules, Scenario, Team, Tickets

P = TypeVar("P", WrongTurn, HandOn, Move)


def widened(scenario: Scenario) -> Scenario:
    """The scenario with `queue_count` queues (as it is, where that is 0). What was for one queue goes for its copies
    too.
    """
    wanted = scenario.queue_count
    if not wanted:
        return scenario
    copies = range(-(-wanted // len(scenario.queues)))
    kept = [_copy_key(key, copy) for copy in copies for key in scenario.queues][:wanted]
    pairs = [(copy, key, rules) for copy in copies for key, rules in scenario.queues.items()]
    return structs.replace(
        scenario,
        queue_count=0,
        queues={
            _copy_key(key, copy): _queue(rules, copy, kept)
            for copy, key, rules in pairs
            if _copy_key(key, copy) in kept
        },
        teams=tuple(team for copy in copies for team in _teams(scenario.teams, copy, kept)),
        overflow=structs.replace(scenario.overflow, queues=_keys(scenario.overflow.queues, copies, kept)),
        surges=tuple(structs.replace(s, queues=_keys(s.queues, copies, kept)) for s in scenario.surges),
        troubles=tuple(structs.replace(t, queues=_keys(t.queues, copies, kept)) for t in scenario.troubles),
        wrong_turns=_pairs(scenario.wrong_turns, ("wanted", "sent_to"), copies, kept),
        hands_on=_pairs(scenario.hands_on, ("at", "sent_to"), copies, kept),
        tickets=_tickets(scenario.tickets, copies, kept),
        absence=_absence(scenario.absence, copies),
    )


def _queue(rules: QueueRules, copy: int, kept: Container[str]) -> QueueRules:
    return structs.replace(
        rules, name=_numbered(rules.name, copy), transfers_to=_keys(rules.transfers_to, (copy,), kept)
    )


def _teams(teams: Iterable[Team], copy: int, kept: Container[str]) -> Iterable[Team]:
    for team in teams:
        first = _keys(team.first, (copy,), kept)
        if first:
            name = _numbered(team.name, copy)
            share = team.share * len(first) / len(team.first)
            yield structs.replace(team, name=name, share=share, first=first, also=_keys(team.also, (copy,), kept))


def _tickets(rules: Tickets | None, copies: Iterable[int], kept: Container[str]) -> Tickets | None:
    if rules is None:
        return None
    desks = {_copy_key(key, copy): _copy_key(desk, copy) for copy in copies for key, desk in rules.desks.items()}
    return structs.replace(
        rules,
        moves=_pairs(rules.moves, ("at", "to"), copies, kept),
        desks={key: desk for key, desk in desks.items() if desk in kept},
    )


def _absence(rules: Absence | None, copies: Iterable[int]) -> Absence | None:
    if rules is None:
        return None
    shares = {_copy_key(key, copy): share for copy in copies for key, share in rules.queues.items()}
    return structs.replace(rules, queues=shares)


def _pairs(pairs: Iterable[P], ends: tuple[str, str], copies: Iterable[int], kept: Container[str]) -> tuple[P, ...]:
    """What is said of two queues, said of both copies of them."""
    copied = (
        structs.replace(pair, **{end: _copy_key(getattr(pair, end), copy) for end in ends})
        for copy in copies
        for pair in pairs
    )
    return tuple(pair for pair in copied if all(getattr(pair, end) in kept for end in ends))


def _keys(keys: Iterable[str], copies: Iterable[int], kept: Container[str]) -> tuple[str, ...]:
    wanted = list(keys)
    return tuple(name for copy in copies for key in wanted if (name := _copy_key(key, copy)) in kept)


def _copy_key(key: str, copy: int) -> str:
    return f"{key}-{copy + 1}" if copy else key


def _numbered(name: str, copy: int) -> str:
    return f"{name} {copy + 1}" if copy else name
