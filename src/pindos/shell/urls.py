"""The shell's own pages: help, accessibility, what is kept about people, the language."""

from django.urls import path
from django.views.generic import TemplateView

from pindos.shell.views import choose_language

app_name = "shell"
urlpatterns = [
    path("help/", TemplateView.as_view(template_name="shell/help.html"), name="help"),
    path(
        "accessibility/",
        TemplateView.as_view(template_name="shell/accessibility.html"),
        name="accessibility",
    ),
    path("privacy/", TemplateView.as_view(template_name="shell/privacy.html"), name="privacy"),
    path("language/", choose_language, name="language"),
]
