"""Records -> bytes: formats, each a module that is found because it is there.

In:  an iterator of records and a binary stream.    Out: bytes; nothing is held that a format does not need.
A format is a module of this package, or of an installed one named by the entry point group `recounted.outputs`, with

    write(records, stream)      writes all records, in their order, as they come

Its first docstring line says what it is; `recounted formats` shows it.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Iterable
from importlib.metadata import entry_points
from typing import IO, Any, Protocol

from recounted.model import Record

__all__ = ["Format", "formats", "found"]


class Format(Protocol):
    """A module that writes one format."""

    __doc__: str | None

    def write(self, records: Iterable[Record], stream: IO[bytes]) -> None: ...


def found(package: str, path: Iterable[str]) -> dict[str, Any]:
    """Return the modules of a package that write, by name, then those of installed packages whose entry points are of
    the group of the package's name."""
    modules = {info.name: importlib.import_module(f"{package}.{info.name}") for info in pkgutil.iter_modules(path)}
    out: dict[str, Any] = {name: module for name, module in sorted(modules.items()) if hasattr(module, "write")}
    for entry in sorted(entry_points(group=package), key=lambda entry: entry.name):
        out.setdefault(entry.name, entry.load())
    return out


@functools.cache
def formats() -> dict[str, Format]:
    """Return the formats of records that there are, by name."""
    return found(__name__, __path__)
