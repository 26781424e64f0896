"""Reads one number from the tokens of a phrase: 1,200, two hundred and eleven, half a dozen, tens of thousands.

In:  Tokens, a place among them, a table of bounds.    Out: the number said, or the least that a vague word promises.
Words live in languages/<code>/numbers.csv; vague numbers take kinds/bounds.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import NamedTuple

from recounted.kinds import Bounds
from recounted.languages import table
from recounted.marks.phrases import Token


class _Word(NamedTuple):
    kind: str
    value: str


_SIZES = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1000, "lakhs": 10**5,
          "millions": 10**6, "crores": 10**7}  # fmt: skip
_PLURALS = {size: name for name, size in _SIZES.items()}


@functools.cache
def _numbers(language: str) -> dict[str, _Word]:
    rows = (row for row in table(language, "numbers") if row["kind"] != "fold")
    return {row["form"]: _Word(row["kind"], row["value"]) for row in rows}


class Number(NamedTuple):
    """value: the number said, or the least that a vague word promises."""

    value: int
    vague: bool = False
    zero: bool = False
    alone: bool = False  # "both", "twins": needs no noun


class Figures:
    """Tokens that are read for numbers, in one language and by one table of bounds."""

    def __init__(self, tokens: Sequence[Token], bounds: Bounds, language: str):
        self.tokens, self.bounds, self.language = tokens, bounds, language
        self.low = [token.low for token in tokens]

    def number(self, at: int) -> tuple[Number, int] | None:
        """Read one number from token `at`: digits, words, a dozen, half a dozen, several hundred, tens of thousands."""
        words, low = _numbers(self.language), self.low
        for length in (3, 2):
            if words.get(" ".join(low[at : at + length]), _Word("", "")).kind == "zero" and at + length <= len(low):
                return Number(0, zero=True), at + length
        if at >= len(low):
            return None
        token, word = self.tokens[at], words.get(low[at])
        if token.value is not None:
            return self._scaled(token.value, at + 1)
        if low[at] in ("a", "an") and at + 1 < len(low):
            nxt = words.get(low[at + 1])
            if nxt and nxt.kind == "times":
                return self._cardinal(at + 1)
            if nxt and nxt.kind == "set":
                return self._set(at + 1, nxt)
            return self._few(at + 2) if nxt and nxt.kind == "few" else None
        if word is None:
            return None
        if word.kind == "zero":
            return Number(0, zero=True), at + 1
        if word.kind == "half":
            step = at + 2 if low[at + 1 : at + 2] in (["a"], ["-"]) else at + 1
            unit = words.get(low[step]) if step < len(low) else None
            return (Number(int(unit.value) // 2), step + 1) if unit and unit.kind == "times" else None
        if word.kind == "several":
            return self._several(at + 1)
        if word.kind == "few":
            return self._few(at + 1)
        if word.kind == "plural":
            return self._plural(at, word)
        if word.kind == "set":
            return self._set(at, word)
        return self._cardinal(at) if word.kind in ("unit", "tens", "times") else None

    def _scaled(self, value: float, at: int) -> tuple[Number, int] | None:
        unit = _numbers(self.language).get(self.low[at]) if at < len(self.low) else None
        while unit and unit.kind == "times":
            value, at = value * int(unit.value), at + 1
            unit = _numbers(self.language).get(self.low[at]) if at < len(self.low) else None
        return (Number(round(value)), at) if abs(value - round(value)) < 1e-6 else None

    def _cardinal(self, at: int) -> tuple[Number, int] | None:
        """Read "two hundred and eleven", "four, five dozen" from the left up to the last word that belongs."""
        total, part, start, last = 0, 0, at, ""
        words = _numbers(self.language)
        while at < len(self.low):
            word = words.get(self.low[at])
            value = self.tokens[at].value
            if self.low[at] == "and" and part and last == "times" and self._more(at + 1):
                at += 1
                continue
            if word is None and value is None:
                break
            if value is not None:
                break
            assert word is not None
            if word.kind == "unit":
                if last == "unit":
                    break
                part += int(word.value)
            elif word.kind == "tens":
                if last in ("unit", "tens"):
                    break
                part += int(word.value)
            elif word.kind == "times":
                size = int(word.value)
                part = max(1, part) * size
                if size >= 1000:
                    total, part = total + part, 0
            else:
                break
            last, at = word.kind, at + 1
        return (Number(total + part), at) if at > start else None

    def _more(self, at: int) -> bool:
        word = _numbers(self.language).get(self.low[at]) if at < len(self.low) else None
        follows = _numbers(self.language).get(self.low[at + 1]) if at + 1 < len(self.low) else None
        return bool(word and word.kind in ("unit", "tens")) and not (follows and follows.kind in ("zero",))

    def _several(self, at: int) -> tuple[Number, int]:
        factor, step = 1, at
        while step < len(self.low):
            unit = _numbers(self.language).get(self.low[step])
            if not unit or unit.kind not in ("times", "plural"):
                break
            factor *= self._one(unit)
            step += 1
        return Number(self.bounds.several * factor, vague=True), step

    def _few(self, at: int) -> tuple[Number, int] | None:
        """Read "a few hundred", as many as "hundreds" promises at least; "a few people" promises no number."""
        unit = _numbers(self.language).get(self.low[at]) if at < len(self.low) else None
        plural = _PLURALS.get(int(unit.value)) if unit and unit.kind == "times" else None
        return (Number(self.bounds.plural[plural], vague=True), at + 1) if plural else None

    def _one(self, unit: _Word) -> int:
        """Return the size of one unit: "hundred" and "hundreds" are 100."""
        if unit.kind == "times":
            return int(unit.value)
        return _SIZES[unit.value]

    def _plural(self, at: int, word: _Word) -> tuple[Number, int]:
        value, step = self.bounds.plural[word.value], at + 1
        while step + 1 < len(self.low) and self.low[step] == "of":
            unit = _numbers(self.language).get(self.low[step + 1])
            if not unit or unit.kind not in ("times", "plural"):
                break
            value, step = value * self._one(unit), step + 2
        return Number(value, vague=True), step

    def _set(self, at: int, word: _Word) -> tuple[Number, int]:
        """Read "a couple", "a pair of", "a couple of dozen"."""
        value, step = int(word.value), at + 1
        if self.low[step : step + 1] == ["of"]:
            unit = _numbers(self.language).get(self.low[step + 1]) if step + 1 < len(self.low) else None
            if unit and unit.kind == "times":
                return Number(value * int(unit.value)), step + 2
        unit = _numbers(self.language).get(self.low[step]) if step < len(self.low) else None
        if unit and unit.kind == "times":
            return Number(value * int(unit.value)), step + 1  # "a couple dozen"
        return Number(value, alone=True), step
