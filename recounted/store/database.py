"""The database under the store: which one, opened how, read and written in transactions.

In:  a path, a URL, or nothing ($RECOUNTED_DB, else recounted.db).    Out: connections; our errors, one line each.
One process writes at a time: SQLite's BEGIN IMMEDIATE, and a lock of the transaction in PostgreSQL, so that both behave
alike. Readers never wait (WAL, snapshots).
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from recounted.store import migrations

DEFAULT = "recounted.db"
VARIABLE = "RECOUNTED_DB"
PATIENCE = 30.0  # seconds that a writer waits for another


class StoreError(Exception):
    """What is wrong with the database, in one line: where, what, and the way out."""


def address(given: str | os.PathLike[str] | None) -> URL:
    """Return the URL of a database. given: a path, a URL of SQLite or PostgreSQL, or None for $RECOUNTED_DB, else
    recounted.db in the current folder. Raises StoreError for an engine that we do not know."""
    words = os.fspath(given) if given is not None else os.environ.get(VARIABLE) or DEFAULT
    if "://" not in words:
        return URL.create("sqlite", database=words)
    try:
        url = make_url(words)
    except ArgumentError:
        raise StoreError(f"{words}: not a URL of a database; write postgresql://user@host/name or a path") from None
    backend = url.get_backend_name()
    if backend in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and url.database not in (None, "", ":memory:"):
        return url.set(drivername="sqlite")
    raise StoreError(f"{words}: a store lies in a file of SQLite or in PostgreSQL; write a path or postgresql://…")


class Database:
    """A database that holds a store of the present version."""

    def __init__(self, given: str | os.PathLike[str] | None = None, create: bool = True) -> None:
        """Open a database; make the store in it (if create), or bring an older one to the present version.

        Raises StoreError if it cannot be opened, holds something else, or is of a newer version.
        """
        self.url = address(given)
        shown = self.url.set(drivername="postgresql").render_as_string(hide_password=True)
        self.name = self.url.database or "" if self.is_sqlite else shown
        if self.is_sqlite:
            self._look_at_file(create)
        self._engine = self._connected()
        # PostgreSQL: a reader sees one moment; a writer sees what was written before it got the lock.
        level = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        self._readers = self._engine.execution_options(**level)
        try:
            self._bring_to_version(create)
        except BaseException:
            self.close()
            raise

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one moment of the store."""
        with self._told(), self._readers.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the one connection that writes; all is committed at the end, or nothing if an error leaves the block."""
        with self._told(), self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            if not self.is_sqlite:
                connection.execute(text(f"SET LOCAL lock_timeout = {int(PATIENCE * 1000)}"))
                connection.execute(
                    text("SELECT pg_advisory_xact_lock(hashtext('recounted'), hashtext(current_schema()))")
                )
            yield connection

    def close(self) -> None:
        self._engine.dispose()

    # ------------------------------------------------------------ opening

    def _look_at_file(self, create: bool) -> None:
        path = Path(self.name)
        if path.is_dir():
            raise StoreError(f"{path}: a folder; name a file, such as {path / DEFAULT}")
        if not path.exists():
            if not create:
                raise StoreError(f"{path}: no database there; `recounted add PATH --db {path}` makes one")
            if not path.parent.exists():
                raise StoreError(f"{path}: no folder {path.parent}; make it first")

    def _connected(self) -> Engine:
        if self.is_sqlite:
            engine = create_engine(self.url, connect_args={"timeout": PATIENCE})
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
            return engine
        try:
            return create_engine(self.url, pool_pre_ping=True)
        except (ModuleNotFoundError, NoSuchModuleError):
            raise StoreError(f"{self.name}: PostgreSQL needs `pip install 'recounted[postgres]'`") from None

    def _bring_to_version(self, create: bool) -> None:
        with self.reading() as connection:
            version = self._version(connection)
        if version == migrations.head():
            return
        if version is None and not create:
            raise StoreError(f"{self.name}: an empty database; `recounted add PATH --db {self.name}` makes the store")
        if self.is_sqlite:
            self._to_wal()
        with self.writing() as connection:
            if self._version(connection) != migrations.head():  # another process may have been first
                migrations.upgrade(connection)

    def _version(self, connection: Connection) -> str | None:
        try:
            version = migrations.version_of(connection)
        except LookupError:
            raise StoreError(f"{self.name}: not a store of recounted but a database of something else") from None
        if version is not None and version not in migrations.REVISIONS:
            raise StoreError(
                f"{self.name}: written by a newer recounted (version {version} of the store, this one knows "
                f"{migrations.head()}); update recounted"
            )
        return version

    def _to_wal(self) -> None:
        """Let readers read while one writes; it stays so in the file. SQLite does not wait by itself here, and raises
        its own errors: the statement goes past SQLAlchemy, which would begin a transaction."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                with self._told(), self._engine.connect() as connection:
                    connection.connection.cursor().execute("PRAGMA journal_mode=WAL")
                return
            except sqlite3.OperationalError as error:
                if time.monotonic() > until:
                    raise StoreError(f"{self.name}: {_way_out(str(error)) or error}") from error
                time.sleep(0.05)

    # ------------------------------------------------------------ errors

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn an error of the database into ours: one line, with the way out."""
        try:
            yield
        except DBAPIError as error:
            said = str(error.orig).strip().partition("\n")[0]
            raise StoreError(f"{self.name}: {_way_out(said) or said}") from error
        except SQLAlchemyError as error:
            raise StoreError(f"{self.name}: {str(error).partition(chr(10))[0]}") from error


def _way_out(said: str) -> str | None:
    known = {
        "database is locked": "another process is writing to it; try again when it is done",
        "lock timeout": "another process is writing to it; try again when it is done",
        "file is not a database": "not a store of recounted; name another file",
        "unable to open database file": "cannot be opened; look at its folder's permissions",
        "readonly database": "may not be written to; look at its permissions",
        "disk is full": "the disk is full; nothing of the last batch was written",
        "malformed": "the file is damaged; restore it from a copy",
    }
    return next((words for sign, words in known.items() if sign in said), None)


def _prepare_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # BEGIN is ours: sqlite3 would begin late, and without the lock
    for pragma in ("foreign_keys=ON", "synchronous=FULL", "temp_store=MEMORY", "cache_size=-65536"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
