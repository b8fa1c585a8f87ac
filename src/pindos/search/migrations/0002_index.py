"""The index itself, kept by the database: FTS5 with triggers, or a generated column with GIN.

Both hold the same: the terms and the marks of an entry. Terms are made by our own rules, so that
the tokenizer of neither engine decides anything.
"""

from django.db import migrations

SQLITE = [
    """CREATE VIRTUAL TABLE search_terms USING fts5(
        terms, sight, content='search_entry', content_rowid='id', detail=none, columnsize=0,
        tokenize="ascii tokenchars '_'")""",
    """CREATE TRIGGER search_entry_new AFTER INSERT ON search_entry BEGIN
        INSERT INTO search_terms (rowid, terms, sight) VALUES (new.id, new.terms, new.sight);
    END""",
    """CREATE TRIGGER search_entry_gone AFTER DELETE ON search_entry BEGIN
        INSERT INTO search_terms (search_terms, rowid, terms, sight)
        VALUES ('delete', old.id, old.terms, old.sight);
    END""",
    """CREATE TRIGGER search_entry_changed AFTER UPDATE OF terms, sight ON search_entry BEGIN
        INSERT INTO search_terms (search_terms, rowid, terms, sight)
        VALUES ('delete', old.id, old.terms, old.sight);
        INSERT INTO search_terms (rowid, terms, sight) VALUES (new.id, new.terms, new.sight);
    END""",
]
NOT_SQLITE = [
    "DROP TRIGGER search_entry_new",
    "DROP TRIGGER search_entry_gone",
    "DROP TRIGGER search_entry_changed",
    "DROP TABLE search_terms",
]
POSTGRESQL = [
    """ALTER TABLE search_entry ADD COLUMN marks tsvector GENERATED ALWAYS AS (
        array_to_tsvector(array_remove(string_to_array(terms || ' ' || sight, ' '), ''))
    ) STORED""",
    "CREATE INDEX search_entry_marks ON search_entry USING gin (marks)",
    'ALTER TABLE search_weight ALTER COLUMN term TYPE varchar(60) COLLATE "C"',
    'ALTER TABLE search_weight ALTER COLUMN backwards TYPE varchar(60) COLLATE "C"',
]
NOT_POSTGRESQL = ["ALTER TABLE search_entry DROP COLUMN marks"]


def make(apps, schema_editor):
    """The index of this engine."""
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL if is_postgresql else SQLITE:
        schema_editor.execute(statement)


def unmake(apps, schema_editor):
    """Take it away again."""
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in NOT_POSTGRESQL if is_postgresql else NOT_SQLITE:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """After the tables."""

    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(make, unmake)]
