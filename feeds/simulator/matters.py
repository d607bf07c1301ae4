"""What customers come about, where that belongs, and what is made of it: wrong turns, wrong hands, a failure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import inf
from typing import TypeVar

from feeds.simulator.centre import Centre, Contact, Line, Matter, Person
from feeds.simulator.chance import Chance
from feeds.simulator.circumstances import HandOn, Trouble, WrongTurn
from feeds.simulator.scenario import Scenario

P = TypeVar("P", WrongTurn, HandOn)

MOST_HANDINGS = 5
"""Whoever gets a caller after so many sees him through."""
STRAYED = 3.0
"""Where a caller does not belong people know still less where he does, by so much."""
MOST_MISTAKEN = 6.0
SENT_BEFORE = 0.6
"""Who has been handed on already is asked better what he wants."""
SEEN_THROUGH_SHARE = 0.12
"""So many are served where they do not belong."""
LISTENS_S = 55.0
"""How long it takes, on average, to see that a caller is wrong here."""
MADE_OUT_S = 120.0
"""The same for a caller whom they think wrong although he is right."""
SETTLED = (0.25, 0.985)
"""What is settled is never rarer or more frequent than that."""
HARD = -0.14
UNTOUCHED = 0.05
SKILL = 0.045


class Matters:
    """Knows what every contact is about. `chance` is its own."""

    def __init__(self, centre: Centre, chance: Chance) -> None:
        scenario = centre.scenario
        self._centre = centre
        self._chance = chance
        self._turns = _by(scenario.wrong_turns, lambda turn: turn.wanted)
        self._hands = _by(scenario.hands_on, lambda hand: hand.at)
        moment = scenario.moment
        self._spans = [(moment(trouble.start), moment(trouble.end), trouble) for trouble in scenario.troubles]
        self._announced_t = {
            trouble.topic: moment(trouble.announced) for trouble in scenario.troubles if trouble.announced
        }
        self._hard = frozenset(scenario.quality.hard_topics if scenario.quality else ())

    def new(self, line: Line) -> Matter:
        """Somebody comes who wants `line`."""
        trouble = self._trouble_in(line)
        if trouble is not None and self._chance.happens(trouble.topic_share):
            return Matter(trouble.topic, line)
        return Matter(self._chance.one_of(line.rules.topics), line)

    def reached(self, line: Line) -> Line:
        """Where the menu takes somebody who wants `line`."""
        roll = self._chance.happens_below()
        for turn in self._turns.get(line.key, ()):
            roll -= turn.share
            if roll < 0.0:
                return self._centre.lines[turn.sent_to]
        return line

    def notice(self, contact: Contact) -> str:
        """The menu's node that tells him what he wants to know; empty where it does not, or he is not content."""
        trouble = self._trouble_of(contact)
        if trouble is None or self._centre.agenda.now_t < self._announced_t.get(trouble.topic, inf):
            return ""
        return trouble.notice if self._chance.happens(trouble.content_share) else ""

    def slowness(self, contact: Contact) -> float:
        """How many times as long as usual one talks about it."""
        trouble = self._trouble_of(contact)
        return 1.0 if trouble is None else trouble.talk_factor

    def next_desk(self, contact: Contact) -> Line | None:
        """Where he is sent in the middle of this talk, rightly or not; None where he is served. Sets how long the
        talk lasts till then.
        """
        matter, line = contact.matter, contact.line
        if matter is None or contact.channel != "voice" or contact.transfers >= MOST_HANDINGS:
            return None
        is_wrong = matter.home is not line
        desk = self._mistaken(contact, is_wrong)
        if desk is None and is_wrong and not self._chance.happens(SEEN_THROUGH_SHARE):
            desk = matter.home
        if desk is not None:
            contact.left_s = self._chance.lasting(LISTENS_S if is_wrong else MADE_OUT_S, 0.5)
        return desk

    def settled_share(self, contact: Contact, person: Person) -> float:
        """How likely it is that `person` settles the matter."""
        matter, usual = contact.matter, self._centre.behaviour.resolved_share
        if matter is None:
            return usual
        trouble = self._trouble_of(contact)
        if trouble is not None:
            return trouble.settled_share
        share = usual + SKILL * person.skill
        share += HARD if matter.topic in self._hard else 0.0
        share -= UNTOUCHED if matter.home is not contact.line else 0.0
        return min(SETTLED[1], max(SETTLED[0], share))

    def _mistaken(self, contact: Contact, is_wrong: bool) -> Line | None:
        factor = STRAYED if is_wrong else SENT_BEFORE if contact.transfers else 1.0
        trouble = self._trouble_of(contact)
        if trouble is not None:
            factor *= trouble.wrong_factor
        roll = self._chance.happens_below() / min(factor, MOST_MISTAKEN)
        for hand in self._hands.get(contact.line.key, ()):
            line = self._centre.lines[hand.sent_to]
            if contact.matter is None or line is not contact.matter.home:
                roll -= hand.share
                if roll < 0.0:
                    return line
        return None

    def _trouble_of(self, contact: Contact) -> Trouble | None:
        """The failure that he comes about, while it lasts."""
        now_t = self._centre.agenda.now_t
        for start_t, end_t, trouble in self._spans:
            if start_t <= now_t < end_t and contact.matter is not None and contact.matter.topic == trouble.topic:
                return trouble
        return None

    def _trouble_in(self, line: Line) -> Trouble | None:
        now_t = self._centre.agenda.now_t
        for start_t, end_t, trouble in self._spans:
            if start_t <= now_t < end_t and line.key in trouble.queues:
                return trouble
        return None


def has_matters(scenario: Scenario) -> bool:
    """Whether anything in the scenario asks what customers come about."""
    return bool(
        scenario.returning or scenario.wrong_turns or scenario.hands_on or scenario.troubles or scenario.quality
    )


def _by(pairs: Iterable[P], key: Callable[[P], str]) -> dict[str, list[P]]:
    found: dict[str, list[P]] = {}
    for pair in pairs:
        found.setdefault(key(pair), []).append(pair)
    return found
