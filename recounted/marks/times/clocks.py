"""Reads times of day: "7:45 p.m. EST Monday", "noon", "3 in the morning", "1400 GMT".

In:  a Scene.    Out: Drafts on the day that is named, else the last day mentioned, else the report's.
"""

from __future__ import annotations

import re
from datetime import date

from .company import company
from .dates import calendar, deictic, feast
from .moment import Moment, shift
from .resolve import Context
from .scene import Draft, Scene, unknown
from .tense import direction

_BY = {"last": -1, "this": 0}  # days from the report's
SMALL_HOURS, LATE = 6, "18"  # a clock before six after an evening belongs to the next day
PARTS = {"MO": (0, 12), "MI": (10, 14), "AF": (11, 19), "EV": (16, 24), "NI": (17, 24)}  # hours that each may hold
NOON = 12
EVENING = 18  # a clock so late, with no day told, is the evening before the report


def _hour(scene: Scene) -> str | None:
    """Return "HH:MM", or None if the words are no time of day."""
    tokens = [t for t in scene.own() if t.kind in ("clock", "day", "number", "clock_word", "year", "num", "ordinal")]
    if not tokens:
        return None
    token = tokens[0]
    if token.kind == "clock_word":
        return token.value
    value, _, half = token.value.partition(" ")
    if [t.kind for t in tokens[:2]] == ["number", "number"]:
        value = f"{token.value}:{tokens[1].value:0>2}"  # "seven thirty"
    noon = scene.first("ampm")
    half = half or (noon.value if noon else "")
    if token.kind in ("year", "num", "ordinal"):
        word = token.word or token.value  # "1400", "eleven thirty"
        if not re.fullmatch(r"[012]\d[0-5]\d" if noon is None else r"1?\d\.[0-5]\d", word):
            return None  # "1400 GMT", "5.30 p.m."
        value = f"{word[:2]}:{word[2:]}" if noon is None else word
    parts = re.split("[:.]", value)
    if not all(p.isdigit() for p in parts):
        return None
    hour, minute = int(parts[0]), int(parts[1]) if len(parts) > 1 else 0
    part = scene.first("part")
    night = scene.first("deictic_night")
    if not half and (part is not None or night is not None) and 1 <= hour <= 12:
        half = _half_of(part.value if part is not None else "NI", hour)
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59:
        return None
    return f"{hour:02d}:{minute:02d}"


def _half_of(part: str, hour: int) -> str:
    """Return "am" or "pm" for an hour of a part of day; twelve, and one to five of a night are after midnight."""
    if part == "MO" or (part == "NI" and (hour < SMALL_HOURS or hour == 12)):
        return "am"
    return "pm"


def clock(scene: Scene) -> list[Draft]:
    """Read a time of day; h:mm without a.m. or p.m. must be led in by a word such as "at" or followed by a zone."""
    zone = scene.first("zone")
    hour = _hour(scene)
    lead_in = scene.before()
    if lead_in is not None and lead_in.word == "high" and scene.own()[0].kind == "clock_word":
        return []  # "high noon"
    unit = scene.first("units")
    if unit is not None and not zone:
        at = scene.own()[0].kind == "at"
        opens = lead_in is None or lead_in.kind == "stop" or scene.own()[0].word[:1] == "0"
        if unit.value != "hour" or not (at or opens):
            return []
        scene = scene._replace(start=scene.start + at)  # "at 1400 hours", "Time: 1400 hours"
    if hour is None:
        return []
    sure = bool(zone or scene.first("ampm", "oclock", "clock_word", "units", "deictic_night", "part"))
    if scene.own()[0].kind in ("number", "day") and not scene.first("ampm", "oclock", "in", "this"):
        led = scene.before()
        sure = led is not None and led.word in company(scene.language).of_clock  # "at ten Tuesday night"
    token = scene.first("clock")
    if not sure and not (token is not None and " " in token.value):
        before = scene.before()
        led_in = before is not None and before.word in company(scene.language).of_clock
        if not (led_in or scene.first("approx") or _dated(scene)):
            return []
    where = zone.value if zone else ""
    day = _day(scene, int(hour[:2]))
    if day is None:
        return [unknown(scene, f"XXXX-XX-XXT{hour}{where}", "time")]
    moment = Moment("minute", day, hour + where)
    return [Draft(scene.start, scene.end, "time", moment.value(), day.isoformat(), "minute", moment)]


