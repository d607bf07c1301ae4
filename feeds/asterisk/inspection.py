"""What a PBX lets us see and do, held against what the settings ask of it. Pure: what was seen in, findings out.

A finding is a code and values; the sentence is made elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from feeds.asterisk.rules import Rules, number_of
from wallboard.config.asterisk import AsteriskSettings

Weight = Literal["missing", "odd", "note"]
Place = tuple[str, str]
"""A context and an extension in it; an empty extension stands for the context alone."""

LISTS = {"QueueStatus": "", "CoreShowChannels": "reporting", "ExtensionStateList": "reporting"}
SPARING = {"Filter": "system"}
ACTING = {
    "Redirect": "call",
    "Hangup": "call",
    "QueueAdd": "agent",
    "QueueRemove": "agent",
    "QueuePause": "agent",
    "QueuePenalty": "agent",
    "Originate": "originate",
}
"""Actions, and the write class in manager.conf that gives each; empty: every account may."""

TOLD_BY = {
    "call": frozenset({"Newchannel", "Newstate", "Hangup", "DialBegin", "DialEnd", "BridgeEnter", "BridgeLeave"}),
    "agent": frozenset({"QueueCallerJoin", "QueueCallerLeave", "AgentCalled", "AgentConnect", "QueueMemberStatus"}),
    "dialplan": frozenset({"Newexten", "VarSet"}),
}
"""Events by which a read class in manager.conf is known to be there."""

UNKNOWN_DEVICE, UNAVAILABLE = frozenset({"0", "4"}), "5"


class Asked(Struct, frozen=True):
    """What the PBX listed at one moment: queues, members, Uniqueids of callers and channels."""

    queues: tuple[dict[str, str], ...] = ()
    members: tuple[dict[str, str], ...] = ()
    callers: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()

    @property
    def served(self) -> int:
        """How many callers the queues have counted."""
        return sum(int(q.get(k, "0") or 0) for q in self.queues for k in ("Completed", "Abandoned") if _digits(q, k))


class Seen(Struct, frozen=True):
    """What was seen. `commands` None: the PBX did not list them. Of a place: there, not_there, denied, no_answer."""

    first: Asked
    later: Asked
    is_booted: bool = True
    commands: frozenset[str] | None = None
    heard: frozenset[str] = frozenset()
    places: dict[Place, str] = {}
    listened_s: float = 0.0
    has_queue_log: bool = True


class Finding(Struct, frozen=True):
    """`code` names the sentence, `about` what it is about, `detail` fills it in."""

    weight: Weight
    code: str
    about: str = ""
    detail: str = ""


def places_of(settings: AsteriskSettings, first: Asked) -> list[Place]:
    """Places in the dialplan that must be there."""
    contexts = [*settings.entries, *settings.menus, *settings.voicemail]
    found: list[Place] = [(context, "") for context in contexts if not _is_pattern(context)]
    if settings.queue_context:
        names = sorted(queue.get("Queue", "") for queue in first.queues)
        found += [(settings.queue_context, settings.queue_extensions.get(name, name)) for name in names]
    if settings.agent_context:
        rules = Rules(settings)
        people = {rules.person_of(_interface(m), m.get("StateInterface", "")) for m in first.members}
        found += [(settings.agent_context, number_of(person)) for person in sorted(people)]
    if settings.outside_context:
        found.append((settings.outside_context, ""))
    return list(dict.fromkeys(found))


def findings(settings: AsteriskSettings, seen: Seen) -> list[Finding]:
    """Everything that is missing or odd, rights first."""
    return [
        *_rights(settings, seen),
        *_events(seen),
        *_places(settings, seen),
        *_queues(settings, seen.first),
        *_members(settings, seen.first),
        *_wrapup(settings, seen.first),
        *_log(settings, seen),
    ]


def _rights(settings: AsteriskSettings, seen: Seen) -> Iterator[Finding]:
    if seen.commands is None:
        yield Finding("note", "commands_unlisted")
        return
    for wanted, code in ((LISTS, "cannot_list"), (SPARING, "cannot_filter")):
        for action in sorted(wanted.keys() - seen.commands):
            yield Finding("missing" if wanted is LISTS else "note", code, action, wanted[action])
    lacking = sorted(ACTING.keys() - seen.commands)
    if len(lacking) == len(ACTING) and not _is_to_act(settings) and not settings.supervisors:
        yield Finding("note", "read_only")
        return
    for action in lacking:
        needed = (action == "Redirect" and _is_to_act(settings)) or (
            action == "Originate" and bool(settings.supervisors)
        )
        yield Finding("missing" if needed else "note", "cannot_act", action, ACTING[action])


def _is_to_act(settings: AsteriskSettings) -> bool:
    return bool(settings.agent_context or settings.queue_context or settings.outside_context)


def _events(seen: Seen) -> Iterator[Finding]:
    """A class of events is missed for certain only where something has happened that it would have told."""
    if not seen.is_booted:
        yield Finding("missing", "no_events", "system")
    channels_moved = seen.first.channels != seen.later.channels
    queues_moved = seen.first.callers != seen.later.callers or seen.first.served != seen.later.served
    moved = {"call": channels_moved, "agent": queues_moved, "dialplan": False}
    quiet = [kind for kind, names in TOLD_BY.items() if not names & seen.heard]
    for kind in quiet:
        if moved[kind]:
            yield Finding("missing", "no_events", kind)
    if unsure := [kind for kind in quiet if not moved[kind]]:
        code = "never_dialplan" if unsure == ["dialplan"] and channels_moved else "events_unproven"
        yield Finding("odd" if code == "never_dialplan" else "note", code, ", ".join(unsure), f"{seen.listened_s:g}")


def _places(settings: AsteriskSettings, seen: Seen) -> Iterator[Finding]:
    if "denied" in seen.places.values():
        yield Finding("note", "dialplan_denied", "ShowDialPlan", "reporting")
    for (context, extension), answer in seen.places.items():
        if answer == "not_there":
            code = "extension_missing" if extension else "context_missing"
            yield Finding("missing", code, context, extension)
        elif answer == "no_answer":
            yield Finding("odd", "place_unanswered", context, extension)
    for name in ("agent_context", "queue_context", "outside_context"):
        if not getattr(settings, name):
            yield Finding("note", "not_offered", name)


def _queues(settings: AsteriskSettings, first: Asked) -> Iterator[Finding]:
    there = {queue.get("Queue", "") for queue in first.queues}
    if not there:
        yield Finding("missing", "no_queues")
        return
    for setting in ("wrapup_s", "queue_names", "queue_extensions"):
        for name in sorted(getattr(settings, setting).keys() - there - {"*"}):
            yield Finding("missing", "queue_unknown", name, setting)
    manned = {member.get("Queue", "") for member in first.members}
    for name in sorted(there - manned - {"default"}):
        yield Finding("odd", "queue_empty", name)


def _members(settings: AsteriskSettings, first: Asked) -> Iterator[Finding]:
    rules, known, told = Rules(settings), set[str](), set[str]()
    for member in first.members:
        interface, name = _interface(member), member.get("Name", "")
        person = rules.person_of(interface, member.get("StateInterface", ""))
        known |= {person, number_of(person), name}
        if interface in told:
            continue
        told.add(interface)
        if member.get("Status") in UNKNOWN_DEVICE:
            yield Finding("odd", "device_unknown", interface, member.get("StateInterface", ""))
        elif member.get("Status") == UNAVAILABLE:
            yield Finding("note", "device_unavailable", interface)
        if interface.startswith("Local/") and member.get("StateInterface", interface) == interface:
            yield Finding("odd", "local_without_state", interface)
        if name in ("", interface):
            yield Finding("note", "member_unnamed", interface)
    for setting, people in _named(settings):
        for each in people:
            if each not in known:
                yield Finding("odd", "person_unknown", each, setting)


def _named(settings: AsteriskSettings) -> Iterator[tuple[str, tuple[str, ...]]]:
    for setting, groups in (("teams", settings.teams), ("sites", settings.sites)):
        for group, people in groups.items():
            yield f"{setting}.{group}", people
    yield "overflow", settings.overflow


def _wrapup(settings: AsteriskSettings, first: Asked) -> Iterator[Finding]:
    """A queue's own wrap-up is never told; a member's is, where he has one that differs."""
    rules, unsaid = Rules(settings), []
    for queue in sorted({queue.get("Queue", "") for queue in first.queues}):
        if queue not in settings.wrapup_s and "*" not in settings.wrapup_s:
            unsaid.append(queue)
        own = {m.get("Wrapuptime", "0") for m in first.members if m.get("Queue") == queue}
        for seconds in sorted(own - {"", "0"}):
            if seconds != f"{rules.wrapup_s(queue):g}":
                yield Finding("odd", "wrapup_differs", queue, seconds)
    if unsaid:
        yield Finding("note", "wrapup_unsaid", ", ".join(unsaid))


def _log(settings: AsteriskSettings, seen: Seen) -> Iterator[Finding]:
    if not settings.queue_log:
        yield Finding("note", "log_unnamed")
    elif not seen.has_queue_log:
        # An address may hold a password: no more of it is said than which kind it is.
        scheme, is_address, _ = settings.queue_log.partition("://")
        yield Finding("missing", "log_missing", f"{scheme}://…" if is_address else settings.queue_log)


def _interface(member: dict[str, str]) -> str:
    return member.get("Location") or member.get("Interface") or ""


def _is_pattern(text: str) -> bool:
    return any(mark in text for mark in "*?[")


def _digits(headers: dict[str, str], key: str) -> bool:
    text = headers.get(key, "")
    return text.isascii() and text.isdigit() and len(text) < len("1000000000")
