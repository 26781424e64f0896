"""Marks the people and the harm that the encoder leaves out of sentences whose form tells of both.

In:  a text, its Reading.    Out: the Reading with those marks and their ties added, in text order; people who were
aboard, numbered without a mark.
Only what the form says by itself: "sent two people to the hospital", "accused of shooting a man", "a triple murder",
"every one of the 14 aboard was lost", "there were no survivors". Words live in languages/<code>/constructions.csv, room
"unread"; the row of harm.csv or the construction decides the effect. A number that the encoder ties to harm is left as
it is.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from recounted.languages import constructions, finding, harms, persons
from recounted.languages.en import rules
from recounted.marks import answers, phrases
from recounted.model import Effect, Link, Mark, Reading, Span

TIED = 0.5  # least of a tie by which the encoder has read a number

_ENDS = phrases.STOPS | phrases.JOINS | {"to"}
_WORD = re.compile(r"\d[\d,]*|[\w'’-]+")


class _Words(NamedTuple):
    """Constructions of the room "unread". Where one has groups, `who` opens with the people and `harm` is the harm."""

    sent: re.Pattern[str]  # "sent | two people to the hospital"
    accused: re.Pattern[str]  # "accused of | shooting a man"
    acted: re.Pattern[str]  # "abducted | two clerks"
    acting: re.Pattern[str]  # ", abducting | two clerks"
    beat: re.Pattern[str]  # "beat | two clerks", but no rivals
    uprooted: re.Pattern[str]  # "forced | 40 families from their homes"
    let_go: re.Pattern[str]  # "released | 14 of the 30 captives"
    undone: re.Pattern[str]  # "have | not | abducted", "the | displaced": no deed of the verbs above
    alive: re.Pattern[str]  # "pulled | nine people alive"
    holds: re.Pattern[str]  # "hold | 12 hostages"
    still_holds: re.Pattern[str]  # "freed 27 hostages and still hold | 14 others"
    manifold: re.Pattern[str]  # "a triple murder"
    every: re.Pattern[str]  # "every one of the 14 aboard was lost"
    no_survivors: re.Pattern[str]
    none_of: re.Pattern[str]  # "none of the | 22 people"
    carried: re.Pattern[str]  # "carrying | 83 people"
    tormented: re.Pattern[str]  # "taken captive and subjected to | torture"


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "unread", language)


class _Found(NamedTuple):
    """Harm that the form of a sentence tells of people."""

    effect: Effect
    who: Span
    harm: Span
    sure: bool = False  # whether the form tells whatever the encoder reads in it
    verb: bool = False  # whether the harm is a verb right before its object: a number there is tied to it first of all
    bare: bool = False  # a figure without its noun: a number only where the encoder reads one


def with_unread(text: str, reading: Reading, language: str = "en") -> Reading:
    """Return the reading with the people and the harm that forms tell of and no mark does."""
    reading, forms = _with_ties(reading, list(_found(text, language)))
    found = [one for one in forms if one.sure or not _is_read(text, reading, one, language)]
    torments = _torments(text, reading, language)
    if not found and not torments:
        return reading
    spans = [span for one in found for span in (one.who, one.harm)]
    kept = [at for at, mark in enumerate(reading.marks) if not (_is_ours(mark) and _touches(mark.span, spans))]
    marks = [reading.marks[at] for at in kept]
    new = {old: at for at, old in enumerate(kept)}
    links = [
        Link(k.role, new[k.tail], new[k.head], k.probability) for k in reading.links if {k.tail, k.head} <= set(new)
    ]
    for one in found:
        marks.append(Mark("number", one.who, 0, 1.0, _readings(one.effect, "named")))
        links.append(Link("harm", len(marks) - 1, len(marks), 1.0))
        marks.append(Mark("harm", one.harm, 0, 1.0, _readings(one.effect, "bare")))
    return _in_order(marks + torments, links)


def _in_order(marks: list[Mark], links: list[Link]) -> Reading:
    """Return the Reading of marks put in text order."""
    order = sorted(range(len(marks)), key=lambda at: (marks[at].span[0], -marks[at].span[1], at))
    place = {old: at for at, old in enumerate(order)}
    return Reading(
        [marks[at] for at in order], [Link(k.role, place[k.tail], place[k.head], k.probability) for k in links]
    )


def _with_ties(reading: Reading, forms: list[_Found]) -> tuple[Reading, list[_Found]]:
    """Return the reading with sure ties of the numbers that it has to the verbs right before them, and the forms that
    are left: the "40" of "displaced | 40; seven were hurt" is tied to no other words before these."""
    marks, links, left = list(reading.marks), list(reading.links), []
    for one in forms:
        number = next((at for at, m in enumerate(marks) if m.role == "number" and m.span[0] == one.who[0]), None)
        if not one.verb or number is None:
            left += [one] if not one.bare else []
            continue
        verb = next((at for at, m in enumerate(marks) if m.role == "harm" and _touches(m.span, [one.harm])), None)
        if verb is None:
            verb = len(marks)
            marks.append(Mark("harm", one.harm, 0, 1.0, _readings(one.effect, "bare")))
        links = [k for k in links if (k.role, k.tail, k.head) != ("harm", number, verb)]
        links.append(Link("harm", number, verb, 1.0))
    return (reading if left == forms else _in_order(marks, links)), left


def _torments(text: str, reading: Reading, language: str) -> list[Mark]:
    """Return marks of what those who are held are said to suffer, where the encoder has read none."""
    read = [mark.span for mark in reading.marks if mark.role == "harm"]
    rows = harms.harms(language)
    return [
        Mark("harm", form.span("harm"), 0, 1.0, _readings(rows[form["harm"].lower()].effect, "bare"))  # type: ignore[arg-type]
        for form in finding.finditer(_words(language).tormented, text)
        if not _touches(form.span("harm"), read)
    ]


def _is_ours(mark: Mark) -> bool:
    return mark.role in ("number", "harm")


def _touches(span: Span, spans: list[Span]) -> bool:
    return any(a < span[1] and span[0] < b for a, b in spans)


def _is_read(text: str, reading: Reading, found: _Found, language: str) -> bool:
    """Tell whether the encoder ties the people to words of harm that harm.csv has."""
    told = {at for at, mark in enumerate(reading.marks) if mark.role == "number" and _touches(mark.span, [found.who])}
    heads = {k.head for k in reading.links if k.role == "harm" and k.tail in told and k.probability >= TIED}
    return any(harms.harm_at(text, reading.marks[head].span, language) for head in heads)


def _readings(effect: Effect, asked: str) -> dict[str, dict[str, float]]:
    """Return the answers of one who is sure of the effect, that it happened, and in the report's event."""
    return {
        "effect": {one: float(one == effect) for one in answers.EFFECTS},
        "status": {one: float(one == "asserted") for one in answers.STATUSES},
        "scope": {one: float(one == "event") for one in answers.SCOPES},
        asked: {"no": 1.0, "yes": 0.0},
    }


