"""Finds who hands words over inside another's words: a second cue of the same speaker, another speaker who is set
against the first, whoever gives an event its name.

In:  a text, its Reading under change.    Out: contents and links added to it.
Words live in languages/<code>/constructions.csv, room "handing", and in callings.csv.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

import msgspec

from recounted.claims.additions import Additions
from recounted.claims.event_names import unmarked
from recounted.claims.mentions import is_teller, pronouns
from recounted.languages import constructions, finding, persons
from recounted.languages.callings import what_one_calls
from recounted.model import Link, Mark, Span

SECOND = 0.9  # least confidence of a cue that ends the content before it


class _Words(NamedTuple):
    """Constructions of the room "handing"."""

    joined: re.Pattern[str]
    finite: re.Pattern[str]
    conjunction: re.Pattern[str]
    subject: re.Pattern[str]  # "Medics at two hospitals | told"
    apart: re.Pattern[str]  # what ends a sentence
    contrast: re.Pattern[str]  # "The army said nine were killed|, while | the group put | its losses at two"


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "handing", language)


def second_cues(text: str, added: Additions, language: str = "en") -> None:
    """End a content before a second cue of its speaker's that it swallowed, and begin another behind it: "dismissed the
    claim and said that a fire had begun in a workshop", where only the first words are dismissed."""
    best, words = _best(added.links), _words(language)
    handing = {link.head for (role, _), link in best.items() if role == "cue"}
    for at, cue in enumerate(list(added.marks)):
        sure = cue.role == "cue" and at not in handing and cue.confidence >= SECOND
        if not sure or ("source", at) not in best or not words.finite.match(text, *cue.span):
            continue
        source = best["source", at].head
        for content, mark in enumerate(list(added.marks)):
            if mark.role != "content" or not mark.span[0] < cue.span[0] < cue.span[1] < mark.span[1]:
                continue
            first = best.get(("cue", content))
            own = best.get(("source", first.head)) if first else None
            lead = words.joined.search(text, mark.span[0], cue.span[0])
            if own is not None and own.head == source and lead is not None:
                _part(text, added, content, lead.start(), at, source, language)


def subjects(text: str, added: Additions, language: str = "en") -> None:
    """Give a finite cue that has no source before it the subject that opens its sentence: "Medics at two hospitals |
    told reporters that …. The Front, which holds the town, …", where the encoder reads the next sentence's."""
    best, words = _best(added.links), _words(language)
    for at, cue in enumerate(list(added.marks)):
        if cue.role != "cue" or not words.finite.fullmatch(text, *cue.span):
            continue
        known = best.get(("source", at))
        if known is not None and added.marks[known.head].span[0] < cue.span[1]:
            continue
        subject = words.subject.search(text, max(0, cue.span[0] - 90), cue.span[0])
        if subject is None or (
            known is not None and not words.apart.search(text, cue.span[1], added.marks[known.head].span[0])
        ):
            continue  # "…, told reporters the mayor": behind the cue, in its own sentence
        if not is_teller(subject["who"], language) and persons.noun(subject["who"], language) is None:
            continue
        source = added.source(subject.span("who"))
        added.relink("source", at, source)
        for said in [k.tail for k in added.links if k.role == "cue" and k.head == at]:
            added.relink("speaker", said, source)


def contrasts(text: str, added: Additions, language: str = "en") -> None:
    """End a content before another speaker who is set against its own, and give that speaker the rest of it: "The army
    said nine rebels were killed, while the group put its losses at two"."""
    for found in _words(language).contrast.finditer(text):
        if not is_teller(found["who"], language):
            continue
        for content, mark in enumerate(list(added.marks)):
            outer = mark.role == "content" and mark.span[0] < found.start() and found.start() < mark.span[1]
            if not outer or _quotes(text, (max(0, mark.span[0] - 1), found.start())):
                continue
            end = mark.span[1]
            added.marks[content] = msgspec.structs.replace(mark, span=(mark.span[0], found.start()))
            added.grown = True
            cue = next(
                (at for at, m in enumerate(added.marks) if m.role == "cue" and _overlap(m.span, found.span("cue"))),
                None,
            )
            if end <= found.end() or (cue is not None and any(k.role == "cue" and k.head == cue for k in added.links)):
                continue
            cue = added.mark(Mark("cue", found.span("cue"))) if cue is None else cue
            source = added.source(found.span("who"))
            rest = added.mark(msgspec.structs.replace(mark, span=(found.end(), end)))
            for role, tail, head in (("source", cue, source), ("cue", rest, cue), ("speaker", rest, source)):
                added.relink(role, tail, head)


def _quotes(text: str, span: Span) -> bool:
    """Say whether a quotation is open at the end of a span that begins with its mark or outside of it."""
    opened = sum(text.count(mark, *span) for mark in "“«") > sum(text.count(mark, *span) for mark in "”»")
    return opened or text.count('"', *span) % 2 == 1


def _best(links: list[Link]) -> dict[tuple[str, int], Link]:
    """Return the likeliest link of each (role, tail)."""
    best: dict[tuple[str, int], Link] = {}
    for link in links:
        known = best.get((link.role, link.tail))
        if known is None or known.probability < link.probability:
            best[link.role, link.tail] = link
    return best


def _part(text: str, added: Additions, content: int, end: int, cue: int, source: int, language: str) -> None:
    """End a content at an offset, and give the rest of it behind the second cue to that."""
    mark, handed = added.marks[content], added.marks[cue].span[1]
    begin = _words(language).conjunction.match(text, handed)
    added.marks[content] = msgspec.structs.replace(mark, span=(mark.span[0], end))
    rest = added.mark(msgspec.structs.replace(mark, span=(begin.end() if begin else handed, mark.span[1])))
    added.links += [Link("cue", rest, cue, 1.0), Link("speaker", rest, source, 1.0)]


def callings(text: str, added: Additions, language: str) -> None:
    """Give a name of the event to whoever is told to call it so, where no statement hands the name over already."""
    for m in finding.finditer(what_one_calls(language), text):
        start, end = m.span("quoted" if m["quoted"] else "words")
        names = [c.span for c in added.marks if c.role == "name" and start <= c.span[0] and c.span[1] <= end]
        names += [(start + a, start + b) for a, b in unmarked(text[start:end], names, (), language)]
        read = next(
            (at for at, c in enumerate(added.marks) if c.role == "cue" and _overlap(c.span, m.span("cue"))), None
        )
        if not names or any(k.role == "cue" and k.head == read for k in added.links):
            continue
        last = end if text[end - 1] in '"”' else max(b for _, b in names)
        outer = [at for at, c in enumerate(added.marks) if c.role == "content" and _holds(c.span, (m.start(), last))]
        content = added.mark(Mark("content", (start, end if m["quoted"] else last), int(bool(outer))))
        cue = added.mark(Mark("cue", m.span("cue"))) if read is None else read
        source = added.source(m.span("source"))
        added.links += [Link("cue", content, cue, 1.0), Link("source", cue, source, 1.0)]
        added.links.append(Link("speaker", content, source, 1.0))
        cues = {k.head for k in added.links if k.role == "cue" and k.tail in outer}
        speaker = next((k.head for k in added.links if k.role == "source" and k.tail in cues), None)
        if speaker is not None and m["source"].lower() in pronouns(language):
            added.links.append(Link("coref", source, speaker, 1.0))  # "Ostrel condemned what it called an attack"


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _holds(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
