"""Holds stated weekdays against the days they stand beside.

In:  times of a text.    Out: the days whose weekday is another's.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from recounted.languages import table
from recounted.model import Time

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_BRACKET = re.compile(r"\s*[,(]\s*\Z")


class WeekdayFault(NamedTuple):
    """A weekday said of a day that was another; time is the id of the expression."""

    time: str
    said: str
    was: str
    day: str


@functools.cache
def _weekdays(language: str) -> tuple[re.Pattern[str], dict[str, int], dict[int, str]]:
    numbers, names = {}, {}
    for row in table(language, "time_words"):
        if row["kind"] in ("weekday", "weekday_short"):
            numbers[row["form"].lower()] = int(row["value"])
            if row["kind"] == "weekday":
                names[int(row["value"])] = row["form"]
    forms = "|".join(sorted(map(re.escape, numbers), key=len, reverse=True))
    return re.compile(rf"\b(?:{forms})\b", re.IGNORECASE), numbers, names


def weekday_faults(times: Sequence[Time], text: str, language: str = "en") -> list[WeekdayFault]:
    """Return the days whose stated weekday is another's: "Monday, Feb. 26, 2026" was a Thursday.

    Only days with a number are held against a weekday beside it; a bare "Monday" cannot be wrong.
    """
    pattern, numbers, names = _weekdays(language)
    faults = []
    for i, time in enumerate(times):
        day = _day_of(time)
        words = text[slice(*time.span)]
        if day is None or not re.search(r"\d", re.sub(r"\d{1,2}(?::\d\d)?\s*[ap]\.?m", "", words)):
            continue
        found = pattern.search(words)
        if found is None and i and _BRACKET.search(text[times[i - 1].span[1] : time.span[0]] or "-"):
            beside = times[i - 1]
            found = pattern.search(text[slice(*beside.span)])
        if found is None:
            continue
        said = numbers[found.group().lower()]
        if said != day.isoweekday():
            faults.append(WeekdayFault(time.id, names[said], names[day.isoweekday()], day.isoformat()))
    return faults


def _day_of(time: Time) -> date | None:
    found = _DAY.match(time.edtf or "")
    if found is None or time.type not in ("date", "time"):
        return None
    try:
        return date.fromisoformat(found.group())
    except ValueError:
        return None
