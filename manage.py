"""Django's own entry point, for developers; people use the pindos command."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    sys.path.insert(0, "src")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pindos.config.settings")
    execute_from_command_line(sys.argv)
