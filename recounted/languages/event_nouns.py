"""Nouns by which events are named: which name an event by themselves, and which are contested in use.

In:  a word or a term.    Out: what languages/<code>/names.csv and name_modifiers.csv say of it.
That a word is contested is shown beside it and never changes a claim.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from recounted.languages import table

_WORD = re.compile(r"[^\W_](?:[\w'’-]*[^\W_])?")


class EventNoun(NamedTuple):
    """contested: why some contest the word, or None; proper: whether a place before it makes a proper name; umbrella:
    whether it mostly names what the report's event is a part of ("war", "offensive"); alone: whether it names an event
    wherever it stands as a noun (in at least nine of ten places of our marked reports); verb: whether it is a verb that
    names by one side's word the harm that it tells ("were martyred")."""

    contested: str | None
    proper: bool
    umbrella: bool
    alone: bool
    verb: bool


@functools.cache
def _nouns(language: str) -> dict[str, EventNoun]:
    return {
        row["form"]: EventNoun(
            row["why"] if row["kind"] == "contested" else None,
            row["proper"] == "yes",
            row["umbrella"] == "yes",
            row["alone"] == "yes",
            row["alone"] == "verb",
        )
        for row in table(language, "names")
    }


@functools.cache
def modifiers(language: str) -> dict[str, str | None]:
    """Return the words that make an event's noun a kind ("suicide", "car") -> why some contest them, or None."""
    return {row["form"]: row["why"] or None for row in table(language, "name_modifiers")}


def event_noun(word: str, language: str = "en") -> EventNoun | None:
    """Return what the table says of a word as the head of an event's name, singular or plural, or None."""
    nouns = _nouns(language)
    low = word.casefold().replace("’", "'").removesuffix("'s")
    for form in (low, low.removesuffix("s"), low.removesuffix("es"), low.removesuffix("ies") + "y", low.split("-")[-1]):
        if form in nouns:
            return nouns[form]
    return None


def contested(term: str, language: str = "en") -> str | None:
    """Return why a term is contested in use, None for a plain one: by its noun, else by what makes it a kind
    ("terrorist attack"). Shown only, never acted on."""
    words = _WORD.findall(term)
    for word in reversed(words):
        noun = event_noun(word, language)
        if noun is not None and noun.contested:
            return noun.contested
    return next((why for word in words if (why := modifiers(language).get(word.casefold()))), None)
