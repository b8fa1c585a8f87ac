"""The addresses of the organisation's pages."""

from django.urls import path

from pindos.organisation.web import (
    chart,
    charting,
    charts,
    people,
    positions,
    presence,
    sites,
    tables,
    units,
)

app_name = "organisation"
urlpatterns = [
    path("organisation/", chart.chart_show, name="chart-show"),
    path("organisation/<str:key>/", chart.unit_show, name="unit-show"),
    path("chart/", charts.chart_load, name="chart-load"),
    path("chart/<int:text_id>/", charts.chart_text, name="chart-text"),
    path("chart/local/", charting.local_edit, name="chart-local-edit"),
    path("units/add/", charting.unit_add, name="unit-add"),
    path("units/<str:key>/edit/", charting.unit_edit, name="unit-edit"),
    path("units/<str:key>/close/", charting.unit_close, name="unit-close"),
    path("units/", units.unit_list, name="unit-list"),
    path("sites/", sites.site_list, name="site-list"),
    path("sites/add/", sites.site_add, name="site-add"),
    path("sites/export.csv", sites.site_export, name="site-export"),
    path("sites/<int:site_id>/", sites.site_edit, name="site-edit"),
    path("sites/<int:site_id>/presence/", presence.site_presence, name="site-presence"),
    path("sites/<int:site_id>/close/", sites.site_close, name="site-close"),
    path("sites/<int:site_id>/reopen/", sites.site_reopen, name="site-reopen"),
    path("people/", people.person_list, name="person-list"),
    path("people/add/", people.person_add, name="person-add"),
    path("people/export.csv", people.person_export, name="person-export"),
    path("people/<int:person_id>/", people.person_show, name="person-show"),
    path("people/<int:person_id>/edit/", people.person_edit, name="person-edit"),
    path("people/<int:person_id>/presence/", presence.person_presence, name="person-presence"),
    path("people/<int:person_id>/positions/add/", positions.position_add, name="position-add"),
    path("positions/", units.position_list, name="position-list"),
    path("positions/<int:position_id>/", positions.position_edit, name="position-edit"),
    path("import/<str:kind>/", tables.table_import, name="table-import"),
    path("import/<str:kind>/<int:intake_id>/", tables.table_show, name="table-show"),
]
