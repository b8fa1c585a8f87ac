import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("servicedesk", "0018_deadlines"),
    ]

    operations = [
        migrations.AlterField(
            model_name="ticket",
            name="unit",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisation.unit",
            ),
        ),
        migrations.AlterField(
            model_name="ticket",
            name="with_unit",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisation.unit",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(fields=["unit", "-priority", "id"], name="ticket_unit_by_urgency"),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                fields=["with_unit", "-priority", "id"], name="ticket_with_by_urgency"
            ),
        ),
    ]
