"""Reads durations and sets: how long, how often.

In:  a Scene.    Out: Drafts with ISO 8601 durations in the unit that the text states: 24 hours is PT24H, not P1D.
Ages ("52 years old") and rates ("$5 an hour") are not times.
"""

from __future__ import annotations

from .company import company
from .scene import Draft, Scene, unknown
from .words import OTHER, Token

_CODE = {"second": "S", "minute": "M", "hour": "H", "day": "D", "weekend": "D", "week": "W", "fortnight": "W",
         "month": "M", "quarter": "Q", "year": "Y", "decade": "Y", "century": "Y", "millennium": "Y"}  # fmt: skip
_TIMES = {"weekend": 2, "fortnight": 2, "decade": 10, "century": 100, "millennium": 1000}
_HALF = {"year": "6M", "hour": "30M", "minute": "30S", "day": "12H", "month": "15D", "decade": "5Y", "century": "50Y"}
_UNITS = ("unit", "units", "second", "quarter", "quarters", "weekend")
_COUNTS = ("day", "num", "year", "number", "vague", "a")
_RATED = ("num", "day", "number", "year", "money", "units", "parts")


def _unit(kind: str, value: str) -> str:
    return "second" if kind == "second" else value


def length(count: str, unit: str) -> str:
    """Return the ISO duration of count units; count "X" leaves the number open: PXY."""
    clock = "T" if unit in ("second", "minute", "hour") else ""
    if count == "X":
        return f"P{clock}X" + {"decade": "E", "century": "C", "millennium": "L"}.get(unit, _CODE[unit])
    if unit in _TIMES and count.isdigit():
        count = str(int(count) * _TIMES[unit])
    return f"P{clock}{count}{_CODE[unit]}"


