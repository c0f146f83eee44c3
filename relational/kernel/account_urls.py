"""Sign-in, sign-out and one's account: allauth's pages under our addresses and its names.

What is used before somebody is signed in stands under /sign-in/, where their user can be found.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as spare_codes
from allauth.mfa.webauthn import views as passkey
from django.urls import include, path, re_path

from relational.kernel import account as ours

sign_in = [
    path("", account.LoginView.as_view(form_class=ours.SignInForm), name="account_login"),
    path(
        "code/",
        account.RequestLoginCodeView.as_view(form_class=ours.AskForCodeForm),
        name="account_request_login_code",
    ),
    path("code/confirm/", ours.EnterCode.as_view(), name="account_confirm_login_code"),
    path(
        "second-factor/",
        mfa.AuthenticateView.as_view(form_class=ours.SecondFactorForm),
        name="mfa_authenticate",
    ),
    path(
        "passkey/",
        passkey.LoginWebAuthnView.as_view(form_class=ours.PasskeySignInForm),
        name="mfa_login_webauthn",
    ),
    path(
        "password/",
        account.PasswordResetView.as_view(form_class=ours.ForgottenPasswordForm),
        name="account_reset_password",
    ),
    path("password/sent/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "password/changed/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        ours.NewPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("new/", ours.no_sign_up, name="account_signup"),
]

second_factor = [
    path("", ours.SecondFactor.as_view(), name="mfa_index"),
    path("app/", ours.MakeApp.as_view(), name="mfa_activate_totp"),
    path("app/off/", ours.TakeAppAway.as_view(), name="mfa_deactivate_totp"),
    path("codes/", spare_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("codes/new/", spare_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("codes/file/", spare_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("passkeys/", passkey.list_webauthn, name="mfa_list_webauthn"),
    path("passkeys/new/", ours.MakePasskey.as_view(), name="mfa_add_webauthn"),
    path(
        "passkeys/<int:pk>/",
        passkey.EditWebAuthnView.as_view(form_class=ours.PasskeyNameForm),
        name="mfa_edit_webauthn",
    ),
    path("passkeys/<int:pk>/remove/", passkey.remove_webauthn, name="mfa_remove_webauthn"),
]

again = [
    path(
        "",
        account.ReauthenticateView.as_view(form_class=ours.PasswordAgainForm),
        name="account_reauthenticate",
    ),
    path(
        "code/",
        mfa.ReauthenticateView.as_view(form_class=ours.CodeAgainForm),
        name="mfa_reauthenticate",
    ),
    path("passkey/", passkey.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
]

urlpatterns = [
    path("sign-in/", include(sign_in)),
    path("sign-out/", account.logout, name="account_logout"),
    path("language/", ours.choose_language, name="language"),
    path("account/", ours.show, name="account"),
    path("account/about/", ours.about, name="account_about"),
    path("account/password/", ours.ChangePassword.as_view(), name="account_change_password"),
    path("account/second-factor/", include(second_factor)),
    path("account/again/", include(again)),
]
