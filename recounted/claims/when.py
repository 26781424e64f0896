"""Says when a harm happened: by its clause, its sentence, its paragraph or the report, in that order.

In:  a text, its times and sentences, a harm's span.    Out: EDTF, the rung that gave it, and the time's id.
A date belongs to what is told beside it: "was shot Monday" dates the shooting, "said Tuesday" the speech, "was charged
Wednesday" the aftermath (date_roles.py). The report's own date, that of its dateline too, never stands in for the
harm's: a report without a date for it gives None.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import msgspec

from recounted.claims.date_pages import dates_page
from recounted.claims.date_roles import HAPPENS, clause_at, is_ahead, is_nightly, owner_of, role_of, words_of
from recounted.languages import constructions
from recounted.languages.days import names_day
from recounted.languages.en import asides
from recounted.model import Ladder, Span, Time

SAID = 60  # characters between a cue and the day it was said on; further off the day is another matter's

When = tuple[str | None, Ladder | None, str | None]
NOTHING: When = (None, None, None)

DAY_GRAINS = frozenset({"day", "part", "minute"})
# What a date gains by the word that it goes with. Tuned on gvdb_train: each alone is the best there on both halves.
ROLE = {"happened": 2.6, "incident": 2.1, "none": 1.7, "near": 1.5, "follows": 1.5, "beside": -0.2, "state": -0.2}
CLOCK, PART, COARSE, OLD, SAME_DAY = 1.4, 0.5, -6.0, -0.7, -1.0
LATE, LATE_LIMIT = 0.13, 8  # lost with each sentence further into the report, for the first so many of them
AGREE = 0.55  # share of a date's lesser mentions that its best one gains
HARMED = 0.3  # gained in the sentence of a harm
OWNED = 0.5  # gained by "Tuesday's shooting", "a Sunday night robbery". From .2 to .6 the best there, and on gva_dev
RECKONED = 0.6  # gained by "had been shot four days earlier". From .4 to .7 it mends one of gvdb_dev and spoils none
LEFT = 0.6  # lost behind where the report leaves its event: "one of several cases of gunfire". Any such number is alike
OLD_DAYS = 300  # a date so long before the report is more often background
# What is on a date of its own; and limits, of which nothing says that it happened on them.
BESIDE = frozenset({"beside", "state"})
APART = frozenset({"speech", "aftermath", "page", "limit"})

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")


class _Words(NamedTuple):
    """Constructions of the room "when"."""

    since: re.Pattern[str]  # "two days after the quake"
    reckoned: re.Pattern[str]  # a time that is counted back from one told of: "four days earlier"
    echo: re.Pattern[str]  # in a time that another gives its day: "the next morning"


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "when", language)


class Dated(NamedTuple):
    """A time that can date a harm: its first day, its sentence, its score.

    day is None for what is coarser than a day.
    """

    time: Time
    day: date | None
    sentence: int
    role: str  # one of date_roles.py
    score: float
    borrowed: bool  # a clock that names no day: its day is one told before it
    nightly: bool  # "overnight": its night began on the day before


def usable(time: Time) -> bool:
    """Say whether a time is a point or interval of the calendar that a harm can have happened in."""
    return time.edtf is not None and time.type in ("date", "time") and "X" not in time.edtf


def _begins_after(time: Time, report: date) -> bool:
    """Say whether a time begins after the day of the report: what happened did not happen then."""
    start = first_day(time.edtf or "")
    return start > report if start is not None else (time.edtf or "")[:7] > report.isoformat()[:7]


def first_day(edtf: str) -> date | None:
    """Return the first day of an EDTF value, None if it is coarser than a day."""
    head = edtf.split("/")[0].rstrip("?~%")
    try:
        return date.fromisoformat(head) if len(head) == 10 else None
    except ValueError:
        return None


def when_of(
    text: str,
    harm: Span,
    times: Sequence[Time],
    sentences: Sequence[Span],
    published: str | None,
    language: str = "en",
) -> When:
    """Return (EDTF, rung, time id) for the harm at a span of text.

    times: of the whole text, in text order. sentences: their spans, in text order. published: EDTF day or None; a time
    after it is no time of a harm. On the last rung, the report, the date is that of the event that the report tells.
    """
    dated = _dated(text, tuple(times), tuple(sentences), published, language)
    # "was arrested Monday for the killing": the day is the arrest's, and the harm's only where that is the harm.
    own = any(w.role == "beside" for w in words_of(text, harm, language))
    beside = [d for d in dated if d.role != "state" and (own or d.role != "beside")]
    sentence = sentences[_sentence_at(sentences, harm[0])] if sentences else (0, len(text))
    clause = clause_at(text, sentence, harm, language)
    for rung, (start, end) in _rungs(text, clause, sentence, harm):
        inside = [d for d in beside if start <= d.time.span[0] and d.time.span[1] <= end]
        if inside:
            best = min(inside, key=lambda d: (d.day is None, _distance(d.time.span, harm)))
            return best.time.edtf, rung, best.time.id
    found, _, time_id = event_when(text, [harm], times, sentences, published, language)
    return (found, "document", time_id) if found else NOTHING


def event_when(
    text: str,
    harms: Sequence[Span],
    times: Sequence[Time],
    sentences: Sequence[Span],
    published: str | None,
    language: str = "en",
) -> When:
    """Return (EDTF, rung, time id) for the event that the report is about; it need not have hurt anybody.

    harms: spans of the event's harm words, as far as known: a date in the sentence of one gains by it. The rung says
    how near the date stands to a harm or, without harms, to a word of the incident.
    """
    dated = _dated(text, tuple(times), tuple(sentences), published, language)
    if not dated:
        return _by_anniversary(times)
    hurt = {_sentence_at(sentences, start) for start, _ in harms}
    left = min(asides.departures(text, language), default=len(text))
    votes: dict[str, list[tuple[float, Dated]]] = {}
    for d in dated:
        key = d.day.isoformat() if d.day else d.time.edtf or ""
        beside_harm = HARMED if d.sentence in hurt else 0.0
        votes.setdefault(key, []).append((d.score + beside_harm - (LEFT if d.time.span[0] > left else 0.0), d))
    best_score, best = -99.0, dated[0]
    for group in votes.values():
        ranked = sorted(group, key=lambda vote: (-vote[0], vote[1].time.span))
        agreeing = (other for other, d in ranked[1:] if not _echoes(text, d, language))
        score = ranked[0][0] + AGREE * sum(max(0.0, other) for other in agreeing)
        if score > best_score:
            best_score, best = score, ranked[0][1]
    rung = _rung_of(text, best, harms, sentences, language)
    fullest = _fullest(best, dated)
    return fullest.time.edtf, rung, fullest.time.id


def _echoes(text: str, dated: Dated, language: str) -> bool:
    """Say whether a day is told by another ("that night", "the next morning"), and so is no voice for itself."""
    words = text[slice(*dated.time.span)]
    return _words(language).echo.search(words) is not None and not names_day(words, language)


def _eligible(dated: list[Dated]) -> tuple[Dated, ...]:
    """Return the times that can date a harm, in text order: clocks whose day is only that of a time that stands apart
    are left out, those whose day is an arrest's, or one on which nothing happened, are of the day told of what did."""
    idle = _idle(dated)
    sure = Counter(d.day for d in dated if d.day and not d.borrowed and d.role in HAPPENS)
    named = {d.day for d in dated if d.day and not d.borrowed}
    named |= {d.day - timedelta(1) for d in dated if d.day and d.nightly}
    out: list[Dated] = []
    lent: dict[date, bool] = {}  # a day named so far -> whether only arrests and states are on it
    told: date | None = None
    for d in sorted(dated, key=lambda d: d.time.span):
        if d.borrowed and named and d.day not in named:
            continue
        if d.day and not d.borrowed:
            idles = d.role in BESIDE or (d.day in idle and told is not None and sure[told] > 1)
            lent[d.day] = lent.get(d.day, True) and idles
            told = told if idles else d.day
        elif d.borrowed and d.day and lent.get(d.day) and told:
            # "He was held Tuesday for the shooting on Sunday. It began about 9 p.m.", "Nobody answered the door on
            # Tuesday. The first shot fell about 9 p.m."
            d = d._replace(day=told, time=msgspec.structs.replace(d.time, edtf=told.isoformat()))
        out.append(d)
    return tuple(out)


