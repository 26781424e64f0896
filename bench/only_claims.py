"""Holds the claims of `--only claims` against the whole read's, and the windows it reads against the gold claims.

A claim is the same if its digest, its voice and its event's date and place are; voices are compared by name. Lists what
differs. `RECOUNTED_ONLY=gold` leaves out the long comparison.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import Any

from bench import yardsticks
from corpus import marked
from recounted.marks import encoder, quotes, selection, windows
from recounted.model import Record

OWN = Path(__file__).parent.parent / "corpus" / "own"


def told(record: Record) -> Counter[tuple[Any, ...]]:
    """Return the record's claims as they are compared: with names in place of ordinals."""
    names = {s.id: s.name for s in record.sources}
    events = {
        e.id: (e.when, e.where and next((p.span for p in record.places if p.id == e.where), None))
        for e in record.events
    }
    return Counter(
        (
            c.kind_name if hasattr(c, "kind_name") else type(c).__name__,
            c.digest,
            tuple(names[v] for v in c.voice),
            events.get(c.event or ""),
        )
        for c in record.claims
    )


def passing(text: str, spans: list[tuple[int, int]]) -> int:
    """Return how many of the spans lie in a window that is read for its claims."""
    extents = [selection.extent(window) for window in windows.windows(text, encoder._tokenizer())]
    read = selection.chosen(text, extents, [q.pieces for q in quotes.quotations(text)])
    return sum(any(extents[n][0] <= start < extents[n][1] for n in read) for start, _ in spans)


def main() -> None:
    gold = (
        [(d["text"], [tuple(c["span"]) for c in d["claims"]]) for d in yardsticks.documents("gold")]
        if yardsticks.present("gold")
        else []
    )
    own = []
    for path in sorted(OWN.glob("*.txt")):
        report = marked.read(str(path))
        spans = [span for name, pieces in report["spans"].items() if name[0] in "NEWR" for span in pieces]
        own.append((report["text"], spans))
    for name, marks in (("gold/", gold), ("corpus/own", own)):
        whole = sum(len(spans) for _, spans in marks)
        if whole:
            share = sum(passing(text, spans) for text, spans in marks) / whole
            print(f"{name:20} {whole} claims, in windows that are read {share:.4f}  (at least .995)")
    if os.environ.get("RECOUNTED_ONLY") == "gold":
        return
    for name in ("gvdb_dev.jsonl", "polnear_dev.jsonl"):
        if not yardsticks.present(name):
            continue
        docs = yardsticks.documents(name)
        full, slow = yardsticks.read_all(docs)
        part, fast = yardsticks.read_all(docs, only="claims")
        same = total = 0
        lost = []
        for a, b in zip(full, part, strict=True):
            one, other = told(a), told(b)
            same += sum((one & other).values())
            total += max(sum(one.values()), sum(other.values()))
            lost += [(a.document.key, "whole", k) for k in one - other] + [
                (a.document.key, "only", k) for k in other - one
            ]
        share, faster = same / max(total, 1), slow / fast
        print(
            f"{name:20} {total} claims, the same {share:.4f}  (at least .99); {faster:.2f} times as fast as the whole"
        )
        for key, where, claim in lost:
            print(f"  {key} {where}: {claim}")


if __name__ == "__main__":
    main()
