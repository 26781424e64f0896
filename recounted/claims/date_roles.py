"""Says what a date is the date of: what happened, its aftermath, a speech, or the page that tells it.

In:  a text, a time in it, its sentence.    Out: the role of the time: one of the table, near, follows, none.
"nine were dead by Friday", "as of Friday" set a limit: nothing is said to have happened on the day. "in critical
condition Friday" is a state, that the harm came before.
"was arrested Friday after officers found" follows: what stands beside the incident is on its day there. "near" is a day
that only a word before its clause tells of: "five were hit since Friday". On gvdb_train and gva_dev 20 of 70 of these
are the incident's, and 35 of 50 where the clause is opened by a word like "while".
"was shot Monday" dates the shooting, "said Tuesday" the speech, "was charged Wednesday" the aftermath. Words and their
roles live in languages/<code>/when_words.csv, what stands between them and the date in constructions.csv, room
"date_roles".
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from recounted.languages import constructions, table
from recounted.languages.constructions import word_class
from recounted.languages.days import names_day
from recounted.model import Span, Time

REACH = {"page": 30, "speech": 24}  # code points from "Published" or "said" to a date; further off it is not theirs
BEHIND = 1.6  # a word behind the date counts as so many times further away than one before it
AFTERMATH_BEHIND = 50  # code points from a date to a word of the aftermath behind it. Tuned on gvdb_train
HAPPENS = frozenset({"incident", "happened"})
SILENT = frozenset({"neutral", "night", "limit"})  # these say nothing of what happened on the date beside them

_FIRST = re.compile(r"\w+")


class _Words(NamedTuple):
    """Constructions of the room "date_roles"."""

    clause: re.Pattern[str]
    after: re.Pattern[
        str
    ]  # "was arrested Friday after officers found", "died Sunday when a wall fell": both on the day
    attribute: re.Pattern[
        str
    ]  # "Tuesday's shooting", "a Sunday night robbery": the word that a time is an attribute of
    of: re.Pattern[str]
    lead_in: re.Pattern[str]  # all that stands between "by" and the day that it means
    owns: re.Pattern[str]
    next: re.Pattern[str]
    that: re.Pattern[str]
    article: re.Pattern[str]
    that_clause: re.Pattern[str]
    reports: re.Pattern[str]
    opening: re.Pattern[str]  # what may stand before a day that opens its sentence
    speaker: re.Pattern[str]  # who speaks on a day that opens the sentence: "On Monday, the police said"
    aside: re.Pattern[str]  # "On Monday, police said, a man fell": the saying has no day
    during: re.Pattern[str]  # "while walking home Friday", "as he left Friday": at the time of what it goes with
    ahead: re.Pattern[str]  # "will meet today"
    along: re.Pattern[str]  # what opens a clause of the same day: "was hit while he slept Friday"
    said: re.Pattern[
        str
    ]  # "said the soldiers came on Monday": a clause with its subject begins, and the date is its own
    reporter: re.Pattern[str]


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "date_roles", language)


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
    forms, following = _forms(language), _words(language).next
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
                day = following.match(text, start + stop, end)
                leads = day is not None and names_day(day[1], language)
                out.append(Word(start + m.start(), start + stop, form, role, leads))
                done = stop
                break
    return tuple(out)


def role_of(text: str, time: Time, bounds: Span, language: str = "en") -> str:
    """Return the role of the word that a time goes with: its attribute's, else the nearest's in clause or sentence."""
    span = time.span
    words = [w for w in words_of(text, bounds, language) if w.end <= span[0] or not w.leads]
    owner = _attributed(text, span, words, language)
    if owner is not None:
        return owner
    if _is_limit(text, span, words, language):
        return "limit"
    if _words(language).that_clause.match(text, span[1]) and _words(language).reports.search(
        text, max(bounds[0], span[0] - 40), span[0]
    ):
        return "speech"  # "An inquiry found in 2019 that 80 had died"
    clause = clause_at(text, bounds, span, language)
    for start, end in (clause, bounds):
        inside = [w for w in words if start <= w.start and w.end <= end]
        found = [
            (*near, w.start >= span[1])
            for w in inside
            if (near := _nearness(text, w, time, start, language)) is not None
        ]
        if found:
            _, role, behind = min(found)
            if role in HAPPENS and _is_during_arrest(text, span, words, bounds, language):
                return "beside"
            if role in HAPPENS and (start, end) != clause and not behind and time.precision != "minute":
                return role if _words(language).along.match(text, *clause) else "near"
            follows = role == "beside" and _words(language).after.match(text, span[1], bounds[1])
            return "follows" if follows else role
    return "none"


def _is_during_arrest(text: str, span: Span, words: Sequence[Word], bounds: Span, language: str) -> bool:
    """Say whether a time is of a clause that goes along with an arrest: "was arrested while walking home Friday"."""
    before = [w for w in words if w.role not in SILENT and w.end <= span[0]]
    if not any(w.role == "beside" for w in before):
        return False
    during = _words(language).during.search(text, bounds[0], span[0])
    before = [w for w in before if during and w.end <= during.start()]
    return bool(before) and before[-1].role == "beside"


def is_ahead(text: str, span: Span, bounds: Span, language: str = "en") -> bool:
    """Say whether what a clause tells of a time is still to come: "divers will be there today"."""
    words, (start, _) = _words(language), clause_at(text, bounds, span, language)
    return words.ahead.search(text, start, span[0]) is not None and not words.owns.match(text, span[1])


def _nearness(text: str, word: Word, time: Time, start: int, language: str) -> tuple[float, str] | None:
    """Return how far a word stands from a time, in code points, and its role there; None if they do not go together.

    start: of the clause or sentence that is looked at.
    """
    span, role, ahead = time.span, word.role, word.end <= time.span[0]
    if (word.start < span[1] and not ahead) or role in SILENT or _is_street(text, word, language):
        return None
    words = _words(language)
    if word.form in word_class("reporting", language) and words.reporter.search(text, start, word.start):
        role = "speech"  # "The Torvik Star reported Tuesday"
    if role == "speech" and time.precision == "minute":
        return None  # "police said about 2 a.m. a man was shot"
    opens = role == "speech" and not ahead and _opens_speech(text, span, word, start, words)
    if role == "speech" and not ahead and not opens:
        return None  # "a man was shot Monday, police said" dates no speech
    if ahead and word.form in word_class("saying", language) and words.said.match(text, word.end, span[0]):
        return None  # "said the soldiers came on Monday"
    if ahead and role in ("speech", "aftermath") and words.that.search(text, word.end, span[0]):
        return None  # "said that on Monday", "charges that on Monday": what was said has the date
    gap = span[0] - word.end if ahead else word.start - span[1]
    if (gap > REACH.get(role, len(text)) and not opens) or (
        role == "aftermath" and not ahead and gap > AFTERMATH_BEHIND
    ):
        return None
    return (gap if ahead else gap * BEHIND), role


def _opens_speech(text: str, span: Span, word: Word, start: int, words: _Words) -> bool:
    """Say whether a day opens its sentence and is that of the speech behind it: "On Monday, police said the mill".

    A day with its date, "On 3 May, she said, ...", is more often that of what is told.
    """
    dated = any(c.isdigit() for c in text[slice(*span)])
    if dated or words.aside.match(text, word.end) or not words.opening.fullmatch(text, start, span[0]):
        return False
    return words.speaker.fullmatch(text, span[1], word.start) is not None


def is_nightly(text: str, span: Span, bounds: Span, language: str = "en") -> bool:
    """Say whether a time is the night that ended on its day: "overnight"."""
    return any(w.role == "night" and span[0] <= w.start and w.end <= span[1] for w in words_of(text, bounds, language))


def owner_of(text: str, span: Span, bounds: Span, language: str = "en") -> str | None:
    """Return the role of the noun that a time stands before as its attribute: "Tuesday's shooting", "a Friday hearing";
    None if it is none's."""
    return _owner(text, span, words_of(text, bounds, language), language)


