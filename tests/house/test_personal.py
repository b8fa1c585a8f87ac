"""Of every column that can hold a person it is said what becomes of it, or why it holds none."""

import pytest
from django.apps import apps
from django.db import models
from django.utils import translation

from pindos.kernel.personal import holding_of, holdings
from pindos.operations.wording import field_words

SETTINGS = "how the house is set up, written by administrators; it names offices and machines"
CHART = "the statute as data: units, prefectures and places"
KEYS = "a name that the product itself gives"
REASONS = {
    "kernel.delivery": "which reaction runs and how its program failed",
    "kernel.heartbeat": "machines and processes, and how many requests they answered",
    "kernel.option": SETTINGS,
    "mail.mailbox": "a mailbox of a unit, and how it is signed in to",
    "mail.deadaddress": "an address that exists no more, and what its server said",
    "kernel.schedule": "which job runs and how its program failed",
    "organisation.administration": CHART,
    "organisation.prefecture": CHART,
    "organisation.municipality": CHART,
    "organisation.site": CHART,
    "organisation.unit": CHART,
    "organisation.duty": CHART,
    "organisation.charttext.digest": KEYS,
    "identity.attempt": "keyed digests and neighbourhoods of addresses, forgotten within a day",
    "identity.barred": "keyed digests of whom the directory must not bring back",
    "identity.directory": SETTINGS,
    "identity.signinpolicy": SETTINGS,
    "identity.provider": SETTINGS,
    "notices.mailserver": SETTINGS,
    "notices.webhooksending": "numbers of events, and what a program answered",
    "records.counter": KEYS,
    "records.record": KEYS,
    "records.blob": KEYS,
    "servicedesk.categorygroup": SETTINGS,
    "servicedesk.category": SETTINGS,
    "servicedesk.replytemplate": "words of an office; who wrote them stands at each wording",
    "servicedesk.checklist": SETTINGS,
    "operations.retentionrule": SETTINGS,
    "operations.sounding": "which machine was asked for the time or its certificate",
    "clocks.officehours": "hours of offices, kept by administrators",
    "organisation.dayoff": "holidays, kept by administrators",
    "clocks.edition": "hours and holidays as they stood",
    "clocks.clock": "which promise of a unit about which thing; who asked stands on the thing",
    "servicedesk.level": "what is promised for which kind of ticket",
    "search.weight": "how common each stem is, in all that is written together",
    "search.missed": "what a unit looked for in vain on a day: no person; forgotten in months",
    "search.rebuild": KEYS,
    "oversight.report": "figures of units; none of fewer than two technicians",
}
PEOPLE = {"organisation.person", "identity.account"}
TEXTS = (models.CharField, models.TextField, models.JSONField, models.BinaryField)


def can_hold_a_person(field):
    if field.is_relation:
        return field.related_model._meta.label_lower in PEOPLE
    if isinstance(field, models.BigIntegerField):
        return field.name.endswith("_id")
    return isinstance(field, TEXTS) and not field.choices


def columns():
    """Every column of the house that can hold a person."""
    for model in apps.get_models():
        if model.__module__.startswith("pindos."):
            for field in model._meta.concrete_fields:
                if can_hold_a_person(field):
                    yield model._meta.label_lower, field.name


def test_every_column_that_can_hold_a_person_is_said_or_has_its_reason():
    silent, used = [], set()
    for table, column in columns():
        holding = holding_of(table)
        if holding and column in holding.columns:
            continue
        reason = {table, f"{table}.{column}"} & REASONS.keys()
        used |= reason
        if not reason:
            silent.append(f"{table}.{column}")
    assert not silent, f"say it in the room's personal.py, or write the reason: {silent}"
    assert not REASONS.keys() - used, "these are no more"


@pytest.mark.parametrize("holding", holdings(), ids=lambda each: each.table)
def test_what_is_said_of_a_table_is_true_of_it(holding):
    names = {field.name for field in holding.model._meta.concrete_fields}
    assert holding.columns <= names
    for column in holding.shown:
        with translation.override("el"):
            assert field_words(column) != column, "give the column its words"
    if holding.record:
        assert holding.model.objects.filter(**{f"{holding.record}__in": []}).count() == 0
