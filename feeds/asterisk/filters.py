"""Which messages are worth reading: three in five are not, and are known by their names before they are parsed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from feeds.asterisk.parser import Filter
from feeds.asterisk.rules import Rules

MOST_HINTS, MOST_CONTEXTS = 50_000, 10_000
APPLICATIONS = (b"ChanSpy", b"VoiceMail")


def wanted_of(rules: Rules, names: Iterable[str]) -> dict[bytes, Filter]:
    """By the event's name, whether a raw message is worth reading; of other `names` all are."""
    found: dict[bytes, Filter] = {name.encode(): _always for name in names}
    found[b"VarSet"] = _tells_how_a_queue_ended
    found[b"UserEvent"] = _is_ours
    found[b"ExtensionStatus"] = _hint()
    found[b"Newexten"] = _newexten(rules)
    return found


def _always(raw: bytes) -> bool:
    return True


def _tells_how_a_queue_ended(raw: bytes) -> bool:
    return b"\r\nVariable: QUEUESTATUS\r\n" in raw


def _is_ours(raw: bytes) -> bool:
    return b"\r\nUserEvent: Wallboard" in raw


def _hint() -> Callable[[bytes], bool]:
    """A hint names a phone of ours; its state is told better by others."""
    known: set[bytes] = set()

    def wanted(raw: bytes) -> bool:
        at = raw.find(b"\r\nHint: ")
        hint = raw[at : raw.find(b"\r\n", at + 2)]
        if at < 0 or hint in known:
            return False
        if len(known) < MOST_HINTS:
            known.add(hint)
        return True

    return wanted


def _newexten(rules: Rules) -> Callable[[bytes], bool]:
    """A step of the dialplan matters in a menu or a mailbox, and where a supervisor begins to listen."""
    known: dict[bytes, bool] = {}

    def wanted(raw: bytes) -> bool:
        at = raw.find(b"\r\nContext: ") + 11
        context = raw[at : raw.find(b"\r\n", at)]
        found = known.get(context)
        if found is None:
            name = context.decode("utf-8", "replace")
            found = rules.is_menu(name) or rules.is_voicemail(name)
            if len(known) < MOST_CONTEXTS:
                known[context] = found
        return found or any(b"\r\nApplication: " + name in raw for name in APPLICATIONS)

    return wanted
