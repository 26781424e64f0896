"""Tells which figures the text itself replaces by newer ones, and which it only expects: "rose from 30 to 38", "up
from 37", "could rise to 50".

In:  a text and its toll claims.    Out: the claims, the old figures superseded, those to come expected.
Words live in languages/<code>/revisions.csv.
"""

from __future__ import annotations

import functools
import re

import msgspec

from recounted.languages import table
from recounted.model import TollClaim

_HEDGE = r"(?:(?:at least|more than|about|around|some|nearly|over)\s+)?"
_TO_FROM = re.compile(rf"\bto\s+{_HEDGE}[\d.,]*\d(?:\s+[a-z]+)?,?\s+from\s+{_HEDGE}$")
_FROM = re.compile(rf"\bfrom\s+{_HEDGE}$")
_TO = re.compile(rf"\s+to\s+{_HEDGE}\d")
_WILL = (
    r"\b(?:will|would|could|may|might|(?:is|are|was|were)\s+(?:expected|likely|feared|set|bound|sure)\s+to)\s+"
    r"(?:(?:yet|still|well|also|even|\w+ly)\s+)?(?:rise|climb|increase|grow|go\s+up|exceed|reach|top|surpass)\b"
)
_TO_COME = re.compile(rf"{_WILL}(?:\s+(?:further|even|higher|to|above|past|beyond|as\s+high\s+as))*\s+{_HEDGE}$")
_COMES = re.compile(rf"\s+{_WILL}")
_NOT = re.compile(r"\d(?:\s+[a-z]+)?,\s+not\s+$")  # "58 victims, not 59"
_EARLIER = re.compile(  # "an earlier post by the ministry had spoken of two dead"
    rf"\b[Ee]arlier\s+(?:[\w’'-]+\s+){{1,5}}?had\s+(?:spoken\s+of|said|reported|put\s+it\s+at|counted|listed|given)\s+{_HEDGE}$"
)
BEFORE = 90  # characters in which the verb of a change stands before its old figure


@functools.cache
def _pattern(language: str, place: str) -> re.Pattern[str]:
    forms = sorted((row["form"] for row in table(language, "revisions") if row["place"] == place), key=len)
    words = "|".join(map(re.escape, reversed(forms)))
    return re.compile(rf"\b(?:{words})\b[^.;!?]*$" if place == "change" else rf"\b(?:{words})\s+{_HEDGE}$")


def is_old(text: str, claim: TollClaim, language: str = "en") -> bool:
    """Tell whether the words around a figure say that a newer one stands in its place."""
    start, end = claim.span
    before = text[max(0, start - BEFORE) : start]
    if _NOT.search(before) or _EARLIER.search(before):
        return True
    if _pattern(language, "before").search(before) or _TO_FROM.search(before):
        return True
    return bool(_FROM.search(before) and _TO.match(text, end) and _pattern(language, "change").search(before))


def is_expected(text: str, claim: TollClaim) -> bool:
    """Tell whether a figure, or a toll without one, is only to come: "could rise to 50", "the toll would rise"."""
    if claim.low is not None:
        return bool(_TO_COME.search(text[max(0, claim.span[0] - BEFORE) : claim.span[0]]))
    return claim.trigger is not None and _COMES.match(text, claim.trigger[1]) is not None


def expected(text: str, claims: list[TollClaim]) -> list[TollClaim]:
    """Return the claims with status expected for asserted figures that the text only expects."""
    return [
        msgspec.structs.replace(claim, status="expected")
        if claim.status == "asserted" and claim.low != 0 and is_expected(text, claim)
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
