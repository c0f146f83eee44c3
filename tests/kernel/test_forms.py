"""Forms come out as the design system's components, and keep what people wrote."""

import html
import re

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from relational.kernel.forms import Form, errors, field, soft


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en-gb"):
        yield


class Meeting(Form):
    known_as = forms.CharField(
        label=_("What do they like to be called?"),
        error_messages={"required": _("Write what they like to be called")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "words"}),
        max_length=80,
    )
    words = forms.CharField(
        label=_("One thing they said"),
        help_text=_("As they said it."),
        required=False,
        widget=forms.Textarea(attrs={"class": "own-input"}),
    )
    email = forms.EmailField(label=_("Email"), required=False)
    secret = forms.CharField(label=_("Password"), required=False, widget=forms.PasswordInput)
    age = forms.IntegerField(label=_("How many said it?"), required=False)
    where = forms.ChoiceField(
        label=_("Where?"),
        required=False,
        choices=[("home", _("At home")), ("phone", _("On the phone"))],
    )
    depth = forms.ChoiceField(
        label=_("How deep?"),
        required=False,
        choices=[("light", _("Light")), ("deep", _("Deep"))],
        widget=forms.RadioSelect(attrs={"hints": {"deep": _("Most weeks")}}),
    )
    parts = forms.MultipleChoiceField(
        label=_("Which parts?"),
        required=False,
        choices=[("talk", _("How to talk with me")), ("help", _("How to help me"))],
        widget=forms.CheckboxSelectMultiple,
    )
    again = forms.BooleanField(label=_("Told it again"), required=False)
    key = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self):
        if self.data.get("known_as") == "nobody":
            raise forms.ValidationError(_("Somebody has to be there"))
        if self.data.get("depth") == "light":
            self.add_error("parts", _("Choose one part"))


def given(**answers):
    return Meeting({"known_as": "Joe", **answers})


def tag(markup, start):
    """The first tag that begins so, with its attributes."""
    found = re.search(rf"<{start}[^>]*>", str(markup))
    assert found, f"no <{start} in {markup}"
    return found[0]


def test_a_field_prints_itself_whole():
    box = str(Meeting()["known_as"])
    assert re.search(
        r'<label class="govuk-label" for="id_known_as">\s*What do they like to be called\?', box
    )
    assert 'class="govuk-input"' in tag(box, "input")
    assert 'autocapitalize="words"' in tag(box, "input")


def test_the_browser_neither_refuses_nor_cuts_what_is_written():
    assert not re.search(r"required|maxlength", tag(Meeting()["known_as"], "input"))


def test_somebodys_words_look_like_their_words_while_typed():
    assert 'class="govuk-textarea own-input"' in tag(Meeting()["words"], "textarea")
    assert 'rows="3"' in tag(Meeting()["words"], "textarea")


def test_a_hint_is_tied_to_its_field():
    box = str(Meeting()["words"])
    assert 'id="id_words-hint"' in box
    assert 'aria-describedby="id_words-hint"' in tag(box, "textarea")


def test_what_is_wrong_is_said_at_the_field_and_tied_to_it():
    box = str(Meeting({"known_as": ""})["known_as"])
    assert 'aria-invalid="true"' in tag(box, "input")
    assert 'aria-describedby="id_known_as-error"' in tag(box, "input")
    assert re.search(r'<span class="govuk-visually-hidden">Error:</span> Write what they like', box)


def test_words_come_back_as_they_were_typed():
    typed = "\n  First line,\n\n    then <b>another</b> & more.\n"
    box = str(given(words=typed)["words"])
    inside = re.search(r"<textarea[^>]*>(.*)</textarea>", box, re.S)[1]
    assert html.unescape(inside) == "\n" + typed


def test_each_kind_of_input_keeps_its_type():
    types = {
        name: re.search(r'type="(\w+)"', tag(given()[name], "input"))[1]
        for name in ("email", "secret", "age")
    }
    assert types == {"email": "email", "secret": "password", "age": "number"}


def test_a_password_is_never_sent_back():
    assert "value" not in tag(given(secret="hunter two")["secret"], "input")


def test_the_chosen_option_stays_chosen():
    assert re.search(r'<option value="phone" selected\s*>', str(given(where="phone")["where"]))


