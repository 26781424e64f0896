"""Tells numbers that count nobody who was harmed from those that may: owners, parts of things, a second figure.

In:  a text and the span of a phrase that numbers people.    Out: the span to read, or None.
Words live in languages/<code>/constructions.csv, room "uncounted".
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from recounted.languages import constructions, persons, table
from recounted.languages.constructions import word_class
from recounted.languages.en import rules
from recounted.marks.place_addresses import numbers_a_house
from recounted.model import Span

REACH = 60  # characters in which the noun stands that "of which" takes up

_SMALL = re.compile(r"\b[a-z]+\b")
_BARE = re.compile(r"[\d,.]+|[a-z]+(?:-[a-z]+)?")
_WORD = re.compile(r"[\w'’-]+")


class _Words(NamedTuple):
    """Constructions of the room "uncounted"."""

    owns: re.Pattern[str]  # "the girl | 's parents"
    of_which: re.Pattern[str]
    plural: re.Pattern[str]
    ages: re.Pattern[str]
    both_ages: re.Pattern[str]
    aged: re.Pattern[str]
    two: re.Pattern[str]  # "two women, | 19 and 45"
    two_ages: re.Pattern[str]
    from_old: re.Pattern[str]  # "38 from 40" are two figures
    increase: re.Pattern[str]  # "rose by | six to 44"
    now: re.Pattern[str]
    tail: re.Pattern[str]  # "eighty-two of the | injured"
    opens: re.Pattern[str]
    whom: re.Pattern[str]
    size: re.Pattern[str]  # how many a place has says of no harm to them: "a school of nearly | 2,000 pupils"
    rest: re.Pattern[str]  # what is said of the others: "all but | three of the 40 were saved"
    every: re.Pattern[str]  # "every | one of their occupants": all of them, and no one person
    one: re.Pattern[str]
    share: re.Pattern[str]  # shares of a figure: "one in three of the 900"
    share_of: re.Pattern[str]
    of_them: re.Pattern[str]
    nation: re.Pattern[str]
    was: re.Pattern[str]  # "The man who died was | 22."
    who: re.Pattern[str]
    after_age: re.Pattern[str]
    pet: re.Pattern[str]  # "Misha, an old mastiff"
    some_of_all: re.Pattern[str]
    under_age: re.Pattern[str]  # "some of whom were | under 10"
    of_age: re.Pattern[str]
    than_the: re.Pattern[str]  # "more than the | six of last year" are six


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "uncounted", language)


def counted(text: str, span: Span, language: str) -> Span | None:
    """Return the span of the figure itself, or None where it counts others: "The girl's parents", "22 of which"."""
    if _owner(text, span, language) or _of_things(text, span, language) or _is_age_or_address(text, span, language):
        return None
    words = _words(language)
    if (
        _is_age_of_one(text, span, language)
        or _is_rest_or_share(text, span, language)
        or words.size.search(text, max(0, span[0] - 40), span[0])
    ):
        return None
    if (
        words.opens.search(text, max(0, span[0] - 14), span[0])
        and _BARE.fullmatch(text, *span)
        and text[span[1]] == ","
    ):
        return None  # "Of the 42, four were shot": told before
    if _is_craft(text[slice(*span)], language) or _of_animals(text, span, language):
        return None
    pet = words.pet.fullmatch(text, *span)
    if pet and rules.is_animal(pet["what"].lower(), persons.nouns(language), language):
        return None
    whom = words.whom.match(text, span[1]) if text[span[0] : span[1]].endswith(" of") else None
    if whom:
        return span[0], whom.end()  # "nine of | whom later died"
    than = words.than_the.match(text, *span)
    if than and than.end() < span[1]:
        return than.end(), span[1]
    tail = words.tail.search(text, *span)
    if tail:
        return span[0], tail.start()
    if words.increase.search(text, max(0, span[0] - 25), span[0]) and (now := words.now.search(text, *span)):
        return now.end(), span[1]  # "rose by | six to 44"
    second = words.from_old.search(text, *span)  # "38 from 40" are two figures
    return (span[0], second.end()) if second else span


def parts(text: str, span: Span, language: str) -> list[Span]:
    """Return the spans of two figures of which one is some of the other: "two of the six people", else the span."""
    both = _words(language).some_of_all.fullmatch(text, *span)
    return [both.span("some"), both.span("all")] if both else [span]


def _is_rest_or_share(text: str, span: Span, language: str) -> bool:
    words, before = _words(language), max(0, span[0] - 60)
    if words.every.search(text, before, span[0]) and words.one.match(text, span[0]):
        return True
    if words.share.match(text, span[0]) or words.rest.search(text, before, span[0]):
        return True
    return words.share_of.search(text, before, span[0]) is not None


def _owner(text: str, span: Span, language: str) -> bool:
    """Whether one person only says whose the people after it are: harm that comes to them is not the owner's."""
    owned = _words(language).owns.match(text, span[1])
    if owned is None:
        return False
    words = owned[1].split()
    heads = [persons.noun(" ".join(words[: n + 1]), language) for n in range(len(words))]
    first = next((head for head in heads if head is not None), None)  # the "death" of a soldier is no person
    return first is not None and first.kind in ("noun", "plural", "family", "household")


