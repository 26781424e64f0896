"""Reads times counted from another: "two years ago", "three days earlier", anniversaries; and fixed phrases.

In:  a Scene.    Out: Drafts.
"""

from __future__ import annotations

from datetime import date

from .dates import calendar, deictic
from .durations import length
from .moment import Moment, at, shift
from .quarters import year_ago
from .resolve import weekday
from .scene import Draft, Scene, of, unknown
from .tense import direction
from .words import OTHER

_HALVES = {"year": ("6", "month"), "decade": ("5", "year"), "century": ("50", "year")}


def beyond(scene: Scene) -> list[Draft]:
    """Read "a week from Monday", "two weeks from today"."""
    at_from = next(i for i in range(scene.start, scene.end) if scene.tokens[i].kind == "from")
    inner = scene._replace(start=at_from + 1)
    drafts = deictic(inner) if inner.first("deictic") else calendar(inner)
    unit, count = scene.first("unit", "units"), scene.first("day", "num", "number")
    if unit is None or unit.value not in ("day", "week", "month", "year") or not drafts or drafts[0].moment is None:
        return []
    way = drafts[0].moment.day
    published = scene.context.published
    if inner.first("weekday") and published is not None and way < published:
        way = shift(way, 1, "week")
    number = int(count.value) if count is not None and count.value.isdigit() else 1
    return [of(scene, Moment("day", shift(way, number, unit.value)))]


def next_but_one(scene: Scene) -> list[Draft]:
    """Read "the week before last", "the year after next"."""
    unit, lead, published = scene.first("unit", "weekend", "part"), scene.first("lead"), scene.context.published
    assert unit is not None and lead is not None
    step = {("before", "last"): -2, ("after", "next"): 2}.get((lead.word, scene.own()[-1].word))
    if unit.kind == "part" and published is not None and step == -2:
        return [of(scene, Moment("part", shift(published, step, "day"), unit.value), "time")]
    if step is None or unit.value not in ("week", "weekend", "month", "year"):
        return []
    if published is None:
        return [unknown(scene, None)]
    return [of(scene, at(unit.value, shift(published, step, unit.value)))]


