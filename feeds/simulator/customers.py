"""Those who come: known customers who come again, and people whom the centre does not know."""

from __future__ import annotations

from random import Random

from feeds.simulator import names
from feeds.simulator.centre import Centre, Customer

MOST_CUSTOMERS = 50_000
REGULAR = "regular"
VIP = "vip"


class Customers:
    """A pool of fixed size, filled as it is drawn from; whoever is drawn again is a customer who comes again.

    With a `seed` each customer has the same name on all days that are simulated with it.
    """

    def __init__(self, centre: Centre, agents: int, seed: int | None = None) -> None:
        self._random = centre.chance.random
        self._seed = seed
        most = min(MOST_CUSTOMERS, agents * centre.behaviour.customers)
        self._sizes = {REGULAR: most, VIP: agents * centre.behaviour.vips + 10}
        self._known: dict[tuple[str, int], Customer] = {}

    def one(self, tier: str) -> Customer:
        """Some customer of `tier`."""
        number = int(self._random.random() * self._sizes[tier])
        found = self._known.get((tier, number))
        if found is None:
            random = self._random if self._seed is None else Random(f"{self._seed}/customer/{tier}/{number}")
            name = names.customer(random, tier == VIP)
            found = Customer(f"{tier[0]}{number:05d}", name, tier, names.phone(random))
            self._known[tier, number] = found
        return found

    def stranger(self, channel: str) -> str:
        """The address of somebody who is not known, or is not recognised."""
        if channel == "voice":
            return names.phone(self._random)
        return names.given_name(self._random) if channel == "chat" else names.mail_address(self._random)
