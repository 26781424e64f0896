"""Words as tables: one folder a language, one CSV a kind of word, a source and an example in every row.

In:  a language code and a table's name.    Out: its rows, checked when they are read.
A new language is a new folder; a new word is a new row. Columns are declared in languages/columns.toml, works that a
row's `source` may cite in languages/sources.toml ("own" is ours).
"""

from __future__ import annotations

import csv
import functools
import io
import tomllib
import unicodedata
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any


class TableError(ValueError):
    """A table of words that cannot be used: the message says file, line, what was found and the way out."""


def _folder() -> Traversable:
    return resources.files("recounted.languages")


@functools.cache
def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((_folder() / name).read_text("utf-8"))


@functools.cache
def codes() -> tuple[str, ...]:
    """Return the languages that there are: the folders with a language.toml."""
    return tuple(sorted(f.name for f in _folder().iterdir() if f.is_dir() and (f / "language.toml").is_file()))


@functools.cache
def table(language: str, name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of languages/<language>/<name>.csv, each a dict of strings, in the file's order.

    Raises TableError at file:line for an unknown or missing column, a repeated key (the columns marked in
    columns.toml), text that is not NFC, stray spaces, an unknown source or an empty example.
    """
    where = f"{language}/{name}.csv"
    columns = _toml("columns.toml").get(name)
    if columns is None:
        raise TableError(f"{where}: no such table in languages/columns.toml; declare its columns there")
    wanted, key = columns["columns"], columns.get("key", columns["columns"][:1])
    sources = {"own", *_toml("sources.toml")}
    text = (_folder() / language / f"{name}.csv").read_text("utf-8")
    with io.StringIO(text, newline="") as handle:
        reader = csv.DictReader(handle)
        if list(reader.fieldnames or []) != wanted:
            raise TableError(f"{where}:1: columns are {reader.fieldnames}; columns.toml wants {wanted}")
        rows: list[dict[str, str]] = []
        seen: dict[tuple[str, ...], int] = {}
        for row in reader:
            number = reader.line_num
            _check_row(row, f"{where}:{number}", sources)
            at = tuple(row[column] for column in key)
            if at in seen:
                raise TableError(
                    f"{where}:{number}: {' '.join(at)!r} is already on line {seen[at]}; join the two readings into one"
                )
            seen[at] = number
            rows.append(dict(row))
    return tuple(rows)


def _check_row(row: dict[str, Any], place: str, sources: set[str]) -> None:
    if None in row or None in row.values():
        raise TableError(f"{place}: more or fewer cells than columns; quote cells that hold a comma")
    for column, value in row.items():
        if value != unicodedata.normalize("NFC", value):
            raise TableError(f"{place}: {column} {value!r} is not NFC; save it composed")
        if value != value.strip() or "  " in value:
            raise TableError(f"{place}: {column} {value!r} has stray spaces")
    if "source" in row and row["source"] not in sources:
        raise TableError(
            f"{place}: source {row['source']!r} is not in languages/sources.toml; add the work and licence"
        )
    if "example" in row and not row["example"]:
        raise TableError(f"{place}: the row has no example; write a sentence of your own that it reads")
