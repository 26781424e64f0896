"""A table to read: a row a voice, a column a group, a block an effect; names, responsibility, checks, copies below.

In:  accounts.    Out: plain text, as wide as the terminal, or 100 columns where there is none; below 72 columns a list.
Voices stand in the order in which they first spoke. No figure is preferred; under each block is the range of what is
said, with who says each end.
"""

from __future__ import annotations

import io
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import IO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from recounted.model_accounts import Account, Accounts, Cell, Column
from recounted.outputs.accounts.wording import (
    carried_by,
    cell_words,
    check_words,
    column_words,
    counted,
    days,
    effect_words,
    group_words,
    heading,
    held_words,
    name_words,
    names,
    plain,
    range_words,
)

_WIDTH = 100  # columns where the output is no terminal, so that a file does not depend on who made it
_NARROW = 72  # columns below which rows become paragraphs
_GROUPS = 2  # groups beside "in all" that one table of a block holds


def write(accounts: Iterable[Accounts], stream: IO[bytes]) -> None:
    """Write the tables of each event, a blank line between events."""
    terminal = stream.isatty()
    width = shutil.get_terminal_size((_WIDTH, 24)).columns if terminal else _WIDTH
    for number, one in enumerate(accounts):
        stream.write((b"\n" if number else b"") + rendered(one, width, terminal).encode("utf-8", "replace"))


def rendered(accounts: Accounts, width: int, terminal: bool = False) -> str:
    """Return the tables of one event, width columns wide."""
    page = io.StringIO()
    console = Console(
        file=page, width=width, force_terminal=terminal, color_system="standard" if terminal else None,
        legacy_windows=False, highlight=False, markup=False, emoji=False,
    )  # fmt: skip
    for part in _parts(accounts, width < _NARROW):
        console.print(part)
    return "".join(line.rstrip() + "\n" for line in page.getvalue().splitlines())


def _parts(accounts: Accounts, narrow: bool) -> Iterator[Text | Table | Padding]:
    yield Text(plain(accounts.event.label) or "event", style="bold")
    yield _remark(heading(accounts))
    named = names(accounts)
    for effect, columns in _blocks(accounts.columns).items():
        yield Text("")
        yield Text(f"  {effect}", style="bold")
        counted_columns = [c for c in columns if c.part != "named" and any(_held(accounts, [c]))]
        for start in range(0, len(counted_columns), _GROUPS + 1):
            some = counted_columns[start : start + _GROUPS + 1]
            if start:
                yield Text("")
            yield from _listed(accounts, some, named) if narrow else _tabled(accounts, some, named)
        for column in (c for c in counted_columns if c.low is not None):
            yield _remark(f"said of {column_words(column)}: {range_words(column, named)}")
        yield from _beside(accounts, columns, counted_columns, named)
    yield from _views(accounts, narrow, named)
    yield from _notes(accounts, named)


def _remark(words: str) -> Padding:
    return Padding(Text(words, style="dim"), (0, 0, 0, 2))


def _blocks(columns: list[Column]) -> dict[str, list[Column]]:
    """Return the columns by effect, scope and unit."""
    blocks: dict[str, list[Column]] = defaultdict(list)
    for column in columns:
        blocks[effect_words(column)].append(column)
    return blocks


def _held(accounts: Accounts, columns: list[Column]) -> Iterator[tuple[Account, dict[str, Cell]]]:
    keys = {column.key for column in columns}
    for row in accounts.rows:
        cells = {c.column: c for c in row.cells if c.column in keys and any(f.low is not None for f in c.figures)}
        if cells:
            yield row, cells


def _beside(
    accounts: Accounts, columns: list[Column], tabled: list[Column], named: dict[str, str]
) -> Iterator[Padding]:
    """Tell of what gives no number, and of people by name: a line each, so that no voice is left out."""
    of = {column.key: column for column in columns}
    shown = {(row.voice.key, key) for row, cells in _held(accounts, tabled) for key in cells}
    bare: dict[str, list[str]] = defaultdict(list)
    for row in accounts.rows:
        for cell in row.cells:
            if cell.column in of and (row.voice.key, cell.column) not in shown:
                column = of[cell.column]
                words = cell_words(cell, column).replace("no number ", "")
                what = "by name" if column.part == "named" else "no number"
                bare[what].append(f"{named[row.voice.key]} {words}")
    for what, told in sorted(bare.items()):
        yield _remark(f"{what}: {'; '.join(told)}")


