"""Tells which figure is a part of which, which are of the same people, and whether a sentence ends between two.

In:  the text and the toll claims so far.    Out: the index of the claim that another one breaks down, or None.
The encoder's links go first; these rules read "of them", "including" and groups where it has none. Words live in
languages/<code>/constructions.csv, room "breakdown".
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

import msgspec

from recounted.languages import constructions, harms
from recounted.languages.en import rules
from recounted.model import Reading, Span, TollClaim

LINKED = 0.5  # least of part and same links; tuned on ../shared/bench/gvdb_train by bench/toll.py

_SENTENCE_END = re.compile(r"[.!?][”\"’')]*\s+[“\"‘(]*[A-Z]|\n\s*\n|\.\s?[A-Z][a-z]")


class _Words(NamedTuple):
    """Constructions of the room "breakdown"."""

    short: re.Pattern[str]  # what a stop may end without ending a sentence
    of_them: re.Pattern[str]
    of_the: re.Pattern[str]  # "nine of the | wounded"
    among: re.Pattern[str]
    of_all: re.Pattern[str]  # "Of the 42, | four were shot"
    of_the_next: re.Pattern[str]  # "seven | of the | 12 wounded"
    also: re.Pattern[str]
    within: re.Pattern[str]
    in_all: re.Pattern[str]
    by_place: re.Pattern[str]  # "33 people|, | 20 in Orsk and 13 in Halvet"


@functools.cache
def _words(language: str = "en") -> _Words:
    return constructions.room(_Words, "breakdown", language)


def apart(text: str, one: Span, other: Span) -> bool:
    """Tell whether a sentence ends between a number and words of harm: they are then no clause."""
    left, right = sorted((one, other))
    for stop in _SENTENCE_END.finditer(text, max(left[0], left[1] - 1), max(left[1], right[0]) + 1):
        if not _words().short.search(text[max(0, stop.start() - 6) : stop.start()]):
            return True
    return False


def by_words(n: int, claim: TollClaim, claims: list[TollClaim], text: str) -> int | None:
    """Return the claim that "seven of them", "including seven children" breaks down: the nearest larger one before."""
    if not is_of_those(text, claim.span):
        return None
    for k in range(n - 1, -1, -1):
        whole = claims[k]
        gap = text[whole.span[1] : claim.span[0]]
        if len(gap) > 300 or gap.count("\n\n") > 1:
            return None
        if whole.low is not None and claim.low is not None and whole.low > claim.low and whole.part_of is None:
            return k
    return None


def is_of_those(text: str, number: Span) -> bool:
    """Tell whether a figure says by its words that it is some of those told of: "five of them", "among them six"."""
    words = _words()
    own = words.of_them.search(text[slice(*number)])
    return bool(own or words.among.search(text[max(0, number[0] - 40) : number[0]]))


def _of_all(n: int, claim: TollClaim, claims: list[TollClaim], text: str) -> int | None:
    """Return the figure that a sentence opens with to break it down: "Of the 42, four were shot; thirty suffocated"."""
    opening = _words().of_all.search(text, max(0, claim.span[0] - 250), claim.span[0])
    if opening is None:
        return None
    said = opening["all"].casefold().replace(",", "")
    for k in range(n - 1, -1, -1):
        whole = claims[k]
        own = whole.as_said.casefold().replace(",", "").split()
        if whole.low is not None and claim.low is not None and whole.low >= claim.low and (said in own):
            return k if whole.span[1] <= opening.start("rest") else None
    return None


def _of_the(n: int, claim: TollClaim, claims: list[TollClaim], text: str) -> int | None:
    """Return the figure right behind a figure that is some of it: "seven of the | 12 wounded"."""
    for k in range(n + 1, len(claims)):
        if claims[k].span[0] > claim.span[1] + 12:
            break
        if _words().of_the_next.fullmatch(text, claim.span[1], claims[k].span[0]):
            return k
    return None


def by_group(n: int, claim: TollClaim, claims: list[TollClaim], text: str) -> int | None:
    """Return the total of people before it that a group's figure breaks down: "50 people … 15 villagers, 27 fighters".

    The total names no group, stands in the sentence before at most, and holds this part beside those it has.
    """
    if claim.group is None or not claim.low or _words().also.search(text[max(0, claim.span[0] - 30) : claim.span[0]]):
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


def by_places(n: int, claim: TollClaim, claims: list[TollClaim], text: str) -> int | None:
    """Return the total that figures with places of their own break down: "killed 33, 20 in Orsk and 13 in Halvet"."""
    if not claim.low or not rules.is_placed(text, claim.span):
        return None
    of_harm = [k for k in range(n) if claims[k].trigger == claim.trigger and claims[k].effect == claim.effect]
    totals = [k for k in of_harm if not rules.is_placed(text, claims[k].span)]
    if not totals or (whole := claims[totals[-1]]).low is None or whole.part_of is not None:
        return None
    beside = sum(claims[k].low or 0 for k in of_harm if k > totals[-1])
    said = _words().by_place.fullmatch(text, whole.span[1], claim.span[0]) is not None
    return totals[-1] if said and beside + claim.low <= whole.low else None


def related(
    n: int,
    claim: TollClaim,
    mark: int | None,
    claims: list[TollClaim],
    at_mark: dict[int, int],
    reading: Reading,
    text: str,
) -> TollClaim:
    """Fill part_of and same_people: by the encoder's links, and by "of them", "including", where it has none."""
    first = next((k for k in range(n) if claims[k].span == claim.span), None)
    if first is not None:
        return msgspec.structs.replace(claim, same_people=f"n{first}")
    of_all = _of_all(n, claim, claims, text)
    if of_all is not None and claims[of_all].effect == "killed" and claim.effect == "injured":
        claim = msgspec.structs.replace(claim, effect="killed")  # "of the 42 dead four were shot": dead of it
    part = of_all if of_all is not None else _linked("part", mark, at_mark, reading, n)
    if part is None:
        part = _of_the(n, claim, claims, text)
    same = _linked("same", mark, at_mark, reading, n)
    if same is not None and (same > n or claims[same].span == claim.span or _other_people(claim, claims[same])):
        same = None
    if part is not None and (
        _no_part(claim, claims[part])
        or part == same
        or _named_apart(text, claim, claims[part])
        or _side_by_side(text, claim, claims[part])
        or _of_another_harm(text, claim, claims[part])
        or _beside(text, claim, claims[part])
    ):
        part = None
    if part is None and same is None:
        part = by_words(n, claim, claims, text)
    if part is None and same is None:
        part = by_group(n, claim, claims, text)
        part = None if part is None or _beside(text, claim, claims[part]) else part
    if part is None and same is None:
        part = by_places(n, claim, claims, text)
    if part is not None and _no_part(claim, claims[part]):
        part = None
    return msgspec.structs.replace(
        claim, part_of=None if part is None else f"n{part}", same_people=None if same is None else f"n{same}"
    )


