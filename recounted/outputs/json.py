"""JSON: one array of records, indented to be looked at.

In:  records.    Out: UTF-8; an array however many records there are, so that its shape never depends on the input.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

import msgspec

from recounted.model import Record


def write(records: Iterable[Record], stream: IO[bytes]) -> None:
    """Write the records as one array, each as it comes."""
    encoder = msgspec.json.Encoder()
    stream.write(b"[")
    before = b"\n"
    for record in records:
        stream.write(before + msgspec.json.format(encoder.encode(record), indent=2))
        before = b",\n"
    stream.write(b"\n]\n")