def _grid(*columns: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False, pad_edge=False, header_style="underline")
    for column in columns:
        table.add_column(column, justify="left", overflow="fold")
    return table


def _tabled(accounts: Accounts, columns: list[Column], named: dict[str, str]) -> Iterator[Padding]:
    table = _grid("Voice", *(group_words(column) for column in columns), "Said", "Rests on", "Carried by")
    table.columns[0].ratio, table.columns[-1].ratio = 3, 2
    for column in table.columns[1:-3]:
        column.ratio = 2
    table.columns[-3].width, table.columns[-2].width = 10, 10
    table.expand = True
    for row, cells in _held(accounts, columns):
        told = [cell_words(cells[c.key], c, "\n") if c.key in cells else "" for c in columns]
        first = min((c.first for c in cells.values() if c.first), default=None)
        last = max((c.last for c in cells.values() if c.last), default=None)
        said = days(first, last).replace(" – ", "\n")
        table.add_row(named[row.voice.key], *told, said, _resting(cells.values(), ",\n"), carried_by(row, named))
    yield Padding(table, (0, 0, 0, 2))


def _resting(cells: Iterable[Cell], between: str) -> str:
    """Return how many reports hold the figures of cells, and how many origins they rest on."""
    figures = [f for cell in cells for f in cell.figures if f.low is not None]
    reports = {ref.document for f in figures for ref in f.claims}
    origins = {o for f in figures for o in f.origins}
    return f"{counted(len(reports), 'report')}{between}{counted(len(origins), 'origin')}"


def _listed(accounts: Accounts, columns: list[Column], named: dict[str, str]) -> Iterator[Padding]:
    for row, cells in _held(accounts, columns):
        yield Padding(Text(named[row.voice.key]), (0, 0, 0, 2))
        for column in columns:
            if column.key in cells:
                cell = cells[column.key]
                group = "" if group_words(column) == "in all" else f"{group_words(column)}: "
                words = f"{group}{cell_words(cell, column)} · {days(cell.first, cell.last)} · {_resting([cell], ', ')}"
                yield Padding(Text(words), (0, 0, 0, 4))
        if row.carriers:
            yield Padding(Text(f"carried by {carried_by(row, named)}", style="dim"), (0, 0, 0, 4))


def _views(accounts: Accounts, narrow: bool, named: dict[str, str]) -> Iterator[Text | Padding]:
    """Names and responsibility, a row a voice."""
    rows = [row for row in accounts.rows if row.names or row.holds]
    if not rows:
        return
    yield Text("")
    yield Text("  names and responsibility", style="bold")
    table = _grid("Voice", "Names it", "Holds responsible")
    for row in rows:
        terms, actors = ", ".join(map(name_words, row.names)), "; ".join(map(held_words, row.holds))
        if narrow:
            yield Padding(Text(named[row.voice.key]), (0, 0, 0, 2))
            for words, told in (("names it", terms), ("holds responsible", actors)):
                if told:
                    yield Padding(Text(f"{words} {told}"), (0, 0, 0, 4))
        else:
            table.add_row(named[row.voice.key], terms, actors)
    if not narrow:
        yield Padding(table, (0, 0, 0, 2))


def _notes(accounts: Accounts, named: dict[str, str]) -> Iterator[Text | Padding]:
    columns = {column.key: column for column in accounts.columns}
    keys = {report.document: plain(report.key) for report in accounts.reports}
    lines = [f"check: {check_words(check, columns, named)}" for check in accounts.checks]
    for ring in accounts.cycles:
        lines.append(f"relay: {', '.join(named[key] for key in ring)} carry one another")
    for copies in accounts.copies:
        held = list(dict.fromkeys(p.document for p in copies.passages))
        what = {"copy": "the same report", "passage": "the same passage", "quotation": "the same quotation"}[
            copies.kind
        ]
        others = ", ".join(keys[d] for d in held[1:4]) + (f" and {len(held) - 4} more" if len(held) > 4 else "")
        lines.append(f"{what} in {counted(len(held), 'report')}: {keys[held[0]]} (earliest known), {others}")
    for voice in accounts.voices:
        for merge in voice.merges:
            if merge.by != "same name":
                lines.append(f"one voice: {named[voice.key]}, {merge.reason} ({merge.by})")
    for left in accounts.left_out:
        lines.append(f"left out: {left.document}, {left.why}")
    if lines:
        yield Text("")
    for line in dict.fromkeys(lines):
        yield Padding(Text(line), (0, 0, 0, 2))
