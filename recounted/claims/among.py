"""Names the person whom a report counts among the dead: "Odd Marsh, a clerk, was among the dead".

In:  a text, claims of harm without a number.    Out: the same claims, such a one told of the person by name.
The words of harm are a row of languages/<code>/harm.csv that opens with "among"; the name opens their sentence.
"""

from __future__ import annotations

import re

import msgspec

from recounted.model import Span, TollClaim

_AMONG = re.compile(r"among (?:the|those)\b", re.I)
_WORD = r"[A-Z][\w'’-]*[a-z][\w'’-]*"
_NAMED = re.compile(
    rf"(?:^|[.!?][”\"]?\s+|\n)((?:{_WORD}|[A-Z]\.)(?: (?:{_WORD}|[A-Z]\.))* {_WORD})"  # a given name and a surname
    r"(?:,[^.;!?\n]*,| \([^()]*\))? (?:was|is) (?:also |later )?$"
)
_LONGEST = 240  # characters of a sentence that are looked back over: an apposition may stand between


def named_among(text: str, claims: list[TollClaim]) -> list[TollClaim]:
    """Return the claims, those of one person by name said to be among the dead as named claims of one."""
    return [_named(text, claim) for claim in claims]


def _named(text: str, claim: TollClaim) -> TollClaim:
    if claim.trigger is None or not _AMONG.match(text, claim.trigger[0]):
        return claim
    found = _NAMED.search(text, max(0, claim.trigger[0] - _LONGEST), claim.trigger[0])
    if found is None or " and " in found[0].split(",")[0]:
        return claim
    span: Span = found.span(1)
    return msgspec.structs.replace(claim, low=1, high=1, qualifier="named", as_said=text[slice(*span)], span=span)
