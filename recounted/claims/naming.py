"""Turns the words that name an event into claims: one an event, term and voice.

In:  a text, its Reading, its quotations, a way to give a span its voice and event.    Out: NamingClaims, without ids.
Which words are contested in use is a column of languages/<code>/names.csv; it is shown and never changes a claim. Words
that hold a term at arm's length stand in constructions.csv, room "naming".
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import NamedTuple

import msgspec

from recounted.claims.event_names import event_name, unmarked
from recounted.languages import callings, constructions
from recounted.model import Mark, NameStance, NamingClaim, Reading, Span

TABLE = 0.9  # confidence of a name by the table alone: the share that our marked reports mark too
SCARE = 4  # words that a scare quotation may hold; longer ones are quotations of what was said


class _Words(NamedTuple):
    """Constructions of the room "naming"."""

    so_called: re.Pattern[str]
    whole: re.Pattern[str]  # "an unspeakable atrocity": the speaker's own, article and all


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "naming", language)


class Standing(NamedTuple):
    """On whose word a span stands, in which statement, about which event."""

    voice: list[str]
    said_in: str | None
    event: str | None


def naming_claims(
    text: str,
    reading: Reading,
    quotations: list[list[Span]],
    stand: Callable[[Mark], Standing],
    language: str = "en",
    refuses: Callable[[str | None], bool] = lambda _: False,
) -> list[NamingClaim]:
    """Return one claim for each event, term and voice, the first mention in span and all of them in mentions; a term
    that a voice refuses ("rejected the word genocide") is a claim of its own.

    refuses: whether a statement, by its id, denies or refuses what it is about."""
    groups: dict[tuple[str | None, str, tuple[str, ...], bool], list[tuple[Mark, Standing]]] = {}
    for mark in sorted([*reading.marks, *_by_table(text, reading, language)], key=lambda m: m.span):
        if mark.role == "name":
            span = event_name(text, mark.span, mark.confidence, language)
            if span is None or any(m.span == span for told in groups.values() for m, _ in told):
                continue
            standing = stand(mark)
            mark = msgspec.structs.replace(mark, span=span)
            term = folded(text[slice(*span)])
            refused = refuses(standing.said_in) and callings.is_in_question(text, span, language)
            groups.setdefault((standing.event, term, tuple(standing.voice), refused), []).append((mark, standing))
    claims = []
    for (_, _, _, refused), told in groups.items():
        first, standing = told[0]
        spans = [mark.span for mark, _ in told]
        distanced = any(
            is_distanced(text, span, quotations, language) or callings.is_spoken_of(text, span, language)
            for span in spans
        )
        stance: NameStance | None = "rejected" if refused else "distanced" if distanced else None
        claims.append(
            NamingClaim(
                "", "", text[slice(*first.span)], first.span, spans, stance,
                standing.voice, standing.said_in, standing.event, "encoder" if first.readings else "table",
                max(m.confidence for m, _ in told),
            )
        )  # fmt: skip
    return claims


def _by_table(text: str, reading: Reading, language: str) -> list[Mark]:
    """Return the names that the table alone finds, in a text in which the encoder reads of harm or of an event."""
    harm = [m.span for m in reading.marks if m.role == "harm"]
    named = [m.span for m in reading.marks if m.role == "name"]
    if not harm and not named:
        return []
    return [Mark("name", span, 0, TABLE) for span in unmarked(text, named, harm, language)]


def folded(term: str) -> str:
    """Return a term as terms are compared: lower case, single spaces, a plain plural made singular."""
    plain = re.sub(r"\s+", " ", term.casefold().strip(" \"'“”‘’.,"))
    return plain[:-1] if plain.endswith("s") and not plain.endswith("ss") else plain


def is_distanced(text: str, span: Span, quotations: list[list[Span]], language: str = "en") -> bool:
    """Say whether the voice holds a term at arm's length: so-called, or alone between quotation marks."""
    words = _words(language)
    if words.so_called.search(text, max(0, span[0] - 30), span[0]):
        return True
    around = text[max(0, span[0] - 1) : span[0]] + text[span[1] : span[1] + 1]
    if around in ("‘’", "''"):
        return True
    return any(
        len(pieces) == 1 and pieces[0][0] <= span[0] and span[1] <= pieces[0][1]
        and not words.whole.match(text, pieces[0][0])
        and len(text[slice(*pieces[0])].split()) <= SCARE and text[pieces[0][1] - 1] not in ".,!?"
        for pieces in quotations
    )  # fmt: skip
