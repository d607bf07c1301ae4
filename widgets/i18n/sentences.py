"""An alarm as a sentence: what, where, how far beyond its limit, and what could be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from wallboard.floor.floor import Floor
from wallboard.stream.control import Alarm
from widgets.i18n.names import agent_name, queue_name
from widgets.i18n.numbers import clock, duration, share
from widgets.i18n.plurals import plurals
from widgets.i18n.words import text

translate = QCoreApplication.translate


def alarm_sentence(alarm: Alarm, floor: Floor) -> str:
    """What is wrong, in one sentence without its end; the code where there is no sentence for it.

    An alarm goes on until it is clearly better: while it is better already, that is said.
    """
    sentence = _SENTENCES.get(alarm.code)
    if sentence is None:
        return alarm.code
    return sentence(alarm, _subject(alarm, floor))


def alarm_action(alarm: Alarm) -> str:
    """What could be done, in a few words; empty where there is nothing."""
    return text("alarm_action", alarm.action) if alarm.action else ""


def _subject(alarm: Alarm, floor: Floor) -> str:
    if not alarm.subject:
        return translate("Alarms", "All queues")
    if alarm.code == "feed_lost":
        feed = floor.feeds.get(alarm.subject)
        return feed.name if feed and feed.name else alarm.subject
    if alarm.code in ("talk_over_norm", "hold_over_norm"):
        return agent_name(floor, alarm.subject)
    return queue_name(floor, alarm.subject)


def _feed_lost(alarm: Alarm, subject: str) -> str:
    return translate("Alarms", "{source} has not been connected for {time}").format(
        source=subject, time=duration(alarm.value)
    )


def _queue_unstaffed(alarm: Alarm, subject: str) -> str:
    return plurals.unstaffed(int(alarm.value)).format(queue=subject)


def _longest_wait(alarm: Alarm, subject: str) -> str:
    said = translate("Alarms", "{queue}: the longest wait is {time}, over {limit}")
    if alarm.value <= alarm.limit:
        said = translate("Alarms", "{queue}: the longest wait is down to {time}, it was over {limit}")
    return said.format(queue=subject, time=clock(alarm.value), limit=clock(alarm.limit))


def _waiting(alarm: Alarm, subject: str) -> str:
    said = plurals.were_too_many if alarm.value <= alarm.limit else plurals.too_many
    return said(int(alarm.value)).format(queue=subject, limit=int(alarm.limit))


def _service_level(alarm: Alarm, subject: str) -> str:
    said = translate("Alarms", "{queue}: service level of the last half-hour {share}, under {limit}")
    if alarm.value >= alarm.limit:
        said = translate("Alarms", "{queue}: service level of the last half-hour up to {share}, it was under {limit}")
    return said.format(queue=subject, share=share(alarm.value), limit=share(alarm.limit))


def _abandonment(alarm: Alarm, subject: str) -> str:
    said = translate("Alarms", "{queue}: {share} of the last half-hour hung up, over {limit}")
    if alarm.value <= alarm.limit:
        said = translate("Alarms", "{queue}: hung up in the last half-hour: down to {share}, it was over {limit}")
    return said.format(queue=subject, share=share(alarm.value), limit=share(alarm.limit))


def _talk_over_norm(alarm: Alarm, subject: str) -> str:
    return translate("Alarms", "{agent} has talked for {time}, the norm is {limit}").format(
        agent=subject, time=clock(alarm.value), limit=clock(alarm.limit)
    )


def _hold_over_norm(alarm: Alarm, subject: str) -> str:
    return translate("Alarms", "{agent} has had the customer on hold for {time}, the norm is {limit}").format(
        agent=subject, time=clock(alarm.value), limit=clock(alarm.limit)
    )


_SENTENCES: dict[str, Callable[[Alarm, str], str]] = {
    "feed_lost": _feed_lost,
    "queue_unstaffed": _queue_unstaffed,
    "longest_wait": _longest_wait,
    "waiting": _waiting,
    "service_level": _service_level,
    "abandonment": _abandonment,
    "talk_over_norm": _talk_over_norm,
    "hold_over_norm": _hold_over_norm,
}
