"""The words of all rooms stand in one table, and say what they said in many."""

import os

from tests.run.house import said_alone

ASKED = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "pindos.config.settings"
import django
django.setup()
from django.utils.translation import trans_real
from pindos.config.translations import keep_in_one_table
def words(language):
    catalogue = trans_real.DjangoTranslation(language)._catalog
    keys = set(catalogue.keys())
    return len(catalogue._catalogs), {key: catalogue.get(key) for key in keys if key}
many, before = words("el")
keep_in_one_table()
one, after = words("el")
print(many > 5, one, before == after, len(after) > 5000, len(words("en")[1]) > 0)
"""


def test_one_table_holds_all_words_of_all_rooms(tmp_path):
    said = said_alone(ASKED, {**os.environ, "PINDOS_HOME": str(tmp_path)})
    assert said.split()[:4] == ["True", "1", "True", "True"]
