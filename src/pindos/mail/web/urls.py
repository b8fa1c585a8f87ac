"""Addresses of mail."""

from django.urls import path

from pindos.mail.web import arrivals, mailboxes, senders, sorting

app_name = "mail"
urlpatterns = [
    path("mail/", arrivals.arrival_list, name="arrival-list"),
    path("mail/<int:arrival>/", arrivals.arrival_show, name="arrival-show"),
    path("mail/<int:arrival>/raw/", arrivals.arrival_raw, name="arrival-raw"),
    path("mail/<int:arrival>/discard/", arrivals.arrival_discard, name="arrival-discard"),
    path("mail/<int:arrival>/restore/", arrivals.arrival_restore, name="arrival-restore"),
    path("mail/<int:arrival>/tie/", sorting.sender_tie, name="sender-tie"),
    path("mail/<int:arrival>/untie/", sorting.sender_untie, name="sender-untie"),
    path("mail/<int:arrival>/block/", sorting.sender_block_of, name="sender-block-of"),
    path("mail/senders/", senders.sender_list, name="sender-list"),
    path("mail/senders/block/", senders.sender_block, name="sender-block"),
    path("mail/senders/<int:sender>/release/", senders.sender_release, name="sender-release"),
    path("mail/addresses/", senders.dead_list, name="dead-list"),
    path("mail/addresses/revive/", senders.address_revive, name="address-revive"),
    path("mailboxes/", mailboxes.mailbox_list, name="mailbox-list"),
    path("mailboxes/add/", mailboxes.mailbox_add, name="mailbox-add"),
    path("mailboxes/<int:mailbox>/", mailboxes.mailbox_set, name="mailbox-set"),
    path("mailboxes/permit/", mailboxes.mailbox_permit_back, name="mailbox-permit-back"),
    path("mailboxes/<int:mailbox>/permit/", mailboxes.mailbox_permit, name="mailbox-permit"),
    path("mailboxes/<int:mailbox>/try/", mailboxes.mailbox_try, name="mailbox-try"),
]
