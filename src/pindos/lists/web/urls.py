"""Pages of saved views, and the files of lists."""

from django.urls import path

from pindos.lists.web import views

app_name = "lists"
urlpatterns = [
    path("views/", views.view_list, name="view-list"),
    path("views/add/", views.view_add, name="view-add"),
    path("views/<int:view_id>/edit/", views.view_edit, name="view-edit"),
    path("views/<int:view_id>/delete/", views.view_delete, name="view-delete"),
    path("views/<int:view_id>/subscribe/", views.view_subscribe, name="view-subscribe"),
    path("lists/export/", views.export, name="export"),
]
