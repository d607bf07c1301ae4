"""The settings of an Asterisk feed: how to reach it, and what its names mean at this site."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

Pattern = str
"""A name or number with * and ? as wildcards; capitals do not matter."""

Person = str
"""An agent by his interface (PJSIP/1001), his extension (1001) or his name as the queues know it."""

Port = Annotated[int, Meta(ge=1, le=65535)]
NotNegative = Annotated[float, Meta(ge=0.0)]
PREFIX = r"^([A-Za-z0-9][A-Za-z0-9_.-]{0,19})?$"
SECRET = r"^(env:[A-Za-z_][A-Za-z0-9_]*|keyring:[^/\s]+(/\S+)?)$"


class AsteriskSettings(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="asterisk"):
    """A PBX, reached over its manager interface (AMI).

    `secret` says where the password is: `env:VARIABLE`, or `keyring:SERVICE/USER`; it never stands in the file.
    """

    name: Annotated[str, Meta(pattern="^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$")] = "pbx"
    prefix: Annotated[str, Meta(pattern=PREFIX)] = ""
    """Stands before the keys of its queues, phones and calls, where several PBXs may call things alike."""
    host: str = "127.0.0.1"
    port: Port = 5038
    tls: bool = False
    tls_ca: str = ""
    """A file with the certificate of who has signed the PBX's (or of the PBX itself); empty: the system's own."""
    user: str = "wallboard"
    secret: Annotated[str, Meta(pattern=SECRET)] = "env:WALLBOARD_PBX_SECRET"

    entries: tuple[Pattern, ...] = ()
    """Contexts into which customers' calls come; none: every call of a channel that is no phone of ours."""
    menus: tuple[Pattern, ...] = ("ivr*", "*menu*")
    """Contexts that are a menu."""
    voicemail: tuple[Pattern, ...] = ("*voicemail*", "vm-*", "*-vm")
    """Contexts in which a caller leaves a message."""
    trunks: tuple[Pattern, ...] = ()
    """Devices to the outside (PJSIP/trunk); none: every device that is no phone of ours."""
    phones: tuple[Pattern, ...] = ()
    """Devices that are phones of ours; members of queues and phones with a hint are known anyhow."""
    technology: str = "PJSIP"
    """What a member given as Local/1001@… has on his desk: PJSIP makes it PJSIP/1001."""

    tiers: dict[str, tuple[Pattern, ...]] = {}
    """Callers by number: { vip = ["+3579900*"] }. The first that fits."""
    teams: dict[str, tuple[Person, ...]] = {}
    sites: dict[str, tuple[Person, ...]] = {}
    overflow: tuple[Person, ...] = ()
    """Who steps in at peaks."""
    overflow_penalty: Annotated[int, Meta(ge=0)] = 1
    """A member with this penalty or more steps in at peaks, too; 0: only those named."""
    wrapup_s: dict[str, NotNegative] = {}
    """Seconds of after-call work by queue ("*": every other one). AMI does not say it."""
    queue_names: dict[str, str] = {}
    """What people call a queue."""
    queue_log: str = ""
    """The PBX's queue_log as a file, or a database address whose table queue_log holds it; empty: there is none."""

    supervisors: dict[str, str] = {}
    """The phone of whoever listens, whispers or barges in, by the name under which he works at the board: an extension
    ("1900") or a device ("PJSIP/1900"). He can name another one when he asks."""

    agent_context: str = ""
    """Where the dialplan takes a caller who is sent to an agent, by the agent's extension; none: not offered."""
    queue_context: str = ""
    """Where it takes one who is sent to a queue, by what `queue_extensions` says, or by the queue's name."""
    queue_extensions: dict[str, str] = {}
    outside_context: str = ""
    """Where it takes one who is sent to an outside number, by the number."""
