"""Pages of the inventory."""

from django.urls import path

from pindos.inventory.web import imports, views

app_name = "inventory"
urlpatterns = [
    path("equipment/", views.asset_list, name="asset-list"),
    path("equipment/add/", views.asset_add, name="asset-add"),
    path("equipment/import/", imports.asset_import, name="asset-import"),
    path("equipment/import/<int:intake>/", imports.asset_import_show, name="asset-import-show"),
    path("equipment/<int:asset>/", views.asset_show, name="asset-show"),
    path("equipment/<int:asset>/edit/", views.asset_edit, name="asset-edit"),
    path("equipment/<int:asset>/retire/", views.asset_retire, name="asset-retire"),
    path("equipment/<int:asset>/restore/", views.asset_restore, name="asset-restore"),
]
