"""Why a claim says what it says: its sentence, trigger and rule, and what gave it its voice, event and date.

In:  a record, a claim in it, and the marks and links of its text, read again.    Out: lines to read.
"""

from __future__ import annotations

from collections.abc import Iterator

from recounted.model import Claim, Link, Mark, NamingClaim, Reading, Record, Span, TollClaim
from recounted.outputs.wording import figure, voice_words

_LADDER = {
    "clause": "in its own clause",
    "sentence": "in its sentence",
    "paragraph": "in its paragraph",
    "document": "from the report as a whole",
}


def explain(record: Record, claim: Claim, reading: Reading | None, sentences: list[Span]) -> Iterator[str]:
    """Yield the lines that explain claim.

    reading: what the encoder reads of record.document.text, or None if it cannot be asked. sentences: the text's, as
    spans. Every quotation is text[start:end] of the record's own text.
    """
    yield _headline(claim)
    yield f"  sentence   {_quoted(record, _around(claim.span, sentences))}"
    yield f"  as said    {_quoted(record, claim.span)} at {_at(claim.span)}"
    trigger = None if isinstance(claim, NamingClaim) else claim.trigger
    if trigger:
        yield f"  trigger    {_quoted(record, trigger)} at {_at(trigger)}"
    yield f"  read by    {claim.rule}, {claim.confidence:.2f} sure"
    yield from _voice(record, claim)
    yield from _event(record, claim)
    if isinstance(claim, TollClaim):
        yield from _toll(record, claim)
    yield from _links(record, claim, reading)


def _headline(claim: Claim) -> str:
    name = f"{claim.id} ({claim.digest})"
    if isinstance(claim, TollClaim):
        status = "" if claim.status == "asserted" else f", {claim.status}"
        return f"{name}: {claim.effect} {figure(claim.low, claim.high)}, {claim.qualifier}{status}"
    if isinstance(claim, NamingClaim):
        return f"{name}: the event is named {claim.term!r}" + (f", {claim.stance}" if claim.stance else "")
    return f"{name}: {claim.actor!r} held responsible as {claim.role}, {claim.status}"


def _around(span: Span, sentences: list[Span]) -> Span:
    return next(((a, b) for a, b in sentences if a <= span[0] < b), span)


def _quoted(record: Record, span: Span) -> str:
    return f"“{' '.join(record.document.text[slice(*span)].split())}”"


def _at(span: Span) -> str:
    return f"{span[0]}–{span[1]}"


def _voice(record: Record, claim: Claim) -> Iterator[str]:
    yield f"  voice      {voice_words(record, claim.voice)}"
    statement = next((q for q in record.statements if q.id == claim.said_in), None)
    if statement is None:
        yield "             it stands in no one else's statement"
        return
    cue = f", by the cue {_quoted(record, statement.cue)}" if statement.cue else ""
    sure = f"{statement.rule}, {statement.confidence:.2f} sure"
    yield f"             said in {statement.id}, {statement.kind}{cue} ({sure})"
    if statement.source_span:
        yield f"             whose source is printed {_quoted(record, statement.source_span)}"
    if statement.channel:
        yield f"             through {statement.channel.name}"
    if statement.within:
        yield f"             within {statement.within}"
    if statement.polarity != "affirmed":
        yield f"             the statement is {statement.polarity}"


def _event(record: Record, claim: Claim) -> Iterator[str]:
    event = next((e for e in record.events if e.id == claim.event), None)
    if event is None:
        yield "  event      none"
        return
    yield f"  event      {event.id}, {event.label or 'without place or date'}{', the main one' if event.main else ''}"
    if event.when:
        yield f"             dated {event.when}, {_LADDER.get(event.when_from or '', 'by nothing in the text')}"
    place = next((p for p in record.places if p.id == event.where), None)
    if place:
        yield f"             at {place.name}, {_LADDER.get(event.where_from or '', 'by nothing in the text')}"


def _toll(record: Record, claim: TollClaim) -> Iterator[str]:
    if claim.when:
        yield f"  date       {claim.when}, {_LADDER.get(claim.when_from or '', 'by nothing in the text')}"
    place = next((p for p in record.places if p.id == claim.where), None)
    if place:
        yield f"  place      {place.name}, {_LADDER.get(claim.where_from or '', 'by nothing in the text')}"
    if claim.group:
        yield f"  group      “{claim.group}”" + (f", counted as {claim.group_code}" if claim.group_code else "")
    named = {c.id: c for c in record.claims}
    for words, other in (("part of", claim.part_of), ("the people of", claim.same_people)):
        if other in named:
            yield f"  {words:<10} {other}, {_quoted(record, named[other].span)}"
    yield f"  bounds     from the table {record.reader.bounds!r}"


def _links(record: Record, claim: Claim, reading: Reading | None) -> Iterator[str]:
    """Yield the marks that lie in the claim's evidence and the links between them and others, surest first."""
    if reading is None:
        return
    evidence = [claim.span] + ([claim.trigger] if not isinstance(claim, NamingClaim) and claim.trigger else [])
    near = {n for n, mark in enumerate(reading.marks) if mark.role != "content" and _overlap(mark, evidence)}
    holding = [n for n, mark in enumerate(reading.marks) if mark.role == "content" and _overlap(mark, [claim.span])]
    for number in [*sorted(near), *holding]:
        mark = reading.marks[number]
        yield f"  mark       {mark.role} {_quoted(record, mark.span)}, {mark.confidence:.2f}{_answers(mark)}"
    for link in sorted(reading.links, key=lambda link: -link.probability):
        if link.tail in near or link.head in near or link.tail in holding:
            yield f"  link       {_tie(record, reading, link)}"


def _overlap(mark: Mark, spans: list[Span]) -> bool:
    return any(mark.span[0] < end and start < mark.span[1] for start, end in spans)


def _answers(mark: Mark) -> str:
    best = {question: max(odds.items(), key=lambda item: item[1]) for question, odds in mark.readings.items() if odds}
    return "".join(f"; {question.replace('_', ' ')} {name} {share:.2f}" for question, (name, share) in best.items())


def _tie(record: Record, reading: Reading, link: Link) -> str:
    tail, head = reading.marks[link.tail], reading.marks[link.head]
    return f"{_quoted(record, tail.span)} → {link.role} {_quoted(record, head.span)}, {link.probability:.2f}"
