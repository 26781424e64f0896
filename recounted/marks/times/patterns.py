"""Runs the patterns of a language over the classes of its tokens: the longest match wins, then the earlier row.

In:  tokens and their class characters.    Out: matches, each with the reading that its row names.
Patterns live in languages/<code>/time_patterns.csv. A pattern is a regular expression whose words are classes of
tokens (the `kind` of a time word) or, in capitals, the names of rows with the reading "part"; spaces join.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from recounted.languages import TableError, table

from .words import SHAPES, lexicon


class Match(NamedTuple):
    start: int  # of tokens
    end: int
    reading: str
    row: int


def preference(match: Match) -> tuple[int, int, int]:
    """Return what orders matches: the longest first, then the earlier in the text, then the earlier row."""
    return match.start - match.end, match.start, match.row


@functools.cache
def patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return (reading, expression over class characters) for each pattern, in the table's order.

    Raises TableError for a class that no word has.
    """
    chars = lexicon(language).chars
    parts: dict[str, str] = {}
    out: list[tuple[str, re.Pattern[str]]] = []

    def class_of(name: re.Match[str], row: str) -> str:
        word = name.group()
        if word in parts:
            return parts[word]
        if word not in chars:
            raise TableError(f"{language}/time_patterns.csv: row {row!r} names a class {word!r} that no word has; "
                             f"classes are the kinds of time_words.csv and {', '.join(SHAPES)}")  # fmt: skip
        return chars[word]

    for row in table(language, "time_patterns"):
        grouped = row["pattern"].replace("(", "(?:")
        spelled = re.sub(r"\w+", functools.partial(class_of, row=row["name"]), grouped).replace(" ", "")
        if row["reading"] == "part":
            parts[row["name"]] = spelled
        else:
            out.append((row["reading"], re.compile(spelled)))
    return tuple(out)


# Every pattern holds one of these; a stretch of tokens without one ("of the", ", and") costs nothing.
CORE = (
    "month", "weekday", "weekdays", "weekend", "unit", "units", "quarter", "quarters", "second", "year", "short_year",
    "part", "season", "deictic", "deictic_night", "holiday", "phrase", "decade", "clock", "ampm", "oclock",
    "clock_word", "iso", "slashed", "anniversary", "frequency", "period", "fiscal", "half", "zone", "night_of", "last",
    "soon", "then", "parts", "mid_unit", "quarter_letter", "month_day",
)  # fmt: skip


@functools.cache
def _stretches(language: str) -> re.Pattern[str]:
    """Return what finds the stretches of classed tokens, no full stop among them, that hold a class of CORE."""
    chars = lexicon(language).chars
    core = "".join(chars[kind] for kind in CORE if kind in chars)
    outside = "~" + chars["stop"] + chars["dot"]
    return re.compile(f"[^{outside}{core}]*[{core}][^{outside}]*")


@functools.cache
def _needed(language: str) -> tuple[frozenset[str], ...]:
    """Return, for each pattern, the classes of CORE that it names: a stretch without any of them holds no match."""
    chars = lexicon(language).chars
    core = {chars[kind] for kind in CORE if kind in chars}
    return tuple(frozenset(core.intersection(expression.pattern)) for _, expression in patterns(language))


def matches(shape: str, language: str) -> list[list[Match]]:
    """Return, for each stretch of classed tokens, every match of every pattern, the preferred first."""
    out: list[list[Match]] = []
    for stretch in _stretches(language).finditer(shape):
        begin = stretch.start()
        if found := _in_stretch(stretch.group(), language):
            out.append([Match(m.start + begin, m.end + begin, m.reading, m.row) for m in found])
    return out


@functools.lru_cache(maxsize=1 << 14)  # "on Monday" and "in 2014" are every report's: of four stretches three were met
def _in_stretch(shape: str, language: str) -> tuple[Match, ...]:
    """Return every match of every pattern in one stretch, the preferred first; tokens are counted from its first."""
    present = set(shape)
    found = [
        Match(m.start(), m.end(), reading, number)
        for number, ((reading, expression), needed) in enumerate(
            zip(patterns(language), _needed(language), strict=True)
        )
        if not needed.isdisjoint(present)
        for m in expression.finditer(shape)
    ]
    return tuple(sorted(found, key=preference))
