"""Each context is connected: its reactions, jobs, menu entries and panels register themselves."""

import pytest
from django.apps import apps

from pindos.config.contexts import CONTEXTS
from pindos.kernel.context import Context


@pytest.mark.parametrize("name", ["kernel", *CONTEXTS])
def test_the_app_of_a_context_is_its_own_class_and_so_is_made_ready(name):
    config = apps.get_app_config(name)
    assert isinstance(config, Context) and type(config) is not Context