def _owner(text: str, span: Span, words: Sequence[Word], language: str) -> str | None:
    word = next((w for w in words if w.start >= span[1]), None)
    if word is None or word.role in SILENT or not _words(language).attribute.fullmatch(text, span[1], word.start):
        return None
    if word.role == "speech" and any(w.role in HAPPENS and w.end <= span[0] for w in words):
        noun = _words(language).owns.match(text, span[1]) or _words(language).article.search(text, span[0] - 8, span[0])
        return word.role if noun else None  # "who shot a boy on Monday told the court", but "a Monday statement"
    return word.role


def _attributed(text: str, span: Span, words: Sequence[Word], language: str) -> str | None:
    """Return the role of the noun that has a time: "Tuesday's shooting", "a Friday hearing", "the truce of 3 May"."""
    owner = _owner(text, span, words, language)
    before = next((w for w in reversed(words) if w.end <= span[0] and w.role not in SILENT), None)
    if owner is None and before is not None and _words(language).of.fullmatch(text, before.end, span[0]):
        return before.role
    return owner


def _is_limit(text: str, span: Span, words: Sequence[Word], language: str) -> bool:
    """Say whether a time is only a limit: "by Friday", "until Friday", but not "hit by Friday's storm"."""
    before = next((w for w in reversed(words) if w.end <= span[0]), None)
    if before is None or before.role != "limit" or _words(language).owns.match(text, span[1]):
        return False
    return _words(language).lead_in.fullmatch(text, before.end, span[0]) is not None


def _is_street(text: str, word: Word, language: str) -> bool:
    """Say whether "Court" ends the name of a street: "a home on Tarn Court"."""
    if text[word.start : word.end] not in word_class("court_of_street", language):
        return False
    return text[: word.start].rstrip().rpartition(" ")[2][:1].isupper()


@functools.lru_cache(maxsize=1024)  # the claims of a sentence, its dates and its places all ask
def clause_at(text: str, sentence: Span, span: Span, language: str = "en") -> Span:
    """Return the clause of a sentence in which a span begins: cut at semicolons, dashes and conjunctions."""
    start, end = sentence
    for m in _words(language).clause.finditer(text, *sentence):
        if m.end() <= span[0]:
            start = m.end()
        elif m.start() >= span[1]:
            end = m.start()
            break
    return start, end
