"""The word for every code that the rooms without Qt give: states, places, outcomes, reasons, refusals, figures."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from widgets.i18n.marking import QT_TRANSLATE_NOOP

WORDS: dict[str, dict[str, str]] = {
    "presence": {
        "talking": QT_TRANSLATE_NOOP("presence", "talking"),
        "on_hold": QT_TRANSLATE_NOOP("presence", "on hold"),
        "ringing": QT_TRANSLATE_NOOP("presence", "ringing"),
        "ready": QT_TRANSLATE_NOOP("presence", "free"),
        "not_ready": QT_TRANSLATE_NOOP("presence", "away"),
        "busy": QT_TRANSLATE_NOOP("presence", "busy"),
        "after_contact_work": QT_TRANSLATE_NOOP("presence", "after-contact work"),
        "unreachable": QT_TRANSLATE_NOOP("presence", "unreachable"),
        "logged_off": QT_TRANSLATE_NOOP("presence", "off duty"),
    },
    "reason": {
        "break": QT_TRANSLATE_NOOP("reason", "break"),
        "lunch": QT_TRANSLATE_NOOP("reason", "lunch"),
        "training": QT_TRANSLATE_NOOP("reason", "training"),
        "meeting": QT_TRANSLATE_NOOP("reason", "meeting"),
        "coaching": QT_TRANSLATE_NOOP("reason", "coaching"),
        "paperwork": QT_TRANSLATE_NOOP("reason", "paperwork"),
        "report": QT_TRANSLATE_NOOP("reason", "report"),
        "tickets": QT_TRANSLATE_NOOP("reason", "tickets"),
        "personal": QT_TRANSLATE_NOOP("reason", "personal"),
        "no_connection": QT_TRANSLATE_NOOP("reason", "no connection"),
        "refused": QT_TRANSLATE_NOOP("reason", "did not answer"),
        "do_not_disturb": QT_TRANSLATE_NOOP("reason", "do not disturb"),
        "shift_end": QT_TRANSLATE_NOOP("reason", "end of shift"),
    },
    "stage": {
        "unrouted": QT_TRANSLATE_NOOP("stage", "not yet routed"),
        "menu": QT_TRANSLATE_NOOP("stage", "in the menu"),
        "waiting": QT_TRANSLATE_NOOP("stage", "waiting"),
        "ringing": QT_TRANSLATE_NOOP("stage", "ringing"),
        "talking": QT_TRANSLATE_NOOP("stage", "talking"),
        "on_hold": QT_TRANSLATE_NOOP("stage", "on hold"),
        "ended": QT_TRANSLATE_NOOP("stage", "ended"),
    },
    "funnel": {
        "offered": QT_TRANSLATE_NOOP("funnel", "Offered"),
        "menu": QT_TRANSLATE_NOOP("funnel", "Menu"),
        "queue": QT_TRANSLATE_NOOP("funnel", "Queue"),
        "ringing": QT_TRANSLATE_NOOP("funnel", "Ringing"),
        "talk": QT_TRANSLATE_NOOP("funnel", "Talk"),
        "result": QT_TRANSLATE_NOOP("funnel", "Result"),
    },
    "place": {
        "floor": QT_TRANSLATE_NOOP("place", "on the floor"),
        "office": QT_TRANSLATE_NOOP("place", "other office"),
        "home": QT_TRANSLATE_NOOP("place", "home"),
        "mobile": QT_TRANSLATE_NOOP("place", "mobile"),
    },
    "channel": {
        "voice": QT_TRANSLATE_NOOP("channel", "Call"),
        "chat": QT_TRANSLATE_NOOP("channel", "Chat"),
        "messenger": QT_TRANSLATE_NOOP("channel", "Messenger"),
        "email": QT_TRANSLATE_NOOP("channel", "E-mail"),
        "form": QT_TRANSLATE_NOOP("channel", "Form"),
        "fax": QT_TRANSLATE_NOOP("channel", "Fax"),
    },
    "direction": {
        "inbound": QT_TRANSLATE_NOOP("direction", "inbound"),
        "outbound": QT_TRANSLATE_NOOP("direction", "outbound"),
        "internal": QT_TRANSLATE_NOOP("direction", "internal"),
    },
    "entry": {
        "menu": QT_TRANSLATE_NOOP("entry", "through the menu"),
        "direct": QT_TRANSLATE_NOOP("entry", "direct"),
    },
    "tier": {
        "vip": QT_TRANSLATE_NOOP("tier", "VIP"),
        "regular": QT_TRANSLATE_NOOP("tier", "regular"),
        "unidentified": QT_TRANSLATE_NOOP("tier", "unidentified"),
    },
    "outcome": {
        "answered": QT_TRANSLATE_NOOP("outcome", "answered"),
        "abandoned_in_menu": QT_TRANSLATE_NOOP("outcome", "hung up in the menu"),
        "abandoned_in_queue": QT_TRANSLATE_NOOP("outcome", "hung up in the queue"),
        "abandoned_ringing": QT_TRANSLATE_NOOP("outcome", "hung up while it rang"),
        "abandoned_on_hold": QT_TRANSLATE_NOOP("outcome", "hung up on hold"),
        "abandoned_after_transfer": QT_TRANSLATE_NOOP("outcome", "lost after a transfer"),
        "diverted": QT_TRANSLATE_NOOP("outcome", "sent elsewhere"),
        "left_by_choice": QT_TRANSLATE_NOOP("outcome", "left by choice"),
        "turned_away": QT_TRANSLATE_NOOP("outcome", "turned away"),
        "unknown": QT_TRANSLATE_NOOP("outcome", "unknown"),
    },
    "refused_reason": {
        "no_answer": QT_TRANSLATE_NOOP("refused_reason", "no answer"),
        "declined": QT_TRANSLATE_NOOP("refused_reason", "declined"),
        "busy": QT_TRANSLATE_NOOP("refused_reason", "busy"),
        "unreachable": QT_TRANSLATE_NOOP("refused_reason", "unreachable"),
    },
    "cleared_by": {
        "customer": QT_TRANSLATE_NOOP("cleared_by", "the customer"),
        "agent": QT_TRANSLATE_NOOP("cleared_by", "the agent"),
        "system": QT_TRANSLATE_NOOP("cleared_by", "the system"),
        "supervisor": QT_TRANSLATE_NOOP("cleared_by", "the supervisor"),
    },
    "cleared_reason": {
        "normal": QT_TRANSLATE_NOOP("cleared_reason", "normally"),
        "served": QT_TRANSLATE_NOOP("cleared_reason", "served itself"),
        "voicemail": QT_TRANSLATE_NOOP("cleared_reason", "left a message"),
        "callback": QT_TRANSLATE_NOOP("cleared_reason", "asked to be called back"),
        "full": QT_TRANSLATE_NOOP("cleared_reason", "the queue was full"),
        "closed": QT_TRANSLATE_NOOP("cleared_reason", "outside opening hours"),
        "empty": QT_TRANSLATE_NOOP("cleared_reason", "nobody was on duty"),
        "timeout": QT_TRANSLATE_NOOP("cleared_reason", "waited for too long"),
        "source_down": QT_TRANSLATE_NOOP("cleared_reason", "the source was not connected"),
    },
    "monitor_mode": {
        "listen": QT_TRANSLATE_NOOP("monitor_mode", "listens"),
        "whisper": QT_TRANSLATE_NOOP("monitor_mode", "whispers"),
        "barge": QT_TRANSLATE_NOOP("monitor_mode", "has barged in"),
    },
    "ticket_status": {
        "acknowledged": QT_TRANSLATE_NOOP("ticket_status", "acknowledged"),
        "rejected": QT_TRANSLATE_NOOP("ticket_status", "rejected"),
        "pending": QT_TRANSLATE_NOOP("ticket_status", "pending"),
        "held": QT_TRANSLATE_NOOP("ticket_status", "held"),
        "in_progress": QT_TRANSLATE_NOOP("ticket_status", "in progress"),
        "cancelled": QT_TRANSLATE_NOOP("ticket_status", "cancelled"),
        "closed": QT_TRANSLATE_NOOP("ticket_status", "closed"),
        "resolved": QT_TRANSLATE_NOOP("ticket_status", "resolved"),
    },
    "command_status": {
        "requested": QT_TRANSLATE_NOOP("command_status", "pending"),
        "dispatched": QT_TRANSLATE_NOOP("command_status", "pending"),
        "confirmed": QT_TRANSLATE_NOOP("command_status", "confirmed"),
        "refused": QT_TRANSLATE_NOOP("command_status", "refused"),
        "failed": QT_TRANSLATE_NOOP("command_status", "failed"),
        "outcome_unknown": QT_TRANSLATE_NOOP("command_status", "outcome unknown"),
    },
    "action": {
        "withdraw": QT_TRANSLATE_NOOP("action", "out of the queue"),
        "hang_up": QT_TRANSLATE_NOOP("action", "hang up"),
        "unpause": QT_TRANSLATE_NOOP("action", "end of the pause"),
        "log_off": QT_TRANSLATE_NOOP("action", "log off"),
        "promise_callback": QT_TRANSLATE_NOOP("action", "callback"),
        "answer_help": QT_TRANSLATE_NOOP("action", "come to help"),
        "call_to_help": QT_TRANSLATE_NOOP("action", "call to help"),
        "listen": QT_TRANSLATE_NOOP("action", "listen"),
        "whisper": QT_TRANSLATE_NOOP("action", "whisper"),
        "barge": QT_TRANSLATE_NOOP("action", "barge in"),
    },
    "pause": {
        "asked": QT_TRANSLATE_NOOP("pause", "pause asked"),
        "asked_after_contact": QT_TRANSLATE_NOOP("pause", "pause asked, after this call"),
        "after_contact": QT_TRANSLATE_NOOP("pause", "then a pause"),
    },
    "refusal": {
        "contact_unknown": QT_TRANSLATE_NOOP("refusal", "This contact is not there any more."),
        "contact_not_waiting": QT_TRANSLATE_NOOP("refusal", "This contact is not waiting any more."),
        "already_asked": QT_TRANSLATE_NOOP("refusal", "Somebody has just asked for this; the answer is still to come."),
        "feed_lost": QT_TRANSLATE_NOOP("refusal", "The source is not connected: nothing can be done there now."),
        "target_empty": QT_TRANSLATE_NOOP("refusal", "It was not said where to."),
        "number_invalid": QT_TRANSLATE_NOOP("refusal", "This is no telephone number."),
        "agent_unknown": QT_TRANSLATE_NOOP("refusal", "Nobody knows this person."),
        "agent_off_duty": QT_TRANSLATE_NOOP("refusal", "Off duty."),
        "agent_unreachable": QT_TRANSLATE_NOOP("refusal", "Cannot be reached."),
        "agent_at_capacity": QT_TRANSLATE_NOOP("refusal", "Has as many contacts as allowed."),
        "agent_rings_already": QT_TRANSLATE_NOOP("refusal", "It rings there already."),
        "channel_not_served": QT_TRANSLATE_NOOP("refusal", "This channel is not served there."),
        "queue_unknown": QT_TRANSLATE_NOOP("refusal", "There is no such queue."),
        "same_queue": QT_TRANSLATE_NOOP("refusal", "It waits in this queue already."),
        "link_lost": QT_TRANSLATE_NOOP("refusal", "The hub could not be reached."),
        "board_not_live": QT_TRANSLATE_NOOP("refusal", "The board is not live: actions are off."),
        "not_sent": QT_TRANSLATE_NOOP("refusal", "There is no connection to the hub; nothing was sent."),
        "not_live": QT_TRANSLATE_NOOP("refusal", "The source is not ready for commands yet."),
        "overloaded": QT_TRANSLATE_NOOP("refusal", "The source has too many commands to carry out."),
        "timeout": QT_TRANSLATE_NOOP("refusal", "The source has not answered in time."),
        "feed_failed": QT_TRANSLATE_NOOP("refusal", "The connection to the source failed meanwhile."),
        "log_unwritable": QT_TRANSLATE_NOOP("refusal", "The hub cannot write its log."),
        "replay": QT_TRANSLATE_NOOP("refusal", "This is a recording: nothing can be done in it."),
        "takes_no_commands": QT_TRANSLATE_NOOP("refusal", "The source takes no commands."),
        "too_many_unanswered": QT_TRANSLATE_NOOP("refusal", "Too much is still unanswered."),
        "too_large": QT_TRANSLATE_NOOP("refusal", "It is too large to be sent."),
        "not_set_up": QT_TRANSLATE_NOOP("refusal", "The source's settings do not say how."),
        "no_such_place": QT_TRANSLATE_NOOP("refusal", "The telephone system's dialplan has no such place."),
        "number_odd": QT_TRANSLATE_NOOP("refusal", "This is no number that can be dialled."),
        "contact_not_talking": QT_TRANSLATE_NOOP("refusal", "Nobody of ours is talking to this contact now."),
        "agent_unanswered": QT_TRANSLATE_NOOP("refusal", "The call to the person was not answered."),
        "no_help_asked": QT_TRANSLATE_NOOP("refusal", "Has not asked for help, or somebody has come already."),
        "already_member": QT_TRANSLATE_NOOP("refusal", "Serves this queue already."),
        "not_a_member": QT_TRANSLATE_NOOP("refusal", "Does not serve this queue."),
        "priority_invalid": QT_TRANSLATE_NOOP("refusal", "Nobody can be put ahead that far."),
        "penalty_invalid": QT_TRANSLATE_NOOP("refusal", "There is no such step in the order of asking."),
        "phone_unanswered": QT_TRANSLATE_NOOP("refusal", "The supervisor's phone was not answered."),
        "phone_unreachable": QT_TRANSLATE_NOOP("refusal", "The supervisor's phone cannot be reached."),
        "not_supported": QT_TRANSLATE_NOOP("refusal", "The source cannot do this."),
        "not_permitted": QT_TRANSLATE_NOOP("refusal", "The source does not permit it."),
        "agent_permanent": QT_TRANSLATE_NOOP(
            "refusal", "The queue's settings place this person there: only they can take the person out."
        ),
        "came_again": QT_TRANSLATE_NOOP("refusal", "The customer has come again."),
        "already_promised": QT_TRANSLATE_NOOP("refusal", "A callback is promised already."),
        "already_called": QT_TRANSLATE_NOOP("refusal", "The customer has been called back already."),
        "number_unknown": QT_TRANSLATE_NOOP("refusal", "There is no number to call."),
        "due_invalid": QT_TRANSLATE_NOOP("refusal", "The time lies behind, or more than a week ahead."),
        "hub_restarted": QT_TRANSLATE_NOOP("refusal", "The hub was restarted before the answer came."),
        "seen_in_snapshot": QT_TRANSLATE_NOOP("refusal", "Seen when the source told again how it stands."),
    },
    "callback": {
        "came_again": QT_TRANSLATE_NOOP("callback", "came again"),
        "already_promised": QT_TRANSLATE_NOOP("callback", "promised a callback"),
        "already_called": QT_TRANSLATE_NOOP("callback", "called back"),
        "number_unknown": QT_TRANSLATE_NOOP("callback", "no number"),
        "outcome_unknown": QT_TRANSLATE_NOOP("callback", "outcome unknown"),
    },
    "order": {
        "attention": QT_TRANSLATE_NOOP("order", "by attention"),
        "state": QT_TRANSLATE_NOOP("order", "by state"),
        "name": QT_TRANSLATE_NOOP("order", "by name"),
        "timer": QT_TRANSLATE_NOOP("order", "by time"),
        "free": QT_TRANSLATE_NOOP("order", "the free first"),
    },
    "alarm_action": {
        "add_overflow": QT_TRANSLATE_NOOP("alarm_action", "bring in overflow staff"),
        "reassign": QT_TRANSLATE_NOOP("alarm_action", "reassign those who wait"),
        "look_in": QT_TRANSLATE_NOOP("alarm_action", "look in and help"),
        "call_back": QT_TRANSLATE_NOOP("alarm_action", "call the lost back"),
        "check_source": QT_TRANSLATE_NOOP("alarm_action", "check the source"),
    },
    "link": {
        "connecting": QT_TRANSLATE_NOOP("link", "connecting"),
        "live": QT_TRANSLATE_NOOP("link", "live data"),
        "catching_up": QT_TRANSLATE_NOOP("link", "catching up"),
        "lost": QT_TRANSLATE_NOOP("link", "no connection"),
    },
    "feed_kind": {
        "simulator": QT_TRANSLATE_NOOP("feed_kind", "Simulator"),
        "replay": QT_TRANSLATE_NOOP("feed_kind", "Replay"),
        "websocket": QT_TRANSLATE_NOOP("feed_kind", "Hub"),
        "asterisk": QT_TRANSLATE_NOOP("feed_kind", "Asterisk"),
    },
}
"""By family, then by code, in English."""

_SAID: dict[tuple[str, str], str] = {}
"""What has been said, in the language in force."""


def text(family: str, code: str) -> str:
    """The word for `code` in the language in force; where there is none (a source's own reason) the code itself.

    Raises KeyError for a family that there is not.
    """
    said = _SAID.get((family, code))
    if said is None:
        word = WORDS[family].get(code)
        if word is None:
            return code
        said = _SAID[family, code] = QCoreApplication.translate(family, word)
    return said


def forget() -> None:
    """Another language is in force."""
    _SAID.clear()


def first_upper(words: str) -> str:
    """With a capital at the beginning."""
    return words[:1].upper() + words[1:]
