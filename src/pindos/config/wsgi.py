"""What the web server calls."""

import os

from django.core.wsgi import get_wsgi_application

from pindos.config.lifeline import tie_to_web_server

tie_to_web_server()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pindos.config.settings")
application = get_wsgi_application()
