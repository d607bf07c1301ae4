"""The feeds: one folder for each source of events."""
