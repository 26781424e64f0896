"""Reads dates told by another that stands in them: "the week of March 6", "the day after Christmas".

In:  a Scene.    Out: Drafts, or none if the words mean no date after all.
"""

from __future__ import annotations

from datetime import date

from .anaphors import anaphor
from .dates import calendar, feast, pointer
from .moment import Moment, at, shift
from .resolve import month_day, pointed, weekday
from .scene import Draft, Scene, of
from .tense import direction

_DAYS = ("weekday", "month", "holiday")
_HOLDS = frozenset({("week", "day"), ("weekend", "day"), ("month", "month")})  # what "of March 6", "of March" can name


def week_of(scene: Scene) -> list[Draft]:
    """Read "the week of March 6", "the weekend of March 6", "the month of March", "the first week of March"."""
    unit = scene.first("unit", "weekend")
    if scene.first("ordinal", "second", "last", "final") and scene.own()[1].kind not in ("unit", "weekend"):
        return _in_month(scene)
    at_month = next(i for i in range(scene.start, scene.end) if scene.tokens[i].kind == "month")
    drafts = calendar(scene._replace(start=at_month))
    moment = drafts[0].moment if drafts else None
    if unit is None or moment is None or (unit.value, moment.grain) not in _HOLDS:
        return []
    return [of(scene, at(unit.value, moment.day))]


def _in_month(scene: Scene) -> list[Draft]:
    """Read "the first week of March", "the last day of March", "the first day of the month"."""
    count, what = scene.own()[1], scene.own()[2]
    inner = scene._replace(start=scene.start + 4)
    read = calendar if inner.first("month") else pointer if inner.pointer() else anaphor
    drafts = read(inner)
    month_ = drafts[0].moment if drafts else None
    if month_ is None or month_.grain != "month":
        return []
    if what.kind == "half":
        return [of(scene, month_)]
    number = 2 if count.kind == "second" else int(count.value) if count.kind == "ordinal" else 0
    following = shift(month_.day, 1, "month")
    if what.value == "day":
        day = shift(month_.day, number - 1, "day") if number else shift(following, -1, "day")
    elif what.value == "week":
        day = shift(month_.day, number - 1, "week") if number else shift(following, -1, "day")
    elif what.kind == "weekend":
        saturday = weekday(month_.day, 6, "future")
        day = shift(saturday, number - 1, "week") if number else weekday(shift(following, -1, "day"), 6, "past")
    else:
        return []
    return [of(scene, at(what.value, day))] if day < following else []


def weekday_in_month(scene: Scene) -> list[Draft]:
    """Read "the last Friday in August", "the first Monday of next month"."""
    count, named = scene.own()[1], scene.first("weekday")
    assert named is not None
    at_month = next(i for i in range(scene.start + 2, scene.end) if scene.tokens[i].kind in ("in", "of")) + 1
    inner = scene._replace(start=at_month)
    drafts = calendar(inner) if inner.first("month") else pointer(inner)
    month_ = drafts[0].moment if drafts else None
    if month_ is None or month_.grain != "month":
        return []
    following = shift(month_.day, 1, "month")
    if count.kind in ("last", "final"):
        return [of(scene, at("day", weekday(shift(following, -1, "day"), int(named.value), "past")))]
    number = 2 if count.kind == "second" else int(count.value)
    day = shift(weekday(month_.day, int(named.value), "future"), number - 1, "week")
    return [of(scene, at("day", day))] if day < following else []


def day_beside(scene: Scene) -> list[Draft]:
    """Read "the day after Christmas", "the day before last Tuesday"."""
    lead = next(i for i in range(scene.start, scene.end) if scene.tokens[i].kind == "lead")
    unit, word = scene.first("unit"), scene.tokens[lead].word
    inner = scene._replace(start=lead + 1)
    drafts = feast(inner) if inner.first("holiday") else calendar(inner)
    if unit is None or unit.value != "day" or word not in ("before", "after") or not drafts:
        return []
    moment = drafts[0].moment
    if moment is None or moment.grain != "day":
        return []
    return [of(scene, Moment("day", shift(moment.day, 1 if word == "after" else -1, "day")))]


