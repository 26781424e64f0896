"""Assembles toll claims from the encoder's marks and links: how many people, harmed how, part of whom.

In:  a text, its Reading, its Numbered phrases (marks.quantities.numbers).    Out: TollClaims in text order.
Voice, event, time and place are others' to fill (msgspec.structs.replace); ids are t0, t1 … until the record
numbers all claims.

Effect: the row of languages/<code>/harm.csv decides where the words of harm are unambiguous ("killed", "in critical
condition"); where the row is "open" ("found", "held") or there is none, the encoder's reading of the harm mark and of
the number decides. A row "none" ("unhurt", "robbed") makes no claim.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec

from recounted.claims import breakdown
from recounted.kinds import Count, Numbered
from recounted.languages import harms, persons
from recounted.languages.en import rules
from recounted.model import Effect, Link, Mark, Qualifier, Reading, Scope, Span, Status, TollClaim

# Tuned on ../shared/bench/gvdb_train by bench/toll.py.
HARM = 0.3  # least probability of a number's link to its harm word
UNKNOWN = 0.97  # least of words that no row of harm.csv knows
OUTCOME = 0.995  # least of the encoder's "killed" that makes "shot" a death
ACROSS = 0.999  # least of a link to words of harm in another sentence
UNTIED = 0.95  # least of a number's own effect where it is tied to no words of harm
ALONE = 0.9  # least of an effect that stands on the encoder's reading alone
BARE = 0.5  # least of "harm to people without a number"
LINKED = 0.5  # least of part and same links
STATUS = 0.5  # least of a status or scope that is not the plain one


class _Harmed(NamedTuple):
    """What a harm mark says: its effect, effects it leaves undivided, the span of its words, how sure."""

    effect: Effect
    joint: tuple[Effect, ...]
    span: Span
    sure: float


def toll_claims(text: str, reading: Reading, numbers: list[Numbered], language: str = "en") -> list[TollClaim]:
    """Return a claim for each number of people and each word of harm without a number.

    A number tied to two words of harm ("was shot … and died") makes two claims, the second about the same people.
    """
    drafts: list[tuple[TollClaim, int | None]] = []
    at_mark: dict[int, int] = {}
    told: set[int] = set()
    rivals = _rivals(text, reading, numbers, language)
    for numbered in numbers:
        ties = _harm_ties(reading, numbered)
        told.update(tie.head for tie in ties)
        own = [tie for tie in ties if (numbered.span, tie.head) not in rivals]
        if ties and not own:
            continue
        numbered_claims = _numbered_claims(text, reading, numbered, own, language)
        for claim in [*numbered_claims, *_conjoined(text, reading, numbered_claims, told, language)]:
            for mark in numbered.marks:
                at_mark.setdefault(mark, len(drafts))
            drafts.append((claim, numbered.marks[0]))
    claims = [claim for claim, _ in drafts]
    claims = [_related(n, claim, marks, claims, at_mark, reading, text) for n, (claim, marks) in enumerate(drafts)]
    claims += _bare_claims(text, reading, told, language)
    claims = _of_another_time(claims)
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
        if claim.same_people is not None:
            told = claims[int(claim.same_people[1:])]
            scope = scope or (told.scope if told.scope in ("background", "cumulative") else None)
        out.append(_with(claim, scope=scope) if scope and claim.scope == "event" else claim)
    return out


def _with(claim: TollClaim, **changes: object) -> TollClaim:
    return msgspec.structs.replace(claim, **changes)


# ---------------------------------------------------------------- numbers


def _harm_ties(reading: Reading, numbered: Numbered) -> list[Link]:
    """Return the ties of a number's marks to harm words, the best of each head, most probable first."""
    best: dict[int, Link] = {}
    for link in reading.links:
        if link.role != "harm" or link.tail not in numbered.marks or link.probability < HARM:
            continue
        if link.head not in best or best[link.head].probability < link.probability:
            best[link.head] = link
    return sorted(best.values(), key=lambda link: (-link.probability, link.head))


