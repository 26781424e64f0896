"""Marks the expressions of time in a text and says what each means: TIMEX3 value and EDTF.

In:  a text and the day of the report.    Out: Times in text order, never overlapping.
The way: words.py cuts tokens and classes them, patterns.py finds the expressions, the readings (dates, quarters,
durations, offsets, clocks, ranges) say what they mean against the report's day, the tense and the last date mentioned.
Words and patterns live in languages/<code>/time_*.csv; a new word or pattern is a new row there.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from datetime import date

from recounted.languages import table
from recounted.model import Time, checked_span

from . import anaphors, beside, clocks, dates, durations, offsets, quarters, ranges
from .company import company
from .faults import WeekdayFault, weekday_faults
from .moment import Moment
from .patterns import Match, matches, preference
from .resolve import Context
from .scene import Draft, Scene
from .words import Token, tokens

__all__ = ["WeekdayFault", "mark_times", "weekday_faults"]

READINGS: dict[str, Callable[[Scene], list[Draft]]] = {
    "calendar": dates.calendar, "iso": dates.iso, "slashed": dates.slashed, "holiday": dates.feast,
    "deictic": dates.deictic, "week of": beside.week_of, "day beside": beside.day_beside, "then": dates.then,
    "overnight": beside.overnight, "day of": beside.day_of, "numbered": beside.numbered,
    "month and day": beside.month_and_day, "soon": durations.soon, "small hours": beside.small_hours,
    "weekday of": beside.weekday_of, "weekday in month": beside.weekday_in_month,
    "beyond": offsets.beyond, "next but one": offsets.next_but_one,
    "parts ago": offsets.parts_ago, "weekdays ago": offsets.weekdays_ago, "month quarter": quarters.month_quarter,
    "two quarters": quarters.two_quarters, "about ago": offsets.about_ago, "pointer": dates.pointer,
    "season": quarters.season,
    "decade": quarters.decade, "century": quarters.century, "quarter": quarters.quarter, "half": quarters.half,
    "fiscal": quarters.fiscal, "anaphor": anaphors.anaphor, "yearend": anaphors.yearend, "midway": anaphors.midway,
    "this day": anaphors.this_day,
    "offset": offsets.offset, "phrase": offsets.phrase, "anniversary": offsets.anniversary,
    "duration": durations.duration, "vague": durations.vague, "compound": durations.compound, "set": durations.repeated,
    "clock": clocks.clock, "range": ranges.interval, "quarter unit": offsets.quarter_unit,
}  # fmt: skip
UNSURE_REACH = 3  # tokens before an expression in which "possibly" makes it uncertain


def mark_times(text: str, published: str | None, language: str = "en") -> list[Time]:
    """Return the time expressions of text with ids t0, t1 …

    published: the day of the report as EDTF (2026-02-26, or a longer ISO time); None leaves what needs it without a
    value ("Monday" is XXXX-WXX-1) and EDTF. Value and EDTF are None where the words give no point of the calendar.
    Raises ValueError if published is no day.
    """
    context = Context(date.fromisoformat(published[:10]) if published else None)
    found, shape = tokens(text, language)
    drafts: list[Draft] = []
    for stretch in matches(shape, language):
        for knot in _knots(stretch):
            for draft in _read(knot, found, context, language):
                if draft.moment is not None:
                    beside = bool(drafts) and _explains(draft, drafts[-1], found)
                    said = _said(drafts[-1] if beside else draft, found, language)
                    nightly = any(t.word == "overnight" for t in found[draft.start : draft.end])
                    if not _is_compared(draft, found, context, language):
                        context.note(_phased(draft, found), said, nightly)
                        context.tell(draft.moment, draft.end, _is_dated(draft, found))
                    if beside:
                        drafts[-1] = _moved(drafts[-1], draft.moment)
                        twin = drafts[-2] if len(drafts) > 1 and found[drafts[-1].end].word == ")" else None
                        if twin is not None and twin.end == drafts[-1].start - 1 and _bare_clock(twin, found):
                            drafts[-2] = _moved(twin, draft.moment)  # "10:30 a.m. (0730 GMT) Friday"
                drafts.append(draft)
    return [_time(draft, found, text, number) for number, draft in enumerate(drafts)]


DAYS = {"weekday", "month", "deictic"}
# Tokens before a day in which "had" makes it one before the telling; over gvdb and gva_dev 11 mends two and spoils one
# against 8.
BEFORE = 11
AGAINST = 6  # tokens before a month in which "from" or "than" makes it one of comparison
SPOKEN = 4  # tokens before a day in which a verb of speech makes it the day of the speech


@functools.cache
def _speech(language: str) -> frozenset[str]:
    return frozenset(row["form"] for row in table(language, "when_words") if row["role"] == "speech")


def _is_compared(draft: Draft, found: list[Token], context: Context, language: str) -> bool:
    """Say whether a month is only what another is held against, and no month told of: "fell in May from April"."""
    if draft.moment is None or context.last is None or not draft.moment.grain == context.last.grain == "month":
        return False
    for token in reversed(found[max(0, draft.start - AGAINST) : draft.start]):
        if token.kind in ("stop", "comma"):
            return False
        if token.word in company(language).comparing:
            return True
    return False


PHASES = {"START": "MO", "END": "NI"}  # "early Sunday" is its morning, "late Sunday" its night


def _phased(draft: Draft, found: list[Token]) -> Moment:
    """Return what a clock after the draft is held to: the morning of "early Sunday", the night of "late Sunday"."""
    assert draft.moment is not None
    phase = next((t.value for t in found[draft.start : draft.end] if t.kind == "phase"), "")
    if draft.moment.grain == "day" and phase in PHASES:
        return Moment("part", draft.moment.day, PHASES[phase])
    return draft.moment


def _is_dated(draft: Draft, found: list[Token]) -> bool:
    """Say whether a draft is told with its year, and not only as what something has gone on since."""
    since = draft.start > 0 and found[draft.start - 1].word == "since"
    return not since and any(t.kind in ("year", "short_year") for t in found[draft.start : draft.end])


def _said(draft: Draft, found: list[Token], language: str) -> bool:
    """Say whether a day is that of a speech ("police said Friday", "told reporters on Friday") or of what went before
    what is told ("The bus had left on Monday evening"): what follows is not told of it."""
    words = _speech(language)
    for token in reversed(found[max(0, draft.start - BEFORE) : draft.start]):
        if token.kind in ("stop", "comma") or token.word in words:
            break
        if token.word == "had":
            return True
    for token in reversed(found[max(0, draft.start - SPOKEN) : draft.start]):
        if token.kind == "stop":
            return False  # of the sentence before
        if token.word in words:
            return True
    return False


def _explains(draft: Draft, before: Draft, found: list[Token]) -> bool:
    """Say whether a date gives its day to the expression before it: "Tuesday (Jan. 7)", "10 a.m. to 3 p.m. Monday"."""
    if draft.start != before.end + 1 or before.moment is None or draft.moment is None:
        return False
    between, own = found[before.end], {t.kind for t in found[before.start : before.end]}
    if between.word == ")" and "zone" in own and _bare_clock(before, found):
        return draft.moment.grain == "day" and bool({t.kind for t in found[draft.start : draft.end]} & DAYS)
    if between.kind in ("to", "hyphen", "and", "through"):
        ours = {t.kind for t in found[draft.start : draft.end]}
        return before.moment.grain == draft.moment.grain == "minute" and not own & DAYS and bool(ours & DAYS)
    return (
        between.word == "("
        and "weekday" in own
        and draft.moment.grain == "day"
        and draft.moment.day.weekday() == before.moment.day.weekday()
    )


def _bare_clock(draft: Draft, found: list[Token]) -> bool:
    """Say whether a draft is a time of day without its day."""
    own = {t.kind for t in found[draft.start : draft.end]}
    return draft.moment is not None and draft.moment.grain == "minute" and not own & DAYS


def _moved(draft: Draft, moment: Moment) -> Draft:
    """Return the draft on the day of a moment, its clock or part of day kept."""
    assert draft.moment is not None
    moved = draft.moment._replace(day=moment.day)
    return draft._replace(moment=moved, value=moved.value(), edtf=moved.edtf())


def _knots(stretch: list[Match]) -> list[list[Match]]:
    """Return the matches of a stretch in groups that no match reaches out of, each with the preferred first."""
    if len(stretch) == 1:
        return [stretch]
    out: list[list[Match]] = []
    end = -1
    for match in sorted(stretch):
        if match.start >= end:
            out.append([])
        out[-1].append(match)
        end = max(end, match.end)
    for knot in out:
        knot.sort(key=preference)
    return out


def _chosen(knot: list[Match]) -> list[Match]:
    """Return the matches that do not overlap, the preferred first, in text order."""
    kept: list[Match] = []
    taken: set[int] = set()
    for match in knot:
        tokens_of = range(match.start, match.end)
        if taken.isdisjoint(tokens_of):
            taken.update(tokens_of)
            kept.append(match)
    return sorted(kept)


def _read(knot: list[Match], found: list[Token], context: Context, language: str) -> Iterator[Draft]:
    """Yield what the matches of a knot mean, in text order.

    Where a match means nothing, those that it kept out are chosen from again: "90 minutes Thursday" is no hour, and
    "Thursday night", which reaches beyond it, comes to its right.
    """
    kept = _chosen(knot)
    while kept:
        match = kept.pop(0)
        try:
            drafts = READINGS[match.reading](Scene(found, match.start, match.end, context, language))
        except (ValueError, OverflowError):  # a day that no calendar of the years 1 to 9999 has
            drafts = []
        if drafts:
            yield from drafts
            knot = [m for m in knot if m.start >= match.end]
        else:
            knot = [m for m in knot if m is not match]
            kept = _chosen(knot)


def _time(draft: Draft, found: list[Token], text: str, number: int) -> Time:
    first = draft.start + _apart(draft, found)
    start, end = found[first].start, found[draft.end - 1].end
    edtf = draft.edtf
    if edtf is not None and draft.type in ("date", "time"):
        edtf = _hedged(edtf, draft, found, text[end : end + 4])
    kind = draft.type
    return Time(
        id=f"t{number}",
        span=checked_span(text, start, end),
        type=kind,  # type: ignore[arg-type]
        value=draft.value,
        edtf=edtf,
        precision=draft.precision,
    )


def _apart(draft: Draft, found: list[Token]) -> int:
    """Return how many first words are none of the expression's: "earlier Friday", "later in the week" (but "later this
    year": of a day or week it says when in it the thing was, of a year which part is meant; counted on TimeBank)."""
    lead, second = found[draft.start], found[min(draft.start + 1, draft.end - 1)]
    whole = draft.moment is not None and draft.moment.grain in ("day", "week")
    if not whole or lead.kind not in ("earlier", "later"):
        return 0
    return 2 if second.kind == "in" else 1 if second.kind in ("weekday", "deictic", "this") else 0


def _hedged(edtf: str, draft: Draft, found: list[Token], tail: str) -> str:
    """Return EDTF with "~" for "about", "?" for "possibly" or a question mark in brackets, "%" for both."""
    near = found[max(0, draft.start - 1) : draft.end]
    about = draft.precision in ("day", "month", "year", "decade", "century") and any(
        t.kind in ("approx", "circa") and t.value == "~" for t in near
    )
    unsure = (
        tail.startswith("?)")
        or tail.strip().startswith("(?)")
        or any(t.kind == "unsure" for t in found[max(0, draft.start - UNSURE_REACH) : draft.start])
    )
    return edtf + ("%" if about and unsure else "~" if about else "?" if unsure else "")
