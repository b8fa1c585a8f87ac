"""Addresses of records."""

from django.urls import path

from pindos.records.web import unclean, views

ONE = "files/unclean/<int:blob>/"

app_name = "records"
urlpatterns = [
    path("attachments/<int:attachment_id>", views.attachment, name="attachment"),
    path("files/unclean/", unclean.unclean_list, name="unclean-list"),
    path("files/unclean/try/", unclean.scanner_try, name="scanner-try"),
    path(ONE, unclean.unclean_show, name="unclean-show"),
    path(f"{ONE}scan/", unclean.unclean_scan, name="unclean-scan"),
    path(f"{ONE}release/", unclean.unclean_release, name="unclean-release"),
    path(f"{ONE}withhold/", unclean.unclean_withhold, name="unclean-withhold"),
    path(f"{ONE}remove/", unclean.unclean_remove, name="unclean-remove"),
]
