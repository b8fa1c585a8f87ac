"""Carrying a filled instance over to another database, with a proof that all of it arrived."""
