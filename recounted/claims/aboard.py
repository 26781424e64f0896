"""Counts those of whom a report says that all on board died: "a jet with 224 …. Everyone on board was killed".

In:  a text, claims of harm without a number, the numbers of people.    Out: the same claims, such a one with the figure
of those aboard, which stands before it.
"""

from __future__ import annotations

import re

import msgspec

from recounted.kinds import Numbered
from recounted.model import TollClaim

_ALL = r"(?:everyone|everybody|all(?: (?:of )?(?:those|them|people|passengers))?) (?:on board|aboard)"
_BEFORE = re.compile(
    rf"\b{_ALL} (?:(?:was|were|is|are|had|have|has|been|feared|believed|presumed|lost)\s+)*(?:\w+ly\s+)?$", re.I
)
_AFTER = re.compile(rf"(?:\s+of)?\s+{_ALL}\b", re.I)
_CARRIES = re.compile(r"\b(?:carrying|carried|with|had|bearing|aboard were)\s+$")
_ON_IT = re.compile(r"(?:\s[\w-]+){0,2}?\s(?:on board|aboard)\b")
_REACH = 60  # characters in which "everyone on board" stands before words of harm


def all_aboard(text: str, claims: list[TollClaim], numbers: list[Numbered]) -> list[TollClaim]:
    """Return the claims, those of everyone on board with the last figure before them of whom a vessel carried."""
    return [_counted(text, claim, numbers) for claim in claims]


def _counted(text: str, claim: TollClaim, numbers: list[Numbered]) -> TollClaim:
    if claim.trigger is None:
        return claim
    start, end = claim.trigger
    if not (_BEFORE.search(text, max(0, start - _REACH), start) or _AFTER.match(text, end)):
        return claim
    aboard = [n for n in numbers if n.span[1] <= start and n.count.low > 1 and _is_aboard(text, n)]
    if not aboard:
        return claim
    span, count = aboard[-1].span, aboard[-1].count
    return msgspec.structs.replace(
        claim, low=count.low, high=count.high, qualifier=count.qualifier, as_said=text[slice(*span)], span=span
    )


def _is_aboard(text: str, numbered: Numbered) -> bool:
    start, end = numbered.span
    return bool(_CARRIES.search(text, max(0, start - 14), start) or _ON_IT.match(text, end))
