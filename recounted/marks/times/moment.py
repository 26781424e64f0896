"""Points of the calendar at the precision at which they were said, and how TIMEX3 and EDTF write them.

In:  a day and a grain.    Out: TIMEX3 values, EDTF to the day, the moment some units earlier or later.
EDTF knows no weeks: a week or weekend is the interval of its days. Seasons, quarters and halves are EDTF level 2.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import NamedTuple

SEASONS = {"SP": (3, "21"), "SU": (6, "22"), "FA": (9, "23"), "WI": (12, "24")}
_DAYS = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}


class Moment(NamedTuple):
    """The first day of a period of the calendar; `detail` is a part of day ("NI"), a clock time or a season."""

    grain: str
    day: date
    detail: str = ""

    def value(self) -> str:
        """Return the TIMEX3 value: 1998-02-13, 1998-W08, 1998-02-13TNI, 1998-SU, 199."""
        day = self.day
        if self.grain in ("minute", "part"):
            return f"{day.isoformat()}T{self.detail}"
        if self.grain in ("week", "weekend"):
            year, week, _ = day.isocalendar()
            return f"{year:04d}-W{week:02d}" + ("-WE" if self.grain == "weekend" else "")
        tails = {
            "day": day.isoformat()[4:],
            "month": f"-{day.month:02d}",
            "quarter": f"-Q{(day.month + 2) // 3}",
            "season": f"-{self.detail}",
            "half": f"-H{1 if day.month < 7 else 2}",
        }
        year_digits = f"{day.year:04d}"
        return {"decade": year_digits[:3], "century": year_digits[:2], "millennium": year_digits[:1]}.get(
            self.grain, year_digits + tails.get(self.grain, "")
        )

    def edtf(self) -> str:
        """Return the same as EDTF to the day."""
        day, year = self.day, f"{self.day.year:04d}"
        if self.grain == "week":
            return f"{day.isoformat()}/{(day + timedelta(6)).isoformat()}"
        if self.grain == "weekend":
            return f"{(day + timedelta(5)).isoformat()}/{(day + timedelta(6)).isoformat()}"
        tails = {
            "month": f"-{day.month:02d}",
            "quarter": f"-{32 + (day.month + 2) // 3}",
            "season": "-" + SEASONS.get(self.detail, (0, ""))[1],
            "half": f"-{40 if day.month < 7 else 41}",
            "year": "",
        }
        if self.grain in tails:
            return year + tails[self.grain]
        return {"decade": year[:3] + "X", "century": year[:2] + "XX", "millennium": year[0] + "XXX"}.get(
            self.grain, day.isoformat()
        )

    def first(self) -> date:
        """Return the first day: Saturday of a weekend, else the day itself."""
        return self.day + timedelta(5) if self.grain == "weekend" else self.day

    def shifted(self, count: int, unit: str) -> Moment:
        """Return the moment `count` units away, at the grain of the unit ("two years ago" is a year)."""
        grain = "week" if unit == "fortnight" else unit
        return at(grain, shift(self.day, count, unit), self.detail if grain == self.grain else "")


def at(grain: str, day: date, detail: str = "") -> Moment:
    """Return the period of `grain` that holds `day`."""
    if grain in ("week", "weekend"):
        return Moment(grain, day - timedelta(day.weekday()))
    if grain == "month":
        return Moment(grain, day.replace(day=1))
    if grain == "quarter":
        return Moment(grain, date(day.year, (day.month - 1) // 3 * 3 + 1, 1))
    if grain == "season":
        return Moment(grain, date(day.year, SEASONS[detail][0], 1), detail)
    if grain == "half":
        return Moment(grain, date(day.year, 1 if day.month < 7 else 7, 1))
    steps = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}
    if grain in steps:
        return Moment(grain, date(max(1, day.year // steps[grain] * steps[grain]), 1, 1))
    return Moment(grain, day, detail)


def shift(day: date, count: int, unit: str) -> date:
    """Return `day` moved by `count` units; the day of the month is kept where the month has it.

    Raises OverflowError or ValueError outside the years 1 to 9999.
    """
    if unit in _DAYS:
        return day + timedelta(_DAYS[unit] * count)
    months = day.year * 12 + day.month - 1 + _MONTHS[unit] * count
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        raise ValueError(f"year {year} is outside the calendar")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the anonymous algorithm, Nature 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def holiday(rule: str, year: int) -> date:
    """Return the day that a rule of time_holidays.csv names in a year: "12-25", "4th 4 11", "last 1 5", "easter -2".

    "4th 4 11" is the fourth Thursday (ISO weekday 4) of November.
    """
    if rule.startswith("easter"):
        return easter(year) + timedelta(int(rule.split()[1]))
    if "-" in rule:
        month, day = rule.split("-")
        return date(year, int(month), int(day))
    nth, weekday, month = rule.split()
    last = calendar.monthrange(year, int(month))[1]
    days = [d for d in range(1, last + 1) if date(year, int(month), d).isoweekday() == int(weekday)]
    return date(year, int(month), days[-1] if nth == "last" else days[int(nth[0]) - 1])
