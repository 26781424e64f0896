"""Counts in how many of our own reports a word stands: what is common, so that what is shared and rare can be told.

    python -m training.commonness            writes recounted/weights/commonness.json

In:  corpus/own.    Out: {"reports": how many, "words": {word: [reports, of them in small letters]}}, words of two
reports and more. A store of three reports cannot tell a rare word from a common one by itself; this table can.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from recounted.events.profiles import WORD
from training import examples

TARGET = examples.ROOT / "recounted" / "weights" / "commonness.json"


def counted(texts: list[str]) -> dict[str, object]:
    """Return the table of texts."""
    reports: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for text in texts:
        words = set(WORD.findall(text))
        reports.update({word.casefold() for word in words})
        small.update({word for word in words if word.islower()})
    kept = sorted(word for word, count in reports.items() if count > 1)
    return {"reports": len(texts), "words": {word: [reports[word], small[word]] for word in kept}}


def main() -> None:
    """Write the table from the corpus as it stands."""
    reports = examples.load(sorted(map(str, (examples.ROOT / "corpus" / "own").glob("*.txt"))))
    Path(TARGET).write_text(json.dumps(counted([r["text"] for r in reports]), separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main()
