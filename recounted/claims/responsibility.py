"""Turns the parties held responsible into claims: whom each voice names as doer, helper or giver of orders.

In:  a text, its Reading, a way to give a span its voice and event.    Out: ResponsibilityClaims, without ids.
Roles, statuses and kinds are the encoder's; the polarity of the statement overrides an assertion (a denial that the
army fired is a denial, whatever verb carries it).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple, cast

from recounted.claims import parties
from recounted.claims.naming import Standing
from recounted.model import ActorKind, ActorRole, ActorStatus, Mark, Reading, ResponsibilityClaim, Span

Key = tuple[str | None, str, str, str, tuple[str, ...]]  # event, actor, role, status, voice
CLAUSE = 0.7  # confidence of a party that the grammar of a clause names; share right on the project's test part
LEAST = 0.4  # least confidence of a mark that becomes a claim: when unsure, nobody is held responsible


class Around(NamedTuple):
    """What stands around the parties of a text: people harmed, (harm word, people) pairs, settlements, event names."""

    harmed: list[Span]
    triggers: list[tuple[Span, Span]]
    towns: list[Span]
    names: list[Span]


class _Held(NamedTuple):
    span: Span
    role: str
    status: str
    kind: str
    trigger: Span | None
    sure: float
    rule: str


def responsibility_claims(
    text: str,
    reading: Reading,
    stand: Callable[[Mark], Standing],
    polarity: Callable[[str | None], str],
    around: Around,
    language: str = "en",
) -> list[ResponsibilityClaim]:
    """Return one claim for each event, actor, role, status and voice, with all its mentions."""
    groups: dict[Key, list[tuple[_Held, Standing]]] = {}
    for held in _held(text, reading, around, language):
        standing = stand(Mark("party", held.span))
        status = held.status
        if status == "asserted" and polarity(standing.said_in) == "denied":
            status = "denied"
        key: Key = (standing.event, actor_key(text[slice(*held.span)]), held.role, status, tuple(standing.voice))
        groups.setdefault(key, []).append((held, standing))
    claims = []
    for (_, _, role, status, _), told in groups.items():
        held, standing = told[0]
        claims.append(
            ResponsibilityClaim(
                "", "", text[slice(*held.span)], cast(ActorKind, held.kind), held.span, [h.span for h, _ in told],
                held.trigger, cast(ActorRole, role), cast(ActorStatus, status), standing.voice, standing.said_in,
                standing.event, held.rule, max(h.sure for h, _ in told),
            )
        )  # fmt: skip
    return claims


def _held(text: str, reading: Reading, around: Around, language: str) -> list[_Held]:
    """Return who is held responsible: the encoder's marks, mended, and what the grammar of a clause names plainly."""
    doers = reading.heads("doer")
    out: list[_Held] = []
    for at, mark in enumerate(reading.marks):
        if mark.role != "party" or mark.confidence < LEAST:
            continue
        party = parties.mended(text, mark.span, mark.confidence, around.harmed, around.towns, language)
        if party is None or _taken(party.span, out):
            continue
        link = next(iter(doers.get(at, [])), None)
        kind = parties.actor_kind(text[slice(*party.span)], language) or answer(mark, "actor_kind")
        role, status = party.role or answer(mark, "actor_role"), answer(mark, "actor_status")
        trigger = reading.marks[link.head].span if link else None
        out.append(_Held(party.span, role, status, kind, trigger, mark.confidence, "encoder"))
    for party in parties.plain_parties(text, around.triggers, around.names, language):
        beside = any(a < party.span[1] and party.span[0] < b for a, b in around.harmed)
        if beside or party.span in around.towns:
            continue
        known = next((h for h in out if h.span[0] < party.span[1] and party.span[0] < h.span[1]), None)
        if known is not None:
            if party.status and known.status == "asserted":
                out[out.index(known)] = known._replace(status=party.status)
            continue
        kind = parties.actor_kind(text[slice(*party.span)], language) or "party"
        out.append(_Held(party.span, party.role or "actor", party.status or "asserted", kind, None, CLAUSE, "clause"))
    return sorted(out, key=lambda h: h.span)


def _taken(span: Span, held: list[_Held]) -> bool:
    return any(h.span[0] < span[1] and span[0] < h.span[1] for h in held)


def answer(mark: Mark, question: str) -> str:
    """Return the most probable answer to a question asked of a mark; the first of equals."""
    chances = mark.readings[question]
    return max(chances, key=lambda a: chances[a])


def actor_key(words: str) -> str:
    """Return an actor's wording as actors are compared: no article, lower case, plain apostrophes."""
    return re.sub(r"^(?:the|a|an)\s+", "", re.sub(r"\s+", " ", words.casefold().replace("’", "'")))
