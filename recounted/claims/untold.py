"""Finds the contents that the encoder leaves out of statements of which it is sure who speaks and by what word.

In:  a text, its Reading, the cues that have a content, sentences.    Out: (cue, source, content) of each that had none.
Only what the form of the sentence says by itself: "…, sources said." behind what they said, "announced that …",
"said it had …".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from recounted.claims import clauses
from recounted.model import Reading, Span

SURE = 0.8  # least confidence of the cue, and least probability of its tie to its source
SPOKEN = 0.6
SHORT = 8  # characters of a content at least

_ENDS = re.compile(r"\s*(?:[.!?][\"”]?|$|\n)")
_DAY = re.compile(
    r"\s+(?:(?:on|late|early|this|last)\s+)*(?:\w+day|today|yesterday|tonight|morning|afternoon|evening|week|month|year)\b",
    re.IGNORECASE,
)
_THAT = re.compile(
    r"\s+that\s+(?!(?:of|in|for|from|by|on|at|with|which|who|is|was|will|would|and|but|or)\b)(?=\S)"
)  # not "that of Orsk", nor "would not confirm that but said"
_CLAUSE = re.compile(
    r"\s+(?=(?:it|he|she|they|we|I|there|this|these|those|the|an?|his|her|its|their|our|my|no|some|many|all|most)\s|[A-Z])"
)
_SAYS = re.compile(r"(?:say|says|said)$")
_QUOTE = re.compile(r"[\"“”«»]")


def contents(
    text: str, reading: Reading, tied: set[int], sentences: Sequence[Span], quoted: Sequence[Span]
) -> list[tuple[int, int, Span]]:
    """Return (cue, source, content) for sure cues outside of quotation marks that have no content.

    tied: the cues that have one. quoted: what stands between quotation marks.
    """
    out = []
    heads = reading.heads("source")
    for at, mark in enumerate(reading.marks):
        if mark.role != "cue" or at in tied or mark.confidence < SURE or at not in heads:
            continue
        link = heads[at][0]
        source = reading.marks[link.head].span
        sentence = clauses.sentence_of(list(sentences), mark.span[0])
        if link.probability < SPOKEN or sentence is None or not sentence[0] <= source[0] < source[1] <= mark.span[0]:
            continue
        if any(a <= mark.span[0] < b for a, b in quoted):
            continue
        content = _behind(text, source, mark.span, sentence) or _before(text, source, mark.span, sentence)
        if content and content[1] - content[0] >= SHORT:
            out.append((at, link.head, content))
    return out


def _before(text: str, source: Span, cue: Span, sentence: Span) -> Span | None:
    """Return what stands before "…, a source said." where the sentence ends with it."""
    day = _DAY.match(text, cue[1])
    lead = text[sentence[0] : source[0]].rstrip()
    if not _ENDS.match(text, day.end() if day else cue[1]) or not lead.endswith(","):
        return None
    return sentence[0], sentence[0] + len(lead) - 1


_BLAMES = re.compile(r"(?:blames?|blamed|blaming|accuses?|accused|accusing|condemns?|condemned|denounces?|denounced)$")
_WHOM = re.compile(r"\s+(?=[\w“\"])")
_LED = re.compile(r"\b(?:that|which|who)\s+$")
_FINITE = re.compile(r"(?P<lead>\s+)(?:was|were|is|are|had|has|have|would|will|could)\b")
_STOP = re.compile(r"[.,;:!?](?=\s|$)|\s(?:while|when|where|after|before)\b")


def _behind(text: str, source: Span, cue: Span, sentence: Span) -> Span | None:
    day = _DAY.match(text, cue[1])
    start = day.end() if day else cue[1]
    if _SAYS.search(text[slice(*cue)]) and _LED.search(text, max(0, source[0] - 8), source[0]):
        gap = _FINITE.match(text, start)  # "a theatre that Ukraine said was hit by a Russian strike"
        stop = _STOP.search(text, gap.end(), sentence[1]) if gap else None
        return (gap.end("lead"), stop.start() if stop else sentence[1]) if gap else None
    if _BLAMES.search(text[slice(*cue)]):
        whom = _WHOM.match(text, cue[1])
        stop = _STOP.search(text, whom.end(), sentence[1]) if whom else None
        return (whom.end(), stop.start() if stop else sentence[1]) if whom else None
    plain = _SAYS.search(text[slice(*cue)]) and not _QUOTE.search(text, *sentence)
    begin = _THAT.match(text, start) or (_CLAUSE.match(text, start) if plain else None)
    if begin is None:
        return None
    end = sentence[0] + len(text[slice(*sentence)].rstrip().rstrip(".!?"))
    return (begin.end(), end) if begin.end() < end else None
