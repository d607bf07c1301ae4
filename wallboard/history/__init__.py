"""The history: the durable log, its writer and its read side."""
