"""Tells which tolls of a sentence are those of the event that it only measures its own by: "the worst since a blast in
2009 that killed 85", "the deadliest since 1998, when 61 died at Tarn", "more than the nine who died there".

In:  a text and its toll claims.    Out: the claims, the recalled with the scope background, the others without.
Words live in languages/<code>/constructions.csv, room "recalled"; which words recall, asides.py of the language says.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

import msgspec

from recounted.languages import constructions
from recounted.languages.en import asides
from recounted.model import Span, TollClaim

OPENING = 500  # characters in which a report says what it remembers

_STOP = re.compile(r"[.!?](?=\s+[A-Z“\"]|\s*\n|\s*$)|\n")


class _Words(NamedTuple):
    """Constructions of the room "recalled"."""

    remembers: re.Pattern[str]  # "A decade after | a bomb killed 24 soldiers": what the report is about
    goes_on: re.Pattern[str]  # "the worst since the mill burned|, killing 23": whose, the words do not say
    sets_apart: re.Pattern[str]  # what makes the rest of the sentence tell of another time too: "last year"


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "recalled", language)


def scoped(text: str, claims: list[TollClaim], language: str = "en") -> list[TollClaim]:
    """Return the claims, background where they stand in what is recalled; beside it they are the event's own, unless
    the rest of their sentence tells of another time too."""
    recalled = asides.recalled(text, language) if claims else ()
    if not recalled:
        return [_remembered(text, claim, language) for claim in claims]
    out = []
    for claim in claims:
        at = claim.span[0]
        near = next((s for s in recalled if s[0] <= at < s[1] or _shares_sentence(text, s, at)), None)
        if near is None:
            out.append(claim)
        elif near[0] <= at < near[1]:
            out.append(msgspec.structs.replace(claim, scope="background") if claim.scope == "event" else claim)
        else:
            goes_on = _words(language).goes_on.match(text, near[1]) is not None and at > near[1]
            own = claim.scope == "background" and not goes_on and not _is_set_apart(text, near, at, language)
            out.append(msgspec.structs.replace(claim, scope="event") if own else claim)
    return out


def _remembered(text: str, claim: TollClaim, language: str) -> TollClaim:
    """Return the claim as the report's own where the report opens with it: "A decade after a bomb killed 24 soldiers on
    the bridge, nobody has been tried"."""
    if claim.scope != "background" or claim.span[0] > OPENING:
        return claim
    clauses = (m.span("clause") for m in _words(language).remembers.finditer(text, 0, OPENING))
    own = any(a <= claim.span[0] < b for a, b in clauses)
    return msgspec.structs.replace(claim, scope="event") if own else claim


def _shares_sentence(text: str, stretch: Span, at: int) -> bool:
    """Say whether no sentence ends between a stretch and a place outside of it."""
    start, end = (stretch[1], at) if at >= stretch[1] else (at, stretch[0])
    return _STOP.search(text, start, end) is None


def _is_set_apart(text: str, stretch: Span, at: int, language: str) -> bool:
    """Say whether the sentence outside of a stretch tells of another time: "in 1998 a fire, the worst since …"."""
    begin = max((m.end() for m in _STOP.finditer(text, max(0, at - 400), at)), default=max(0, at - 400))
    stop = _STOP.search(text, max(at, stretch[1]))
    end = stop.start() if stop else len(text)
    apart = _words(language).sets_apart
    own = (min(begin, stretch[0]), stretch[0]), (stretch[1], end)
    return any(apart.search(text, *part) for part in own)
