"""What a contact is thought of: the marks of customers and of supervisors, by agent and topic."""

from __future__ import annotations

from feeds.simulator.centre import Centre, Contact, Person
from feeds.simulator.chance import Chance
from feeds.simulator.circumstances import Quality
from wallboard.stream import contact_events as ev
from wallboard.stream.contact_events import Rated

USUAL = 4.6
LEAST, BEST = 1.0, 5.0
SUPERVISORS_USUAL = 4.1
"""Who listens by profession is stricter, and does not mind how long the customer waited."""
MOST_WAIT_COSTS = 1.5
MOOD = 0.7
CUSTOMER_RATES_S = (6.0, 40.0)
SUPERVISOR_RATES_S = (15.0, 55.0)
"""So long after the end, in seconds."""


class Marks:
    """Rates by `rules`. `chance` is its own."""

    def __init__(self, centre: Centre, rules: Quality, chance: Chance) -> None:
        self._centre, self._rules, self._chance = centre, rules, chance

    def rate(self, contact: Contact, agent: Person, was_settled: bool, topic: str) -> None:
        """Some customers rate the contact when it is over, and a supervisor now and then does."""
        chance, rules = self._chance, self._rules
        if chance.happens(rules.customer_share):
            score = _mark(self._customers_mean(contact, agent, was_settled) + chance.random.gauss(0.0, MOOD))
            self._tell(contact, Rated(score, BEST, "customer", agent.key, topic), CUSTOMER_RATES_S)
        elif contact.channel == "voice" and chance.happens(rules.supervisor_share):
            mean = SUPERVISORS_USUAL + rules.agent_spread * agent.skill
            score = _mark(mean + chance.random.gauss(0.0, MOOD / 2.0))
            self._tell(contact, Rated(score, BEST, "supervisor", agent.key, topic), SUPERVISOR_RATES_S)

    def _customers_mean(self, contact: Contact, agent: Person, was_settled: bool) -> float:
        rules = self._rules
        mean = USUAL + rules.agent_spread * agent.skill
        mean -= min(MOST_WAIT_COSTS, contact.waited_s / 60.0 * rules.minute_costs)
        mean -= contact.transfers * rules.handing_costs
        return mean if was_settled else mean - rules.unsettled_costs

    def _tell(self, contact: Contact, rated: Rated, after_s: tuple[float, float]) -> None:
        self._centre.agenda.after(self._chance.between(*after_s), self._centre.tell, contact, ev.ContactRated, rated)


def _mark(value: float) -> float:
    return min(BEST, max(LEAST, float(round(value))))
