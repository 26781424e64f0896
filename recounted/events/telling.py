"""The report's own telling of an event: from every toll claim to one figure an effect.

In:  the text, the toll claims of one event.    Out: effect -> Toll(low, high, claims).
The claims are read in text order, as a reader would, into parties: sets of people that the report tells of
(events.parties). Then each effect is summed over parties, parts within their whole, and whoever died is no longer among
the injured.
"""

from __future__ import annotations

from recounted import kinds
from recounted.events.mentions import OPENING, Mention, read_mentions
from recounted.events.parties import Party, parties_of
from recounted.languages.en import asides
from recounted.model import Toll, TollClaim

LEAST = 0.3  # a claim less sure than this is not told; tuned on ../shared/bench/gvdb_train by bench/toll.py


# Effects that the same people come to in one telling; whoever is arrested is as a rule somebody else.
_FAMILIES: tuple[tuple[str, ...], ...] = (
    ("killed", "injured"), ("missing",), ("captive",), ("detained",), ("displaced",), ("rescued",), ("tortured",),
    ("sexual_violence",), ("bereaved",), ("affected",),
)  # fmt: skip


def telling(text: str, claims: list[TollClaim]) -> dict[str, Toll]:
    """Return effect -> what the report, taken as a whole, says of the event.

    Denied, expected, hypothetical and superseded figures are left out. A zero stands only where nobody is told of.
    """
    kept = [c for c in claims if c.status == "asserted" and c.confidence >= LEAST]
    out: dict[str, Toll] = {}
    for effects in _FAMILIES:
        mentions = _of_one_event(text, read_mentions(text, [c for c in kept if c.effect in effects], kept))
        parties = parties_of(mentions)
        for effect in effects:
            told = _toll(effect, parties, mentions)
            if told is not None:
                out[effect] = told
    return {effect: out[effect] for effect in kinds.effects() if effect in out}


def _of_one_event(text: str, mentions: list[Mention]) -> list[Mention]:
    """Return the mentions of the event told of first, where figures sum up several and those are then told one by one.

    "Three were wounded in two separate shootings. A man was shot in Orsk … Hours later two women were shot in Halvet":
    the first one's people are those up to the next person who is neither told again nor in the same sentence.
    """
    if not any(m.several for m in mentions) and not (mentions and asides.opens_with_several(text, mentions[0].at)):
        return mentions
    single = [m for m in mentions if not m.several and not m.bare and m.low]
    if not single:
        return mentions
    first = single[0]
    out = [first]
    for mention in single[1:]:
        known = {name for m in out for name in m.names}
        again = mention.definite or (mention.names and (not known or mention.names & known))
        if mention.sentence == out[-1].sentence or again:
            out.append(mention)
        else:
            break
    bare = [m for m in mentions if m.bare and first.at <= m.at <= out[-1].at + OPENING]
    return sorted([*out, *bare], key=lambda m: (m.at, m.claim.id))


# ---------------------------------------------------------------- what it comes to


def _toll(effect: str, parties: list[Party], mentions: list[Mention]) -> Toll | None:
    """Return one effect's figure: tops summed, parts in their whole, those whom a graver effect took left out."""
    low = 0
    high: int | None = 0
    ids: list[str] = []
    some = False
    for party in parties:
        if party.whole is not None:
            continue
        least, most, said = _counted(effect, party)
        low += least
        high = None if most is None or high is None else high + most
        ids += said
        some = some or bool(said)
    bare = [m for m in mentions if m.effect == effect and m.bare]
    zero = [m for m in mentions if m.effect == effect and not m.bare and m.low == 0]
    if some and (low or high is None or high > 0):
        return Toll(low, high, sorted(set(ids), key=lambda c: int(c[1:])))
    if zero:
        return Toll(0, 0, [m.claim.id for m in zero])
    if bare:
        return Toll(None, None, [m.claim.id for m in bare])
    return None


_Counted = tuple[int, int | None, list[str]]  # least, most, claim ids


def _counted(effect: str, party: Party) -> _Counted:
    """Return (least, most, claim ids) of the people of a party and its parts to whom the effect came."""
    outranked = _outranked(effect)
    said = party.said(effect)
    if party.whole is not None and any(party.whole.has(e) for e in outranked):
        return 0, 0, []
    if party.single and not party.parts:
        if not said or any(party.has(e) for e in outranked):
            return 0, 0, []
        return 1, None if all(m.bounds[1] is None for m in said) else 1, [m.claim.id for m in said]
    parts = [_counted(effect, part) for part in party.parts]
    least, most = _summed(parts)
    if least > party.size and said:
        least, most = max((_summed(told) for told in _by_voice(party.parts, parts)), key=lambda sums: sums[0])
    ids = [i for p in parts for i in p[2]]
    if not said:
        return least, most, ids
    ids += [m.claim.id for m in said]
    if any(party.has(e) for e in outranked):
        return 0, 0, []
    gone = 0
    if any(m.act or m.both for m in said) or any(m.of_them for part in party.parts for m in part.mentions):
        gone = sum(_counted(e, part)[0] for e in outranked for part in party.parts)
    low, high = _figure(said)
    low, high = max(0, low - gone), (None if high is None else max(0, high - gone))
    return max(low, least), (None if high is None else max(high, least)), ids


def _summed(parts: list[_Counted]) -> tuple[int, int | None]:
    return sum(p[0] for p in parts), None if any(p[1] is None for p in parts) else sum(p[1] or 0 for p in parts)


def _by_voice(parts: list[Party], counted: list[_Counted]) -> list[list[_Counted]]:
    """Return what each voice counts of the parts of a whole: nobody adds the ten of one to the four of another."""
    out: dict[tuple[str, ...], list[_Counted]] = {}
    for part, figures in zip(parts, counted, strict=True):
        out.setdefault(tuple(part.mentions[0].claim.voice), []).append(figures)
    return list(out.values())


def _figure(said: list[Mention]) -> tuple[int, int | None]:
    """Return the bounds of figures for the same people: the largest least, closed where one of them closes it."""
    low = max(m.bounds[0] for m in said)
    tops = [m.bounds[1] for m in said if m.bounds[0] == low]
    closed = [top for top in tops if top is not None]
    return low, (min(closed) if closed and len(closed) == len(tops) else None)


def _outranked(effect: str) -> list[str]:
    """Return the effects that leave this one behind: death an injury."""
    return [name for name, kind in kinds.effects().items() if effect in kind.outranks]
