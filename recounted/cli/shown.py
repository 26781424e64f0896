"""How every command speaks: remarks and progress to standard error, results to standard output or a whole file.

In:  words, records, a path.    Out: one line a remark; a progress bar on long work; a file that is never half-written.
"""

from __future__ import annotations

import contextlib
import logging
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from recounted.model import Failure, Record

_FEW = 4  # documents that are read without a word about progress
_EVERY = 1000  # documents between lines of progress where standard error is no terminal


class Told:
    """Passes records on; tells standard error of failures and warnings at once, of progress after a few reports."""

    def __init__(self, say_warnings: bool, live: bool) -> None:
        self._say_warnings = say_warnings
        self._live = live and sys.stderr.isatty()
        self._progress: Any = None
        self.read = self.failed = 0

    def __enter__(self) -> Told:
        return self

    def __exit__(self, *_: object) -> None:
        if self._progress is not None:
            self._progress.stop()
        if self.read + self.failed > _FEW:
            lost = f", {self.failed} could not be read" if self.failed else ""
            remark(f"{self.read:,} {'report' if self.read == 1 else 'reports'} read{lost}")

    def records(self, items: Iterable[Record | Failure]) -> Iterator[Record]:
        from recounted.model import Record

        for item in items:
            if isinstance(item, Record):
                self.read += 1
                if self._say_warnings:
                    for warning in item.warnings:
                        if warning.where is None:
                            remark(f"{item.document.key}: warning: {warning.what}")
                self._advance()
                yield item
            else:
                self.failed += 1
                remark(f"{item.where}: {item.what}")

    def _advance(self) -> None:
        if not self._live:
            if self.read % _EVERY == 0:
                remark(f"{self.read:,} reports read so far")
            return
        if self._progress is None and self.read > _FEW:
            from rich import progress
            from rich.console import Console

            self._progress = progress.Progress(
                progress.SpinnerColumn(), progress.TextColumn("{task.completed:,.0f} reports read"),
                progress.TimeElapsedColumn(), console=Console(stderr=True), transient=True,
            )  # fmt: skip
            self._progress.start()
            self._progress.add_task("read", total=None, completed=self.read)
        elif self._progress is not None:
            self._progress.update(self._progress.task_ids[0], completed=self.read)


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
