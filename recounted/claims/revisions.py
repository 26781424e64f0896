"""Tells which figures the text itself replaces by newer ones, and which it only expects: "rose from 30 to 38", "up
from 37", "could rise to 50".

In:  a text and its toll claims.    Out: the claims, the old figures superseded, those to come expected.
Words live in languages/<code>/revisions.csv and in constructions.csv, room "revisions".
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

import msgspec

from recounted.languages import constructions
from recounted.model import TollClaim

BEFORE = 90  # characters in which the verb of a change stands before its old figure


class _Words(NamedTuple):
    """Constructions of the room "revisions"."""

    to_from: re.Pattern[str]  # "to 38, from 30"
    from_old: re.Pattern[str]
    to_new: re.Pattern[str]
    to_come: re.Pattern[str]
    comes: re.Pattern[str]
    corrected: re.Pattern[str]  # "58 victims, not 59"
    earlier: re.Pattern[str]  # "an earlier post by the ministry had spoken of two dead"
    changed: re.Pattern[str]  # "rose … from 30"
    replaced: re.Pattern[str]  # "up from 30"


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "revisions", language)


def is_old(text: str, claim: TollClaim, language: str = "en") -> bool:
    """Tell whether the words around a figure say that a newer one stands in its place."""
    words, (start, end) = _words(language), claim.span
    before = text[max(0, start - BEFORE) : start]
    if any(pattern.search(before) for pattern in (words.corrected, words.earlier, words.replaced, words.to_from)):
        return True
    return bool(words.from_old.search(before) and words.to_new.match(text, end) and words.changed.search(before))


def is_expected(text: str, claim: TollClaim, language: str = "en") -> bool:
    """Tell whether a figure, or a toll without one, is only to come: "could rise to 50", "the toll would rise"."""
    if claim.low is not None:
        return bool(_words(language).to_come.search(text[max(0, claim.span[0] - BEFORE) : claim.span[0]]))
    return claim.trigger is not None and _words(language).comes.match(text, claim.trigger[1]) is not None


def expected(text: str, claims: list[TollClaim], language: str = "en") -> list[TollClaim]:
    """Return the claims with status expected for asserted figures that the text only expects."""
    return [
        msgspec.structs.replace(claim, status="expected")
        if claim.status == "asserted" and claim.low != 0 and is_expected(text, claim, language)
        else claim
        for claim in claims
    ]


def superseded(text: str, claims: list[TollClaim], language: str = "en") -> list[TollClaim]:
    """Return the claims with status superseded for asserted figures that the text replaces."""
    return [
        msgspec.structs.replace(claim, status="superseded")
        if claim.status == "asserted" and claim.low and claim.qualifier != "named" and is_old(text, claim, language)
        else claim
        for claim in claims
    ]
