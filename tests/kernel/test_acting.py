"""Who acts on the command line."""

import pytest

from pindos.kernel import acting
from pindos.kernel.access import HOUSE, Viewer


def test_without_a_name_the_house_acts():
    assert acting.viewer_called("") is HOUSE


def test_a_name_is_found_by_whoever_was_put_in_charge(monkeypatch):
    monkeypatch.setattr(acting, "_finders", [])
    with pytest.raises(RuntimeError):
        acting.viewer_called("dafni")
    acting.found_by(lambda username: Viewer(account_id=len(username)))
    assert acting.viewer_called("dafni").account_id == 5
