"""The product's own settings, on a home of the test run's own."""

import os
import tempfile

os.environ["PINDOS_HOME"] = tempfile.mkdtemp(prefix="pindos-test-")
os.environ.setdefault("SECRET_KEY", "only-for-tests")

from pindos.config.settings import *  # noqa: E402, F403

# Tests see static files where they are written, whatever was collected before.
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # noqa: F405
WHITENOISE_USE_FINDERS = True
