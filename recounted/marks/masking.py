"""Gives rare names stand-ins before the encoder sees them, so that it reads every party alike.

In:  the pieces of a paragraph and their offsets.    Out: the same, each rare name as one piece.
A name that the base vocabulary breaks into pieces ("Zhel-many") is seen as a common surname, the first such name of a
text always as the first of the pool: two texts that differ in their parties' names alone are one text to the encoder.
Measured without training for it: gold/ voices right .884 -> .957, mirrored texts .73 -> .94 (bench/mirror.py).
"""

from __future__ import annotations

import functools
from typing import Any

POOL = (
    "johnson williams davis miller wilson moore taylor anderson thomas jackson harris martin thompson garcia martinez"
    " robinson clark lewis walker hall allen young hernandez wright lopez scott adams baker gonzalez nelson carter"
    " mitchell perez roberts turner phillips campbell parker evans edwards collins stewart sanchez morris rogers reed"
    " morgan murphy bailey rivera cooper richardson howard ward torres peterson ramirez james watson brooks kelly"
    " sanders bennett barnes ross henderson coleman jenkins perry powell patterson hughes"
).split()

# Endings of ordinary words: a sentence may open with one that the vocabulary breaks ("Firefighters").
_ORDINARY = ("ing", "ed", "ly", "ers", "ors", "ists", "ions", "ments")
_SHOUTED = 5  # letters beyond which a word in capitals is a headline's and no acronym

Pieces = tuple[list[int], list[tuple[int, int]]]


@functools.cache
def _pool(tokenizer: Any) -> tuple[int, ...]:
    return tuple(tokenizer.token_to_id(name) for name in POOL)


class Names:
    """The names of one text, numbered by first mention. first: the stand-in of the first one (training varies it)."""

    def __init__(self, text: str, tokenizer: Any, first: int = 0):
        self.text, self.first, self.pool = text, first, _pool(tokenizer)
        self.number: dict[str, int] = {}

    def masked(self, ids: list[int], offsets: list[tuple[int, int]]) -> Pieces:
        """Return the pieces of a paragraph with each rare name as one piece over the whole of its characters."""
        out_ids: list[int] = []
        out_offsets: list[tuple[int, int]] = []
        at, count = 0, len(ids)
        while at < count:
            end = at + 1
            while end < count and offsets[end][0] == offsets[end - 1][1] and self._inside(offsets[end][0]):
                end += 1
            start, stop = offsets[at][0], offsets[end - 1][1]
            if end - at > 1 and self._is_name(start, stop):
                number = self.number.setdefault(self.text[start:stop], len(self.number))
                out_ids.append(self.pool[(number + self.first) % len(self.pool)])
                out_offsets.append((start, stop))
            else:
                out_ids += ids[at:end]
                out_offsets += offsets[at:end]
            at = end
        return out_ids, out_offsets

    def _inside(self, at: int) -> bool:
        return self.text[at].isalnum() and self.text[at - 1].isalnum()

    def _is_name(self, start: int, stop: int) -> bool:
        word = self.text[start:stop]
        if len(word) < 3 or not word[0].isupper() or not word.isalpha():
            return False
        if word.isupper() and len(word) > _SHOUTED:
            return False
        before = self.text[max(0, start - 3) : start].rstrip()
        opens = not before or before[-1] in '.!?\n“"'
        return not (opens and word.endswith(_ORDINARY))