def _is_age_of_one(text: str, span: Span, language: str) -> bool:
    """Whether bare digits are the age of one person: "The man who died was 22.", not "The number of dead was 22."."""
    if not re.fullmatch(r"\d{1,2}", text[slice(*span)]) or not _words(language).after_age.match(text, span[1]):
        return False
    left = max(text.rfind(stop, max(0, span[0] - 80), span[0]) for stop in (". ", "; ", "\n", "! ", "? ")) + 1
    was = _words(language).was.search(text, max(left, span[0] - 80), span[0])
    if was is None:
        return False
    who = _words(language).who.split(was["who"])[0].lower()
    words, known = _WORD.findall(who), persons.nouns(language)
    if any(word in word_class("figure_word", language) for word in words):
        return False
    told = [known[word] for word in words if word in known]
    return bool(told) and not told[-1].plural and told[-1].kind != "thing"


def _is_age_or_address(text: str, span: Span, language: str) -> bool:
    """Whether bare digits are the second of two ages or number a house: "two girls, age 16 and 17", "9 Mill Road"."""
    words = _words(language)
    ages = words.both_ages.fullmatch(text, *span)
    if ages and words.aged.search(text, max(0, span[0] - 30), span[0]):
        return True
    if words.two_ages.fullmatch(text, *span) and words.two.search(text, max(0, span[0] - 40), span[0]):
        return True  # "two women, | 19 and 45, died"
    if words.under_age.fullmatch(text, *span) and words.of_age.search(text, max(0, span[0] - 12), span[0]):
        return True
    if not text[slice(*span)].isdigit():
        return False
    return bool(words.ages.search(text, max(0, span[0] - 30), span[0]) or numbers_a_house(text, span))


def _of_animals(text: str, span: Span, language: str) -> bool:
    """Whether a number breaks down animals: "two dogs ran at them; a guard shot | one of them"."""
    if not _words(language).of_them.fullmatch(text, *span):
        return False
    known = persons.nouns(language)
    told = [known[word] for word in _SMALL.findall(text, max(0, span[0] - 2 * REACH), span[0]) if word in known]
    several = [noun for noun in told if noun.plural and noun.kind != "pronoun"]
    return bool(several) and rules.is_animal(several[-1].form, known, language)


def _is_craft(words: str, language: str) -> bool:
    """Whether a nation's name only tells whose a thing is: "a Malaysian airliner" is nobody."""
    found = _words(language).nation.match(words)
    if found is None or found["nation"].casefold() not in _demonyms(language):
        return False
    return persons.noun(found["noun"], language) is None


@functools.cache
def _demonyms(language: str) -> frozenset[str]:
    return frozenset(row["form"].casefold() for row in table(language, "demonyms"))


def _of_things(text: str, span: Span, language: str) -> bool:
    """Whether a number breaks down things: "25 buildings collapsed, 22 of which had been cleared"."""
    if not _words(language).of_which.search(text, span[0], span[1] + len(" of which")):
        return False
    nouns = _words(language).plural.findall(text, max(0, span[0] - REACH), span[0])
    found = persons.noun(nouns[-1], language) if nouns else None
    return bool(nouns) and (found is None or found.kind == "thing")
