"""Mends the extents of number marks: whole words, and the whole noun phrase that a broken mark stands in.

In:  a text and its Reading.    Out: spans, each with the indexes of the marks that it joins, in text order.
The encoder marks pieces; where it is unsure it marks "A" and "man" of "A Dunn Harbour man" as two, or leaves the
article out. A phrase is only ever made longer, over words that belong to the same noun. Words live in
languages/<code>/constructions.csv, room "extents".
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from recounted.languages import constructions, harms, persons, table
from recounted.languages.constructions import word_class
from recounted.marks import phrases
from recounted.model import Mark, Reading, Span

LEAST = 0.5  # a number mark that the encoder is less sure of is no number; tuned on ../shared/bench/gvdb_train

_WORD = re.compile(r"[\w'’.-]+")
_GAP = re.compile(r"[ \u00a0]?(?:[\w'’-]+[ \u00a0]?){0,3}")


class _Words(NamedTuple):
    """Constructions of the room "extents"."""

    left: re.Pattern[str]
    join_left: re.Pattern[str]  # "Olachea and" of "Olachea and a woman"
    home: re.Pattern[str]  # "Jenna, 24, | both of Dayton"
    stray: re.Pattern[str]  # the number of a page before a sentence: "5512004 | A man"
    next_number: re.Pattern[str]
    with_gap: re.Pattern[str]
    joins: re.Pattern[str]
    and_does: re.Pattern[str]
    does: re.Pattern[str]
    of_them: re.Pattern[str]
    of_all: re.Pattern[str]
    over: re.Pattern[str]
    was_over: re.Pattern[str]  # "before it was over | one guard was hurt", "handed over | 40 clerks"
    bare_age: re.Pattern[str]
    dated: re.Pattern[str]
    clock: re.Pattern[str]
    other: re.Pattern[str]
    any_before: re.Pattern[str]
    fort: re.Pattern[str]  # "near Ft. | Orsk"
    of_home: re.Pattern[str]  # "Odd Ness, of | Orsk"
    bare_one: re.Pattern[str]
    single: re.Pattern[str]
    shot: re.Pattern[str]  # "One shot, two stabbed" are people
    times: re.Pattern[str]


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "extents", language)


def noun_phrases(text: str, reading: Reading, language: str) -> list[tuple[Span, tuple[int, ...]]]:
    """Return (span, marks) of every number mark, broken ones joined and mended."""
    words = _words(language)
    marks = [
        (at, mark)
        for at, mark in enumerate(reading.marks)
        if mark.role == "number" and mark.confidence >= LEAST
        and text[slice(*mark.span)].lower() not in phrases.JOINS | word_class("lone_hedge", language)
    ]  # fmt: skip
    marks.sort(key=lambda pair: pair[1].span)
    groups: list[list[tuple[int, Mark]]] = []
    for pair in marks:
        if groups and _same_phrase(text, groups[-1], pair[1], reading, language):
            groups[-1].append(pair)
        else:
            groups.append([pair])
    out: list[tuple[Span, tuple[int, ...]]] = []
    for group in groups:
        span = (group[0][1].span[0], max(mark.span[1] for _, mark in group))
        if joined := words.join_left.search(text[slice(*span)]):
            span = (span[0], span[0] + joined.start())
        if named := _AGED_FIRST.match(text, *span) and _NAME_BEFORE_AGE.search(text, max(0, span[0] - 40), span[0]):
            span = (named.start(), span[1])
        span = _whole_name(text, _mended(text, span, out[-1][0][1] if out else 0, language), language)
        if text[span[1] - 1] in ",;" and not text[span[1] : span[1] + 1].isdigit():
            span = (span[0], span[1] - 1)
        if _opens_quotation(text, span):
            span = (span[0], span[1] + 1)
        if home := words.home.search(text[slice(*span)]):
            span = (span[0], span[0] + home.start())
        if stray := words.stray.match(text, *span):
            span = (stray.end(), span[1])
        if (day := _DAY.match(text, *span)) and _ends_with_month(text, span[0], language):
            span = (day.end(), span[1])
        ids = tuple(at for at, _ in group)
        if out and span[0] < out[-1][0][1]:
            before, others = out.pop()
            span, ids = (before[0], max(before[1], span[1])), (*others, *ids)
        span = _with_hedge(text, span, language)
        for piece in _told_apart(text, span, language):
            if not (
                _age(text, piece, language) or _counts_things(text, piece, language) or _label(text, piece, language)
            ):
                out.append((piece, ids))
    return out


def _opens_quotation(text: str, span: Span) -> bool:
    """Say whether a phrase lacks the closing mark of a quotation that it opens: "nine “militants |”"."""
    words, behind = text[slice(*span)], text[span[1] : span[1] + 1]
    return (behind == "”" and words.count("“") > words.count("”")) or (behind == '"' and words.count('"') % 2 == 1)


_AGED_FIRST = re.compile(r",? ?\d{1,2},")  # "Odd Ness |, 41, and Ane Dahl"
_NAME_BEFORE_AGE = re.compile(r"(?:[A-Z][\w'’-]*[a-z.] )*[A-Z][\w'’-]*[a-z]$")
_CUT = re.compile(r"(?<![\w.,])\d[\d.,]*[.,]$")
_DAY = re.compile(r"\d{1,2}, (?=\S)")  # "On Dec. | 21, 16-year-old Odd Ness"


def _told_apart(text: str, span: Span, language: str) -> list[Span]:
    """Return a mark's spans: two where words of harm, "with another" or a comma behind a plural part two numbers
    ("six dead and 22 injured", "63 men, 40 women"), and "and" between two plurals that figures count ("97 women and 64
    old people")."""
    words = _words(language)
    for gap in words.next_number.finditer(text, span[0] + 1, span[1]):
        left = (span[0], gap.start())
        of_them = words.of_them.match(text, gap.end()) if gap.group() == ", " else None
        if of_them:  # "The men, 190 of them", "about a dozen, four of them critical"
            right = (gap.end(), of_them.end())
            return [left, right] if _has_number(text[slice(*left)], language) else [right]
        if (then := words.and_does.search(text, *left)) and gap.group() == " ":  # "thirty | and killed | seven"
            return [(left[0], then.start()), *_told_apart(text, (gap.end(), span[1]), language)]
        if words.does.search(text, *left) and gap.group() == " ":
            return _told_apart(text, (gap.end(), span[1]), language)  # "a student killed 32 people"
        if not _has_number(text[slice(*left)], language):
            continue
        last = re.search(r"[\w'’-]+$", text[slice(*left)])
        harm = harms.harm_at(text, (left[0] + last.start(), left[1]), language) if last else None
        harmed = harm is not None and harm[0].effect not in ("none", "open")
        figures = text[left[0]].isdigit() and text[gap.end()].isdigit()
        if gap.group() == ", " and words.of_all.search(text, max(0, span[0] - 20), gap.start()):
            return _told_apart(text, (gap.end(), span[1]), language)  # "Of the 42, four were shot"
        nations = text[slice(*left)].split()[-1][:1].isupper()  # "eight Britons and four Americans"
        parted = gap.group() == ", " or (gap.group() == " and " and (figures or nations))
        listed = parted and last is not None and persons.is_plural(last.group().lower(), language)
        beside = figures and gap.group() == ", " and not text.startswith("000", gap.end())  # "killed 33, 20 in Orsk"
        if ";" in gap.group() or harmed or listed or beside or gap["left"] or words.with_gap.match(gap.group()):
            return [(left[0], gap.start()), *_told_apart(text, (gap.end(), span[1]), language)]
    return [span]


_NAME_BEFORE = re.compile(r"((?:[A-Z][\w'’-]*\.?[ \u00a0])+)$")
_NAME_AFTER = re.compile(r"(?:[ \u00a0](?:[A-Z][\w'’-]*[a-z][\w'’-]*|[A-Z]\.))+")
_SECOND_BARREL = re.compile(r"(?<=[a-z])(?:[-‐‑][A-Z][\w'’]*[a-z])+(?![\w-])")
_NAME_WORD = re.compile(r"[A-Z][\w'’-]*[a-z.][\w'’-]*$|[A-Z]\.$")


def _whole_name(text: str, span: Span, language: str) -> Span:
    """Return the span with the rest of a name that it begins or ends with: "Vinny" in "Vinny A. Reinoso"."""
    start, end = span
    if text[start:end][:1].isupper() and (second := _SECOND_BARREL.match(text, end)):
        end = second.end()  # "Boyd | -Stingley"
    words = text[start:end].split()
    if not words or not all(w[:1].isupper() or re.match(r"\d+-year-old|[a-z]", w) for w in words):
        return span
    last, first = words[-1], words[0]
    if _NAME_WORD.match(last) and not persons.noun(last, language) and last.lower() not in phrases.ARTICLES:
        after = _NAME_AFTER.match(text, end)
        if after and not persons.noun(after.group().split()[-1], language):
            end = after.end()
    if (
        first[:1].isupper()
        and not persons.noun(first, language)
        and first.lower() not in phrases.ARTICLES | phrases.POSSESSIVES
    ):
        before = _NAME_BEFORE.search(text[max(0, start - 40) : start])
        if (before and before[1].split()[-1][-1] != ".") or (before and len(before[1].split()[-1]) == 2):
            start -= len(before[1].split()[-1]) + 1
    return start, end


def _same_phrase(text: str, group: list[tuple[int, Mark]], mark: Mark, reading: Reading, language: str) -> bool:
    """Tell whether a mark goes on with the phrase before it: the first has no noun yet, and only words between."""
    start, end = group[0][1].span[0], group[-1][1].span[1]
    gap = text[end : mark.span[0]]
    if gap == "" and text[end - 1] == "," and text[end].isdigit():
        return True  # "1," and "901": one number with its separator
    if (gap == "" and text[end - 1] != ",") or gap == "-":
        return True
    if not _GAP.fullmatch(gap) or any(w.lower() in phrases.STOPS | phrases.JOINS for w in _WORD.findall(gap)):
        return False
    if any(m.role == "harm" and end <= m.span[0] < mark.span[0] for m in reading.marks):
        return False
    words = text[start:end]
    if persons.noun(words, language) or re.search(r"[,;:]\s*$", words):
        return False
    if _hedge_before(language).fullmatch(words.strip() + " "):
        return True  # "over" and "345 pilgrims"
    following = phrases.tokens(text[slice(*mark.span)], language)
    begins_anew = not following or following[0].low in phrases.ARTICLES | phrases.POSSESSIVES
    return not begins_anew and not _has_number(text[slice(*mark.span)], language)


_NEXT = re.compile(r" ([\w'’-]+)")


def _owns_harm(text: str, span: Span, language: str) -> bool:
    """Tell whether a possessive of one person stands before words of harm: "his | injuries"."""
    following = (
        _NEXT.match(text, span[1]) if text[slice(*span)].lower() in word_class("possessive_of_one", language) else None
    )
    return following is not None and following[1].lower() in harms.harms(language)


def _mended(text: str, span: Span, floor: int, language: str) -> Span:
    start, end = span
    if cut := _CUT.search(text, max(0, start - 16), start) if text[start].isdigit() else None:
        start, span = cut.start(), (cut.start(), end)  # "8.|1 million"
    if phrases.fold(text[start:end], language) is not None or _owns_harm(text, span, language):
        return span
    while start > floor and re.match(r"[\w'’-]", text[start - 1]) and re.match(r"[\w'’-]", text[start]):
        start -= 1
    while end < len(text) and re.match(r"[\w]", text[end]) and re.match(r"[\w'’-]", text[end - 1]):
        end += 1
    words = _WORD.findall(text[start:end])
    if words and not any(persons.noun(w, language) or (w[0].isupper() and at) for at, w in enumerate(words)):
        unsaid = all(
            w.lower() in phrases.ARTICLES | phrases.POSSESSIVES or re.fullmatch(r"\w+-year-old", w) for w in words
        )
        named = not unsaid and words[0][0].isupper() and not _has_number(words[0], language)
        end = _to_noun(text, end, language, 5 if unsaid else 2, named)
    first = text[start:end].split()[0].lower() if text[start:end].split() else ""
    if _has_number(_words(language).joins.split(text[start:end])[0], language):
        hedge = _hedge_before(language).search(text, min(start, max(floor, start - 30)), start)
        assert hedge is not None  # it may be empty
        over = _words(language).was_over.search(text, max(0, start - 16), start)
        if own := _words(language).over.match(text, start):
            over = _words(language).was_over.search(text, max(0, start - 12), own.end())
            start = own.end() if over else start  # "handed | over 200 bodies"
        return (start if over else start - len(hedge[0])), end
    if _stands_alone(first, language):
        return start, end
    if (first and first not in phrases.ARTICLES | phrases.POSSESSIVES and text[start].islower()) or first == "old":
        before = _words(language).left.search(text[max(floor, start - 40) : start])
        near = before and (len(before[1].split()) == 1 or not _has_number(text[start:end], language))
        if (
            before
            and near
            and not any(w.lower() in phrases.STOPS | phrases.JOINS | {"of"} for w in before[1].split()[1:])
        ):
            start -= len(before[1])
    return start, end


def _stands_alone(word: str, language: str) -> bool:
    """Tell whether no word before belongs to it: the "him" of "two men stabbed him"."""
    found = persons.noun(word, language) if word else None
    return found is not None and found.kind == "pronoun"


def _has_number(words: str, language: str) -> bool:
    return any(t.value is not None or phrases.is_number(t.low, language) for t in phrases.tokens(words, language))


@functools.cache
def _hedge_before(language: str) -> re.Pattern[str]:
    """Return a pattern of the hedges that may end the words before a number, "" where none does."""
    forms = sorted(
        (row["form"] for row in table(language, "hedges") if row["place"] == "before"), key=len, reverse=True
    )
    words = "|".join(re.escape(form) for form in forms if form[0].isalpha())
    return re.compile(rf"(?:\b(?:{words})\s+)?$", re.I)


@functools.cache
def _hedge_after(language: str) -> re.Pattern[str]:
    """Return a pattern of the hedges of several words that may stand behind a figure and its noun."""
    forms = sorted((row["form"] for row in table(language, "hedges") if row["place"] == "after"), key=len, reverse=True)
    words = "|".join(re.escape(form) for form in forms if " " in form)
    return re.compile(rf",? (?:{words})\b", re.I)


def _with_hedge(text: str, span: Span, language: str) -> Span:
    """Return the span with a hedge behind the noun: "20 clerks | at least", where no other figure follows that is its
    own ("20 clerks, at least five of them guards")."""
    cut = _hedge_after(language).match(text, max(span[0], text.rfind(" ", *span)))  # the mark ends "40 people at |"
    hedge = cut if cut and cut.end() > span[1] else _hedge_after(language).match(text, span[1])
    if hedge is None or not _has_number(text[slice(*span)], language):
        return span
    word = _NEXT.match(text, hedge.end())
    low = word[1].lower() if word else ""
    if low[:1].isdigit() or low in phrases.ARTICLES or low in word_class("number_word", language):
        return span
    return span[0], hedge.end()


def _to_noun(text: str, end: int, language: str, most: int, named: bool) -> int:
    """Return the end of the first person noun within `most` words, or end. named: whether a name stands before."""
    at = end
    for _ in range(most):
        word = re.compile(r"[ -]?([\w'’-]+)").match(text, at)
        if not word or word[1].lower() in phrases.STOPS | phrases.JOINS:
            return end
        at = word.end()
        found = persons.noun(word[1], language)
        if found and found.kind == "body" and named:
            return end  # "Odd Ness | remains in hospital"
        if found:
            return end if found.kind in ("thing", "plural") and found.form not in ("people", "persons") else at
    return end


def _age(text: str, span: Span, language: str) -> bool:
    """Tell whether a bare number between commas behind a name is an age: "Miller, 26, of Orsk"."""
    return bool(
        _words(language).bare_age.fullmatch(text[slice(*span)])
        and re.search(r"[A-Z][\w'’.-]*,? ?\(?$", text[max(0, span[0] - 20) : span[0]])
        and re.match(r"\d+[,)]|\d+$", text[span[0] : span[1] + 1])
    )


_DIGITS = re.compile(r"\d[\d-]*$")
_ADDRESS = re.compile(r" (?:(?:[NSEW]\.?|\d+(?:st|nd|rd|th)|[A-Z][\w'’.-]+) ){0,3}([A-Z][a-z]+)\b")


def _label(text: str, span: Span, language: str) -> bool:
    """Tell whether a number counts nobody but names a house, a telephone line or a day: "575 Halvet Avenue", "9-1-1",
    "2031 gunshot victim total", the "May" of "May 19"."""
    words, known = text[slice(*span)], _words(language)
    if known.other.match(words) and known.any_before.search(text, max(0, span[0] - 4), span[0]):
        return True  # "nor any other riders"
    if re.search(r"(?:://|www\.)\S*$", text[max(0, span[0] - 200) : span[0]]):
        return True
    if re.match(r"\.? \d", text[span[1] : span[1] + 3]) and words in _months(language):
        return True
    if words[:1].isupper() and known.fort.search(text, max(0, span[0] - 15), span[0]):
        return True  # "near Ft. | Orsk"
    if words[:1].isupper() and known.of_home.search(text, max(0, span[0] - 12), span[0]):
        return True  # "Odd Ness, of Orsk"
    around = text[max(0, span[0] - 12) : span[1] + 12]
    if _DIGITS.match(words) and any(words in run for run in re.findall(r"\d+(?:-\d+){2,}", around)):
        return True
    address = _ADDRESS.match(text, span[1]) if words.isdigit() else None
    if address and address[1].lower() in _streets(language):
        return True
    year = re.match(r"(?:19|20)\d\d (.+)", words)
    head = persons.noun(year[1], language) if year else None
    return head is not None and not head.plural


@functools.cache
def _streets(language: str) -> frozenset[str]:
    return frozenset(row["form"] for row in table(language, "place_nouns"))


@functools.cache
def _months(language: str) -> frozenset[str]:
    """Return the names of months as they stand in a text."""
    return frozenset(row["form"] for row in table(language, "time_words") if row["kind"].startswith("month"))


def _ends_with_month(text: str, end: int, language: str) -> bool:
    """Tell whether the name of a month stands right before end: "Dec. | 21"."""
    word = re.search(r"\b([A-Z][a-z]+)\.? $", text[max(0, end - 12) : end])
    return word is not None and word[1] in _months(language)


_COUNTED = re.compile(r"[ -](?:[A-Z][\w'’-]* ){0,3}([a-z]+)")  # "three | Halvet homes"


def _counts_things(text: str, span: Span, language: str) -> bool:
    """Tell whether a number without a noun goes on to count things: "shot four | times", "40 | rounds"."""
    words, known = text[slice(*span)], _words(language)
    behind = re.compile(r"[ -][a-z]+").match(text, span[1])
    compound = persons.noun(words.split()[-1] + behind.group(), language) if behind and words else None
    if compound is not None and compound.kind == "thing" and " " in compound.form:
        return True  # "45,000 body | bags"
    if persons.noun(words, language) and not known.bare_one.fullmatch(words):  # "one | boat had been shot"
        return False
    if known.clock.match(text, span[1]):
        return True  # about 2:35
    if known.dated.match(text, span[1]):
        return True
    after = _COUNTED.match(text, span[1])
    found = persons.noun(after[1], language) if after else None
    if after and known.shot.fullmatch(after[1]):
        return known.single.fullmatch(words) is not None  # "One shot, two stabbed" are people
    thing = found is not None and found.kind == "thing"
    return after is not None and (thing or known.times.fullmatch(after[1]) is not None)
