"""What Alembic runs: the revisions, in the transaction of the connection that migrations.upgrade hands over."""

from __future__ import annotations

from alembic import context

from recounted.store import migrations, schema

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=schema.metadata,
    version_table=migrations.TABLE,
)
with context.begin_transaction():
    context.run_migrations()
