"""Tells of the second harm that a sentence tells of people: shot and killed, wounded in a raid and since dead.

In:  a text, its Reading, the claims of a number.    Out: further claims of the same people.
Words live in languages/<code>/constructions.csv, room "fates".
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

import msgspec

from recounted.claims import effects, ties
from recounted.kinds import Numbered
from recounted.languages import constructions, harms
from recounted.languages.en import rules
from recounted.model import Reading, Span, TollClaim

LED = 60  # characters before words of harm in which "they" stands
NEAR = 250  # characters in which those stand whom "they" takes up
_HELD = ("captive", "missing", "affected", "detained")  # whoever is so may yet come free or die
_SHARED = ("captive", "detained", "tortured", "sexual_violence", "displaced", "missing")
_SUFFERED = ("killed", "injured", "affected", "rescued", "missing")
JOINED = 160  # characters in which the second harm of a clause stands behind the first


class _Words(NamedTuple):
    """Constructions of the room "fates"."""

    and_then: re.Pattern[str]  # "captured | and | tortured"
    two_verbs: re.Pattern[str]  # "captured and tortured | two clerks"
    who: re.Pattern[str]  # "shot the man, | who | died"
    with_wounds: re.Pattern[str]  # "were rescued | with | burns"
    harmed_who: re.Pattern[str]  # "Odd Ness, | who was | wounded in May, died"
    dies: re.Pattern[str]
    dead_now: re.Pattern[str]  # "miners trapped there are | dead"
    predicate: re.Pattern[str]
    died: re.Pattern[str]
    they: re.Pattern[str]  # "They were | taken to a hospital"
    where: re.Pattern[str]  # "taken to a hospital | where both | died"
    since: re.Pattern[str]  # "villagers kidnapped | in Orsk have since been | freed"


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "fates", language)


def relative(text: str, reading: Reading, claims: list[TollClaim], told: set[int], language: str) -> list[TollClaim]:
    """Return the claim of a death that a relative clause tells right behind the number: "shot the man, who died".

    The mark that it is read from is added to told.
    """
    if not claims or any(claim.effect == "killed" for claim in claims) or claims[-1].status != "asserted":
        return []
    last = claims[-1]
    for at, mark in enumerate(reading.marks):
        if mark.role != "harm" or not last.span[1] < mark.span[0] < last.span[1] + 60 or at in told:
            continue
        harmed = effects.harmed(text, reading, at, None, language)
        if (
            harmed is None
            or harmed.effect != "killed"
            or not _words(language).who.fullmatch(text, last.span[1], mark.span[0])
        ):
            continue
        told.add(at)
        sure = round(min(last.confidence, harmed.sure), 4)
        return [msgspec.structs.replace(last, effect="killed", joint=[], trigger=harmed.span, confidence=sure)]
    return []


def with_ends(
    text: str,
    reading: Reading,
    drafts: list[tuple[TollClaim, int | None]],
    told: set[int],
    near: set[int],
    language: str,
) -> list[tuple[TollClaim, int | None]]:
    """Return the drafts with the deaths that a clause about a place tells of those hurt before it, and what a sentence
    tells of whom a clause within it has hurt or held: "Ness and Dahl were taken to a hospital where they died", "nine
    men who were shot in Orsk died", "20 villagers kidnapped in Orsk were freed". The marks that they are read from are
    added to told.
    """
    ended = {claim.span for claim, _ in drafts if claim.effect in ("killed", "rescued")}
    heads, words = told & near, _words(language)
    read = [claim.trigger for claim, _ in drafts if claim.trigger]
    claimed = {at for at in heads if any(_meet(reading.marks[at].span, trigger) for trigger in read)}
    out = list(drafts)
    for claim, mark in drafts:
        if (
            claim.trigger is None
            or claim.effect not in ("injured", *_HELD)
            or claim.status != "asserted"
            or claim.span in ended
        ):
            continue
        own = {link.head for link in reading.links if link.role == "harm" and link.tail == mark} - claimed
        for head, harm in enumerate(reading.marks):
            behind = harm.span[0] - claim.trigger[1]
            if harm.role != "harm" or head in heads - own or not 0 <= behind < 120:
                continue
            harmed = effects.harmed(text, reading, head, None, language)
            if harmed and _ends(text, claim, harmed, harm.span[0], words):
                told.add(head)
                sure = round(min(claim.confidence, harmed.sure), 4)
                out.append(
                    (msgspec.structs.replace(claim, effect=harmed.effect, trigger=harmed.span, confidence=sure), mark)
                )
                break
    return out


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _ends(text: str, claim: TollClaim, harmed: effects.Harmed, at: int, words: _Words) -> bool:
    """Tell whether words of harm at an offset behind a claim's say what became of its people."""
    assert claim.trigger is not None
    if _held_until(text, claim, harmed, words):
        return True
    there = words.where.fullmatch(text, claim.trigger[1], at)
    return harmed.effect == "killed" and (there is not None or _ends_dead(text, claim, harmed.span, words))


