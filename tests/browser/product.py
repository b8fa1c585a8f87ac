"""The product as the browser meets it, which forgets what it kept when another test begins.

A process believes for two seconds what it has read, and longer while nothing says that it moved.
Between two tests all rows go and others come, which never happens in life: without this a page
would show the settings of the test before.
"""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.core.wsgi import get_wsgi_application
from tests.browser.server import BEGUN

product = get_wsgi_application()  # before the rooms are read

from pindos.kernel import options  # noqa: E402
from pindos.kernel.held import forget_everything  # noqa: E402

begun = Path(os.environ[BEGUN])
last = ""


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """The product behind a look at which test it is that asks."""
    global last  # noqa: PLW0603
    now = begun.read_text()
    if now != last:
        forget_everything()
        options.forget()
        last = now
    return product(environ, start)
