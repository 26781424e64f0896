"""Reads days, weekdays, months, years, parts of day, and what points to them.

In:  a Scene.    Out: Drafts, or none if the words mean no date after all.
One function a reading; the readings are those named in languages/<code>/time_patterns.csv.
"""

from __future__ import annotations

from datetime import date

from .company import company
from .durations import duration
from .moment import Moment, at, holiday, shift
from .quarters import quarter
from .resolve import JUST_PAST, LONG_AGO, month, month_day, pointed, weekday
from .scene import Draft, Scene, of, pointed_year, unknown, year_beside, year_of
from .tense import QUOTES, direction, is_sure
from .words import LEADS, OTHER, Token

_NUMBERS = frozenset({"day", "num", "number", "vague", "approx"})
# Days ahead beyond which a weekday is the one just past unless a word surely looks ahead (else it is "next Wednesday").
# In 900 articles of polnear this mends 26 and spoils 1, in gvdb_train it mends the date of 2 events.
MIDWEEK = 4
NEAR = 5  # years from the report's own: "some 2026 candidates" counts no candidates


def plausible_year(scene: Scene) -> bool:
    """Say whether four digits by themselves are a year: by their size, what leads them in and what follows."""
    token = scene.first("year", "short_year", "number")
    assert token is not None
    before, after = scene.before(), scene.after()
    if token.kind == "short_year":
        return scene.end - scene.start > 1 or (before is not None and (before.kind in LEADS or before.kind == "the"))
    year = int(token.value)
    if before is not None and before.kind in (
        "money",
        "clock",
        "hyphen",
        *(("at",) if scene.end - scene.start == 1 else ()),
    ):
        return False
    published = scene.context.published
    near = published is not None and abs(year - published.year) <= NEAR
    further = scene.before(2)
    since = further is not None and further.word == "since"  # "since at least 1980"
    if before is not None and before.kind == "approx" and not since and (before.value or not near):
        return before.value == "~" and 1500 <= year <= 2049 and (after is None or after.kind != "~")
    counted = after is not None and (_is_counted(scene, after) or after.word in company(scene.language).counted)
    if counted or _of_a_make(scene):
        return False  # "a 2014 Ford", "2014 people"
    led = scene.end - scene.start > 1 or (before is not None and before.kind in LEADS)
    if not 1900 <= year <= 2049:
        return led and (after is None or not after.word.isalpha() or after.kind != "~") and year >= 1000
    return True


def _is_counted(scene: Scene, after: Token) -> bool:
    """Say whether a word is what a number before it counts, of a day as of a year."""
    return after.word == "%" or after.word in company(scene.language).measured


def _of_a_make(scene: Scene) -> bool:
    """Say whether a year is a car's: "a 2014 Ford", "a 2003 dark green Honda"."""
    for ahead in range(3):
        after = scene.after(ahead)
        if after is None or after.kind == "make":
            return after is not None
        if after.kind != OTHER or after.capital or not after.word.isalpha():
            return False
    return False


