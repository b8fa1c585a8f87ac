"""Addresses of problems."""

from django.urls import path

from pindos.problems.web import acting, linking, lists, views

app_name = "problems"
ONE = "problems/<int:problem>/"
urlpatterns = [
    path("problems/", lists.problem_list, name="problem-list"),
    path("problems/known/", lists.known_error_list, name="known-error-list"),
    path("problems/open/", views.problem_open, name="problem-open"),
    path(ONE, views.problem_show, name="problem-show"),
    path(f"{ONE}edit/", views.problem_edit, name="problem-edit"),
    path(f"{ONE}note/", views.problem_note, name="problem-note"),
    path(f"{ONE}presence/", views.problem_presence, name="problem-presence"),
    path(f"{ONE}link/", linking.problem_link, name="problem-link"),
    path(f"{ONE}unlink/", linking.problem_unlink, name="problem-unlink"),
    path(f"{ONE}cascade/", linking.problem_cascade, name="problem-cascade"),
    *(path(f"{ONE}{verb}/", page, name=f"problem-{verb}") for verb, page in acting.ACTS.items()),
]
