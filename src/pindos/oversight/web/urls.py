"""Addresses of oversight."""

from django.urls import path

from pindos.oversight.web import dispatches, figures_views, report_views, views

app_name = "oversight"
urlpatterns = [
    path("overview/", views.overview, name="overview"),
    path("figures/", figures_views.figures_show, name="figures"),
    path("figures/export/", figures_views.figures_export, name="figures-export"),
    path("figures/answers/export/", figures_views.answers_export, name="answers-export"),
    path("figures/what-counts/", figures_views.figures_explain, name="figures-explain"),
    path("dispatches/", dispatches.dispatch_list, name="dispatch-list"),
    path("dispatches/add/", dispatches.dispatch_add, name="dispatch-add"),
    path("dispatches/<int:dispatch>/", dispatches.dispatch_show, name="dispatch-show"),
    path("dispatches/<int:dispatch>/edit/", dispatches.dispatch_edit, name="dispatch-edit"),
    path("reports/", report_views.report_list, name="report-list"),
    path(
        "reports/<int:report_id>/download/", report_views.report_download, name="report-download"
    ),
]