def _found(text: str, language: str) -> Iterator[_Found]:
    words = _words(language)
    for form in finding.finditer(words.sent, text):
        who = _people(text, form.start("who"), language)
        if who:
            yield _Found("injured", who, form.span("harm"))
    for form in finding.finditer(words.accused, text):
        who = _people(text, form.start("who"), language)
        row = harms.harms(language).get(form["harm"].lower())
        if who and row and row.effect in ("killed", "injured"):
            yield _Found(row.effect, who, form.span("harm"))  # type: ignore[arg-type]
    yield from _done(text, language)
    for form in finding.finditer(words.holds, text):
        yield _Found("captive", form.span("who"), form.span("harm"))
    for form in finding.finditer(words.still_holds, text):
        yield _Found("captive", form.span("who"), form.span("harm"), True)
    for form in finding.finditer(words.manifold, text):
        yield _Found("killed", form.span("who"), form.span("harm"))
    for form in finding.finditer(words.every, text):
        yield _Found("killed", form.span("who"), form.span("harm"))
    for form in finding.finditer(words.no_survivors, text):
        yield _Found("rescued", form.span("who"), form.span("harm"))


def _done(text: str, language: str) -> Iterator[_Found]:
    """Yield what active verbs right before their object do to it: "evicted | 12 families", "released | 12 hostages"."""
    words = _words(language)
    for pattern in (words.acted, words.acting, words.beat, words.uprooted, words.let_go, words.alive):
        for form in finding.finditer(pattern, text):
            harm = form.span("harm")
            if words.undone.search(text, max(0, harm[0] - 8), harm[0]) or rules.is_passive(text, harm, language):
                continue
            who = _people(text, form.start("who"), language)
            if pattern in (words.let_go, words.alive):
                if who or pattern is words.let_go:
                    yield _Found("rescued", who or form.span("who"), harm)
                continue
            row = harms.harms(language).get(form["harm"].lower())
            effect = "displaced" if pattern is words.uprooted or row is None else row.effect
            yield _Found(effect, who or form.span("who"), harm, verb=True, bare=who is None)  # type: ignore[arg-type]


def aboard(text: str, language: str) -> list[Span]:
    """Return who is said to be carried by a vessel, and those of whom the text says "none of the 22 people"."""
    words, out = _words(language), []
    for pattern in (words.none_of, words.carried):
        for form in finding.finditer(pattern, text):
            known = persons.noun(form["who"], language)
            if known is not None and known.kind not in ("thing", "pronoun"):
                out.append(form.span("who"))
    return sorted(out)


def _people(text: str, start: int, language: str) -> Span | None:
    """Return the phrase of people that begins at start, a determiner or number and its noun; "one" or "her" alone only
    where the phrase ends with it: a word that is no noun of people may be a thing."""
    best: Span | None = None
    counts = False  # a number stands alone so far
    for at, word in enumerate(_WORD.finditer(text, start, start + 80)):
        low = word.group().lower()
        if low == "of" and at == 1 and best:
            continue  # "dozens of clerks"
        if low == "and" and best and not counts:
            more = _people(text, word.end() + 1, language)
            return (start, more[1]) if more else best
        if at and (text[word.start() - 1] != " " or low in _ENDS):
            return None if counts and at > 1 else best
        known = persons.noun(text[start : word.end()], language)
        if known and known.kind not in ("thing", "body") and (known.kind != "pronoun" or not at):
            best, counts = (start, word.end()), False
        elif not at and known is None and phrases.is_number(low, language):
            best, counts = (start, word.end()), True
        elif best and best[1] < word.start() - len(" of "):
            break
    return None if counts else best
