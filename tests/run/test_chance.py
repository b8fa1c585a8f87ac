"""The random marks of forms are drawn at once, and are as good as Django's own."""

import os
from collections import Counter

from django.middleware.csrf import CSRF_ALLOWED_CHARS
from tests.run.house import said_alone

from pindos.config.chance import random_text

ASKED = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "pindos.config.settings"
import django
django.setup()
from django.middleware import csrf
from django.test import RequestFactory
from pindos.config.chance import draw_at_once, random_text
draw_at_once()
request = RequestFactory().get("/")
token, again = csrf.get_token(request), csrf.get_token(request)
secret = request.META["CSRF_COOKIE"]
print(csrf.get_random_string is random_text, len(token), len(secret), token != again)
print(csrf._does_token_match(token, secret), csrf._does_token_match(again, secret))
"""


def test_a_form_has_a_mark_of_its_own_that_fits_the_cookie(tmp_path):
    said = said_alone(ASKED, {**os.environ, "PINDOS_HOME": str(tmp_path)})
    assert said.split() == ["True", "64", "32", "True", "True", "True"]


def test_each_letter_is_as_likely_as_any_other():
    """Six times the standard deviation: by chance it fails once in ten million runs."""
    many = 62_000
    counted = Counter(random_text(many, CSRF_ALLOWED_CHARS))
    assert set(counted) == set(CSRF_ALLOWED_CHARS)
    assert all(abs(found - 1000) < 200 for found in counted.values())


def test_a_text_has_the_length_and_the_letters_that_are_asked_for():
    assert random_text(0, "ab") == ""
    assert len(random_text(7, "ab")) == 7
    assert set(random_text(400, "ab")) == {"a", "b"}
    assert random_text(3, "x") == "xxx"