def _idle(dated: list[Dated]) -> set[date]:
    """Return the days, told without an hour, on which nothing is said to have happened."""
    own = [d for d in dated if d.day and not d.borrowed]
    active = {d.day for d in own if d.role != "none" or d.time.precision != "day"}
    return {d.day for d in own if d.day and d.day not in active}


@functools.lru_cache(maxsize=4)  # every claim of a report asks for the same
def _dated(
    text: str, times: tuple[Time, ...], sentences: tuple[Span, ...], published: str | None, language: str
) -> tuple[Dated, ...]:
    """Return the times that can date a harm of the report, scored by the words beside them."""
    report = first_day(published[:10]) if published else None
    out = []
    for time in times:
        if not usable(time):
            continue
        day = first_day(time.edtf or "") if time.precision in DAY_GRAINS else None
        if report is not None and _begins_after(time, report):
            continue
        sentence = _sentence_at(sentences, time.span[0])
        bounds = sentences[sentence] if sentences else (0, len(text))
        role = "page" if dates_page(text, time.span, day, report, language) else role_of(text, time, bounds, language)
        if role in APART or (day is not None and day == report and is_ahead(text, time.span, bounds, language)):
            continue
        score = ROLE[role] - LATE * min(sentence, LATE_LIMIT)
        score += CLOCK if time.precision == "minute" else PART if time.precision == "part" else 0.0
        if day is None:
            score += COARSE
        elif report is not None and (report - day).days > OLD_DAYS:
            score += OLD
        elif day == report:
            score += SAME_DAY
        if owner_of(text, time.span, bounds, language) in HAPPENS:
            score += OWNED
        if role in HAPPENS and _words(language).reckoned.search(text[slice(*time.span)]):
            score += RECKONED
        borrowed = time.precision == "minute" and not names_day(text[slice(*time.span)], language)
        out.append(Dated(time, day, sentence, role, score, borrowed, is_nightly(text, time.span, bounds, language)))
    out += _reckoned(text, times, sentences, report, language)
    return _eligible(out)


