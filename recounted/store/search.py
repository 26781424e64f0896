"""Finds documents by their words and by what their claims say.

In:  words, "phrases" and facets of claims.    Out: Hit, in the order of documents, with places in the original text.
The engine's index says which texts hold all words (found), the folded text which of them hold the phrases; both engines
find the same, because both are given the same words (fold.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Text, and_, bindparam, exists, func, select, text, tuple_
from sqlalchemy.dialects import postgresql

from recounted.model import Span
from recounted.model_many import Hit, Snippet
from recounted.store import documents, fold, schema
from recounted.store.days import days

AROUND = 90  # characters shown before and after what was found
SNIPPETS = 3  # of one document

_PIECE = re.compile(r'"([^"]*)"|“([^”]*)”|«([^»]*)»|(\S+)')


class Facets(NamedTuple):
    """What a claim has to be: its effect; numbers between least and most, as said ("at least 12" is 12); a voice and a
    place that hold these words; a date that can lie between two days (EDTF; a month or year is all of it); its kind."""

    effect: str | None = None
    least: int | None = None
    most: int | None = None
    voice: str | None = None
    since: str | None = None
    until: str | None = None
    where: str | None = None
    kind: str | None = None


class Asked(NamedTuple):
    """A question made ready: phrases of folded words (a word is a phrase of one), the condition on claims, if any."""

    phrases: list[tuple[str, ...]]
    of_claims: Any


def asked(words: str | None, facets: Facets) -> Asked:
    """Return a question made ready. Raises ValueError, saying why, if it asks for nothing."""
    phrases = []
    for match in _PIECE.finditer(words or ""):
        folded = tuple(word.folded for word in fold.words(next(filter(None, match.groups()), "")))
        if folded:
            phrases.append(folded)
    if words and not phrases:
        raise ValueError(f"{words!r} holds no word to look for")
    conditions = _conditions(facets)
    if not phrases and not conditions:
        raise ValueError("nothing to look for: give words, or say what the claims should be")
    return Asked(list(dict.fromkeys(phrases)), and_(*conditions) if conditions else None)


def _conditions(facets: Facets) -> list[Any]:
    c = schema.claims.c
    out = []
    if facets.kind is not None:
        out.append(c.kind == facets.kind)
    if facets.effect is not None:
        out.append(c.effects.like(f"% {facets.effect} %"))
    if facets.least is not None:
        out.append(func.coalesce(c.high, c.low) >= facets.least)
    if facets.most is not None:
        out.append(func.coalesce(c.low, c.high) <= facets.most)
    for name, column in (("voice", c.voices_folded), ("where", c.where_folded)):
        if (words := getattr(facets, name)) is not None:
            if not (folded := fold.folded(words)).strip():
                raise ValueError(f"{name} {words!r} holds no word to look for")
            out.append(column.like(f"%{folded}%"))
    for name, end in (("since", 0), ("until", 1)):
        if (value := getattr(facets, name)) is not None:
            if (found := days(value)) is None:
                raise ValueError(f"{value!r} is no day, month or year written as YYYY-MM-DD, YYYY-MM or YYYY")
            out.append(c.last >= found[0] if end == 0 else c.first <= found[1])
    return out


def page(
    connection: Connection, question: Asked, after: tuple[str, str] | None, size: int
) -> tuple[list[Hit], tuple[str, str] | None]:
    """Return the hits that follow a place in the order of documents, at most size, and the last one's place; None at
    the end."""
    d, t, c = schema.documents.c, schema.texts.c, schema.claims.c
    query = select(d.number, d.id, d.place).join(schema.texts, t.number == d.text).order_by(d.place, d.id).limit(size)
    if question.phrases:
        query = query.where(t.number.in_(_holding(connection, question.phrases)))
    for phrase in question.phrases:
        if len(phrase) > 1:
            query = query.where(t.folded.like(f"% {' '.join(phrase)} %"))
    if question.of_claims is not None:
        query = query.where(exists().where(c.document == d.number, question.of_claims))
    if after is not None:
        query = query.where(tuple_(d.place, d.id) > after)
    found = connection.execute(query).all()
    chosen: dict[int, list[int]] = {}
    if question.of_claims is not None:
        numbers = [row.number for row in found]
        of_these = select(c.document, c.number).where(c.document.in_(numbers), question.of_claims)
        for row in connection.execute(of_these.order_by(c.document, c.number)):
            chosen.setdefault(row.document, []).append(row.number)
    kept = documents.some(connection, [row.id for row in found])
    hits = [
        Hit(one, [one.record.claims[n] for n in chosen.get(row.number, [])],
            snippets(one.record.document.text, question.phrases))
        for row, one in zip(found, kept, strict=True)
    ]  # fmt: skip
    return hits, (found[-1].place, found[-1].id) if len(found) == size else None


def _holding(connection: Connection, phrases: Sequence[tuple[str, ...]]) -> Any:
    """Return a query for the numbers of the texts that hold every word."""
    words = sorted({word for phrase in phrases for word in phrase})
    if connection.dialect.name == "sqlite":
        query = text("SELECT rowid FROM found WHERE found MATCH :words")
        return query.bindparams(words=" AND ".join(f'"{word}"' for word in words))
    return text("SELECT text FROM found WHERE words @> :words").bindparams(
        bindparam("words", words, type_=postgresql.ARRAY(Text))
    )


# ---------------------------------------------------------------- where it stands


def snippets(text: str, phrases: Sequence[tuple[str, ...]]) -> list[Snippet]:
    """Return the stretches of a text in which phrases stand, at most SNIPPETS, in text order: those that hold the most
    different ones, earlier before later. Spans are of the text as it is."""
    found = _occurrences(list(fold.words(text)), phrases)
    stretches: list[list[tuple[Span, int]]] = []
    for span, which in found:
        if stretches and span[0] - stretches[-1][0][0][0] < 2 * AROUND:
            stretches[-1].append((span, which))
        else:
            stretches.append([(span, which)])
    ranked = sorted(range(len(stretches)), key=lambda at: (-len({which for _, which in stretches[at]}), at))
    return [_snippet(text, [span for span, _ in stretches[at]]) for at in sorted(ranked[:SNIPPETS])]


def _occurrences(words: list[fold.Word], phrases: Sequence[tuple[str, ...]]) -> list[tuple[Span, int]]:
    """Return (span, number of the phrase) wherever one stands, in text order."""
    begins: dict[str, list[int]] = {}
    for which, phrase in enumerate(phrases):
        begins.setdefault(phrase[0], []).append(which)
    out = []
    for at, word in enumerate(words):
        for which in begins.get(word.folded, ()):
            last = at + len(phrases[which])
            if tuple(one.folded for one in words[at:last]) == phrases[which]:
                out.append(((word.span[0], words[last - 1].span[1]), which))
    return out


def _snippet(text: str, found: list[Span]) -> Snippet:
    start, end = max(0, found[0][0] - AROUND), min(len(text), max(span[1] for span in found) + AROUND)
    if start and (space := re.search(r"\s", text[start : found[0][0]])):
        start += space.end()
    if end < len(text):
        tail = text[max(span[1] for span in found) : end]
        spaces = [match.start() for match in re.finditer(r"\s", tail)]
        end -= len(tail) - spaces[-1] if spaces else 0
    return Snippet((start, end), found)
