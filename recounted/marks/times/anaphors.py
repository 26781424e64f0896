"""Reads periods told by the words alone: "the year", "the end of the week", "the day before", "midyear", "year-end".

In:  a Scene.    Out: Drafts of the period at hand, or none if the words mean no time after all.
"""

from __future__ import annotations

from datetime import date

from .company import company
from .moment import Moment, at, shift
from .resolve import month_day, pointed, weekday
from .scene import Draft, Scene, of, unknown, year_of
from .tense import direction

DECEMBER = 12  # in which the end of the year can have been told of


def anaphor(scene: Scene) -> list[Draft]:
    """Read "the year", "the week", "the full year": the one that the report speaks of."""
    unit, context = scene.first("unit", "part"), scene.context
    assert unit is not None
    turned = scene.first("lead")
    if turned is not None:
        after = scene.after()
        if turned.word not in ("before", "after") or (after is not None and after.kind not in ("comma", "stop", "and")):
            return []
        grain = "day" if unit.kind == "part" else unit.value
        found = pointed(context, turned.word, grain) if grain in ("day", "week", "month", "year", "decade") else None
        if found is None:
            return []
        return [of(scene, Moment("part", found.day, unit.value), "time") if unit.kind == "part" else of(scene, found)]
    year_token = scene.first("year")
    if year_token is not None:
        return [of(scene, at("year", date(year_of(year_token), 1, 1)))]
    after = scene.after()
    if after is not None and (after.word in ("before", "after") or after.kind == "hyphen"):
        return []  # "the week before the vote", "the year-on-year figure"
    if unit.value == "week" and after is not None and after.word in company(scene.language).ending:
        month_at = next((i for i in (scene.end + 1, scene.end + 3) if scene.tokens[i : i + 1]
                         and scene.tokens[i].kind == "month"), None)  # fmt: skip
        day_at = scene.tokens[scene.end + 1 : scene.end + 2]
        if day_at and day_at[0].kind == "weekday" and context.published is not None:
            return [of(scene, at("week", weekday(context.published, int(day_at[0].value), None)))]
        dom = scene.tokens[month_at + 1 : month_at + 2] if month_at is not None else ()
        if month_at is not None and dom and dom[0].kind == "day" and context.published is not None:
            day = month_day(context.published, int(scene.tokens[month_at].value), int(dom[0].value), None)
            return [of(scene, at("week", day))]
    if unit.value == "year" and after is not None and after.word in company(scene.language).ending:
        return [unknown(scene, "P1Y", "duration")]
    if unit.capital and not scene.own()[-2].capital:
        return []  # a name: "Clerk of the Year"
    if unit.value in ("week", "month", "year") and context.published is not None:
        return [of(scene, _period_told(scene, unit.value, context.published))]
    before = scene.before()
    phased = scene.first("phase", "phase_noun", "earlier", "later") is not None
    if (
        (phased or (before is not None and before.word in company(scene.language).throughout))
        and unit.value in ("decade", "century")
        and context.published is not None
    ):
        return [of(scene, at(unit.value, context.published))]  # "by the end of the decade"
    within = phased and scene.first("phase_noun") is None  # "at the end of the day" is a turn of speech
    told = context.anchor("day") if within and unit.value == "day" else None
    return [of(scene, at("day", told.day))] if told is not None else []  # "earlier in the day"


def _period_told(scene: Scene, unit: str, published: date) -> Moment:
    """Return the week, month or year at hand: the report's, or the one told of where the report's cannot be meant.

    That is so where it stands beside a year ("in 2010, the year the dam broke"), where its end has been ("By the end
    of the year, nine had died") and where what is told of has yet to come ("in May … by the end of the month").
    """
    last, comma = scene.context.last, scene.before()
    year = scene.before(2)
    if unit == "year" and comma is not None and comma.kind == "comma" and year is not None and year.kind == "year":
        return at("year", date(year_of(year), 1, 1))
    phase = scene.first("phase", "phase_noun")
    if phase is None or phase.value != "END" or (comma is not None and comma.word == "before"):
        return at(unit, published)
    way = direction(scene.tokens, scene.start, scene.end, scene.language)
    if last is not None and way != "past" and last.grain in ("day", "month") and last.day > published:
        return at(unit, last.day)
    if way == "past" and unit == "year" and published.month < DECEMBER:
        earlier = last is not None and last.day.year < published.year
        return at("year", last.day if last is not None and earlier else shift(published, -1, "year"))
    return at(unit, published)


def midway(scene: Scene) -> list[Draft]:
    """Read "midyear", "midweek": of the one that is."""
    grain, published = scene.own()[0].value, scene.context.published
    return [of(scene, at(grain, published))] if published is not None else [unknown(scene, None)]


def this_day(scene: Scene) -> list[Draft]:
    """Read "this day in 1991", "this day 35 years ago": the report's day in another year."""
    published, unit = scene.context.published, scene.first("unit")
    if published is None or unit is None or unit.value != "day":
        return []
    year, ago = scene.first("year"), scene.first("ago")
    if ago is not None:
        count, many = scene.first("day", "num", "number"), scene.first("units")
        if count is None or many is None or many.value != "year" or not count.value.isdigit():
            return []
        return [of(scene, Moment("day", shift(published, -int(count.value), "year")))]
    if year is None:
        return []
    return [of(scene, Moment("day", shift(published, year_of(year) - published.year, "year")))]


def yearend(scene: Scene) -> list[Draft]:
    """Read "year-end"."""
    unit, year, published = scene.first("unit"), scene.first("year"), scene.context.published
    assert unit is not None
    if unit.value == "year" and year is not None:
        return [of(scene, Moment("year", date(year_of(year), 1, 1)))]
    if unit.value not in ("month", "year", "decade", "century") or published is None:
        return []
    return [of(scene, at(unit.value, published))]
