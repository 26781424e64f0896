"""Commands that write to the store and tell of what it keeps: add, failures, decisions, undo.

In:  arguments.    Out: one line of what was done, or the list that was asked for.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from recounted.cli.reading import read
from recounted.cli.shown import (
    Progress,
    by_option,
    db_option,
    form_option,
    listed,
    opened,
    remark,
    say_warnings,
    show_log,
)

if TYPE_CHECKING:
    from recounted.model import Failure
    from recounted.model_many import Decision, Failed, LookAgain, Seen, Taken

_OF_READ = ("published", "outlet", "language", "bounds", "jobs")  # options that `add` shares with `read`
_SAID = ("added", "new version", "read again", "known", "failed")  # the order of the sum


@click.command(params=[option for option in read.params if option.name in _OF_READ])
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--again", is_flag=True, help="Also read what is known, and keep the reading where it differs.")
@db_option
def add(paths: tuple[str, ...], db: str | None, jobs: int, again: bool, **options: Any) -> None:
    """Read reports from PATH… as `recounted read` does, and keep them with their originals.

    Adding the same again changes nothing, and what is known is not read again. Another text of an address that is known
    is a new version beside the old one. Killed at any moment, what was said to be added is there, and a second run adds
    the rest. What cannot be read is named on standard error and kept in `recounted failures`; the exit status is 1.

    \b
    Examples:  recounted add report.txt
               recounted add reports/ archive.jsonl.gz --db archive.db --jobs 2
               recounted add report.txt --published 1917-12-07 --outlet "The Evening Echo"
    """
    from recounted import pipeline

    show_log()
    counts: Counter[str] = Counter()
    with opened(db, create=True) as store, Progress("reports", live=True) as progress:
        known = None if again else store.known
        taken = pipeline.take_many(paths, jobs, pipeline.Options(**options), known)
        for item in store.add(_warned(taken), again=again):
            counts[item.said] += 1
            if item.said == "failed":
                remark(f"{item.key}: {item.what}")
            progress.advance()
    click.echo(", ".join(_counted(said, counts[said]) for said in _SAID if counts[said]) or "nothing to add")
    sys.exit(1 if counts["failed"] else 0)


def _counted(said: str, count: int) -> str:
    return f"{count:,} {said}{'s' if said == 'new version' and count > 1 else ''}"


def _warned(items: Iterator[Taken | Seen | Failure]) -> Iterator[Taken | Seen | Failure]:
    from recounted.model_many import Taken

    for item in items:
        if isinstance(item, Taken):
            say_warnings(item.record)
        yield item


@click.command()
@db_option
@form_option
@click.option("--all", "solved", is_flag=True, help="Also those whose report was added since.")
def failures(db: str | None, form: str, solved: bool) -> None:
    """List what could not be read, with the reason: one line each.

    \b
    Example:  recounted failures
    """

    def line(failed: Failed) -> str:
        often = f"{failed.times} times, last " if failed.times > 1 else ""
        return f"{failed.where}: {failed.what} ({often}{failed.last})"

    with opened(db) as store:
        listed(store.failures(solved), form, line)


@click.command()
@db_option
@form_option
@click.option("--look-again", is_flag=True, help="Only those whose claims or events are not what is read now.")
def decisions(db: str | None, form: str, look_again: bool) -> None:
    """List what was decided, by whom and why, oldest first; what was undone stays in the list.

    With --look-again, the decisions that hold for nothing that is read now: the reader reads otherwise, or the report
    changed. They are never moved to something else.

    \b
    Examples:  recounted decisions
               recounted decisions --look-again
    """
    from recounted.model_many import in_force

    with opened(db) as store:
        made = store.decisions()
        if look_again:
            listed(store.look_again(), form, _again)
            return
        standing = {decision.id for decision in in_force(made)}
        listed(made, form, lambda decision: _decision(decision, standing))


def _decision(decision: Decision, standing: set[int]) -> str:
    subjects = " | ".join(" ".join(group) for group in decision.subjects)
    what = f"undo {decision.undoes}" if decision.kind == "undo" else f"{decision.kind} {subjects}"
    undone = "" if decision.id in standing or decision.kind == "undo" else "[undone]"
    why = f"({decision.reason})" if decision.reason else ""
    return "  ".join(filter(None, (str(decision.id), decision.made, decision.by, what, why, undone)))


def _again(again: LookAgain) -> str:
    import msgspec

    item = "" if again.decision.item is None else f"  as judged: {msgspec.json.encode(again.decision.item).decode()}"
    return f"{_decision(again.decision, {again.decision.id})}  missing: {' '.join(again.missing)}{item}"


@click.command()
@click.argument("decision", type=int)
@db_option
@by_option
def undo(decision: int, db: str | None, by: str, reason: str | None) -> None:
    """Undo DECISION (its number in `recounted decisions`). Both stay in the list; an undoing can be undone too.

    \b
    Example:  recounted undo 1 --by ann --reason "the two fires were one"
    """
    with opened(db) as store:
        try:
            made = store.decide("undo", by, reason=reason, undoes=decision)
        except ValueError as error:
            raise click.UsageError(str(error)) from None
    click.echo(f"{made.id}: undoes {decision}")


COMMANDS = (add, failures, decisions, undo)
