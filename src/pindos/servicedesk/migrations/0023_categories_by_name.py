from typing import Any

from django.db import migrations, models

from pindos.kernel.text import fold


def put_by_name(apps: Any, schema_editor: Any) -> None:
    """Number the categories by their Greek names, as every change of one does from now on."""
    category = apps.get_model("servicedesk", "Category")
    rows = list(category.objects.select_related("current").exclude(current=None))
    rows.sort(key=lambda row: (fold(row.current.said.get("el", "")), row.pk))
    for place, row in enumerate(rows, 1):
        row.by_name = place
    category.objects.bulk_update(rows, ["by_name"])


class Migration(migrations.Migration):
    dependencies = [
        ("servicedesk", "0022_how_it_came"),
    ]

    operations = [
        migrations.AddField(
            model_name="category",
            name="by_name",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.RunPython(put_by_name, migrations.RunPython.noop),
    ]
