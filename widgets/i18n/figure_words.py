"""What the figures are called: in full, and short for a tile or a column."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from widgets.i18n.marking import QT_TRANSLATE_NOOP

FIGURES: dict[str, str] = {
    "offered": QT_TRANSLATE_NOOP("figure", "Offered"),
    "ended_in_menu": QT_TRANSLATE_NOOP("figure", "Served themselves in the menu"),
    "queued": QT_TRANSLATE_NOOP("figure", "Queued"),
    "answered": QT_TRANSLATE_NOOP("figure", "Answered"),
    "answered_direct": QT_TRANSLATE_NOOP("figure", "Answered without queueing"),
    "abandoned_in_menu": QT_TRANSLATE_NOOP("figure", "Hung up in the menu"),
    "abandoned_in_queue": QT_TRANSLATE_NOOP("figure", "Hung up in the queue"),
    "abandoned_ringing": QT_TRANSLATE_NOOP("figure", "Hung up while it rang"),
    "abandoned_on_hold": QT_TRANSLATE_NOOP("figure", "Hung up on hold"),
    "abandoned_after_transfer": QT_TRANSLATE_NOOP("figure", "Lost after a transfer"),
    "diverted": QT_TRANSLATE_NOOP("figure", "Sent elsewhere"),
    "left_by_choice": QT_TRANSLATE_NOOP("figure", "Left by choice"),
    "turned_away": QT_TRANSLATE_NOOP("figure", "Turned away"),
    "unknown": QT_TRANSLATE_NOOP("figure", "Outcome unknown"),
    "in_progress": QT_TRANSLATE_NOOP("figure", "In progress"),
    "consults": QT_TRANSLATE_NOOP("figure", "Consultations"),
    "consults_given_up": QT_TRANSLATE_NOOP("figure", "Consultations given up"),
    "answered_within_threshold": QT_TRANSLATE_NOOP("figure", "Answered within the threshold"),
    "service_level.answered_only": QT_TRANSLATE_NOOP("figure", "Service level, answered only"),
    "service_level.abandons_positive": QT_TRANSLATE_NOOP("figure", "Service level, abandons count as good"),
    "service_level.abandons_ignored": QT_TRANSLATE_NOOP("figure", "Service level, abandons ignored"),
    "service_level.short_abandons_credited": QT_TRANSLATE_NOOP("figure", "Service level, short abandons credited"),
    "service_level.short_abandons_excluded": QT_TRANSLATE_NOOP("figure", "Service level, short abandons excluded"),
    "service_level.abandons_negative": QT_TRANSLATE_NOOP("figure", "Service level, abandons count as bad"),
    "service_level": QT_TRANSLATE_NOOP("figure", "Service level"),
    "answered_share": QT_TRANSLATE_NOOP("figure", "Answered share"),
    "abandonment_rate": QT_TRANSLATE_NOOP("figure", "Abandonment rate"),
    "asa_s": QT_TRANSLATE_NOOP("figure", "Average speed of answer"),
    "asa_queued_s": QT_TRANSLATE_NOOP("figure", "Average speed of answer after queueing"),
    "wait_mean_s": QT_TRANSLATE_NOOP("figure", "Average wait of all queued"),
    "wait_max_s": QT_TRANSLATE_NOOP("figure", "Longest wait today"),
    "wait_p50_s": QT_TRANSLATE_NOOP("figure", "Median wait"),
    "wait_p90_s": QT_TRANSLATE_NOOP("figure", "90th percentile of the wait"),
    "wait_p95_s": QT_TRANSLATE_NOOP("figure", "95th percentile of the wait"),
    "patience_median_s": QT_TRANSLATE_NOOP("figure", "Median patience"),
    "talk_mean_s": QT_TRANSLATE_NOOP("figure", "Average talk time"),
    "ring_mean_s": QT_TRANSLATE_NOOP("figure", "Average ring time"),
    "hold_mean_s": QT_TRANSLATE_NOOP("figure", "Average hold time"),
    "acw_mean_s": QT_TRANSLATE_NOOP("figure", "Average after-contact work"),
    "aht_s": QT_TRANSLATE_NOOP("figure", "Average handle time"),
    "occupancy": QT_TRANSLATE_NOOP("figure", "Occupancy"),
    "utilisation": QT_TRANSLATE_NOOP("figure", "Utilisation"),
    "refused_rings": QT_TRANSLATE_NOOP("figure", "Rings without an answer"),
    "handled": QT_TRANSLATE_NOOP("figure", "Handled"),
    "self_service": QT_TRANSLATE_NOOP("figure", "Self-service"),
    "fcr_declared": QT_TRANSLATE_NOOP("figure", "First-contact resolution, as told by agents"),
    "transfers": QT_TRANSLATE_NOOP("figure", "Transfers"),
    "transfer_rate": QT_TRANSLATE_NOOP("figure", "Transfer rate"),
    "handoff_chains": QT_TRANSLATE_NOOP("figure", "Chains of three hand-offs or more"),
    "ping_pong": QT_TRANSLATE_NOOP("figure", "Ping-pong between two queues"),
    "repeats_24h": QT_TRANSLATE_NOOP("figure", "Repeats within 24 hours"),
    "repeats_7d": QT_TRANSLATE_NOOP("figure", "Repeats within 7 days"),
    "fcr": QT_TRANSLATE_NOOP("figure", "First-contact resolution"),
    "callbacks_promised": QT_TRANSLATE_NOOP("figure", "Callbacks promised"),
    "callbacks_kept": QT_TRANSLATE_NOOP("figure", "Callbacks kept"),
    "max_in_menu": QT_TRANSLATE_NOOP("figure", "Most in the menu at a time"),
    "max_waiting": QT_TRANSLATE_NOOP("figure", "Most waiting at a time"),
    "max_talking": QT_TRANSLATE_NOOP("figure", "Most talking at a time"),
    "agents_seen": QT_TRANSLATE_NOOP("figure", "Agents seen"),
    "waiting": QT_TRANSLATE_NOOP("figure", "Waiting now"),
    "longest_wait": QT_TRANSLATE_NOOP("figure", "Longest wait now"),
    "free": QT_TRANSLATE_NOOP("figure", "Free now"),
}
"""The figures' names in English, by id."""

