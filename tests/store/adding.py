"""A process that adds: python -m tests.store.adding URL FILE BATCH. FILE holds Taken as JSON, a line each.

It prints each id once the store has said that it is there, a line each, at once.
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from recounted.model_many import Taken
from recounted.store import Store


def main(url: str, path: str, batch: str) -> None:
    taken = msgspec.json.Decoder(Taken).decode_lines(Path(path).read_bytes())
    with Store.open(url) as store:
        for said in store.add(taken, int(batch)):
            print(said.said, said.id, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
