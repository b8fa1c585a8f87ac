from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kernel", "0005_running_jobs")]

    operations = [
        migrations.AddField(
            "heartbeat", "keys", models.CharField(blank=True, default="", max_length=16)
        ),
    ]
