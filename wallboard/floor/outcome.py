"""What became of a contact or a queue entry: the one rule, in one place. Abandonment is derived here."""

from __future__ import annotations

from wallboard.floor import contact as stages
from wallboard.floor.contact import Contact

ANSWERED = "answered"
ABANDONED_IN_MENU = "abandoned_in_menu"
ABANDONED_IN_QUEUE = "abandoned_in_queue"
ABANDONED_RINGING = "abandoned_ringing"
ABANDONED_ON_HOLD = "abandoned_on_hold"
ABANDONED_AFTER_TRANSFER = "abandoned_after_transfer"
DIVERTED = "diverted"
LEFT_BY_CHOICE = "left_by_choice"
TURNED_AWAY = "turned_away"
UNKNOWN = "unknown"

BEFORE_ANSWER = (
    ABANDONED_IN_MENU,
    ABANDONED_IN_QUEUE,
    ABANDONED_RINGING,
    DIVERTED,
    LEFT_BY_CHOICE,
    TURNED_AWAY,
    UNKNOWN,
)
"""The ends of a contact that nobody answered."""

LOST_AFTER_ANSWER = (ABANDONED_ON_HOLD, ABANDONED_AFTER_TRANSFER)
"""Losses that are parts of answered."""

LOST = frozenset({ABANDONED_IN_MENU, ABANDONED_IN_QUEUE, ABANDONED_RINGING, *LOST_AFTER_ANSWER})

_BY_CHOICE = frozenset({"served", "voicemail", "callback"})


def outcome_of_clearing(contact: Contact, by: str, reason: str) -> str:
    """The outcome of `contact`, which is cleared in its present stage by `by` for `reason`."""
    if contact.answered:
        return _after_answer(contact, by, reason)
    if reason == "source_down":
        return UNKNOWN
    if reason in _BY_CHOICE or _was_served(contact):
        return LEFT_BY_CHOICE
    if contact.sent_outside:
        return DIVERTED
    if by != "customer":
        return TURNED_AWAY
    return _abandoned_at(contact.stage)


def _after_answer(contact: Contact, by: str, reason: str) -> str:
    if by != "customer" or reason in _BY_CHOICE:
        return ANSWERED
    if contact.stage == stages.ON_HOLD:
        return ABANDONED_ON_HOLD
    if contact.stage == stages.TALKING or contact.sent_outside:
        return ANSWERED
    if contact.stage == stages.UNROUTED and not contact.handovers:
        return ANSWERED  # his agent hung up first
    return ABANDONED_AFTER_TRANSFER


def _was_served(contact: Contact) -> bool:
    return contact.stage == stages.MENU and bool(contact.menu) and contact.menu[-1].served


def _abandoned_at(stage: str) -> str:
    if stage == stages.RINGING:
        return ABANDONED_RINGING
    return ABANDONED_IN_QUEUE if stage == stages.WAITING else ABANDONED_IN_MENU


def outcome_of_entry(contact_outcome: str, stage: str) -> str:
    """The outcome of the queue entry that was open when its contact ended so, in `stage`."""
    if contact_outcome == ABANDONED_AFTER_TRANSFER:
        return _abandoned_at(stage)
    return TURNED_AWAY if contact_outcome == ANSWERED else contact_outcome
