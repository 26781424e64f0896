"""What the stages of one document hand to one another, and no record holds.

In:  nothing but model.py.    Out: Marks, everything that is marked in a text; Setting, when and where something was.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from recounted.model import Dateline, Ladder, Place, Reading, Span, Time


class Marks(NamedTuple):
    """Everything that is marked in one text before anything is claimed of it. language: whose tables read it; body:
    where the report's first sentence begins, behind title and dateline."""

    text: str
    language: str
    reading: Reading
    sentences: list[Span]
    quotations: list[list[Span]]
    times: list[Time]
    places: list[Place]
    dateline: Dateline | None
    published: str | None
    body: int = 0

    def sentence_at(self, at: int) -> Span:
        """Return the sentence that holds a code point: the last that begins at or before it."""
        if not self.sentences:
            return at, at
        return self.sentences[max(0, bisect_right(self.sentences, at, key=lambda sentence: sentence[0]) - 1)]


class Setting(NamedTuple):
    """When and where something was, and from how near the text says so."""

    when: str | None
    when_from: Ladder | None
    where: str | None
    where_from: Ladder | None
