"""All that the first four made, in one; the index itself is kept by the database.

FTS5 with triggers on SQLite, a column with a trigger and GIN on PostgreSQL. Both hold the same: the
terms and the marks of an entry. Terms are made by our own rules, so that the tokenizer of neither
engine decides anything. The column is an ordinary one: whatever copies whole rows may name it.
"""

from django.db import migrations, models

from pindos.kernel.migrating import CreateModels

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
    "ALTER TABLE search_entry ADD COLUMN marks tsvector",
    """CREATE FUNCTION search_entry_marked() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        NEW.marks := array_to_tsvector(
            array_remove(string_to_array(NEW.terms || ' ' || NEW.sight, ' '), ''));
        RETURN NEW;
    END $$""",
    """CREATE TRIGGER search_entry_marked BEFORE INSERT OR UPDATE OF terms, sight
        ON search_entry FOR EACH ROW EXECUTE FUNCTION search_entry_marked()""",
    "CREATE INDEX search_entry_marks ON search_entry USING gin (marks)",
    'ALTER TABLE search_weight ALTER COLUMN term TYPE varchar(60) COLLATE "C"',
    'ALTER TABLE search_weight ALTER COLUMN backwards TYPE varchar(60) COLLATE "C"',
]
NOT_POSTGRESQL = [
    "DROP TRIGGER search_entry_marked ON search_entry",
    "DROP FUNCTION search_entry_marked",
    "ALTER TABLE search_entry DROP COLUMN marks",
]


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
    replaces = [
        ("search", "0001_initial"),
        ("search", "0002_index"),
        ("search", "0003_weighed"),
        ("search", "0004_kinds_counted"),
    ]

    initial = True

    dependencies = []

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Rebuild",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("kind", models.CharField(blank=True, max_length=40)),
                        ("after", models.BigIntegerField(default=0)),
                        ("done", models.BigIntegerField(default=0)),
                        ("began_at", models.DateTimeField(auto_now_add=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Weight",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("term", models.CharField(max_length=60, unique=True)),
                        ("backwards", models.CharField(db_index=True, max_length=60)),
                        ("count", models.BigIntegerField(default=0)),
                    ],
                ),
                migrations.CreateModel(
                    name="Entry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("subject", models.CharField(max_length=60)),
                        ("kind", models.CharField(max_length=40)),
                        ("about_id", models.BigIntegerField()),
                        ("is_internal", models.BooleanField(default=False)),
                        ("record", models.BigIntegerField(db_index=True, null=True)),
                        ("at", models.DateTimeField()),
                        ("head", models.TextField(blank=True)),
                        ("terms", models.TextField(blank=True)),
                        ("sight", models.TextField(blank=True)),
                        (
                            "weighed",
                            models.IntegerField(
                                choices=[(0, "No"), (1, "Yes"), (2, "Changed")], default=0
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("weighed__in", (0, 2))),
                                fields=["id"],
                                name="entry_to_be_weighed",
                            ),
                            models.Index(fields=["kind", "about_id"], name="entry_of_kind"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("subject", "is_internal"), name="one_entry_of_a_thing"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Missed",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("words", models.CharField(max_length=200)),
                        ("unit", models.BigIntegerField(default=0)),
                        ("on", models.DateField()),
                        ("count", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("on", "unit", "words"), name="one_row_of_a_miss"
                            )
                        ],
                    },
                ),
            ]
        ),
        migrations.RunPython(make, unmake),
    ]