SHORT: dict[str, str] = {
    "service_level": QT_TRANSLATE_NOOP("figure_short", "Service"),
    "answered_share": QT_TRANSLATE_NOOP("figure_short", "Answered"),
    "abandonment_rate": QT_TRANSLATE_NOOP("figure_short", "Abandoned"),
    "asa_s": QT_TRANSLATE_NOOP("figure_short", "Speed of answer"),
    "aht_s": QT_TRANSLATE_NOOP("figure_short", "Handle time"),
    "waiting": QT_TRANSLATE_NOOP("figure_short", "Waiting"),
    "longest_wait": QT_TRANSLATE_NOOP("figure_short", "Longest wait"),
    "free": QT_TRANSLATE_NOOP("figure_short", "Free"),
    "wait_p90_s": QT_TRANSLATE_NOOP("figure_short", "Wait p90"),
    "wait_p95_s": QT_TRANSLATE_NOOP("figure_short", "Wait p95"),
    "abandoned_in_queue": QT_TRANSLATE_NOOP("figure_short", "Lost in the queue"),
    "abandoned_in_menu": QT_TRANSLATE_NOOP("figure_short", "Lost in the menu"),
    "abandoned_ringing": QT_TRANSLATE_NOOP("figure_short", "Lost while ringing"),
    "abandoned_on_hold": QT_TRANSLATE_NOOP("figure_short", "Lost on hold"),
    "ended_in_menu": QT_TRANSLATE_NOOP("figure_short", "Served in the menu"),
    "answered_within_threshold": QT_TRANSLATE_NOOP("figure_short", "In time"),
    "refused_rings": QT_TRANSLATE_NOOP("figure_short", "Missed rings"),
    "fcr": QT_TRANSLATE_NOOP("figure_short", "Solved at once"),
}
"""Shorter names, where the full one is too long for a tile."""

FORMULAS: dict[str, str] = {
    "answered_only": QT_TRANSLATE_NOOP("formula", "answered in time, of all answered"),
    "abandons_positive": QT_TRANSLATE_NOOP("formula", "answered or gone in time, of all"),
    "abandons_ignored": QT_TRANSLATE_NOOP("formula", "answered in time, of all but those gone in time"),
    "short_abandons_credited": QT_TRANSLATE_NOOP("formula", "answered in time or gone at once, of all"),
    "short_abandons_excluded": QT_TRANSLATE_NOOP("formula", "answered in time, of all but those gone at once"),
    "abandons_negative": QT_TRANSLATE_NOOP("formula", "answered in time, of all answered or gone"),
}
"""What the service level's six formulas say, in English."""


def figure_name(figure_id: str, *, short: bool = False) -> str:
    """What a figure is called in the language in force; its id where it has no name."""
    if short and figure_id in SHORT:
        return QCoreApplication.translate("figure_short", SHORT[figure_id])
    name = FIGURES.get(figure_id)
    return figure_id if name is None else QCoreApplication.translate("figure", name)


def formula_words(formula: str) -> str:
    """What a service-level formula says, in words; its id where it has none."""
    words = FORMULAS.get(formula)
    return formula if words is None else QCoreApplication.translate("formula", words)