def weekday_of(scene: Scene) -> list[Draft]:
    """Read "Tuesday of last week", "last week Tuesday"."""
    unit, token, part, published = (
        scene.first("unit"), scene.first("weekday"), scene.first("part"), scene.context.published
    )  # fmt: skip
    assert unit is not None and token is not None
    if unit.value != "week" or published is None:
        return []
    week = pointed(scene.context, scene.pointer() or "this", "week")
    if week is None:
        return []
    day = shift(week.day, int(token.value) - 1, "day")
    return [of(scene, Moment("part", day, part.value), "time")] if part else [of(scene, Moment("day", day))]


def small_hours(scene: Scene) -> list[Draft]:
    """Read "the early hours of Sunday", "the early morning hours of May 3", "the wee hours": of the day told of."""
    units, part = scene.first("units"), scene.first("part")
    start = next((i for i in range(scene.start, scene.end) if scene.tokens[i].kind in _DAYS), None)
    if units is None or units.value != "hour":
        return []
    detail = part.value if part is not None else "MO"
    if start is None:
        anchor = scene.context.anchor("part")
        return [] if anchor is None else [of(scene, Moment("part", anchor.day, detail), "time")]
    inner = scene._replace(start=start)
    drafts = feast(inner) if inner.first("holiday") else calendar(inner)
    if not drafts or drafts[0].moment is None:
        return []
    return [of(scene, Moment("part", drafts[0].moment.day, detail), "time")]


def day_of(scene: Scene) -> list[Draft]:
    """Read "the 10th of next month"."""
    ordinal, unit = scene.first("ordinal"), scene.first("unit")
    assert ordinal is not None and unit is not None
    found = pointed(scene.context, scene.pointer() or "this", "month") if unit.value == "month" else None
    day = found and _day_in(found.day, int(ordinal.value))
    return [of(scene, Moment("day", day))] if day else []


def numbered(scene: Scene) -> list[Draft]:
    """Read "the morning of the 5th": that day of the month, in the report's own month or the nearest."""
    ordinal, part, published = scene.first("ordinal", "second"), scene.first("part"), scene.context.published
    assert ordinal is not None
    if published is None or not ordinal.word[:1].isdigit() or scene.after_is("of", "month"):
        return []
    number = int(ordinal.value)
    ahead = direction(scene.tokens, scene.start, scene.end, scene.language) == "future"
    step = 0 if (number > published.day) == ahead or number == published.day else 1 if ahead else -1
    day = _day_in(shift(published.replace(day=1), step, "month"), number)
    return [of(scene, Moment("part", day, part.value if part else "NI"), "time")] if day else []


def month_and_day(scene: Scene) -> list[Draft]:
    """Read "on 2/21", as Americans write a day without its year."""
    published = scene.context.published
    number, dom = map(int, scene.tokens[scene.end - 1].value.split("/"))
    if published is None or scene.after_is("of", "hyphen"):
        return []
    way = direction(scene.tokens, scene.start, scene.end, scene.language)
    try:
        day = month_day(published, number, dom, way)
    except ValueError:
        return []
    return [of(scene._replace(start=scene.end - 1), Moment("day", day))]


def _day_in(month: date, number: int) -> date | None:
    """Return that day of a month, None where it has none."""
    try:
        return month.replace(day=number)
    except ValueError:
        return None


def overnight(scene: Scene) -> list[Draft]:
    """Read "overnight Friday": the night of that day."""
    if scene.first("deictic_night").word != "overnight":  # type: ignore[union-attr]
        return []  # "tonight"
    day = next(i for i in range(scene.start, scene.end) if scene.tokens[i].kind == "weekday")
    found = calendar(scene._replace(start=day, end=day + 1))[0].moment
    if found is None:
        return []
    return [of(scene, Moment("part", found.day, "NI"), "time")]
