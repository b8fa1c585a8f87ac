"""Addresses of instructions."""

from django.urls import path

from pindos.knowledge.web import acting, answering, handing, lists, versions, views

app_name = "knowledge"
ONE = "instructions/<int:instruction>/"
VERSION = f"{ONE}versions/<int:number>/"
urlpatterns = [
    path("instructions/", lists.instruction_list, name="instruction-list"),
    path("instructions/draft/", views.instruction_draft, name="instruction-draft"),
    path("instructions/load/", acting.instruction_load, name="instruction-load"),
    path("instructions/ailing/", answering.instruction_ailing, name="instruction-ailing"),
    path(ONE, views.instruction_show, name="instruction-show"),
    path(f"{ONE}print/", views.instruction_print, name="instruction-print"),
    path(f"{ONE}edit/", views.instruction_edit, name="instruction-edit"),
    path(f"{ONE}attach/", acting.instruction_attach, name="instruction-attach"),
    path(f"{ONE}detach/", acting.instruction_detach, name="instruction-detach"),
    path(f"{ONE}publish/", acting.instruction_publish, name="instruction-publish"),
    path(f"{ONE}review/", acting.instruction_review, name="instruction-review"),
    path(f"{ONE}retire/", acting.instruction_retire, name="instruction-retire"),
    path(f"{ONE}revive/", acting.instruction_revive, name="instruction-revive"),
    path(f"{ONE}offer/", handing.instruction_offer, name="instruction-offer"),
    path(f"{ONE}accept/", handing.instruction_accept, name="instruction-accept"),
    path(f"{ONE}decline/", handing.instruction_decline, name="instruction-decline"),
    path(f"{ONE}undo/", handing.instruction_undo, name="instruction-undo"),
    path(f"{ONE}answer/", answering.instruction_answer, name="instruction-answer"),
    path(f"{ONE}presence/", views.instruction_presence, name="instruction-presence"),
    path(VERSION, versions.instruction_version, name="instruction-version"),
    path(f"{VERSION}bring-back/", versions.instruction_bring_back, name="instruction-bring-back"),
]
