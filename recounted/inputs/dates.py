"""Full dates as carriers print them: headers, metadata, bylines, datelines.

In:  words.    Out: an EDTF day, "1917-12-07". No clock: a day, month or year that is not printed is never supplied.
Month names live in languages/<code>/time_words.csv.
"""

from __future__ import annotations

import datetime
import functools
import re

from recounted import languages

_ORDER_UNKNOWN = "could be two days; write it as YYYY-MM-DD"


def calendar_words(language: str, *kinds: str) -> list[dict[str, str]]:
    """Return the rows of time_words.csv whose kind is one of kinds in any form: month, month_short, month_word."""
    return [row for row in languages.table(language, "time_words") if row["kind"].partition("_")[0] in kinds]


@functools.cache
def months(language: str) -> dict[str, int]:
    """Return month names in small letters -> 1 to 12. Source: languages/<language>/time_words.csv."""
    return {row["form"].lower(): int(row["value"]) for row in calendar_words(language, "month")}


@functools.cache
def month_pattern(language: str) -> str:
    """Return a pattern, without groups of its own, of a month's name, with its full stop if it is shortened."""
    # Longest first: alternation takes the first match, so "mar" would hide "march".
    forms = sorted(months(language), key=len, reverse=True)
    return rf"\b(?:{'|'.join(map(re.escape, forms))})\b\.?"


@functools.cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    month, day = month_pattern(language), r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?"
    year = r"(?<!\d)([12]\d{3})(?!\d)"
    return (
        re.compile(r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)"),
        re.compile(r"^\s*(?P<y>[12]\d{3})(?P<m>\d{2})(?P<d>\d{2})(?:\s*$|T|\d{4,6}\s*$)"),
        re.compile(rf"({month})\s*{day}(?:,\s*|\s+){year}", re.IGNORECASE),
        re.compile(rf"{day}(?:\s+of)?[\s-]+({month}),?[\s-]+{year}", re.IGNORECASE),
        re.compile(r"(?<!\d)(?P<y>[12]\d{3})[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})(?!\d)"),
        re.compile(r"(?<![\d./])(?P<a>\d{1,2})([./-])(?P<b>\d{1,2})\2(?P<y>[12]\d{3})(?!\d)"),
    )


def day(year: int, month: int, day: int, words: str) -> str:
    """Return "YYYY-MM-DD"; raise ValueError, quoting words, if the calendar has no such day."""
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        raise ValueError(f"{words.strip()[:40]!r} is no day of the calendar") from None


def find_date(words: str, language: str = "en") -> str | None:
    """Return the first full date in words as an EDTF day, or None if there is none.

    words: "2026-02-26T10:15:00+04:00", "Thursday, 26 February 2026", "Feb. 26, 2026", "20260226", "26.02.2026".
    The day is the one printed: no time zone is applied. Raises ValueError for a day that the calendar lacks and for
    figures in an unknown order ("03/04/2026").
    """
    found = [(m.start(), at, m) for at, pattern in enumerate(_patterns(language)) if (m := pattern.search(words))]
    if not found:
        return None
    _, at, match = min(found, key=lambda item: item[:2])
    if at == 2:
        name, number, year = match.groups()
        return day(int(year), months(language)[name.lower().rstrip(".")], int(number), match[0])
    if at == 3:
        number, name, year = match.groups()
        return day(int(year), months(language)[name.lower().rstrip(".")], int(number), match[0])
    if at == 5:
        first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
        if first <= 12 and second <= 12 and first != second:
            raise ValueError(f"{match[0]!r} {_ORDER_UNKNOWN}")
        first, second = (second, first) if second > 12 else (first, second)
        return day(year, second, first, match[0])
    return day(int(match["y"]), int(match["m"]), int(match["d"]), match[0])


def day_of_seconds(seconds: float) -> str:
    """Return the day, in UTC, of a Unix time in seconds or, from 1e11 on, in milliseconds; ValueError out of range."""
    try:
        stamp = seconds / 1000 if abs(seconds) >= 1e11 else seconds
        return datetime.datetime.fromtimestamp(stamp, datetime.UTC).date().isoformat()
    except (OverflowError, OSError, ValueError):
        raise ValueError(f"{seconds} is no Unix time") from None
