"""What is typed when two sit down together: words, people, points, signing, and what stops things."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import SayForm, any_day, line, tidy, words
from cases.models import Resident, Review
from hubs.models import Blocker, Membership, Organisation
from relational.kernel.forms import Form, soft
from relational.kernel.models import User

YOU_CAN_LEAVE_THIS = _("You can leave this.")


class BeginForm(Form):
    worker = forms.ChoiceField(
        label=_("With whom?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose with whom."),
            "invalid_choice": _("Choose somebody from the list."),
        },
    )

    def __init__(self, *args, workers: Iterable[Membership], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.workers = {str(at_work.user_id): at_work.user for at_work in workers}
        self.fields["worker"].choices = [
            (key, user.display_name) for key, user in self.workers.items()
        ]

    def with_whom(self) -> User:
        return self.workers[self.cleaned_data["worker"]]


class SeenForm(Form):
    """A form that remembers what stood there when somebody began."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def show_again(self, seen: str) -> None:
        """Keep what was typed, over what is saved by now."""
        self.data = self.data.copy()
        self.data["seen"] = seen


class TalkForm(SeenForm):
    """One field of a review's own words."""

    def __init__(self, *args, field: str, label: str, **kwargs) -> None:
        # Two of them stand on one page, so their fields need ids of their own.
        super().__init__(*args, auto_id=f"{field}-%s", **kwargs)
        self.fields[field] = words(label, longest=2_000)
        self.field = field

    @property
    def text(self) -> str:
        return tidy(self.cleaned_data[self.field])


class PeopleForm(Form):
    residents = forms.MultipleChoiceField(
        label=_("Whom do you want to talk about?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose from the list.")},
    )

    def __init__(self, *args, offered: Iterable[Resident], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(resident.pk): resident for resident in offered}
        self.fields["residents"].choices = [
            (key, resident.known_as) for key, resident in self.offered.items()
        ]

    def chosen(self) -> set:
        return {self.offered[key].pk for key in self.cleaned_data["residents"]}


class PointForm(SayForm):
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    resident = forms.ChoiceField(
        label=_("About whom?"),
        required=False,
        error_messages={"invalid_choice": _("Choose somebody you talk about.")},
    )
    what = words(_("What is it about?"), rows=2, longest=2_000)
    in_the_way = words(soft(_("What is in the way?"), YOU_CAN_LEAVE_THIS), rows=2, longest=2_000)
    action = words(soft(_("What will one of you do?"), YOU_CAN_LEAVE_THIS), rows=2, longest=2_000)
    who = forms.ChoiceField(
        label=_("Who does it?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("One of you two does it.")},
    )
    due = any_day(soft(_("By when?"), YOU_CAN_LEAVE_THIS))

    def __init__(self, *args, review: Review, people: Iterable[Resident], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(resident.pk): resident for resident in people}
        self.two = {str(user.pk): user for user in (review.manager, review.worker)}
        if self.people:
            self.fields["resident"].choices = [
                ("", _("Nobody in particular")),
                *((key, resident.known_as) for key, resident in self.people.items()),
            ]
        else:
            del self.fields["resident"]
        if review.is_signed:
            del self.fields["who"]  # who adds to it does it
        else:
            self.fields["who"].choices = [(key, user.called) for key, user in self.two.items()]
            self.fields["who"].initial = str(review.manager_id)

    def clean(self) -> dict:
        said = super().clean()
        said["resident"] = self.people.get(said.get("resident", ""))
        said["who"] = self.two.get(said.get("who", ""))
        return said


class SignForm(SeenForm):
    """The name is the worker's, at the manager's screen."""

    name = line("", longest=80, autocapitalize="words")

    def __init__(self, *args, review: Review, reader: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if reader.pk == review.worker_id or review.worker_signed_at is not None:
            del self.fields["name"]
        else:
            who = {"name": review.worker.called}
            self.fields["name"].label = _("%(name)s, write your name if you agree") % who
            self.fields["name"].help_text = (
                _("%(name)s can also sign later, from their own sign-in.") % who
            )


class BlockedByForm(Form):
    """What stops the right thing. Likely twins are shown before it is named a second time."""

    called = line(
        _("What stops the right thing?"),
        required=_("Name it in plain words."),
        longest=120,
        hint=_("Like “Three missed letters and you are off the list”. No names of people."),
    )
    kind = forms.ChoiceField(
        label=_("What is it?"),
        required=False,
        widget=forms.RadioSelect,
        choices=Blocker.Kind.choices,
        error_messages={"invalid_choice": _("Choose what it is.")},
    )
    whose = line(soft(_("Whose is it?"), YOU_CAN_LEAVE_THIS), longest=120)
    text = line(
        _("How did it show? One sentence, without names"),
        required=_("Say in one sentence how it was seen."),
        hint=_("Everybody who works with people here can read it."),
    )
    which = forms.ChoiceField(
        label=_("Is it one of these?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose from the list.")},
    )
    ANOTHER = "another"

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.organisation: Organisation | None = None
        self.twins: dict[str, Blocker] = {}
        self.asks_which = "which" in self.data
        if called := tidy(self.data.get("called", ""))[:120]:
            self.twins = {str(twin.pk): twin for twin in Blocker.objects.alike(called)[:5]}
        self.fields["which"].choices = [
            *((key, f"{twin} ({twin.get_kind_display()})") for key, twin in self.twins.items()),
            (self.ANOTHER, _("No, it is another one")),
        ]

    def clean_whose(self) -> str:
        whose = " ".join(self.cleaned_data["whose"].split())
        if whose:
            self.organisation = Organisation.objects.filter(name__iexact=whose).first()
            if self.organisation is None:
                near = [str(each) for each in Organisation.objects.found_by(whose).by_name()[:3]]
                known = _("We know none of this name. Leave it empty if you like.")
                alike = _("Is it one of these? %(names)s.") % {"names": ", ".join(near)}
                raise ValidationError(f"{known} {alike}" if near else known)
        return whose

    @property
    def known(self) -> Blocker | None:
        """The one that was named before, where somebody said so."""
        return self.twins.get(self.cleaned_data.get("which", ""))

    @property
    def must_ask(self) -> bool:
        """Whether it may have been named before, and nobody has said yet."""
        called = self.cleaned_data["called"].casefold()
        same = any(twin.name.casefold() == called for twin in self.twins.values())
        return bool(self.twins) and not same and not self.cleaned_data.get("which")