def _dated(scene: Scene) -> bool:
    """Say whether a full date stands right before: "Jan. 25, 2014, 21:51"."""
    comma = scene.before()
    year = scene.before(2) if comma is not None and comma.kind == "comma" else comma
    return year is not None and year.kind == "year"


def _fits(part: Moment, hour: int) -> bool:
    """Say whether a clock can be of a part of day: 9 p.m. is of "Wednesday night", not of "Thursday morning"."""
    first, last = PARTS.get(part.detail, (0, 24))
    return first <= hour <= last or (part.detail in ("NI", "EV") and hour < SMALL_HOURS)


def _evening_before(scene: Scene, hour: int) -> date | None:
    """Return the report's day, for a late clock the day before: a report of the day tells of no evening to come."""
    published = scene.context.published
    if published is None or not EVENING <= hour < 24:
        return published  # "midnight" too: the one just past
    way = direction(scene.tokens, scene.start, scene.end, scene.language)
    return published if way in ("future", "toward") else shift(published, -1, "day")


def _told_before(context: Context, hour: int) -> Moment | None:
    """Return the part of a day before the report's that a later clock is of; an evening's can be of a whole day too.

    "Killed Tuesday night … an autopsy today … The shooting happened about 11 p.m.": on Tuesday.
    """
    told = [m for m in context.days if context.published is not None and m.day < context.published]
    parts = [m for m in told if m.grain == "part" and _fits(m, hour)]
    fit = parts or [m for m in told if m.grain == "day" and hour >= EVENING]
    return fit[-1] if fit else None


def _is_yet_to_come(scene: Scene, last: Moment) -> bool:
    """Say whether the last day told of lies ahead and a clock does not: "Airs on Friday. 12:45 p.m.: The mayor …"."""
    if scene.context.published is None or last.day <= scene.context.published:
        return False
    way = direction(scene.tokens, scene.start, scene.end, scene.language)
    opens = scene.before() is None or scene.before().kind == "stop"  # type: ignore[union-attr]
    return way == "past" or (opens and scene.after_is("stop"))


def _day(scene: Scene, hour: int) -> date | None:
    """Return the day that the expression names, else the last day of its sentence, else of the report, else its own."""
    own = scene.own()
    if own[-1].kind == "part" and len(own) > 1 and own[-2].kind in _BY and scene.context.published is not None:
        return shift(scene.context.published, _BY[own[-2].kind], "day")  # "8:30 last night", "3 a.m. this morning"
    for reading, kinds in (
        (calendar, ("weekday", "month")),
        (deictic, ("deictic", "deictic_night")),
        (feast, ("holiday",)),
    ):
        at = next((i for i in range(scene.start, scene.end) if scene.tokens[i].kind in kinds), None)
        if at is not None:
            if "month" in kinds:
                while at > scene.start and scene.tokens[at - 1].kind in (
                    "last",
                    "next",
                    "this",
                    "that",
                    "the",
                    "day",
                    "ordinal",
                ):
                    if scene.tokens[at - 1].kind == "day" and scene.tokens[at].kind == "weekday":
                        break
                    at -= 1
            drafts = reading(scene._replace(start=at))
            if drafts and drafts[0].moment:
                return drafts[0].moment.day
    last = scene.context.last_day
    if last is None or scene.context.overnight or _is_yet_to_come(scene, last):
        return _evening_before(scene, hour)
    if last.grain == "part" and not _fits(last, hour):
        last = next((m for m in reversed(scene.context.parts) if _fits(m, hour)), last)
    if hour >= NOON and last.day == scene.context.published and (last.grain == "day" or not _fits(last, hour)):
        last = _told_before(scene.context, hour) or last
    if hour < SMALL_HOURS and (last.detail in ("NI", "EV") or (last.detail[:2].isdigit() and last.detail[:2] >= LATE)):
        return shift(last.day, 1, "day")  # "Saturday night … about 1 a.m."
    return last.day
