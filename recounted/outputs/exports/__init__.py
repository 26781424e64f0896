"""Many reports -> tables: documents, statements, claims, events, accounts, and how they were made.

In:  a Bundle and a path.    Out: files; each format is a module that is found because it is there.
A format is a module of this package, or of an installed one named by the entry point group
`recounted.outputs.exports`, with

    write(bundle, path)         writes all tables of the bundle to path, or raises ExportError

Dates are text, formulas inert; method, version, coverage and the table of bounds travel with the data (tables.py).
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Sequence
from importlib.metadata import entry_points
from pathlib import Path
from typing import NamedTuple, Protocol, cast

from recounted.model_accounts import Accounts
from recounted.model_many import Decision, Failed, Kept, SharedEvent

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
    modules = {info.name: importlib.import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__)}
    found = {name: module for name, module in sorted(modules.items()) if hasattr(module, "write")}
    for entry in sorted(entry_points(group="recounted.outputs.exports"), key=lambda entry: entry.name):
        found.setdefault(entry.name, entry.load())
    return cast(dict[str, Format], found)
