"""Turns the parties held responsible into claims: whom each voice names as doer, helper or giver of orders.

In:  a text, its Reading, a way to give a span its voice and event.    Out: ResponsibilityClaims, without ids.
Roles, statuses and kinds are the encoder's; the polarity of the statement overrides an assertion (a denial that the
army fired is a denial, whatever verb carries it).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

from recounted.claims.naming import Standing
from recounted.model import ActorKind, ActorRole, ActorStatus, Mark, Reading, ResponsibilityClaim

Key = tuple[str | None, str, str, str, tuple[str, ...]]  # event, actor, role, status, voice
LEAST = 0.4  # least confidence of a mark that becomes a claim: when unsure, nobody is held responsible


def responsibility_claims(
    text: str, reading: Reading, stand: Callable[[Mark], Standing], polarity: Callable[[str | None], str]
) -> list[ResponsibilityClaim]:
    """Return one claim for each event, actor, role, status and voice, with all its mentions."""
    doers = reading.heads("doer")
    groups: dict[Key, list[tuple[int, Mark, Standing]]] = {}
    for at, mark in enumerate(reading.marks):
        if mark.role != "party" or mark.confidence < LEAST:
            continue
        standing = stand(mark)
        role, status = answer(mark, "actor_role"), answer(mark, "actor_status")
        if status == "asserted" and polarity(standing.said_in) == "denied":
            status = "denied"
        key: Key = (standing.event, actor_key(text[slice(*mark.span)]), role, status, tuple(standing.voice))
        groups.setdefault(key, []).append((at, mark, standing))
    claims = []
    for (_, _, role, status, _), told in groups.items():
        at, mark, standing = told[0]
        link = next(iter(doers.get(at, [])), None)
        claims.append(
            ResponsibilityClaim(
                "", "", text[slice(*mark.span)], cast(ActorKind, answer(mark, "actor_kind")), mark.span,
                [m.span for _, m, _ in told], reading.marks[link.head].span if link else None, cast(ActorRole, role),
                cast(ActorStatus, status), standing.voice, standing.said_in, standing.event, "encoder",
                max(m.confidence for _, m, _ in told),
            )
        )  # fmt: skip
    return claims


def answer(mark: Mark, question: str) -> str:
    """Return the most probable answer to a question asked of a mark; the first of equals."""
    chances = mark.readings[question]
    return max(chances, key=lambda a: chances[a])


def actor_key(words: str) -> str:
    """Return an actor's wording as actors are compared: no article, lower case, plain apostrophes."""
    return re.sub(r"^(?:the|a|an)\s+", "", re.sub(r"\s+", " ", words.casefold().replace("’", "'")))
