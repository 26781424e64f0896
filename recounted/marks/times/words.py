"""Cuts a text into tokens and gives each word of the time tables its class, as one character.

In:  a text and a language.    Out: tokens, and a string with one class character a token, which patterns are run on.
Words live in languages/<code>/time_words.csv, time_phrases.csv, time_holidays.csv and time_zones.csv; the class of a
word is its `kind`. Words of several parts ("more than", "local time") become one token.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from recounted.languages import table

from .company import Company, company

_TOKEN = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?\b"  # ISO
    r"|(?:(?<![0-9])['’‘])?[0-9]+(?:[.,:/][0-9]+)*(?:st|nd|rd|th|s|am|pm|AM|PM)?\b"
    r"|[AaPp]\.\s?[Mm]\b\.?|[^\W\d_]+(?:['’]t\b)?|['’](?:s|ll)\b|\n[^\S\n]*\n|[^\w\s]"
)
# "2/21", as Americans write a day; no fraction ("1/2", "3/8"), and no name of an event ("9/11").
_MONTH_DAY = re.compile(r"(?!9/11$)(?!\d+/(?:[234568]|10|16|32)$)(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])")
OTHER = "~"
MOST_PLAIN = 1 << 16  # words of no class that are remembered
LONGEST = 12  # words after the first in a number; more is a list
DIGITS = "0123456789"
QUOTES = "'’‘"  # before the last digits of a year
# Classes that no table names: what is told by shape.
SHAPES = (
    "day", "num", "year", "clock", "ampm", "iso", "slashed", "decade", "holiday", "zone", "phrase", "comma", "hyphen",
    "stop", "poss", "money", "short_year", "ordinal", "month", "dot", "month_day",
)  # fmt: skip
_DIGITS = {"a": "1", "second": "2"}
NAMES = frozenset({"month", "month_short", "weekday", "weekday_short", "weekdays"})
# After these "May" and "March" are months, and four digits are a year.
LEADS = frozenset({"lead", "in", "of", "to", "through", "between", "from", "into", "last", "next", "this", "phase",
                   "each", "and", "day", "ordinal", "hyphen", "on", "comma", "circa", "after", "before"})  # fmt: skip


MARKS = {
    ",": "comma", ".": "stop", ";": "stop", "!": "stop", "?": "stop", ":": "stop", "—": "stop", "$": "money",
    "£": "money", "€": "money", "#": "money", "\u2013": "hyphen", "-": "hyphen", "\u2010": "hyphen",
}  # fmt: skip


class Token(NamedTuple):
    start: int
    end: int
    word: str  # as printed, lower case for words
    kind: str
    value: str
    capital: bool = False


class Lexicon(NamedTuple):
    """Words of one language: single words, words of several parts by their first two, each class's character."""

    words: dict[str, tuple[str, str]]
    phrases: dict[str, dict[str, list[tuple[list[str], str, str]]]]
    chars: dict[str, str]


@functools.cache
def lexicon(language: str) -> Lexicon:
    """Return the words of a language's time tables."""
    entries: dict[str, tuple[str, str]] = {}
    for row in table(language, "time_words"):
        entries[row["form"].lower()] = (row["kind"], row["value"])
    for row in table(language, "time_phrases"):
        entries.setdefault(row["form"].lower(), ("phrase", f"{row['type']} {row['value']}"))
    for row in table(language, "time_holidays"):
        entries[row["form"].lower()] = ("holiday", row["rule"])
    for row in table(language, "time_zones"):
        entries[row["form"] if row["form"].isupper() else row["form"].lower()] = ("zone", row["offset"])
    # "New Year’s Day", "o’clock": the apostrophe of print.
    entries |= {form.replace("'", "’"): known for form, known in entries.items() if "'" in form}
    words: dict[str, tuple[str, str]] = {}
    phrases: dict[str, dict[str, list[tuple[list[str], str, str]]]] = {}
    for form, (kind, value) in entries.items():
        parts = _TOKEN.findall(form)
        if len(parts) == 1:
            words[form] = (kind, value)
        else:
            phrases.setdefault(parts[0], {}).setdefault(parts[1], []).append((parts, kind, value))
    for seconds in phrases.values():
        for rows in seconds.values():
            rows.sort(key=lambda row: -len(row[0]))
    kinds = sorted({kind for kind, _ in entries.values()} | set(SHAPES))
    return Lexicon(words, phrases, {kind: chr(0x4E00 + i) for i, kind in enumerate(kinds)})


_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)(?::([0-5]\d))?$")


