"""XLSX: one workbook, a sheet a table; text stays text, dates too; needs the extra `tables`.

In:  a Bundle.    Out: a workbook without formulas or links. A cell holds 32,767 characters: what is longer is cut, ends
in "…[cut]" and is whole in the other formats. A table longer than a sheet goes on in a further one.
"""

from __future__ import annotations

import datetime
import io
import re
from itertools import islice
from pathlib import Path
from typing import Any

from recounted.outputs.exports import Bundle, ExportError
from recounted.outputs.exports.files import whole
from recounted.outputs.exports.tables import Cell, Table, tables

LONGEST = 32_767  # characters that a cell holds
ROWS = 1_048_575  # rows below a header that a sheet holds
_CUT = " …[cut]"
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML cannot hold


def write(bundle: Bundle, path: Path) -> None:
    """Write the tables of a bundle. Raises ExportError where xlsxwriter is not installed."""
    try:
        import xlsxwriter
    except ModuleNotFoundError as error:
        raise ExportError(
            f"xlsx needs {error.name}, which is not installed; pip install 'recounted[tables]' brings it"
        ) from error
    page = io.BytesIO()
    inert = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(page, inert)
    book.set_properties({"created": datetime.datetime(1980, 1, 1), "author": "", "comments": "made by recounted"})
    head = book.add_format({"bold": True, "bottom": 1})
    for table in tables(bundle):
        _sheets(book, table, head)
    book.close()
    with whole(path) as stream:
        stream.write(page.getvalue())


def _sheets(book: Any, table: Table, head: Any) -> None:
    rows = iter(table.rows())
    number = 1
    some = list(islice(rows, ROWS))
    while some or number == 1:
        sheet = book.add_worksheet(table.name if number == 1 else f"{table.name} {number}")
        sheet.freeze_panes(1, 0)
        for column, (name, kind) in enumerate(table.columns.items()):
            sheet.write_string(0, column, name, head)
            sheet.set_column(column, column, 60 if name in ("text", "words", "value") else 16 if kind == "text" else 9)
        for at, row in enumerate(some, 1):
            for column, cell in enumerate(row):
                _write(sheet, at, column, cell)
        some = list(islice(rows, ROWS))
        number += 1


def _write(sheet: Any, row: int, column: int, cell: Cell) -> None:
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, str):
        words = _UNFIT.sub("\ufffd", cell)
        sheet.write_string(row, column, words if len(words) <= LONGEST else words[: LONGEST - len(_CUT)] + _CUT)
    else:
        sheet.write_number(row, column, cell)
