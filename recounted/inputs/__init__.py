"""Bytes -> articles: files, folders, globs, standard input, packed or not, in any format that a module here reads.

In:  paths as the caller gives them.    Out: an Article for each report, a Failure for what could not be read.
A format is a module of this package, or of an installed package named by the entry point group `recounted.inputs`, with

    SUFFIXES                            endings of names that a folder is searched for (".html"); "" is no ending
    likelihood(head) -> float           how sure it is, from a file's first bytes: 0 not at all, 1 certain
    articles(stream, key) -> iterator   of Article and Failure; key is the path as the caller named it; an Article holds
                                        the bytes that it was read from (original) and where they stand (origin)

What a file is, its content says; its name only decides whether a folder's files are looked at.
"""

from __future__ import annotations

import functools
import glob
import importlib
import logging
import os
import pkgutil
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.metadata import entry_points
from pathlib import Path, PurePath
from typing import Protocol, cast

from recounted.inputs import encoding, streams
from recounted.inputs.text import article_of
from recounted.model import Article, Failure

__all__ = ["Format", "article_of", "formats", "read_articles"]

_log = logging.getLogger(__name__)
_PACKED = (".gz", ".zst")


class Format(Protocol):
    """A module that reads one format."""

    __name__: str
    __doc__: str | None
    SUFFIXES: tuple[str, ...]

    def likelihood(self, head: bytes) -> float: ...

    def articles(self, stream: streams.Bytes, key: str) -> Iterator[Article | Failure]: ...


@functools.cache
def formats() -> dict[str, Format]:
    """Return the formats that there are, by name: modules here, then those of installed packages."""
    modules = {info.name: importlib.import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__)}
    found = {name: module for name, module in sorted(modules.items()) if hasattr(module, "likelihood")}
    for entry in sorted(entry_points(group="recounted.inputs"), key=lambda entry: entry.name):
        found.setdefault(entry.name, entry.load())
    return cast(dict[str, Format], found)


def read_articles(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Article | Failure]:
    """Yield what paths hold, in their order; a folder's files in the order of their names.

    paths: files, folders (searched through), globs ("reports/**/*.txt"), "-" for standard input; .gz and .zst unpacked.
    Never raises for what it reads: whatever cannot be read is a Failure in its place, and the rest is read.
    """
    for path in paths:
        for file in _files(os.fspath(path)):
            if isinstance(file, Failure):
                yield file
            else:
                yield from _read(file)


def _files(path: str) -> Iterator[str | Failure]:
    if path == "-" or (Path(path).exists() and not Path(path).is_dir()):
        yield path
    elif Path(path).is_dir():
        yield from _folder(path)
    elif glob.has_magic(path):
        matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 (paths stay as the caller gave them)
        yield from (match for match in matches if not Path(match).is_dir())
        if not matches:
            yield Failure(path, "no file matches this pattern")
    else:
        yield Failure(path, "no such file or folder")


def _folder(path: str) -> Iterator[str | Failure]:
    """Yield the files under a folder whose ending some format has; what is left out is told in the log."""
    suffixes = {suffix for module in formats().values() for suffix in module.SUFFIXES}
    left: Counter[str] = Counter()
    count = 0
    errors: list[OSError] = []
    for folder, inner, names in os.walk(path, onerror=errors.append):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in sorted(names):
            stem = name
            while stem.lower().endswith(_PACKED):
                stem = stem.rpartition(".")[0]
            ending = PurePath(stem).suffix.lower()
            if name.startswith("."):
                continue
            if ending in suffixes:
                count += 1
                yield os.path.join(folder, name)  # noqa: PTH118 ("./reports" stays so)
            else:
                left[ending] += 1
    yield from (Failure(str(error.filename), _reason(error)) for error in errors)
    if left:
        kinds = ", ".join(f"{number} {ending}" for ending, number in sorted(left.items()))
        _log.info("%s: files of other kinds are left out (%s); name them to read them", path, kinds)
    if not count and not errors:
        endings = ", ".join(sorted(filter(None, suffixes)))
        yield Failure(path, f"no report in this folder; files looked for end in {endings}")


def _read(path: str) -> Iterator[Article | Failure]:
    """Yield what one file holds; an error while it is read ends it with a Failure, after what came before."""
    try:
        head, stream = streams.open_unpacked(path)
    except streams.DAMAGE as error:
        yield Failure(path, _reason(error))
        return
    with stream:
        module = _format_of(head)
        if module is None:
            kind = encoding.binary_kind(head) or "of no known format"
            yield Failure(path, f"{kind}, not a report; `recounted formats` lists what is read")
            return
        count = 0
        try:
            for item in module.articles(stream, path):
                count += isinstance(item, Article)
                yield item
        except streams.DAMAGE as error:
            yield Failure(path, f"{_reason(error)}{f'; the {count} before it were read' if count else ''}")
        except Exception as error:  # a format of an installed package, or a library under one
            name = module.__name__.rpartition(".")[2]
            yield Failure(path, f"{name} failed on it: {type(error).__name__}: {str(error)[:160]}")


def _format_of(head: bytes) -> Format | None:
    sure, module = max(((module.likelihood(head), module) for module in formats().values()), key=lambda item: item[0])
    return module if sure > 0 else None


def _reason(error: BaseException) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file"
    if isinstance(error, PermissionError):
        return "may not be read: permission denied"
    if isinstance(error, EOFError):
        return "the archive ends early"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return f"the archive is damaged: {str(error)[:120]}"
