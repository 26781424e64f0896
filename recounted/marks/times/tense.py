"""Says whether a date without its year or week lies before the report or after it, by the words around it.

In:  tokens and the place of an expression.    Out: "past", "future", or None where nothing tells.
Cues live in languages/<code>/time_cues.csv; regular past forms are told by their ending.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Literal

from recounted.languages import table

from .words import Token

Direction = Literal["past", "future"]
BEFORE, AFTER = 14, 9  # tokens looked at on either side of the expression, within its sentence
_BE = frozenset({"be", "been", "being", "is", "are", "to"})
_ENDS = frozenset({".", "!", "?", ";"})


@functools.cache
def _cues(language: str) -> dict[str, str]:
    return {row["form"].lower(): row["direction"] for row in table(language, "time_cues")}


def direction(tokens: Sequence[Token], start: int, end: int, language: str) -> Direction | None:
    """Return where the clause of tokens[start:end] points: the nearest cue before it, else the nearest after it."""
    cues = _cues(language)
    for i in range(start - 1, max(-1, start - 1 - BEFORE), -1):
        word = tokens[i].word
        if word in _ENDS or word[:1] == "\n":
            break
        found = _told(tokens, i, cues)
        if found:
            return found
    for i in range(end, min(len(tokens), end + AFTER)):
        word = tokens[i].word
        if word in _ENDS or word[:1] == "\n":
            break
        found = _told(tokens, i, cues)
        if found:
            return found
    return None


def _told(tokens: Sequence[Token], i: int, cues: dict[str, str]) -> Direction | None:
    """Return what the word at i says; a participle after "be" or "to" leaves it to the words before it."""
    word = tokens[i].word
    cue = cues.get(word)
    if cue is None and i + 1 < len(tokens):
        cue = cues.get(f"{word} {tokens[i + 1].word}")
    if cue == "future":
        return "future"
    past = cue == "past" or (len(word) > 4 and word.endswith("ed") and word.isalpha())
    if not past:
        return None
    for back in range(i - 1, max(-1, i - 4), -1):
        if tokens[back].word in _BE or cues.get(tokens[back].word) == "future":
            # "will be released", "is expected", "to be freed": a form of "be" or a modal governs it.
            if any(cues.get(tokens[b].word) == "future" for b in range(max(0, back - 2), back + 1)):
                return "future"
            return None
        if tokens[back].word in _ENDS:
            break
    return "past"
