"""Finds whom a source cites for its words: "state TV, citing the interior ministry, reported that …".

In:  a text, its Reading, a Draft of a statement.    Out: spans of the cited; the mark of whom the draft cites.
What is cited is a speaker and no reason: "citing poor health" cites nobody. Words live in
languages/<code>/constructions.csv, room "citing".
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from recounted.claims.mentions import read_mention, words_of
from recounted.claims.statements import Draft
from recounted.languages import constructions
from recounted.model import Reading, Span

AHEAD = 120  # characters in which "as saying" follows whom a source quotes

_BETWEEN = re.compile(r"[^.!?;\n\"“”]{0,60}")


class _Words(NamedTuple):
    """Constructions of the room "citing"."""

    citing: re.Pattern[str]
    cited: re.Pattern[str]  # the noun phrase behind it


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "citing", language)


def cited(text: str, language: str = "en") -> list[Span]:
    """Return the spans of the speakers whom a text cites, for claims.speakers to mark."""
    out = []
    for citing in _words(language).citing.finditer(text):
        phrase = _words(language).cited.match(text, citing.end())
        if phrase and _speaks(phrase.group(), language):
            out.append((phrase.start(), phrase.start() + len(phrase.group().rstrip())))
    return out


def _speaks(words: str, language: str) -> bool:
    mention = read_mention(words, language)
    if mention.shape == "name":
        return True
    speakers = words_of(language).speakers
    return mention.head in speakers or mention.head.rstrip("s") in speakers


def cites(text: str, language: str = "en") -> bool:
    """Say whether a text cites anything at all."""
    return _words(language).citing.search(text) is not None


def cited_by(text: str, reading: Reading, draft: Draft, language: str = "en") -> int | None:
    """Return the mark of the speaker whom a statement's source cites for it, or None.

    The citing stands right before the source ("Citing …, state TV said"), right after it ("state TV, citing …, said"),
    or after the cue or the content, with no other cue between.
    """
    if draft.source is None or draft.cue is None:
        return None
    source, cue = reading.marks[draft.source].span, reading.marks[draft.cue].span
    for at, mark in enumerate(reading.marks):
        if mark.role != "source" or at == draft.source:
            continue
        found = _words(language).citing.finditer(text, max(0, mark.span[0] - 10), mark.span[0] + AHEAD)
        citing = next((one for one in found if one.end() == mark.span[0]), None)
        if citing is None:
            continue
        if citing.start() <= cue[0] < citing.end():
            return at  # "reported, citing the ministry, that …", of which the encoder takes "citing" for the cue
        if mark.span[1] <= source[0] and not text[mark.span[1] : source[0]].strip(" ,"):
            return at  # "Citing the ministry, the agency reported"
        ends = [cue[1], *(b for _, b in draft.content if b <= citing.start() + 1)]
        behind = max(ends) if max(ends) <= citing.start() + 1 else None
        if source[1] <= citing.start() + 1 <= cue[0] and not text[source[1] : citing.start()].strip(" ,"):
            return at
        if behind is not None and _BETWEEN.fullmatch(text, behind, citing.start()) and _no_cue(reading, behind, citing):
            return at
    return None


def _no_cue(reading: Reading, start: int, citing: re.Match[str]) -> bool:
    """Whether no cue but the citing itself stands between."""
    return not any(m.role == "cue" and start <= m.span[0] < citing.start() for m in reading.marks)