_BODY = re.compile(r"\b(?:bod(?:y|ies)|corpses?|remains)\b", re.I)
_BEFORE = re.compile(r"([\w'’-]+)\s+$")
_OWN = re.compile(r"\s(dead|killed|injured|wounded|hurt|missing|martyrs)$", re.I)
_AFTER = re.compile(r"\s+(?:(?:people|others|more|were|was|are|is|being|have been|had been)\s+){0,2}([\w'’-]+)")


def _beside(text: str, number: Span, harmed: _Harmed | None, language: str) -> _Harmed | None:
    """Return the harm right beside a number where it is another than the one tied to it: "wounding 238", "22 injured".

    What stands on one side only is the number's own; between two ("killed 30 injured") the tie decides.
    """
    found = []
    own = _OWN.search(text[slice(*number)])
    row = harms.harm_at(text, (number[0] + own.start(1), number[1]), language) if own else None
    if row and row[0].effect in ("killed", "injured", "missing") and harmed and harmed.effect != row[0].effect:
        return _Harmed(row[0].effect, row[0].joint, row[1], harmed.sure)  # type: ignore[arg-type]
    for pattern, begin in ((_BEFORE, max(0, number[0] - 25)), (_AFTER, number[1])):
        window = text[begin : number[0]] if pattern is _BEFORE else text[begin : begin + 25]
        word = pattern.search(window) if pattern is _BEFORE else pattern.match(window)
        row = harms.harm_at(text, (begin + word.start(1), begin + word.end(1)), language) if word else None
        if row and row[0].effect not in ("none", "open") and not (row[1][0] < number[1] and number[0] < row[1][1]):
            found.append(row)
    if len(found) != 1 or (harmed and found[0][0].effect == harmed.effect) or found[0][0].act:
        return None
    harm, span = found[0]
    sure = harmed.sure if harmed else HARM
    return _Harmed(harm.effect, harm.joint, span, sure)  # type: ignore[arg-type]


_OR = re.compile(r"\s+(?:or|nor|and)\s+([\w'’-]+)")
_OR_BEFORE = re.compile(r"([\w'’-]+)\s+(?:or|nor|and)\s+$")


def _neither(text: str, claim: TollClaim, language: str) -> list[TollClaim]:
    """Return the second claim of "no injuries or deaths"."""
    assert claim.trigger is not None
    start, end = claim.trigger
    begin = max(0, start - 30)
    for word, at in ((_OR.match(text, end), 0), (_OR_BEFORE.search(text[begin:start]), begin)):
        row = harms.harm_at(text, (at + word.start(1), at + word.end(1)), language) if word else None
        if row and row[0].effect not in ("none", "open", claim.effect):
            return [_with(claim, effect=row[0].effect, trigger=row[1])]
    return []


_TOGETHER = re.compile(
    r"^[\s,;()—–-]*(?:(?:and|or|&|as well as|along with|including|among them|of whom)\s+)*[^.;!?]{0,12}$",
    re.I,
)
_ASIDE = re.compile(r"\b(?:(?<!, )with|by|against|to|from|at|near|for|between|toward|towards|into)\s+$", re.I)
_OPENS = re.compile(  # a clause of its own, with its own subject
    r"\b(?:where|while|when|before|after|until|because|as|whom?|which|that)\b"
    r"|\b(?:is|are|was|were|has|had|have|will|remains?)\b.*\band\b|, with\b|;",
    re.I | re.S,
)
_RELATIVE = re.compile(r"^,? (?:who|whose|which)\b")
_RESUMED = re.compile(r", (?:also |later |then )?(?:was|were|is|are|has|had|died|[a-z]+ed)\b")