def offset(scene: Scene) -> list[Draft]:
    """Read "two years ago", "three days earlier", "two weeks from now"."""
    context = scene.context
    unit_token = scene.first("unit", "units", "quarter", "quarters", "second")
    assert unit_token is not None
    unit = "second" if unit_token.kind == "second" else unit_token.value
    if scene.own()[0].kind == "this":
        scene = scene._replace(start=scene.start + 1)  # "said this 30 years ago"
    turn = scene.own()[-1]
    if turn.kind in ("back", "lead") and not (_closes(scene) and turn.word in ("back", "before", "after")):
        return []  # "three weeks back home", "two days before the vote"
    led = scene.before()
    if led is not None and led.kind == "of" and scene.own()[0].kind == "a":
        return []  # "a quarter of a century ago"
    if scene.own()[scene.own()[0].kind == "approx"].kind == "units":
        if scene.first("ago"):
            return [unknown(scene, "PAST_REF")]  # "just months ago"
        return [unknown(scene, length("X", unit), "duration")]  # "weeks later": than what, nothing says
    count_token = scene.first("day", "num", "year", "number", "vague", "a")
    value = "1" if count_token is None or count_token.kind == "a" else count_token.value
    broken = any("/" in t.value for t in scene.every("num"))
    if (broken or scene.first("half")) and unit in _HALVES:
        if scene.first("and") is None and not broken:
            value, unit = _HALVES[unit]
        elif unit == "year" and value.isdigit() and context.published is not None:
            return [of(scene, at("year", shift(context.published, -12 * int(value) - 6, "month")))]
        else:
            return [unknown(scene, "PAST_REF")]
    vague = scene.first("vague")
    if vague is not None:
        value = vague.value
    past = scene.first("ago", "back") is not None
    back = past or scene.first("earlier") is not None or turn.word == "before"
    week = scene.first("weekday")
    if past or scene.first("from_now"):
        anchor = at("day", context.published) if context.published else None
    else:
        anchor = context.anchor(unit)
        if (not back or turn.word == "before") and context.last is None and value.isdigit():
            return [unknown(scene, length(value, unit), "duration")]  # later than what, nothing says
    if value == "X" or not value.isdigit():
        if past or scene.first("from_now"):
            return [unknown(scene, "PAST_REF" if back else "FUTURE_REF")]
        return [unknown(scene, length("X", unit), "duration")]
    if (anchor is None or unit in ("hour", "minute", "second")) and not past and not scene.first("from_now"):
        return [unknown(scene, length(value, unit), "duration")]  # "an hour later": on a day that nothing says
    if anchor is None or unit in ("hour", "minute", "second"):
        if anchor is not None and unit == "hour" and int(value) >= 48:
            return [
                of(scene, Moment("day", shift(anchor.day, -(int(value) // 24) if back else int(value) // 24, "day")))
            ]
        if anchor is not None and unit == "hour":
            return [of(scene, Moment("day", anchor.day), "time", f"{anchor.day.isoformat()}TXX")]
        return [unknown(scene, None)]
    if unit == "year" and value == "1" and back and not scene.first("approx", "deictic", "this", "last", "weekday"):
        return year_ago(scene)
    try:
        moment = anchor.shifted(-int(value) if back else int(value), unit)
    except (ValueError, OverflowError):
        return []
    if (scene.first("later", "afterward") or turn.word == "after") and _too_late(scene, moment):
        return [unknown(scene, length(value, unit), "duration")]
    if back and not past and context.published is not None and _too_late(scene, moment):
        anchor = at("day", context.published)  # "A day earlier, six were held" of no day to come
        moment = anchor.shifted(-int(value), unit)
    today, this = scene.first("deictic"), scene.first("this", "last")
    if today is not None and today.value == "0":
        moment = Moment("day", shift(anchor.day, -int(value), unit))  # "a year ago today"
    elif this is not None:
        grain = scene.every("unit", "units")[-1].value
        if grain not in ("week", "month", "year"):
            return []
        day = shift(anchor.day, -int(value), unit)  # "ten years ago this month", "a year ago last week"
        moment = at(grain, shift(day, -1, grain) if this.kind == "last" else day)
    if week is not None and unit in ("week", "month", "year"):  # "a week ago Friday": a week before the last one
        moment = Moment("day", shift(weekday(anchor.day, int(week.value), None), -int(value), unit))
    elif week is not None:
        moment = Moment("day", weekday(moment.day, int(week.value), "future"))
    return [of(scene, moment)]


def _closes(scene: Scene) -> bool:
    """Say whether the expression ends its clause."""
    after = scene.after()
    return after is None or after.kind in ("comma", "stop")


def about_ago(scene: Scene) -> list[Draft]:
    """Read "two or three years ago", "a year or two ago"."""
    return [unknown(scene, "PAST_REF")]


def parts_ago(scene: Scene) -> list[Draft]:
    """Read "two nights ago"."""
    count, part, published = scene.first("day", "number"), scene.first("part", "parts"), scene.context.published
    assert part is not None
    if published is None or (count is not None and not count.value.isdigit()):
        return [unknown(scene, None, "time")]
    day = shift(published, -int(count.value if count is not None else 1), "day")
    return [of(scene, Moment("part", day, part.value), "time")]


def weekdays_ago(scene: Scene) -> list[Draft]:
    """Read "two Fridays ago", "the Friday before last": counted back from the last such day before the report."""
    named, count, lead = scene.first("weekday", "weekdays"), scene.first("day", "number"), scene.first("lead")
    published = scene.context.published
    assert named is not None
    if lead is not None and (lead.word != "before" or scene.own()[-1].word != "last"):
        return []
    back = int(count.value) if count is not None else 2
    if published is None:
        return [unknown(scene, f"XXXX-WXX-{named.value}")]
    latest = weekday(shift(published, -1, "day"), int(named.value), "past")
    return [of(scene, Moment("day", shift(latest, 1 - back, "week")))]


def quarter_unit(scene: Scene) -> list[Draft]:
    """Read "a quarter-century", "nearly a quarter-century ago"."""
    unit, published = scene.first("unit"), scene.context.published
    assert unit is not None
    if unit.value != "century":
        return []
    if scene.first("ago") is None:
        return [unknown(scene, length("25", "year"), "duration")]
    if published is None:
        return [unknown(scene, None)]
    return [of(scene, at("year", shift(published, -25, "year")))]


def _too_late(scene: Scene, moment: Moment) -> bool:
    """Say whether what is told of as "later" would lie after the report: then it is later than something else."""
    published = scene.context.published
    if published is None or moment.day <= published:
        return False
    return direction(scene.tokens, scene.start, scene.end, scene.language) != "future"


def phrase(scene: Scene) -> list[Draft]:
    """Read a fixed phrase of time_phrases.csv."""
    kind, value = scene.own()[0].value.split(" ", 1)
    before, after = scene.before(), scene.after()
    if before is not None and after is not None and before.word == after.word == "as":
        return []  # "as recently as last week"
    if scene.after_is("hyphen") and (unit := scene.after(1)) is not None and unit.kind == "unit":
        return []  # "the present-day town"
    if scene.own()[0].capital and before is not None and before.kind == OTHER and before.capital:
        return []  # a name: "Torvik Now", "Meet the Future"
    if value[:1].isdigit():
        return [of(scene, Moment("day", date.fromisoformat(value)))]
    return [unknown(scene, value, kind)]


def anniversary(scene: Scene) -> list[Draft]:
    """Read "the 34th anniversary", "35 years on": the year of what is remembered; the day, if the day is today."""
    token = scene.first("ordinal", "second", "day", "num", "number")
    unit = scene.first("unit", "units")
    assert token is not None
    count = 2 if token.kind == "second" else int(token.value) if token.value.isdigit() else 0
    if unit is not None and not scene.first("anniversary"):
        after = scene.after()
        if unit.value != "year" or (after is not None and after.kind not in ("comma", "stop", "from", "lead")):
            return []
    if not count:
        return []
    published = scene.context.published
    if published is None:
        return [unknown(scene, None, "anniversary")]
    grain = unit.value if unit is not None and unit.kind == "unit" else "year"
    try:
        moment = Moment("day", published).shifted(-count, grain)
        today = grain == "year" and _today_before(scene)
        if today:
            moment = Moment("day", shift(published, -count, "year"))
    except (ValueError, KeyError):
        return []
    return [of(scene, moment, "anniversary")]


def _today_before(scene: Scene) -> bool:
    """Say whether "today" stands before the expression in its sentence."""
    for i in range(scene.start - 1, max(-1, scene.start - 10), -1):
        token = scene.tokens[i]
        if token.kind == "stop":
            return False
        if token.kind == "deictic" and token.value == "0":
            return True
    return False