def calendar(scene: Scene) -> list[Draft]:
    """Read days, weekdays, months and years."""
    context, published = scene.context, scene.context.published
    month_token, year_token = scene.first("month"), scene.first("year", "short_year")
    part, week = scene.first("part"), scene.first("weekday", "weekday_short")
    pointer = scene.pointer()
    if scene.first("unit") and not scene.first("year", "number"):
        if pointed_year(scene) is None and scene.first("unit").value != "year":  # type: ignore[union-attr]
            return []
        year = pointed_year(scene)
    elif year_token:
        year = year_of(year_token)
    elif scene.first("unit"):
        number = scene.first("number")
        year = int(number.value) if number else None
        if year is None or not 1900 <= year <= 2100:
            return []
    else:
        year = year_beside(scene) if month_token is not None and pointer is None else None
    if month_token is None and week is None:
        if year is None or (year_token is not None and not plausible_year(scene)):
            return []
        return [of(scene, Moment("year", date(year, 1, 1)))]
    way = {"last": "past", "next": "future"}.get(pointer or "") or direction(
        scene.tokens, scene.start, scene.end, scene.language
    )
    if month_token is not None and scene.end - scene.start == 1 and _is_surname(scene):
        return []
    if (
        pointer == "that"
        and month_token is not None
        and not scene.first("day", "ordinal")
        and scene.after_is("ordinal")
    ):
        return []  # "they say that | November 18th was quiet"
    if month_token is not None:
        return _dated(scene, int(month_token.value), year, way, pointer)
    assert week is not None
    called = scene.before()
    if called is not None and called.capital and called.word in company(scene.language).day_name:
        return []  # "Bloody Sunday", "Super Tuesday": no day of this week's
    number_ = int(week.value)
    ordinal = scene.first("ordinal")
    if ordinal is not None and not ordinal.word[:1].isdigit():
        return []  # "on Saturday the third man"
    if ordinal is not None and published is not None:
        return _numbered(scene, number_, int(ordinal.value), published)
    if pointer in ("that", "after", "before"):
        anchor = context.anchor("day")
        base = anchor.day if anchor else None
        day = None if base is None else weekday(base, number_, "future" if pointer != "before" else None)
        if day == base and day is not None and pointer != "that":
            day = shift(day, 1 if pointer == "after" else -1, "week")
        elif day is not None and published is not None and day > published and pointer == "that" and way != "future":
            day = shift(day, -1, "week")
    elif published is None:
        day = None
    else:
        ahead = (number_ - published.isoweekday()) % 7
        if pointer is None and ahead > MIDWEEK and not is_sure(scene.tokens, scene.start, scene.language):
            way = "past"  # "could not be reached Wednesday", on Thursday
        if way is None and ahead == 1:
            way = "future"  # "with Friday's vote near", on Thursday
        day = weekday(published, number_, way)  # type: ignore[arg-type]
        if pointer == "last" and (published - day).days <= 1:
            day = shift(day, -1, "week")  # "last Tuesday" is no word for yesterday
        elif pointer == "next" and day == published:
            day = shift(day, 1, "week")
    if day is None:
        return [unknown(scene, f"XXXX-WXX-{number_}" + (f"T{part.value}" if part else ""), "time" if part else "date")]
    return [of(scene, Moment("part", day, part.value), "time")] if part else [of(scene, Moment("day", day))]


def _is_surname(scene: Scene) -> bool:
    """Say whether a month by itself ends a name: "Mary June, Tom Orr"; but not "Torvik September sales"."""
    before, after, further = scene.before(), scene.after(), scene.before(2)
    if before is None or further is None or further.kind == "stop" or further.word in QUOTES:
        return False  # "If October, cold as it was, ..."
    named = before.kind == OTHER and before.capital and before.word.isalpha()
    return named and (after is None or after.capital or not after.word.isalpha())


def _numbered(scene: Scene, number: int, dom: int, published: date) -> list[Draft]:
    """Read "Friday the 13th": the nearest such day of a year back, else of the year ahead."""
    for step in [*range(366), *range(-1, -366, -1)]:
        day = shift(published, -step, "day")
        if day.day == dom and day.isoweekday() == number:
            return [of(scene, Moment("day", day))]
    return []