def _rivals(text: str, reading: Reading, numbers: list[Numbered], language: str) -> set[tuple[Span, int]]:
    """Return the ties (number, words of harm) of those who stand aside in a clause whose harm came to another number.

    Two numbers are tied to one word and are not told in one breath. The one that hangs on a preposition is passed over
    ("The woman, who lived with her son, was shot"), and so is the one beyond the clause that the harm is told in
    ("Both men were taken to a hospital, where Odd Ness died"), unless a relative clause ends between ("Ness, who named
    Dahl as the gunman, was shot": not Dahl).
    """
    of_head: dict[int, list[Numbered]] = {}
    for numbered in numbers:
        for tie in _harm_ties(reading, numbered)[:2]:
            of_head.setdefault(tie.head, []).append(numbered)
    out: set[tuple[Span, int]] = set()
    for head, rivals in of_head.items():
        harm = reading.marks[head].span
        for one in rivals:
            others = [other for other in rivals if other is not one and not _in_one_breath(text, one.span, other.span)]
            if others and _ASIDE.search(text[max(0, one.span[0] - 12) : one.span[0]]):
                out.add((one.span, head))
            for other in others:
                if loser := _beyond(text, harm, one, other, language):
                    out.add((loser.span, head))
    return out


def _beyond(text: str, harm: Span, far: Numbered, near: Numbered, language: str) -> Numbered | None:
    """Return which of two numbers, told in this order away from the harm, a clause parts from it; None if neither."""
    if far.span[1] <= near.span[0] and near.span[1] <= harm[0]:
        gap = text[far.span[1] : near.span[0]]
        if _RELATIVE.match(gap):
            return near if _RESUMED.search(text[near.span[1] : harm[0] + 12]) else None
        opened = _OPENS.search(gap) is not None or breakdown.apart(text, far.span, near.span)
    elif harm[1] <= near.span[0] and near.span[1] <= far.span[0]:
        gap = text[near.span[1] : far.span[0]]
        opened = re.search(r"\b(?:where|while|when|before|after|until)\b", gap) is not None
    else:
        return None
    same = (far.count.low, far.count.high) == (near.count.low, near.count.high)
    told = persons.noun(text[slice(*near.span)], language)
    again = same and told is not None and told.kind == "pronoun"
    return far if opened and not again else None


def _in_one_breath(text: str, one: Span, other: Span) -> bool:
    left, right = sorted((one, other))
    gap = text[left[1] : right[0]]
    return bool(_TOGETHER.match(gap)) and not _OPENS.search(gap)


def _numbered_claims(
    text: str, reading: Reading, numbered: Numbered, ties: list[Link], language: str
) -> list[TollClaim]:
    start, end = numbered.span
    harms_around = (m.span for m in reading.marks if m.role == "harm" and m.span[0] <= start and end <= m.span[1])
    if any(span != numbered.span for span in harms_around):
        return []  # the "one" of "lost one parent" is part of the words of harm
    sure = min(reading.marks[m].confidence for m in numbered.marks)
    out: list[TollClaim] = []
    for rank, tie in enumerate(ties[:2]):
        if rank and _of_another(reading, numbered, tie.head):
            continue
        harmed = _harmed(text, reading, tie.head, numbered, language)
        harmed = _beside(text, numbered.span, harmed, language) or harmed
        if harmed and (rules.is_doer(text, numbered.span, harmed.span) or rules.names_event(text, harmed.span)):
            continue
        if harmed and tie.probability < ACROSS and breakdown.apart(text, numbered.span, harmed.span):
            continue
        if harmed and _BODY.search(text[slice(*numbered.span)]) and harmed.effect in ("injured", "affected"):
            harmed = harmed._replace(effect="killed", joint=())
        if harmed is None or any(claim.effect == harmed.effect for claim in out):
            continue
        out.append(_claim(text, reading, numbered, tie.head, harmed, min(sure, tie.probability, harmed.sure), language))
    if numbered.count.high == 0 and out:
        out += _neither(text, out[0], language)
    if not ties:
        effect, chance = _most(_mean([reading.marks[m].readings.get("effect", {}) for m in numbered.marks]))
        if chance >= UNTIED and sure >= ALONE:
            harmed = _Harmed(effect, (), numbered.span, chance)  # type: ignore[arg-type]
            out.append(_claim(text, reading, numbered, None, harmed, min(sure, chance), language))
    return out


