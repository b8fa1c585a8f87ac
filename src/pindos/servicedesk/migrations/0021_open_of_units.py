from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("servicedesk", "0020_order_of_deadlines"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="ticket", name="ticket_with_unit"),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                fields=["with_unit", "state", "-priority", "id", "unit"], name="ticket_with_unit"
            ),
        ),
    ]
