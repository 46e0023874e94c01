"""Migrations of the record store; Alembic finds them by path."""
