"""JSON: one array of accounts, indented to be looked at; every key of model_accounts is written.

In:  accounts.    Out: UTF-8; an array however many events there are, so that its shape never depends on the input.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

import msgspec

from recounted.model_accounts import Accounts


def write(accounts: Iterable[Accounts], stream: IO[bytes]) -> None:
    """Write the accounts as one array, each as it comes."""
    stream.write(b"[")
    before = b"\n"
    for one in accounts:
        stream.write(before + msgspec.json.format(msgspec.json.encode(one), indent=2))
        before = b",\n"
    stream.write(b"\n]\n")
