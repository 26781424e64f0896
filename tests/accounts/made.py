"""Records made by hand for the tests of accounts. Parties, places and people are invented.

In:  a text and who says what in it.    Out: Kept records and the SharedEvent that they tell of.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

from recounted.model import (
    SCHEMA,
    Claim,
    Document,
    Event,
    NamingClaim,
    Place,
    Reader,
    Record,
    Relay,
    ResponsibilityClaim,
    Source,
    Span,
    Statement,
    TollClaim,
    claim_digest,
    digest_of,
    text_id_of,
)
from recounted.model_many import Kept, Member, SharedEvent, event_digest

READER = Reader("recounted", "0", "en", "default", None)


class Who(NamedTuple):
    """A source by name; kind as in the record; words: how the text has it, if not by name."""

    name: str
    kind: str = "organisation"
    words: str | None = None


class Says(NamedTuple):
    """A toll: voice, outermost first, without the outlet (empty: the outlet speaks itself); words of the text."""

    voice: tuple[Who, ...]
    words: str
    low: int | None
    high: int | None
    fields: dict[str, Any] = {}


class Names(NamedTuple):
    voice: tuple[Who, ...]
    term: str
    stance: str | None = None


class Holds(NamedTuple):
    voice: tuple[Who, ...]
    actor: str
    status: str = "asserted"
    role: str = "actor"


def says(words: str, low: int | None, high: int | None, *voice: Who, **fields: Any) -> Says:
    return Says(voice, words, low, high, fields)


def report(
    key: str, text: str, *told: Says | Names | Holds, outlet: str | None = "Orla Post", published: str | None = "1904-03-07",
    captured: str = "2026-01-01T00:00:00Z", credit: tuple[str, ...] = (), said: str | None = None,
    when: str | None = "1904-03-06", place: str | None = None, previous: str | None = None,
    replaced_by: str | None = None, url: str | None = None, title: str | None = None,
) -> Kept:  # fmt: skip
    """Return a record of text in which everything in told is found by its words."""
    sources: list[Source] = []

    def source(who: Who) -> str:
        for known in sources:
            if (known.name, known.kind) == (who.name, who.kind):
                return known.id
        words = who.words or who.name
        spans = [_at(text, words)] if words in text else []
        sources.append(Source(f"s{len(sources)}", who.name, who.kind, None, False, spans))  # type: ignore[arg-type]
        return sources[-1].id

    own = [source(Who(outlet, "outlet"))] if outlet else []
    credited = [source(Who(name, "outlet")) for name in credit]
    document = Document(
        digest_of(text_id_of(text), key, outlet), text_id_of(text), key, text, title, None, "en", "text", None, url, None,
        published, "given" if published else None, None, own[0] if own else None, credited,
    )  # fmt: skip
    statements: list[Statement] = []
    relay: list[Relay] = []
    claims: list[Claim] = []
    for number, one in enumerate(told):
        chain = [*own, *(source(who) for who in one.voice)]
        statement = None
        words = one.words if isinstance(one, Says) else one.term if isinstance(one, Names) else one.actor
        span = _at(text, words)
        if one.voice:
            inner = one.voice[-1]
            at = _at(text, inner.words or inner.name) if (inner.words or inner.name) in text else None
            statement = Statement(f"q{len(statements)}", "indirect", [span], None, chain[-1], at, None, said)
            statements.append(statement)
            relay += [Relay(a, b) for a, b in pairwise(chain)]
        said_in = statement.id if statement else None
        id_ = f"c{number}"
        if isinstance(one, Says):
            values: dict[str, Any] = {"effect": "killed", "qualifier": "exact", **one.fields}
            claims.append(
                TollClaim(id_, "", low=one.low, high=one.high, as_said=words, span=span, voice=chain, said_in=said_in,
                          event="e0", **values)
            )  # fmt: skip
        elif isinstance(one, Names):
            claims.append(NamingClaim(id_, "", one.term, span, [span], one.stance, chain, said_in, "e0"))  # type: ignore[arg-type]
        else:
            claims.append(
                ResponsibilityClaim(id_, "", one.actor, "party", span, [span], None, one.role, one.status, chain,  # type: ignore[arg-type]
                                    said_in, "e0")
            )  # fmt: skip
    claims = [_with_digest(document.id, claim) for claim in claims]
    places = [Place("p0", _at(text, place), place, "city")] if place else []
    event = Event("e0", "", True, when, "sentence" if when else None, "p0" if place else None)
    record = Record(SCHEMA, READER, document, sources, statements, relay, [], places, [event], claims)
    return Kept(record, captured, document.text_id, previous, replaced_by)


def _with_digest(document: str, claim: Claim) -> Claim:
    import msgspec

    return msgspec.structs.replace(claim, digest=claim_digest(document, claim))


def _at(text: str, words: str) -> Span:
    start = text.index(words)
    return (start, start + len(words))


def event_of(*kept: Kept, label: str = "Sarv, 1904-03-06") -> SharedEvent:
    """Return the event that all of kept are about."""
    members = [
        Member(k.record.document.key, k.record.document.id, "e0", event_digest(k.record, k.record.events[0]), True)
        for k in kept
    ]
    return SharedEvent("ev-1", label, "1904-03-06", "Sarv", members)
