"""Commands about events that reports share: events, event, merge, split, apart.

In:  a store, ids, decisions.    Out: events as a table or JSON; decisions kept by name and reason, and reversible.
"""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import click

from recounted.cli.shown import by_option, day, db_option, form_option, listed, opened_collection, remark

if TYPE_CHECKING:
    from rich.console import RenderableType


@click.command()
@db_option
@click.option("--where", metavar="WORDS", help="Only events whose place, as the texts word it, holds these words.")
@click.option("--from", "since", metavar="DATE", callback=day, help="Only events of that day or later, YYYY-MM-DD.")
@click.option("--to", "until", metavar="DATE", callback=day, help="Only events of that day or earlier, YYYY-MM-DD.")
@click.option("--query", metavar="WORDS", help="Only events of which a report holds these words.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many events. Default: all.")
@form_option
def events(
    db: str | None, where: str | None, since: str | None, until: str | None, query: str | None, limit: int | None,
    form: str,
) -> None:  # fmt: skip
    """List the events that the reports of a store tell of, by day; grouped anew where anything has changed.

    \b
    Examples:  recounted events
               recounted events --where Halifax --from 1917-12-01 --to 1917-12-31
               recounted events --query '"grain store"' --format jsonl
    """
    with opened_collection(db) as collection:
        found = list(collection.chosen(where=where, since=since, until=until, query=query, limit=limit))
        if form == "table":
            from recounted.outputs import events_table

            _print(events_table.events(found))
            remark(f"{len(found):,} {'event' if len(found) == 1 else 'events'}")
        else:
            listed(found, form, str)


@click.command()
@click.argument("event")
@db_option
@click.option("--why", is_flag=True, help="Say why its reports are held together, pair by pair.")
@form_option
def event(event: str, db: str | None, why: bool, form: str) -> None:
    """Show one EVENT (its id, one that was merged into it, or the key of a report about it): its reports and, with
    --why, the reasons.

    \b
    Examples:  recounted event ev-1a2b3c4d --why
               recounted event samples/halifax-1917-12-08.txt
    """
    with opened_collection(db) as collection:
        found = collection.event(event)
        reasons = collection.why(found) if why else []
        if form != "table":
            told = [{"one": r.one.key, "other": r.other.key, "log_odds": round(r.odds, 2), "reasons": r.words}
                    for r in reasons]  # fmt: skip
            listed([{"event": found, "why": told}] if why else [found], form, str)
            return
        from recounted.outputs import events_table
        from recounted.outputs.table import plain

        reports = {kept.record.document.id: kept for kept in collection.kept(m.id for m in found.documents)}
        _print(*events_table.event(found, collection.forwarded(event), reports))
        for reason in reasons:
            click.echo(f"{plain(reason.one.key)} and {plain(reason.other.key)}: log odds {reason.odds:+.1f}")
            for words in reason.words:
                click.echo(f"    {words}")


@click.command()
@click.argument("event")
@click.argument("other")
@db_option
@by_option
def merge(event: str, other: str, db: str | None, by: str, reason: str | None) -> None:
    """Decide that EVENT and OTHER are one. Both ids lead to it; `recounted undo` takes the decision back.

    \b
    Example:  recounted merge ev-1a2b3c4d ev-5e6f7a8b --by ana --reason "one raid, two dates"
    """
    with opened_collection(db) as collection:
        made = collection.merge(event, other, by, reason)
        click.echo(f"{made.id}: {made.label}, {len(made.documents)} reports")


@click.command()
@click.argument("event")
@click.argument("reports", nargs=-1, required=True, metavar="REPORT…")
@db_option
@by_option
def split(event: str, reports: tuple[str, ...], db: str | None, by: str, reason: str | None) -> None:
    """Decide that each REPORT (its key or id) is not of EVENT, now and when reports are added.

    \b
    Example:  recounted split ev-1a2b3c4d feed-17 feed-18 --by ana --reason "the second raid"
    """
    with opened_collection(db) as collection:
        left = collection.split(event, list(reports), by, reason)
        click.echo(f"{left.id}: {left.label}, {len(left.documents)} reports left")


@click.command()
@click.argument("event")
@click.argument("other")
@db_option
@by_option
def apart(event: str, other: str, db: str | None, by: str, reason: str | None) -> None:
    """Decide that EVENT and OTHER are not the same, and remember it when reports are added.

    \b
    Example:  recounted apart ev-1a2b3c4d ev-5e6f7a8b --by ana --reason "two bridges"
    """
    with opened_collection(db) as collection:
        collection.apart(event, other, by, reason)
        click.echo(f"{event} and {other} stay apart")


def _print(*parts: RenderableType) -> None:
    from rich.console import Console

    terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size((100, 24)).columns if terminal else 100
    console = Console(width=width, highlight=False, markup=False, emoji=False, color_system=None)
    for part in parts:
        console.print(part)


COMMANDS = (events, event, merge, split, apart)
