"""Constructions: what the words beside a figure, a party, a place or a date say of it, as tables of patterns.

In:  a room's NamedTuple of patterns, a language.    Out: the room's patterns, compiled once, at the first use.
Rows live in languages/<code>/constructions.csv, each one alternative of a construction. A pattern is a regular
expression; {class} stands for the words of a class in word_classes.csv, {outlets} for the forms of another table,
{revisions.change} for those of its rows whose second column says so, and {PART}, in capitals, for the rows of that name
above it in the same room. PLACES says how the words stand to those that are asked about.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeVar

from recounted.languages import TableError, table

# place -> how it is said of an example that marks the words asked about with [brackets], and how code asks for it
PLACES = {
    "before": "ends right before them: search, in what stands before",
    "after": "begins right behind them: match, from their end on",
    "opens": "begins them: match",
    "closes": "ends them: search, in them",
    "whole": "is all of them: fullmatch",
    "in": "stands anywhere in them, or in the sentence where none are marked: search",
    "part": "is a part of other rows: never asked for itself",
}
_ENDING = ("before", "closes")
_REFERENCE = re.compile(r"\{([A-Z][A-Z_]*|[a-z][a-z_]*(?:\.[a-z_]+)?)\}")  # {0,3} is a count and no name
_PLAIN = re.compile(r"[\w .'’-]+")

Room = TypeVar("Room", bound=NamedTuple)


class Row(NamedTuple):
    """One alternative of a construction, its references spelled out. case: whether capitals count in it."""

    construction: str
    place: str
    case: bool
    spelled: str


@functools.cache
def _classes(language: str) -> dict[str, tuple[str, ...]]:
    out: dict[str, list[str]] = {}
    for row in table(language, "word_classes"):
        out.setdefault(row["class"], []).append(row["form"])
    # Longest first: alternation takes the first match, so "shot" would hide "shot dead".
    return {name: tuple(sorted(forms, key=len, reverse=True)) for name, forms in out.items()}


@functools.cache
def word_class(name: str, language: str) -> frozenset[str]:
    """Return the words of a class that is asked for word by word; raise TableError for a form that is a pattern."""
    forms = _forms(name, language, f"{language}/word_classes.csv")
    for form in forms:
        if not _PLAIN.fullmatch(form):
            raise TableError(f"{language}/word_classes.csv: {form!r} of {name!r} is a pattern; give each word a row")
    return frozenset(forms)


def _forms(name: str, language: str, where: str) -> tuple[str, ...]:
    if name in _classes(language):
        return _classes(language)[name]
    of, _, value = name.partition(".")
    try:
        listed = table(language, of)
    except TableError as error:
        raise TableError(f"{where}: {name!r} is no class of word_classes.csv, and no table: {error}") from error
    forms = dict.fromkeys(row["form"] for row in listed if not value or list(row.values())[1] == value)
    if not forms:
        raise TableError(f"{where}: {of}.csv has no row whose second column is {value!r}")
    return tuple(re.escape(form) for form in sorted(forms, key=len, reverse=True))


def rows(room: str, language: str) -> Iterator[Row]:
    """Yield the rows of a room, references spelled out. Raises TableError for a place, class or part that is none, and
    for a construction whose rows differ in place."""
    parts: dict[str, list[str]] = {}
    places: dict[str, str] = {}
    for row in table(language, "constructions"):
        if row["room"] != room:
            continue
        name, place = row["construction"], row["place"]
        where = f"{language}/constructions.csv: {room} {name} {row['pattern']!r}"
        if place not in PLACES or row["case"] not in ("any", "kept"):
            raise TableError(f"{where}: place {place!r}, case {row['case']!r}; place is one of {', '.join(PLACES)}, "
                             "case any or kept")  # fmt: skip
        if places.setdefault(name, place) != place:
            raise TableError(f"{where}: its place is {place!r}, and {places[name]!r} in the rows above; make them one")
        refer = functools.partial(_spelled, parts=parts, language=language, where=where)
        spelled = _REFERENCE.sub(refer, row["pattern"])
        if place == "part":
            parts.setdefault(name, []).append(spelled)
        yield Row(name, place, row["case"] == "kept", spelled)


def _spelled(reference: re.Match[str], parts: Mapping[str, list[str]], language: str, where: str) -> str:
    name = reference[1]
    if name.islower():
        return f"(?:{'|'.join(_forms(name, language, where))})"
    if name not in parts:
        raise TableError(f"{where}: there is no part {name!r} above it in this room")
    return f"(?:{'|'.join(parts[name])})"


def compiled(alternatives: list[Row]) -> re.Pattern[str]:
    """Return the pattern of the rows of one construction, the earlier row first."""
    kept = {row.case for row in alternatives}
    if len(kept) == 1:
        words, flags = "|".join(row.spelled for row in alternatives), 0 if kept == {True} else re.IGNORECASE
    else:
        words, flags = "|".join(row.spelled if row.case else f"(?i:{row.spelled})" for row in alternatives), 0
    ending = alternatives[0].place in _ENDING
    try:
        return re.compile(f"(?:{words})$" if ending else words, flags)
    except re.error as error:
        raise TableError(f"constructions.csv: {alternatives[0].construction}: {error}, in {words!r}") from error


def room(kind: type[Room], name: str, language: str) -> Room:
    """Return the patterns of a room as kind, a NamedTuple with one field for each construction that the room asks for.

    Raises TableError where the table lacks one of the fields, or has one that kind does not ask for.
    """
    found: dict[str, list[Row]] = {}
    for row in rows(name, language):
        if row.place != "part":
            found.setdefault(row.construction, []).append(row)
    fields = set(kind._fields)
    if fields != set(found):
        raise TableError(
            f"{language}/constructions.csv: room {name!r} lacks {sorted(fields - set(found))} and has "
            f"{sorted(set(found) - fields)}, which nothing asks for"
        )
    return kind._make(compiled(found[field]) for field in kind._fields)
