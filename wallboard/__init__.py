"""Wallboard: the live board of a contact centre, without its display."""
