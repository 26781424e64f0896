"""The words around names of places, ready for use: what precedes and follows a name, and names that are none.

In:  a language code.    Out: its tables as a PlaceWords value; the words before a name as a Setting.
Words live in languages/<code>/place_*.csv, demonyms.csv and titles.csv.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import NamedTuple

from recounted import languages
from recounted.marks.gazetteer import fold

_DISTANCE = re.compile(
    r"((?:about|some|around|roughly|nearly)?\s*\d[\d.,]*\s*-?(?:km|kms|kilomet(?:re|er)s?|miles?|mi|met(?:re|er)s?|m)\b)"
    r"(?:\s*\([^)]{1,20}\))?\s*(?:away\s+|to the\s+)?$",
    re.IGNORECASE,
)
_INTRODUCTIONS = ("such as", "including", "namely", "like", "are")
_LOWER = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*$")


class PlaceWords(NamedTuple):
    """kinds: folded form -> word, given, family, function or never; nouns: form -> kind of place; relations: form ->
    inside, near or way; demonyms: folded form -> country or ""; abbreviations: form -> (name, country)."""

    kinds: dict[str, str]
    nouns: dict[str, str]
    relations: dict[str, str]
    relation_sizes: dict[str, tuple[int, ...]]  # last word of a relation -> sizes of such relations, longest first
    demonyms: dict[str, str]
    titles: frozenset[str]
    bodies: frozenset[str]
    names_of_bodies: frozenset[str]  # folded: Islamic State is no place
    landmarks: frozenset[str]  # lower case, behind an owner: Pike's Ford is one name
    name_bearers: frozenset[str]  # lower case: the ferry Estonia and the daily Sabah are no places
    abbreviations: dict[str, tuple[str, str]]
    shortened: re.Pattern[str]  # a shortened state after a name, from the comma on


class Setting(NamedTuple):
    """What the words before a name say: role (inside, near, way or None), relation as printed, the noun's kind."""

    role: str | None = None
    relation: str | None = None
    noun: str | None = None
    many: bool = False


@functools.cache
def words_of(language: str) -> PlaceWords:
    """Return the tables of a language."""
    relations = {row["form"]: row["role"] for row in languages.table(language, "place_relations")}
    short = {row["form"]: (row["name"], row["country"]) for row in languages.table(language, "place_abbreviations")}
    # Longest first: "W. Va." would else be read as "W."
    forms = "|".join(re.escape(form) for form in sorted(short, key=len, reverse=True))
    return PlaceWords(
        {row["form"]: row["kind"] for row in languages.table(language, "place_words")},
        {row["form"]: row["kind"] for row in languages.table(language, "place_nouns")},
        relations,
        _sizes(relations),
        {fold(row["form"]): row["country"] for row in languages.table(language, "demonyms")},
        frozenset(fold(row["form"]) for row in languages.table(language, "titles")),
        frozenset(row["form"].casefold() for row in languages.table(language, "place_bodies")),
        frozenset(fold(row["form"]) for row in languages.table(language, "bodies")),
        frozenset(row["form"].casefold() for row in languages.table(language, "landmarks")),
        frozenset(row["form"].casefold() for row in languages.table(language, "name_bearers")),
        short,
        re.compile(rf",\s+({forms})(?![\w’'])"),
    )


def _sizes(forms: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return, for each last word of the forms, how many words such forms have, the longest first."""
    found: dict[str, set[int]] = {}
    for words in map(str.split, forms):
        found.setdefault(words[-1], set()).add(len(words))
    return {word: tuple(sorted(sizes, reverse=True)) for word, sizes in found.items()}


def setting_before(text: str, start: int, words: PlaceWords) -> Setting:
    """Return what the words before offset start say of the name that begins there.

    "12 km north of X": near, "12 km north of"; "in the mostly empty village of X": inside, village.
    """
    tail = text[max(0, start - 90) : start]
    if not tail or not tail[-1].isspace() or "\n\n" in tail[-3:]:
        return Setting()
    back = tail.split()
    low = [w.casefold() for w in back]
    if not low:
        return Setting()
    many = _introduced(low, words)
    if many:
        return Setting("inside", None, many, True)
    at = len(low) - 1 if low and low[-1] == "the" else len(low)
    if at and low[at - 1] == "of":
        for size in (2, 1):
            form = " ".join(low[max(0, at - 1 - size) : at - 1])
            if form == "capital":  # what follows is the country
                return Setting("way")
            if form in words.nouns:
                named = at - 2 - size
                if named >= 0 and back[named][:1].isupper() and low[named] != "the":
                    return Setting("inside")  # the Greenwood district of Tulsa: the noun is Greenwood's
                return _relation(back, low, at - 1 - size, words.nouns[form], form.endswith("s"), words, tail)
    elif at == len(low):
        form = low[-1].rstrip(",") if low[-1] == "capital," else low[-1]
        if form in words.nouns and not form.endswith("s"):
            return _relation(back, low, at - 1, words.nouns[form], False, words, tail)
    return _relation(back, low, at, None, False, words, tail)


def _introduced(low: list[str], words: PlaceWords) -> str | None:
    """Return the kind of places that a list is said to hold: "settlements such as", "the villages:"."""
    for form in _INTRODUCTIONS:
        size = form.count(" ") + 1
        if low and " ".join(low[-size:]) == form:
            low = low[:-size]
            break
    else:
        if not low or not low[-1].endswith(":"):
            return None
    for word in low[:-4:-1]:
        plain = word.strip(":,")
        if plain in words.nouns and plain.endswith("s"):
            return words.nouns[plain]
    return None


def _relation(
    back: list[str], low: list[str], at: int, noun: str | None, many: bool, words: PlaceWords, tail: str
) -> Setting:
    """Return the setting whose relation ends before word number at; an article and adjectives may stand between."""
    for skipped in range(5 if noun else 3):
        end = at - skipped
        if end < 1 or (skipped and not (_LOWER.match(low[end]) and back[end].islower())):
            break
        for size in words.relation_sizes.get(low[end - 1], ()):
            form = " ".join(low[end - size : end]) if size <= end else ""
            role = words.relations.get(form)
            if role is None:
                continue
            far = _DISTANCE.search(tail[: _offset_of(tail, len(back) - (end - size))])
            if far and (role == "near" or form in ("from", "off")):
                return Setting("near", " ".join([*far.group(1).split(), form.removeprefix("the ")]), noun, many)
            printed = form.removeprefix("the ") if role == "near" or (role == "inside" and _is_part(form)) else None
            return Setting(role, printed, noun, many)
    return Setting(None, None, noun, many)


def _is_part(form: str) -> bool:
    return form.endswith("ern") or form.split()[-1] in ("downtown", "central", "uptown") or " " in form


def _offset_of(tail: str, words_after: int) -> int:
    """Return the offset in tail at which its last words_after words begin."""
    at = len(tail.rstrip())
    for _ in range(words_after):
        while at and tail[at - 1].isspace():
            at -= 1
        while at and not tail[at - 1].isspace():
            at -= 1
    return at
