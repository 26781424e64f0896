"""Reads quarters, halves, fiscal years, seasons, decades and centuries.

In:  a Scene.    Out: Drafts, or none if the words mean no such period.
"""

from __future__ import annotations

from datetime import date

from .company import company
from .moment import SEASONS, Moment, at, shift
from .resolve import Context, month, pointed
from .scene import Draft, Scene, of, pointed_year, unknown, year_beside, year_of
from .tense import direction
from .words import OTHER, QUOTES, Token

PAST_TIME = ("ago", "earlier")
NEAR_DECADE = 2  # years ahead in which a decade said by two digits may begin: "the '90s" in 1989
FRESH = 2  # months in which "the second half of the year" that has been is of the year before
LASTS = 3  # months of a season: "in summer", in July, is the one that is
NEAR_SEASON = 4  # months ahead in which a season begins that no word sets in the past: "the winter" in November


def season(scene: Scene) -> list[Draft]:
    """Read seasons; winter is counted to the year in which it begins, as TIMEX3 does."""
    token, which, published = scene.first("season"), scene.pointer(), scene.context.published
    assert token is not None
    after, year_token = scene.after(), scene.first("year", "short_year")
    if after is not None and token.capital and after.capital:
        return []  # a name: "Winter Harbour"
    if after is not None and after.kind == "of" and year_token is None:
        return []  # "the fall of the town"
    year = year_of(year_token) if year_token else pointed_year(scene)
    if year is None and scene.end - scene.start == 1 and not _led(scene):
        return []
    if which == "next" and scene.first("the"):
        which = "after"  # "the next spring": as seen from what is told of
    told = scene.context.last
    if year is None and which in ("that", "after", "before") and told is not None:
        year = _season_beside(told, token.value, which)
    if year is None and which is None and not token.capital:
        year = year_beside(scene) or _year_of_both(scene)
    if token.capital and year is None and which is None:
        return []  # a town: "shot in Spring"
    if year is None:
        if published is None:
            return [unknown(scene, f"XXXX-{token.value}")]
        begins = SEASONS[token.value][0]
        way = direction(scene.tokens, scene.start, scene.end, scene.language)
        year = published.year - (which == "this" and begins == 12 and published.month < 3)
        soon = way is None and which is None and 0 < begins - published.month <= NEAR_SEASON
        if which == "next" or (which != "this" and way in ("future", "toward")):
            year += begins + (0 if which == "next" else LASTS) <= published.month
        elif which == "last" and "this" in [t.kind for t in scene.own()]:
            year -= begins > published.month
        elif which != "this" and not soon:
            year -= begins > published.month or (which == "last" and published.month < begins + 3)
    return [of(scene, at("season", date(year, 1, 1), token.value))]


def _year_of_both(scene: Scene) -> int | None:
    """Return the year that a season shares with the next: "the spring and summer of 1992"."""
    ahead = [t for t in scene.tokens[scene.end : scene.end + 5] if t.kind not in ("the", "of")][:3]
    kinds = [t.kind for t in ahead]
    return year_of(ahead[2]) if kinds[:1] in (["and"], ["or"], ["to"]) and kinds[1:] == ["season", "year"] else None


def _season_beside(told: Moment, name: str, which: str) -> int:
    """Return the year of "that summer", "the following spring", "the previous fall", as seen from a moment told of."""
    begins, year = SEASONS[name][0], told.day.year
    late = begins == SEASONS["WI"][0]
    if told.grain == "year":
        return year + {"that": 0, "after": 0 if late else 1, "before": -1}[which]
    if which == "after":
        return year + (begins <= told.day.month)
    if which == "before":
        return year - (begins + LASTS > told.day.month)
    return year - (late and told.day.month < LASTS)  # "that winter", in January, began in the year before


def _led(scene: Scene) -> bool:
    """Say whether a season by itself is one: "by spring," and "until fall", but not "in fall colours"."""
    before, after = scene.before(), scene.after()
    closed = after is None or after.kind not in (OTHER, "from")  # "hurt in fall from a horse"
    if closed and before is not None and before.kind == "and":
        named = scene.before(2)
        return named is not None and named.kind == "season"  # "the autumn and winter"
    return closed and before is not None and before.kind in ("lead", "in", "through") and before.word != "for"


