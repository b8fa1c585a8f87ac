"""The front door."""

from importlib.util import find_spec

from django.urls import include, path

from pindos.config.api import api
from pindos.config.contexts import CONTEXTS
from pindos.config.doors import doors
from pindos.config.health import healthz, readyz

handler400 = "pindos.config.refusals.not_understood"
handler500 = "pindos.config.outages.broken"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    doors("api/v1/", api.urls),
    doors(
        "",
        [
            path("", include("pindos.shell.urls")),
            *(
                path("", include(f"pindos.{name}.web.urls"))
                for name in CONTEXTS
                if find_spec(f"pindos.{name}.web")
            ),
        ],
    ),
]