def duration(scene: Scene) -> list[Draft]:
    """Read "three days", "a week", "half an hour", "the past two months", "two to three weeks"."""
    lasting = scene.before()
    leading = company(scene.language).modal | {"to", "not"}
    if scene.own()[0].word == "last" and lasting is not None and lasting.word in leading:
        scene = scene._replace(start=scene.start + 1)  # "it would last four years"
    unit_token = [t for t in scene.own() if t.kind in _UNITS][-1]
    if scene.first("or") and scene.first("a"):
        unit_token = next(t for t in scene.own() if t.kind in _UNITS)
    unit = _unit(unit_token.kind, unit_token.value)
    counted = [t for t in scene.own() if t.kind in _COUNTS]
    pointed = (
        scene.first("another", "last", "next", "after", "before", "this", "ordinal", "latest", "period") is not None
    )
    own_hyphen = scene.first("hyphen") is not None
    if not scene.first("lasting") and _age(scene):
        return []
    if (
        scene.own()[-1].kind == "old"
        and lasting is not None
        and (lasting.kind in ("hyphen", "day", "num", "number") or lasting.word == "-")
    ):
        return []  # "a 9 year-old"
    per, what = scene.after(), scene.after(1)
    if unit_token.capital and unit_token.kind == "unit" and not own_hyphen and per is not None and per.capital:
        return []  # a name: "40 Day Street"
    small = lasting is not None and not lasting.capital and lasting.kind != "stop"
    if unit_token.capital and not own_hyphen and small and scene.own()[0].word.isdigit():
        return []  # a name: "told of it on 60 Minutes"
    if per is not None and per.kind == "a" and what is not None and what.kind in _UNITS and what.word != "second":
        return []  # "24 hours a day"
    if per is not None and per.kind == "hyphen" and what is not None and what.kind in ("lead", "to"):
        return []  # "minute-by-minute", "day-to-day"
    first = counted[0] if counted else None
    if (
        first is not None
        and first.kind == "a"
        and len(counted) > 1
        and (counted[1].kind == "vague" or scene.first("period"))
    ):
        first = counted[1]
    if _some_day(scene, unit, first):
        return [unknown(scene, "FUTURE_REF")]
    if unit == "month" and first is not None and first.value.isdigit() and int(first.value) > 3:
        scene.context.compared = "year"  # "in the first nine months": what is a year earlier is no quarter
    if unit_token.kind == "quarters" and own_hyphen:
        return []  # "three-quarters of the crew"
    bare_article = first is None or first.kind == "a"
    sure = own_hyphen or (first is not None and first.value == "1")
    if unit_token.kind in ("second", "quarter") and not pointed and (bare_article or not sure):
        return []  # "a second man", "a quarter of the crew"
    if bare_article and not pointed and _rate(scene):
        return []
    before = scene.before()
    further = scene.before(2)
    if before is not None and before.kind == "of" and further is not None and further.kind == "quarter":
        return []  # "a quarter of a century"
    if first is not None and first.word == "many" and before is not None and before.word == "as":
        return []  # "the third raid in as many days"
    if (before is not None and before.kind in ("money", "phase", "clock")) or (
        first is not None and first.kind == "year" and unit_token.kind == "unit" and not own_hyphen
    ):
        return []
    if len(counted) == 2 and counted[1].value == "1/2" and unit in _HALF:
        return [unknown(scene, length(counted[0].value, unit) + _HALF[unit], "duration")]
    count = "1" if bare_article else first.value if first is not None else "1"
    if first is None and unit_token.kind == "units":
        count = "X"  # "years-long", "the last weeks"
    if "/" in count:
        return []
    value = length(count, unit)
    if scene.first("half"):
        if unit not in _HALF:
            return []
        if first is None or (first.kind == "a" and not scene.first("and")):
            value = ("PT" if unit in ("hour", "minute", "day") else "P") + _HALF[unit]
        elif unit in _TIMES and count.isdigit():
            value = length(str(int(count) * _TIMES[unit] + _TIMES[unit] // 2), "year")
        else:
            value += _HALF[unit] if unit != "day" else "T12H"
    return [unknown(_trimmed(scene, pointed), value, "duration")]


_PARTS_OF = {"year": ("month",), "month": ("day",), "week": ("day",), "day": ("hour",), "hour": ("minute",),
             "minute": ("second",)}  # fmt: skip


def compound(scene: Scene) -> list[Draft]:
    """Read "two hours and 20 minutes", "a year and two months"."""
    units = [_unit(t.kind, t.value) for t in scene.own() if t.kind in _UNITS]
    counts = ["1" if t.kind == "a" else t.value for t in scene.own() if t.kind in _COUNTS]
    if len(counts) != 2 or not all(c.isdigit() for c in counts) or units[1] not in _PARTS_OF.get(units[0], ()):
        return []  # "three days and two nights", "a day and several hours"
    if _age(scene):
        return []
    first, second = (length(count, unit) for count, unit in zip(counts, units, strict=True))
    joined = second[1:] if units[0] in ("hour", "minute") else second
    value = first + joined.removeprefix("T" if units[0] in ("hour", "minute") else "P")
    return [unknown(scene, value, "duration")]


def _some_day(scene: Scene, unit: str, count: Token | None) -> bool:
    """Say whether "one day" means some day ahead: "it will one day fall", "that may be rebuilt one day"."""
    if unit != "day" or count is None or count.word != "one" or scene.end - scene.start != 2:
        return False
    near = (scene.before(), scene.after())
    return any(t is not None and t.word in company(scene.language).modal for t in near)


def soon(scene: Scene) -> list[Draft]:
    """Read "soon" beside a word that tells of what is to come; "soon after" and "as soon as" are no times."""
    near, leading = [scene.before(), scene.after()], company(scene.language).modal | {"to"}
    return [unknown(scene, "FUTURE_REF")] if any(t is not None and t.word in leading for t in near) else []


def _trimmed(scene: Scene, pointed: bool) -> Scene:
    """Return the scene without words that are no part of the expression.

    They are "over" before "the past year" or "several years", an article that belongs to a noun ("the 30-day ban", "a
    several-year feud") and the noun of "8-month-old truce".
    """
    own = scene.own()
    if own[-1].kind == "lasting":
        scene = scene._replace(end=scene.end - 1)
    if own[0].word == "over" and own[1].kind in ("the", "vague"):
        scene = scene._replace(start=scene.start + 1)
        own = scene.own()
    hyphened = any(t.kind == "hyphen" for t in own[2:])
    of_noun = (own[0].kind == "the" and not pointed) or (own[0].kind == "a" and own[1].kind == "vague")
    if hyphened and of_noun and scene.first("ago", "earlier") is None:
        scene = scene._replace(start=scene.start + 1)
    return scene


def _age(scene: Scene) -> bool:
    """Say whether "old" or "of age" follows, or "aged" or "age" leads in."""
    after, further = scene.after(), scene.after(1)
    if after is not None and (after.kind == "old" or (after.kind == "hyphen" and further and further.kind == "old")):
        return True
    if after is not None and after.kind == "of" and further is not None and further.word == "age":
        return True
    before = scene.before()
    return before is not None and before.word in ("aged", "age")


def _rate(scene: Scene) -> bool:
    """Say whether the unit is what something is counted by: "$35 a night", "24 hours a day"."""
    before = scene.before()
    rates = company(scene.language).rate | {"%"}
    return before is not None and (before.kind in _RATED or before.word in rates)


def vague(scene: Scene) -> list[Draft]:
    """Read bare units: "for years", "after weeks", "follows months of talks", "over the years", "the early years"."""
    before, after, words = scene.before(), scene.after(), company(scene.language)
    unit = scene.first("units")
    assert unit is not None
    drafts = [unknown(scene, length("X", unit.value), "duration")]
    if after is not None and after.kind in ("old", "hyphen"):
        return []
    if scene.first("the"):
        if scene.first("phase", "ordinal", "final"):
            return drafts
        told = after is not None and after.word in ("that", "since")  # "in the years that followed"
        return drafts if told or (before is not None and before.word in words.throughout) else []
    turned = after is not None and after.kind == "lead" and after.word in ("before", "after")
    if turned and (before is None or before.kind in ("stop", "comma") or before.word in words.barely):
        return drafts  # "Hours after the blast", "just days before the vote"
    if turned and _is_adverbial(scene):
        return drafts
    if after is not None and after.kind == "of" and (before is None or before.kind == "stop"):
        return drafts  # "Weeks of rain"
    if before is None or before.word in ("by", "than"):
        return []
    if after is not None and (after.word in words.distance or (after.kind == "of" and before.word == "within")):
        return drafts  # "hours apart", "within days of the vote"
    if after is not None and after.kind == "of":
        return drafts if before.word in words.aftermath | words.taking or scene.first("or") else []
    if before.word in words.taking:
        return drafts  # "took years"
    if before.kind not in ("lead", "in", "approx", "the") or (before.kind == "the" and not scene.first("or")):
        return []
    return drafts


def _is_adverbial(scene: Scene) -> bool:
    """Say whether bare units stand by themselves: "fled hours before it", not "the first hours before it"."""
    before, further = scene.before(), scene.before(2)
    assert before is not None
    alone = further is None or further.kind not in ("the", "and", "a")
    return alone and before.kind == OTHER and before.word.isalpha()


def repeated(scene: Scene) -> list[Draft]:
    """Read "every week", "each July", "Mondays", "daily"."""
    often = scene.first("frequency")
    if often is not None:
        before, after = scene.before(), scene.after()
        opens = before is None or before.kind == "stop"
        if often.capital and any(t is not None and t.capital for t in (() if opens else (before, after))):
            return []  # a name: "the Torvik Daily Post"
        printed = before is not None and before.kind == OTHER and after is not None and after.kind == OTHER
        if printed and after.capital and before.word not in company(scene.language).copula:  # type: ignore[union-attr]
            return []  # what a newspaper is called by: "the Orsk daily Torvik Star"
        return [unknown(scene, often.value, "set")]
    days = scene.first("weekdays", "weekday")
    part = scene.first("part", "parts")
    if days is not None:
        return [unknown(scene, f"XXXX-WXX-{days.value}" + (f"T{part.value}" if part else ""), "set")]
    month, season = scene.first("month"), scene.first("season")
    if month is not None:
        return [unknown(scene, f"XXXX-{int(month.value):02d}", "set")]
    if season is not None:
        return [unknown(scene, f"XXXX-{season.value}", "set")]
    if part is not None:
        return [unknown(scene, f"XXXX-XX-XXT{part.value}", "set")]
    unit_token = scene.every(*_UNITS)[-1]
    if unit_token.kind == "second" or _age(scene):
        return []
    unit = _unit(unit_token.kind, unit_token.value)
    if unit == "weekend":
        return [unknown(scene, "XXXX-WXX-WE", "set")]
    if scene.first("often", "times"):
        return [unknown(scene, length("1", unit), "set")]
    count, each = scene.first("day", "num", "number", "ordinal", "second", "vague"), scene.first("each")
    return [unknown(scene, length(_every(count) if count else each.value or "1" if each else "1", unit), "set")]


def _every(count: Token) -> str:
    return "2" if count.kind == "second" else count.value  # "every second week"
