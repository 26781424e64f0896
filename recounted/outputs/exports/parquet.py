"""Parquet: a file a table in a folder or .zip, typed; needs the extra `tables`.

In:  a Bundle.    Out: zstd-compressed files; method and coverage are also in the metadata of each.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import msgspec

from recounted.outputs.exports import Bundle, ExportError
from recounted.outputs.exports.files import many
from recounted.outputs.exports.tables import Table, coverage, method, tables


def write(bundle: Bundle, path: Path) -> None:
    """Write the tables of a bundle. Raises ExportError where pyarrow is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet as parquet
    except ModuleNotFoundError as error:
        raise ExportError(
            f"parquet needs {error.name}, which is not installed; pip install 'recounted[tables]' brings it"
        ) from error
    made = {
        "recounted.method": msgspec.json.encode(list(method(bundle))),
        "recounted.coverage": msgspec.json.encode(list(coverage(bundle))),
    }
    many(path, ((f"{table.name}.parquet", _file(pyarrow, parquet, table, made)) for table in tables(bundle)))


def _file(pyarrow: Any, parquet: Any, table: Table, made: dict[str, bytes]) -> bytes:
    types = {
        "text": pyarrow.string(), "whole": pyarrow.int64(), "fraction": pyarrow.float64(), "truth": pyarrow.bool_()
    }  # fmt: skip
    schema = pyarrow.schema([(name, types[kind]) for name, kind in table.columns.items()], metadata=made)
    rows = [dict(zip(table.columns, _clean(row), strict=True)) for row in table.rows()]
    page = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(rows, schema=schema), page, compression="zstd")
    return page.getvalue()


def _clean(row: tuple[Any, ...]) -> list[Any]:
    """Return cells that Arrow can hold: lone surrogates, which no UTF-8 has, become "?"."""
    return [c.encode("utf-8", "replace").decode() if isinstance(c, str) else c for c in row]