def _number(word: str) -> tuple[str, str]:
    """Return class and value of a token that begins with a digit (or an apostrophe and digits)."""
    low = word.lower()
    if low[0] in QUOTES:
        digits = low[1:]
        if digits.endswith("0s") and len(digits) == 3:
            return "decade", f"19{digits[0]}0" if digits[0] > "2" else f"20{digits[0]}0"
        return ("short_year", digits) if len(digits) == 2 and digits.isdigit() else ("num", digits.strip("s"))
    if low.isdigit():
        count = int(low) if len(low) < 10 else 10**9
        if len(low) == 4 and 1000 <= count <= 2100:
            return "year", low
        return ("day" if 1 <= count <= 31 and len(low) < 3 else "num"), str(count)
    if low[-2:] in ("st", "nd", "rd", "th"):
        return "ordinal", low[:-2]
    if low.endswith(("am", "pm")):
        clock = low[:-2].replace(".", ":")
        hour, _, minute = clock.partition(":")
        good = hour.isdigit() and 1 <= int(hour) <= 12 and (not minute or len(minute) == 2)
        return ("clock", f"{hour}:{minute or '00'} {low[-2:]}") if good else (OTHER, "")
    if low.endswith("s"):
        if len(low) == 5 and low[3] == "0":
            return "decade", low[:4]
        if len(low) == 3 and low[1] == "0":
            return "decade", f"19{low[0]}0"
        return OTHER, ""
    if "/" in low:
        return ("slashed" if low.count("/") == 2 else "month_day" if _MONTH_DAY.fullmatch(low) else "num"), low
    if ":" in low:
        return ("clock", low) if _CLOCK.match(low) else (OTHER, "")
    plain = low.replace(",", "")
    if low.count(".") == 2:
        return "slashed", low
    return "num", plain


@functools.cache
def _plain_words(language: str) -> dict[str, tuple[str, bool]]:
    """Return the words of no class met so far, in lower case and whether they have a capital: four tokens in five."""
    return {}


def tokens(text: str, language: str) -> tuple[list[Token], str]:
    """Return the tokens of text and their class characters."""
    words, phrases, chars = lexicon(language)
    plain, near = _plain_words(language), company(language)
    new = tuple.__new__  # Token without a call of Python's own: a token is made of every word of every text
    found: list[Token] = []
    shape: list[str] = []
    raw = [(m.start(), m.group()) for m in _TOKEN.finditer(text)]
    count, i, done = len(raw), 0, 0
    while i < count:
        start, word = raw[i]
        i += 1
        if start < done:
            continue
        known = plain.get(word)
        if known is not None:
            done = start + len(word)
            found.append(new(Token, (start, done, known[0], OTHER, "", known[1])))
            shape.append(OTHER)
            continue
        low = word.lower() if word.isascii() else word
        kind, value = OTHER, ""
        end = start + len(word)
        if low in phrases and i < count:
            for parts, its_kind, its_value in phrases[low].get(raw[i][1].lower(), ()):
                if all(i - 1 + k < count and raw[i - 1 + k][1].lower() == part for k, part in enumerate(parts)):
                    kind, value = its_kind, its_value
                    last, last_word = raw[i + len(parts) - 2]
                    end = last + len(last_word)
                    i += len(parts) - 1
                    break
        if kind is OTHER:
            if low in words:
                kind, value = words[low]
                if kind == "month_word":
                    following = raw[i][1] if i < count else ""
                    kind = "month" if word[0].isupper() and _is_month(found, following, near) else OTHER
                elif kind == "after" and not (found and found[-1].kind == "the"):
                    kind = OTHER  # "following Monday's blast": a preposition, as it is not in "the following Monday"
                elif kind in NAMES:
                    numbered = (i < count and raw[i][1][0].isdigit()) or (bool(found) and found[-1].kind == "day")
                    kind, end = _name(text, start, end, word, kind, numbered)
            elif word in words:
                kind, value = words[word]
            elif word.isalpha():  # most words: of no class
                if low in ("am", "pm"):
                    kind, value = "ampm", low
                elif low not in phrases and len(plain) < MOST_PLAIN:
                    plain[word] = low, word[0].isupper()
            elif word[0] in DIGITS or (word[0] in QUOTES and word[1:2] in DIGITS and len(word) > 1):
                kind, value = _iso_or_number(word)
            elif word in MARKS:
                kind = MARKS[word]
                if kind == "hyphen" and (text[start - 1 : start].isspace() or text[end : end + 1].isspace()):
                    kind = "stop"
            elif low in ("'s", "’s"):
                kind = "poss"
            elif word[0] == "\n":
                kind = "stop"
            elif len(word) > 2 and low[0] in "ap" and word[1] == ".":
                kind, value = "ampm", low[0] + "m"
        if word == "." and not _ends_sentence(found, raw[i][1] if i < count else "\n", near):
            kind = "dot"
        done = end
        found.append(Token(start, end, low, kind, value, word[0].isupper()))
        shape.append(chars[kind] if kind is not OTHER else OTHER)
    return _joined(found, "".join(shape), chars)


