"""Holds a document against itself: figures, dates and voices that do not fit together.

In:  times, events, claims.    Out: Checks, each naming the items that it compared. A check never says which is right.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from recounted.claims.dates import Anniversary
from recounted.kinds.figures import slips
from recounted.model import Check, Claim, Event, ResponsibilityClaim, Span, TollClaim

Outcome = Literal["consistent", "inconsistent", "undecidable"]


def parts_within_total(claims: list[Claim]) -> list[Check]:
    """Check that the numbered parts of a total do not exceed it: "239 of 613"."""
    tolls = {c.id: c for c in claims if isinstance(c, TollClaim)}
    parts: dict[tuple[str, str, tuple[str, ...]], list[TollClaim]] = defaultdict(list)
    for claim in tolls.values():
        if claim.part_of in tolls and claim.low is not None and claim.status == "asserted":
            parts[claim.part_of, _kind_of_group(claim), tuple(claim.voice)].append(claim)
    out = []
    for (whole_id, kind, _), told in parts.items():
        whole = tolls[whole_id]
        if whole.low is None:
            continue
        # Parts of different kinds (by age and by place) or voices overlap: only one voice's of one kind are added up.
        total, least = whole.high, sum(c.low or 0 for c in told)
        outcome: Outcome = "consistent"
        if total is not None and least > total:
            outcome = "inconsistent"
        elif total is None and least > whole.low:
            outcome = "undecidable"
        suffix = "" if kind == "group" else f" ({kind})"
        detail = f"parts come to {least} of {_bounds(whole.low, total)}{suffix}"
        out.append(Check("parts_within_total", outcome, detail, [whole_id, *(c.id for c in told)]))
    return out


def _bounds(low: int, high: int | None) -> str:
    return str(low) if high == low else f"{low} or more" if high is None else f"{low}–{high}"


def _kind_of_group(claim: TollClaim) -> str:
    return (
        "group"
        if claim.group or claim.group_code
        else "place"
        if claim.where and claim.where_from == "clause"
        else "group"
    )


def falling_total(claims: list[Claim]) -> list[Check]:
    """Check one voice's running totals of one event and effect in text order: a later "superseded" may not be lower."""
    out = []
    newer: dict[tuple[object, ...], TollClaim] = {}
    for claim in _totals(claims):
        key = (claim.event, claim.effect, tuple(claim.voice))
        if claim.status == "superseded" and key in newer and claim.low is not None:
            now = newer[key]
            if now.low is not None and now.low < claim.low:
                out.append(
                    Check(
                        "falling_total",
                        "inconsistent",
                        f"{now.as_said} now, {claim.as_said} before",
                        [now.id, claim.id],
                    )
                )
        elif claim.status == "asserted" and claim.low is not None:
            newer[key] = claim
    return out


def digit_slip(claims: list[Claim]) -> list[Check]:
    """Flag two totals of one event and effect that differ by one digit or a swapped pair ("613" and "631")."""
    out, totals = [], [c for c in _totals(claims) if c.low is not None and c.low >= 100 and c.scope == "event"]
    for at, first in enumerate(totals):
        for second in totals[at + 1 :]:
            if (first.event, first.effect) == (second.event, second.effect) and _slip(first.low, second.low):
                out.append(
                    Check(
                        "digit_slip",
                        "undecidable",
                        f"{first.low} and {second.low} differ by one slip of the pen",
                        [first.id, second.id],
                    )
                )
    return out


def _slip(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and slips(one, other)


def _totals(claims: list[Claim]) -> list[TollClaim]:
    return [c for c in claims if isinstance(c, TollClaim) and c.part_of is None]


def self_contradiction(claims: list[Claim]) -> list[Check]:
    """Flag a voice that both holds a party responsible (or claims) and denies it; a denial without its accusation is
    kept as undecidable."""
    out = []
    parties = [c for c in claims if isinstance(c, ResponsibilityClaim)]
    for denial in (c for c in parties if c.status == "denied"):
        rivals = [c for c in parties if c.status != "denied" and c.event == denial.event and _same_actor(c, denial)]
        own = [c for c in rivals if c.voice == denial.voice]
        if own:
            out.append(
                Check(
                    "self_contradiction",
                    "inconsistent",
                    f"one voice both names {denial.actor} and denies it",
                    [denial.id, own[0].id],
                )
            )
        elif not rivals:
            out.append(
                Check(
                    "self_contradiction",
                    "undecidable",
                    f"a denial for {denial.actor} without its accusation in the text",
                    [denial.id],
                )
            )
    return out


def _same_actor(a: ResponsibilityClaim, b: ResponsibilityClaim) -> bool:
    words = [set(re.findall(r"\w{3,}", c.actor.casefold())) - {"the"} for c in (a, b)]
    return bool(words[0] & words[1])


def dateline_date(dateline: tuple[str | None, Span] | None, published: str | None) -> list[Check]:
    """Check that the dateline's date agrees with the date of publication: the same day or the one before it."""
    if not dateline or not dateline[0] or not published:
        return []
    agree = dateline[0] == published or dateline[0] < published
    far = dateline[0] > published
    detail = f"dateline {dateline[0]}, published {published}"
    return [Check("dateline_date", "inconsistent" if far else "consistent" if agree else "undecidable", detail, [])]


def anniversaries(held: Sequence[Anniversary], event: Event | None) -> list[Check]:
    """Return a check for each anniversary that was held against the event's date (claims.dates)."""
    outcomes: dict[bool | None, Outcome] = {True: "consistent", False: "inconsistent", None: "undecidable"}
    return [Check("anniversary", outcomes[a.right], a.detail, [a.time, *([event.id] if event else [])]) for a in held]


def weekdays(faults: Sequence[tuple[str, str]]) -> list[Check]:
    """Return a check for each (time id, what is wrong) of a date whose stated weekday was another's."""
    return [Check("weekday", "inconsistent", detail, [time]) for time, detail in faults]