def _dated(scene: Scene, number: int, year: int | None, way: str | None, pointer: str | None) -> list[Draft]:
    """Return the date of a month with or without day and year."""
    published, context = scene.context.published, scene.context
    dom_token = scene.first("day", "ordinal", "second")
    dom = None if dom_token is None else 2 if dom_token.kind == "second" else int(dom_token.value)
    if dom is not None and not 1 <= dom <= 31:
        return []
    after, further = scene.after(), scene.after(1)
    if after is not None and year is None and _is_counted(scene, after):
        return []
    near = (after, further, scene.before(2))
    if dom is None and pointer is None and any(t is not None and t.kind == "forward" for t in near):
        way = "future"  # "December contract", "March gold futures", "futures for May": of the month in which it is due
    appointed = company(scene.language).appointed
    if any(t is not None and t.word in appointed for t in (after, further)):
        ahead = published is not None and number > published.month > 1  # in January it may have been
        if dom is not None and way == "past":
            way = None  # "were vying for seats in the Nov. 8 general election": the verb tells nothing of its day
        if ahead and way is None and pointer is None:
            way = "future"  # "before the November election", in May: a newspaper leaves out the year that is its own
    lead = scene.before()
    if year is None and pointer is None and way != "future" and (lead is None or lead.kind not in ("the", "a", "poss")):
        year = context.told_year(scene.start, number, dom)
    try:
        if year is not None:
            moment = Moment("day", date(year, number, dom)) if dom else Moment("month", date(year, number, 1))
        elif published is None:
            last = context.last
            if last is None:
                x = f"XXXX-{number:02d}" + (f"-{dom:02d}" if dom else "")
                return [unknown(scene, x, edtf=x)]
            moment = Moment("day", date(last.day.year, number, dom)) if dom else Moment(
                "month", date(last.day.year, number, 1))  # fmt: skip
        elif dom:
            named = scene.first("weekday", "weekday_short")
            week_day = int(named.value) if named is not None else None
            day = month_day(published, number, dom, way, week_day)  # type: ignore[arg-type]
            moment = Moment("day", shift(day, 1, "year") if pointer == "next" and day <= published else day)
        else:
            before = scene.before()
            if way == "past" and before is not None and before.word == "through":
                way = None  # "extended the ban through January": past verb or not, it may end ahead
            first = month(published, number, way)  # type: ignore[arg-type]
            if pointer == "next" and scene.first("the") and context.last is not None:
                pointer = "after"  # "the next March": as seen from what is told of
            anchor = context.last if pointer in ("that", "after", "before") else None
            if pointer == "this":
                first = date(published.year, number, 1)
            elif anchor is not None:  # "that June", "the following June": as seen from the last moment told of
                first = date(anchor.day.year, number, 1)
                begins = anchor.day.replace(day=1)
                if pointer == "after" and (first <= begins or anchor.grain == "year"):
                    first = shift(first, 1, "year")
                elif pointer == "before" and first >= begins:
                    first = shift(first, -1, "year")
            elif pointer == "last" and first >= published.replace(day=1):
                first = shift(first, -1, "year")
            elif pointer == "next" and first <= published:
                first = shift(first, 1, "year")
            moment = Moment("month", first)
    except ValueError:
        return []
    part = scene.first("part")
    if dom and part is not None and scene.first("of", "on"):
        return [of(scene, Moment("part", moment.day, part.value), "time")]  # "the evening of May 3"
    if dom and ((year is None and scene.own()[0].kind == "last") or scene.own()[0].kind == "night_of"):
        return [
            of(scene._replace(start=scene.start + 1), moment)
        ]  # neither "last" nor "night of" is part of a date with its day
    return [of(scene, moment)]


def iso(scene: Scene) -> list[Draft]:
    """Read 2025-03-02 and 2025-03-02T14:00Z."""
    token = scene.own()[0]
    try:
        day = date.fromisoformat(token.value[:10])
    except ValueError:
        return []
    rest = token.value[11:]
    return [of(scene, Moment("minute", day, rest), "time")] if rest else [of(scene, Moment("day", day))]


def slashed(scene: Scene) -> list[Draft]:
    """Read 31/03/2025 and 3/31/25: month first unless only day first makes a date (English news of either habit)."""
    word = scene.own()[0].value
    parts = [int(p) for p in word.replace(".", "/").split("/")]
    year = parts[2] if parts[2] > 99 else parts[2] + (1900 if parts[2] > 50 else 2000)
    if len(word.replace(".", "/").split("/")[2]) not in (2, 4) or ("." in word and parts[2] < 100):
        return []
    orders = (
        [(parts[1], parts[0]), (parts[0], parts[1])] if "." in word else [(parts[0], parts[1]), (parts[1], parts[0])]
    )
    for number, day in orders:
        try:
            return [of(scene, Moment("day", date(year, number, day)))]
        except ValueError:
            continue
    return []


