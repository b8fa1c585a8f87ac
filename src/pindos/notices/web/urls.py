"""Addresses of the pages of notices."""

from django.urls import path

from pindos.notices.web import mail, preferences, views, webhooks

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
    path("webhooks/", webhooks.webhook_list, name="webhook-list"),
    path("webhooks/sendings/", webhooks.webhook_sending_list, name="webhook-sending-list"),
    path("webhooks/add/", webhooks.webhook_add, name="webhook-add"),
    path("webhooks/<int:webhook>/", webhooks.webhook_show, name="webhook-show"),
    path("webhooks/<int:webhook>/edit/", webhooks.webhook_edit, name="webhook-edit"),
    path("webhooks/<int:webhook>/try/", webhooks.webhook_try, name="webhook-try"),
    path("webhooks/<int:webhook>/secret/", webhooks.webhook_renew, name="webhook-renew"),
    path("webhooks/<int:webhook>/off/", webhooks.webhook_off, name="webhook-off"),
    path("webhooks/<int:webhook>/on/", webhooks.webhook_on, name="webhook-on"),
    path("webhooks/<int:webhook>/remove/", webhooks.webhook_remove, name="webhook-remove"),
    path("webhooks/<int:webhook>/retry/", webhooks.webhook_retry, name="webhook-retry"),
]
