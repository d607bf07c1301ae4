"""A log's identity: positions of two logs are never compared."""

from __future__ import annotations

import secrets


def new_logid() -> str:
    """An identity for a log that is about to be made."""
    return secrets.token_hex(8)
