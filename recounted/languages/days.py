"""Words that name a day: whether an expression of time says which day it is on.

In:  the words of an expression.    Out: yes or no. Words live in languages/<code>/time_words.csv.
"""

from __future__ import annotations

import functools
import re

from recounted.languages import table

_NAMING = {
    "weekday",
    "weekday_short",
    "month",
    "month_short",
    "month_word",
    "deictic",
    "deictic_night",
    "holiday",
    "this",
    "last",
}
_FIGURES = r"\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}"


@functools.cache
def _pattern(language: str) -> re.Pattern[str]:
    rows = [row for row in table(language, "time_words") if row["kind"] in _NAMING]
    # "may" is a verb: names of months and days of the week count with their capital.
    named = sorted((re.escape(r["form"]) for r in rows if r["form"][0].isupper()), key=len, reverse=True)
    plain = sorted((re.escape(r["form"]) for r in rows if not r["form"][0].isupper()), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(named)}|(?i:{'|'.join(plain)})|{_FIGURES})\b")


def names_day(words: str, language: str = "en") -> bool:
    """Say whether the words of an expression name a day: "9 p.m. Tuesday" does, "about 9 p.m." does not."""
    return _pattern(language).search(words) is not None
