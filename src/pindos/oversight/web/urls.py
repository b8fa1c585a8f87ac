"""Addresses of oversight."""

from django.urls import path

from pindos.oversight.web import views

app_name = "oversight"
urlpatterns = [path("overview/", views.overview, name="overview")]
