"""The log's schema, version by version (Alembic)."""
