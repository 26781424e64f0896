"""Assembles toll claims from the encoder's marks and links: how many people, harmed how, part of whom.

In:  a text, its Reading, its Numbered phrases (marks.quantities.numbers).    Out: TollClaims in text order.
Voice, event, time and place are others' to fill (msgspec.structs.replace); ids are t0, t1 … until the record
numbers all claims.

Effect: the row of languages/<code>/harm.csv decides where the words of harm are unambiguous ("killed", "in critical
condition"); where the row is "open" ("found", "held") or there is none, the encoder's reading of the harm mark and of
the number decides. A row "none" ("unhurt", "robbed") makes no claim.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

import msgspec

from recounted.claims import aboard, among, breakdown, effects, fates, recalled, revisions, ties
from recounted.kinds import Count, Numbered
from recounted.languages import constructions, harms, persons
from recounted.languages.en import rules
from recounted.model import Link, Mark, Qualifier, Reading, Scope, Span, Status, TollClaim

# Tuned on ../shared/bench/gvdb_train by bench/toll.py.
ACROSS = 0.999  # least of a link to words of harm in another sentence
UNTIED = 0.98  # least of a number's own effect where it is tied to no words of harm
HELD = 0.7  # least of "detained" by which somebody did not suffer the harm that he is tied to
BARE = 0.5  # least of "harm to people without a number"
STATUS = 0.5  # least of a status or scope that is not the plain one


class _Words(NamedTuple):
    """Constructions of the room "toll"."""

    or_after: re.Pattern[str]
    or_before: re.Pattern[str]
    body: re.Pattern[str]
    complement: re.Pattern[str]  # "nine of them | children"
    unnamed: re.Pattern[str]
    negated: re.Pattern[str]
    to_death: re.Pattern[str]


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "toll", language)


def toll_claims(text: str, reading: Reading, numbers: list[Numbered], language: str = "en") -> list[TollClaim]:
    """Return a claim for each number of people and each word of harm without a number.

    A number tied to two words of harm ("was shot … and died") makes two claims, the second about the same people.
    """
    drafts: list[tuple[TollClaim, int | None]] = []
    at_mark: dict[int, int] = {}
    told: set[int] = set()
    near: set[int] = set()  # words of harm tied to a number of their own sentence
    rivals = ties.rivals(text, reading, numbers, language)
    for numbered in (n for n in numbers if n.marks):
        tied = ties.harm_ties(text, reading, numbered, language)
        told.update(tie.head for tie in tied)
        near.update(tie.head for tie in tied if not breakdown.apart(text, numbered.span, reading.marks[tie.head].span))
        own = [tie for tie in tied if (numbered.span, tie.head) not in rivals]
        if aboard.is_cargo(text, numbered.span, language):
            own = [tie for tie in own if breakdown.apart(text, numbered.span, reading.marks[tie.head].span)]
        if tied and not own and not effects.is_of_harm(text, numbered.span, language):
            continue
        numbered_claims = _numbered_claims(text, reading, numbered, own, language)
        more = fates.conjoined(text, reading, numbered, numbered_claims, told, language)
        more += fates.shared(text, [*numbered_claims, *more], language)
        died = fates.relative(text, reading, [*numbered_claims, *more], told, language)
        for claim in [*numbered_claims, *more, *died]:
            for mark in numbered.marks:
                at_mark.setdefault(mark, len(drafts))
            drafts.append((claim, numbered.marks[0]))
    drafts = fates.with_ends(text, reading, drafts, told, near, language)
    claims = revisions.superseded(text, [claim for claim, _ in drafts], language)
    claims = [
        breakdown.related(n, claims[n], mark, claims, at_mark, reading, text) for n, (_, mark) in enumerate(drafts)
    ]
    bare = aboard.all_aboard(text, _bare_claims(text, reading, told, claims, language), numbers, language)
    bare = fates.of_those_before(text, bare, claims, language)
    claims += aboard.none_survived(text, claims, numbers, language)
    claims += among.named_among(text, bare)
    claims = revisions.expected(text, recalled.scoped(text, _of_another_time(claims), language))
    order = sorted(range(len(claims)), key=lambda n: (claims[n].span, n))
    renamed = {f"n{n}": f"t{k}" for k, n in enumerate(order)}
    return [
        _with(
            claims[n],
            id=f"t{k}",
            part_of=renamed.get(claims[n].part_of or ""),
            same_people=renamed.get(claims[n].same_people or ""),
        )
        for k, n in enumerate(order)
    ]


def _of_another_time(claims: list[TollClaim]) -> list[TollClaim]:
    """Return the claims with the scope of a background figure handed on: to whom the same words of harm came, and to
    those who are the same people."""
    past = {c.trigger: c.scope for c in claims if c.scope in ("background", "cumulative") and c.trigger}
    out: list[TollClaim] = []
    for claim in claims:
        scope = past.get(claim.trigger) if claim.trigger else None
        for known in (claim.same_people, claim.part_of):
            if known is None:
                continue
            told = claims[int(known[1:])]
            scope = scope or (told.scope if told.scope in ("background", "cumulative") else None)
        out.append(_with(claim, scope=scope) if scope and claim.scope == "event" else claim)
    return out


def _with(claim: TollClaim, **changes: object) -> TollClaim:
    return msgspec.structs.replace(claim, **changes)


# ---------------------------------------------------------------- numbers


def _neither(text: str, claim: TollClaim, language: str) -> list[TollClaim]:
    """Return the second claim of "no injuries or deaths"."""
    assert claim.trigger is not None
    start, end = claim.trigger
    begin = max(0, start - 30)
    words = _words(language)
    for word, at in ((words.or_after.match(text, end), 0), (words.or_before.search(text[begin:start]), begin)):
        row = harms.harm_at(text, (at + word.start(1), at + word.end(1)), language) if word else None
        if row and row[0].effect not in ("none", "open", claim.effect):
            return [_with(claim, effect=row[0].effect, trigger=row[1])]
    return []


def _numbered_claims(
    text: str, reading: Reading, numbered: Numbered, tied: list[Link], language: str
) -> list[TollClaim]:
    start, end = numbered.span
    harms_around = (m.span for m in reading.marks if m.role == "harm" and m.span[0] <= start and end <= m.span[1])
    if any(span != numbered.span for span in harms_around):
        return []  # the "one" of "lost one parent" is part of the words of harm
    sure = min(reading.marks[m].confidence for m in numbered.marks)
    out: list[TollClaim] = []
    for rank, tie in enumerate(tied[:2]):
        if rank and ties.of_another(reading, numbered, tie.head):
            continue
        harmed = effects.harmed(text, reading, tie.head, numbered, language)
        harmed = effects.beside(text, numbered.span, harmed, language) or harmed
        of_harm = effects.is_of_harm(text, numbered.span, language)  # "the fatal shooting of | a clerk"
        names_event = harmed is not None and not of_harm and rules.names_event(text, harmed.span)
        said = reading.marks[tie.head].span  # "She | lost | her husband in the massacre"
        row = harms.harm_at(text, said, language)
        open_to = harmed is not None and row is not None and row[0].effect == "open" and said[1] < harmed.span[0]
        does = harmed and any(
            rules.is_doer(text, numbered.span, harm) for harm in ([harmed.span, said] if open_to else [harmed.span])
        )
        if does or names_event or (harmed and rules.is_staged(text, harmed.span)):
            continue
        if harmed and rules.is_anothers_own(text, numbered.span, harmed.span):
            continue
        own = harmed is not None and ties.is_subject(text, numbered.span, harmed.span, language)
        if harmed and harmed.effect in ("killed", "injured") and not own and _is_held(reading, numbered):
            continue
        if harmed and rules.is_elsewhere_engaged(text, numbered.span, harmed.span):
            continue
        far = tie.probability < ACROSS and harmed is not None and breakdown.apart(text, numbered.span, harmed.span)
        if far and not breakdown.is_of_those(text, numbered.span):
            continue
        if harmed and _words(language).body.search(text, *numbered.span) and harmed.effect in ("injured", "affected"):
            harmed = harmed._replace(effect="killed", joint=())
        if harmed is None or any(claim.effect == harmed.effect for claim in out):
            continue
        out.append(_claim(text, reading, numbered, tie.head, harmed, min(sure, tie.probability, harmed.sure), language))
    if numbered.count.high == 0 and out:
        out += _neither(text, out[0], language)
    beside = ties.told_beside(text, numbered.span, language) if not tied else None
    if beside is not None and not rules.is_staged(text, beside.span):
        claim = _claim(text, reading, numbered, None, beside, sure, language)
        return [_with(claim, trigger=beside.span)]
    if not tied and not ties.of_no_harm(text, numbered.span, language):
        effect, chance = effects.most(
            effects.mean([reading.marks[m].readings.get("effect", {}) for m in numbered.marks])
        )
        if chance >= UNTIED and sure >= effects.ALONE:
            harmed = effects.Harmed(effect, (), numbered.span, chance)  # type: ignore[arg-type]
            out.append(_claim(text, reading, numbered, None, harmed, min(sure, chance), language))
    return out


def _is_held(reading: Reading, numbered: Numbered) -> bool:
    """Tell whether the encoder reads people as detained, whatever harm they are tied to: "a man was being questioned
    over the killing of three"."""
    effect, chance = effects.most(effects.mean([reading.marks[m].readings.get("effect", {}) for m in numbered.marks]))
    return effect == "detained" and chance >= HELD


