"""Surveys over HTTP: the same commands and queries as the pages."""

from pindos.surveys.api import surveys
from pindos.surveys.api.router import router

__all__ = ["router", "surveys"]
