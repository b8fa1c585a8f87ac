"""Addresses of clocks."""

from django.urls import path

from pindos.clocks.web import holidays, hours, looks

app_name = "clocks"
urlpatterns = [
    path("office-hours/", hours.hours_list, name="hours-list"),
    path("office-hours/new/", hours.hours_new, name="hours-new"),
    path("office-hours/<slug:key>/", hours.hours_set, name="hours-set"),
    path("calendar-looks/<int:look>/", looks.look_show, name="look-show"),
    path("holidays/", holidays.holiday_list, name="holiday-list"),
    path("holidays/new/", holidays.holiday_new, name="holiday-new"),
    path("holidays/import/", holidays.holiday_import, name="holiday-import"),
    path("holidays/<slug:key>/", holidays.holiday_set, name="holiday-set"),
]
