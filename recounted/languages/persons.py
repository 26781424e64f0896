"""Words for persons: which nouns are one person and which are many, their gender, and the group they make.

In:  languages/<code>/people.csv, groups.csv.    Out: Noun; codes of kinds/groups.toml.
Words by which an age is told stand in constructions.csv, room "persons".
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from recounted import kinds
from recounted.languages import TableError, constructions, table
from recounted.languages.constructions import word_class


class Noun(NamedTuple):
    """kind: noun, generic (person, victim), pronoun, body, family, household, collective (a crew of …), plural."""

    form: str
    plural: bool
    gender: str
    kind: str


@functools.cache
def nouns(language: str) -> dict[str, Noun]:
    """Return form -> Noun for both numbers, lower case."""
    out: dict[str, Noun] = {}
    for row in table(language, "people"):
        kind = row["kind"]
        out.setdefault(row["form"], Noun(row["form"], kind == "plural", row["gender"], kind))
        if row["plural"] != "-":
            out.setdefault(row["plural"], Noun(row["form"], True, row["gender"], kind))
    return out


def noun(words: str, language: str = "en") -> Noun | None:
    """Return the longest noun that ends words ("gang member" before "member"), or None."""
    parts = _words(language).former.sub("", words.lower().replace("’", "'")).split()
    for start in range(max(0, len(parts) - 3), len(parts)):
        found = nouns(language).get(" ".join(parts[start:]))
        if found:
            return found
    return None


def is_plural(word: str, language: str = "en") -> bool:
    """Tell whether a head noun means more than one: by the table, else by its ending."""
    found = nouns(language).get(word.lower())
    if found:
        return found.plural
    return bool(re.search(r"[a-z](?<!s)(?<!u)(?<!i)s$", word)) and len(word) > 3


@functools.cache
def _groups(language: str) -> dict[str, str]:
    out = {}
    for row in table(language, "groups"):
        if row["code"] not in kinds.groups():
            raise TableError(
                f"{language}/groups.csv: {row['form']} has code {row['code']!r}, which kinds/groups.toml lacks"
            )
        out[row["form"]] = out[row["plural"]] = row["code"]
    return out


class _Words(NamedTuple):
    """Constructions of the room "persons"."""

    age: re.Pattern[str]
    young: re.Pattern[str]
    former: re.Pattern[str]  # "his ex-girlfriend" is a girlfriend


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "persons", language)


def group_code(words: str, language: str = "en") -> str | None:
    """Return the code of the group that words tell of, or None: by age, else by the last noun in the table."""
    low = words.lower().replace("’", "'")
    known = _words(language)
    years = [int(next(g for g in m.groups() if g)) for m in known.age.finditer(low)]
    if known.young.search(low) or (years and max(years) < 18):
        return "children"
    if years and min(years) >= 65:
        return "elderly"
    parts = re.findall(r"[\w'-]+", low)
    for end in range(len(parts), 0, -1):
        for start in range(max(0, end - 2), end):
            code = _groups(language).get(" ".join(parts[start:end]))
            if code:
                return code
    return None


def gender(words: str, language: str = "en") -> str:
    """Return "male", "female" or "any" of the first noun or pronoun in words that has a gender.

    A capital within words may be a name's ("a Queens man"): such a word decides only where no other does.
    """
    parts = re.findall(r"[\w'-]+", _words(language).former.sub("", words.replace("’", "'")))
    if len(parts) > 1 and parts[0].lower() in word_class("possessor", language):
        parts = parts[1:]  # "her nephew"
    plain = [word for at, word in enumerate(parts) if not at or word[:1].islower()]
    for word in [*plain, *parts]:
        found = nouns(language).get(word.lower())
        if found and found.gender != "any":
            return found.gender
    return "any"
