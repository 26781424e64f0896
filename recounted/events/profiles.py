"""What one report's telling of an event can be known by: its words, names, days, places, figures.

In:  a record and one of its events.    Out: a Profile. What is common is told by recounted/weights/commonness.json,
made from our own reports (training.commonness), and by the set of reports itself (candidates.Rarity).
"""

from __future__ import annotations

import datetime
import functools
import json
import re
from collections import Counter
from importlib import resources
from typing import NamedTuple

from recounted.model import Event, NamingClaim, Place, Record, ResponsibilityClaim, Toll
from recounted.model_many import Member, event_digest

WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_LEAD = 120  # words of a report's beginning, which tell what it is about
_SHOUTED = 5  # letters beyond which a word in capitals is a headline's
_SMALL = 3  # of our own reports with a word in small letters: from here on it is an ordinary word, and no name
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

Days = tuple[int, int]  # first and last day, proleptic ordinals


class Profile(NamedTuple):
    """lead: counts of the first words, case-folded; names: of all that stand with a capital and are no ordinary words;
    when: the event's days, from the text alone; stated: whether its own clause or sentence says so; days: every single
    day that the text names; published: an ordinal or None; where: the wording and the gazetteer's names of the event's
    place, places: those of every place finer than a region; killed, injured: least numbers of the report's own telling,
    None where it gives none; terms, actors: how the event is named and who is held responsible, case-folded; wording:
    of the place, as the text has it."""

    member: Member
    published: int | None
    when: Days | None
    edtf: str | None
    stated: bool
    days: frozenset[int]
    where: frozenset[str]
    wording: str | None
    places: frozenset[str]
    killed: int | None
    injured: int | None
    terms: frozenset[str]
    actors: frozenset[str]
    lead: dict[str, int]
    names: dict[str, int]


class Commonness(NamedTuple):
    """reports: how many were counted; words: word -> (reports that have it, of them in small letters)."""

    reports: int
    words: dict[str, tuple[int, int]]


@functools.cache
def commonness() -> Commonness:
    """Return the table of our own reports."""
    table = json.loads((resources.files("recounted") / "weights" / "commonness.json").read_text("utf-8"))
    return Commonness(table["reports"], {word: (int(n), int(small)) for word, (n, small) in table["words"].items()})


def profile(record: Record, event: Event) -> Profile:
    """Return what an event of a record can be known by. One told in passing has only its own words and setting."""
    text, document = record.document.text, record.document
    claims = [c for c in record.claims if c.event == event.id]
    places = {p.id: p for p in record.places}
    words = WORD.findall(text if event.main else " ".join(text[a:b] for a, b in event.mentions))
    where = places.get(event.where or "")
    return Profile(
        Member(document.key, document.id, event.id, event_digest(record, event), event.main),
        _ordinal(document.published),
        days_of(event.when),
        event.when,
        event.when_from in ("clause", "sentence"),
        frozenset(day for t in record.times if t.edtf and _DAY.fullmatch(t.edtf) and (day := _ordinal(t.edtf))),
        _names_of(where) if where else frozenset(),
        where.name if where else None,
        frozenset(name for p in record.places if p.kind not in ("country", "region") for name in _names_of(p)),
        _least(event.toll.get("killed")),
        _least(event.toll.get("injured")),
        frozenset(c.term.casefold() for c in claims if isinstance(c, NamingClaim)),
        frozenset(c.actor.casefold() for c in claims if isinstance(c, ResponsibilityClaim)),
        Counter(word.casefold() for word in words[:_LEAD]),
        _names(words),
    )


def main_event(record: Record) -> Event:
    """Return the event that a record is about; an empty one for a report that tells of none, so that it is counted."""
    return next((e for e in record.events if e.main), Event("e0", "", True))


def days_of(edtf: str | None) -> Days | None:
    """Return the first and last day of an EDTF date, interval, month or year; None for anything open or unreadable.

    "1917-12-06" is one day, "1992-02-25/1992-02-26" two, "1917-12" thirty-one; "?" and "~" are left aside.
    """
    if not edtf:
        return None
    ends = [part.strip("?~%") for part in edtf.split("/")]
    try:
        return (_first(ends[0]), _last(ends[-1]))
    except ValueError:
        return None


def _first(date: str) -> int:
    year, month, day = [*date.split("-"), "01", "01"][:3]
    return datetime.date(int(year), int(month), int(day)).toordinal()


def _last(date: str) -> int:
    parts = date.split("-")
    if len(parts) == 3:
        return _first(date)
    year, month = int(parts[0]), int(parts[1]) if len(parts) == 2 else 12
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return following.toordinal() - 1


def _ordinal(date: str | None) -> int | None:
    try:
        return datetime.date.fromisoformat(date[:10]).toordinal() if date else None
    except ValueError:
        return None


def _names_of(place: Place) -> frozenset[str]:
    return frozenset(name.casefold() for name in (place.name, place.gazetteer_name) if name)


def _least(toll: Toll | None) -> int | None:
    return toll.low if toll else None


def _names(words: list[str]) -> dict[str, int]:
    known = commonness().words
    small = {word for word in words if word.islower()}
    found: Counter[str] = Counter()
    for word in words:
        low = word.casefold()
        if not word[0].isupper() or len(word) < 2 or (word.isupper() and len(word) > _SHOUTED) or low in small:
            continue
        if known.get(low, (0, 0))[1] < _SMALL:
            found[low.removesuffix("'s").removesuffix("’s")] += 1
    return found
