"""The floor: contacts, agents, queues and tickets, folded from the stream."""
