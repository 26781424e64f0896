"""Commands about events that reports share: events, event, merge, split, apart.

In:  a store, ids, decisions.    Out: events as a table or JSON; decisions kept by name and reason, and reversible.
"""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, Any

import click

from recounted.cli.shown import by_option, day, db_option, remark

if TYPE_CHECKING:
    from rich.console import RenderableType

    from recounted.collection import Collection
    from recounted.model_many import SharedEvent

_FORMAT = click.option(
    "--format", "-f", "form", type=click.Choice(["table", "json", "jsonl"]), default="table", show_default=True
)


@click.command()
@db_option
@click.option("--where", metavar="WORDS", help="Only events whose place, as the texts word it, holds these words.")
@click.option("--from", "since", metavar="DATE", callback=day, help="Only events of that day or later, YYYY-MM-DD.")
@click.option("--to", "until", metavar="DATE", callback=day, help="Only events of that day or earlier, YYYY-MM-DD.")
@click.option("--query", metavar="WORDS", help="Only events of which a report holds these words.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many events. Default: all.")
@_FORMAT
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
    with _opened(db) as collection:
        found = list(collection.chosen(where=where, since=since, until=until, query=query, limit=limit))
        if form == "table":
            from recounted.outputs import events_table

            _print(events_table.events(found))
            remark(f"{len(found):,} {'event' if len(found) == 1 else 'events'}")
        else:
            _json(found, form)


@click.command()
@click.argument("event")
@db_option
@click.option("--why", is_flag=True, help="Say why its reports are held together, pair by pair.")
@_FORMAT
def event(event: str, db: str | None, why: bool, form: str) -> None:
    """Show one EVENT (its id, one that was merged into it, or the key of a report about it): its reports and, with
    --why, the reasons.

    \b
    Examples:  recounted event ev-1a2b3c4d --why
               recounted event samples/halifax-1917-12-08.txt
    """
    with _opened(db) as collection:
        found = collection.event(event)
        reasons = collection.why(found) if why else []
        if form != "table":
            told = [{"one": r.one.key, "other": r.other.key, "log_odds": round(r.odds, 2), "reasons": r.words}
                    for r in reasons]  # fmt: skip
            _json([found] if not why else [{"event": found, "why": told}], form)
            return
        from recounted.outputs import events_table

        reports = {kept.record.document.id: kept for kept in collection.kept(m.id for m in found.documents)}
        _print(*events_table.event(found, collection.forwarded(event), reports))
        for reason in reasons:
            click.echo(f"{reason.one.key} and {reason.other.key}: log odds {reason.odds:+.1f}")
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
    with _opened(db) as collection:
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
    with _opened(db) as collection:
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
    with _opened(db) as collection:
        collection.apart(event, other, by, reason)
        click.echo(f"{event} and {other} stay apart")


class _opened:  # noqa: N801 (reads as the statement that it is used in)
    """Open the collection of a store that is there; our errors end the command in one line, exit status 1."""

    def __init__(self, db: str | None) -> None:
        self._db = db

    def __enter__(self) -> Collection:
        from recounted import collection
        from recounted.store import StoreError

        try:
            self._collection = collection.open(self._db)
        except StoreError as error:
            remark(str(error))
            sys.exit(1)
        return self._collection

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: Any) -> None:
        from recounted.collection import CollectionError
        from recounted.store import StoreError

        self._collection.store.close()
        if isinstance(error, CollectionError | StoreError):
            remark(str(error))
            sys.exit(1)


def _json(found: list[SharedEvent] | list[dict[str, Any]], form: str) -> None:
    import msgspec

    if form == "jsonl":
        for one in found:
            click.echo(msgspec.json.encode(one).decode())
    else:
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())


def _print(*parts: RenderableType) -> None:
    from rich.console import Console

    terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size((100, 24)).columns if terminal else 100
    console = Console(width=width, highlight=False, markup=False, emoji=False, color_system=None)
    for part in parts:
        console.print(part)


COMMANDS = (events, event, merge, split, apart)
