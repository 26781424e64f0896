"""Opens a path, unpacks it by its content, and lets its first bytes be looked at before it is read.

In:  a path or "-".    Out: its first bytes and a stream, unpacked (gzip and Zstandard, known by content).
"""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from pathlib import Path
from typing import IO, Any, Protocol

import zstandard

HEAD = 65536  # bytes that a format may look at
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"


class Bytes(Protocol):
    """What a format reads from; a damaged archive raises an error of DAMAGE."""

    def read(self, size: int = -1, /) -> bytes: ...

    def readline(self, size: int = -1, /) -> bytes: ...


DAMAGE = (EOFError, OSError, zlib.error, zstandard.ZstdError)


class _Rejoined(io.RawIOBase):
    """The head that was looked at, then the rest, or the error that ended the head early."""

    def __init__(self, head: bytes, rest: IO[bytes], error: Exception | None) -> None:
        self._head, self._rest, self._error = head, rest, error

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)
        if self._head:
            taken = self._head[: len(view)]
            self._head = self._head[len(taken) :]
        elif self._error:
            raise self._error
        else:
            taken = self._rest.read(len(view)) or b""
        view[: len(taken)] = taken
        return len(taken)

    def close(self) -> None:
        if not self.closed and self._rest is not sys.stdin.buffer:
            self._rest.close()
        super().close()


class _Zstandard(io.RawIOBase):
    """Frames one after another. The library's own reader takes a frame that breaks off for the end of the file."""

    def __init__(self, packed: IO[bytes]) -> None:
        self._packed, self._frame, self._ready = packed, zstandard.ZstdDecompressor().decompressobj(), b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)
        while not self._ready:
            rest = self._frame.unused_data if self._frame.eof else b""
            data = rest or self._packed.read(HEAD)
            if not data:
                if not self._frame.eof:
                    raise EOFError
                return 0
            if self._frame.eof:
                self._frame = zstandard.ZstdDecompressor().decompressobj()
            self._ready = self._frame.decompress(data)
        taken, self._ready = self._ready[: len(view)], self._ready[len(view) :]
        view[: len(taken)] = taken
        return len(taken)

    def close(self) -> None:
        if not self.closed:
            self._packed.close()
        super().close()


def _with_head(stream: IO[bytes]) -> tuple[bytes, IO[bytes]]:
    head, broken = b"", None
    try:
        # In small steps: a read that meets damage gives nothing of what came before it.
        while len(head) < HEAD and (part := stream.read(min(4096, HEAD - len(head)))):
            head += part
    except DAMAGE as error:
        if not head:
            raise
        broken = error
    return head, io.BufferedReader(_Rejoined(head, stream, broken), HEAD)


def open_unpacked(path: str) -> tuple[bytes, IO[bytes]]:
    """Return the first bytes (up to HEAD) of what path holds, unpacked, and a stream over all of it.

    path: a file as the caller named it, "-" for standard input. Packed twice is unpacked twice, and no further.
    Raises OSError if it cannot be opened, an error of DAMAGE if its archive is broken from the start.
    """
    raw: IO[bytes] = sys.stdin.buffer if path == "-" else Path(path).open("rb")  # noqa: SIM115 (the stream owns it)
    try:
        head, stream = _with_head(raw)
        for _ in range(2):
            if head.startswith(_GZIP):
                head, stream = _with_head(gzip.GzipFile(fileobj=stream))  # type: ignore[arg-type]
            elif head.startswith(_ZSTD):
                head, stream = _with_head(io.BufferedReader(_Zstandard(stream), HEAD))
    except BaseException:
        if path != "-":
            raw.close()
        raise
    return head, stream
