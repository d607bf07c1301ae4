"""Wallboard: the live board of a contact centre, without its display."""

VERSION = "0.1.0"
"""As in pyproject.toml. To look it up among the installed packages costs a hub a twentieth of its start."""
