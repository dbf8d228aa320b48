import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django_cotton.compiler_regex import CottonCompiler

from core.forms import DateInput, DateTimeInput, DayField


class VisitForm(forms.Form):
    minutes = forms.IntegerField(help_text="As a whole number")
    note = forms.CharField(widget=forms.Textarea, required=False)
    mood = forms.ChoiceField(choices=[("a", "Good"), ("b", "Bad")], widget=forms.RadioSelect)
    topics = forms.MultipleChoiceField(
        label="Which topics?",
        choices=[("1", "Pace")],
        widget=forms.CheckboxSelectMultiple,
        help_text="Choose at least one",
    )
    agreed = forms.BooleanField(label="I agree", required=False)
    day = forms.DateField(widget=DateInput())
    starts = forms.DateTimeField(widget=DateTimeInput(), required=False)
    place = forms.ChoiceField(choices=[("x", "Here")])
    slide = forms.FileField()
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def drawn(name, data=None):
    form = VisitForm(data)
    if data is not None:
        form.is_valid()
    return form[name].as_field_group()


def test_each_control_has_its_kind():
    form = VisitForm()
    assert {name: form[name].kind for name in form.fields} == {
        "minutes": "text",
        "note": "textarea",
        "mood": "radios",
        "topics": "checkboxes",
        "agreed": "checkbox",
        "day": "moment",
        "starts": "moment",
        "place": "select",
        "slide": "file",
        "secret": "text",
    }


def test_an_optional_field_says_so_in_words_and_a_box_to_tick_does_not():
    assert "(optional)" in drawn("note")
    assert "(optional)" not in drawn("minutes")
    assert "(optional)" not in drawn("agreed")


def test_hint_and_error_are_named_by_the_control_they_belong_to():
    html = drawn("minutes", {"minutes": "many"})
    assert 'aria-describedby="id_minutes_helptext id_minutes_error"' in html
    assert 'id="id_minutes_helptext"' in html
    assert 'id="id_minutes_error"' in html
    assert "usa-input--error" in html
    assert "usa-form-group--error" in html


def test_a_group_of_choices_is_a_fieldset_that_the_summary_can_point_to():
    html = drawn("topics", {})
    assert '<fieldset id="id_topics" tabindex="-1"' in html
    assert "<legend" in html
    assert "usa-checkbox__input--tile" in html


def test_a_missing_answer_is_told_what_to_do():
    form = VisitForm({})
    form.is_valid()
    assert form["minutes"].complaints == ["Fill this in"]
    assert form["mood"].complaints == ["Choose one"]
    assert form["slide"].complaints == ["Choose a file"]
    assert form["day"].named_complaints == ["Day: Enter a date"]
    assert form["topics"].named_complaints == ["Which topics? Choose at least one"]


def test_a_label_that_is_a_sentence_leads_its_complaint_without_the_full_stop():
    class Promise(forms.Form):
        kept = forms.BooleanField(label="Nobody is named in it.")

    form = Promise({})
    form.is_valid()
    assert form["kept"].named_complaints == ["Nobody is named in it: Tick this to go on"]


def test_a_forms_own_words_for_an_error_are_kept():
    form = VisitForm({"minutes": "many"})
    form.is_valid()
    assert form["minutes"].complaints == ["Enter a whole number."]


def test_a_class_that_a_widget_brings_is_kept():
    class Wide(forms.Form):
        name = forms.CharField(widget=forms.TextInput(attrs={"class": "pl-wide"}))

    assert 'class="pl-wide usa-input"' in str(Wide()["name"])


def test_a_hidden_field_gets_no_class():
    assert "class" not in str(VisitForm()["secret"])


def test_the_summary_links_to_every_field_in_error():
    form = VisitForm({"mood": "a"}, {"slide": SimpleUploadedFile("a.pdf", b"%PDF")})
    form.add_error(None, "The two dates are the wrong way round.")
    page = CottonCompiler().process('<c-error-summary :form="form" />')
    html = Template(page).render(Context({"form": form}))
    assert "Five things to correct" in html
    assert "The two dates are the wrong way round." in html
    assert '<a href="#id_minutes">Minutes: Fill this in</a>' in html


@pytest.mark.parametrize("typed", ["0001-01-01", "9999-12-31", "1799-12-31", "2201-01-01"])
def test_a_day_without_a_neighbor_is_a_typing_error(typed):
    with pytest.raises(forms.ValidationError, match="between 1800 and 2200"):
        DayField().clean(typed)