def test_one_of_several_is_a_set_of_radios_with_a_legend():
    box = str(given(depth="deep")["depth"])
    assert "govuk-fieldset__legend" in box
    assert re.search(r'id="id_depth-2"[^>]*type="radio" value="deep" checked', box)
    assert "Most weeks" in box


def test_several_of_several_are_checkboxes_and_not_radios():
    box = str(given(parts=["talk"])["parts"])
    assert "radio" not in box
    assert [("checked" in found) for found in re.findall(r"<input[^>]*>", box)] == [True, False]


def test_a_single_box_has_its_label_and_no_legend():
    box = str(given(again="on")["again"])
    assert "legend" not in box
    assert " checked" in tag(box, "input")
    assert re.search(
        r'<label class="govuk-label govuk-checkboxes__label" for="id_again">\s*Told it again', box
    )


def test_a_hidden_field_is_only_an_input():
    assert str(given(key="7")["key"]) == '<input type="hidden" name="key" value="7" id="id_key">'


def test_a_form_without_errors_has_no_summary():
    assert errors(given()) == ""
    assert errors(Meeting(), None) == ""


def test_the_summary_counts_and_leads_to_each_field():
    form = Meeting({"known_as": "", "depth": "light"})
    summary = str(errors(form))
    assert "2 things to look at" in summary
    assert re.search(r" autofocus\s*>| autofocus ", summary)
    assert re.findall(r'href="(#[^"]+)"', summary) == ["#id_known_as", "#id_parts"]
    assert all(f'id="{link}"' in str(form) for link in ("id_known_as", "id_parts"))


def test_one_thing_is_said_as_one_thing_and_a_whole_form_has_no_link():
    summary = str(errors(Meeting({"known_as": "nobody"})))
    assert "One thing to look at" in summary
    assert "Somebody has to be there" in summary
    assert "href" not in summary


def test_markup_in_labels_and_errors_is_shown_and_not_obeyed():
    class Sly(Form):
        name = forms.CharField(
            label="<script>", help_text="<i>", error_messages={"required": "<u>"}
        )

    form = Sly({})
    page = str(form["name"]) + str(errors(form))
    assert not re.search(r"<(script|i|u)>", page)


def test_a_label_may_end_softly():
    class Promise(Form):
        promise = forms.CharField(label=soft(_("Anything you promised?"), _("You can leave this.")))

    assert 'Anything you promised? <span class="soft">You can leave this.</span>' in str(
        Promise()["promise"]
    )


def test_forms_from_elsewhere_wear_the_same_dress():
    class Elsewhere(forms.Form):
        login = forms.EmailField(label="Email")

    assert 'class="govuk-input"' in tag(field(Elsewhere()["login"]), "input")


def test_a_field_of_several_inputs_has_one_legend():
    class Visit(Form):
        when = forms.SplitDateTimeField(label="When?", help_text="A day and a time")

    box = str(Visit()["when"])
    assert box.count("<legend") == 1
    assert box.count('class="govuk-input"') == 2


def test_the_title_of_a_page_with_something_to_look_at_says_so_first():
    page = Template("{% load ui %}{% erring form %}Who did you meet?")
    assert page.render(Context({"form": Meeting({})})) == "Error: Who did you meet?"
    assert page.render(Context({"form": Meeting()})) == "Who did you meet?"
    assert page.render(Context({})) == "Who did you meet?"


def test_a_component_is_called_by_its_name_and_reaches_inside():
    button = Template(
        '{% load ui %}{% govuk "button" text=words classes="second" '
        'attributes__data_focus="told" %}'
    ).render(Context({"words": "Save <all>"}))
    assert 'class="govuk-button second"' in button
    assert 'data-focus="told"' in button
    assert "Save &lt;all&gt;" in button


def test_an_icon_is_silent_and_a_promise_is_always_a_knot():
    drawn = Template('{% load ui %}{% icon "knot" "kept" %}{% icon "leave" %}').render(Context())
    assert re.findall(r'class="([^"]*)"', drawn) == ["i knot kept", "i turn"]
    assert drawn.count('aria-hidden="true"') == 2
