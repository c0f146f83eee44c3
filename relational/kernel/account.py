"""Pages of signing in and of one's account: allauth's, with our words and our care."""

from __future__ import annotations

import base64
from io import BytesIO
from typing import Any

import qrcode
from allauth.account import app_settings
from allauth.account import forms as account_forms
from allauth.account import views as account
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn import forms as passkey_forms
from allauth.mfa.webauthn.views import AddWebAuthnView
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.i18n import set_language
from qrcode.image.svg import SvgPathFillImage

from relational.kernel import sign_in
from relational.kernel.errors import signed_in
from relational.kernel.forms import Form, ModelForm
from relational.kernel.http import WRONG, posted
from relational.kernel.models import User

_EMAIL = (gettext_lazy("Your e-mail address"), gettext_lazy("Write your e-mail address"))
_PASSWORD = (gettext_lazy("Your password"), gettext_lazy("Write your password"))
_CODE = (gettext_lazy("The code"), gettext_lazy("Write the code"))
_NEW = (gettext_lazy("Your new password"), gettext_lazy("Write a new password"))
_NEW_AGAIN = (gettext_lazy("The same once more"), gettext_lazy("Write the new password once more"))
_LONG_ENOUGH = gettext_lazy(
    "At least 12 letters, figures or signs. Three or four words make a good one."
)


class _Worded(Form):
    """A form of allauth's in our words: label, and what to say when nothing was written."""

    words: dict[str, tuple[Any, Any]] = {}
    hints: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.help_text = self.hints.get(name, "")
            if name in self.words:
                field.label, field.error_messages["required"] = self.words[name]
            if name == "code":
                field.widget.attrs["class"] = "govuk-input--width-10"


# --- Before signing in ----------------------------------------------------------------------------


class SignInForm(_Worded, account_forms.LoginForm):
    words = {"login": _EMAIL, "password": _PASSWORD}


class AskForCodeForm(_Worded, account_forms.RequestLoginCodeForm):
    words = {"email": _EMAIL}
    _user: User | None

    def clean_email(self) -> str:
        email = super().clean_email()
        self._user = sign_in.opens_for(self._user, email)
        return email


class CodeForm(_Worded, account_forms.ConfirmLoginCodeForm):
    words = {"code": _CODE}
    hints = {"code": gettext_lazy("Capitals or small letters, with or without the dash.")}


class ForgottenPasswordForm(_Worded, account_forms.ResetPasswordForm):
    words = {"email": _EMAIL}
    users: list[User]

    def clean_email(self) -> str:
        """Who signs in by code gets no password by post: it would outlive an unsafe address."""
        email = super().clean_email()
        self.users = [
            user
            for user in self.users
            if sign_in.opens_for(user, email) and user.has_usable_password()
        ]
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email = super().save(request, **kwargs)
        for user in self.users:
            sign_in.one_address(user)
        return email


class NewPasswordForm(_Worded, account_forms.ResetPasswordKeyForm):
    words = {"password1": _NEW, "password2": _NEW_AGAIN}
    hints = {"password1": _LONG_ENOUGH}


class SecondFactorForm(_Worded, mfa_forms.AuthenticateForm):
    words = {"code": _CODE}


class PasskeySignInForm(passkey_forms.LoginWebAuthnForm):
    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()
        except (AttributeError, KeyError, TypeError, ValueError) as problem:
            raise ValidationError(_("This passkey did not work. Try another way.")) from problem


class EnterCode(account.ConfirmLoginCodeView):
    form_class = CodeForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        minutes = app_settings.LOGIN_BY_CODE_TIMEOUT // 60
        return super().get_context_data(**kwargs) | {"minutes": minutes}


class NewPassword(account.PasswordResetFromKeyView):
    form_class = NewPasswordForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        if user := getattr(self, "reset_user", None):
            sign_in.one_address(user)
        return response


def no_sign_up(request: HttpRequest) -> HttpResponse:
    """The address allauth knows for signing oneself up. Nobody does that here."""
    raise Http404


# --- One's account --------------------------------------------------------------------------------


class ChangePasswordForm(_Worded, account_forms.ChangePasswordForm):
    words = {
        "oldpassword": (
            gettext_lazy("Your password now"),
            gettext_lazy("Write your password of now"),
        ),
        "password1": _NEW,
        "password2": _NEW_AGAIN,
    }
    hints = {"password1": _LONG_ENOUGH}


class PasswordAgainForm(_Worded, account_forms.ReauthenticateForm):
    words = {"password": _PASSWORD}


class CodeAgainForm(_Worded, mfa_forms.ReauthenticateForm):
    words = {"code": _CODE}


