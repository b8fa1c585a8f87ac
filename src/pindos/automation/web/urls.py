"""Addresses of automation."""

from django.urls import path

from pindos.automation.web import acting, forms_of_rules, lists

app_name = "automation"
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
]
