"""The way to a PBX: its socket, with TLS where the settings say so, and in one word why it could not be had."""

from __future__ import annotations

import asyncio
import os
import ssl

from wallboard.config.asterisk import AsteriskSettings

CONNECTED_WITHIN_S = 10.0
BUFFERED_BYTES = 1_048_576
_EXPIRED, _NOT_YET_VALID, _OTHER_NAME, _OTHER_ADDRESS = 10, 9, 62, 64
"""OpenSSL's X509_V_ERR_… of what can be wrong with a certificate, besides that nobody knows who signed it."""
_CODES = {
    _EXPIRED: "certificate_expired",
    _NOT_YET_VALID: "certificate_expired",
    _OTHER_NAME: "certificate_of_another",
    _OTHER_ADDRESS: "certificate_of_another",
}


class OpeningError(Exception):
    """There is no way to it.

    `code`: unreachable, not_trusted, certificate_expired, certificate_of_another, no_tls, ca_unreadable.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}")
        self.code, self.detail = code, detail[:200]


async def opened(settings: AsteriskSettings) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection. Raises OpeningError."""
    context = await asyncio.to_thread(_context, settings.tls_ca) if settings.tls else None
    try:
        async with asyncio.timeout(CONNECTED_WITHIN_S):
            return await asyncio.open_connection(settings.host, settings.port, ssl=context, limit=BUFFERED_BYTES)
    except ssl.SSLCertVerificationError as error:
        raise OpeningError(_CODES.get(error.verify_code, "not_trusted"), error.verify_message) from None
    except (ssl.SSLError, ConnectionResetError) as error:
        raise OpeningError("no_tls" if context else "unreachable", _told(error)) from None
    except (OSError, TimeoutError) as error:
        raise OpeningError("unreachable", _told(error)) from None


def _context(tls_ca: str) -> ssl.SSLContext:
    """The system's own trust, or that in the file."""
    try:
        return ssl.create_default_context(cafile=tls_ca or None)
    except (OSError, ValueError) as error:
        raise OpeningError("ca_unreadable", f"{tls_ca}: {_told(error)}") from None


def _told(error: Exception) -> str:
    if isinstance(error, ssl.SSLError):
        return error.reason or type(error).__name__
    number = error.errno if isinstance(error, OSError) else None
    return os.strerror(number) if number and number > 0 else str(error) or type(error).__name__
