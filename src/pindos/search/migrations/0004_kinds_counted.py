"""How many entries each kind has, among the weights; the job that weighs goes on from there."""

from django.db import migrations

COUNT = """
    INSERT INTO search_weight (term, backwards, count)
    SELECT '_k' || replace(kind, '.', ''), '', count(*) FROM search_entry
    WHERE weighed <> 0 GROUP BY kind
"""
FORGET = "DELETE FROM search_weight WHERE substr(term, 1, 1) = '_'"


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0003_weighed"),
    ]

    operations = [migrations.RunSQL(COUNT, FORGET)]
