"""Carrying a filled SQLite instance over to PostgreSQL, with a proof that all of it arrived."""
