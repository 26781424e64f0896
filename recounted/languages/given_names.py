"""Given names, and whose they are as a rule: a man's, a woman's, or either's.

In:  languages/<code>/given_names.csv.    Out: whether a word is a given name; the gender that it tells.
A name is a man's or a woman's where it is so twenty times as often (U.S. census of 1990); the rows of our own are of
names that the census lacks.
"""

from __future__ import annotations

import functools

from recounted.languages import table


@functools.cache
def _genders(language: str) -> dict[str, str]:
    return {row["form"]: row["gender"] for row in table(language, "given_names")}


def is_given(word: str, language: str = "en") -> bool:
    """Say whether a word is a given name."""
    return word.casefold() in _genders(language)


def gender_of(name: str, language: str = "en") -> str | None:
    """Return "male" or "female" where the first word of a full name ("Judith Okun") tells it, else None."""
    first, _, rest = name.partition(" ")
    told = _genders(language).get(first.casefold()) if rest else None
    return told if told != "any" else None
