"""Runs the reader over a yardstick's documents and its scorer over the records.

In:  a file of ../shared/bench.    Out: what the scorer prints or returns, and CPU seconds of reading.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

import recounted
from recounted.model import Record

FOLDER = Path(os.environ.get("RECOUNTED_BENCH", Path(__file__).parent.parent.parent / "shared" / "bench"))


def present(name: str) -> bool:
    """Say whether a yardstick is there; print a word where it is not."""
    if (FOLDER / name).exists():
        return True
    print(f"{name}: not here ({FOLDER}), skipped")
    return False


def documents(name: str) -> list[dict[str, Any]]:
    """Return the documents of a .jsonl file or of a folder of .json files, in order."""
    path = FOLDER / name
    if path.is_dir():
        return [json.loads(f.read_text("utf-8")) for f in sorted(path.glob("*.json"))]
    return [json.loads(line) for line in path.open(encoding="utf-8") if line.strip()]


def read_all(docs: Iterable[dict[str, Any]], only: str | None = None) -> tuple[list[Record], float]:
    """Return the documents' records and the CPU seconds that reading them took, the first load left out."""
    recounted.read("A warm-up: two people were hurt on Monday, police said.")
    began = time.process_time()
    records = [
        recounted.read(
            d["text"], key=d["id"], published=d.get("published") or d.get("dct"), outlet=d.get("outlet"), only=only
        )
        for d in docs
    ]
    return records, time.process_time() - began


def predictions(what: str, records: list[Record]) -> str:
    """Return the path of a temporary file of prediction lines made by to_pred.py from records."""
    with tempfile.NamedTemporaryFile("wb", suffix=".jsonl", delete=False) as out:
        for record in records:
            out.write(msgspec.json.encode(record) + b"\n")
    made = subprocess.run(
        [sys.executable, FOLDER / "to_pred.py", what, out.name], check=True, capture_output=True, text=True
    ).stdout
    Path(out.name).unlink()
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False, encoding="utf-8") as pred:
        pred.write(made)
    return pred.name


def score(scorer: str, *arguments: str) -> str:
    """Return what a scorer of the folder prints."""
    return subprocess.run(
        [sys.executable, FOLDER / scorer, *arguments], check=True, capture_output=True, text=True
    ).stdout