def _ends_dead(text: str, claim: TollClaim, death: Span, words: _Words) -> bool:
    """Tell whether a sentence ends with the death of whom a clause within it has hurt: "nine miners trapped since
    Monday are | dead", "Odd Ness, who was wounded in May, | died"."""
    assert claim.trigger is not None
    if claim.trigger[0] < claim.span[1] or not words.harmed_who.fullmatch(text, claim.span[1], claim.trigger[0]):
        return False
    found = words.predicate.fullmatch(text, claim.trigger[1], death[0])
    if found is None or words.dies.match(text, death[0]) is None:
        return False
    return found["verb"] is None or words.dead_now.match(text, death[0]) is None


def _held_until(text: str, claim: TollClaim, harmed: effects.Harmed, words: _Words) -> bool:
    """Tell whether a sentence ends with the rescue or the death of whom a clause within it says are held: "20 villagers
    kidnapped in Orsk were | freed"."""
    assert claim.trigger is not None
    ends = ("killed",) if claim.effect == "detained" else ("killed", "rescued")  # a suspect released is not rescued
    if claim.effect not in _HELD or harmed.effect not in ends or claim.trigger[0] < claim.span[1]:
        return False
    held = words.harmed_who.fullmatch(text, claim.span[1], claim.trigger[0])
    return held is not None and words.since.fullmatch(text, claim.trigger[1], harmed.span[0]) is not None


def conjoined(
    text: str, reading: Reading, numbered: Numbered, claims: list[TollClaim], told: set[int], language: str
) -> list[TollClaim]:
    """Return claims of a second harm that the same clause joins to the first: "30 were captured and tortured".

    The marks that they are read from are added to told.
    """
    if not claims or claims[-1].trigger is None or claims[-1].trigger[0] < claims[-1].span[1]:
        return []
    last, words = claims[-1], _words(language)
    out: list[TollClaim] = []
    for at, mark in enumerate(reading.marks):
        trigger = out[-1].trigger if out else last.trigger
        assert trigger is not None
        if mark.role != "harm" or mark.span[0] < trigger[1]:
            continue
        gap = (trigger[1], mark.span[0])
        if gap[1] - gap[0] > JOINED:
            break
        wounds = last.effect == "rescued" and words.with_wounds.fullmatch(text, *gap)
        if not (words.and_then.fullmatch(text, *gap) or wounds):
            continue
        if ties.taken(reading, numbered, at):
            continue  # "left one dead and injured another"
        harmed = effects.harmed(text, reading, at, None, language)
        if harmed is not None and harmed.effect not in {c.effect for c in [*claims, *out]}:
            told.add(at)
            sure = min(last.confidence, harmed.sure)
            out.append(
                msgspec.structs.replace(
                    last, effect=harmed.effect, joint=list(harmed.joint), trigger=harmed.span, confidence=round(sure, 4)
                )
            )
    return out


def shared(text: str, claims: list[TollClaim], language: str) -> list[TollClaim]:
    """Return claims of the other harm where two active verbs have one object: "captured and tortured two clerks".

    Wounds are told only of those who are neither dead nor wounded already: not of "shot and killed".
    """
    last = claims[-1] if claims else None
    if last is None or last.trigger is None or last.trigger[0] >= last.span[0]:
        return []
    verbs = _words(language).two_verbs.search(text, max(0, last.span[0] - JOINED), last.span[0])
    if verbs is None or not any(_meet(last.trigger, verbs.span(group)) for group in ("first", "second")):
        return []
    if rules.is_passive(text, verbs.span("first"), language):
        return []  # "Two soldiers were ambushed and killed two rebels"
    out: list[TollClaim] = []
    for group in ("first", "second"):
        row = harms.harms(language).get(verbs[group])
        known = {claim.effect for claim in [*claims, *out]}
        wounds = row is not None and row.effect == "injured" and known.isdisjoint(("killed", "affected"))
        if row is not None and (wounds or row.effect in _SHARED) and row.effect not in known:
            joint = list(row.joint)
            out.append(msgspec.structs.replace(last, effect=row.effect, joint=joint, trigger=verbs.span(group)))
    return out


def of_those_before(text: str, bare: list[TollClaim], claims: list[TollClaim], language: str) -> list[TollClaim]:
    """Return the claims of harm without a number, those of "they" with the figure of the last people told of before:
    "Four miners were rescued. All were treated for cuts"."""
    return [_counted(text, claim, claims, language) if claim.low is None else claim for claim in bare]


def _counted(text: str, claim: TollClaim, claims: list[TollClaim], language: str) -> TollClaim:
    if claim.trigger is None or claim.effect not in ("killed", "injured"):
        return claim
    words = _words(language)
    found = words.they.search(text, max(0, claim.trigger[0] - LED), claim.trigger[0])
    if found is None or not (found["verb"] or words.died.match(text, claim.trigger[0])):
        return claim  # "All the dead were clerks."
    they = found.span("who")
    before = [
        c for c in claims if they[0] - NEAR < c.span[0] < they[0] and c.low and c.low > 1 and c.effect in _SUFFERED
    ]
    last = max(before, key=lambda c: c.span, default=None)
    if last is None or last.status != "asserted" or "\n\n" in text[last.span[1] : they[0]]:
        return claim
    return msgspec.structs.replace(
        claim, low=last.low, high=last.high, qualifier=last.qualifier, as_said=text[slice(*they)], span=they,
        scope=last.scope, same_people=f"n{claims.index(last)}",
    )  # fmt: skip
