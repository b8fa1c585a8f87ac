"""Pages of planned work."""

from django.urls import path

from pindos.changes.web import deeds, linking, views

app_name = "changes"
urlpatterns = [
    path("planned-work/<int:change>/", views.planned_show, name="planned-show"),
    path("changes/", views.change_list, name="change-list"),
    path("changes/plan/", views.change_plan, name="change-plan"),
    path("changes/<int:change>/", views.change_show, name="change-show"),
    path("changes/<int:change>/edit/", views.change_edit, name="change-edit"),
    path("changes/<int:change>/presence/", views.change_presence, name="change-presence"),
    path("changes/<int:change>/ask/", deeds.change_ask, name="change-ask"),
    path("changes/<int:change>/withdraw/", deeds.change_withdraw, name="change-withdraw"),
    path("changes/<int:change>/approve/", deeds.change_approve, name="change-approve"),
    path("changes/<int:change>/refuse/", deeds.change_refuse, name="change-refuse"),
    path("changes/<int:change>/reschedule/", deeds.change_reschedule, name="change-reschedule"),
    path("changes/<int:change>/start/", deeds.change_start, name="change-start"),
    path("changes/<int:change>/finish/", deeds.change_finish, name="change-finish"),
    path("changes/<int:change>/back-out/", deeds.change_back_out, name="change-back-out"),
    path("changes/<int:change>/cancel/", deeds.change_cancel, name="change-cancel"),
    path("changes/<int:change>/review/", deeds.change_review, name="change-review"),
    path("changes/<int:change>/note/", deeds.change_note, name="change-note"),
    path("changes/<int:change>/link/", linking.change_link, name="change-link"),
    path("changes/<int:change>/unlink/", linking.change_unlink, name="change-unlink"),
    path(
        "changes/<int:change>/link-problem/",
        linking.change_link_problem,
        name="change-link-problem",
    ),
    path(
        "changes/<int:change>/unlink-problem/",
        linking.change_unlink_problem,
        name="change-unlink-problem",
    ),
]
