"""What the board has to tell once: a link that was lost or is back, a refused order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from widgets.i18n.marking import QT_TRANSLATE_NOOP
from widgets.i18n.numbers import duration
from widgets.i18n.words import first_upper, text

NOTES: dict[str, str] = {
    "link_lost": QT_TRANSLATE_NOOP("Notes", "The hub cannot be reached: what is shown is old, and actions are off."),
    "link_back": QT_TRANSLATE_NOOP("Notes", "The hub is back: the data is live again."),
    "begun_anew": QT_TRANSLATE_NOOP("Notes", "The hub has begun anew: what was shown before is gone."),
    "feed_lost": QT_TRANSLATE_NOOP("Notes", "{source} is not connected: its part of the board is old."),
    "feed_back": QT_TRANSLATE_NOOP("Notes", "{source} is back: its data is live again."),
    "catching_up": QT_TRANSLATE_NOOP("Notes", "The board fell behind and is catching up from a snapshot."),
    "caught_up": QT_TRANSLATE_NOOP("Notes", "The board has caught up."),
    "snapshot_unreadable": QT_TRANSLATE_NOOP("Notes", "The hub's snapshot cannot be read: is it of another version?"),
    "nobody_selected": QT_TRANSLATE_NOOP(
        "Notes", "Select who is to be reassigned first: with a click, or with the arrows in the list of who waits."
    ),
    "nobody_waits": QT_TRANSLATE_NOOP("Notes", "Nobody is waiting: there is nobody to reassign."),
    "order_refused": QT_TRANSLATE_NOOP("Notes", "Not possible: {reason}"),
}
LINK_REASONS: dict[str, str] = {
    "refused": QT_TRANSLATE_NOOP("Notes", "nobody answers at this address"),
    "unreachable": QT_TRANSLATE_NOOP("Notes", "the machine cannot be reached"),
    "unknown_host": QT_TRANSLATE_NOOP("Notes", "the name is not known"),
    "timeout": QT_TRANSLATE_NOOP("Notes", "no answer in time"),
    "silent": QT_TRANSLATE_NOOP("Notes", "the hub has fallen silent"),
    "closed": QT_TRANSLATE_NOOP("Notes", "the connection was closed"),
    "no_subprotocol": QT_TRANSLATE_NOOP("Notes", "it is no hub that answers there"),
    "handshake": QT_TRANSLATE_NOOP("Notes", "it is no hub that answers there"),
    "bad_address": QT_TRANSLATE_NOOP("Notes", "this is no address of a hub"),
    "no_answer": QT_TRANSLATE_NOOP("Notes", "the hub does not answer"),
    "cannot_resume": QT_TRANSLATE_NOOP("Notes", "the hub cannot go on where the board was"),
    "failed": QT_TRANSLATE_NOOP("Notes", "the connection failed and is made anew"),
    "behind": QT_TRANSLATE_NOOP("Notes", "the board was too slow"),
}
HISTORY_REASONS: dict[str, str] = {
    "not_sent": QT_TRANSLATE_NOOP("Notes", "the hub cannot be reached"),
    "link_lost": QT_TRANSLATE_NOOP("Notes", "the connection was lost before the answer came"),
    "not_readable": QT_TRANSLATE_NOOP("Notes", "the answer cannot be read; is the hub of another version?"),
    "not_answered_here": QT_TRANSLATE_NOOP("Notes", "this hub keeps none"),
    "log_damaged": QT_TRANSLATE_NOOP("Notes", "the hub's log is damaged"),
    "io_error": QT_TRANSLATE_NOOP("Notes", "the hub's disk does not answer"),
    "no_past_weeks": QT_TRANSLATE_NOOP("Notes", "no past weeks are kept yet"),
    "too_much": QT_TRANSLATE_NOOP("Notes", "the span holds too many events to be counted anew"),
    "figure_unknown": QT_TRANSLATE_NOOP("Notes", "the hub does not know this figure; is it of another version?"),
    "too_many_questions": QT_TRANSLATE_NOOP("Notes", "too many questions at a time"),
}


def note_sentence(code: str, values: Sequence[str] = ()) -> str:
    """The sentence for a note of the board; its code where there is none."""
    known = NOTES.get(code)
    if known is None:
        return code
    value = values[0] if values else ""
    reason = text("refusal", value) if code == "order_refused" else value
    return QCoreApplication.translate("Notes", known).format(source=value.rpartition("/")[2], reason=reason)


def link_reason(code: str) -> str:
    """Why the link is not there, in a few words; the code where there are none."""
    known = LINK_REASONS.get(code)
    return code if known is None else QCoreApplication.translate("Notes", known)


def history_reason(code: str) -> str:
    """Why there is no history, in a few words; the code where there are none."""
    known = HISTORY_REASONS.get(code)
    return code if known is None else QCoreApplication.translate("Notes", known)


def veil_words(link_state: str, age_s: float) -> str:
    """What lies in large over figures that are not how things stand: their age (seconds), or that they catch up."""
    return first_upper(text("link", link_state)) if link_state == "catching_up" else duration(age_s)
