from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kernel", "0004_heartbeat")]

    operations = [
        migrations.AddField(
            "schedule", "running_since", models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            "schedule", "lease_until", models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            "schedule", "run_by", models.CharField(blank=True, max_length=100, default="")
        ),
        migrations.AddField("schedule", "is_told_to_stop", models.BooleanField(default=False)),
    ]