def _of_another(reading: Reading, numbered: Numbered, head: int) -> bool:
    """Tell whether a number that is tied to the words of harm first of all stands between these and the number:
    "nine were hurt, 40 were taken captive" takes nobody of the nine captive."""
    near = sorted((numbered.span, reading.marks[head].span))
    for at, mark in enumerate(reading.marks):
        if mark.role == "number" and near[0][1] <= mark.span[0] and mark.span[1] <= near[1][0]:
            own = [link for link in reading.links if link.role == "harm" and link.tail == at]
            if own and max(own, key=lambda link: link.probability).head == head:
                return True
    return False


_AND_THEN = re.compile(
    r"\s*,?\s*and\s+(?:then\s+|later\s+|also\s+)?(?:(?:were|was|have been|had been|been)\s+)?"
    r"(?:(?:subjected(?:\s+to)?|suffered|underwent)\s+)?(?:\w+ly\s+)?$"
)


def _conjoined(text: str, reading: Reading, claims: list[TollClaim], told: set[int], language: str) -> list[TollClaim]:
    """Return claims of a second harm that the same clause joins to the first: "30 were captured and tortured".

    The marks that they are read from are added to told.
    """
    if not claims or claims[-1].trigger is None or claims[-1].trigger[0] < claims[-1].span[1]:
        return []
    last = claims[-1]
    out: list[TollClaim] = []
    for at, mark in enumerate(reading.marks):
        trigger = out[-1].trigger if out else last.trigger
        assert trigger is not None
        if mark.role != "harm" or mark.span[0] < trigger[1] or not _AND_THEN.match(text[trigger[1] : mark.span[0]]):
            continue
        harmed = _harmed(text, reading, at, None, language)
        if harmed is not None and harmed.effect not in {c.effect for c in [*claims, *out]}:
            told.add(at)
            sure = min(last.confidence, harmed.sure)
            out.append(
                _with(
                    last, effect=harmed.effect, joint=list(harmed.joint), trigger=harmed.span, confidence=round(sure, 4)
                )
            )
    return out


def _harmed(text: str, reading: Reading, head: int, numbered: Numbered | None, language: str) -> _Harmed | None:
    """Return the effect of a harm mark for a number, or None where it tells of no harm to people."""
    mark = reading.marks[head]
    found = harms.harm_at(text, mark.span, language)
    if found and (found[0].effect == "none" or rules.is_thing(text, found[1]) or rules.is_missed(text, found[1])):
        return None
    if found and found[0].effect != "open":
        harm, span = found
        if harm.act and numbered and _outcome(reading, mark, numbered) >= OUTCOME:
            return _Harmed("killed", (), _joined(span, mark.span), mark.confidence)
        return _Harmed(harm.effect, harm.joint, _joined(span, mark.span), mark.confidence)  # type: ignore[arg-type]
    asked = [mark.readings.get("effect", {})]
    if numbered:
        asked += [reading.marks[m].readings.get("effect", {}) for m in numbered.marks]
    effect, chance = _most(_mean(asked))
    if effect in ("killed", "injured") and found is not None and numbered is not None:
        told = _complement(text, mark.span, language)
        if told is not None:
            harm, span = told
            return _Harmed(harm.effect, harm.joint, span, mark.confidence)  # type: ignore[arg-type]
    if min(chance, mark.confidence) < (ALONE if found else UNKNOWN) and (
        found is None or effect in ("killed", "injured")
    ):
        return None
    return _Harmed(effect, (), mark.span, min(chance, mark.confidence))  # type: ignore[arg-type]


