"""Addresses of automation."""

from django.urls import path

from pindos.automation.web import acting, forms_of_rules, lists, routines

app_name = "automation"
OF_ROUTINE = "automation/routines/<int:routine>/"
ONE = "automation/rules/<int:rule>/"
urlpatterns = [
    path("automation/rules/", lists.rule_list, name="rule-list"),
    path("automation/runs/", lists.run_list, name="run-list"),
    path("automation/rules/add/", forms_of_rules.rule_add, name="rule-add"),
    path(ONE, lists.rule_show, name="rule-show"),
    path(f"{ONE}edit/", forms_of_rules.rule_edit, name="rule-edit"),
    path(f"{ONE}try/", acting.rule_try, name="rule-try"),
    path(f"{ONE}switch-on/", acting.rule_switch_on, name="rule-switch-on"),
    path(f"{ONE}switch-off/", acting.rule_switch_off, name="rule-switch-off"),
    path("automation/routines/", routines.routine_list, name="routine-list"),
    path("automation/routines/add/", routines.routine_add, name="routine-add"),
    path(OF_ROUTINE, routines.routine_show, name="routine-show"),
    path(f"{OF_ROUTINE}edit/", routines.routine_edit, name="routine-edit"),
    path(f"{OF_ROUTINE}switch-on/", routines.routine_switch_on, name="routine-switch-on"),
    path(f"{OF_ROUTINE}switch-off/", routines.routine_switch_off, name="routine-switch-off"),
]
