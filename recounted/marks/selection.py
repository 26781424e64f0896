"""Chooses the windows that may hold claims, so that `--only claims` need not read the rest.

In:  a text, its windows.    Out: numbers of windows.
A window is read if it holds a word of harm (languages/<code>/harm.csv) or a word that names an event or holds someone
responsible (selecting.csv). A source may lie outside: a quotation that runs on, a paragraph cut in two, a pronoun
whose name stands in the window before.
"""

from __future__ import annotations

import functools
import re
from typing import Any

from recounted.languages import harms, table
from recounted.marks.windows import Window
from recounted.model import Mark, Span

BACK = 2  # windows that are read before one whose speaker is a pronoun or a description
_POINTS_BACK = re.compile(r"(?:the|his|her|their|its)\s|\w+$")  # a pronoun, a surname, "the ministry"
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
        if n and "\n" not in text[extents[n - 1][1] : start]:
            more.add(n - 1)  # the window begins within a paragraph
        if n + 1 < len(extents) and "\n" not in text[end : extents[n + 1][0]]:
            more.add(n + 1)
        for quotation in quotations:
            first, last = quotation[0][0], quotation[-1][1]
            if (first < start < last) or (first < end < last):
                more |= {k for k, (a, b) in enumerate(extents) if a < last and first < b}
    return more


def looks_back(text: str, marks: list[Mark]) -> bool:
    """Say whether a window's claims may rest on someone whom only an earlier window names."""
    if not any(mark.role in _CLAIMED for mark in marks):
        return False
    spoken = (text[slice(*mark.span)].lower() for mark in marks if mark.role == "source")
    return any(_POINTS_BACK.match(words) for words in spoken)
