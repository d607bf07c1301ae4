"""Customers who come again: the lost, the turned away, those whose matter is not settled, those nobody called back."""

from __future__ import annotations

from collections.abc import Callable

from feeds.simulator import names
from feeds.simulator.centre import Centre, Contact, Line, Matter
from feeds.simulator.chance import Chance
from feeds.simulator.circumstances import Returning
from feeds.simulator.endings import Endings
from feeds.simulator.entrance import Entrance
from feeds.simulator.hours import Hours

RUSH_S = 3.5 * 3600.0
"""Who had to wait for the opening comes within so long of it."""
DAY_PART_S = 10.0 * 3600.0
MOST_DAYS = 3
DISAPPOINTED_S = 2400.0
"""How long after the time that was named one calls oneself, on average."""
PROMISED_FOR_S = (3600.0, 7200.0, 10_800.0)
AFTER_OPENING_S = 7200.0


class Comebacks:
    """Brings back whom `rules` say. `chance` is its own."""

    def __init__(
        self, centre: Centre, entrance: Entrance, endings: Endings, hours: Hours, rules: Returning, chance: Chance
    ) -> None:
        self._centre, self._entrance, self._endings = centre, entrance, endings
        self._hours, self._rules, self._chance = hours, rules, chance
        self._shares = {
            "menu": rules.menu_share,
            "waiting": rules.queue_share,
            "ringing": rules.ringing_share,
            "on_hold": rules.hold_share,
        }
        endings.lost = self.lost
        endings.refused = self.turned_away

    def lost(self, contact: Contact, stage: str) -> None:
        """He gave up at `stage`."""
        self._come_again(contact, self._shares.get(stage, 0.0), self._soon_or_later_s)

    def turned_away(self, contact: Contact) -> None:
        """The centre was closed, or took no more."""
        self._come_again(contact, self._rules.turned_away_share, self._soon_or_later_s)

    def served(self, contact: Contact, is_settled: bool) -> None:
        """He was served. He may be promised a call, or has to come again."""
        share = self._centre.behaviour.promise_share
        if not is_settled and contact.channel == "voice" and self._chance.happens(share):
            due_t = self._promised_t()
            self._endings.note_promise(contact, due_t)
            self._endings.promised(contact, due_t)
            return
        rules = self._rules
        self._come_again(contact, rules.recurring_share if is_settled else rules.unsettled_share, self._unsettled_s)

    def disappointed(self, contact: Contact, due_t: float) -> None:
        """Nobody called him by `due_t` (epoch seconds), nor will."""
        left_s = max(0.0, due_t - self._centre.agenda.now_t)
        self._come_again(
            contact, self._rules.broken_promise_share, lambda: left_s + self._chance.lasting(DISAPPOINTED_S)
        )

    def _come_again(self, contact: Contact, share: float, delay_s: Callable[[], float]) -> None:
        matter = contact.matter
        if matter is None or not self._chance.happens(share * self._rules.weariness_share ** (matter.visits - 1)):
            return
        matter.visits += 1
        now_t = self._centre.agenda.now_t
        t = self._when_open(now_t + delay_s())
        line, address = matter.home, contact.caller
        if self._chance.happens(self._rules.other_channel_share) and (others := self._other_ways(contact)):
            line = self._chance.one_of(others)
            matter = Matter(matter.topic, line, matter.visits)
            address = self._address(contact, line)
        self._entrance.come_again(contact.customer, address, line, t - now_t, matter)

    def _soon_or_later_s(self) -> float:
        rules = self._rules
        if self._chance.happens(rules.later_share):
            return self._chance.patience(rules.later_h * 3600.0, 0.6)
        return self._chance.patience(rules.soon_min * 60.0, 0.8)

    def _unsettled_s(self) -> float:
        """Within the day, or on one of the next ones."""
        chance, now_t = self._chance, self._centre.agenda.now_t
        if not chance.happens(self._rules.next_days_share):
            return chance.patience(self._rules.unsettled_h * 3600.0, 0.7)
        t = now_t
        for _ in range(1 + int(chance.happens_below() * MOST_DAYS)):
            t = self._hours.next_day_t(t)
        return t + chance.happens_below() * DAY_PART_S - now_t

    def _when_open(self, t: float) -> float:
        if self._hours.is_open(t):
            return t
        return self._hours.next_opening_t(t) + RUSH_S * self._chance.happens_below()

    def _promised_t(self) -> float:
        due_t = self._centre.agenda.now_t + self._chance.one_of(PROMISED_FOR_S)
        return due_t if self._hours.is_open(due_t) else self._hours.next_opening_t(due_t) + AFTER_OPENING_S

    def _other_ways(self, contact: Contact) -> list[Line]:
        """Lines of other channels: in writing for a caller, the phone for who has written."""
        lines = self._centre.lines.values()
        if contact.channel == "voice":
            return [line for line in lines if line.rules.channel in ("chat", "email")]
        topic = contact.matter.topic if contact.matter else ""
        return [line for line in lines if line.rules.channel == "voice" and topic in line.rules.topics]

    def _address(self, contact: Contact, line: Line) -> str:
        random = self._chance.random
        if line.rules.channel == "voice":
            return contact.customer.address if contact.customer else names.phone(random)
        return names.given_name(random) if line.rules.channel == "chat" else names.mail_address(random)
