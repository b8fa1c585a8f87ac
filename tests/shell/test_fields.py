"""Form fields: label, hint, error and input belong together for eye and ear."""

import re

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from pindos.shell.icons import icon


class Report(forms.Form):
    what = forms.CharField(
        label="Τι δεν δουλεύει;",
        help_text="Με δικά σας λόγια.",
        widget=forms.Textarea,
        error_messages={"required": "Γράψτε τι δεν δουλεύει."},
    )
    where = forms.ChoiceField(
        label="Πού;",
        widget=forms.RadioSelect,
        choices=[("own", "Στη θέση μου"), ("else", "Αλλού")],
        error_messages={"required": "Πείτε πού."},
    )
    site = forms.ChoiceField(label="Έδρα", choices=[("", "–")], required=False)
    asks = forms.BooleanField(label="Περιμένω απάντηση", required=False, help_text="Το ρολόι.")
    photo = forms.FileField(label="Φωτογραφία", required=False)
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        if self.cleaned_data.get("asks"):
            raise forms.ValidationError("Δεν γίνεται τώρα.")


@pytest.fixture(autouse=True)
def greek():
    with translation.override("el"):
        yield


def field(form, name):
    template = '{% include "shell/_field.html" with field=field %}'
    return Template(template).render(Context({"field": form[name]}))


def summary(form):
    return Template('{% include "shell/_errors.html" %}').render(Context({"form": form}))


def test_the_hint_and_the_error_of_a_field_are_read_with_it():
    html = field(Report({"what": ""}), "what")
    assert 'aria-describedby="id_what_helptext id_what_error"' in html
    assert 'id="id_what_helptext">Με δικά σας λόγια.' in html
    assert re.search(r'id="id_what_error">.*Γράψτε τι δεν δουλεύει\.', html)
    assert 'aria-invalid="true"' in html
    assert 'class="form-control"' in html


def test_a_field_that_may_stay_empty_says_so_and_the_others_do_not():
    form = Report()
    assert "(προαιρετικά)" in field(form, "photo")
    assert "(προαιρετικά)" not in field(form, "what")


def test_choices_are_a_group_with_one_legend():
    html = field(Report(), "where")
    assert "<fieldset" in html
    assert html.count("pi-check") == 2
    assert '<label for="id_where_1">Αλλού</label>' in html


def test_each_kind_of_input_gets_its_look():
    form = Report()
    assert 'class="form-select"' in field(form, "site")
    assert "pi-file" in field(form, "photo")
    assert 'class="more" id="id_asks_helptext"' in field(form, "asks")
    assert field(form, "hidden").strip().startswith('<input type="hidden"')


def test_the_summary_leads_to_each_field_that_is_wrong():
    html = summary(Report({}))
    assert 'role="alert"' in html
    assert '<a href="#id_what">Γράψτε τι δεν δουλεύει.</a>' in html
    assert '<a href="#id_where_0">Πείτε πού.</a>' in html
    assert "2 πράγματα θέλουν διόρθωση" in html


class Plain(forms.Form):
    name = forms.CharField(label="Όνομα")
    day = forms.IntegerField(label="Ποια ημέρα;", min_value=1)


def test_words_that_name_no_field_are_told_with_its_name():
    html = summary(Plain({"day": "0"}))
    assert '<a href="#id_name">Όνομα: Αυτό το πεδίο είναι απαραίτητο.</a>' in html
    assert ">Ποια ημέρα; Βεβαιωθείτε ότι η τιμή είναι μεγαλύτερη ή ίση από 1.</a>" in html


def test_what_is_wrong_with_the_whole_form_is_told_without_a_link():
    html = summary(Report({"what": "ο εκτυπωτής", "where": "own", "asks": "on"}))
    assert "<li>Δεν γίνεται τώρα.</li>" in html
    assert "Ένα πράγμα θέλει διόρθωση" in html


def test_a_form_that_was_not_sent_or_is_right_has_no_summary():
    assert summary(Report()).strip() == ""
    assert summary(Report({"what": "ο εκτυπωτής", "where": "own"})).strip() == ""


def test_what_was_written_stands_in_the_form_again():
    html = field(Report({"what": "ο εκτυπωτής του πρωτοκόλλου «τρίζει»"}), "what")
    assert "ο εκτυπωτής του πρωτοκόλλου «τρίζει»" in html


def test_a_shape_that_does_not_exist_is_an_error_while_developing():
    with pytest.raises(KeyError, match="no shape called 'nonsense'"):
        icon("nonsense")
