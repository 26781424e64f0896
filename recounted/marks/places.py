"""Marks the places that a report names, and says which of the gazetteer's each is.

In:  a text, its dateline, spans of persons.    Out: Places in text order, p0 …; those that nobody knows are kept.
The text's wording is the place's name; the gazetteer's name and country stand beside it as the gazetteer's.
Words live in languages/<code>/place_*.csv; places in the gazetteer (marks/gazetteer.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from recounted.marks.gazetteer import Entry, gazetteer
from recounted.marks.place_choice import Choice, choose
from recounted.marks.place_found import Found
from recounted.marks.place_names import find_names
from recounted.marks.place_words import words_of
from recounted.model import Alternative, Dateline, Place, Span


def mark_places(
    text: str, dateline: Dateline | None, language: str = "en", persons: Sequence[Span] = ()
) -> list[Place]:
    """Return the places of a text, in text order and without overlap.

    dateline: where the report says it was written; it settles names that stand for several places. persons: spans of
    names of persons, which are never places. A place in the name of a body that serves it ("Lafayette police") has
    relation "in a name". Coordinates are degrees; geonames is GeoNames' id, None for places that only our table knows.
    """
    span = _named(text, dateline) if dateline else None
    found, hints = find_names(text, gazetteer(), words_of(language), persons, span)
    chosen = choose(text, found, span, hints)
    return [_place(n, text, f, c) for n, (f, c) in enumerate(zip(found, chosen, strict=True))]


def _named(text: str, dateline: Dateline) -> Span:
    """Return where a dateline's place stands, without its date."""
    start = text.find(dateline.place, *dateline.span)
    return (start, start + len(dateline.place)) if start >= 0 else dateline.span


def _place(number: int, text: str, found: Found, choice: Choice) -> Place:
    entry = choice.entry
    relation = "in a name" if found.seat else found.relation
    others = [Alternative(e.geonames, e.name, e.country, e.lat, e.lon, reason) for e, reason in choice.others]
    name = text[slice(*found.span)]
    if entry is None:
        kind = found.kind or next((e.kind for e, _ in choice.others if e.kind == "site"), "unknown")
        return Place(f"p{number}", found.span, name, kind, relation, alternatives=others, reason=choice.reason)
    return Place(
        f"p{number}", found.span, name, _kind(found, entry), relation, entry.geonames, entry.name, entry.country,
        entry.lat, entry.lon, others, choice.reason,
    )  # fmt: skip


def _kind(found: Found, entry: Entry) -> str:
    """Return the text's kind for a settlement (a village is not called a city), the gazetteer's for the rest."""
    if entry.level < 3 or found.kind in (None, "region", "country"):
        return entry.kind
    return found.kind or entry.kind
