"""Which words hand harm to another event, or say that a figure sums up several.

In:  a text and spans of people and words of harm.    Out: is_aside, is_separate, spans_events, departures, closing,
recalled.
Words live in languages/<code>/constructions.csv, room "asides".
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from recounted.languages import constructions, finding
from recounted.model import Span

_STOP = re.compile(r"[.!?;](?=\s)|\n|[“”\"]")


class _Words(NamedTuple):
    """Constructions of the room "asides"."""

    aside: re.Pattern[str]  # "in an unrelated case", "last year"
    link: re.Pattern[str]  # the headline of another report: "READ …"
    several_events: re.Pattern[str]
    departs: re.Pattern[str]
    closes: re.Pattern[str]
    separate: re.Pattern[str]
    one_of: re.Pattern[str]
    caption: re.Pattern[str]  # "Crime: Orsk man charged", the headline of another report
    since: re.Pattern[str]
    measured: re.Pattern[str]  # "the worst …", up to "since"
    exceeds: re.Pattern[str]  # "more than the"
    past: re.Pattern[str]  # what is recalled, from "since" or "than" to the end of its clause
    own_clause: re.Pattern[str]  # "killed 40 …, and said that it had been warned ten days earlier"


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "asides", language)


@functools.lru_cache(maxsize=1)  # asked for each event of a report and each family of effects
def departures(text: str, language: str = "en") -> tuple[int, ...]:
    """Return where a report leaves its event for others: a count of cases, another case, a plea for information."""
    return tuple(found.end() for found in finding.finditer(_words(language).departs, text))


@functools.lru_cache(maxsize=4)  # asked for every toll of a report
def recalled(text: str, language: str = "en") -> tuple[Span, ...]:
    """Return the spans in which a text recalls another event to measure its own by: "the worst since | a blast that
    killed 85", "the deadliest since | 1998, when 61 died", "more than | the nine who died there"."""
    words, out = _words(language), []
    openings = (words.measured, words.exceeds) if words.since.search(text) else (words.exceeds,)
    for opening in openings:
        for found in finding.finditer(opening, text):
            clause = words.past.match(text, found.end())
            if clause:
                out.append(clause.span())
    return tuple(sorted(out))


def closing(text: str, start: int, language: str = "en") -> int:
    """Return where, from start on, a page ends its report and goes on with links to others."""
    found = _words(language).closes.search(text, start)
    return found.start() if found else len(text)


def is_separate(text: str, start: int, end: int, language: str = "en") -> bool:
    """Return whether the words between start and end hand what follows to another event: "in a separate incident"."""
    return _words(language).separate.search(text, start, end) is not None


def spans_events(text: str, start: int, span: Span, harm: Span, language: str = "en") -> bool:
    """Return whether a figure sums up several events: "wounded in two separate shootings".

    start: where its sentence begins.
    """
    words, end = _words(language), max(span[1], harm[1])
    after = _STOP.search(text, end)
    found = words.several_events.search(text, start, min(after.start() if after else len(text), end + 100))
    if found is None:
        return False
    one_of = words.one_of.search(text, max(start, found.start() - 8), found.end())
    return one_of is None or span[1] > one_of.start()  # "Odd Ness was shot in one of three shootings"


def opens_with_several(text: str, first: int, language: str = "en") -> bool:
    """Return whether what stands before the first person told of says that the report is of several events."""
    return bool(_words(language).several_events.search(text, max(0, first - 400), first))


def is_aside(text: str, span: Span, harm: Span, language: str = "en") -> bool:
    """Return whether the sentence hands its harm to another time or event: "in an unrelated case", "last year"."""
    words, start, end = _words(language), min(span[0], harm[0]), max(span[1], harm[1])
    left = max(0, start - 150)
    for stop in _STOP.finditer(text, left, start):
        left = stop.end()
    after = _STOP.search(text, end)
    right = min(after.start() if after else len(text), end + 100)
    own = words.own_clause.search(text, end, right)
    said = text[left : own.start() if own else right]
    # The look-ahead sees the words of the person, who may open the headline.
    caption = words.caption.search(text, left, start + 30)
    aside = words.aside.search(said) or words.link.search(said)
    return aside is not None or (caption is not None and caption.end() <= start)
