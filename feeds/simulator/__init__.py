"""A simulated call and ticket centre: seeded, at any speed, and it obeys."""