def _other_people(claim: TollClaim, other: TollClaim) -> bool:
    """Tell whether two figures cannot be of the same people: 4 and 38 are not, 38 and "at least 35" may be."""
    if claim.low is None or other.low is None:
        return False
    high, other_high = (c.high if c.high is not None else float("inf") for c in (claim, other))
    return claim.low > other_high or other.low > high


def _side_by_side(text: str, claim: TollClaim, other: TollClaim) -> bool:
    """Tell whether two bare figures of a list stand at places of their own: "killed 14 in Orsk, nine in Halvet"."""
    gap = text[other.span[1] : claim.span[0]]
    listed = rules.is_placed(text, claim.span) and rules.is_placed(text, other.span)
    return (
        listed and claim.trigger == other.trigger and not (_words().of_them.search(gap) or _words().among.search(gap))
    )


def _of_another_harm(text: str, claim: TollClaim, whole: TollClaim) -> bool:
    """Tell whether a figure stands in a clause of its own with a harm of its own: "30 were tortured; two were raped";
    one that takes its harm from a sentence before ("Five of them were children") is some of those harmed there.

    Whoever dies is among those hurt before, and so are those of whom the words say it ("two of them")."""
    fates = ("killed", "injured", "missing")
    if claim.effect != whole.effect and claim.trigger and apart(text, claim.span, claim.trigger):
        return claim.trigger[1] <= claim.span[0]
    if claim.effect == whole.effect or (claim.effect in fates and whole.effect in fates):
        return False
    before = text[max(0, claim.span[0] - 40) : claim.span[0]]
    said = is_of_those(text, claim.span) or _words().of_them.search(before)
    return not said and ";" in text[whole.span[1] : claim.span[0]]


