"""Words of harm: which effect they have, whether an act, whether they tell of harm to people at all.

In:  a text and the span of a harm mark.    Out: Harm, by the longest row of languages/<code>/harm.csv there.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from recounted import kinds
from recounted.languages import TableError, table
from recounted.model import Span


class Harm(NamedTuple):
    """effect: one of kinds/effects.toml, "none" (no harm to people) or "open" (the clause decides).

    joint: effects that the words leave undivided. act: shot, stabbed: its outcome stands elsewhere.
    """

    form: str
    effect: str
    joint: tuple[str, ...]
    act: bool


@functools.cache
def harms(language: str) -> dict[str, Harm]:
    """Return form -> Harm; raise TableError for an effect that kinds/effects.toml lacks."""
    out = {}
    for row in table(language, "harm"):
        joint = () if row["joint"] == "-" else tuple(row["joint"].split())
        for effect in (row["effect"], *joint):
            if effect not in (*kinds.effects(), "none", "open"):
                raise TableError(
                    f"{language}/harm.csv: {row['form']} has effect {effect!r}, which kinds/effects.toml lacks"
                )
        out[row["form"]] = Harm(row["form"], row["effect"], joint, row["act"] == "yes")
    return out


@functools.cache
def _longest(language: str) -> int:
    return max(form.count(" ") + 1 for form in harms(language))


@functools.cache
def _openings(language: str) -> frozenset[str]:
    return frozenset(form.split(" ", 1)[0] for form in harms(language))


_WORD = re.compile(r"[^\W_](?:[\w'’]|-(?=\w))*")
_BREAK = re.compile(r"[.!?;:,\n()]")


@functools.lru_cache(maxsize=1024)  # the marks of one report are asked again and again
def harm_at(text: str, span: Span, language: str = "en") -> tuple[Harm, Span] | None:
    """Return the longest row whose words overlap span, and where they stand; None where no row does.

    Words may stand around the mark ("found" in "found dead"), never across a stop or a comma; a longer row that
    overlaps the one found takes its place ("found shot", "shot to death"), and death goes before the wound ("fatally
    shot in the head").
    """
    rows = _rows_at(text, span, language)
    if not rows:
        return None
    best = max(rows, key=lambda row: row[1][1] - row[1][0])
    if best[0].effect == "rescued":  # "grazed and survived"
        joined = [row for row in rows if row[0].effect in ("killed", "injured") and _joined(text, row[1], best[1])]
        best = joined[0] if joined else best
    graver = [
        row for row in rows if row[0].effect == "killed" and not (best[1][0] <= row[1][0] and row[1][1] <= best[1][1])
    ]
    if graver and best[0].effect == "injured":
        death = graver[0]
        return death[0], (min(best[1][0], death[1][0]), max(best[1][1], death[1][1]))
    return best


_AND = re.compile(r",? (?:and|but) ")


def _joined(text: str, one: Span, other: Span) -> bool:
    left, right = sorted((one, other))
    return _AND.fullmatch(text, left[1], right[0]) is not None


def _rows_at(text: str, span: Span, language: str) -> list[tuple[Harm, Span]]:
    """Return the rows that overlap span, and those that overlap the longest of them ("found shot", "shot to death")."""
    rows = _overlapping(text, span, language)
    if rows:
        first, last = max(rows, key=lambda row: row[1][1] - row[1][0])[1]
        if first < span[0] or span[1] < last:
            rows = [*rows, *_overlapping(text, (first, last), language)]
    return rows


def _overlapping(text: str, span: Span, language: str) -> list[tuple[Harm, Span]]:
    start, end = max(0, span[0] - 40), min(len(text), span[1] + 40)
    words = [
        (m.group().lower().replace("’", "'"), m.start() + start, m.end() + start)
        for m in _WORD.finditer(text[start:end])
    ]
    known, longest, openings, out = harms(language), _longest(language), _openings(language), []
    for first, (opening, left, _) in enumerate(words):
        if left >= span[1]:
            break
        if opening not in openings:
            continue
        form = ""
        for word, _, right in words[first : first + longest]:
            form = f"{form} {word}" if form else word
            if right > span[0] and (found := known.get(form)) and not _BREAK.search(text, left, right):
                out.append((found, (left, right)))
    return out