def _claim(
    text: str,
    reading: Reading,
    numbered: Numbered,
    head: int | None,
    harmed: effects.Harmed,
    sure: float,
    language: str,
) -> TollClaim:
    count, span = numbered.count, numbered.span
    marks = [reading.marks[m] for m in numbered.marks] + ([reading.marks[head]] if head is not None else [])
    group, code = _group(text, count, span, language)
    return TollClaim(
        "", "", harmed.effect, count.low, count.high, _qualifier(count, marks), text[slice(*span)], span,
        harmed.span if head is not None else None, count.unit, group, code, None, None, list(harmed.joint),
        _scope(marks), _status(text, marks, harmed.span, count, language), rule="encoder", confidence=round(sure, 4),
    )  # fmt: skip


def _qualifier(count: Count, marks: list[Mark]) -> Qualifier:
    """Return "named" also where the encoder reads a known person in a common noun ("Trader" against "Drewe")."""
    if (count.low, count.high) == (1, 1) and count.qualifier in ("exact", "named"):
        chance = max((m.readings.get("named", {}).get("yes", 0.0) for m in marks), default=0.0)
        asked = any("named" in m.readings for m in marks)
        return ("named" if chance >= 0.5 else "exact") if asked else count.qualifier
    return count.qualifier


def _group(text: str, count: Count, span: Span, language: str) -> tuple[str | None, str | None]:
    """Return the wording of whom the number counts and its code; "nine of them children" names them afterwards."""
    words = text[slice(*span)]
    if count.group_words is not None or count.qualifier == "named":
        own = persons.group_code(count.group_words, language) if count.group_words else None
        return count.group_words, own or persons.group_code(words, language)
    known = _words(language)
    if known.unnamed.search(words):
        after = known.complement.match(text, span[1])
        if after and (
            code := persons.group_code(after[1].split()[0], language) or persons.group_code(after[1], language)
        ):
            first = after[1].split()[0]
            return (first if persons.group_code(first, language) else after[1]), code
    return None, persons.group_code(words, language)


