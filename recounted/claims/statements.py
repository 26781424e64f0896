"""Assembles statements from the encoder's marks and the quotation marks: who said what, by which cue.

In:  a text, its Reading, its quotations.    Out: Drafts in text order, without ids or resolved sources.
A statement's weakest tie is its confidence; one below LEAST is given up (the outer voice stands).
"""

from __future__ import annotations

from typing import NamedTuple

from recounted.model import Link, Reading, Span

LEAST = 0.35  # tuned on ../shared/bench/polnear_dev (bench/attribution.py)
SPLIT = 0.5  # share of a quotation that a content mark must cover to take it whole; tuned likewise


class Draft(NamedTuple):
    """One statement before its source is resolved. cue and source are indexes into Reading.marks, or None."""

    content: list[Span]
    cue: int | None
    source: int | None
    polarity: str
    confidence: float
    quoted: float  # share of the content's characters that stand between quotation marks


def assemble(text: str, reading: Reading, quotations: list[list[Span]]) -> list[Draft]:
    """Return the statements of a text, outer ones before the inner ones that they hold.

    quotations: each in pieces, marks outside (marks.quotes).
    """
    pieces = [piece for quotation in quotations for piece in quotation]
    groups = _group(reading)
    drafts = []
    for (cue, source), (contents, sure) in groups.items():
        spans = _whole_quotations([reading.marks[c].span for c in contents], quotations)
        spans = _merge(text, _trim(text, spans))
        if not spans or sure < LEAST:
            continue
        drafts.append(Draft(spans, cue, source, _polarity(reading, cue), round(sure, 4), _share(spans, pieces)))
    drafts = _runs_on(text, drafts, quotations)
    return sorted(drafts, key=lambda d: (d.content[0][0], -d.content[-1][1]))


def _group(reading: Reading) -> dict[tuple[int | None, int | None], tuple[list[int], float]]:
    """Return (cue, source) -> its content marks and the least confidence of marks and ties."""
    to_cue, to_source, to_speaker = reading.heads("cue"), reading.heads("source"), reading.heads("speaker")
    groups: dict[tuple[int | None, int | None], tuple[list[int], float]] = {}
    for at, mark in enumerate(reading.marks):
        if mark.role != "content":
            continue
        tie = _best(to_cue.get(at))
        speaker = _best(to_speaker.get(at))
        if tie is None and speaker is None:
            continue
        if tie is not None:
            source = _best(to_source.get(tie.head))
            head = source.head if source and source.probability >= 0.5 else None
            key: tuple[int | None, int | None] = (tie.head, head)
            sure = min(mark.confidence, reading.marks[tie.head].confidence, tie.probability)
        else:
            assert speaker is not None
            key, sure = (None, speaker.head), min(mark.confidence, speaker.probability)
        contents, least = groups.get(key, ([], 0.0))
        groups[key] = ([*contents, at], max(least, sure))
    return groups


def _best(links: list[Link] | None) -> Link | None:
    return links[0] if links else None


def _polarity(reading: Reading, cue: int | None) -> str:
    answers = reading.marks[cue].readings.get("polarity", {}) if cue is not None else {}
    return max(answers, key=lambda a: answers[a]) if answers else "affirmed"


def _share(spans: list[Span], pieces: list[Span]) -> float:
    total = sum(b - a for a, b in spans)
    inside = sum(max(0, min(b, d) - max(a, c)) for a, b in spans for c, d in pieces)
    return inside / total if total else 0.0


def _whole_quotations(spans: list[Span], quotations: list[list[Span]]) -> list[Span]:
    """Let a content that is most of a quotation, and little else, take the whole of it in all its pieces."""
    out = list(spans)
    for quotation in quotations:
        size = sum(b - a for a, b in quotation)
        hit = [s for s in out if _inside(s, quotation) >= 0.8 * (s[1] - s[0])]
        if hit and sum(_inside(s, quotation) for s in hit) >= SPLIT * size:
            out = [s for s in out if s not in hit] + list(quotation)
    return sorted(out)


def _inside(span: Span, quotation: list[Span]) -> int:
    return sum(max(0, min(span[1], b) - max(span[0], a)) for a, b in quotation)


def _trim(text: str, spans: list[Span]) -> list[Span]:
    out = []
    for start, end in spans:
        while start < end and (text[start].isspace() or text[start] in ",;:"):
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            out.append((start, end))
    return out


def _merge(text: str, spans: list[Span]) -> list[Span]:
    """Join spans that only spaces part, and drop one that another holds."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and (start <= out[-1][1] or not text[out[-1][1] : start].strip(" ")):
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _runs_on(text: str, drafts: list[Draft], quotations: list[list[Span]]) -> list[Draft]:
    """Give a quotation that no statement covers to the direct statement that ends just before it in its paragraph."""
    for quotation in quotations:
        if len(text[quotation[0][0] : quotation[-1][1]].split()) < 4:
            continue
        if any(_inside(span, quotation) for draft in drafts for span in draft.content):
            continue
        start = quotation[0][0]
        paragraph = text.rfind("\n", 0, start) + 1
        before = [d for d in drafts if d.quoted >= 0.9 and paragraph <= d.content[-1][1] <= start]
        if before:
            last = max(before, key=lambda d: d.content[-1][1])
            if '"' not in text[last.content[-1][1] + 2 : start - 1].replace("“", '"'):
                drafts[drafts.index(last)] = last._replace(content=sorted([*last.content, *quotation]))
    return drafts