def _outcome(reading: Reading, mark: Mark, numbered: Numbered) -> float:
    """Return how sure the encoder is, at the number and at the harm, that those shot or stabbed died of it."""
    asked = [mark, *(reading.marks[m] for m in numbered.marks)]
    return min(m.readings.get("effect", {}).get("killed", 0.0) for m in asked)


_CLAUSE_END = re.compile(r"[.;!?\n]|, (?:and|but|who|when|where|while|after)\b")


def _complement(text: str, harm: Span, language: str) -> tuple[harms.Harm, Span] | None:
    """Return the first unambiguous words of harm behind an open one in its clause: "found … with a gunshot wound"."""
    end = min(len(text), harm[1] + 80)
    stop = _CLAUSE_END.search(text, harm[1], end)
    end = stop.start() if stop else end
    for word in re.finditer(r"[\w'’-]+", text[harm[1] : end]):
        found = harms.harm_at(text, (harm[1] + word.start(), harm[1] + word.end()), language)
        if found and found[0].effect not in ("none", "open") and found[1][0] >= harm[1]:
            return found
    return None


def _joined(row: Span, mark: Span) -> Span:
    """Return the words of harm: the row's where it holds the mark, else the mark's own."""
    return row if row[0] <= mark[0] and mark[1] <= row[1] else mark


def _claim(
    text: str, reading: Reading, numbered: Numbered, head: int | None, harmed: _Harmed, sure: float, language: str
) -> TollClaim:
    count, span = numbered.count, numbered.span
    marks = [reading.marks[m] for m in numbered.marks] + ([reading.marks[head]] if head is not None else [])
    group, code = _group(text, count, span, language)
    return TollClaim(
        "", "", harmed.effect, count.low, count.high, _qualifier(count, marks), text[slice(*span)], span,
        harmed.span if head is not None else None, count.unit, group, code, None, None, list(harmed.joint),
        _scope(marks), _status(text, marks, harmed.span, count), rule="encoder", confidence=round(sure, 4),
    )  # fmt: skip


def _qualifier(count: Count, marks: list[Mark]) -> Qualifier:
    """Return "named" also where the encoder reads a known person in a common noun ("Trader" against "Drewe")."""
    if (count.low, count.high) == (1, 1) and count.qualifier in ("exact", "named"):
        chance = max((m.readings.get("named", {}).get("yes", 0.0) for m in marks), default=0.0)
        asked = any("named" in m.readings for m in marks)
        return ("named" if chance >= 0.5 else "exact") if asked else count.qualifier
    return count.qualifier


_COMPLEMENT = re.compile(
    r"(?:of (?:them|whom|the \w+)|them|whom)?,?\s*(?:[—–-]\s*)?(?:were |was |are |"
    r"being )?((?:[a-z'’-]+ )?[a-z'’-]+)",
    re.I,
)


def _group(text: str, count: Count, span: Span, language: str) -> tuple[str | None, str | None]:
    """Return the wording of whom the number counts and its code; "nine of them children" names them afterwards."""
    words = text[slice(*span)]
    if count.group_words is not None or count.qualifier == "named":
        return count.group_words, persons.group_code(words, language)
    if re.search(r"\b(?:them|whom|these|dead|victims|wounded|injured)$", words):
        after = _COMPLEMENT.match(text, span[1])
        if after and (
            code := persons.group_code(after[1].split()[0], language) or persons.group_code(after[1], language)
        ):
            first = after[1].split()[0]
            return (first if persons.group_code(first, language) else after[1]), code
    return None, persons.group_code(words, language)


def _mean(readings: list[dict[str, float]]) -> dict[str, float]:
    kept = [r for r in readings if r]
    answers = dict.fromkeys(answer for r in kept for answer in r)
    return {answer: sum(r.get(answer, 0.0) for r in kept) / len(kept) for answer in answers}


def _most(chances: dict[str, float]) -> tuple[str, float]:
    return max(chances.items(), key=lambda pair: pair[1]) if chances else ("affected", 0.0)


