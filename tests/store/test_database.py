"""Which database, opened how; what is refused, in one line with the way out."""

from __future__ import annotations

import os
import sqlite3
import threading
from pathlib import Path

import pytest

from recounted.model_many import Taken
from recounted.store import Store, StoreError, database
from tests.store.conftest import Make, raw


@pytest.mark.parametrize(
    "given, said",
    [
        ("a.db", "sqlite:///a.db"),
        ("/tmp/odd name?#.db", "sqlite:////tmp/odd name%3F%23.db"),
        ("sqlite:///b.db", "sqlite:///b.db"),
        ("postgresql://ann:x@host:5433/recounted", "postgresql+psycopg://ann:x@host:5433/recounted"),
        ("postgres://host/recounted", "postgresql+psycopg://host/recounted"),
        ("postgresql:///recounted?host=/run/pg", "postgresql+psycopg:///recounted?host=/run/pg"),
    ],
)
def test_addresses(given: str, said: str) -> None:
    assert database.address(given).render_as_string(hide_password=False).replace("%2F", "/") == said


def test_without_an_address_it_is_the_variable_and_then_recounted_db(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RECOUNTED_DB", raising=False)
    with Store.open() as store:
        assert store.name == "recounted.db" and (tmp_path / "recounted.db").exists()
    monkeypatch.setenv("RECOUNTED_DB", "other.db")
    with Store.open() as store:
        assert store.name == "other.db" and (tmp_path / "other.db").exists()
    with Store.open(Path("third.db")) as store:
        assert store.name == "third.db"


def refused(given: str, *, create: bool = True) -> str:
    with pytest.raises(StoreError) as told:
        Store.open(given, create=create)
    assert "\n" not in str(told.value) and "secret" not in str(told.value)
    return str(told.value)


def test_what_is_no_store_is_refused_with_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "mysql://x/y: a store lies in" in refused("mysql://x/y")
    assert "sqlite://: a store lies in" in refused("sqlite://")
    assert "not a URL" in refused("post gres://")
    assert "no database there; `recounted add PATH --db none.db` makes one" in refused("none.db", create=False)
    assert not Path("none.db").exists()
    assert "no folder gone" in refused("gone/none.db")
    assert "a folder; name a file" in refused(str(tmp_path))
    Path("report.txt").write_text("Nine people were killed.")
    assert "report.txt: not a store of recounted" in refused("report.txt")
    with sqlite3.connect("songs.db") as other:
        other.execute("CREATE TABLE songs (name TEXT)")
    assert "songs.db: not a store of recounted but a database of something else" in refused("songs.db")
    assert "Connection refused" in refused("postgresql://ann:secret@127.0.0.1:1/x")
    Path("empty.db").touch()
    assert "an empty database" in refused("empty.db", create=False)
    Store.open("empty.db").close()


def test_an_empty_postgresql_database_is_made_a_store_only_by_adding(fresh: Make) -> None:
    url = fresh("postgresql")
    assert "an empty database" in refused(url, create=False)
    with raw(url).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE songs (name TEXT)")
    assert "a database of something else" in refused(url)


def test_a_file_that_may_not_be_written_to(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everything")
    path = tmp_path / "a.db"
    Store.open(path).close()
    path.chmod(0o400)
    tmp_path.chmod(0o500)
    try:
        with Store.open(path) as store, pytest.raises(StoreError, match="may not be written"):
            store.decide("same voice", "ann", [["a", "b"]])
    finally:
        tmp_path.chmod(0o700)


def test_a_writer_that_waits_too_long_is_told_why(
    url: str, taken: list[Taken], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.3)
    with Store.open(url) as store, Store.open(url) as other:
        held, done = threading.Event(), threading.Event()

        def hold() -> None:
            with other._database.writing():
                held.set()
                done.wait(20)

        thread = threading.Thread(target=hold)
        thread.start()
        try:
            assert held.wait(20)
            with pytest.raises(StoreError, match="another process is writing to it; try again"):
                list(store.add(taken))
            assert store.counts().documents == 0  # a reader never waits
        finally:
            done.set()
            thread.join()
        assert len(list(store.add(taken))) == len(taken)


def test_a_reader_sees_one_moment_while_another_writes(url: str, taken: list[Taken]) -> None:
    with Store.open(url) as store, Store.open(url) as other, store._database.reading() as connection:
        count = "SELECT count(*) FROM documents"
        assert connection.exec_driver_sql(count).scalar() == 0
        list(other.add(taken))
        assert connection.exec_driver_sql(count).scalar() == 0
        assert other.counts().documents == len(taken)


def test_sqlite_is_opened_as_promised(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store, store._database.reading() as connection:
        told = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in
                ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")}  # fmt: skip
    assert told == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2, "busy_timeout": 30_000}


def test_whoever_makes_a_store_waits_for_another_that_makes_it(tmp_path: Path) -> None:
    """SQLite refused WAL at once, in words of its own, while another process held the empty file."""
    path = tmp_path / "a.db"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    thread = threading.Timer(0.5, other.execute, ["COMMIT"])
    thread.start()
    with Store.open(path) as store:
        assert store.counts().documents == 0
    thread.join()
    other.close()


def test_whoever_waits_too_long_to_make_a_store_is_told_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.3)
    path = tmp_path / "a.db"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="another process is writing to it; try again"):
        Store.open(path)
    other.close()
