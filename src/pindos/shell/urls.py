"""The shell's own pages: help and the language."""

from django.urls import path
from django.views.generic import TemplateView

from pindos.shell.views import choose_language

app_name = "shell"
urlpatterns = [
    path("help/", TemplateView.as_view(template_name="shell/help.html"), name="help"),
    path("language/", choose_language, name="language"),
]