_NOT = re.compile(
    r"(?:\bnot|n['’]t|\bnever|\bneither|\bwithout|\bno)(?:\s+(?:been|be|being|yet|seriously|badly|fatally|"
    r"suffer|sustain|receive|"
    r"have|any|get|appear|seem|believed|thought|known|to|in|other|major|serious|significant|visible|"
    r"immediate|reports? (?:of|that)|"
    r"apparent|obvious|life-threatening|either|one|person|anyone|was|were))*\s+$",
    re.I,
)


def _status(text: str, marks: list[Mark], trigger: Span, count: Count | None) -> Status:
    status, chance = _most(_mean([m.readings.get("status", {}) for m in marks]))
    if count is None or count.low or count.high:
        begin = trigger[0] + (
            text[slice(*trigger)].find(" ") + 1 if text[trigger[0] - 1 : trigger[0]] in ("'", "’") else 0
        )
        if _NOT.search(text[max(0, begin - 40) : begin]):
            return "denied"
    if status == "asserted" and rules.is_unreal(text, trigger):
        return "hypothetical"
    return status if chance >= STATUS else "asserted"  # type: ignore[return-value]


def _scope(marks: list[Mark]) -> Scope:
    scope, chance = _most(_mean([m.readings.get("scope", {}) for m in marks]))
    return scope if chance >= STATUS else "event"  # type: ignore[return-value]


# ---------------------------------------------------------------- whole and part, the same people


def _related(
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
        return _with(claim, same_people=f"n{first}")
    part = _linked("part", mark, at_mark, reading, n)
    same = _linked("same", mark, at_mark, reading, n)
    if same is not None and (same > n or claims[same].span == claim.span):
        same = None
    if part is not None and (_no_part(claim, claims[part]) or part == same or _named_apart(text, claim, claims[part])):
        part = None
    if part is None and same is None:
        part = breakdown.by_words(n, claim, claims, text)
    if part is None and same is None:
        part = breakdown.by_group(n, claim, claims, text)
    if part is not None and _no_part(claim, claims[part]):
        part = None
    return _with(claim, part_of=None if part is None else f"n{part}", same_people=None if same is None else f"n{same}")


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


def _no_part(claim: TollClaim, whole: TollClaim) -> bool:
    """Tell whether a figure cannot be part of another: it is larger, or counts families by a verb of its own."""
    if claim.unit != whole.unit and "body" not in (claim.unit, whole.unit) and claim.trigger != whole.trigger:
        return True
    return claim.low is not None and whole.high is not None and claim.low > whole.high


# ---------------------------------------------------------------- harm without a number


def _bare_claims(text: str, reading: Reading, told: set[int], language: str) -> list[TollClaim]:
    """Return unspecified claims for harm marks that no number is tied to."""
    out: list[TollClaim] = []
    taken: list[Span] = [harmed.span for head in told if (harmed := _harmed(text, reading, head, None, language))]
    for at, mark in enumerate(reading.marks):
        if mark.role != "harm" or at in told or mark.confidence < BARE:
            continue
        if any(m.role == "name" and m.span[0] < mark.span[1] and mark.span[0] < m.span[1] for m in reading.marks):
            continue  # "the massacre" names the event; that people died in it is not said here
        harmed = _harmed(text, reading, at, None, language)
        if (
            harms.harm_at(text, mark.span, language) is None
            and mark.readings
            and harmed
            and harmed.effect in ("killed", "injured")
        ):
            continue  # words of no row ("the chest") tell of harm only where they are tied to a number
        if harmed is None or any(a < harmed.span[1] and harmed.span[0] < b for a, b in taken):
            continue
        taken.append(harmed.span)
        out.append(
            TollClaim(
                "", "", harmed.effect, None, None, "unspecified", text[slice(*harmed.span)], harmed.span, harmed.span,
                "person", None, None, None, None, list(harmed.joint), _scope([mark]),
                _status(text, [mark], harmed.span, None), rule="encoder", confidence=round(harmed.sure, 4),
            )
        )  # fmt: skip
    return out
