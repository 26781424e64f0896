"""Times on tbaq beside the peers' figures (issue 5), KB a CPU second, and the event's date on gvdb_dev.

Run as `python -m bench.time`; `--kept-back` scores the documents that were never looked at (SHA-256 of the id begins
with 0-3) instead of those the rules were made on. The marker is called directly: no encoder is needed, but for the
event's date by the whole reader; `--train` dates gvdb_train instead, on which the weights of claims/when.py were tuned.

Of the 260 of its 1,636 reports whose date was read wrong (.841), all looked at by eye, 61 hold no word of the gold's
day (empty pages, other articles), 53 print another day and the gold is that of publication, 19 print a day one off the
gold, 17 were published a day or more after they were written ("tonight"), 12 give an hour and no day, 73 tell of
several events of which the gold is another, and 25 were read wrong. Without these 25 it is .86; on gvdb_dev, of whose
39 some 11 were read wrong, .87. A conditional logit over 40 features of the dates (roles, places in the report, clocks,
harm, distance from publication), five-fold on gvdb_train, is right on .836; the weights of claims/when.py are on .842.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench import yardsticks
from recounted.claims.when import event_when
from recounted.marks.sentences import sentences
from recounted.marks.times import mark_times

PEERS = (("HeidelTime, all of tbaq", 77.5, 84.1), ("SUTime, all of tbaq", 68.7, None),
         ("duckling, all of tbaq", 41.9, None), ("dateparser, all of tbaq", 30.4, None))  # fmt: skip
HEIDELTIME_KB = 6.0  # a CPU second
DATED = 0.79  # the published system on gvdb_dev


def is_kept_back(doc: dict[str, Any]) -> bool:
    """Say whether a document belongs to the part that no rule was made on."""
    return hashlib.sha256(doc["id"].encode()).hexdigest()[0] in "0123"


def timexes(doc: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the marker's expressions as the scorer wants them; anniversaries are ours, not TIMEX3's."""
    text = doc["text"]
    return [
        {"start": t.span[0], "end": t.span[1], "text": text[slice(*t.span)], "type": t.type.upper(), "value": t.value}
        for t in mark_times(text, doc["dct"][:10])
        if t.type != "anniversary"
    ]


def score_expressions(kept_back: bool) -> None:
    """Print value and strict F1 on one part of tbaq, and the speed of the marker."""
    docs = [d for d in yardsticks.documents("tbaq.jsonl") if is_kept_back(d) == kept_back]
    mark_times("A warm-up: it ended on Monday.", "2026-02-26")
    began = time.process_time()
    found = [{"id": d["id"], "timexes": timexes(d)} for d in docs]
    seconds = time.process_time() - began
    with tempfile.TemporaryDirectory() as folder:
        gold, pred = Path(folder, "gold.jsonl"), Path(folder, "pred.jsonl")
        gold.write_text("".join(json.dumps(d) + "\n" for d in docs), "utf-8")
        pred.write_text("".join(json.dumps(d) + "\n" for d in found), "utf-8")
        rows = json.loads(yardsticks.score("score_time.py", "--gold", str(gold), "--pred", str(pred), "--json"))
    part = "kept back" if kept_back else "development"
    print(f"{'times (tbaq)':45} value   strict")
    ours = f"recounted, {part} part, {len(docs)} documents"
    print(f"{ours:45} {100 * rows['value']['F1']:.1f}    {100 * rows['strict']['F1']:.1f}")
    for name, value, strict in PEERS:
        print(f"{name + ' (recorded)':45} {value:.1f}    {strict or '-'}")
    speed = sum(len(d["text"].encode()) for d in docs) / 1000 / seconds
    print(f"{speed:.0f} KB a CPU second, {speed / HEIDELTIME_KB:.0f} times HeidelTime's {HEIDELTIME_KB:.0f} (recorded)")


def score_event_dates(name: str) -> None:
    """Print how many events get their day: by times and sentences alone, no harm being known, and by whole records."""
    docs = yardsticks.documents(name)
    right = 0
    for doc in docs:
        text, published = doc["text"], doc["published"]
        when, _, _ = event_when(text, [], mark_times(text, published), sentences(text), published)
        right += ((when or "").split("/")[0].strip("?~%") or None) == doc["date"]
    print(f"{f'date of the event ({name})':45} right")
    print(f"{'recounted, times alone':45} {right / len(docs):.3f}")
    pred = yardsticks.predictions("toll", yardsticks.read_all(docs)[0])
    gold = str(yardsticks.FOLDER / name)
    whole = json.loads(yardsticks.score("score_toll.py", "--gold", gold, "--pred", pred, "--json"))
    Path(pred).unlink()
    print(f"{'recounted, the whole reader':45} {whole['date']['acc']:.3f}")
    print(f"{'the published system, gvdb_dev (recorded)':45} {DATED:.2f}")


def main() -> None:
    if yardsticks.present("tbaq.jsonl"):
        score_expressions("--kept-back" in sys.argv[1:])
    name = "gvdb_train.jsonl" if "--train" in sys.argv[1:] else "gvdb_dev.jsonl"
    if yardsticks.present(name):
        score_event_dates(name)


if __name__ == "__main__":
    main()
