"""Many reports -> tables: documents, statements, claims, events, accounts, and how they were made.

In:  a Bundle and a path.    Out: files; each format is a module that is found because it is there.
A format is a module of this package, or of an installed one named by the entry point group
`recounted.outputs.exports`, with

    write(bundle, path)         writes all tables of the bundle to path, or raises ExportError

Dates are text, formulas inert; method, version, coverage and the table of bounds travel with the data (tables.py).
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from recounted.model_accounts import Accounts
from recounted.model_many import Decision, Failed, Kept, SharedEvent
from recounted.outputs import found

__all__ = ["Bundle", "ExportError", "Format", "formats"]


class ExportError(RuntimeError):
    """What keeps an export from being written: one line that says where, what and the way out."""


class Bundle(NamedTuple):
    """What is exported. redacted: how many names were blackened (redaction.py), 0 for none."""

    kept: Sequence[Kept]
    events: Sequence[SharedEvent]
    accounts: Sequence[Accounts]
    decisions: Sequence[Decision]
    failures: Sequence[Failed]
    redacted: int = 0


class Format(Protocol):
    """A module that writes one format."""

    __doc__: str | None

    def write(self, bundle: Bundle, path: Path) -> None: ...


@functools.cache
def formats() -> dict[str, Format]:
    """Return the formats that there are, by name: modules here, then those of installed packages."""
    return found(__name__, __path__)
