"""Whether somebody looks for garbage is afterwards as it was, however the work ends."""

import gc

import pytest

from pindos.kernel.uncollected import uncollected


@pytest.fixture(autouse=True)
def looked_for():
    yield
    gc.enable()


def test_meanwhile_nobody_looks_for_garbage_and_afterwards_again():
    with pytest.raises(KeyError), uncollected():
        assert not gc.isenabled()
        raise KeyError
    assert gc.isenabled()


def test_where_nobody_looked_before_nobody_looks_afterwards():
    gc.disable()
    with uncollected():
        pass
    assert not gc.isenabled()
