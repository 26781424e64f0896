"""Gives every claim its voice: on whose word it stands, outermost first.

In:  resolved statements, claims' spans.    Out: chains of source ids and the innermost statement.
A claim inside a statement's content is in that statement's voice; where the statement names no source, the outer voice
stands. Nothing is guessed: what lies outside every content is the outlet's own.
"""

from __future__ import annotations

from recounted.model import Span, Statement


def within(statements: list[Statement]) -> dict[str, str | None]:
    """Return statement id -> the innermost other statement whose content holds its cue or content whole."""
    out: dict[str, str | None] = {}
    reach = [(min(a for a, _ in q.content), max(b for _, b in q.content)) for q in statements]
    for inner, (start, end) in zip(statements, reach, strict=True):
        holders = [
            outer
            for outer, (first, last) in zip(statements, reach, strict=True)
            if first <= start and end <= last and outer.id != inner.id and _holds(outer, inner)
        ]
        out[inner.id] = min(holders, key=_size).id if holders else None
    return out


def _holds(outer: Statement, inner: Statement) -> bool:
    if outer.content == inner.content:
        return False
    body = all(any(a <= s and e <= b for a, b in outer.content) for s, e in inner.content)
    handed = inner.cue or inner.source_span
    return body and (handed is None or any(a <= handed[0] and handed[1] <= b for a, b in outer.content))


def _size(statement: Statement) -> int:
    return sum(b - a for a, b in statement.content)


def statement_of(span: Span, statements: list[Statement]) -> Statement | None:
    """Return the innermost statement whose content holds the middle of span, or None for the outlet's own words."""
    middle = (span[0] + span[1]) / 2
    holders = [q for q in statements for a, b in q.content if a <= middle <= b]
    return min(holders, key=_size) if holders else None


def chain(
    statement: Statement | None,
    statements: list[Statement],
    outlet: str | None,
    carriers: dict[str, str],
    origins: dict[str, str] | None = None,
) -> list[str]:
    """Return the source ids of a statement's voice, outermost first, beginning with the outlet if it is known.

    carriers: statement id -> the agency that it was told to ("told Reuters"), which carries it. origins: statement
    id -> whom its source cites for it ("citing the ministry"), whose word it then is.
    """
    by_id = {q.id: q for q in statements}
    inner: list[str] = []
    seen: set[str] = set()
    at = statement
    while at is not None and at.id not in seen:
        seen.add(at.id)
        if origins and at.id in origins:
            inner.insert(0, origins[at.id])
        if at.source:
            inner.insert(0, at.source)
        if at.id in carriers:
            inner.insert(0, carriers[at.id])
        at = by_id.get(at.within) if at.within else None
    voice = [outlet] if outlet else []
    for source in inner:
        if not voice or voice[-1] != source:
            voice.append(source)
    return voice
