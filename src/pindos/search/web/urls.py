"""Addresses of searching."""

from django.urls import path

from pindos.search.web import pages

app_name = "search"
urlpatterns = [
    path("search/", pages.search, name="search"),
    path("search/missed/", pages.missed, name="missed"),
    path("search/suggest/", pages.suggest, name="suggest"),
]
