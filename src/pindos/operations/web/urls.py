"""Addresses of the pages of operations."""

from django.urls import path

from pindos.operations.listings import DUE
from pindos.operations.web import (
    administration,
    audit,
    backups,
    health,
    holding,
    measures,
    options,
    pages,
    person_exports,
    pseudonyms,
    retention,
    revisions,
    takings,
)

app_name = "operations"
urlpatterns = [
    path("audit/", audit.audit_list, name="audit-list"),
    path("audit/export/", audit.audit_export, name="audit-export"),
    path("metrics", measures.measures, name="measures"),
    path("health/", health.health_show, name="health-show"),
    path("deliveries/", health.delivery_list, name="delivery-list"),
    path("deliveries/retry/", health.delivery_retry_all, name="delivery-retry-all"),
    path("deliveries/<int:delivery_id>/retry/", health.delivery_retry, name="delivery-retry"),
    path("administration/", administration.administration_show, name="administration-show"),
    path("settings/", options.option_list, name="option-list"),
    path("settings/history/", revisions.revision_list, name="revision-list"),
    path("settings/history/<int:seq>/", revisions.revision_undo, name="revision-undo"),
    path("settings/<slug:section>/", options.options_set, name="options-set"),
    path("jobs/", health.job_list, name="job-list"),
    path("jobs/<str:name>/", health.job_show, name="job-show"),
    path("jobs/<str:name>/run/", health.job_run, name="job-run"),
    path("jobs/<str:name>/stop/", health.job_stop, name="job-stop"),
    path("jobs/<str:name>/interval/", health.job_interval, name="job-interval"),
    path("backups/", backups.backup_list, name="backup-list"),
    path("backups/now/", backups.backup_now, name="backup-now"),
    path("backups/drill/", backups.backup_drill, name="backup-drill"),
    path("me/data/", person_exports.own_export_page, name="own-export"),
    path("protection/copies/", person_exports.person_export_list, name="person-export-list"),
    path(
        "protection/copies/<int:export_id>/download/",
        person_exports.person_export_take,
        name="person-export-take",
    ),
    path("protection/pseudonyms/", pseudonyms.pseudonym_list, name="pseudonym-list"),
    path(
        "protection/pseudonyms/<int:person_id>/",
        pseudonyms.person_pseudonymise,
        name="person-pseudonymise",
    ),
    path("protection/retention/", retention.retention_list, name="retention-list"),
    path("protection/retention/<int:rule_id>/", retention.retention_show, name="retention-show"),
    path("protection/retention/<int:rule_id>/set/", retention.retention_set, name="retention-set"),
    path(
        "protection/retention/<int:rule_id>/switch-on/",
        retention.retention_switch_on,
        name="retention-switch-on",
    ),
    path(
        "protection/retention/<int:rule_id>/switch-off/",
        retention.retention_switch_off,
        name="retention-switch-off",
    ),
    *(
        path(
            f"protection/due/{key.partition('.')[0]}/",
            retention.due_list,
            {"kind": key},
            name=f"due-{key.partition('.')[0]}",
        )
        for key in DUE
    ),
    path("protection/holds/", retention.hold_list, name="hold-list"),
    path("protection/holds/<int:record_id>/", holding.file_hold, name="file-hold"),
    path("protection/holds/<int:record_id>/lift/", holding.file_release, name="file-release"),
    path("protection/takings/", takings.taking_list, name="taking-list"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
]
