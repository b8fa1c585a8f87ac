"""Addresses of the pages of notices."""

from django.urls import path

from pindos.notices.web import mail, preferences, views

app_name = "notices"
urlpatterns = [
    path("notices/", views.notice_list, name="notice-list"),
    path("notices/preferences/", preferences.preferences_set, name="preferences-set"),
    path("notices/read/", views.notice_read_all, name="notice-read-all"),
    path("notices/<int:notice_id>/", views.notice_show, name="notice-show"),
    path("notices/<int:notice_id>/read/", views.notice_read, name="notice-read"),
    path("mail-server/", mail.mail_server_set, name="mail-server-set"),
    path("mail-server/try/", mail.mail_server_try, name="mail-server-try"),
    path("sendings/", mail.sending_list, name="sending-list"),
    path("sendings/retry/", mail.sending_retry_all, name="sending-retry-all"),
    path("sendings/<int:sending_id>/retry/", mail.sending_retry, name="sending-retry"),
]
