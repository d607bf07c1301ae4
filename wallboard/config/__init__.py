"""The settings, as data."""
