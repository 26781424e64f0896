"""From version 1 on, every store can be opened by every later recounted; a newer one is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from alembic import autogenerate
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from recounted.model_many import Taken
from recounted.store import Store, StoreError, migrations, schema
from tests.store.conftest import raw

# The two kinds of search, and what SQLite lays out under one of them, are no part of the tables that both engines have.
_SEARCH = ("found", "found_data", "found_idx", "found_content", "found_docsize", "found_config")

LATER = """
import sqlalchemy as sa
from alembic import op
revision = "2"
down_revision = "1"

def upgrade():
    op.add_column("documents", sa.Column("mood", sa.Text))
"""


def test_the_revisions_are_one_line_of_versions_that_the_code_knows() -> None:
    from sqlalchemy import create_engine

    with create_engine("sqlite://").connect() as connection:
        scripts = ScriptDirectory.from_config(migrations.config(connection))
    assert tuple(reversed([script.revision for script in scripts.walk_revisions()])) == migrations.REVISIONS
    assert scripts.get_heads() == [migrations.head()]


def test_the_revisions_lead_to_the_tables_that_the_code_uses(empty: str) -> None:
    at_version(empty, migrations.head())
    with raw(empty).connect() as connection:
        options = {
            "compare_type": True,
            "version_table": migrations.TABLE,
            "include_name": lambda name, kind, parents: not (kind == "table" and name in _SEARCH),
        }
        context = MigrationContext.configure(connection, opts=options)
        assert autogenerate.compare_metadata(context, schema.metadata) == []


def at_version(url: str, version: str) -> None:
    with raw(url).begin() as connection:
        migrations.upgrade(connection, version)


@pytest.mark.parametrize("version", migrations.REVISIONS)
def test_every_version_is_brought_to_the_present_one(empty: str, version: str, taken: list[Taken]) -> None:
    at_version(empty, version)
    with Store.open(empty) as store:
        assert {said.said for said in store.add(taken)} == {"added", "new version"}
        assert [kept.record for kept in store.kept()]
    with raw(empty).connect() as connection:
        assert migrations.version_of(connection) == migrations.head()


def test_a_store_of_this_version_is_brought_to_a_later_one_and_then_refused(
    url: str, taken: list[Taken], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(url) as store:
        list(store.add(taken))
        before = list(store.kept())
    versions = tmp_path / "versions"
    shutil.copytree(migrations.VERSIONS, versions, ignore=shutil.ignore_patterns("__pycache__"))
    (versions / "v0002_later.py").write_text(LATER)
    with monkeypatch.context() as later:
        later.setattr(migrations, "VERSIONS", versions)
        later.setattr(migrations, "REVISIONS", ("1", "2"))
        with Store.open(url, create=False) as store:
            assert list(store.kept()) == before
        assert "mood" in {column["name"] for column in inspect(raw(url)).get_columns("documents")}
    with pytest.raises(StoreError, match=r"written by a newer recounted \(version 2 of the store") as told:
        Store.open(url)
    assert "\n" not in str(told.value) and "update recounted" in str(told.value)


def test_a_revision_that_fails_leaves_the_store_as_it_was(
    url: str, taken: list[Taken], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(url) as store:
        list(store.add(taken))
    versions = tmp_path / "versions"
    shutil.copytree(migrations.VERSIONS, versions, ignore=shutil.ignore_patterns("__pycache__"))
    (versions / "v0002_later.py").write_text(LATER + "    op.execute('SELECT * FROM nowhere')\n")
    with monkeypatch.context() as later:
        later.setattr(migrations, "VERSIONS", versions)
        later.setattr(migrations, "REVISIONS", ("1", "2"))
        with pytest.raises(StoreError, match="nowhere"):
            Store.open(url)
    with Store.open(url) as store:
        assert store.counts().documents == len(taken)
    assert "mood" not in {column["name"] for column in inspect(raw(url)).get_columns("documents")}
