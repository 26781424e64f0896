"""Measures how often what the reader reads is right, by how sure it was, and writes weights/calibration.json.

    python -m training.calibrate

In:  the project's own test part (corpus/test.txt), the exported weights.    Out: points (sureness, share right) a kind.
Items are cut into five bins of equal size by sureness; a bin's share right is smoothed by one right and one wrong, and
never falls from one bin to the next.
"""

from __future__ import annotations

import json

import numpy as np

import recounted
from recounted.marks import calibration
from recounted.model import NamingClaim, ResponsibilityClaim, Span, TollClaim
from training import examples
from training.examples import ROOT, test_ids

BINS = 5
FILE = ROOT / "recounted" / "weights" / "calibration.json"


def _half(a: Span, b: list[int]) -> bool:
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return 2 * shared >= a[1] - a[0] and 2 * shared >= b[1] - b[0]


def outcomes(reports: list) -> dict[str, list[tuple[float, bool]]]:
    """Return, for each kind of item, (sureness, right) of everything that is read from marked reports."""
    out: dict[str, list[tuple[float, bool]]] = {"statement": [], "toll": [], "naming": [], "responsibility": []}
    for report in reports:
        spans = report["spans"]
        said = [
            ([s for c in q["content"] for s in spans[c]], spans[q["source"]] if q["source"] else [])
            for q in report["q"].values()
        ]
        tolls = [(spans[t["number"]], t) for t in report["t"].values() if t["number"]]
        record = recounted.read(report["text"], published=None if report["published"] == "-" else report["published"])
        for q in record.statements:
            chars = {k for a, b in q.content for k in range(a, b)}
            right = any(
                2 * len(chars & gold) >= max(len(chars), len(gold))
                and (not source or (q.source_span and any(_touch(q.source_span, s) for s in source)))
                for content, source in said
                if (gold := {k for a, b in content for k in range(a, b)})
            )
            out["statement"].append((q.confidence, bool(right)))
        for claim in record.claims:
            if isinstance(claim, TollClaim):
                if claim.low is not None:
                    right = any(
                        _touch(claim.span, n[0])
                        and (claim.effect, claim.low, claim.high) == (t["effect"], t["low"], t["high"])
                        for n, t in tolls
                    )
                    out["toll"].append((claim.confidence, right))
            elif isinstance(claim, NamingClaim):
                out["naming"].append(
                    (claim.confidence, any(_half(claim.span, s) for m, ss in spans.items() if m[0] == "W" for s in ss))
                )
            elif isinstance(claim, ResponsibilityClaim):
                out["responsibility"].append(
                    (claim.confidence, any(_half(claim.span, s) for m, ss in spans.items() if m[0] == "R" for s in ss))
                )
    return out


def _touch(a: Span, b: list[int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def points(read: list[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Return (mean sureness, smoothed share right) of each bin, rising in both."""
    read = sorted(read)
    out: list[tuple[float, float]] = []
    for part in np.array_split(np.array(read, float), BINS):
        if len(part):
            share = (part[:, 1].sum() + 1) / (len(part) + 2)
            out.append((round(float(part[:, 0].mean()), 4), round(max(float(share), out[-1][1] if out else 0.0), 4)))
    return out


def main() -> None:
    FILE.unlink(missing_ok=True)
    calibration._points.cache_clear()
    kept = test_ids()
    reports = [r for r in examples.load(sorted(map(str, (ROOT / "corpus" / "own").glob("*.txt")))) if r["id"] in kept]
    found = outcomes(reports)
    table = {kind: points(read) for kind, read in found.items() if len(read) >= 4 * BINS}
    FILE.write_text(json.dumps(table, indent=1) + "\n", "utf-8")
    for kind, read in found.items():
        share = np.mean([right for _, right in read]) if read else 0
        print(f"{kind:15} {len(read):4} read, {share:.3f} right, points {table.get(kind)}")


if __name__ == "__main__":
    main()
