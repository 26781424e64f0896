"""A marked report as the encoder would read it: for tests, and for measuring what is built on the marks.

In:  a report of corpus/own, as corpus.marked reads it.    Out: (text, model.Reading), with every probability 1.
Links: content -> cue, cue -> source, content -> source, number -> harm, part, same (dup lines too), party -> harm or
name, number -> time, place, source -> its earlier mention. The same facts train the encoder (training/examples.py).
"""

from __future__ import annotations

import shlex
from itertools import pairwise
from pathlib import Path
from typing import Any

from corpus import marked
from recounted.model import Link, LinkRole, Mark, MarkRole, Reading

ROLES: dict[str, MarkRole] = {
    "S": "source", "U": "cue", "C": "content", "N": "number", "E": "harm", "W": "name", "R": "party",
    "T": "time", "L": "place",
}  # fmt: skip


def read(path: str | Path) -> tuple[str, Reading]:
    """Return the text of a marked report and its Reading; raises corpus.marked.Fault on a faulty one."""
    report = marked.read(str(path))
    return report["text"], reading_of(report)


def of_words(body: str, below: str) -> tuple[str, Reading]:
    """Return the text and Reading of marked words and the lines below them, as a report has them but its header.

    of_words("{N1|Two} {E1|dead}", "t1 N1 E1 killed 2 exact"): for tests that need one sentence.
    """
    text, spans = marked.unmark(body, 1)
    report: dict[str, Any] = {"text": text, "spans": spans, "q": {}, "t": {}, "w": {}, "r": {}, "same": [], "dup": []}
    for line in below.strip().splitlines():
        marked.item(report, shlex.split(line, posix=False), set())
    return text, reading_of(report)


def reading_of(report: dict[str, Any]) -> Reading:
    """Return the marks of a report in text order, a mark in pieces once a piece, and the links between them."""
    spans: dict[str, list[list[int]]] = report["spans"]
    readings = _readings(report)
    pieces = sorted((piece[0], -piece[1], name) for name, found in spans.items() for piece in found)
    marks: list[Mark] = []
    at: dict[str, list[int]] = {}
    for start, end, name in pieces:
        at.setdefault(name, []).append(len(marks))
        layer = int(name[0] == "C" and _nested(spans, name))
        marks.append(Mark(ROLES[name[0]], (start, -end), layer, 1.0, readings.get(name, {})))
    links = [
        Link(role, tail, at[head][0], 1.0)
        for role, tail_name, head in _links(report)
        if head in at
        for tail in (at.get(tail_name, []) if role in ("cue", "speaker") else at.get(tail_name, [])[:1])
    ]
    return Reading(marks, sorted(set(links), key=lambda link: (link.tail, link.role, link.head)))


def _nested(spans: dict[str, list[list[int]]], name: str) -> bool:
    start, end = spans[name][0]
    others = (piece for other, found in spans.items() if other[0] == "C" and other != name for piece in found)
    return any(a <= start and end <= b and (a, b) != (start, end) for a, b in others)


def _readings(report: dict[str, Any]) -> dict[str, dict[str, dict[str, float]]]:
    """Return mark -> question -> the answer of the report, with probability 1."""
    out: dict[str, dict[str, dict[str, float]]] = {}

    def say(mark: str | None, question: str, answer: str) -> None:
        if mark:
            out.setdefault(mark, {}).setdefault(question, {answer: 1.0})

    for q in report["q"].values():
        say(q["cue"], "polarity", q["polarity"])
    for t in report["t"].values():
        for mark in (t["number"], t["trigger"]):
            say(mark, "effect", t["effect"])
            say(mark, "status", t.get("status", "asserted"))
            say(mark, "scope", t.get("scope", "event"))
        say(t["number"], "named", "yes" if t["qualifier"] == "named" else "no")
        say(t["trigger"], "bare", "yes" if t["number"] is None else "no")
    for w in report["w"].values():
        say(w["term"], "other", "yes" if w.get("of") == "other" else "no")
    for r in report["r"].values():
        say(r["actor"], "actor_role", r["role"])
        say(r["actor"], "actor_status", r["status"])
        say(r["actor"], "actor_kind", r.get("kind", "party"))
    return out


def _links(report: dict[str, Any]) -> list[tuple[LinkRole, str, str]]:
    """Return (role, tail mark, head mark) of every tie that the lines below a report's text tell."""
    out: list[tuple[LinkRole, str, str | None]] = []
    for q in report["q"].values():
        out.append(("source", q["cue"] or "", q["source"]))
        for content in q["content"]:
            out += [("cue", content, q["cue"]), ("speaker", content, q["source"])]
    number = {key: t["number"] for key, t in report["t"].items()}
    for t in report["t"].values():
        if t["number"]:
            out += [("harm", t["number"], t["trigger"]), ("part", t["number"], number.get(t.get("part", "")))]
            same = number.get(t.get("same", ""))
            out.append(("same", t["number"], same if same != t["number"] else None))
        for mark in (t["number"], t["trigger"]):
            if mark:
                out += [("when", mark, t.get("when")), ("where", mark, t.get("where"))]
    for group in report["dup"]:
        found = [number[key] for key in group if number.get(key)]
        out += [("same", later, earlier) for earlier, later in pairwise(found)]
    for r in report["r"].values():
        out.append(("doer", r["actor"], r["of"]))
    for mentions, _ in report["same"]:
        ordered = sorted(mentions, key=lambda mark: report["spans"][mark][0])
        out += [("coref", later, earlier) for earlier, later in pairwise(ordered)]
    return [(role, tail, head) for role, tail, head in out if tail and head and tail != head]
