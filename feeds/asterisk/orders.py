"""What is asked of the PBX for a command, and what can become of it. Pure."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from feeds.asterisk.session import Answer
from wallboard.stream.command_events import Action, CommandConfirmed, CommandFailed
from wallboard.stream.vocabulary import LogEvent

Fields = tuple[tuple[str, str], ...]
Headers = dict[str, str]


class Ask(Struct, frozen=True):
    """An action of AMI's. A question changes nothing: what it is asked for comes after its answer."""

    name: str
    fields: Fields
    is_question: bool = False


class Refusal(Struct, frozen=True):
    """Why nothing is sent. `detail` names the setting that is missing, or what was odd."""

    code: str
    detail: str = ""


class Order(Struct, frozen=True):
    """A command on its way; `ident` is the ActionID of what was asked last.

    `is_question`: so far only whether there is such a place. `is_poll`: it is done, and the PBX is asked to show it.
    """

    key: str
    action: Action
    by: str
    ident: str
    t: float
    is_question: bool = True
    is_poll: bool = False


class Next(Struct, frozen=True):
    """To be asked now for `order`."""

    ask: Ask
    order: Order


class Outcome(Struct, frozen=True):
    """What became of a command."""

    kind: type = CommandConfirmed
    code: str = ""
    detail: str = ""


def failed(code: str, detail: str = "") -> Outcome:
    """It was not done."""
    return Outcome(CommandFailed, code, detail)


class Deed(Protocol):
    """One kind of command at the PBX."""

    def asks(self, order: Order) -> tuple[Ask, ...] | Refusal:
        """What is to be asked of the PBX, as it stands; `order.ident` is empty still."""
        ...

    def sent(self, order: Order) -> None:
        """It is on its way: what the PBX does next may be its doing."""
        ...

    def answered(self, order: Order, answer: Answer) -> Next | Outcome | None:
        """What follows from the answer to the order itself; None: it shows in what the PBX does next."""
        ...

    def saw(self, order: Order, event: LogEvent) -> Outcome | None:
        """What an event of the stream says of it."""
        ...

    def heard(self, order: Order, name: str, headers: Headers, t: float) -> Outcome | None:
        """What a message of the PBX's (one of `actions.HEARD`) says of it."""
        ...
