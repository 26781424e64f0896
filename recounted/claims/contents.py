"""Cuts from contents what is no part of what was said: whom it was said to, whose word it is, what became of a claim.

In:  a text, the cue and the contents of a statement outside of quotation marks.    Out: the contents, cut.
"told | lawmakers | the dam was unsafe", "quoted | the governor as saying that | 14 had died", "the army's claim that
nobody came | could not be verified". Words live in languages/<code>/constructions.csv, room "contents".
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

import msgspec

from recounted.claims.mentions import is_teller
from recounted.languages import constructions, persons
from recounted.model import Mark, Reading, Span

ANOTHER = 0.8  # least tie of a cue to its source by which it is another's


class _Words(NamedTuple):
    """Constructions of the room "contents"."""

    tells: re.Pattern[str]  # cues with somebody told behind them
    addressee: re.Pattern[str]
    quotes: re.Pattern[str]
    as_saying: re.Pattern[str]
    noun: re.Pattern[str]  # a cue that is a noun: "the army's claim that …"
    verdict: re.Pattern[str]  # "could not be verified"
    against: re.Pattern[str]  # "12 had died| but the | rebels reported 17 dead"
    reports: re.Pattern[str]
    speaks: re.Pattern[str]  # what may stand between who speaks and the cue
    citing: re.Pattern[str]  # "nine had died|, citing | a clerk"


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "contents", language)


def cut(text: str, cue: Span, spans: list[Span], language: str = "en") -> list[Span]:
    """Return contents behind a cue without the addressee, "X as saying", whom it cites, and what is said of them."""
    words, said = _words(language), text[slice(*cue)]
    start, end = spans[0]
    if start < cue[1]:
        return spans
    for leads, opening in ((words.tells, words.addressee), (words.quotes, words.as_saying)):
        if leads.fullmatch(said) and (found := opening.match(text, start, end)):
            start = found.end()
    if start < end:
        spans = [(start, end), *spans[1:]]
    if (
        words.noun.fullmatch(said)
        and (found := words.verdict.search(text, *spans[-1]))
        and spans[-1][0] < found.start()
    ):
        spans = [*spans[:-1], (spans[-1][0], found.start())]
    whom = words.citing.search(text, *spans[-1])
    if whom and whom.start() > spans[-1][0] and is_teller(whom["who"], language):
        spans = [*spans[:-1], (spans[-1][0], whom.start())]
    return spans


def before_another(text: str, reading: Reading, cue: int, spans: list[Span], language: str = "en") -> list[Span]:
    """Return contents of a cue up to where a clause sets another against them who speaks by a cue of its own: "the army
    said that 12 had died | but rebels reported 17 dead". That other may be inside what the first one said; set against
    it by "but" or "while" it is taken for the report's, so that no figure comes into a mouth that did not give it."""
    words, out = _words(language), []
    for start, end in spans:
        for link in reading.links:
            by, said = reading.marks[link.head].span, reading.marks[link.tail].span
            if link.role != "source" or link.tail == cue or link.probability < ANOTHER or not start < by[0] < end:
                continue
            who = persons.noun(text[slice(*by)], language)
            if (who is not None and who.kind == "pronoun") or words.reports.match(text, said[0]) is None:
                continue  # "said that 12 had died but he doubts the number": the same speaker goes on
            against = words.against.search(text, start, by[0])
            if against and words.speaks.fullmatch(text, by[1], said[0]):
                end = against.start()
        if start < end:
            out.append((start, end))
    return out


def with_cues_apart(reading: Reading) -> Reading:
    """Return the reading with no cue over a content that begins within it: "said | his client denied the charges"."""
    begins = [mark.span[0] for mark in reading.marks if mark.role == "content"]
    return Reading([_apart(mark, begins) if mark.role == "cue" else mark for mark in reading.marks], reading.links)


def _apart(cue: Mark, begins: list[int]) -> Mark:
    start, end = cue.span
    inside = min((at for at in begins if start + 1 < at < end), default=None)
    if inside is None:
        return cue
    return msgspec.structs.replace(cue, span=(start, inside - 1))
