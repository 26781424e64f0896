"""Mends the extent of a mark that names an event: the noun with the words that make it a kind, and nothing else.

In:  a text and a marked span.    Out: the span of the name ("suicide attack", "Halvet massacre"), or None.
Words live in languages/<code>/names.csv (head nouns; which are contested in use, and why) and name_modifiers.csv;
constructions.csv, room "event_names", says behind which words a noun names an event.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from recounted import languages
from recounted.claims.mentions import words_of
from recounted.languages import constructions
from recounted.languages.constructions import word_class
from recounted.languages.event_nouns import EventNoun, event_noun, modifiers
from recounted.model import Span

SURE = 0.9  # a mark without a noun of the table is kept from here on; set, not tuned

_WORD = re.compile(r"[^\W_](?:[\w'’-]*[^\W_])?")


class _Words(NamedTuple):
    """Constructions of the room "event_names"."""

    against: re.Pattern[str]
    as_noun: re.Pattern[str]
    of_body: re.Pattern[str]  # "died of a heart | attack"


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "event_names", language)


def _selects(term: str, language: str) -> bool:
    """Say whether a term makes its window be read by --only claims, so that both reads name it in the same voice."""
    low = term.casefold()
    return low in _selecting(language) or any(word in _selecting(language) for word in _WORD.findall(low))


@functools.cache
def _selecting(language: str) -> frozenset[str]:
    return frozenset(row["form"] for row in languages.table(language, "selecting") if row["selects"] == "yes")


@functools.cache
def _demonyms(language: str) -> frozenset[str]:
    return frozenset(row["form"].casefold() for row in languages.table(language, "demonyms"))


_noun = functools.lru_cache(maxsize=8192)(event_noun)  # every word of every text is asked


def _last_noun(words: str, language: str) -> EventNoun | None:
    return next((n for word in reversed(_WORD.findall(words)) if (n := event_noun(word, language))), None)


def unmarked(text: str, marked: Sequence[Span], harm: Sequence[Span] = (), language: str = "en") -> Iterator[Span]:
    """Yield the names that need no encoder: a noun that always names an event, behind an article or another word that
    makes it a noun, one with a word that makes it a kind ("air strikes"), a naming verb that tells of harm ("were
    martyred"). marked: spans to leave alone. harm: words of harm to people, as the encoder reads them."""
    for match in _WORD.finditer(text):
        noun = _noun(match.group(), language)
        if noun is None or noun.umbrella or any(a < match.end() and match.start() < b for a, b in marked):
            continue
        span = event_name(text, match.span(), 0.0, language)
        if span is None or span[1] < match.end():
            continue
        if not _selects(text[slice(*span)], language):
            continue
        if noun.verb and any(a < match.end() and match.start() < b for a, b in harm):
            yield match.span()
            continue
        kind = (
            span[0] < match.start()
            and text[span[0]].islower()
            and match.group().casefold() not in word_class("deed", language)
        )
        if kind or (noun.alone and _words(language).as_noun.search(text, max(0, span[0] - 40), span[0])):
            yield span


def umbrellas(text: str, spans: list[Span], language: str = "en") -> set[Span]:
    """Return the spans whose noun names what the event is a part of, where another span names the event itself."""
    heads = {span: _last_noun(text[slice(*span)], language) for span in spans}
    wide = {span for span, noun in heads.items() if noun is not None and noun.umbrella}
    return wide if any(noun is not None and not noun.umbrella for noun in heads.values()) else set()


def event_name(text: str, span: Span, sure: float, language: str = "en") -> Span | None:
    """Return the extent of the name that a mark stands in, or None where the mark holds no name of an event.

    sure: the encoder's confidence, by which a noun that the table lacks is kept.
    """
    words = _line_words(text, text.rfind("\n", 0, span[0]) + 1, _line_end(text, span[1]))
    inside = []
    for k in range(bisect_right(words, span[0], key=lambda word: word[1]), len(words)):
        if words[k][0] >= span[1]:
            break
        inside.append(k)
    if not inside:
        return None
    head = _head(text, words, inside, language)
    if head is None:
        low = text[span[0] : span[1]]
        return span if sure >= SURE and low[:1].islower() and len(inside) <= 2 else None
    noun = event_noun(text[slice(*words[head])], language)
    assert noun is not None
    if _words(language).of_body.search(text, max(0, words[head][0] - 24), words[head][0]):
        return None  # "died of a heart attack"
    if text[words[head][0]].isupper() and _names_a_body(text, words, head, language):
        return None  # the Kosovo Liberation Army
    first = head
    while first and _joined(text, words, first) and _belongs(text, words[first - 1], noun, head - first, language):
        first -= 1
    whole = _words(language).against.match(text, words[head][1])
    return words[first][0], whole.end() if whole else words[head][1]


@functools.lru_cache(maxsize=64)  # a paragraph holds several marks
def _line_words(text: str, start: int, end: int) -> tuple[Span, ...]:
    return tuple(m.span() for m in _WORD.finditer(text, start, end))


def _head(text: str, words: Sequence[Span], inside: list[int], language: str) -> int | None:
    """Return the head noun: the last of the table's within the mark, or one that the mark breaks off before."""
    within = [k for k in inside if event_noun(text[slice(*words[k])], language)]
    head = within[-1] if within else None
    at = head if head is not None else inside[-1]
    for k in range(at + 1, min(at + 3, len(words))):
        if not _joined(text, words, k):
            break
        joining = text[slice(*words[k - 1])].casefold() in word_class("no_kind", language)
        if not joining and event_noun(text[slice(*words[k])], language):
            modifying = all(_modifier(text[slice(*words[j])], language) for j in range(at + 1, k))
            if modifying and (head is not None or k == at + 1 or _modifier(text[slice(*words[at])], language)):
                return k
    return head


def _names_a_body(text: str, words: Sequence[Span], head: int, language: str) -> bool:
    """Whether the word behind a capitalised noun is one that names a body, with a capital too."""
    if head + 1 >= len(words) or not _joined(text, words, head + 1):
        return False
    after = text[slice(*words[head + 1])]
    return after[:1].isupper() and words_of(language).speakers.get(after.casefold()) == "organisation"


def _joined(text: str, words: Sequence[Span], k: int) -> bool:
    return text[words[k - 1][1] : words[k][0]] in (" ", "\u00a0")


def _modifier(word: str, language: str) -> bool:
    low = word.casefold()
    return low in modifiers(language) or (event_noun(word, language) is not None)


def _belongs(text: str, word: Span, noun: EventNoun, distance: int, language: str) -> bool:
    words = text[slice(*word)]
    before = text[: word[0]].rstrip()
    if _modifier(words, language):
        # "Kettleby Bridge murder": a capital within a sentence belongs to a place, unless the noun has one too.
        named = re.search(r"\b[A-Z][\w’'-]*[a-z]$", before)
        return not (words[0].isupper() and named and text[word[1] + 1 : word[1] + 2].islower())
    if words.endswith(("'s", "’s")):
        return False  # "Tuesday's explosion"
    if not noun.proper or distance or not words[:1].isupper() or words.casefold() in _demonyms(language):
        return False
    return bool(before) and before[-1] not in '.!?“"\n' and words.casefold() not in word_class("no_place", language)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)