def _status(text: str, marks: list[Mark], trigger: Span, count: Count | None, language: str) -> Status:
    status, chance = effects.most(effects.mean([m.readings.get("status", {}) for m in marks]))
    if status == "denied" and rules.is_lightly_hurt(text, trigger):
        return "asserted"
    if count is None or count.low or count.high:
        begin = trigger[0] + (
            text[slice(*trigger)].find(" ") + 1 if text[trigger[0] - 1 : trigger[0]] in ("'", "’") else 0
        )
        if _words(language).negated.search(text, max(0, begin - 40), begin):
            return "denied"
    if status == "asserted" and rules.is_unreal(text, trigger):
        return "hypothetical"
    return status if chance >= STATUS else "asserted"  # type: ignore[return-value]


def _scope(marks: list[Mark]) -> Scope:
    scope, chance = effects.most(effects.mean([m.readings.get("scope", {}) for m in marks]))
    return scope if chance >= STATUS else "event"  # type: ignore[return-value]


# ---------------------------------------------------------------- harm without a number


def _bare_claims(
    text: str, reading: Reading, told: set[int], claims: list[TollClaim], language: str
) -> list[TollClaim]:
    """Return unspecified claims for harm marks that no number is tied to, and that no counted phrase holds."""
    out: list[TollClaim] = []
    counted = [claim.span for claim in claims]
    taken = [claim.trigger for claim in claims if claim.trigger]
    taken += [harmed.span for head in told if (harmed := effects.harmed(text, reading, head, None, language))]
    for at, mark in enumerate(reading.marks):
        if mark.role != "harm" or at in told or mark.confidence < BARE:
            continue
        if any(start <= mark.span[0] and mark.span[1] <= end for start, end in counted):
            continue  # the "bodies" of "142 bodies"
        if any(
            c.effect == "killed" and _words(language).to_death.fullmatch(text, c.span[1], mark.span[1]) for c in claims
        ):
            continue  # "beat a clerk | to death"
        if any(m.role == "name" and m.span[0] < mark.span[1] and mark.span[0] < m.span[1] for m in reading.marks):
            continue  # "the massacre" names the event; that people died in it is not said here
        harmed = effects.harmed(text, reading, at, None, language)
        if (
            harms.harm_at(text, mark.span, language) is None
            and mark.readings
            and harmed
            and harmed.effect in ("killed", "injured")
        ):
            continue  # words of no row ("the chest") tell of harm only where they are tied to a number
        if harmed is None or any(a < harmed.span[1] and harmed.span[0] < b for a, b in taken):
            continue
        if any(c.effect == harmed.effect and c.span[1] + 1 == harmed.span[0] for c in claims):
            continue  # the "dead" of "the toll climbed to 40 dead"
        taken.append(harmed.span)
        out.append(
            TollClaim(
                "", "", harmed.effect, None, None, "unspecified", text[slice(*harmed.span)], harmed.span, harmed.span,
                "person", None, None, None, None, list(harmed.joint), _scope([mark]),
                _status(text, [mark], harmed.span, None, language), rule="encoder", confidence=round(harmed.sure, 4),
            )
        )  # fmt: skip
    return out
