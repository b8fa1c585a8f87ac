"""What few need is read when it is asked for, and by no start that does without it."""

import re
import sys

import pytest
from tests.run.house import environment, said_alone

from pindos.kernel.later import later

READ_BY_THE_NURSERY = """
import sys
from pindos.config import forking
forking._everything()
print(*sys.modules)
"""


@pytest.mark.once
def test_a_module_is_read_when_something_of_it_is_first_asked_for():
    tabnanny = later("tabnanny")
    sys.modules.pop("tabnanny", None)
    assert "tabnanny" not in sys.modules
    assert tabnanny.NannyNag is sys.modules["tabnanny"].NannyNag


@pytest.mark.once
def test_what_it_does_not_have_is_an_error_as_of_any_module():
    with pytest.raises(AttributeError, match="nobody"):
        _ = later("json").nobody


@pytest.mark.once
def test_the_nursery_of_a_house_on_sqlite_reads_no_library_that_such_a_house_does_without(
    tmp_path,
):
    read = set(said_alone(READ_BY_THE_NURSERY, environment(tmp_path)).split())
    assert {"pindos.config.api", "ninja", "django.test.signals", "pindos.shell.drawing"} <= read
    unread = {
        "psycopg",
        "ldap",
        "PIL",
        "jwt",
        "qrcode",
        "django.test",
        "unittest",
        "jinja2",
        "typst",
    }
    assert not read & unread
    assert not {each for each in read if re.search(r"\.migrations\.\d", each)}
