"""Alembic's entry: runs the steps on the connection that `upgrade` hands over."""

from alembic import context

import storage.kinds
import storage.walktables  # noqa: F401 - their tables join the others in `metadata`
from storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a column only by copying the table
)
with context.begin_transaction():
    context.run_migrations()