def _reckoned(
    text: str, times: Sequence[Time], sentences: Sequence[Span], report: date | None, language: str
) -> Iterator[Dated]:
    """Yield the days that are reckoned back from the day before them in their sentence: "said on Sunday, two days after
    the quake". The time is the span of days, with the day that comes of it."""
    for at, span in enumerate(times):
        days = _DAYS.fullmatch(span.value or "") if span.type == "duration" else None
        if days is None:
            continue
        sentence = _sentence_at(sentences, span.span[0])
        bounds = sentences[sentence] if sentences else (0, len(text))
        since = _words(language).since.match(text, span.span[1], bounds[1])
        told = [w for w in words_of(text, bounds, language) if w.role in HAPPENS]
        if since is None or not any(since.end("after") <= w.start < since.end() for w in told):
            continue
        before = [t for t in times[:at] if t.span[0] >= bounds[0] and t.precision in DAY_GRAINS and usable(t)]
        anchor = first_day(before[-1].edtf or "") if before else None
        if anchor is None or role_of(text, before[-1], (bounds[0], span.span[0]), language) in HAPPENS:
            continue  # "radios blew up on Wednesday, a day after pagers did": another event's
        day = anchor - timedelta(int(days["count"]) * (7 if days["unit"] == "W" else 1))
        if report is None or day <= report:
            time = msgspec.structs.replace(span, edtf=day.isoformat(), precision="day")
            score = ROLE["happened"] - LATE * min(sentence, LATE_LIMIT)
            yield Dated(time, day, sentence, "happened", score, False, False)


