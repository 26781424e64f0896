"""Reads spans of time: "February 25-26, 1992", "from 1991 to 1994", "the night of 25-26".

In:  a Scene.    Out: two Drafts; the first carries the whole interval in its EDTF, the second its own day.
A part that one member lacks (the month, the year) is taken from the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from .dates import calendar
from .moment import Moment
from .scene import Draft, Scene, of
from .words import Token

_BETWEEN = ("hyphen", "to", "and", "or", "through", "into")


def interval(scene: Scene) -> list[Draft]:
    """Read a span of time with two members."""
    tokens = scene.tokens
    middle = _middle(scene)
    night = scene.first("night_of") is not None
    first = [t for t in tokens[scene.start : middle] if t.kind not in ("between",)]
    second = list(tokens[middle + 1 : scene.end])
    left, right = _ends(scene, first, second, night)
    if left is None or right is None or right.day < left.day:
        return []
    start = scene.start + (1 if tokens[scene.start].kind in ("between", "night_of") else 0)
    whole = f"{left.edtf().split('/')[0]}/{right.edtf().split('/')[-1]}"
    listed = tokens[middle].kind in ("and", "or") and not night and not scene.first("between")
    one = of(scene._replace(start=start, end=middle), left, _kind(left))
    if not listed:
        one = one._replace(edtf=whole)
    return [one, of(scene._replace(start=middle + 1), right, _kind(right))]


def _kind(moment: Moment) -> str:
    return "time" if moment.grain == "part" else "date"


def _middle(scene: Scene) -> int:
    """Return the index of the token between the members."""
    inner = range(scene.start + 1, scene.end - 1)
    return next(i for i in inner if scene.tokens[i].kind in _BETWEEN)


def _number(tokens: Sequence[Token], *kinds: str) -> int | None:
    token = next((t for t in tokens if t.kind in kinds), None)
    if token is None:
        return None
    return 2 if token.kind == "second" else int(token.value) if token.value.isdigit() else None


def _ends(
    scene: Scene, first: Sequence[Token], second: Sequence[Token], night: bool
) -> tuple[Moment | None, Moment | None]:
    """Return the moments of both members."""
    if any(t.kind == "weekday" for t in first):
        one = calendar(scene._replace(end=scene.start + len(first)))
        two = calendar(scene._replace(start=scene.end - len(second)))
        left, right = (d[0].moment if d else None for d in (one, two))
        if left is not None and right is not None:
            right = Moment(
                right.grain, date.fromordinal(left.day.toordinal() + (right.day - left.day).days % 7), right.detail
            )
        return left, right
    dom = ("day", "ordinal", "second")
    days = _number(first, *dom), _number(second, *dom)
    months = _number(first, "month"), _number(second, "month")
    years = _number(first, "year"), _number(second, "year")
    if months == (None, None) and days != (None, None) and years[0] is None:
        last = scene.context.anchor("day") if night else None
        if last is None:
            return None, None
        return _made(last.day.year, last.day.month, days[0]), _made(last.day.year, last.day.month, days[1])
    if months == (None, None):
        if years[0] is None:
            return None, None
        end = years[1]
        if end is None:
            short = days[1] if days[1] is not None else _number(second, "num")
            if short is None or short > 99 or scene.tokens[scene.start + len(first)].kind != "hyphen":
                return None, None
            if len(second[0].word) != 2:
                return None, None
            end = years[0] // 100 * 100 + short
        if not (1000 <= years[0] < end <= 2100):
            return None, None
        return Moment("year", date(years[0], 1, 1)), Moment("year", date(end, 1, 1))
    month_1, month_2 = months[0] or months[1], months[1] or months[0]
    assert month_1 is not None and month_2 is not None
    year = years[1] or years[0]
    if year is None:
        drafts = calendar(scene._replace(start=_month_at(scene)))
        found = drafts[0].moment if drafts else None
        if found is None:
            return None, None
        year = found.day.year + (month_2 < month_1)
    start_year = years[0] or (year - 1 if month_2 < month_1 else year)
    return _made(start_year, month_1, days[0]), _made(year, month_2, days[1])


def _month_at(scene: Scene) -> int:
    return next(i for i in range(scene.start, scene.end) if scene.tokens[i].kind == "month")


def _made(year: int, month: int, day: int | None) -> Moment | None:
    try:
        return Moment("month", date(year, month, 1)) if day is None else Moment("day", date(year, month, day))
    except ValueError:
        return None
