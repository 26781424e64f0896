"""Finds the contents that the encoder leaves out of statements of which it is sure who speaks and by what word.

In:  a text, its Reading, the cues that have a content, sentences.    Out: (cue, source, content) of each that had none.
Only what the form of the sentence says by itself: "…, sources said." behind what they said, "announced that …",
"said it had …". Words live in languages/<code>/constructions.csv, room "untold".
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from recounted.claims import clauses
from recounted.languages import constructions
from recounted.model import Reading, Span

SURE = 0.8  # least confidence of the cue, and least probability of its tie to its source
SPOKEN = 0.6
SHORT = 7  # characters of a content at least

_ENDS = re.compile(r"\s*(?:[.!?][\"”]?|$|\n)")
_QUOTE = re.compile(r"[\"“”«»]")


class _Words(NamedTuple):
    """Constructions of the room "untold"."""

    day: re.Pattern[str]
    through: re.Pattern[str]  # "…, the council said | in a statement sent to reporters."
    that: re.Pattern[str]  # not "that of Orsk", nor "would not confirm that but said"
    clause: re.Pattern[str]
    says: re.Pattern[str]
    blames: re.Pattern[str]
    denies: re.Pattern[str]
    doing: re.Pattern[str]  # "denied | killing two men"
    figure: re.Pattern[str]  # a cue that may have a figure right behind it
    counts: re.Pattern[str]  # "reported | 17 dead"
    led: re.Pattern[str]
    finite: re.Pattern[str]
    stop: re.Pattern[str]


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "untold", language)


def contents(
    text: str,
    reading: Reading,
    tied: set[int],
    sentences: Sequence[Span],
    quoted: Sequence[Span],
    language: str = "en",
) -> list[tuple[int, int, Span]]:
    """Return (cue, source, content) for sure cues outside of quotation marks that have no content.

    tied: the cues that have one. quoted: what stands between quotation marks.
    """
    out, words = [], _words(language)
    heads = reading.heads("source")
    speakers = {
        reading.marks[links[0].head].span[0]: reading.marks[at].span[0]
        for at, links in heads.items() if links[0].probability >= SPOKEN and reading.marks[at].role == "cue"
    }  # fmt: skip
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
        another = speakers.get(mark.span[1] + 1, -1)  # "the army said | rebels reported 17 dead"
        if mark.span[1] < another < sentence[1] and words.says.search(text[slice(*mark.span)]):
            end = sentence[0] + len(text[slice(*sentence)].rstrip().rstrip(".!?"))
            out.append((at, link.head, (mark.span[1] + 1, end)))
            continue
        content = _behind(text, source, mark.span, sentence, words) or _before(text, source, mark.span, sentence, words)
        if content and (content[1] - content[0] >= SHORT or words.blames.search(text[slice(*mark.span)])):
            out.append((at, link.head, content))
    return out


def _before(text: str, source: Span, cue: Span, sentence: Span, words: _Words) -> Span | None:
    """Return what stands before "…, a source said." where the sentence ends with it."""
    day = words.day.match(text, cue[1])
    behind = day.end() if day else cue[1]
    through = words.through.match(text, behind, sentence[1])
    lead = text[sentence[0] : source[0]].rstrip()
    if not _ENDS.match(text, through.end() if through else behind) or not lead.endswith(","):
        return None
    return sentence[0], sentence[0] + len(lead) - 1


_WHOM = re.compile(r"\s+(?=[\w“\"])")


def _behind(text: str, source: Span, cue: Span, sentence: Span, words: _Words) -> Span | None:
    day = words.day.match(text, cue[1])
    start = day.end() if day else cue[1]
    says = words.says.search(text[slice(*cue)])
    if says and words.led.search(text, max(0, source[0] - 8), source[0]):
        gap = words.finite.match(text, start)  # "a theatre that Ukraine said was hit by a Russian strike"
        stop = words.stop.search(text, gap.end(), sentence[1]) if gap else None
        if gap:
            return gap.end("lead"), stop.start() if stop else sentence[1]
        says = None  # "reported that the army said | 17 had died", but no clause of "a theatre that Ukraine said …"
    if words.blames.search(text[slice(*cue)]):
        whom = _WHOM.match(text, cue[1])
        stop = words.stop.search(text, whom.end(), sentence[1]) if whom else None
        return (whom.end(), stop.start() if stop else sentence[1]) if whom else None
    plain = says and not _QUOTE.search(text, *sentence)
    begin = words.that.match(text, start) or (words.clause.match(text, start) if plain else None)
    if begin is None and words.denies.search(text[slice(*cue)]):
        begin = words.doing.match(text, start)
    if begin is None and words.figure.fullmatch(text[slice(*cue)]):
        begin = words.counts.match(text, start)
    if begin is None:
        return None
    end = sentence[0] + len(text[slice(*sentence)].rstrip().rstrip(".!?"))
    return (begin.end(), end) if begin.end() < end else None
