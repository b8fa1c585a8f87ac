"""Tests that ask commands for words read them in English; pages choose their own language."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield
