"""Both numbers of a piece as they are compared; what is known already is found by them too."""

from django.db import migrations, models

from pindos.inventory.rules import spelling_of
from pindos.inventory.terms import ABOUT

BATCH = 500


def fill(apps, schema_editor):
    """Write the numbers of all pieces, and have them put into the index of the search."""
    asset = apps.get_model("inventory", "Asset")
    batch = []
    for row in asset.objects.order_by("pk").iterator(BATCH):
        row.tag_key, row.serial_key = spelling_of(row.tag), spelling_of(row.serial)
        batch.append(row)
        if len(batch) == BATCH:
            asset.objects.bulk_update(batch, ["tag_key", "serial_key"])
            batch.clear()
    asset.objects.bulk_update(batch, ["tag_key", "serial_key"])
    if asset.objects.exists():
        build(apps.get_model("search", "Rebuild"))


def build(rebuilds):
    """Let the job that builds the index begin with equipment; one under way begins anew."""
    if not rebuilds.objects.filter(ended_at=None).update(kind="", after=0):
        rebuilds.objects.create(kind=ABOUT)


class Migration(migrations.Migration):
    dependencies = [
        ("inventory", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="asset",
            name="serial_key",
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=300),
        ),
        migrations.AddField(
            model_name="asset",
            name="tag_key",
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=120),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
