"""Completes contents that stop short: a content keeps its clause whole.

In:  the contents of one statement, its cue and source, the sentence.    Out: the contents, completed.
Only outside of quotation marks, and never over another cue or source: what begins or ends in the middle of a clause is
rarely meant to.
"""

from __future__ import annotations

import bisect
import functools
import re
from typing import NamedTuple

from recounted.languages import constructions
from recounted.model import Reading, Span

_STOP = re.compile(r"[,;:](?!\d)|[!?\n\"“”«»—–]|''|``|\s-\s")


class _Words(NamedTuple):
    """Constructions of the room "clauses"."""

    according: re.Pattern[str]
    behind: re.Pattern[str]  # "…, police said on Friday, | killing nine": still what they said


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "clauses", language)


def sentence_of(sentences: list[Span], at: int) -> Span | None:
    """Return the sentence that holds the offset `at`, or None."""
    k = bisect.bisect_right(sentences, (at, 1 << 60)) - 1
    return sentences[k] if k >= 0 and sentences[k][0] <= at < sentences[k][1] else None


def completed(
    text: str, reading: Reading, speech: list[Span], cue: int | None, spans: list[Span], sentences: list[Span]
) -> list[Span]:
    """Return spans with the ends of their clause: one that precedes its cue begins where its clause does, one that
    follows it ends where its clause ends. speech: spans of every cue and source, in text order."""
    if cue is None or len(spans) != 1:
        return spans
    (start, end), said = spans[0], reading.marks[cue].span
    sentence = sentence_of(sentences, said[0])
    if sentence is None or not sentence[0] <= start < end <= sentence[1]:
        return spans
    if end <= said[0]:
        return [(_begin(text, speech, start, sentence[0]), end)]
    if start >= said[1]:
        return [(start, _end(text, speech, end, sentence[1]))]
    return spans


def _begin(text: str, speech: list[Span], start: int, first: int) -> int:
    between = text[first:start]
    marks = [m.end() for m in _STOP.finditer(between) if not text[first + m.end()].isdigit()]  # "71,000"
    spoken = [b - first for a, b in speech if first <= a and b <= start]
    at = max([*marks, *spoken, 0])
    if spoken and at == max(spoken):
        return start  # another speaker's words stand before
    at += len(between[at:]) - len(between[at:].lstrip())
    return first + at if start - (first + at) > 0 and between[at:].strip() else start


def _end(text: str, speech: list[Span], end: int, last: int) -> int:
    rest = text[end:last]
    if not rest[:1].isspace() or not rest.strip():
        return end
    marks = [m.start() for m in _STOP.finditer(rest)]
    spoken = [a - end for a, b in speech if end <= a and b <= last]
    at = min([*marks, *spoken, len(rest)])
    if spoken and at == min(spoken):
        return end
    return end + len(rest[:at].rstrip().rstrip(".!?"))


def continued(
    text: str, speech: list[Span], cue: Span, source: Span, spans: list[Span], sentences: list[Span], language: str
) -> list[Span]:
    """Return the contents before a cue with the participle behind it that goes on with their clause, and not with
    the speaker's ("…, he said, smiling"), to the end of its sentence, if nobody else speaks there; no quotation."""
    end = max(cue[1], source[1])
    sentence = sentence_of(sentences, cue[0])
    if sentence is None or spans[-1][1] > min(cue[0], source[0]):
        return spans
    behind = _words(language).behind.match(text, end, sentence[1])
    if behind is None:
        return spans
    start = behind.start("clause")
    if any(start <= a < sentence[1] for a, _ in speech):
        return spans
    return [*spans, (start, start + len(text[start : sentence[1]].rstrip().rstrip(".!?")))]


def according(
    text: str, reading: Reading, tied: set[int], sentences: list[Span], language: str = "en"
) -> list[tuple[int, int, Span]]:
    """Return (cue, source, content) of each "according to X" that no content is tied to: the rest of its sentence."""
    found, words = [], _words(language).according
    heads = reading.heads("source")
    for at, mark in enumerate(reading.marks):
        if mark.role != "cue" or at in tied or not words.fullmatch(text[slice(*mark.span)]) or at not in heads:
            continue
        source = heads[at][0].head
        sentence = sentence_of(sentences, mark.span[0])
        if sentence is None or not mark.span[1] <= reading.marks[source].span[0] < sentence[1]:
            continue
        before, after = (sentence[0], mark.span[0]), (reading.marks[source].span[1], sentence[1])
        rest = before if text[slice(*before)].strip(' ,\n"“') else after
        start, end = rest
        while start < end and (text[start].isspace() or text[start] in ",;:"):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:."):
            end -= 1
        if start < end:
            found.append((at, source, (start, end)))
    return found
