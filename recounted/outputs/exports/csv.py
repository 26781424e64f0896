"""CSV: a file a table in a folder or .zip, to open in a spreadsheet; no cell is a formula.

In:  a Bundle.    Out: UTF-8 with a byte order mark (spreadsheets ask for it), a header, "\\r\\n". A cell that begins
with = + - @ gets a "'" before it; read the data by program from jsonl or parquet, where nothing is put before anything.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from recounted.outputs.accounts.csv import inert
from recounted.outputs.exports import Bundle
from recounted.outputs.exports.files import many
from recounted.outputs.exports.tables import Cell, Table, tables


def write(bundle: Bundle, path: Path) -> None:
    """Write the tables of a bundle."""
    many(path, ((f"{table.name}.csv", _page(table)) for table in tables(bundle)))


def _page(table: Table) -> bytes:
    page = io.StringIO(newline="")
    writer = csv.writer(page)
    writer.writerow(table.columns)
    for row in table.rows():
        writer.writerow([_shown(cell) for cell in row])
    return b"\xef\xbb\xbf" + page.getvalue().encode("utf-8", "replace")


def _shown(cell: Cell) -> str | int | float:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return cell
    return inert(cell)
