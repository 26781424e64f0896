"""How every command speaks: remarks and progress to standard error, results to standard output or a whole file.

In:  words, records, a path.    Out: one line a remark; a progress bar on long work; a file that is never half-written.
The options that several commands share are here too: --db, --by, and the store that --db opens.
"""

from __future__ import annotations

import contextlib
import datetime
import logging
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from recounted.collection import Collection
    from recounted.model import Failure, Record
    from recounted.store import Store


def day(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Return a day given as YYYY-MM-DD, for an option's callback. Raises click.BadParameter."""
    if value is None:
        return None
    try:
        meant = datetime.date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no day of the calendar written as YYYY-MM-DD") from error
    if meant != value:
        raise click.BadParameter(f"{value!r}: write it as {meant}")
    return meant


_FEW = 4  # documents that are read without a word about progress
_EVERY = 1000  # documents between lines of progress where standard error is no terminal


class Progress:
    """Tells standard error how far long work is: a line that changes on a terminal, else a line now and then."""

    def __init__(self, noun: str, live: bool) -> None:
        self._noun = noun
        self._live = live and sys.stderr.isatty()
        self._shown: Any = None
        self.count = 0

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown is not None:
            self._shown.stop()

    def advance(self) -> None:
        """Count one more."""
        self.count += 1
        if not self._live:
            if self.count % _EVERY == 0:
                remark(f"{self.count:,} {self._noun} so far")
            return
        if self._shown is None and self.count > _FEW:
            from rich import progress
            from rich.console import Console

            self._shown = progress.Progress(
                progress.SpinnerColumn(), progress.TextColumn(f"{{task.completed:,.0f}} {self._noun}"),
                progress.TimeElapsedColumn(), console=Console(stderr=True), transient=True,
            )  # fmt: skip
            self._shown.start()
            self._shown.add_task("read", total=None, completed=self.count)
        elif self._shown is not None:
            self._shown.update(self._shown.task_ids[0], completed=self.count)


class Told:
    """Passes records on; tells standard error of failures and warnings at once, of progress after a few reports."""

    def __init__(self, say_warnings: bool, live: bool) -> None:
        self._say_warnings = say_warnings
        self._progress = Progress("reports read", live)
        self.failed = 0

    def __enter__(self) -> Told:
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.__exit__()
        read = self._progress.count
        if read + self.failed > _FEW:
            lost = f", {self.failed} could not be read" if self.failed else ""
            remark(f"{read:,} {'report' if read == 1 else 'reports'} read{lost}")

    def records(self, items: Iterable[Record | Failure]) -> Iterator[Record]:
        from recounted.model import Record

        for item in items:
            if isinstance(item, Record):
                if self._say_warnings:
                    say_warnings(item)
                self._progress.advance()
                yield item
            else:
                self.failed += 1
                remark(f"{item.where}: {item.what}")


def say_warnings(record: Record) -> None:
    """Tell standard error of the warnings about a report as a whole; those about a place in it stand in the record."""
    for warning in record.warnings:
        if warning.where is None:
            remark(f"{record.document.key}: warning: {warning.what}")


def remark(words: str) -> None:
    line = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    click.echo(f"recounted: {line}", err=True)


class _Remarks(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        remark(record.getMessage())


def show_log() -> None:
    log = logging.getLogger("recounted")
    log.setLevel(logging.INFO)
    log.handlers = [_Remarks()]


@contextlib.contextmanager
def written(path: str | None) -> Iterator[IO[bytes]]:
    """Give a stream for path: written beside it and renamed when all is done, so that nothing stays half-written."""
    if path is None or path == "-":
        try:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            # Whoever reads us has seen enough; Python would complain once more when it closes standard output.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(1)
        return
    target = Path(path)
    try:
        if target.exists() and not stat.S_ISREG(target.stat().st_mode):  # /dev/null, a pipe: nothing to rename to
            with target.open("wb") as stream:
                yield stream
            return
        part = target.with_name(f".{target.name}.{os.getpid()}.part")
        with part.open("xb") as stream:
            try:
                yield stream
                stream.flush()
                part.replace(target)
            except BaseException:
                part.unlink(missing_ok=True)
                raise
    except OSError as error:
        remark(f"{path}: {error.strerror or error}; nothing was written")
        sys.exit(1)


# ---------------------------------------------------------------- the store


def db_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command --db: the store that it reads or writes."""
    return click.option(
        "--db", metavar="PATH|URL", envvar="RECOUNTED_DB", show_envvar=True,
        help="The store: a file, or postgresql://user@host/name.  [default: recounted.db]",
    )(command)  # fmt: skip


def by_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command --by and --reason: whose decision it is, and why."""
    command = click.option("--reason", metavar="WORDS", help="Why; kept with the decision.")(command)
    return click.option(
        "--by", metavar="NAME", envvar="RECOUNTED_BY", show_envvar=True, required=True,
        help="Whose decision it is: a name or a handle.",
    )(command)  # fmt: skip


@contextlib.contextmanager
def opened(db: str | None, create: bool = False) -> Iterator[Store]:
    """Give the store of --db; what is wrong with it is one line, and exit status 1.

    create: make it where there is none.
    """
    from recounted.store import Store, StoreError

    try:
        with Store.open(db, create=create) as store:
            yield store
    except StoreError as error:
        remark(str(error))
        sys.exit(1)


@contextlib.contextmanager
def opened_collection(db: str | None) -> Iterator[Collection]:
    """Give the collection of a store that is there; our errors are one line, and exit status 1."""
    from recounted import collection
    from recounted.store import StoreError

    try:
        with collection.open(db) as found:
            yield found
    except (collection.CollectionError, StoreError) as error:
        remark(str(error))
        sys.exit(1)


def form_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command --format, for `listed`."""
    return click.option(
        "--format", "-f", "form", type=click.Choice(["table", "json", "jsonl"]), default="table", show_default=True,
        help="Lines to read, a JSON array, or a JSON object a line.",
    )(command)  # fmt: skip


def listed(
    items: Iterable[Any], form: str, line: Callable[[Any], str], as_json: Callable[[Any], Any] = lambda item: item
) -> int:
    """Print items to standard output in the form asked for, one after another, and return how many there were."""
    import msgspec

    count = 0
    for count, item in enumerate(items, 1):
        if form == "table":
            click.echo(line(item))
            continue
        opening = "" if form == "jsonl" else "[" if count == 1 else ",\n"
        click.echo(opening + msgspec.json.encode(as_json(item)).decode(), nl=form == "jsonl")
    if form == "json":
        click.echo("]" if count else "[]")
    return count
