"""How far two independent markings of the same reports, from the same rulings, agree.

    python -m training.agreement

Compares corpus/own (the first marking) with corpus/second (made from the rulings alone, without sight of the first)
over the reports that both hold. Statements agree where their contents share at least half of each one's words and their
sources share a word (or both have none); spans of a role agree exactly, or where they share at least half of each
one's characters. Every item agrees with one other at most. F1 is the same whichever marking is taken as the truth.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from corpus import marked

CORPUS = Path(__file__).parents[1] / "corpus"
ROLES = {"source": "S", "cue": "U", "content": "C", "number": "N", "harm": "E", "name": "W", "party": "R"}
EMPTY_WORDS = frozenset("a an the of and in at on for to s his her its their".split())

Item = TypeVar("Item")
Span = tuple[int, int]  # code points of the plain text
Tally = Counter[str]  # first, second: how many each marked; both: how many agree


def f1(n: Tally) -> float:
    """Return the F1 of a tally; 1 where neither marking has any."""
    total = n["first"] + n["second"]
    return 2 * n["both"] / total if total else 1.0


def pairs(
    first: Sequence[Item], second: Sequence[Item], shared: Callable[[Item, Item], float]
) -> list[tuple[Item, Item]]:
    """Return the items that agree, each once, those that share most before the rest; shared is 0 where they do not."""
    ranked = sorted((-shared(a, b), i, j) for i, a in enumerate(first) for j, b in enumerate(second) if shared(a, b))
    taken: list[tuple[int, int]] = []
    for _, i, j in ranked:
        if all(i != x and j != y for x, y in taken):
            taken.append((i, j))
    return [(first[i], second[j]) for i, j in taken]


def half(a: set[int], b: set[int]) -> float:
    """Return how much of the longer set the two share if that is at least half of each, else 0."""
    share = len(a & b) / max(len(a), len(b), 1)
    return share if share >= 0.5 else 0.0


def words_of(text: str, pieces: Iterable[Sequence[int]]) -> set[int]:
    """Return where in the text the words of the pieces begin."""
    return {start + m.start() for start, end in pieces for m in re.finditer(r"\w+", text[start:end])}


def statements(report: marked.Report, kinds: set[str]) -> list[tuple[set[int], set[str]]]:
    """Return (where the content's words begin, the words of the source's mention and name) of each statement."""
    spans, text = report["spans"], report["text"]
    found = []
    for q in report["q"].values():
        if q["kind"] in kinds:
            content = words_of(text, [s for piece in q["content"] for s in spans[piece]])
            mark = q["source"]
            source = f"{text[slice(*spans[mark][0])]} {marked.name_of(report, mark)}" if mark else ""
            words = {w for w in re.findall(r"\w+", source.casefold()) if w not in EMPTY_WORDS}
            found.append((content, words or set(source.casefold().split())))
    return found


def one_statement(a: tuple[set[int], set[str]], b: tuple[set[int], set[str]]) -> float:
    """Return how much two statements share of their contents; 0 if they are not the same statement."""
    return half(a[0], b[0]) if a[1] & b[1] or not (a[1] or b[1]) else 0.0


def spans_of(report: marked.Report, letter: str) -> list[Span]:
    """Return the spans of all marks with the letter; a mark in pieces gives each piece."""
    return [(s, e) for mark, pieces in report["spans"].items() if mark[0] == letter for s, e in pieces]


def half_span(a: Span, b: Span) -> float:
    """Return how much two spans share of the longer one, 0 if less than half of either."""
    return half(set(range(*a)), set(range(*b)))


def tolls(report: marked.Report, number: Span) -> list[dict[str, Any]]:
    """Return the tolls whose number stands at the span."""
    spans = report["spans"]
    return [t for t in report["t"].values() if t["number"] and number in map(tuple, spans[t["number"]])]


def agreement(reports: Iterable[tuple[marked.Report, marked.Report]]) -> dict[str, Tally]:
    """Return the tally of every row of the table; each pair is one text in its two markings (ValueError if not)."""
    rows: dict[str, Tally] = defaultdict(Counter)

    def count(row: str, first: Sequence[Item], second: Sequence[Item], shared: Callable[[Item, Item], float]) -> None:
        both = pairs(first, second, shared)
        rows[row].update(first=len(first), second=len(second), both=len(both))

    for one, two in reports:
        if one["text"] != two["text"]:
            raise ValueError(f"{one['id']}: the two markings are of different texts")
        for row, kinds in (
            ("statements", {"direct", "indirect", "mixed"}),
            ("statements, direct", {"direct"}),
            ("statements, other", {"indirect", "mixed"}),
        ):
            count(row, statements(one, kinds), statements(two, kinds), one_statement)
        for role, letter in ROLES.items():
            first, second = spans_of(one, letter), spans_of(two, letter)
            count(f"{role}, exact", first, second, lambda a, b: float(a == b))
            count(f"{role}, half", first, second, half_span)
        for a, b in pairs(spans_of(one, "N"), spans_of(two, "N"), half_span):
            said, heard = tolls(one, a), tolls(two, b)
            effects = [{t["effect"] for t in x} for x in (said, heard)]
            bounds = [{(t["low"], t["high"]) for t in x} for x in (said, heard)]
            rows["toll, effect"].update(first=1, second=1, both=effects[0] == effects[1])
            rows["toll, bounds"].update(first=1, second=1, both=bounds[0] == bounds[1])
    return dict(rows)


def table(rows: dict[str, Tally]) -> str:
    """Return the rows as text; the last two rows are shares among the numbers that both found."""
    lines = [f"{'':20} {'first':>6} {'second':>6} {'both':>6} {'F1':>6}"]
    lines += [f"{row:20} {n['first']:6} {n['second']:6} {n['both']:6} {f1(n):6.3f}" for row, n in rows.items()]
    return "\n".join(lines)


def main() -> None:
    """Print the table for the reports that both markings hold."""
    paths = [path for path in sorted((CORPUS / "second").glob("*.txt")) if (CORPUS / "own" / path.name).exists()]
    both = [(marked.read(str(CORPUS / "own" / path.name)), marked.read(str(path))) for path in paths]
    for one, two in both:
        if one["text"] != two["text"]:
            print(f"left out: {one['id']}, whose text was changed in one of the two markings")
    both = [(one, two) for one, two in both if one["text"] == two["text"]]
    print(f"{len(both)} reports in both markings")
    print(table(agreement(both)))


if __name__ == "__main__":
    main()