_DAYS = re.compile(r"P(?P<count>\d+)(?P<unit>[DW])")


def _rungs(text: str, clause: Span, sentence: Span, harm: Span) -> Iterator[tuple[Ladder, Span]]:
    yield "clause", clause
    yield "sentence", sentence
    start = max((m.end() for m in _PARAGRAPH.finditer(text, 0, harm[0])), default=0)
    after = _PARAGRAPH.search(text, harm[1])
    if start > 0 or after is not None:  # a text that is all one paragraph is the report
        yield "paragraph", (start, after.start() if after else len(text))


def _sentence_at(sentences: Sequence[Span], at: int) -> int:
    """Return the index of the sentence in which a code point lies."""
    return max(0, bisect_right(sentences, at, key=lambda span: span[0]) - 1)


def _distance(a: Span, b: Span) -> int:
    return max(a[0] - b[1], b[0] - a[1], 0)


def _fullest(best: Dated, dated: Sequence[Dated]) -> Dated:
    """Return the chosen date, or the night of two days that holds it if the report says so elsewhere."""
    if best.day is None or "/" in (best.time.edtf or ""):
        return best
    for other in dated:
        first, slash, last = (other.time.edtf or "").partition("/")
        if slash and other.day is not None and best.day.isoformat() in (first, last):
            end = first_day(last)
            if end is not None and (end - other.day).days == 1:
                return other
    return best


def _by_anniversary(times: Sequence[Time]) -> When:
    """Return the day or year that an anniversary remembers, where the report has no other date for the event."""
    for time in times:
        if time.type == "anniversary" and time.edtf:
            return time.edtf, "document", time.id
    return NOTHING


def _rung_of(text: str, best: Dated, harms: Sequence[Span], sentences: Sequence[Span], language: str) -> Ladder:
    """Return how near the date stands to a harm, or to a word of the incident where no harm is known."""
    bounds = sentences[best.sentence] if sentences else (0, len(text))
    near: Sequence[Span] = harms
    if not harms:
        near = [(w.start, w.end) for w in words_of(text, bounds, language) if w.role in HAPPENS]
    clause = clause_at(text, bounds, best.time.span, language)
    for rung, (start, end) in _rungs(text, clause, bounds, best.time.span):
        if any(start <= a and b <= end for a, b in near):
            return rung
    return "document"


def said(
    times: Sequence[Time],
    sentences: Sequence[Span],
    cue: Span | None,
    content: Sequence[Span],
    others: Sequence[Span] = (),
) -> str | None:
    """Return the day on which a statement was made, where its cue's sentence gives one outside of what is said.

    others: contents of every statement of the text. What another is told to have said dates no speech: of two cues
    that share a sentence, neither takes the day of the other's content, nor one inside a content the day outside.
    """
    if cue is None:
        return None
    start, end = sentences[_sentence_at(sentences, cue[0])] if sentences else (0, cue[1])
    inside = [c for c in others if c[0] <= cue[0] < c[1] and c not in content]
    closed = [*content, *(c for c in others if c not in inside)]
    near = [
        t for t in times
        if t.type in ("date", "time") and t.edtf and first_day(t.edtf) is not None and start <= t.span[0] < end
        and abs(t.span[0] - cue[1]) <= SAID and not any(a <= t.span[0] < b for a, b in closed)
        and all(a <= t.span[0] < b for a, b in inside)
    ]  # fmt: skip
    if not near:
        return None
    time = min(near, key=lambda t: _distance(t.span, cue))
    day = first_day(time.edtf or "")
    return day.isoformat() if day and time.precision in DAY_GRAINS else None  # "told jurors last week" gives no day
