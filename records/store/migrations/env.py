"""Run by Alembic on the connection, and inside the transaction, that `records.store.schema` hands over."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
