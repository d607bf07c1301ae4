"""Those who come: known customers who come again, and people whom the centre does not know."""

from __future__ import annotations

from feeds.simulator import names
from feeds.simulator.centre import Centre, Customer

CUSTOMERS_PER_PERSON = 120
VIPS_PER_PERSON = 4
MOST_CUSTOMERS = 50_000
REGULAR = "regular"
VIP = "vip"


class Customers:
    """A pool of fixed size, filled as it is drawn from; whoever is drawn again is a customer who comes again."""

    def __init__(self, centre: Centre, agents: int) -> None:
        self._random = centre.chance.random
        self._sizes = {REGULAR: min(MOST_CUSTOMERS, agents * CUSTOMERS_PER_PERSON), VIP: agents * VIPS_PER_PERSON + 10}
        self._known: dict[tuple[str, int], Customer] = {}

    def one(self, tier: str) -> Customer:
        """Some customer of `tier`."""
        number = int(self._random.random() * self._sizes[tier])
        found = self._known.get((tier, number))
        if found is None:
            name = names.customer(self._random, tier == VIP)
            found = Customer(f"{tier[0]}{number:05d}", name, tier, names.phone(self._random))
            self._known[tier, number] = found
        return found

    def stranger(self, channel: str) -> str:
        """The address of somebody who is not known, or is not recognised."""
        if channel == "voice":
            return names.phone(self._random)
        return names.given_name(self._random) if channel == "chat" else names.mail_address(self._random)
