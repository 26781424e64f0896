"""Words for persons: which nouns are one person and which are many, their gender, and the group they make.

In:  languages/<code>/people.csv, groups.csv.    Out: Noun; codes of kinds/groups.toml.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from recounted import kinds
from recounted.languages import TableError, table


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


_EX = re.compile(r"\b(?:ex|step|co)-(?=[a-z])", re.I)  # "his ex-girlfriend" is a girlfriend


def noun(words: str, language: str = "en") -> Noun | None:
    """Return the longest noun that ends words ("gang member" before "member"), or None."""
    parts = _EX.sub("", words.lower().replace("’", "'")).split()
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


_AGE = re.compile(
    r"\b(\d{1,3})(?=[- ](?:year|month|week|day)s?\b)|\baged?(?: over| under)? (\d{1,3})\b|"
    r"[a-z] of (\d{2})$|, (\d{1,3})\b",
)
_YOUNG = re.compile(
    r"\b(?:month|week|day)s?[- ]olds?\b|\bunder (?:the age of )?(?:1[0-8]|\d|ten|twelve|eighteen)\b|"
    r"\b\w+teen-year-old",
)


def group_code(words: str, language: str = "en") -> str | None:
    """Return the code of the group that words tell of, or None: by age, else by the last noun in the table."""
    low = words.lower().replace("’", "'")
    years = [int(next(g for g in m.groups() if g)) for m in _AGE.finditer(low)]
    if _YOUNG.search(low) or (years and max(years) < 18):
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
    parts = re.findall(r"[\w'-]+", _EX.sub("", words.replace("’", "'")))
    if len(parts) > 1 and parts[0].lower() in ("his", "her"):
        parts = parts[1:]  # "her nephew"
    plain = [word for at, word in enumerate(parts) if not at or word[:1].islower()]
    for word in [*plain, *parts]:
        found = nouns(language).get(word.lower())
        if found and found.gender != "any":
            return found.gender
    return "any"
