"""Finds who does harm in the grammar of its clause where no name or known body tells: "by two men in masks".

In:  a text, words of harm, the end of a subject.    Out: Parties, each a noun phrase whose head is persons.
Only persons: a storm or a bomb that kills is the encoder's to read. Words live in languages/<code>/constructions.csv,
room "doers", and in people.csv.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from recounted.languages import constructions, persons
from recounted.languages.constructions import word_class
from recounted.model import Span

PERSONS = ("noun", "generic", "plural")  # kinds of nouns that do harm: no pronoun, no family, no thing


class Party(NamedTuple):
    """span: the party; role and status where the clause says them, else None (the encoder's answer stands)."""

    span: Span
    role: str | None = None
    status: str | None = None


class _Words(NamedTuple):
    """Constructions of the room "doers"."""

    by: re.Pattern[str]
    phrase: re.Pattern[str]  # a noun phrase: its article or number, its words up to the first that closes it
    subject: re.Pattern[str]  # that and what hangs on it, from where a clause begins to its verb


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "doers", language)


def agent(text: str, trigger: Span, language: str = "en") -> Iterator[Party]:
    """Yield the persons who follow words of harm with "by": "hacked to death | by men in masks"."""
    words = _words(language)
    by = words.by.match(text, trigger[1])
    found = words.phrase.match(text, by.end()) if by else None
    if found and _are_persons(found["np"], language):
        yield Party(found.span("np"))


def subject(text: str, end: int, language: str = "en") -> Iterator[Party]:
    """Yield the persons with whom the clause begins whose active verb of harm begins behind end."""
    found = _words(language).subject.search(text, max(0, end - 120), end)
    if found and _are_persons(found["np"], language):
        yield Party(found.span("np"))


def _are_persons(words: str, language: str) -> bool:
    found = persons.noun(words, language)
    head = words.split()[-1].lower()
    return found is not None and found.kind in PERSONS and head not in word_class("no_one_person", language)
