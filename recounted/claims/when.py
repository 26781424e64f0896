"""Says when a harm happened: by its clause, its sentence, its paragraph or the report, in that order.

In:  a text, its times and sentences, a harm's span.    Out: EDTF, the rung that gave it, and the time's id.
A date belongs to what is told beside it: "was shot Monday" dates the shooting, "said Tuesday" the speech, "was charged
Wednesday" the aftermath. Words and roles live in languages/<code>/when_words.csv. The report's own date never stands in
for the harm's: a report without a date for it gives None.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from recounted.languages import table
from recounted.languages.days import names_day
from recounted.model import Ladder, Span, Time

SAID = 60  # characters between a cue and the day it was said on; further off the day is another matter's

When = tuple[str | None, Ladder | None, str | None]
NOTHING: When = (None, None, None)

DAY_GRAINS = frozenset({"day", "part", "minute"})
# What a date gains by the word that it goes with. Tuned on gvdb_train.
ROLE = {
    "happened": 2.6,
    "incident": 2.1,
    "none": 1.7,
    "follows": 1.5,
    "beside": -0.2,
    "speech": -7.0,
    "aftermath": -8.0,
    "page": -12.0,
}
CLOCK, PART, COARSE, OLD, SAME_DAY = 1.4, 0.5, -6.0, -0.7, -1.0
LATE, LATE_LIMIT = 0.13, 8  # lost with each sentence further into the report, for the first so many of them
AGREE = 0.55  # share of a date's lesser mentions that its best one gains
HARMED = 0.3  # gained in the sentence of a harm
OLD_DAYS = 300  # a date so long before the report is more often background
BEHIND = 1.6  # a word behind the date counts as so many times further away than one before it
REACH = {"page": 30, "speech": 24}  # code points from "Published" or "said" to a date; further off it is not theirs
APART = frozenset({"speech", "aftermath", "page"})  # what happened beside the harm, on a date of its own

_CLAUSE = re.compile(
    r"[;—]|:(?!\d)|(?<=[a-z]{4})\.\s+(?=[A-Z])|,\s+(?=(?:and|but|while|after|before|when|who|which|where|as)\b)|\s(?=(?:after|before|while|when|since|but)\s)"
)
# "was arrested Friday after officers found", "died Sunday when a wall fell": both on the day, as a rule.
_AFTER = re.compile(r"[^.;]{0,60}\b(?:after|when|as|following)\b")
# "Tuesday's shooting", "a Sunday night robbery": the word that a time stands before as an attribute is its own.
_ATTRIBUTE = re.compile(
    r"(?:['’]s)?\s+(?:(?!(?:in|on|at|of|after|when|that|by|for|to|from|and|as|with|the|an?|is|are|was|were|be|been|ha[sd]|have"
    r"|will|would|he|she|it|they|who|which)\b)[\w-]+\s+){0,2}"
)
_THAT = re.compile(r"\bthat\b")
_REPORTER = re.compile(r"\b(?:[A-Z]\w+|police|officials|authorities|deputies|officers|media|newspapers?|station)\s+$")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
# The day of the report itself, in its header or dateline: "date 2031-09-03", "VELMAR, September 3. ", "(Feb. 4) –".
_HEADED = re.compile(r"\)?(?:\s*[—–]|\s*-\s|[.:]\s|\s+\(|\s*\n)")
_HEADER = re.compile(r"\s*date $")
_PLACED = re.compile(r"(?:[A-Z][\w.'’-]*,?[ \u00a0(]+){1,6}$")
HEADING = -1.5  # what such a day loses beside the others; set: on gvdb_train 0 and -1.5 choose alike
HEAD = 120  # code points of a report in which its header and dateline end


@functools.cache
def _roles(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    roles = {row["form"]: row["role"] for row in table(language, "when_words")}
    # Longest first: "found dead" before "found".
    forms = "|".join(re.escape(form) for form in sorted(roles, key=len, reverse=True))
    return re.compile(rf"\b(?:{forms})\b", re.IGNORECASE), roles


class Dated(NamedTuple):
    """A time that can date a harm: its first day, its sentence, the role of the word beside it, its score.

    day is None for what is coarser than a day.
    """

    time: Time
    day: date | None
    sentence: int
    role: str
    score: float
    borrowed: bool  # a clock that names no day: its day is one told before it


def usable(time: Time) -> bool:
    """Say whether a time is a point or interval of the calendar that a harm can have happened in."""
    return time.edtf is not None and time.type in ("date", "time") and "X" not in time.edtf


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
    beside = _dated(text, tuple(times), tuple(sentences), published, language)
    sentence = sentences[_sentence_at(sentences, harm[0])] if sentences else (0, len(text))
    clause = _clause_at(text, sentence, harm)
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
    votes: dict[str, list[tuple[float, Dated]]] = {}
    for d in dated:
        key = d.day.isoformat() if d.day else d.time.edtf or ""
        votes.setdefault(key, []).append((d.score + (HARMED if d.sentence in hurt else 0.0), d))
    best_score, best = -99.0, dated[0]
    for group in votes.values():
        ranked = sorted(group, key=lambda vote: (-vote[0], vote[1].time.span))
        score = ranked[0][0] + AGREE * sum(max(0.0, other) for other, _ in ranked[1:])
        if score > best_score:
            best_score, best = score, ranked[0][1]
    rung = _rung_of(text, best, harms, sentences, language)
    fullest = _fullest(best, dated)
    return fullest.time.edtf, rung, fullest.time.id


def _eligible(dated: list[Dated]) -> tuple[Dated, ...]:
    """Return the times that can date a harm: of none that stands apart, nor clocks whose day is only that of one."""
    kept = [d for d in dated if d.role not in APART]
    named = {d.day for d in kept if d.day and not d.borrowed}
    return tuple(d for d in kept if not (d.borrowed and named and d.day not in named))


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
        if report is not None and (
            (day is not None and day > report) or (time.edtf or "")[:7] > report.isoformat()[:7]
        ):
            continue
        sentence = _sentence_at(sentences, time.span[0])
        bounds = sentences[sentence] if sentences else (0, len(text))
        role = _role(text, time, bounds, language)
        score = ROLE[role] - LATE * min(sentence, LATE_LIMIT)
        score += CLOCK if time.precision == "minute" else PART if time.precision == "part" else 0.0
        if day is None:
            score += COARSE
        elif report is not None and (report - day).days > OLD_DAYS:
            score += OLD
        elif day == report:
            score += SAME_DAY
        if role == "none" and day == report and _heads(text, time.span):
            score += HEADING
        borrowed = time.precision == "minute" and not names_day(text[slice(*time.span)], language)
        out.append(Dated(time, day, sentence, role, score, borrowed))
    return _eligible(out)


def _heads(text: str, span: Span) -> bool:
    """Say whether a time stands in the header or the dateline of the report, and so dates the report."""
    if span[0] >= HEAD:
        return False
    if _HEADER.fullmatch(text, 0, span[0]):
        return True
    before = text[: span[0]].rpartition("\n")[2]
    header = re.match(r"\s*date \d{4}-\d\d-\d\d\s*", before)
    placed = _PLACED.fullmatch(before[header.end() :] if header else before)
    return bool(placed and _HEADED.match(text, span[1]))


def _role(text: str, time: Time, bounds: Span, language: str) -> str:
    """Return the role of the word that a time goes with: its attribute's, else the nearest's in clause or sentence."""
    pattern, roles = _roles(language)
    span = time.span
    owner = _attributed(text, span, bounds, language)
    if owner is not None:
        return owner
    clause = _clause_at(text, bounds, span)
    for start, end in (clause, bounds):
        found = []
        for m in pattern.finditer(text, start, end):
            role = roles[m.group().lower()]
            ahead = m.end() <= span[0]
            if (m.start() < span[1] and not ahead) or role == "neutral" or _is_street(text, m):
                continue
            if role == "happened" and m.group().lower() == "reported" and _REPORTER.search(text, start, m.start()):
                role = "speech"  # "The Torvik Star reported Tuesday"
            if role == "speech" and (not ahead or time.precision == "minute"):
                continue  # "Monday, police said" dates no speech, nor "police said about 2 a.m. a man was shot"
            if ahead and role in ("speech", "aftermath") and _THAT.search(text, m.end(), span[0]):
                continue  # "said that on Monday", "charges that on Monday": what was said has the date
            if max(span[0] - m.end(), m.start() - span[1]) > REACH.get(role, len(text)):
                continue
            gap = span[0] - m.end() if m.end() <= span[0] else (m.start() - span[1]) * BEHIND
            found.append((gap, role))
        if found:
            role = min(found)[1]
            if role == "beside" and _AFTER.match(text, span[1], bounds[1]):
                return "follows"
            return role
    return "none"


def _attributed(text: str, span: Span, bounds: Span, language: str) -> str | None:
    """Return the role of the noun that a time stands before: "Tuesday's shooting", "a Friday court hearing"."""
    pattern, roles = _roles(language)
    m = _ATTRIBUTE.match(text, span[1], bounds[1])
    for word in pattern.finditer(text, span[1], bounds[1]) if m else ():
        if m is not None and word.start() <= m.end():
            role = roles[word.group().lower()]
            if role != "neutral" and _ATTRIBUTE.fullmatch(text, span[1], word.start()):
                return role
        break
    return None


def _is_street(text: str, m: re.Match[str]) -> bool:
    """Say whether "Court" ends the name of a street: "a home on Tarn Court"."""
    before = text[: m.start()].rstrip().rpartition(" ")[2] if m.group() == "Court" else ""
    return before[:1].isupper()


def _rungs(text: str, clause: Span, sentence: Span, harm: Span) -> Iterator[tuple[Ladder, Span]]:
    yield "clause", clause
    yield "sentence", sentence
    start = max((m.end() for m in _PARAGRAPH.finditer(text, 0, harm[0])), default=0)
    after = _PARAGRAPH.search(text, harm[1])
    if start > 0 or after is not None:  # a text that is all one paragraph is the report
        yield "paragraph", (start, after.start() if after else len(text))


def _clause_at(text: str, sentence: Span, span: Span) -> Span:
    """Return the clause of a sentence in which a span begins: cut at semicolons, dashes and conjunctions."""
    start, end = sentence
    for m in _CLAUSE.finditer(text, *sentence):
        if m.end() <= span[0]:
            start = m.end()
        elif m.start() >= span[1]:
            end = m.start()
            break
    return start, end


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
        pattern, roles = _roles(language)
        near = [
            m.span() for m in pattern.finditer(text, *bounds) if roles[m.group().lower()] in ("incident", "happened")
        ]
    clause = _clause_at(text, bounds, best.time.span)
    for rung, (start, end) in _rungs(text, clause, bounds, best.time.span):
        if any(start <= a and b <= end for a, b in near):
            return rung
    return "document"


def said(times: Sequence[Time], sentences: Sequence[Span], cue: Span | None, content: Sequence[Span]) -> str | None:
    """Return the day on which a statement was made, where its cue's sentence gives one outside of what is said."""
    if cue is None:
        return None
    start, end = sentences[_sentence_at(sentences, cue[0])] if sentences else (0, cue[1])
    near = [
        t for t in times
        if t.type in ("date", "time") and t.edtf and first_day(t.edtf) is not None and start <= t.span[0] < end
        and abs(t.span[0] - cue[1]) <= SAID and not any(a <= t.span[0] < b for a, b in content)
    ]  # fmt: skip
    day = first_day(min(near, key=lambda t: _distance(t.span, cue)).edtf or "") if near else None
    return day.isoformat() if day else None
