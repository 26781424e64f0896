"""Every span of every record over all of ../shared/bench lies in its text, holds something, and reads as it says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec

import recounted
from bench import yardsticks
from recounted.model import NamingClaim, Record, ResponsibilityClaim, TollClaim

FILES = ("gold", "tbaq.jsonl", "polnear_dev.jsonl", "polnear_train.jsonl", "gvdb_dev.jsonl", "gvdb_train.jsonl",
         "gva_dev.jsonl")  # fmt: skip
SPANS = {"span", "trigger", "cue", "source_span", "title_span", "where"}


def spans_of(value: Any) -> Iterator[list[int]]:
    """Yield every span in a record as JSON."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in SPANS and isinstance(inner, list):
                yield inner
            elif key in ("mentions", "content"):
                yield from inner
            else:
                yield from spans_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans_of(inner)


def faults(record: Record) -> list[str]:
    """Return what is wrong with the evidence of a record, an item a line."""
    text = record.document.text
    out = [
        f"{span} is no span of a text of {len(text)} characters"
        for span in spans_of(json.loads(msgspec.json.encode(record)))
        if not 0 <= span[0] < span[1] <= len(text)
    ]
    for claim in record.claims:
        said = {TollClaim: "as_said", NamingClaim: "term", ResponsibilityClaim: "actor"}[type(claim)]
        if text[slice(*claim.span)] != getattr(claim, said):
            out.append(f"{claim.id}: {getattr(claim, said)!r} is not what stands at {claim.span}")
    return out + [f"{p.id}: {p.name!r}" for p in record.places if text[slice(*p.span)] != p.name]


def main() -> None:
    for name in FILES:
        if not yardsticks.present(name):
            continue
        documents = yardsticks.documents(name)
        wrong, spans = [], 0
        for d in documents:
            record = recounted.read(d["text"], key=str(d["id"]), published=d.get("published") or d.get("dct"))
            spans += sum(1 for _ in spans_of(json.loads(msgspec.json.encode(record))))
            wrong += [f"{d['id']}: {fault}" for fault in faults(record)]
        print(f"{name}: {len(documents)} documents, {spans} spans, {len(wrong)} faults", flush=True)
        for fault in wrong[:10]:
            print(f"  {fault}")


if __name__ == "__main__":
    main()
