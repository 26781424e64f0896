"""Finds the day that an expression means: against the report's date, its tense, and the last date mentioned.

In:  parts of a date (weekday, month, day, year) and a Context.    Out: a Moment, or a value with X where unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from .moment import Moment, at, shift
from .tense import Direction

JUST_PAST, SOON, LONG_AGO = 60, 45, 300  # days: a day so near ahead beats one so far back, even beside a past verb

# How many months ahead a bare month may lie. On the development part of tbaq: where no word tells, 2 to 4 are the same
# and less or more is one expression worse; after a past verb 1 is the best by one, and in 300 articles of polnear 3 of
# 3 are ahead ("he hired a hall for the talks in July", in June): eleven months back it is "last July". After "by" or
# "until" 4 to 11 are the same, and half a year is the nearer month.
NEAR_MONTHS, HALF_YEAR, NEXT_MONTH = 4, 6, 1


COARSER = ("month", "season", "quarter", "half", "year", "decade", "century")  # than a week
TELLING = ("month", "season", "day", "part", "minute")  # grains of what a telling goes on from
# Tokens and days further on in which a date without its year is still of the year told of; days more behind a season.
# In news such a year is mostly an aside and the date after it the report's own: of 12 dates in gvdb and gva_dev that
# lie behind one in its calendar year, 6 (of 3 reports) are of the year told of, all within two months, and 6 are not,
# five of them further off and one behind "since".
TOLD_ON, TOLD_DAYS, SEASON_DAYS = 60, 62, 92


class Telling(NamedTuple):
    """A month or day of a year gone by, told with its year, and the token that it ends before."""

    moment: Moment
    end: int


@dataclass
class Context:
    """What a report has said of time so far. `published` is the day of the report, None if it has none."""

    published: date | None
    last: Moment | None = None  # the last moment mentioned
    last_day: Moment | None = None  # the last one that was a day or less
    last_quarter: Moment | None = None
    compared: str = "quarter"  # grain of the period at hand, to which "a year earlier" is held

    parts: list[Moment] = field(default_factory=list)  # the parts of days told of, the last one last
    days: list[Moment] = field(default_factory=list)  # the days and parts of days told of, those of a speech left out
    overnight: bool = False  # whether last_day is that of "overnight": the night that ended on the report's day
    telling: Telling | None = None  # what a date without its year goes on from: "On April 6, 1994, … On April 7"
    told: bool = True  # whether last_day is a day of the telling, not one on which something was said

    def note(self, moment: Moment, said: bool = False, overnight: bool = False) -> None:
        """Remember a moment that was mentioned; the day of a speech ("police said Friday") gives way to any other."""
        self.last = moment
        if moment.grain in ("day", "part") and not said:
            self.days.append(moment)
        if moment.grain in ("day", "part", "minute") and (not said or self.last_day is None or not self.told):
            self.last_day = moment
            if moment.grain == "part":
                self.parts.append(moment)
            self.overnight = overnight
            self.told = not said

    def tell(self, moment: Moment, end: int, with_year: bool) -> None:
        """Go on in a year gone by, or leave it where something later is told of."""
        before = self.telling
        if self.published is None or moment.day.year >= self.published.year:
            self.telling = None
        elif moment.grain in TELLING and (with_year or (before is not None and _follows(before.moment, moment.day))):
            self.telling = Telling(moment, end)
        elif before is not None and moment.day.year > before.moment.day.year:
            self.telling = None

    def told_year(self, start: int, month: int, day: int | None) -> int | None:
        """Return the year of a month or day without one that follows soon on what is told of a year gone by."""
        if self.telling is None or start - self.telling.end > TOLD_ON:
            return None
        told = self.telling.moment
        year = told.day.year + (told.grain == "season" and month < told.day.month)  # "that winter … on Feb. 2"
        try:
            found = date(year, month, day or (told.day.day if month == told.day.month else 1))
        except ValueError:
            return None
        return year if _follows(told, found) else None

    def anchor(self, unit: str) -> Moment | None:
        """Return what "two days earlier" counts from: the last day mentioned, for units of a month and more the last
        moment of any grain; the report's own day if there is none."""
        fine = unit in ("day", "week", "fortnight", "weekend", "part")
        if fine and self.last_day is None and self.last is not None and self.last.grain in COARSER:
            return None  # "In June 1995 the town fell. Two weeks later": from which day, nothing says
        mentioned = self.last_day if fine else self.last
        if mentioned is not None:
            return mentioned
        return at("day", self.published) if self.published else None