def decade(scene: Scene) -> list[Draft]:
    """Read "the late 1970s"."""
    token = scene.first("decade")
    assert token is not None
    before = scene.before()
    if not _is_sure(token) and scene.first("the") is None and (before is None or before.kind != "the"):
        back = scene.start
        while back > 1 and scene.tokens[back - 1].kind in ("and", "comma") and scene.tokens[back - 2].kind == "decade":
            back -= 2  # "the 1960s, 70s and 80s", but not "in his 30s"
        if back == scene.start or not _is_sure(scene.tokens[back]):
            return []
    year, published = int(token.value), scene.context.published
    if published is not None and year > published.year + NEAR_DECADE and not token.word[:4].isdigit():
        year -= 100  # "the '20s", in a report of 1990
    return [of(scene, at("decade", date(year, 1, 1)))]


def _is_sure(token: Token) -> bool:
    """Say whether the words of a decade can be nobody's age: "1970s", "'70s", "nineteen seventies"."""
    return token.word[:4].isdigit() or token.word[:1] in QUOTES


def century(scene: Scene) -> list[Draft]:
    """Read "the 19th century": TIMEX3 18, EDTF 18XX."""
    ordinal, unit = scene.first("ordinal", "second"), scene.first("unit")
    assert ordinal is not None and unit is not None
    number = 2 if ordinal.kind == "second" else int(ordinal.value)
    after = scene.after()
    if unit.capital and after is not None and after.capital:
        return []  # a name: "20th Century Mills"
    if unit.value != "century" or not 1 <= number <= 99:
        return []
    year = (number - 1) * 100
    return [Draft(scene.start, scene.end, "date", f"{number - 1:02d}", f"{number - 1:02d}XX", "century",
                  Moment("century", date(max(year, 1), 1, 1)))]  # fmt: skip


def _quarter_at(context: Context) -> Moment | None:
    """Return the quarter at hand: the last one told of, else the last that had ended when the report appeared."""
    if context.last_quarter is not None or context.published is None:
        return context.last_quarter
    return at("quarter", shift(context.published, -1, "quarter"))


def _had_ended(scene: Scene, found: Moment) -> bool:
    """Say whether a quarter was over: by the calendar or, a fiscal one, by what is told of it."""
    published, after = scene.context.published, scene.after()
    if published is None or found.day < at("quarter", published).day:
        return True
    return (after is not None and after.word == "ended") or direction(
        scene.tokens, scene.start, scene.end, scene.language
    ) == "past"


def _is_result(scene: Scene) -> bool:
    """Say whether what a quarter brought in follows: "fourth-quarter earnings", "fourth-quarter net income"."""
    words = company(scene.language).result
    return any(t is not None and t.word in words for t in (scene.after(), scene.after(1)))


