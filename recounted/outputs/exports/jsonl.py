"""JSON Lines: a file a table in a folder or .zip; or one .jsonl in which each line names its table.

In:  a Bundle.    Out: UTF-8, a JSON object a row, every column written, null where there is nothing.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from recounted.outputs.exports import Bundle
from recounted.outputs.exports.files import many, whole
from recounted.outputs.exports.tables import Table, tables


def write(bundle: Bundle, path: Path) -> None:
    """Write the tables of a bundle."""
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        with whole(path) as stream:
            for table in tables(bundle):
                stream.write(_lines(table, {"table": table.name}))
        return
    many(path, ((f"{table.name}.jsonl", _lines(table, {})) for table in tables(bundle)))


def _lines(table: Table, every: dict[str, str]) -> bytes:
    encoder = msgspec.json.Encoder()
    return b"".join(
        encoder.encode({**every, **dict(zip(table.columns, row, strict=True))}) + b"\n" for row in table.rows()
    )
