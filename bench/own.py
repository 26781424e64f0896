"""Whole records on our own marked reports that no shipped weights were trained on, scored as gold/ is.

Run as `python -m bench own`: the test part (corpus/test.txt) and the reports grown-*, which wait for the next training.
They are harder than gold/ by intent: each was written for constructions that were read badly. `python -m bench.own -v`
lists what was missed (FN) and what was too much (FP) of one kind: `-v claims`, `-v names` or `-v responsible`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench import yardsticks
from recounted.model import Record

CORPUS = Path(__file__).parent.parent / "corpus"
SCORED = ("claim", "names", "responsible", "statements_with_source")
AROUND = 80  # characters shown on either side of a miss


def reports(names: list[str]) -> list[dict[str, Any]]:
    """Return marked reports in the shape of gold/, those without a day to the day left undated."""
    paths = [str(CORPUS / "own" / f"{name}.txt") for name in names]
    made = subprocess.run(
        [sys.executable, str(CORPUS / "marked.py"), "gold", *paths], check=True, capture_output=True, text=True
    ).stdout
    docs = [json.loads(line) for line in made.splitlines()]
    for doc in docs:
        doc.setdefault("event", "")
        if len(doc.get("published") or "") != len("1917-12-06"):
            doc["published"] = None
    return docs


def parts() -> dict[str, list[str]]:
    """Return name of a part -> its reports."""
    lines = (CORPUS / "test.txt").read_text("utf-8").split("\n")
    grown = sorted(path.stem for path in (CORPUS / "own").glob("grown-*.txt"))
    return {"test.txt": [line.strip() for line in lines if line.strip() and not line.startswith("#")], "grown-*": grown}


def misses(docs: list[dict[str, Any]], records: list[Record], kind: str) -> None:
    """Print what the records lack and what they have too much, by spans that do not meet."""
    kinds = {"claims": "toll", "names": "naming", "responsible": "responsibility"}
    for doc, record in zip(docs, records, strict=True):
        ours = [c.span for c in record.claims if c.__struct_config__.tag == kinds[kind]]
        gold = [tuple(item["span"]) for item in doc[kind] if "span" in item]
        for sign, some, others in (("FN", gold, ours), ("FP", ours, gold)):
            for a, b in some:
                if not any(a < d and c < b for c, d in others):
                    text = doc["text"]
                    shown = f"{text[max(0, a - AROUND) : a]}[[{text[a:b]}]]{text[b : b + AROUND]}".replace("\n", "¶")
                    print(f"{sign} {doc['id']:14} {shown}")


def main() -> None:
    if not yardsticks.present("score_gold.py"):
        return
    asked = sys.argv[2] if sys.argv[1:2] == ["-v"] and len(sys.argv) > 2 else None
    print(f"{'our own reports, never trained on':40} claim  names  responsible  statements with source")
    for part, names in parts().items():
        docs = reports(names)
        records, _ = yardsticks.read_all(docs)
        if asked:
            misses(docs, records, asked)
        with tempfile.TemporaryDirectory() as folder:
            for doc in docs:
                Path(folder, f"{doc['id']}.json").write_text(json.dumps(doc), "utf-8")
            pred = yardsticks.predictions("gold", records)
            scored = json.loads(yardsticks.score("score_gold.py", "--gold", folder, "--pred", pred, "--json"))
            Path(pred).unlink()
        figures = [f"{scored[name]['f1']:.3f}" for name in SCORED]
        print(f"{f'{part} ({len(docs)})':40} {figures[0]}  {figures[1]}  {figures[2]:11}  {figures[3]}")


if __name__ == "__main__":
    main()