def quarter(scene: Scene) -> list[Draft]:
    """Read quarters, and the year-ago period against which one is compared."""
    context, published = scene.context, scene.context.published
    ordinal, year_token, which = scene.first("ordinal", "second"), scene.first("year", "short_year"), scene.pointer()
    if scene.own()[0].kind == "quarter_letter":  # "Q3"
        letter, ordinal = scene.own()[:2]
        if not letter.capital or letter.end != ordinal.start:
            return []
    before_it = scene.first(*PAST_TIME) is not None or _is_prior_year(scene)
    token = scene.first("quarter")
    unit = scene.first("unit")
    if token is None and ordinal is None and scene.first("period") is None and scene.first("alike", "that"):
        return _month_alike(scene)
    if before_it and (unit is None or unit.value != "year"):
        return []
    if before_it and len(scene.every("unit")) == 2:  # "the year-ago month"
        grain, told = scene.every("unit")[1].value, context.last
        day = told.day if told is not None else published
        return [of(scene, at(grain, shift(day, -1, "year")))] if grain in ("week", "month") and day else []
    if ordinal is None and ((before_it and token is None) or _is_prior_year(scene)):
        return year_ago(scene)
    if scene.first("alike", "that") and unit is not None and not before_it and scene.first("last"):
        return year_ago(scene)  # "the corresponding period last year"
    if ordinal is None and scene.first("final") is None:
        after, further = scene.after(), scene.after(1)
        if after is not None and after.kind == "hyphen" and further is not None and further.kind == "to":
            return []  # "quarter-to-quarter"
        if unit is not None and token is not None and which in ("last", "next", "this"):
            found, moment = _quarter_at(context), pointed(context, which, "year")
            if found is None or moment is None:
                return []
            return [of(scene, at("quarter", found.day.replace(year=moment.day.year)))]  # "last year's quarter"
        if which in ("this", "last", "next", "before", "after") and published is not None:
            step = {"this": 0, "last": -1, "next": 1, "before": -1, "after": 1}[which]
            base = (
                published if which in ("this", "last", "next") else (_quarter_at(context) or at("day", published)).day
            )
            return [of(scene, at("quarter", shift(base, step, "quarter")))]
        if token is not None and year_token is None and after is not None and after.kind == "of":
            return []  # "the quarter of the crew that fled"
        found = _quarter_at(context)
        if after is not None and further is not None and further.kind == "in":
            further = scene.after(2)  # "the quarter ended in June"
        if year_token is not None and token is None and context.compared == "year":
            return [of(scene, Moment("year", date(year_of(year_token), 1, 1)))]  # "in the 1988 period", of nine months
        closing = after is not None and after.word in company(scene.language).ending
        if closing and further is not None and further.kind == "month":
            year = published.year if published else found.day.year if found else None
            if year is not None:
                year -= published is not None and int(further.value) > published.month
                found = context.last_quarter = at("quarter", date(year, int(further.value), 1))
        if found is None:
            return [unknown(scene, "XXXX-QX")] if token is not None else []
        if year_token is not None:
            found = at("quarter", found.day.replace(year=year_of(year_token)))
        elif before_it:
            found = at("quarter", shift(found.day, -1, "year"))
        if token is not None:
            context.compared = "quarter"
        return [of(scene, found)]
    number = 4 if ordinal is None else 2 if ordinal.kind == "second" else int(ordinal.value)
    if not 1 <= number <= 4:
        return []
    year = year_of(year_token) if year_token else pointed_year(scene)
    if year is None:
        if published is None:
            return [unknown(scene, f"XXXX-Q{number}")]
        way = direction(scene.tokens, scene.start, scene.end, scene.language)
        now = (published.month + 2) // 3
        ahead = way in ("future", "toward") or scene.pointer() == "this"
        year = published.year - (number > now and not ahead)
        if number - now == 3 and _is_result(scene):
            year = published.year - 1  # "will report fourth-quarter earnings", in February
        year += number < now - 1 and way == "future"  # "will sell it in the first quarter", in November
        if before_it:
            year -= 1
    found = Moment("quarter", date(year, number * 3 - 2, 1))
    own = scene.own()
    if own[0].kind == "the" and any(t.kind == "hyphen" for t in own) and not before_it:
        scene = scene._replace(start=scene.start + 1)  # the article of a noun: "the third-quarter loss"
    if not before_it and (published is None or year == published.year or context.last_quarter is None):
        context.compared = "quarter"
        before = context.last_quarter
        if _had_ended(scene, found) and (before is None or before.day <= found.day):
            context.last_quarter = found  # what the report speaks of; what it compares with does not displace it
    return [of(scene, found)]


def _is_prior_year(scene: Scene) -> bool:
    """Say whether the words open with "prior-year", "the previous-year"."""
    kinds = [t.kind for t in scene.own() if t.kind != "the"]
    return len(kinds) > 2 and kinds[0] in ("before", "last") and kinds[1:3] == ["hyphen", "unit"]


def _month_alike(scene: Scene) -> list[Draft]:
    """Read "the same month last year", "the corresponding week a year earlier"."""
    units, last, published = scene.every("unit"), scene.context.last, scene.context.published
    if len(units) != 2 or units[1].value != "year" or units[0].value not in ("week", "month"):
        return []
    day = last.day if last is not None and last.grain == units[0].value else published
    return [of(scene, at(units[0].value, shift(day, -1, "year")))] if day is not None else []