def feast(scene: Scene) -> list[Draft]:
    """Read holidays: the nearest one on or before the report, after it if the clause says so."""
    token, year_token, published = scene.first("holiday"), scene.first("year"), scene.context.published
    assert token is not None
    unit, weekend, part = scene.first("unit"), scene.first("weekend"), scene.first("part")
    before = scene.before()
    if unit is not None and unit.value != "week":
        return []
    if before is not None and before.word in ("'", "’") and before.end == token.start:
        return []  # "a nor'easter"
    if year_token is not None:
        return [of(scene, Moment("day", holiday(token.value, year_of(year_token))))]
    if published is None:
        return [unknown(scene, None)]
    pointer = scene.pointer()
    way = {"last": "past", "next": "future"}.get(pointer or "") or direction(
        scene.tokens, scene.start, scene.end, scene.language
    )
    day = holiday(token.value, published.year) if pointer == "this" else _feast_near(token.value, published, way)
    if part is not None:
        return [of(scene, Moment("part", day, part.value), "time")]
    if weekend is not None:  # the one before a Monday or Tuesday, else that of the day's own week
        return [of(scene, at("weekend", shift(day, -1, "week") if day.isoweekday() < 3 else day))]
    return [of(scene, at("week" if unit else "day", day))]


def _feast_near(rule: str, published: date, way: str | None) -> date:
    """Return the holiday of the last year or the next: the one the clause points to, else the nearer; a week ahead is
    always meant, and what was two months ago is, where the next is most of a year away ("will be tried for a raid on
    New Year's Eve")."""
    days = [holiday(rule, y) for y in range(published.year - 1, published.year + 2)]
    back, ahead = max(d for d in days if d <= published), min(d for d in days if d >= published)
    since, until = (published - back).days, (ahead - published).days
    if way in ("future", "toward"):
        return back if since <= JUST_PAST and until > LONG_AGO else ahead
    return ahead if until <= 7 or (way is None and until < since) else back


def then(scene: Scene) -> list[Draft]:
    """Read "until then", "by then": the day last mentioned, or what was mentioned last if that is coarser."""
    before, last = scene.before(), scene.context.last
    if last is None or before is None or before.word not in ("until", "till", "by") or scene.after_is("hyphen"):
        return []  # "by then-minister Orr"
    return [of(scene, Moment("day", last.day) if last.grain in ("part", "minute") else last)]


def deictic(scene: Scene) -> list[Draft]:
    """Read today, tomorrow, yesterday, with a part of day or none, and tonight."""
    token, part, published = scene.first("deictic", "deictic_night"), scene.first("part"), scene.context.published
    assert token is not None
    before = scene.before()
    if scene.own()[0].capital and before is not None and before.kind == "~" and before.capital:
        return []  # a name: "Torvik Today"
    detail = part.value if part else "NI" if token.kind == "deictic_night" else ""
    if published is None:
        return [unknown(scene, f"XXXX-XX-XXT{detail}" if detail else "XXXX-XX-XX", "time" if detail else "date")]
    day = shift(published, int(token.value), "day")
    turned = scene.first("lead")
    if turned is not None:  # "the day after tomorrow"
        if turned.word not in ("before", "after") or scene.first("unit").value != "day":  # type: ignore[union-attr]
            return []
        day = shift(day, 1 if turned.word == "after" else -1, "day")
    return [of(scene, Moment("part", day, detail), "time")] if detail else [of(scene, Moment("day", day))]


