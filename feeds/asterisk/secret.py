"""Where the password is, and what it is: in the environment, or in the desktop's keyring. It is never written down."""

from __future__ import annotations

from collections.abc import Mapping


class SecretError(Exception):
    """The password is not where the settings say; the message says what to do, and holds no secret."""


def secret_of(where: str, environ: Mapping[str, str]) -> str:
    """The password that `where` (env:VARIABLE or keyring:SERVICE/USER) names. Raises SecretError."""
    kind, _, name = where.partition(":")
    if kind == "env":
        found = environ.get(name, "")
        if not found:
            raise SecretError(f"the environment has no {name}; set it to the manager account's secret")
        return found
    if kind == "keyring":
        return _from_keyring(*name.partition("/")[::2])
    raise SecretError(
        f"{where.partition(':')[0]!r} is no place for a secret; write env:VARIABLE or keyring:SERVICE/USER"
    )


def _from_keyring(service: str, user: str) -> str:
    try:
        import keyring  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        raise SecretError("this Python has no keyring; install the package keyring, or use env:VARIABLE") from None
    try:
        found: str | None = keyring.get_password(service, user or "wallboard")
    except Exception as error:  # noqa: BLE001 (each backend raises its own)
        raise SecretError(f"the keyring does not open: {type(error).__name__}") from None
    if not found:
        raise SecretError(f"the keyring has nothing for {service}/{user or 'wallboard'}; set it with: keyring set …")
    return found
