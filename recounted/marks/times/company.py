"""The words whose company tells what an expression of time means: "spent years", "despite weeks of rain", "per day".

In:  a language.    Out: Company, sets of words by what they say of the time beside them.
Words live in languages/<code>/word_classes.csv, in the classes that begin with time_; a new word is a new row there.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

from recounted.languages.constructions import word_class


class Company(NamedTuple):
    """Words in lower case."""

    modal: frozenset[str]  # "will fall soon"
    aftermath: frozenset[str]  # "despite weeks of rain"
    barely: frozenset[str]  # "just days before the vote"
    taking: frozenset[str]  # "took years"
    rate: frozenset[str]  # "two percent a year"
    measured: frozenset[str]  # "In May 20 people": no day and no year
    counted: frozenset[str]  # "2014 police": no year; but "On May 20 police"
    of_clock: frozenset[str]  # "at ten Tuesday night"
    comparing: frozenset[str]  # "fell from a year earlier"
    throughout: frozenset[str]  # "over the years"
    distance: frozenset[str]  # "hours apart"
    result: frozenset[str]  # "fourth-quarter earnings": of one that has ended
    ending: frozenset[str]  # "the year ended June 30"
    governing: frozenset[str]  # "is shut": the participle tells nothing
    copula: frozenset[str]  # "the vote is Friday"
    participle: frozenset[str]  # "may have gone"
    adverb: frozenset[str]  # "has since fallen"
    versus: frozenset[str]  # "Torvik vs. Ostrel": no sentence ends
    title: frozenset[str]  # "Gen. Orr": no sentence ends
    marched: frozenset[str]  # "the March on Ostrel": no month
    day_name: frozenset[str]  # "Bloody Sunday": of what a day is called by
    appointed: frozenset[str]  # "the Nov. 8 vote": of a day set before
    lasting: frozenset[str]  # "lasted until Friday": a Friday gone by
    was: frozenset[str]  # "was not found until Friday": the same
    negation: frozenset[str]
    was_not: frozenset[str]  # "wasn't found until Friday"


@functools.cache
def company(language: str) -> Company:
    """Return the words of a language; raise TableError for a class that it lacks."""
    return Company(
        modal=word_class("time_modal", language),
        aftermath=word_class("time_aftermath", language),
        barely=word_class("time_barely", language),
        taking=word_class("time_taking", language),
        rate=word_class("time_rate", language),
        measured=word_class("time_measured", language),
        counted=word_class("time_counted", language),
        of_clock=word_class("time_of_clock", language),
        comparing=word_class("time_comparing", language),
        throughout=word_class("time_throughout", language),
        distance=word_class("time_distance", language),
        result=word_class("time_result", language),
        ending=word_class("time_ending", language),
        governing=word_class("time_governing", language),
        copula=word_class("time_copula", language),
        participle=word_class("time_participle", language),
        adverb=word_class("time_adverb", language),
        versus=word_class("time_versus", language),
        title=word_class("time_title", language),
        marched=word_class("time_marched", language),
        day_name=word_class("time_day_name", language),
        appointed=word_class("time_appointed", language),
        lasting=word_class("time_lasting", language),
        was=word_class("time_was", language),
        negation=word_class("time_negation", language),
        was_not=word_class("time_was_not", language),
    )
