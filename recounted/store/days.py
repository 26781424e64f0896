"""The first and the last day that an EDTF value can mean.

In:  "1904-02", "1904-02-03/1904-02-05", "190X", "1904-21".    Out: two days of the calendar.
Source: EDTF (ISO 8601-2) levels 0 and 1, and its seasons, quarters (33–36) and halves (40, 41) of level 2. A season is
of the north: March to May is 21.
"""

from __future__ import annotations

import calendar
import datetime
import re

_PART = re.compile(r"(\d{1,4}X{0,3})(?:-(\d\d|XX)(?:-(\d\d|XX))?)?$")
# (first month, months); winter begins in December of its year.
_SPANS = {21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3), 33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
          40: (1, 6), 41: (7, 6)}  # fmt: skip


def days(edtf: str | None) -> tuple[str, str] | None:
    """Return (first, last) day, "YYYY-MM-DD" each, that a value can mean; None if it is none or open on a side."""
    if not edtf:
        return None
    ends = [_one(part.strip("?~% ").partition("T")[0]) for part in edtf.split("/")]
    first, last = ends[0], ends[-1]
    if len(ends) > 2 or first is None or last is None or first[0] > last[1]:
        return None
    return first[0].isoformat(), last[1].isoformat()


def _one(value: str) -> tuple[datetime.date, datetime.date] | None:
    match = _PART.match(value)
    if not match or len(match[1]) != 4:
        return None
    low, high = int(match[1].replace("X", "0")) or 1, int(match[1].replace("X", "9"))
    month = match[2] if match[2] != "XX" else None
    day = match[3] if match[3] != "XX" else None
    try:
        if month is None:
            return datetime.date(low, 1, 1), datetime.date(high, 12, 31)
        if int(month) in _SPANS:
            start, count = _SPANS[int(month)]
            end_year, end_month = divmod(start + count - 2, 12)
            return datetime.date(low, start, 1), _last(high + end_year, end_month + 1)
        if day is None:
            return datetime.date(low, int(month), 1), _last(high, int(month))
        return datetime.date(low, int(month), int(day)), datetime.date(high, int(month), int(day))
    except ValueError:
        return None


def _last(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])
