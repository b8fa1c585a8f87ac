"""What every view is handed."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from pindos.kernel.access import Viewer


class Request(HttpRequest):
    """A request after the middleware: it knows who is looking and whether htmx asks."""

    viewer: Viewer
    htmx: HtmxDetails
