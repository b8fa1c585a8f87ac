"""Each page counts what waits for its reader: whoever reports for many had all of theirs read."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("servicedesk", "0025_levels_followed"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(fields=["requester", "state"], name="ticket_asks_requester"),
        ),
    ]
