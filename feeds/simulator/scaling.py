"""A scenario with more queues than it has: copies of its queues and teams, numbered, that share the people."""

from __future__ import annotations

from collections.abc import Container, Iterable

from msgspec import structs

from feeds.simulator.scenario import QueueRules, Scenario, Team


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


def _keys(keys: Iterable[str], copies: Iterable[int], kept: Container[str]) -> tuple[str, ...]:
    wanted = list(keys)
    return tuple(name for copy in copies for key in wanted if (name := _copy_key(key, copy)) in kept)


def _copy_key(key: str, copy: int) -> str:
    return f"{key}-{copy + 1}" if copy else key


def _numbered(name: str, copy: int) -> str:
    return f"{name} {copy + 1}" if copy else name