def pointer(scene: Scene) -> list[Draft]:
    """Read "last year", "this week", "the following day", "that night", "last night"."""
    which = scene.pointer()
    token = [t for t in scene.own() if t.kind != "or_so"][-1]
    the = any(a.kind == "the" and b.kind != "phase_noun" for a, b in zip(scene.own(), scene.own()[1:], strict=False))
    if token.kind == "weekend" and which is None:
        which = "weekend"
    if token.kind == "part" and which is None:
        which = "lead"
    if which is None:
        return []
    if token.kind == "last":
        after = scene.after()
        counted = after is not None and after.kind in _NUMBERS  # "over the past four votes" is not "the past"
        return [unknown(scene, "PAST_REF")] if the and token.word == "past" and not counted else []
    unit = "part" if token.kind == "part" else token.value if token.kind != "second" else "second"
    words = [t.word for t in scene.own()]
    title = scene.before()
    named = title is not None and (title.word in QUOTES or title.kind == "poss")
    if token.capital and scene.own()[0].capital and named:
        return []  # the name of a programme: "This Week"
    if which == "last" and (unit == "day" or (the and unit == "part")):
        return []  # "her last day", "on the last morning"
    if which == "latest" or unit in ("second", "minute", "hour"):
        return duration(scene) if "past" in words or "last" in words or which == "next" else []
    if unit == "quarter":
        return quarter(scene)
    if (the and "last" in words and unit != "weekend") or ("past" in words and unit not in ("year", "part", "weekend")):
        return duration(scene)  # but TimeBank takes "the past year" for the year before
    if the and which == "next" and unit in ("decade", "century"):
        return duration(scene)
    if the and which == "next":
        way, lead = direction(scene.tokens, scene.start, scene.end, scene.language), scene.before()
        within = lead is not None and lead.word in company(scene.language).throughout and way != "past"
        coming = within or (way == "future" and unit == "year")  # "It must start within the next month"
        which = "next" if coming else "after"
    if unit == "part":
        return _part(scene, which, token)
    if which == "weekend":
        published = scene.context.published
        if published is None:
            return [unknown(scene, "XXXX-WXX-WE")]
        way = direction(scene.tokens, scene.start, scene.end, scene.language)
        step = 0 if way == "future" or published.isoweekday() > 5 else -1
        return [of(scene, at("weekend", shift(published, step, "week")))]
    if token.kind == "weekend" and which == "this" and scene.context.published is not None:
        way = direction(scene.tokens, scene.start, scene.end, scene.language)
        if way == "past" and scene.context.published.isoweekday() < 4:
            which = "last"
    moment = pointed(scene.context, which, unit)
    if moment is None:
        return [unknown(scene, None)]
    return [of(scene, moment)]


def _nightly(before: Token, token: Token) -> bool:
    """Say whether a night is any: "at night", "by night", "night after night"."""
    return token.word == "night" and before.word in ("at", "by", "after")


def _part(scene: Scene, which: str, token: Token) -> list[Draft]:
    """Read "this morning", "last night", "that night", "the next morning"."""
    published = scene.context.published
    if which in ("last", "next", "this"):
        if published is None:
            return [unknown(scene, f"XXXX-XX-XXT{token.value}", "time")]
        day = shift(published, {"last": -1, "next": 1, "this": 0}[which], "day")
        return [of(scene, Moment("part", day, token.value), "time")]
    if which == "lead":  # "by mid-afternoon", "in the morning": on the day that is told of
        before = scene.before()
        bare = scene.end - scene.start == 1
        led = before is not None and before.kind in (("at", "lead") if bare else ("in", "lead"))
        if before is not None and bare and before.kind == "approx" and before.value == "~":
            after = scene.after()
            led = after is None or after.kind != OTHER  # "around dawn", but not "about morning prayers"
        if before is None or not (led or scene.first("in")):
            return []
        if scene.after_is("of"):
            return []  # "since the dawn of the feud"
        if bare and (before.word in ("for", "during", "than") or token.capital or _nightly(before, token)):
            return []
        which = "that"
    anchor = scene.context.anchor("part")
    if anchor is None:
        return [unknown(scene, f"XXXX-XX-XXT{token.value}", "time")]
    day = shift(anchor.day, {"after": 1, "before": -1, "that": 0}[which], "day")
    return [of(scene, Moment("part", day, token.value), "time")]
