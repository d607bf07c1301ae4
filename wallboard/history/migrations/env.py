"""Runs the migrations on the connection that the opening of the log hands over, within its transaction."""

from alembic import context

from wallboard.history.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
