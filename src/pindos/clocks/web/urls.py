"""Addresses of clocks."""

from django.urls import path

from pindos.clocks.web import hours

app_name = "clocks"
urlpatterns = [
    path("office-hours/", hours.hours_list, name="hours-list"),
    path("office-hours/new/", hours.hours_new, name="hours-new"),
    path("office-hours/<slug:key>/", hours.hours_set, name="hours-set"),
]
