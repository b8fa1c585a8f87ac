"""Pages of the desk; an address names a ticket by its number, which never changes."""

from django.urls import path

from pindos.servicedesk.web.urls_guidance import GUIDANCE
from pindos.servicedesk.web.urls_joining import JOINING
from pindos.servicedesk.web.urls_work import WORK
from pindos.servicedesk.web.views import (
    board,
    bulk,
    call,
    categories,
    categorise,
    deadlines,
    levels,
    links,
    lists,
    mailing,
    people,
    presence,
    refer,
    reply_templates,
    report,
    ticket,
    today,
)

app_name = "servicedesk"
urlpatterns = [
    path("", today.today, name="today"),
    path("report/", report.report, name="report"),
    path("report/catalogue/", report.category_choose, name="category-choose"),
    path("report/people/", people.requester_options, name="requester-options"),
    path("report/sent/<str:number>/", report.report_sent, name="report-sent"),
    path("mail/<int:arrival>/release/", mailing.mail_release, name="mail-release"),
    path("referrals/", refer.referral_list, name="referral-list"),
    path("levels/", levels.level_list, name="level-list"),
    path("levels/new/", levels.level_new, name="level-new"),
    path("levels/<slug:scope>/", levels.level_set, name="level-set"),
    path("tickets/<str:ticket>/deadlines/", deadlines.ticket_deadlines, name="ticket-deadlines"),
    path("bulk/", bulk.bulk_act_list, name="bulk-act-list"),
    path("bulk/preview/", bulk.bulk_act_preview, name="bulk-act-preview"),
    path("bulk/<int:pk>/", bulk.bulk_act_show, name="bulk-act-show"),
    path("bulk/<int:pk>/carry-out/", bulk.bulk_act_carry_out, name="bulk-act-carry-out"),
    path("bulk/<int:pk>/undo/", bulk.bulk_act_undo, name="bulk-act-undo"),
    path("reply-templates/", reply_templates.reply_template_list, name="reply-template-list"),
    path("reply-templates/add/", reply_templates.reply_template_add, name="reply-template-add"),
    path(
        "reply-templates/<int:pk>/",
        reply_templates.reply_template_show,
        name="reply-template-show",
    ),
    path(
        "reply-templates/<int:pk>/edit/",
        reply_templates.reply_template_edit,
        name="reply-template-edit",
    ),
    path(
        "reply-templates/<int:pk>/retire/",
        reply_templates.reply_template_retire,
        name="reply-template-retire",
    ),
    path(
        "reply-templates/<int:pk>/restore/",
        reply_templates.reply_template_restore,
        name="reply-template-restore",
    ),
    path("call/", call.call, name="call"),
    path("catalogue/", categories.category_list, name="category-list"),
    path("catalogue/add/", categories.category_add, name="category-add"),
    *(
        path(f"catalogue/category/<str:category>/{verb}", view, name=name)
        for verb, view, name in categories.PAGES
    ),
    path("tickets/", lists.ticket_list, name="ticket-list"),
    path("tickets/board/", board.ticket_board, name="ticket-board"),
    path("tickets/mine/", lists.ticket_mine, name="ticket-mine"),
    path("tickets/<str:number>/", ticket.ticket_show, name="ticket-show"),
    path("tickets/<str:number>/presence/", presence.ticket_presence, name="ticket-presence"),
    path("tickets/<str:number>/reply/", ticket.ticket_reply, name="ticket-reply"),
    path(
        "tickets/<str:number>/reply/template/",
        reply_templates.ticket_reply_template,
        name="ticket-reply-template",
    ),
    path("tickets/<str:number>/refer/", refer.ticket_refer, name="ticket-refer"),
    path(
        "tickets/<str:number>/categorise/", categorise.ticket_categorise, name="ticket-categorise"
    ),
    path("tickets/<str:number>/link/", links.ticket_link, name="ticket-link"),
    path("tickets/<str:number>/link/options/", links.link_options, name="ticket-link-options"),
    *GUIDANCE,
    path("tickets/<str:number>/unlink/", links.ticket_unlink, name="ticket-unlink"),
    *(
        path(f"tickets/<str:number>/{verb}/", page, name=f"ticket-{verb}")
        for verb, page in ticket.ACTS.items()
    ),
    *WORK,
    *JOINING,
]
