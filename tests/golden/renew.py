"""Three samples and the records that they yield, written so that a difference is a line.

In:  samples/.    Out: the text of each record as it is kept here. `python -m tests.golden.renew` writes them anew after
a change that is meant; `git diff tests/golden` then shows what it changed.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import msgspec

import recounted
from recounted.model import Record

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
READ = {
    "halifax-2017-12-06.json": "samples/halifax-2017-12-06.txt",
    "triangle-1911-12-28.json": "samples/triangle-1911-12-28.html",
    "three-disasters.json": "samples/three-disasters.jsonl",
}


def made() -> dict[str, str]:
    """Return the golden file's name -> what it should hold now. Keys of documents are paths as seen from the root."""
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        return {name: written([path]) for name, path in READ.items()}
    finally:
        os.chdir(before)


def written(paths: list[str]) -> str:
    """Return the records of paths, one member of a list a line. Without confidences: processors round them apart."""
    out = []
    for record in recounted.read_many(paths):
        assert isinstance(record, Record), record
        lines = []
        for key, value in _without_confidence(msgspec.to_builtins(record)).items():
            if isinstance(value, list) and value:
                lines.append(f"{_json(key)}: [\n  " + ",\n  ".join(map(_json, value)) + "\n ]")
            elif isinstance(value, dict):
                inner = (f"{_json(name)}: {_json(item)}" for name, item in value.items())
                lines.append(f"{_json(key)}: {{\n  " + ",\n  ".join(inner) + "\n }")
            else:
                lines.append(f"{_json(key)}: {_json(value)}")
        out.append("{\n " + ",\n ".join(lines) + "\n}")
    return "[\n" + ",\n".join(out) + "\n]\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _without_confidence(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_confidence(item) for key, item in value.items() if key != "confidence"}
    return [_without_confidence(item) for item in value] if isinstance(value, list | tuple) else value


def renew() -> None:
    for name, text in made().items():
        path = HERE / name
        changed = not path.exists() or path.read_text("utf-8") != text
        path.write_text(text, "utf-8")
        print(f"{path.relative_to(ROOT)}: {'written anew' if changed else 'as it was'}")


if __name__ == "__main__":
    renew()
