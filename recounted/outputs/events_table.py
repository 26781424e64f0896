"""Events that reports share, as tables to read.

In:  SharedEvents, reasons.    Out: plain text, as wide as the terminal, or 100 columns where there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from recounted.model_many import Kept, SharedEvent
from recounted.outputs.table import plain


def events(found: Iterable[SharedEvent]) -> Table:
    """Return a row an event: id, day, place, how many reports are about it and how many mention it."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("event", no_wrap=True)
    table.add_column("when")
    table.add_column("where")
    table.add_column("reports", justify="right")
    table.add_column("in passing", justify="right")
    table.add_column("first of them", overflow="ellipsis", no_wrap=True)
    for event in found:
        about = [m for m in event.documents if m.main]
        passing = len(event.documents) - len(about)
        table.add_row(
            event.id, event.when or "not stated", plain(event.where or "not stated"), _count(len(about)),
            _count(passing), plain(event.documents[0].key),
        )  # fmt: skip
    return table


def event(one: SharedEvent, through: Sequence[str], reports: dict[str, Kept]) -> list[RenderableType]:
    """Return an event's heading and a row a report; through: ids that led here; reports: by document id."""
    heading = [Text(f"Event {one.id}: {plain(one.label)}")]
    if through:
        heading.append(Text(f"{through[0]} was merged into it"))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("report", overflow="fold")
    table.add_column("published", no_wrap=True)
    table.add_column("outlet")
    table.add_column("tells of it")
    for member in one.documents:
        record = reports[member.id].record
        outlet = next((s.name for s in record.sources if s.id == record.document.outlet), "not stated")
        table.add_row(
            plain(member.key), record.document.published or "not stated", plain(outlet),
            "mainly" if member.main else "in passing",
        )  # fmt: skip
    return [*heading, table]


def _count(number: int) -> str:
    return f"{number:,}" if number else "–"
