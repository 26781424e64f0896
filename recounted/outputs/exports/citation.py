"""A citation of one claim: its words, where they stand, who published them, and what proves the text.

In:  a Kept record and a claim of it.    Out: lines of text; every quotation is text[start:end] of the record's text.
"""

from __future__ import annotations

import re

from recounted.kinds.figures import figure
from recounted.model import Claim, NamingClaim, Span, TollClaim
from recounted.model_many import Kept
from recounted.outputs.wording import voice_words

_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s|$)|\n")
_FAR = 600  # characters to each side within which a sentence's ends are looked for


def cite(kept: Kept, claim: Claim) -> str:
    """Return the citation of a claim: quotation, offsets, hash, outlet, date, address, time of capture."""
    record = kept.record
    document = record.document
    start, end = _sentence(document.text, claim.span)
    outlet = next((s.name for s in record.sources if s.id == document.outlet), None)
    title = f"“{_line(document.title)}”, " if document.title else ""
    lines = [
        f"“{document.text[start:end]}”",
        f"{outlet or 'outlet not stated'}, {title}{document.published or 'no date of publication'}"
        + (f" ({document.published_from})" if document.published and document.published_from else ""),
        f"said by: {voice_words(record, claim.voice)}",
        f"claim:   {_said(claim)}, “{document.text[slice(*claim.span)]}”",
        f"where:   characters {start}–{end} (the claim {claim.span[0]}–{claim.span[1]}) of {_line(document.key)}",
        f"address: {document.url or 'none'}",
        f"text:    {document.text_id}",
        f"taken:   {kept.captured}, original {kept.original}",
        f"read by: {record.reader.name} {record.reader.version}, bounds {record.reader.bounds!r}, claim {claim.digest}",
    ]
    if kept.replaced_by:
        lines.append(f"note:    this text was replaced at its address by document {kept.replaced_by}")
    return "\n".join(lines) + "\n"


def _said(claim: Claim) -> str:
    if isinstance(claim, TollClaim):
        status = "" if claim.status == "asserted" else f", {claim.status}"
        return f"{figure(claim.low, claim.high)} {claim.effect.replace('_', ' ')}, {claim.qualifier}{status}"
    if isinstance(claim, NamingClaim):
        return f"names the event, {claim.stance}" if claim.stance else "names the event"
    return f"holds responsible as {claim.role}, {claim.status}"


def _line(words: str | None) -> str:
    return " ".join((words or "").split())


def _sentence(text: str, span: Span) -> Span:
    """Return the span of the sentence, or of as much of it as lies near, in which a claim stands."""
    begin = max(0, span[0] - _FAR)
    before = [m.end() for m in _END.finditer(text, begin, span[0])]
    start = before[-1] if before else begin
    behind = _END.search(text, span[1], min(len(text), span[1] + _FAR))
    end = behind.end() if behind else min(len(text), span[1] + _FAR)
    while start < span[0] and text[start].isspace():
        start += 1
    while end > span[1] and text[end - 1].isspace():
        end -= 1
    return start, end


def found(kept: list[Kept], claim: str) -> list[tuple[Kept, Claim]]:
    """Return the claims whose digest begins with claim."""
    return [(k, c) for k in kept for c in k.record.claims if c.digest.startswith(claim)]
