"""Addresses of records."""

from django.urls import path

from pindos.records.web import views

app_name = "records"
urlpatterns = [path("attachments/<int:attachment_id>", views.attachment, name="attachment")]
