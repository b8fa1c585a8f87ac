"""The product's own settings, on a home of the test run's own."""

import os
import tempfile

os.environ["PINDOS_HOME"] = tempfile.mkdtemp(prefix="pindos-test-")
os.environ.setdefault("SECRET_KEY", "only-for-tests")

from pindos.config.catalogues import compile_all  # noqa: E402
from pindos.config.settings import *  # noqa: E402, F403

compile_all()  # before anything is translated, or the first run speaks yesterday's Greek

REQUESTS_PER_MINUTE = 0  # tests are in a hurry; tests/house/test_limits.py sets its own

# Tests see static files where they are written, whatever was collected before.
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # noqa: F405
WHITENOISE_USE_FINDERS = True
