"""Words by which a voice gives an event its name: called it a massacre, described it as one, the word massacre.

In:  a text and the span of a term.    Out: whether the words before make it the word in question; who calls it so.
Forms stand in languages/<code>/callings.csv; a frame says how the term stands behind its form. What may stand between
them is in constructions.csv, room "callings".
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from recounted.languages import constructions
from recounted.model import Span

REACH = 100  # characters before a term in which what calls it so begins


class _Words(NamedTuple):
    """Constructions of the room "callings"."""

    refused: re.Pattern[str]  # makes a term the word that a statement is about: "call the raid a", "the word"
    spoken_of: re.Pattern[str]
    what_one_calls: re.Pattern[str]  # "what the clerk called a massacre": groups source, cue, words and quoted


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "callings", language)


def what_one_calls(language: str) -> re.Pattern[str]:
    """Return the pattern of "what the clerk called a massacre", with the groups source, cue, words and quoted."""
    return _words(language).what_one_calls


def is_in_question(text: str, span: Span, language: str = "en") -> bool:
    """Say whether the words before a term make it the word that a statement is about, and no mention of the event."""
    return _words(language).refused.search(text, max(0, span[0] - REACH), span[0]) is not None


def is_spoken_of(text: str, span: Span, language: str = "en") -> bool:
    """Say whether a term is spoken of and not used: "the word genocide"."""
    return _words(language).spoken_of.search(text, max(0, span[0] - 16), span[0]) is not None