def _beside(text: str, claim: TollClaim, whole: TollClaim) -> bool:
    """Tell whether two figures stand side by side: the attackers' dead are none of their victims unless the words say
    so, and a figure is part of a later one only where it is "of" or "among" it, or that is "in all"."""
    before = text[max(0, claim.span[0] - 40) : claim.span[0]]
    if "suspects" == claim.group_code != whole.group_code and not _words().among.search(before):
        return True
    later = claim.span[1] <= whole.span[0] and not _words().within.search(text[claim.span[1] : whole.span[0]])
    return later and not _words().in_all.match(text, whole.span[1])


def _named_apart(text: str, claim: TollClaim, whole: TollClaim) -> bool:
    """Tell whether a person known by name is told of in another paragraph than a figure: no breakdown of it."""
    left, right = sorted((claim.span, whole.span))
    return claim.qualifier == "named" and bool(re.search(r"\n\s*\n", text[left[1] : right[0]]))


def _linked(role: str, mark: int | None, at_mark: dict[int, int], reading: Reading, own: int) -> int | None:
    best = max(
        (link for link in reading.links if link.role == role and link.tail == mark and link.head in at_mark),
        key=lambda link: link.probability, default=None,
    )  # fmt: skip
    if best is None or best.probability < LINKED or at_mark[best.head] == own:
        return None
    return at_mark[best.head]


_NOT_DEAD = ("missing", "injured", "rescued", "displaced", "detained")  # none of them is among the dead


def _no_part(claim: TollClaim, whole: TollClaim) -> bool:
    """Tell whether a figure cannot be part of another: it is larger, counts families by a verb of its own, breaks down
    "the wounded" where the other is of the dead, or stands where the other is taken back."""
    if claim.status == "asserted" and whole.status == "superseded":
        return True
    if claim.effect in _NOT_DEAD and whole.effect == "killed" and not whole.joint:
        return True
    if (of := _words().of_the.search(claim.as_said)) and harms.harms("en")[of[1].lower()].effect not in (
        whole.effect,
        *whole.joint,
    ):
        return True
    if claim.unit != whole.unit and "body" not in (claim.unit, whole.unit) and claim.trigger != whole.trigger:
        return True
    return claim.low is not None and whole.high is not None and claim.low > whole.high


def of_own_voice(claims: list[TollClaim]) -> list[TollClaim]:
    """Return the claims with each part tied to a total that its own voice gave, where one stands nearer before it than
    the total of another voice: of two who count the dead, "three of them were policemen, he added" breaks down his."""
    of_id = {claim.id: claim for claim in claims}
    out = []
    for claim in claims:
        whole = of_id.get(claim.part_of or "")
        if whole is not None and whole.voice != claim.voice:
            own = [c for c in claims if whole.span < c.span < claim.span and _is_total_of(c, claim)]
            if own or _is_rival(claim, whole):
                claim = msgspec.structs.replace(claim, part_of=own[-1].id if own else None)
        out.append(claim)
    return out


def _is_rival(claim: TollClaim, whole: TollClaim) -> bool:
    """Tell whether a figure is its voice's own count of all, no part of another's: the union 31, the ministry 19."""
    said = claim.group is None and not _words().of_them.search(claim.as_said)
    return said and claim.low is not None and whole.low is not None and 2 * claim.low > whole.low


def _is_total_of(total: TollClaim, part: TollClaim) -> bool:
    alike = (total.voice, total.effect, total.event, total.status) == (part.voice, part.effect, part.event, part.status)
    whole = total.part_of is None and total.group is None and total.scope == part.scope
    return alike and whole and total.low is not None and part.low is not None and total.low > part.low
