"""Accounts -> bytes: formats, each a module that is found because it is there.

In:  the accounts of one event or several, and a binary stream.    Out: bytes.
A format is a module of this package, or of an installed one named by the entry point group
`recounted.outputs.accounts`, with

    write(accounts, stream)     writes the accounts of all events, in their order

Its first docstring line says what it is. Drawings need the extra `charts`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import IO, Protocol

from recounted.model_accounts import Accounts
from recounted.outputs import found

__all__ = ["Format", "formats"]


class Format(Protocol):
    """A module that writes one format."""

    __doc__: str | None

    def write(self, accounts: Iterable[Accounts], stream: IO[bytes]) -> None: ...


@functools.cache
def formats() -> dict[str, Format]:
    """Return the formats that there are, by name: modules here, then those of installed packages."""
    return found(__name__, __path__)
