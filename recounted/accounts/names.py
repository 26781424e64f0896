"""Reads the name of a source as far as it tells whose word it is across reports.

In:  a Source of one record, the places in its mentions.    Out: a Name: what must be equal for two to be one voice.
A body is known by the words of its name in any order ("Korden Ministry of Health", "Korden's Health Ministry"); words
that only say what it is for ("Ministry of Health", "police") make no name. A person is known by first and last name.
Words live in languages/<code>/offices.csv, speakers.csv, titles.csv, demonyms.csv.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Literal, NamedTuple

from recounted import languages
from recounted.model import Record, Source

Shape = Literal["named", "bare", "surname", "unnamed"]
Sort = Literal["body", "person", "unnamed"]

_WORD = re.compile(r"[^\W_]+(?:[.'’&-](?=\w)[^\W_]+)*")
_SMALL = frozenset("the of for and a an in on at to de la du al el".split())
_ALONE = re.compile(r"(?:an?|one|two|three|four|five|several|some|many|another|other)\s", re.IGNORECASE)


class Name(NamedTuple):
    """sort: body, person, unnamed. shape: "named" tells whose word it is anywhere; "bare" and "surname" only within
    their report; "unnamed" never. words: what must be equal; middles: a person's middle names, folded; jurisdiction:
    the wording that tells whose body it is."""

    sort: Sort
    shape: Shape
    words: frozenset[str] | tuple[str, ...]
    middles: tuple[str, ...]
    jurisdiction: str | None


class _Tables(NamedTuple):
    heads: frozenset[str]
    fields: frozenset[str]
    spelling: dict[str, str]
    local: frozenset[str]
    demonyms: dict[str, str]
    titles: frozenset[str]
    metonyms: dict[str, str]


@functools.cache
def _tables(language: str) -> _Tables:
    language = language if language in languages.codes() else "en"
    offices = languages.table(language, "offices")
    bodies = {"organisation", "group", "document"}
    return _Tables(
        frozenset(fold(r["form"]) for r in languages.table(language, "speakers") if r["kind"] in bodies),
        frozenset(r["form"] for r in offices if r["kind"] == "field"),
        {r["form"]: r["means"] for r in offices if r["kind"] == "spelling"},
        frozenset(r["form"] for r in offices if r["kind"] == "local"),
        {fold(r["form"]): r["country"] for r in languages.table(language, "demonyms") if r["country"]},
        frozenset(fold(r["form"]).rstrip(".") for r in languages.table(language, "titles")),
        {fold(r["form"]).removeprefix("the "): r["government_of"] for r in languages.table(language, "metonyms")},
    )


def fold(words: str) -> str:
    """Return words as they are compared: no case, no accents, plain apostrophe, no possessive."""
    plain = unicodedata.normalize("NFKD", words).replace("’", "'").casefold()
    return re.sub(r"'s?$", "", "".join(c for c in plain if not unicodedata.combining(c)))


def name_of(source: Source, record: Record) -> Name:
    """Return how a source is known across reports."""
    language = record.document.language or "en"
    tables = _tables(language)
    plain = source.name.split(",")[0].strip()
    tokens = [t.replace("’", "'") for t in _WORD.findall(plain)]
    if source.kind == "anonymous" or not tokens:
        return Name("unnamed", "unnamed", (fold(plain),), (), None)
    if source.kind == "person":
        parts = [fold(t).rstrip(".") for t in tokens]
        while len(parts) > 1 and parts[0] in tables.titles:
            parts, tokens = parts[1:], tokens[1:]
        if len(parts) < 2:
            return Name("person", "surname", tuple(parts), (), None)
        return Name("person", "named", (parts[0], parts[-1]), tuple(parts[1:-1]), None)
    if source.kind == "outlet":
        return Name("body", "named", _body(tokens, tables, {}), (), None)
    if source.inferred:
        return Name("body", "named", frozenset({"metonym", *map(fold, tokens)}), (), tables.metonyms.get(fold(plain)))
    countries = _countries(source, record, tables)
    words = _body(tokens, tables, countries)
    whose = next((t for t in tokens if fold(t) in countries), None)
    own = [t for t in tokens if t[0].isupper() and not _generic(fold(t), tables)]
    named = bool(own) and not _ALONE.match(plain)
    return Name("body", "named" if named else "bare", words, (), re.sub(r"'s?$", "", whose) if whose else None)


def _body(tokens: list[str], tables: _Tables, countries: dict[str, str]) -> frozenset[str]:
    words = set()
    for token in tokens:
        word = fold(token)
        if word not in _SMALL:
            word = countries.get(word, word)
            words.add(tables.spelling.get(word, word))
    return frozenset(words or {fold(" ".join(tokens))})


def _generic(word: str, tables: _Tables) -> bool:
    if word in _SMALL or word in tables.fields or word in tables.spelling or word in tables.local:
        return True
    return word in tables.heads or word.removesuffix("s") in tables.heads or word.rstrip(".") in tables.titles


def _countries(source: Source, record: Record, tables: _Tables) -> dict[str, str]:
    """Return the words of a source's mentions that are a country or its people -> the country's code."""
    text = record.document.text
    out = {}
    for place in record.places:
        if place.kind == "country" and place.country and any(a <= place.span[0] < b for a, b in source.mentions):
            for token in _WORD.findall(text[slice(*place.span)]):
                out[fold(token)] = f"country:{place.country}"
    for token in _WORD.findall(source.name):
        if (code := tables.demonyms.get(fold(token))) and token[0].isupper():
            out[fold(token)] = f"country:{code}"
    return out


def local(name: Name, language: str | None) -> bool:
    """Say whether a bare body is that of the place that its report is about ("police")."""
    return name.shape == "bare" and bool(set(name.words) & _tables(language or "en").local)


def middles_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether the middle names of two persons can be one's: equal, left out, or shortened to initials."""
    if not one or not other:
        return True
    return len(one) == len(other) and all(
        a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in zip(one, other, strict=True)
    )


def expansions(text: str, acronym: str) -> set[str]:
    """Return the full names that a text gives an acronym ("Orla Relief Office (ORO)", "ORO (Orla Relief Office)")."""
    short = re.escape(acronym)
    name = r"(?P<name>(?:[A-Z][\w’'-]*)(?:[ \u00a0](?:of|for|and|the|de|[A-Z][\w’'-]*)){1,8})"
    out = set()
    for m in re.finditer(rf"{name}\s*\(\s*(?:the\s+)?[\"“]?{short}[\"”]?\s*[),]", text):
        out.add(m["name"])
    for m in re.finditer(rf"(?<!\w){short}\s*\(\s*(?:the\s+)?{name}\s*\)", text):
        out.add(m["name"])
    return {re.sub(r"^(?:The|the)\s+", "", found) for found in out}


def is_acronym(name: str) -> bool:
    """Say whether a name is one word of two capitals or more."""
    letters = re.sub(r"[.\s]", "", name)
    return 1 < len(letters) <= 8 and letters.isalpha() and letters.isupper() and " " not in name.strip()