class AppForm(_Worded, ActivateTOTPForm):
    words = {
        "code": (gettext_lazy("The six figures in the app"), gettext_lazy("Write the six figures"))
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class PasskeyForm(_Worded, passkey_forms.AddWebAuthnForm):
    words = {
        "name": (gettext_lazy("What do you call this device?"), ""),
        "passwordless": (gettext_lazy("Sign in with this passkey alone, without a password"), ""),
    }
    hints = {
        "passwordless": gettext_lazy("Your device then asks for your finger, your face or its PIN.")
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"name": _("My device"), "passwordless": True}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any] | None:
        try:
            return super().clean()
        except (AttributeError, KeyError, TypeError, ValueError) as problem:
            raise ValidationError(_("This passkey did not work. Try another way.")) from problem


class PasskeyNameForm(_Worded, passkey_forms.EditWebAuthnForm):
    words = {"name": (gettext_lazy("What do you call this device?"), gettext_lazy("Write a name"))}


class AboutMe(ModelForm):
    """What colleagues, and the people somebody walks with, see of them."""

    class Meta:
        model = User
        fields = ["pronouns", "phone", "language"]
        labels = {
            "pronouns": gettext_lazy("Your pronouns"),
            "phone": gettext_lazy("Your telephone"),
        }

    language = forms.ChoiceField(
        label=gettext_lazy("Language of these pages and of our letters to you"),
        choices=settings.LANGUAGES,
        required=False,
    )


@signed_in
def about(request: HttpRequest) -> HttpResponse:
    """Write down one's own pronouns, telephone and language."""
    form = AboutMe(posted(request), instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Written down."))
        return redirect("account")
    status = WRONG if form.errors else 200
    return render(request, "account/about.html", {"form": form}, status=status)


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Show everything in another language from now on: in this browser, and to this person."""
    response = set_language(request)
    chosen = request.POST.get("language")
    if request.user.is_authenticated and chosen in dict(settings.LANGUAGES):
        assert isinstance(request.user, User)  # somebody signed in
        request.user.language = chosen
        request.user.save(update_fields=["language"])
    return response


@login_required
def show(request: HttpRequest) -> HttpResponse:
    """Who one is here, and what protects the account."""
    assert isinstance(request.user, User)  # somebody signed in
    return render(request, "account/show.html", {"protected_by": sign_in.protections(request.user)})


class ChangePassword(account.PasswordChangeView):
    form_class = ChangePasswordForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not request.user.has_usable_password():
            return redirect("account")
        return super().dispatch(request, *args, **kwargs)

    def get_default_success_url(self) -> str:
        return redirect("account").url


class _OnlyWhoCameInLately:
    """Who has neither password nor second factor cannot be asked again who they are.

    So that nobody who picks up their phone can add a way in, they must have come in just now.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if (
            request.user.is_authenticated
            and not get_adapter().get_reauthentication_methods(request.user)
            and not sign_in.came_in_lately(request)
        ):
            return render(request, "account/sign_in_again.html")
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class SecondFactor(IndexView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        missing = sign_in.needs_second_factor(self.request) and not sign_in.used_second_factor(
            self.request
        )
        return super().get_context_data(**kwargs) | {"needed": missing}


class TakeAppAway(DeactivateTOTPView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        needed = sign_in.needs_second_factor(self.request)
        return super().get_context_data(**kwargs) | {"needed_at_work": needed}


class MakeApp(_OnlyWhoCameInLately, ActivateTOTPView):
    form_class = AppForm

    def form_valid(self, form: AppForm) -> HttpResponse:
        response = super().form_valid(form)
        sign_in.made_second_factor(self.request, Authenticator.Type.TOTP)
        messages.success(
            self.request, _("The app is set up. From now on it is part of signing in.")
        )
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The picture on white ground, so that a camera reads it on a dark page too."""
        context = super().get_context_data(**kwargs)
        picture = BytesIO()
        qrcode.make(context["totp_url"], image_factory=SvgPathFillImage, box_size=14).save(picture)
        encoded = base64.b64encode(picture.getvalue()).decode()
        secret = context["form"].secret
        return context | {
            "picture": f"data:image/svg+xml;base64,{encoded}",
            "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        }


class MakePasskey(_OnlyWhoCameInLately, AddWebAuthnView):
    form_class = PasskeyForm

    def form_valid(self, form: PasskeyForm) -> HttpResponse:
        response = super().form_valid(form)
        sign_in.made_second_factor(self.request, Authenticator.Type.WEBAUTHN)
        return response
