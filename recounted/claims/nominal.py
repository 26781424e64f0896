"""Finds what a noun of speech says that carries its own speaker and clause: "a claim by the Front that …".

In:  a text, its Reading under change.    Out: cues, sources and contents added to it.
Most such nouns stand inside another's words ("the ministry dismissed a claim by the Front that …"), where the encoder
reads the outer statement alone and the inner speaker's words would be lost in it. Words live in
languages/<code>/constructions.csv, room "nominal".
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

import msgspec

from recounted.claims.additions import Additions
from recounted.languages import constructions, finding
from recounted.model import Link, Mark, Span


class _Words(NamedTuple):
    """Constructions of the room "nominal"."""

    told: re.Pattern[str]
    owner: re.Pattern[str]
    article: re.Pattern[str]
    opens: re.Pattern[str]  # nothing but an article stands before: the clause's own verb is still to come
    stop: re.Pattern[str]
    answered: re.Pattern[str]  # "Reports that nobody came were denied by the mayor"
    disputed: re.Pattern[str]  # "They accused Velmar of the raid, a charge it denied"


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "nominal", language)


def with_own_clause(text: str, added: Additions, language: str = "en") -> None:
    """Add the statement of each noun of speech that has a speaker and a that-clause of its own and that the encoder
    left alone. Where the noun begins its sentence nothing is added: the clause would run on into the main verb."""
    words = _words(language)
    for m in finding.finditer(words.told, text):
        owner = words.owner.search(text, max(0, m.start() - 80), m.start())
        who = m.span("who") if m["who"] else owner.span("who") if owner else None
        if who is None:
            continue
        begin = min(who[0], m.start())
        if words.opens.search(text, max(0, begin - 40), begin) or _is_cue(added, (begin, m.end())):
            continue
        _widen(text, added, words, begin, m.end())
        holders = [c.span for c in added.marks if c.role == "content" and c.span[0] <= begin and m.end() < c.span[1]]
        stop = words.stop.search(text, m.end())
        last = min([stop.start() if stop else len(text), *(end for _, end in holders)])
        if last <= m.end():
            continue
        cue, source = added.mark(Mark("cue", m.span("cue"))), added.source(who)
        content = added.mark(Mark("content", (m.end(), last), int(bool(holders))))
        added.links += [Link("cue", content, cue, 1.0), Link("source", cue, source, 1.0)]
        added.links.append(Link("speaker", content, source, 1.0))


def answered(text: str, added: Additions, language: str = "en") -> None:
    """Give what is denied or confirmed in the passive to whoever does so: "Reports that … were denied by the mayor"."""
    for m in finding.finditer(_words(language).answered, text):
        cues = [at for at, c in enumerate(added.marks) if c.role == "cue" and _overlap(c.span, m.span("cue"))]
        if any(k.role == "cue" and k.head in cues for k in added.links):
            continue
        cue = cues[0] if cues else added.mark(Mark("cue", m.span("cue")))
        source = added.source(m.span("who"))
        # The encoder may take the whole sentence for what the reports say.
        whole = [at for at, c in enumerate(added.marks) if c.role == "content" and _overlap(c.span, m.span("what"))]
        content = whole[0] if whole else added.mark(Mark("content", m.span("what")))
        added.marks[content] = msgspec.structs.replace(added.marks[content], span=m.span("what"))
        added.grown = True
        for role, tail, head in (("source", cue, source), ("cue", content, cue), ("speaker", content, source)):
            added.relink(role, tail, head)


def disputed(text: str, added: Additions, language: str = "en") -> None:
    """Give what is denied in apposition to whoever denies it: "accused Velmar of it, a charge Velmar denied".
    It is told of the statement that it follows, and no part of it."""
    for m in _words(language).disputed.finditer(text):
        what = m.span("what")
        cue = next(
            (at for at, c in enumerate(added.marks) if c.role == "cue" and _overlap(c.span, m.span("cue"))), None
        )
        for at, mark in enumerate(added.marks):
            if mark.role == "content" and mark.span[0] < m.start() < mark.span[1]:
                added.marks[at] = msgspec.structs.replace(mark, span=(mark.span[0], m.start()))
        tied = [k.tail for k in added.links if k.role == "cue" and k.head == cue]
        if cue is None:
            cue = added.mark(Mark("cue", m.span("cue"), readings={"polarity": {"denied": 1.0}}))
        source = added.source(m.span("who"))
        added.marks[source] = msgspec.structs.replace(added.marks[source], span=m.span("who"))
        content = next((at for at in tied if _overlap(added.marks[at].span, what)), None)
        if content is None:
            content = added.mark(Mark("content", what))
        added.marks[content] = msgspec.structs.replace(added.marks[content], span=what)
        added.grown = True
        for role, tail, head in (("source", cue, source), ("cue", content, cue), ("speaker", content, source)):
            added.relink(role, tail, head)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _widen(text: str, added: Additions, words: _Words, begin: int, clause: int) -> None:
    """Let a content that the encoder began with the inner clause begin with the noun of speech: what the ministry
    dismissed is the claim, and what is claimed is another's word."""
    for at, mark in enumerate(added.marks):
        if mark.role == "content" and abs(mark.span[0] - clause) <= len("that "):
            article = words.article.search(text, max(0, begin - 5), begin)
            start = article.start() if article else begin
            added.marks[at] = msgspec.structs.replace(mark, span=(start, mark.span[1]))
            added.grown = True


def _is_cue(added: Additions, span: Span) -> bool:
    """Say whether the encoder reads a cue in a noun phrase of speech: it knows of the statement, or no noun speaks."""
    return any(mark.role == "cue" and mark.span[0] < span[1] and span[0] < mark.span[1] for mark in added.marks)
