"""Says what a date is the date of: what happened, its aftermath, a speech, or the page that tells it.

In:  a text, a time in it, its sentence.    Out: the role of the time, one of those of the table, follows, or none.
"nine were dead by Friday", "as of Friday" set a limit: nothing is said to have happened on the day. "in critical
condition Friday" is a state, that the harm came before.
"was arrested Friday after officers found" follows: what stands beside the incident is on its day there.
"was shot Monday" dates the shooting, "said Tuesday" the speech, "was charged Wednesday" the aftermath. Words and their
roles live in languages/<code>/when_words.csv.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from recounted.languages import table
from recounted.languages.days import names_day
from recounted.model import Span, Time

REACH = {"page": 30, "speech": 24}  # code points from "Published" or "said" to a date; further off it is not theirs
BEHIND = 1.6  # a word behind the date counts as so many times further away than one before it
AFTERMATH_BEHIND = 50  # code points from a date to a word of the aftermath behind it. Tuned on gvdb_train
SILENT = frozenset({"neutral", "night", "limit"})  # these say nothing of what happened on the date beside them

_CLAUSE = re.compile(
    r"[;—]|:(?!\d)|(?<=[a-z]{4})\.\s+(?=[A-Z])|,\s+(?=(?:and|but|while|after|before|when|who|which|where|as)\b)|\s(?=(?:after|before|while|when|since|but)\s)"
)
# "was arrested Friday after officers found", "died Sunday when a wall fell": both on the day, as a rule.
_AFTER = re.compile(r"[^.;]{0,60}\b(?:after|when|as|following)\b")
# "Tuesday's shooting", "a Sunday night robbery": the word that a time stands before as an attribute is its own.
_ATTRIBUTE = re.compile(
    r"(?:['’]s)?\s+(?:(?!\d|(?:in|on|at|of|after|when|that|by|for|to|from|and|as|with|the|an?|is|are|was|were|be|been|ha[sd]|have"
    r"|will|would|he|she|it|they|who|which)\b)[\w-]+\s+){0,2}"
)
_OF = re.compile(r"\s+of\s+(?:the\s+)?")
_LEAD_IN = re.compile(r"\s+(?:(?:about|around|the)\s+)?")  # all that stands between "by" and the day that it means
_OWNS = re.compile(r"['’]s\b")
_NEXT = re.compile(r"\s+(?:on\s+|late\s+|early\s+){0,2}([A-Z]\w+)")
_THAT = re.compile(r"\bthat\b")
# "said the soldiers came on Monday": a clause with its subject begins, and the date is that clause's.
SAYING = frozenset({"said", "says"})
_SAID = re.compile(r"\s+(?:the|an?|they|he|she|it|there|this|these|those|his|her|their|its|two|three|some|no)\b")
_REPORTER = re.compile(r"\b(?:[A-Z]\w+|police|officials|authorities|deputies|officers|media|newspapers?|station)\s+$")
_FIRST = re.compile(r"\w+")


class Word(NamedTuple):
    """A word of the table where it stands in a text."""

    start: int
    end: int
    form: str
    role: str
    leads: bool  # a day follows directly on it, and it is that day's: "the fire of 3 May was condemned on Tuesday"


@functools.cache
def _forms(language: str) -> dict[str, list[tuple[str, str]]]:
    """Return (form, role) of the table by the form's first word, the longest first: "found dead" before "found"."""
    out: dict[str, list[tuple[str, str]]] = {}
    for row in sorted(table(language, "when_words"), key=lambda row: len(row["form"]), reverse=True):
        first = _FIRST.match(row["form"])
        if first:
            out.setdefault(first.group(), []).append((row["form"], row["role"]))
    return out


@functools.lru_cache(maxsize=64)  # every time of a sentence asks for the same
def words_of(text: str, bounds: Span, language: str) -> tuple[Word, ...]:
    """Return the table's words within bounds, in text order, never overlapping."""
    forms = _forms(language)
    start, end = bounds
    low = text[start:end].lower()
    if len(low) != end - start:  # a letter whose small form is two: "İ"
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text[start:end])
    out: list[Word] = []
    done = 0
    for m in _FIRST.finditer(low):
        if m.start() < done:
            continue
        for form, role in forms.get(m.group(), ()):
            stop = m.start() + len(form)
            if low.startswith(form, m.start()) and not (low[stop : stop + 1].isalnum() or low[stop : stop + 1] == "_"):
                day = _NEXT.match(text, start + stop, end)
                leads = day is not None and names_day(day[1], language)
                out.append(Word(start + m.start(), start + stop, form, role, leads))
                done = stop
                break
    return tuple(out)