def _is_month(found: list[Token], following: str, near: Company) -> bool:
    """Say whether "May" or "March" is the month: by a number behind it or by the word before it, which is no name.

    "in May", "compared with March", "the March raid", but not "the May Company", "the annual March for Peace" nor
    "Trains March On" in a title.
    """
    if following[:1].isdigit():
        return True
    if not found:
        return False
    before = found[-1]
    if before.kind == "the":
        return following.islower() and following.isalpha() and following not in near.marched
    if before.kind in LEADS:
        return True
    return before.word.isalpha() and not before.capital and before.kind != "a" and following not in near.marched


def _ends_sentence(found: list[Token], following: str, near: Company) -> bool:
    """Say whether a full stop ends a sentence: not after an initial or a title, nor before a small letter."""
    if following[0].islower() or following in (",", ";", ":"):
        return False
    before = found[-1] if found else None
    if before is not None and before.word in near.versus:
        return False
    return before is None or not (before.capital and (len(before.word) == 1 or before.word in near.title))


def _iso_or_number(word: str) -> tuple[str, str]:
    if len(word) > 9 and word[4] == "-":
        return "iso", word
    return _number(word)


def _name(text: str, start: int, end: int, word: str, kind: str, numbered: bool) -> tuple[str, int]:
    """Return class and end of a month or weekday: a capital is asked for; a short form takes its full stop, and
    without one must stand beside a number ("Jan" is a name too)."""
    if not word[0].isupper():
        return OTHER, end
    if kind.endswith("_short"):
        stopped = text[end : end + 1] == "."
        if kind == "month_short":
            if not stopped and not numbered:
                return OTHER, end
            kind = "month"
        return kind, end + 1 if stopped else end
    return kind, end


def _joined(found: list[Token], shape: str, chars: dict[str, str]) -> tuple[list[Token], str]:
    """Join number words into one token each ("twenty-first", "two hundred and ten", "nineteen ninety-six")."""
    number, ordinal, hyphen, conj, a, ten, second, month = (
        chars.get(kind, "\0") for kind in ("number", "ordinal", "hyphen", "and", "a", "decade", "second", "month")
    )
    # "second" ends a number beside a month only: "May twenty-second", but a "twenty-second pause".
    last = f"{ordinal}|{ten}|(?<={month}{number}){second}|(?<={month}{number}{hyphen}){second}|{second}(?=.{month})"
    run = re.compile(f"{a}?{number}(?:{hyphen}?{number}|{conj}{number}){{0,{LONGEST}}}(?:{hyphen}?(?:{last}))?")
    out: list[Token] = []
    kinds: list[str] = []
    at = 0
    for m in run.finditer(shape):
        a_, b_ = m.span()
        group = found[a_:b_]
        if len(group) < 2:
            continue
        kind, value = _said_number(group)
        if not kind and group[0].kind == "a" and len(group) > 2:  # "a nineteen ninety-seven raid"
            a_, group = a_ + 1, group[1:]
            kind, value = _said_number(group)
        if not kind:
            continue
        out.extend(found[at:a_])
        kinds.append(shape[at:a_])
        out.append(Token(group[0].start, group[-1].end, "", kind, value))
        kinds.append(chars[kind])
        at = b_
    out.extend(found[at:])
    kinds.append(shape[at:])
    return out, "".join(kinds)


def _said_number(group: list[Token]) -> tuple[str, str]:
    """Return class and value of number words in a row; ("", "") if they make no number."""
    if group[0].kind == "a" and group[1].value not in ("100", "1000", "12"):
        return "", ""
    if group[-1].kind == "decade":  # "nineteen sixties", "eighteen-nineties"
        century = group[0].value
        return ("decade", century + group[-1].value[2:]) if len(century) == 2 and len(group) < 4 else ("", "")
    values = [int(_DIGITS.get(t.kind, t.value)) for t in group if t.kind in ("number", "ordinal", "a", "second")]
    if 10 < values[0] < 21 and len(values) in (2, 3) and values[1] >= 10 and max(values[1:]) < 100:
        year = values[0] * 100 + sum(values[1:])
        return ("year", str(year)) if 1000 <= year <= 2100 else ("", "")
    total = current = 0
    for value in values:
        if value == 1000:
            total, current = total + max(1, current) * 1000, 0
        elif value in (100, 12) and current:
            current *= value
        elif current and (current % 100 if value > 9 else current % 10) and value != 100:
            return "", ""
        else:
            current += value
    total += current
    if group[-1].kind in ("ordinal", "second"):
        return "ordinal", str(total)
    return "number", str(total)
