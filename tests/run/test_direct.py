"""Settings that are read directly are the settings of now."""

import pytest
from django.conf import LazySettings, settings
from django.test import override_settings

from pindos.config.direct import read_directly


@pytest.fixture(autouse=True)
def direct(monkeypatch):
    monkeypatch.setattr(LazySettings, "__getattribute__", LazySettings.__getattribute__)
    read_directly()


def test_a_setting_is_what_it_was_last_set_to():
    assert settings.TIME_ZONE == settings.TIME_ZONE == "Europe/Athens"
    with override_settings(TIME_ZONE="UTC"):
        assert settings.TIME_ZONE == "UTC"
    assert settings.TIME_ZONE == "Europe/Athens"


def test_one_that_there_is_not_is_refused_and_all_are_named():
    with pytest.raises(AttributeError):
        _ = settings.NO_SUCH_SETTING
    assert settings.configured and "TIME_ZONE" in dir(settings)
    assert not settings.is_overridden("NO_SUCH_SETTING")
