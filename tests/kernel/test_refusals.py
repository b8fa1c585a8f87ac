"""What a rule says no to stands on the form, at its field, and the form keeps what was typed."""

import pytest
from django import forms

from pindos.kernel.errors import Clash, Forbidden, Invalid, NotFound, Refused
from pindos.kernel.refusals import blame, put_on


class Plan(forms.Form):
    title = forms.CharField()
    assets = forms.CharField(required=False)


def _typed() -> Plan:
    form = Plan({"title": "Αλλαγή δρομολογητή", "assets": "PC-0042"})
    assert form.is_valid()
    return form


def test_each_reason_stands_at_its_field_and_under_the_name_that_the_form_gives_it() -> None:
    form = _typed()
    blame(form, Invalid({"title": "Πολύ σύντομος.", "asset": "Άγνωστο."}), {"asset": "assets"})
    assert form.errors == {"title": ["Πολύ σύντομος."], "assets": ["Άγνωστο."]}
    assert form["title"].value() == "Αλλαγή δρομολογητή"


def test_a_reason_for_what_the_form_does_not_show_stands_above_it() -> None:
    form = _typed()
    with put_on(form):
        raise Invalid({"version": "Λείπει."})
    assert form.non_field_errors() == ["Λείπει."]


def test_a_rule_that_says_no_stands_above_the_form_in_its_words() -> None:
    form = _typed()
    with put_on(form):
        raise Refused("Η αλλαγή έχει ήδη εγκριθεί.")
    assert form.non_field_errors() == ["Η αλλαγή έχει ήδη εγκριθεί."]


@pytest.mark.parametrize("error", [NotFound(), Forbidden("Όχι εσείς."), Clash(None, {})])
def test_what_is_no_matter_of_the_form_goes_on_to_the_page(error: Refused) -> None:
    form = _typed()
    with pytest.raises(type(error)), put_on(form):
        raise error
    assert not form.errors


def test_the_caller_says_what_goes_on() -> None:
    form = _typed()
    with put_on(form, onwards=(NotFound,)):
        raise Forbidden("Όχι εσείς.")
    assert form.non_field_errors() == ["Όχι εσείς."]
