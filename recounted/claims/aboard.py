"""Counts those of whom a report says that all on board died: "a jet with 224 …. Everyone on board was killed".

In:  a text, claims of harm without a number, the numbers of people.    Out: the same claims, such a one with the figure
of those aboard, which stands before it. Words live in languages/<code>/constructions.csv, room "aboard".
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

import msgspec

from recounted.kinds import Numbered
from recounted.languages import constructions
from recounted.model import Span, TollClaim

REACH = 60  # characters in which "everyone on board" stands before words of harm
CARRIED = 14  # characters before a figure in which it is said to be carried


class _Words(NamedTuple):
    """Constructions of the room "aboard"."""

    all_before: re.Pattern[str]  # "everyone on board was | killed"
    all_after: re.Pattern[str]  # "killed | all aboard"
    carries: re.Pattern[str]
    on_it: re.Pattern[str]
    cargo: re.Pattern[str]  # "a ferry carrying | 140 people": what became of them is told of others, or of them all


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "aboard", language)


def is_cargo(text: str, span: Span, language: str = "en") -> bool:
    """Say whether a figure is only of those whom a vessel carries: "a ferry carrying about | 140 people capsized". No
    harm of its own sentence is theirs."""
    return _words(language).cargo.search(text, max(0, span[0] - 3 * CARRIED), span[0]) is not None


def all_aboard(text: str, claims: list[TollClaim], numbers: list[Numbered], language: str = "en") -> list[TollClaim]:
    """Return the claims, those of everyone on board with the last figure before them of whom a vessel carried."""
    return [_counted(text, claim, numbers, language) for claim in claims]


def _counted(text: str, claim: TollClaim, numbers: list[Numbered], language: str) -> TollClaim:
    if claim.trigger is None:
        return claim
    (start, end), words = claim.trigger, _words(language)
    if not (words.all_before.search(text, max(0, start - REACH), start) or words.all_after.match(text, end)):
        return claim
    aboard = [n for n in numbers if n.span[1] <= start and n.count.low > 1 and _is_aboard(text, n, words)]
    if not aboard:
        return claim
    span, count = aboard[-1].span, aboard[-1].count
    return msgspec.structs.replace(
        claim, low=count.low, high=count.high, qualifier=count.qualifier, as_said=text[slice(*span)], span=span
    )


def none_survived(text: str, claims: list[TollClaim], numbers: list[Numbered], language: str = "en") -> list[TollClaim]:
    """Return the claims of death of those aboard of whom nobody survived: "None of the 22 on board survived"."""
    words, out = _words(language), []
    for claim in claims:
        if claim.effect != "rescued" or claim.high != 0 or claim.status != "asserted" or claim.trigger is None:
            continue
        lost = _lost(text, claim.span, numbers, words)
        if lost is not None:
            span, count = lost.span, lost.count
            out.append(
                msgspec.structs.replace(
                    claim, effect="killed", low=count.low, high=count.high, qualifier=count.qualifier,
                    as_said=text[slice(*span)], span=span, same_people=None, part_of=None,
                )
            )  # fmt: skip
    return out


def _lost(text: str, none: Span, numbers: list[Numbered], words: _Words) -> Numbered | None:
    """Return those of whom none survived: the people inside the phrase itself, else the last of whom it is said before
    that a vessel carried them, marked or not."""
    inside = [n for n in numbers if none[0] < n.span[0] and n.span[1] <= none[1] and n.count.low]
    before = [n for n in numbers if n.span[1] <= none[0] and n.count.low > 1]
    aboard = [n for n in before if not n.marks or _is_aboard(text, n, words)]
    return inside[-1] if inside else aboard[-1] if aboard else None


def _is_aboard(text: str, numbered: Numbered, words: _Words) -> bool:
    start, end = numbered.span
    return bool(words.carries.search(text, max(0, start - CARRIED), start) or words.on_it.match(text, end))
