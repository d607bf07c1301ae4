"""Packed files unpacked as a stream, with as much memory as a file that people make needs, and no more."""

from __future__ import annotations

import gzip
import io
import lzma
import zlib
from typing import TYPE_CHECKING, BinaryIO, cast

if TYPE_CHECKING:
    from typing_extensions import Buffer

GZIP, XZ = b"\x1f\x8b", b"\xfd7zXZ\x00"
BROKEN = (EOFError, OSError, lzma.LZMAError, zlib.error)
"""What reading raises where the content is damaged, or ends too early."""
PEEKED = 65_536
XZ_MEMORY_BYTES = 256 * 1024 * 1024
"""Unpacking what `xz -9` has packed takes 65 MB; a file may ask for four gigabytes."""


def unpacked(raw: BinaryIO) -> io.BufferedReader:
    """The content of `raw`: plain, gzip or xz, known by its beginning. Reading raises `BROKEN`."""
    head = raw.read(len(XZ))
    raw.seek(0)
    packed: object = raw
    if head.startswith(GZIP):
        packed = gzip.GzipFile(fileobj=raw)
    elif head.startswith(XZ):
        packed = _Xz(raw)
    return io.BufferedReader(cast(io.RawIOBase, packed), PEEKED)


class _Xz(io.RawIOBase):
    """One xz stream after the other, as `xz -dc` reads them. `lzma.LZMAFile` sets no limit to the memory."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self._decompressor = self._new()
        self._begun = False
        self._rest = b""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Buffer) -> int:
        """Unpack some bytes into `buffer`; 0 at the end."""
        view = memoryview(buffer)
        while True:
            if self._decompressor.eof and not self._next_stream():
                return 0
            packed = self._rest
            if not packed and self._decompressor.needs_input and not (packed := self._raw.read(PEEKED)):
                if self._begun:
                    raise EOFError("the compressed file ended before the end of its stream")
                return 0
            self._begun, self._rest = True, b""
            part = self._decompressor.decompress(packed, len(view))
            if part:
                view[: len(part)] = part
                return len(part)

    def _next_stream(self) -> bool:
        """Begin with what comes after the end of a stream; padding of zeros belongs to none."""
        packed = self._decompressor.unused_data
        while not (packed := packed.lstrip(b"\0")):
            packed = self._raw.read(PEEKED)
            if not packed:
                return False
        self._decompressor, self._begun, self._rest = self._new(), True, packed
        return True

    def _new(self) -> lzma.LZMADecompressor:
        return lzma.LZMADecompressor(lzma.FORMAT_XZ, XZ_MEMORY_BYTES)
