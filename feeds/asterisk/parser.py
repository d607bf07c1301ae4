"""AMI's framing without sockets: bytes in, messages out, wherever the bytes were cut.

A message is lines that end in CRLF, and an empty line. The greeting is a line of its own. Nothing here raises: what
cannot be used comes out as `Refused`, and the next message is read as if nothing had been.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

LONGEST_MESSAGE = 262_144
LONGEST_LINE = 65_536
"""Bytes. Asterisk's own limits are far below; what is longer is not kept, not even while it comes."""

END = b"\r\n\r\n"
GREETING = b"Asterisk Call Manager"
_SHOWN = 60
_EVENT, _NEXT_EVENT, _NEXT_RESPONSE = b"Event: ", b"\r\nEvent: ", b"\r\nResponse: "
_BEARS_A_RESPONSE = "OriginateResponse"

Filter = Callable[[bytes], bool]
"""Whether a raw message is worth reading."""


class Message(Struct, gc=False):
    """`name` of the event, empty for a response. Of a repeated header `headers` holds the first; see `every`."""

    name: str
    headers: dict[str, str]
    repeated: dict[str, list[str]] | None = None

    def get(self, header: str) -> str:
        """The value, empty where there is none."""
        return self.headers.get(header, "")

    def every(self, header: str) -> list[str]:
        """All values of a header that may come repeatedly, like Variable."""
        if self.repeated and header in self.repeated:
            return self.repeated[header]
        return [self.headers[header]] if header in self.headers else []


class Banner(Struct, frozen=True, gc=False):
    """The greeting: a connection begins here."""

    text: str


class Refused(Struct, frozen=True, gc=False):
    """What could not be used. `code`: too_long, truncated, malformed; `head` is how it began."""

    code: str
    head: str
    size: int


Item = Message | Banner | Refused


class Parser:
    """`wanted` says by the event's name which are worth reading; None: all. Responses are read always.

    `passed_over` counts those that were not read, `read` those that were.
    """

    def __init__(self, wanted: Mapping[bytes, Filter] | None = None) -> None:
        self._wanted = wanted
        self._rest = bytearray()
        self._searched = 0
        self._dropped = 0
        self._head = b""
        self._is_at_start = True
        self.passed_over = 0
        self.read = 0

    def feed(self, data: bytes) -> list[Item]:
        """The items that `data` completes."""
        found: list[Item] = []
        rest = self._rest
        rest += data
        if self._is_at_start:
            self._greet(found)
        if rest.find(END, max(0, self._searched - len(END) + 1)) < 0:
            self._searched = len(rest)
            self._bound()
            return found
        blocks = bytes(rest).split(END)
        rest[:] = blocks.pop()
        self._searched = 0
        if self._dropped:
            size = self._dropped + len(blocks[0])
            found.append(Refused("too_long", _shown(self._head), size))
            self._dropped = 0
            del blocks[0]
        for block in blocks:
            if len(block) > LONGEST_MESSAGE:
                found.append(Refused("too_long", _shown(block), len(block)))
            else:
                self._take(block, found)
        self._bound()
        return found

    def close(self) -> list[Item]:
        """The connection has ended: what is left of a message is refused."""
        rest, size = bytes(self._rest).lstrip(b"\r\n"), len(self._rest) + self._dropped
        found: list[Item] = [Refused("truncated", _shown(self._head if self._dropped else rest), size)] if rest else []
        self._rest.clear()
        self._searched = self._dropped = 0
        self._is_at_start = True
        return found

    def _greet(self, found: list[Item]) -> None:
        """The greeting comes without an empty line, and whoever is greeted must answer."""
        rest = self._rest
        if rest[: len(GREETING)] != GREETING[: len(rest)]:
            self._is_at_start = False
            return
        end = rest.find(b"\r\n")
        if end >= 0:
            found.append(Banner(rest[:end].decode("utf-8", "replace")))
            del rest[: end + 2]
            self._is_at_start = False

    def _bound(self) -> None:
        """Forget what is too long already, but for what may be the beginning of its end."""
        kept = len(END) - 1
        if len(self._rest) <= LONGEST_MESSAGE + kept:
            return
        if not self._dropped:
            self._head = bytes(self._rest[:_SHOWN])
        self._dropped += len(self._rest) - kept
        del self._rest[:-kept]
        self._searched = 0

    def _take(self, block: bytes, found: list[Item]) -> None:
        # The hot path: most messages end here, passed over by their names.
        if block.startswith(_EVENT):
            again = block.find(_NEXT_EVENT)
            if again < 0:
                if self._wanted is not None:
                    end = block.find(b"\r\n")
                    is_wanted = self._wanted.get(block[7:end] if end > 0 else block[7:])
                    if is_wanted is None or not is_wanted(block):
                        self.passed_over += 1
                        return
                self._read(block, found)
                return
        self._take_odd(block, found)

    def _take_odd(self, block: bytes, found: list[Item]) -> None:
        block = block.lstrip(b"\r\n")
        if block.startswith(GREETING):
            line, _, block = block.partition(b"\r\n")
            found.append(Banner(line.decode("utf-8", "replace")))
        if not block:
            return
        again = block.find(_NEXT_EVENT)
        if again >= 0:
            found.append(Refused("truncated", _shown(block), again))
            self._take(block[again + 2 :], found)
        elif block.startswith(_EVENT):
            self._take(block, found)
        else:
            self._read(block, found)

    def _read(self, block: bytes, found: list[Item]) -> None:
        if len(block) > LONGEST_LINE and _too_long(block):
            found.append(Refused("too_long", _shown(block), len(block)))
            return
        try:
            text = block.decode()
        except UnicodeDecodeError:
            text = block.decode("utf-8", "replace")
        lines = text.split("\r\n")
        repeated = None
        try:
            headers = dict([line.split(": ", 1) for line in lines])
        except ValueError:
            pairs = [_pair(line) for line in lines]
            if not all(pairs):
                found.append(Refused("malformed", _shown(block), len(block)))
                return
            headers = dict(pairs)
        if len(headers) != len(lines):
            headers, repeated = _repeated(lines)
        name = headers.get("Event", "")
        if name and "Response" in headers and name != _BEARS_A_RESPONSE:
            self._part(block, found)
            return
        if not name and "Response" not in headers:
            found.append(Refused("malformed", _shown(block), len(block)))
            return
        self.read += 1
        found.append(Message(name, headers, repeated))

    def _part(self, block: bytes, found: list[Item]) -> None:
        """An event that breaks off where a response begins."""
        again = block.find(_NEXT_RESPONSE)
        found.append(Refused("truncated", _shown(block), max(again, 0)))
        if again >= 0:
            self._read(block[again + 2 :], found)


def _too_long(block: bytes) -> bool:
    return max(map(len, block.split(b"\r\n"))) > LONGEST_LINE


def _pair(line: str) -> tuple[str, str]:
    """Header and value; nothing where the line has no colon. Some headers have no space behind it."""
    key, colon, value = line.partition(":")
    return (key, value.removeprefix(" ")) if colon else ()  # type: ignore[return-value]


def _repeated(lines: list[str]) -> tuple[dict[str, str], dict[str, list[str]]]:
    headers: dict[str, str] = {}
    repeated: dict[str, list[str]] = {}
    for key, value in map(_pair, lines):
        if key in headers:
            repeated.setdefault(key, [headers[key]]).append(value)
        else:
            headers[key] = value
    return headers, repeated


def _shown(raw: bytes) -> str:
    """How it begins; never its headers, in which a secret could stand."""
    return raw[:_SHOWN].partition(b"\r\n")[0].decode("utf-8", "replace")
