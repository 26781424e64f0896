"""Chooses the windows that may hold claims, so that `--only claims` need not read the rest.

In:  a text, its windows.    Out: numbers of windows.
A window is read if it holds a word of harm (languages/<code>/harm.csv) or a word that names an event or holds someone
responsible (selecting.csv). A source may lie outside: a quotation that runs on, a sentence cut in two, a pronoun whose
name stands in the window before.
"""

from __future__ import annotations

import functools
import re
from typing import Any

from recounted.languages import harms, table
from recounted.marks.windows import Window
from recounted.model import Mark, Span

BACK = 2  # windows that are read before one whose speaker is a pronoun or a description
_DEFINITE = re.compile(r"(?:the|his|her|their|its)\s")
_PRONOUNS = frozenset("he she they it who him her them we i himself herself".split())
_GENERIC = frozenset("group organisation organization body outfit movement faction".split())  # nouns of any body
_SURNAME = re.compile(r"(?:[A-Z][a-z]{0,3}\.\s+)?(?P<surname>[A-Z][\w’'-]+)")  # "Marsh", "Mr. Marsh"
_CLAIMED = ("number", "harm", "name", "party")


@functools.cache
def _automaton(language: str) -> Any:
    import ahocorasick_rs

    chosen = {row["form"]: row["selects"] == "yes" for row in table(language, "selecting")}
    forms = {form for form, harm in harms.harms(language).items() if harm.effect not in ("none", "open") or harm.act}
    forms = {form for form in forms if chosen.get(form, True)} | {form for form, kept in chosen.items() if kept}
    return ahocorasick_rs.AhoCorasick(sorted({form.lower().replace("’", "'") for form in forms}))


def places_of(text: str, language: str = "en") -> list[int]:
    """Return where the words stand that select, in text order."""
    lower = text.lower().replace("’", "'")
    if len(lower) != len(text):  # a capital that grows in lower case ("İ") is left as it is
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text).replace("’", "'")
    found = _automaton(language).find_matches_as_indexes(lower, overlapping=True)
    return sorted(
        {
            start
            for _, start, end in found
            if not lower[start - 1 : start].isalnum() and not lower[end : end + 1].isalnum()
        }
    )


def extent(window: Window) -> Span:
    """Return the stretch of text that a window holds."""
    starts = window.starts[window.starts >= 0]
    return (int(starts[0]), int(window.ends.max())) if len(starts) else (0, 0)


def chosen(text: str, extents: list[Span], quotations: list[list[Span]], language: str = "en") -> set[int]:
    """Return the numbers of the windows to read first: those with a word that selects, with what they run on into."""
    at = places_of(text, language)
    wanted = {n for n, (start, end) in enumerate(extents) if any(start <= place < end for place in at)}
    more = set(wanted)
    for n in wanted:
        start, end = extents[n]
        if n and _runs_on(text, extents[n - 1][1], start):
            more.add(n - 1)
        if n + 1 < len(extents) and _runs_on(text, end, extents[n + 1][0]):
            more.add(n + 1)
        for quotation in quotations:
            first, last = quotation[0][0], quotation[-1][1]
            if (first < start < last) or (first < end < last):
                more |= {k for k, (a, b) in enumerate(extents) if a < last and first < b}
    return more


def _runs_on(text: str, end: int, start: int) -> bool:
    """Say whether a sentence runs from the window that ends at `end` into the next: one too long for a window. A
    paragraph that is cut at the end of a sentence does not."""
    return "\n" not in text[end:start] and text[end - 1] not in ".!?"


def looks_back(text: str, marks: list[Mark], extents: list[Span], n: int) -> list[int]:
    """Return the earlier windows that name someone on whose word window n's claims may rest.

    A surname: the window that has it first, for a person is named in full first. "The ministry": those of the BACK
    windows before that have the noun. A pronoun: all of these, unless the window itself names someone before it.
    """
    if not any(mark.role in _CLAIMED for mark in marks):
        return []
    out = set(introductions(text, marks, extents, n))
    named = False
    before = range(max(0, n - BACK), n)
    for start, end in _sources(marks):
        words = text[start:end].lower()
        if words in _PRONOUNS:
            out.update(() if named else before)
        elif _DEFINITE.match(words):
            noun = words.split()[-1]
            out.update(k for k in before if noun in _GENERIC or noun in text[slice(*extents[k])].lower())
        else:
            named = named or text[start].isupper()
    return sorted(out)


def introductions(text: str, marks: list[Mark], extents: list[Span], n: int) -> list[int]:
    """Return the earlier windows in which the surnames of window n's sources stand first."""
    out = set()
    for start, end in _sources(marks):
        name = _SURNAME.fullmatch(text, start, end)
        if name:
            pattern = _whole_word(name["surname"])
            out.update([k for k in range(n) if pattern.search(text, *extents[k])][:1])
    return sorted(out)


@functools.lru_cache(maxsize=1024)
def _whole_word(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(word)}\b")


def _sources(marks: list[Mark]) -> list[Span]:
    return sorted(mark.span for mark in marks if mark.role == "source")
