"""Versions of the store: each revision brings a store from the one before it to its own.

In:  a connection within a transaction.    Out: a store of the present version.
A revision, once released, is never changed: it says what its version's tables were, not what they are now (schema.py).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

TABLE = "recounted_version"
REVISIONS = ("1",)  # oldest first
VERSIONS = Path(__file__).parent / "versions"


def head() -> str:
    """Return the version that this code reads and writes."""
    return REVISIONS[-1]


def version_of(connection: Connection) -> str | None:
    """Return the version of the store; None where there are no tables at all.

    Raises LookupError if there are tables, and they are not those of a store of ours.
    """
    inspector = inspect(connection)
    if not inspector.has_table(TABLE):
        if inspector.get_table_names():
            raise LookupError
        return None
    return connection.execute(text(f"SELECT version_num FROM {TABLE}")).scalar_one_or_none()


def upgrade(connection: Connection, to: str | None = None) -> None:
    """Bring an empty database or an older store to a version, the present one unless another is named."""
    from alembic import command  # 0.2 s to import, and wanted only here

    command.upgrade(config(connection), to or head())


def config(connection: Connection) -> Config:
    """Return what Alembic is to know: where the revisions are, and the connection that runs them."""
    from alembic.config import Config

    made = Config(attributes={"connection": connection})
    made.set_main_option("path_separator", "newline")
    made.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    made.set_main_option("version_locations", str(VERSIONS).replace("%", "%%"))
    return made