def role_of(text: str, time: Time, bounds: Span, language: str = "en") -> str:
    """Return the role of the word that a time goes with: its attribute's, else the nearest's in clause or sentence."""
    span = time.span
    words = [w for w in words_of(text, bounds, language) if w.end <= span[0] or not w.leads]
    owner = _attributed(text, span, words)
    if owner is not None:
        return owner
    if _is_limit(text, span, words):
        return "limit"
    clause = clause_at(text, bounds, span)
    for start, end in (clause, bounds):
        inside = [w for w in words if start <= w.start and w.end <= end]
        found = [near for w in inside if (near := _nearness(text, w, time, start)) is not None]
        if found:
            role = min(found)[1]
            return "follows" if role == "beside" and _AFTER.match(text, span[1], bounds[1]) else role
    return "none"


def _nearness(text: str, word: Word, time: Time, start: int) -> tuple[float, str] | None:
    """Return how far a word stands from a time, in code points, and its role there; None if they do not go together.

    start: of the clause or sentence that is looked at.
    """
    span, role, ahead = time.span, word.role, word.end <= time.span[0]
    if (word.start < span[1] and not ahead) or role in SILENT or _is_street(text, word):
        return None
    if word.form == "reported" and _REPORTER.search(text, start, word.start):
        role = "speech"  # "The Torvik Star reported Tuesday"
    if role == "speech" and (not ahead or time.precision == "minute"):
        return None  # "Monday, police said" dates no speech, nor "police said about 2 a.m. a man was shot"
    if ahead and word.form in SAYING and _SAID.match(text, word.end, span[0]):
        return None  # "said the soldiers came on Monday"
    if ahead and role in ("speech", "aftermath") and _THAT.search(text, word.end, span[0]):
        return None  # "said that on Monday", "charges that on Monday": what was said has the date
    gap = span[0] - word.end if ahead else word.start - span[1]
    if gap > REACH.get(role, len(text)) or (role == "aftermath" and not ahead and gap > AFTERMATH_BEHIND):
        return None
    return (gap if ahead else gap * BEHIND), role


def is_nightly(text: str, span: Span, bounds: Span, language: str = "en") -> bool:
    """Say whether a time is the night that ended on its day: "overnight"."""
    return any(w.role == "night" and span[0] <= w.start and w.end <= span[1] for w in words_of(text, bounds, language))


def _attributed(text: str, span: Span, words: Sequence[Word]) -> str | None:
    """Return the role of the noun that has a time: "Tuesday's shooting", "a Friday hearing", "the truce of 3 May"."""
    before = next((w for w in reversed(words) if w.end <= span[0] and w.role not in SILENT), None)
    word = next((w for w in words if w.start >= span[1]), None)
    if word is not None and word.role not in SILENT and _ATTRIBUTE.fullmatch(text, span[1], word.start):
        return word.role
    if before is not None and _OF.fullmatch(text, before.end, span[0]):
        return before.role
    return None


def _is_limit(text: str, span: Span, words: Sequence[Word]) -> bool:
    """Say whether a time is only a limit: "by Friday", "until Friday", but not "hit by Friday's storm"."""
    before = next((w for w in reversed(words) if w.end <= span[0]), None)
    if before is None or before.role != "limit" or _OWNS.match(text, span[1]):
        return False
    return _LEAD_IN.fullmatch(text, before.end, span[0]) is not None


def _is_street(text: str, word: Word) -> bool:
    """Say whether "Court" ends the name of a street: "a home on Tarn Court"."""
    if text[word.start : word.end] != "Court":
        return False
    return text[: word.start].rstrip().rpartition(" ")[2][:1].isupper()


def clause_at(text: str, sentence: Span, span: Span) -> Span:
    """Return the clause of a sentence in which a span begins: cut at semicolons, dashes and conjunctions."""
    start, end = sentence
    for m in _CLAUSE.finditer(text, *sentence):
        if m.end() <= span[0]:
            start = m.end()
        elif m.start() >= span[1]:
            end = m.start()
            break
    return start, end
