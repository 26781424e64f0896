"""Versions of the store: each revision brings a store from the one before it to its own.

In:  a connection within a transaction.    Out: a store of version HEAD.
A revision, once released, is never changed: it says what its version's tables were, not what they are now (schema.py).
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

TABLE = "recounted_version"
HEAD = "1"  # the last revision in versions/
REVISIONS = ("1",)
_FOLDER = Path(__file__).parent


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


def upgrade(connection: Connection, to: str = HEAD, folder: Path = _FOLDER) -> None:
    """Bring an empty database or an older store to a version."""
    from alembic import command  # 0.2 s to import, and wanted only here
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.set_main_option("version_locations", str(folder / "versions").replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    command.upgrade(config, to)
