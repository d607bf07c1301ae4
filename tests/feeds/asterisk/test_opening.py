"""The way to a PBX with TLS, for real: a certificate that is right, and each way in which one is not."""

from __future__ import annotations

import asyncio
import ssl
from pathlib import Path

import pytest

from feeds.asterisk import inspecting
from feeds.asterisk.inspecting import InspectionError, inspect
from tests.feeds.asterisk.pbx import Pbx, ScriptedPbx, Time, new_feed, while_feeding
from tests.feeds.websocket.sinks import KeepingSink
from wallboard.cli.check_words import failure
from wallboard.config.asterisk import AsteriskSettings
from wallboard.stream.feed_events import FeedConnected, FeedLost

CERTIFICATES = Path(__file__).parent / "certificates"
"""Of nobody, for 127.0.0.1, for pbx.example, and for a time that is over; each with its key."""


def shown(name: str) -> ssl.SSLContext:
    """A PBX shows this certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / f"{name}.pem")
    return context


def lost(certificate: str, tls_ca: str = "", *, host: str = "127.0.0.1") -> FeedLost | FeedConnected:
    """The first word of a feed that goes to a PBX with this certificate (empty: without TLS)."""

    async def together() -> KeepingSink:
        sink, time = KeepingSink(), Time()
        async with ScriptedPbx(Pbx.boot, shown(certificate) if certificate else None) as pbx:
            feed = new_feed(pbx.port, time, tls=True, tls_ca=tls_ca, host=host)
            await while_feeding(feed, sink, sink.until(lambda: sink.events))
        return sink

    told = asyncio.run(together()).events[0]
    assert isinstance(told, FeedLost | FeedConnected)
    return told


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_that_a_certificate_which_the_settings_trust_opens_the_way(host: str) -> None:
    assert isinstance(lost("good", str(CERTIFICATES / "good.pem"), host=host), FeedConnected)


@pytest.mark.expects_errors
@pytest.mark.parametrize(
    ("certificate", "tls_ca", "code", "detail"),
    [
        ("good", "", "not_trusted", "self-signed certificate"),
        ("good", "other_host.pem", "not_trusted", ""),
        ("other_host", "other_host.pem", "certificate_of_another", "IP address mismatch"),
        ("expired", "expired.pem", "certificate_expired", "certificate has expired"),
        ("", "good.pem", "no_tls", "WRONG_VERSION_NUMBER"),
        ("good", "gone.pem", "ca_unreadable", "No such file"),
        ("good", "../test_opening.py", "ca_unreadable", "test_opening.py"),
    ],
)
def test_that_a_way_that_is_not_safe_is_not_taken_and_says_why(
    certificate: str, tls_ca: str, code: str, detail: str
) -> None:
    told = lost(certificate, str(CERTIFICATES / tls_ca) if tls_ca else "")
    assert isinstance(told, FeedLost)
    assert told.data.code == code
    assert detail in told.data.detail


def test_that_one_who_never_greets_may_want_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspecting, "ANSWERED_WITHIN_S", 0.05)

    async def looked() -> InspectionError:
        async with ScriptedPbx(Pbx.stay, shown("good")) as pbx:
            with pytest.raises(InspectionError) as caught:
                await inspect(AsteriskSettings(port=pbx.port), "secret", 0.0)
        return caught.value

    error = asyncio.run(looked())
    assert "is `tls` as it is there?" in failure(error.code, error.detail)


def test_that_a_check_says_what_to_do_about_a_certificate() -> None:
    async def looked() -> InspectionError:
        async with ScriptedPbx(Pbx.boot, shown("other_host")) as pbx:
            ca = str(CERTIFICATES / "other_host.pem")
            settings = AsteriskSettings(port=pbx.port, tls=True, tls_ca=ca)
            with pytest.raises(InspectionError) as caught:
                await inspect(settings, "secret", 0.0)
        return caught.value

    error = asyncio.run(looked())
    assert "`host` must be a name or address that stands in it" in failure(error.code, error.detail)
