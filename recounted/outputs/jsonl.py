"""JSON Lines: a record a line, every key of docs/record.md written.

In:  records.    Out: UTF-8, "\\n" after each record.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

import msgspec

from recounted.model import Record


def write(records: Iterable[Record], stream: IO[bytes]) -> None:
    """Write a line for each record."""
    encoder = msgspec.json.Encoder()
    for record in records:
        stream.write(encoder.encode(record) + b"\n")