def _follows(told: Moment, day: date) -> bool:
    """Say whether a day lies no further behind a moment told of than a telling goes on for."""
    return 0 <= (day - told.day).days <= TOLD_DAYS + (SEASON_DAYS if told.grain == "season" else 0)


def weekday(published: date, number: int, way: Direction | None) -> date:
    """Return the nearest day with that ISO weekday on or before the report's, on or after it if way is "future"."""
    if way in ("future", "toward"):
        return published + timedelta((number - published.isoweekday()) % 7)
    return published - timedelta((published.isoweekday() - number) % 7)


def month(published: date, number: int, way: Direction | None) -> date:
    """Return the first day of the nearest such month, this one included."""
    year = published.year
    months_ahead = (number - published.month) % 12
    near = NEAR_MONTHS if way is None else HALF_YEAR if way == "toward" else NEXT_MONTH
    ahead = (way == "future" and months_ahead != 11) or months_ahead <= near  # the month just past is "next" in a year
    if ahead and number < published.month:
        year += 1
    elif not ahead and number > published.month:
        year -= 1
    return date(year, number, 1)


def month_day(published: date, number: int, day: int, way: Direction | None, week: int | None = None) -> date:
    """Return the day of that month nearest in the direction; near at hand beats far away (SOON, LONG_AGO).

    week: the ISO weekday said with it, which tells where it is that of one of the two nearest only.
    Raises ValueError if no year near has it.
    """
    choices = []
    for year in range(published.year - 4, published.year + 5):
        try:
            choices.append(date(year, number, day))
        except ValueError:
            continue
    back = [d for d in choices if d <= published]
    ahead = [d for d in choices if d > published]
    if not back or not ahead:
        raise ValueError(f"no day {day} in month {number}")
    since, until = (published - back[-1]).days, (ahead[0] - published).days
    fit = [d for d in (back[-1], ahead[0]) if d.isoweekday() == week]
    against = {"past": ahead[0], "future": back[-1]}.get(way or "")
    if len(fit) == 1 and ((min(since, until) > SOON and fit[0] != against) or abs((fit[0] - published).days) <= SOON):
        return fit[0]  # else the weekday is a fault of the report's
    if way == "future":
        return back[-1] if since <= JUST_PAST and until > LONG_AGO else ahead[0]
    if way in (None, "toward") and until * (2 if ahead[0].year == published.year else 3) < since:
        return ahead[0]  # a newspaper leaves out the year that is its own
    if way == "past" and back[-1].year == published.year < ahead[0].year:
        return back[-1]  # a newspaper leaves out the year that is its own: "was shot Jan. 5", in December
    return ahead[0] if until <= SOON and since >= LONG_AGO else back[-1]


def pointed(context: Context, pointer: str, unit: str) -> Moment | None:
    """Return the period that "last", "next", "this", "that", "after" (following) or "before" (previous) points to."""
    if pointer in ("last", "next", "this"):
        if context.published is None:
            return None
        step = {"last": -1, "next": 1, "this": 0}[pointer]
        return at(unit, shift(context.published, step, unit))
    anchor = context.anchor(unit)
    if anchor is None:
        return None
    step = {"after": 1, "before": -1, "that": 0}[pointer]
    return at(unit, shift(anchor.day, step, unit))
