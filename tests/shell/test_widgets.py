"""Inputs are written as Django writes them."""

import re
from datetime import date

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from pindos.shell.widgets import Widgets

GROUPS = [("", "—"), ("Νομοί", [("ΦΛΩ", "Φλώρινα & <β>"), (3, "Κοζάνη")])]


class Every(forms.Form):
    """One of each."""

    text = forms.CharField(max_length=5, widget=forms.TextInput({"class": "a", "data-x": '"<'}))
    number = forms.IntegerField(min_value=1, required=False)
    email = forms.EmailField(disabled=True)
    secret = forms.CharField(widget=forms.PasswordInput)
    hidden = forms.CharField(widget=forms.HiddenInput)
    day = forms.DateField()
    box = forms.BooleanField(required=False)
    long = forms.CharField(widget=forms.Textarea({"rows": 4}))
    choice = forms.ChoiceField(choices=GROUPS)
    several = forms.MultipleChoiceField(choices=GROUPS, required=False)
    radio = forms.ChoiceField(choices=GROUPS[:1], widget=forms.RadioSelect)
    file = forms.FileField(required=False)


SENT = {"text": "ά<b>", "number": "x", "long": "α\nβ&", "choice": "3", "several": ["ΦΛΩ", "3"]}


def bare(text):
    """Without what only divides the lines."""
    return re.sub(r">\s+(?=<)", ">", text).strip()


@pytest.mark.parametrize("name", Every.base_fields)
@pytest.mark.parametrize(
    "given", [{}, {"data": SENT}, {"initial": {**SENT, "day": date(2026, 11, 27), "box": True}}]
)
def test_every_input_is_the_same_either_way(name, given):
    ours, django = (Every(**given, renderer=each()) for each in (Widgets, DjangoTemplates))
    assert bare(str(ours[name])) == bare(str(django[name]))
