"""Recordings played again, at any speed."""
