"""What the web server calls."""

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

from pindos.config.chance import draw_at_once
from pindos.config.direct import read_directly
from pindos.config.lifeline import tie_to_web_server
from pindos.config.threads import keep_by_thread
from pindos.config.translations import keep_in_one_table
from pindos.config.turns import Turns
from pindos.kernel.spare import spare

tie_to_web_server()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pindos.config.settings")
keep_by_thread()
keep_in_one_table()
draw_at_once()
read_directly()
spare.lend()
application = Turns(get_wsgi_application())
import_module("pindos.kernel.pulse").Pulse("web").start()
