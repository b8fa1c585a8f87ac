"""The directory serves the whole house: only an administrator of all of it sets it."""

from tests.house.access.table import ADMIN, NOBODY, api, command, form, page

from pindos.identity.models import Directory

SERVER = {"servers": ["127.0.0.1:9"], "security": "none", "base_dn": "dc=x"}


def world(w):
    Directory.objects.create(**SERVER)


ROWS = [
    page("identity:directory-set", ADMIN),
    form("identity:directory-try", ADMIN),
    page("identity:directory-plan", NOBODY),  # no server answers in this world: said in words
    form("identity:directory-sync", NOBODY),
    api("GET /directory", ADMIN),
    api("PUT /directory", ADMIN, base_dn="dc=y"),
    api("POST /directory/try", ADMIN),
    api("GET /directory/plan", NOBODY),
    api("POST /directory/sync", NOBODY),
    command("identity.set_directory", ADMIN, lambda w: {"values": {"base_dn": "dc=y"}}),
    command("identity.try_directory", ADMIN),
    command("identity.plan_sync", NOBODY),
    command("identity.sync_directory", NOBODY),
]
