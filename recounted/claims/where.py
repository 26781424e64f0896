"""Says where the harm was: the place of its clause, its sentence, its paragraph or the report, in that order.

In:  a text, a span of harm, the text's places and sentences, its dateline.    Out: a place's id and the rung it stands on.
Places inside the names of organisations or parties are no places of events.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Sequence

from recounted.model import Dateline, Ladder, Place, Span

Where = tuple[str | None, Ladder | None]
NOWHERE: Where = (None, None)
_CLAUSE = re.compile(r"[;:—–]|,\s+(?:and|but|while|when|where|which|who|after|before)\s", re.IGNORECASE)


def where_of(
    text: str, harm: Span, places: Sequence[Place], sentences: Sequence[Span], dateline: Dateline | None
) -> Where:
    """Return (place id, rung) for the harm at a span; of two places of one rung the nearer, of a nest the inner."""
    usable = _usable(places, dateline)
    sentence = _sentence(sentences, harm[0], len(text))
    paragraph = (text.rfind("\n", 0, harm[0]) + 1, _line_end(text, harm[1]))
    for rung, (start, end) in (("clause", _clause(text, sentence, harm)), ("sentence", sentence), ("paragraph", paragraph)):
        inside = [p for p in usable if start <= p.span[0] and p.span[1] <= end]
        if inside:
            return _innermost(text, min(inside, key=lambda p: (_gap(p.span, harm), p.span)), inside).id, rung  # type: ignore[return-value]
    return event_where(text, [], places, sentences, dateline)


def event_where(
    text: str, harms: Sequence[Span], places: Sequence[Place], sentences: Sequence[Span], dateline: Dateline | None
) -> Where:
    """Return (place id, rung) for the report's event: the place most often told with the harm, the dateline last."""
    usable = _usable(places, dateline)
    votes: Counter[str] = Counter()
    first: dict[str, tuple[Place, Ladder]] = {}
    for harm in harms:
        found, rung = where_of(text, harm, places, sentences, dateline) if harms else NOWHERE
        place = next((p for p in usable if p.id == found), None)
        if place is not None and rung in ("clause", "sentence"):
            votes[_key(place)] += 2 if rung == "clause" else 1
            first.setdefault(_key(place), (place, rung))
    if votes:
        best = max(votes, key=lambda k: (votes[k], -first[k][0].span[0]))
        return first[best][0].id, first[best][1]
    counts = Counter(_key(p) for p in usable if p.kind not in ("country", "region"))
    if counts:
        most = max(counts.values())
        place = next(p for p in usable if counts.get(_key(p)) == most)
        return place.id, "document"
    at_head = next((p for p in places if dateline and dateline.span[0] <= p.span[0] < dateline.span[1]), None)
    if at_head is None and usable:
        at_head = usable[0]
    return (at_head.id, "document") if at_head else NOWHERE


def _usable(places: Sequence[Place], dateline: Dateline | None) -> list[Place]:
    inside = (lambda p: dateline.span[0] <= p.span[0] < dateline.span[1]) if dateline else (lambda _: False)
    return [p for p in places if p.relation != "in a name" and not inside(p)]


def _key(place: Place) -> str:
    return str(place.geonames or place.gazetteer_name or place.name.casefold())


def _innermost(text: str, place: Place, inside: list[Place]) -> Place:
    """A container that follows its town ("Orsk, Ostrel", "Orsk in Ostrel") gives way to the town."""
    order = {"country": 2, "region": 1}
    for other in inside:
        between = text[other.span[1] : place.span[0]]
        if order.get(other.kind, 0) < order.get(place.kind, 0) and len(between) < 60 and re.fullmatch(r"[^.;]*", between):
            return other
    return place


def _gap(a: Span, b: Span) -> int:
    return max(0, max(a[0], b[0]) - min(a[1], b[1]))


def _sentence(sentences: Sequence[Span], at: int, length: int) -> Span:
    k = bisect.bisect_right(list(sentences), (at, length + 1)) - 1
    return sentences[k] if k >= 0 else (0, length)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def _clause(text: str, sentence: Span, harm: Span) -> Span:
    start, end = sentence
    for m in _CLAUSE.finditer(text, *sentence):
        if m.end() <= harm[0]:
            start = m.end()
        elif m.start() >= harm[1]:
            end = m.start()
            break
    return start, end