def year_ago(scene: Scene) -> list[Draft]:
    """Read "a year ago", "a year earlier", "the year-earlier period": the quarter at hand a year back, if there is."""
    context = scene.context
    spoken = context.last_quarter is not None and context.compared == "quarter"
    base = _quarter_at(context) if spoken or scene.first("quarter") else None
    if base is not None:
        return [of(scene, at("quarter", shift(base.day, -1, "year")))]
    last, before = context.last, scene.before()
    compared = before is not None and before.word in company(scene.language).comparing
    if last is not None and last.grain in ("month", "half") and (compared or scene.first("earlier")):
        return [of(scene, at(last.grain, shift(last.day, -1, "year")))]  # "fell in May from a year earlier"
    reported = context.compared == "year" and context.last_quarter is not None  # results of the year so far
    if scene.first("earlier") and scene.first("period") is None and context.last is not None and not reported:
        return [of(scene, context.last.shifted(-1, "year"))]
    if context.published is None:
        return [unknown(scene, None)]
    return [of(scene, at("year", shift(context.published, -1, "year")))]


def two_quarters(scene: Scene) -> list[Draft]:
    """Read "the second and third quarters": two quarters, of one year if it is said."""
    middle = next(i for i in range(scene.start, scene.end) if scene.tokens[i].kind == "and")
    right = quarter(scene._replace(start=middle + 1))
    left = quarter(scene._replace(end=middle))
    if not left or not right or left[0].moment is None or right[0].moment is None:
        return left + right if left and right else []
    year = right[0].moment.day.year if scene.first("year", "unit") else left[0].moment.day.year
    return [of(scene._replace(end=middle), at("quarter", left[0].moment.day.replace(year=year))), *right]


def month_quarter(scene: Scene) -> list[Draft]:
    """Read "the June quarter": the one that ends in that month, or holds it."""
    named, year, published = scene.first("month"), scene.first("year"), scene.context.published
    assert named is not None
    if year is not None:
        day = date(year_of(year), int(named.value), 1)
    elif published is None:
        return [unknown(scene, "XXXX-QX")]
    else:
        way = direction(scene.tokens, scene.start, scene.end, scene.language)
        day = month(published, int(named.value), way)
    return [of(scene, at("quarter", day))]


def half(scene: Scene) -> list[Draft]:
    """Read "the first half of 1990", "the last two quarters of 1990"; of a decade, the decade."""
    count = scene.first("number", "day")
    if scene.first("quarters") and (count is None or count.value != "2"):
        return []
    ordinal, ten = scene.first("ordinal", "second"), scene.first("decade")
    if ten is not None:
        return decade(scene)
    number = 2 if ordinal is None or ordinal.kind == "second" else int(ordinal.value)
    if number > 2:
        return []
    year_token, unit = scene.first("year", "short_year"), scene.first("unit")
    year = year_of(year_token) if year_token else pointed_year(scene)
    published = scene.context.published
    if unit is not None and unit.value in ("decade", "century") and published is not None:
        return [of(scene, at(unit.value, published))]  # "the first half of the century"
    if year is None:
        if published is None or ordinal is None:
            return []
        way = direction(scene.tokens, scene.start, scene.end, scene.language)
        if scene.first("unit") and not scene.first(*PAST_TIME) and (way != "past" or published.month > FRESH):
            way = "future"  # "the second half of the year"
        year = published.year - (way != "future" and number == 2 and published.month < 7)
        if scene.first(*PAST_TIME):
            base = scene.context.last  # "the year-earlier first half", of the one told of
            year = (base.day.year if base is not None and base.grain == "half" else year) - 1
    return [of(scene, at("half", date(year, 1 if number == 1 else 7, 1)))]


def fiscal(scene: Scene) -> list[Draft]:
    """Read "fiscal 1990", "the fiscal year"."""
    year_token, unit = scene.first("year", "short_year"), scene.first("unit")
    if (unit is not None and unit.value != "year") or (unit is None and year_token is None):
        return []
    if year_token is not None:
        return [of(scene, at("year", date(year_of(year_token), 1, 1)))]
    which = scene.pointer()
    if which is not None and which != "latest" and scene.context.published:
        moment = pointed(scene.context, which, "year")
        return [of(scene, moment)] if moment else []
    return [unknown(scene, "P1Y", "duration")] if scene.first("the", "latest") else []
