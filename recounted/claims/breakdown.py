"""Tells which figure is a part of which, and whether a sentence ends between a number and its words.

In:  the text and the toll claims so far.    Out: the index of the claim that another one breaks down, or None.
The encoder's part links go first (claims.toll); these rules read "of them", "including" and groups where it has none.
"""

from __future__ import annotations

import re

from recounted.model import Span, TollClaim

_SENTENCE_END = re.compile(r"[.!?][”\"’')]*\s+[“\"‘(]*[A-Z]|\n\s*\n|\.\s?[A-Z][a-z]")
_SHORT = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Sgt|Lt|Capt|Col|Gen|Rev|St|Jr|Sr|No|a\.m|p\.m|U\.S)$")


def apart(text: str, one: Span, other: Span) -> bool:
    """Tell whether a sentence ends between a number and words of harm: they are then no clause."""
    left, right = sorted((one, other))
    for stop in _SENTENCE_END.finditer(text, max(left[0], left[1] - 1), max(left[1], right[0]) + 1):
        if not _SHORT.search(text[max(0, stop.start() - 6) : stop.start()]):
            return True
    return False


_OF_THEM = re.compile(r"\b(?:of (?:them|whom|those|the (?:dead|wounded|victims|injured|missing))|them)\b", re.I)
_AMONG = re.compile(
    r"(?:\bincluding|\bamong (?:them|whom)(?: (?:were|was|are|is))?|\bof (?:them|"
    r"whom),?)\s*(?:[\w'’-]+\s+){0,2}$",
    re.I,
)


def by_words(n: int, claim: TollClaim, claims: list[TollClaim], text: str) -> int | None:
    """Return the claim that "seven of them", "including seven children" breaks down: the nearest larger one before."""
    before = text[max(0, claim.span[0] - 40) : claim.span[0]]
    if not (_OF_THEM.search(text[slice(*claim.span)]) or _AMONG.search(before)):
        return None
    for k in range(n - 1, -1, -1):
        whole = claims[k]
        gap = text[whole.span[1] : claim.span[0]]
        if len(gap) > 300 or gap.count("\n\n") > 1:
            return None
        if whole.low is not None and claim.low is not None and whole.low > claim.low and whole.part_of is None:
            return k
    return None


def by_group(n: int, claim: TollClaim, claims: list[TollClaim], text: str) -> int | None:
    """Return the total of people before it that a group's figure breaks down: "50 people … 15 villagers, 27 fighters".

    The total names no group, stands in the sentence before at most, and holds this part beside those it has.
    """
    if claim.group is None or not claim.low or _ALSO.search(text[max(0, claim.span[0] - 30) : claim.span[0]]):
        return None
    for k in range(n - 1, -1, -1):
        whole = claims[k]
        gap = text[whole.span[1] : claim.span[0]]
        if len(gap) > 200 or len(_SENTENCE_END.findall(gap)) > 1:
            return None
        if whole.effect != claim.effect or whole.low is None or whole.status != claim.status:
            continue
        if whole.group is None and whole.low > claim.low and whole.qualifier != "named":
            between = sum(c.low or 0 for c in claims[k + 1 : n] if c.effect == claim.effect)
            return k if between + claim.low <= whole.low else None
    return None


_ALSO = re.compile(r"\b(?:also|another|further|other|besides|addition)\b", re.I)
