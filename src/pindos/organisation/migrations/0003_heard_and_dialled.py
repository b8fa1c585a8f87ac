"""People are found by the sound of their names and by their telephones too."""

from django.db import migrations, models

from pindos.organisation.rules import words_of_person

BATCH = 500


def fill(apps, schema_editor):
    """Write the words of everybody who is known already."""
    person = apps.get_model("organisation", "Person")
    batch = []
    for row in person.objects.order_by("pk").iterator(BATCH):
        row.search_text = words_of_person(
            row.given_name, row.family_name, row.phone, row.key, row.email, row.service
        )
        batch.append(row)
        if len(batch) == BATCH:
            person.objects.bulk_update(batch, ["search_text"])
            batch.clear()
    person.objects.bulk_update(batch, ["search_text"])


class Migration(migrations.Migration):
    dependencies = [("organisation", "0002_touched")]

    operations = [
        migrations.AlterField(
            model_name="person",
            name="search_text",
            field=models.CharField(blank=True, editable=False, max_length=1000),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
