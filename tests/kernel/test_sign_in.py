"""Signing in: every way in, every way kept shut, and nothing that tells who has a door here."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core import mail
from django.test import Client
from django.urls import reverse

from cases.actions import resident as residents
from cases.models import ContactPoint
from relational.kernel import sign_in
from relational.kernel.models import User
from relational.kernel.security import SYSTEM, acting_as
from tests import make

OURS = {"HTTP_ORIGIN": "http://testserver"}


@pytest.fixture
def post(django_capture_on_commit_callbacks):
    """Send a form as a browser does, and wait for the letters it causes."""

    def send(client: Client, path: str, data: dict | None = None, **more):
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(path, data or {}, **more)
        sign_in.post_office.submit(int).result()
        return response

    return send


@pytest.fixture
def needed(settings):
    """The second factor is needed, as in production."""
    settings.SECOND_FACTOR_REQUIRED = True


def by_password(client: Client, user: User, password: str = make.PASSWORD, **more):
    return client.post("/sign-in/", {"login": user.email, "password": password} | more)


def signed_in_as(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def code_in(letter) -> str:
    return re.search(r"^[A-Z]{4}-[A-Z]{4}$", letter.body, re.MULTILINE)[0]


def figures(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // mfa_settings.TOTP_PERIOD))


def app_of(user: User) -> str:
    """Give somebody an app. Returns its secret."""
    secret = generate_totp_secret()
    with acting_as(user):
        TOTP.activate(user, secret)
        RecoveryCodes.activate(user)
    return secret


def goes_to(response, path: str) -> None:
    assert (response.status_code, response["Location"]) == (302, path)


# --- By password ----------------------------------------------------------------------------------


def test_a_password_leads_to_the_front_door(amina):
    client = Client()
    goes_to(by_password(client, amina), "/")
    assert signed_in_as(client) == str(amina.pk)


def test_a_password_leads_to_the_page_that_was_asked_for(amina):
    goes_to(by_password(Client(), amina, next="/people/"), "/people/")


def test_a_password_leads_to_no_other_site(amina):
    goes_to(by_password(Client(), amina, next="https://elsewhere.example/"), "/")


def test_a_wrong_password_gets_one_sentence_and_keeps_the_address(amina):
    page = by_password(Client(), amina, "not this one").content.decode()
    assert page.count("do not go together") == 1
    assert 'value="amina@demo.example"' in page
    assert "not this one" not in page


def test_a_wrong_password_and_an_unknown_address_look_the_same(amina):
    known = by_password(Client(), amina, "not this one").content.decode()
    unknown = (
        Client()
        .post("/sign-in/", {"login": "nobody@demo.example", "password": "not this one"})
        .content.decode()
    )

    def bare(page: str) -> str:
        return re.sub(r'(?<=name="csrfmiddlewaretoken" value=")\w+', "", page)

    assert bare(known).replace("amina@", "nobody@") == bare(unknown)


def test_an_empty_form_says_what_to_write(db):
    page = Client().post("/sign-in/").content.decode()
    assert "Write your e-mail address" in page
    assert "Write your password" in page


def test_a_closed_account_opens_nothing(amina):
    with acting_as(amina):
        User.objects.filter(pk=amina.pk).update(is_active=False)
    client = Client()
    goes_to(by_password(client, amina), "/sign-in/inactive/")
    assert client.get("/sign-in/inactive/").status_code == 200
    assert signed_in_as(client) is None


# --- By a code ------------------------------------------------------------------------------------


def test_a_resident_signs_in_by_a_code(joe, post):
    client = Client()
    goes_to(post(client, "/sign-in/code/", {"email": joe.email}), "/sign-in/code/confirm/")
    assert "What is the code?" in client.get("/sign-in/code/confirm/").content.decode()
    [letter] = mail.outbox
    goes_to(client.post("/sign-in/code/confirm/", {"code": code_in(letter)}), "/")
    assert signed_in_as(client) == str(joe.pk)
    assert client.session["staff"] is False


def test_a_code_works_in_small_letters_without_its_dash(joe, post):
    client = Client()
    post(client, "/sign-in/code/", {"email": joe.email})
    typed = code_in(mail.outbox[0]).lower().replace("-", " ")
    goes_to(client.post("/sign-in/code/confirm/", {"code": typed}), "/")


def test_the_letter_with_the_code_says_nothing_else(joe, post):
    post(Client(), "/sign-in/code/", {"email": joe.email})
    [letter] = mail.outbox
    assert letter.subject == "Your code"
    assert letter.to == [joe.email]
    assert letter.alternatives == []
    code = code_in(letter)
    assert letter.body.split("\n\n") == [
        "Your code is",
        code,
        "Type it on the page that is open. If you did not ask for it, you can leave it.",
        "Relational",
    ]


def test_a_wrong_code_opens_nothing_and_says_so(joe, post):
    client = Client()
    post(client, "/sign-in/code/", {"email": joe.email})
    page = client.post("/sign-in/code/confirm/", {"code": "WRNG-CDXX"}).content.decode()
    assert "This is not the code" in page
    assert signed_in_as(client) is None


def test_guessing_codes_ends_soon(joe, post):
    client = Client()
    post(client, "/sign-in/code/", {"email": joe.email})
    for _guess in range(10):
        response = client.post("/sign-in/code/confirm/", {"code": "WRNG-CDXX"})
        if response.status_code == 302:
            break
    goes_to(response, "/sign-in/code/")
    goes_to(
        client.post("/sign-in/code/confirm/", {"code": code_in(mail.outbox[0])}), "/sign-in/code/"
    )
    assert signed_in_as(client) is None


def test_a_code_for_an_unknown_address_looks_the_same_and_nothing_is_sent(joe, post):
    pages = []
    for email in (joe.email, "nobody@demo.example"):
        client = Client()
        goes_to(post(client, "/sign-in/code/", {"email": email}), "/sign-in/code/confirm/")
        page = client.get("/sign-in/code/confirm/").content.decode()
        pages.append(re.sub(r'value="\w{64}"', "", page).replace(email, "…"))
    assert pages[0] == pages[1]
    assert [letter.to for letter in mail.outbox] == [[joe.email]]


def test_no_code_opens_a_door_that_nobody_has(db, post):
    client = Client()
    post(client, "/sign-in/code/", {"email": "nobody@demo.example"})
    for code in ("", "-", "BCDF-GHJK"):
        client.post("/sign-in/code/confirm/", {"code": code})
        assert signed_in_as(client) is None


def test_no_code_is_sent_to_an_unsafe_address(record, joe, amina, post):
    point = ContactPoint(
        resident=record, channel="email", value="Joe@Demo.example", safe_to_contact=False
    )
    with acting_as(amina):
        residents.reach_by(point, by=amina)
    client = Client()
    goes_to(post(client, "/sign-in/code/", {"email": joe.email}), "/sign-in/code/confirm/")
    post(client, "/sign-in/password/", {"email": joe.email})
    assert mail.outbox == []


def test_an_old_address_opens_nothing(joe, post):
    with acting_as(joe):
        EmailAddress.objects.create(user=joe, email="old@demo.example", verified=True, primary=True)
    post(Client(), "/sign-in/code/", {"email": "old@demo.example"})
    post(Client(), "/sign-in/password/", {"email": "old@demo.example"})
    assert mail.outbox == []


def test_a_mail_server_that_is_away_breaks_no_page(joe, post, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    goes_to(post(Client(), "/sign-in/code/", {"email": joe.email}), "/sign-in/code/confirm/")


# --- A forgotten password -------------------------------------------------------------------------


def link_in(letter) -> str:
    return re.search(r"http://testserver(\S+)", letter.body)[1]


def test_a_link_leads_to_a_new_password(amina, post):
    client = Client()
    goes_to(post(client, "/sign-in/password/", {"email": amina.email}), "/sign-in/password/sent/")
    [letter] = mail.outbox
    assert letter.subject == "Your link"
    page = client.get(link_in(letter), follow=True)
    assert page.status_code == 200
    new = {"password1": "three words together", "password2": "three words together"}
    goes_to(post(client, page.request["PATH_INFO"], new), "/sign-in/password/changed/")
    assert client.get("/sign-in/password/changed/").status_code == 200
    goes_to(by_password(Client(), amina, "three words together"), "/")
    assert [letter.subject for letter in mail.outbox] == ["Your link", "Your account"]
    with acting_as(SYSTEM):
        assert not EmailAddress.objects.exists()


def test_a_link_works_once(amina, post):
    post(Client(), "/sign-in/password/", {"email": amina.email})
    link = link_in(mail.outbox[0])
    client = Client()
    page = client.get(link, follow=True)
    post(
        client,
        page.request["PATH_INFO"],
        {"password1": "three words together", "password2": "three words together"},
    )
    assert "no longer works" in Client().get(link, follow=True).content.decode()


def test_a_made_up_link_opens_nothing(db):
    for path in ("abc-def", "00000000000000000000000000000000-set-password", "x-1"):
        page = Client().get(f"/sign-in/password/{path}/", follow=True)
        assert (page.status_code, "no longer works" in page.content.decode()) == (200, True)


def test_who_has_no_password_is_sent_none(joe, post):
    with acting_as(joe):
        joe.set_unusable_password()
        joe.save()
    goes_to(post(Client(), "/sign-in/password/", {"email": joe.email}), "/sign-in/password/sent/")
    assert mail.outbox == []


# --- A second factor ------------------------------------------------------------------------------


def test_staff_without_a_second_factor_are_sent_to_set_one_up(amina, needed):
    client = Client()
    by_password(client, amina)
    goes_to(client.get("/people/"), "/account/second-factor/")
    page = client.get("/account/second-factor/").content.decode()
    assert "Everybody who works here needs one" in page
    for path in ("/account/", "/account/second-factor/", "/account/again/"):
        assert client.get(path).status_code == 200


def test_staff_who_came_in_by_a_code_need_it_too(amina, needed, post):
    client = Client()
    post(client, "/sign-in/code/", {"email": amina.email})
    client.post("/sign-in/code/confirm/", {"code": code_in(mail.outbox[0])})
    assert signed_in_as(client) == str(amina.pk)
    goes_to(client.get("/people/"), "/account/second-factor/")


def test_a_session_that_does_not_say_who_works_here_counts_as_staff(amina, needed, browse):
    goes_to(browse(amina).get("/people/"), "/account/second-factor/")


def test_residents_need_no_second_factor(joe, needed):
    client = Client()
    by_password(client, joe)
    assert client.get("/people/").get("Location") != "/account/second-factor/"


def test_nobody_signed_in_is_not_asked_for_one(db, needed):
    assert Client().get("/privacy/").status_code == 200
    assert "second-factor" not in Client().get("/people/").get("Location", "")


def test_an_app_is_set_up_and_lets_on_without_signing_in_again(amina, needed, post):
    client = Client()
    by_password(client, amina)
    goes_to(
        client.get("/account/second-factor/app/"),
        "/account/again/?next=%2Faccount%2Fsecond-factor%2Fapp%2F",
    )
    goes_to(
        client.post(
            "/account/again/", {"password": make.PASSWORD, "next": "/account/second-factor/app/"}
        ),
        "/account/second-factor/app/",
    )
    page = client.get("/account/second-factor/app/").content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    wrong = post(client, "/account/second-factor/app/", {"code": "000000"})
    assert wrong.status_code == 200
    secret = client.session["mfa.totp.secret"]
    done = post(client, "/account/second-factor/app/", {"code": figures(secret)})
    goes_to(done, "/account/second-factor/codes/")
    page = client.get("/account/second-factor/codes/").content.decode()
    assert len(re.findall(r"<code>\d{8}</code>", page)) == 10
    assert client.get("/people/").get("Location") != "/account/second-factor/"
    assert [letter.subject for letter in mail.outbox] == ["Your account"]


def test_a_forgotten_password_does_not_keep_anybody_from_setting_up_an_app(amina, post):
    post(Client(), "/sign-in/password/", {"email": amina.email})
    client = Client()
    by_password(client, amina)
    client.post("/account/again/", {"password": make.PASSWORD})
    assert client.get("/account/second-factor/app/").status_code == 200


def test_the_app_is_asked_for_after_the_password(amina, needed):
    secret = app_of(amina)
    client = Client()
    goes_to(by_password(client, amina), "/sign-in/second-factor/")
    assert signed_in_as(client) is None
    goes_to(client.get("/sign-in/"), "/sign-in/second-factor/")
    wrong = client.post("/sign-in/second-factor/", {"code": "000000"})
    assert wrong.status_code == 200
    assert signed_in_as(client) is None
    goes_to(client.post("/sign-in/second-factor/", {"code": figures(secret)}), "/")
    assert client.session["staff"] is True
    assert client.get("/people/").get("Location") != "/account/second-factor/"


def test_the_app_is_asked_for_after_a_code_by_mail(amina, needed, post):
    secret = app_of(amina)
    client = Client()
    post(client, "/sign-in/code/", {"email": amina.email})
    done = client.post("/sign-in/code/confirm/", {"code": code_in(mail.outbox[0])})
    goes_to(done, "/sign-in/second-factor/")
    goes_to(client.post("/sign-in/second-factor/", {"code": figures(secret)}), "/")


def test_a_spare_code_works_once(amina, needed):
    app_of(amina)
    with acting_as(amina):
        spare = Authenticator.objects.get(user=amina, type="recovery_codes")
        code = spare.wrap().get_unused_codes()[0]
    for expected in ("/", None):
        client = Client()
        by_password(client, amina)
        response = client.post("/sign-in/second-factor/", {"code": code})
        assert response.get("Location") == expected


def test_a_session_from_before_the_app_is_asked_for_its_code(amina, needed):
    client = Client()
    by_password(client, amina)
    secret = app_of(amina)
    goes_to(client.get("/people/"), "/account/again/code/?next=/people/")
    goes_to(
        client.post("/account/again/code/", {"code": figures(secret), "next": "/people/"}),
        "/people/",
    )
    assert "/account/" not in client.get("/people/").get("Location", "")


def test_an_app_is_taken_away_only_after_asking_again(amina, post):
    secret = app_of(amina)
    client = Client()
    by_password(client, amina)
    client.post("/sign-in/second-factor/", {"code": figures(secret)})
    away = "/account/second-factor/app/off/"
    assert client.post(away)["Location"].startswith("/account/again/")
    client.post("/account/again/", {"password": make.PASSWORD})
    goes_to(post(client, away), "/account/second-factor/")
    with acting_as(amina):
        assert not Authenticator.objects.exists()


def test_nobody_who_picks_up_a_phone_adds_a_way_in(joe, post):
    with acting_as(joe):
        joe.set_unusable_password()
        joe.save()
    client = Client()
    post(client, "/sign-in/code/", {"email": joe.email})
    client.post("/sign-in/code/confirm/", {"code": code_in(mail.outbox[0])})
    for path in ("/account/second-factor/app/", "/account/second-factor/passkeys/new/"):
        assert "Please sign in again first" not in client.get(path).content.decode()
    session = client.session
    session["account_authentication_methods"][0]["at"] -= 3600
    session.save()
    for path in ("/account/second-factor/app/", "/account/second-factor/passkeys/new/"):
        for page in (client.get(path), client.post(path)):
            assert "Please sign in again first" in page.content.decode()


def test_a_made_up_passkey_gets_a_sentence(amina):
    assert (
        "request_options"
        in Client().get("/sign-in/passkey/", HTTP_ACCEPT="application/json").json()
    )
    for credential in ("", "{}", "[]", "1", '{"id": 1}', '{"response": {"userHandle": "eA"}}', "x"):
        client = Client()
        goes_to(client.post("/sign-in/passkey/", {"credential": credential}), "/sign-in/")
        assert client.get("/sign-in/").status_code == 200


# --- Doors that stay shut -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    ["/sign-in/new/", "/signup/", "/accounts/signup/", "/account/email/", "/accounts/login/"],
)
def test_nobody_signs_themself_up(db, path):
    assert Client().get(path).status_code == 404
    assert Client().post(path, {"email": "new@demo.example"}).status_code == 404


def test_signing_out_is_asked_for_and_then_done(amina, browse):
    client = browse(amina)
    assert "Sign out?" in client.get("/sign-out/").content.decode()
    assert signed_in_as(client) == str(amina.pk)
    goes_to(client.post("/sign-out/"), "/")
    assert signed_in_as(client) is None


def test_many_wrong_passwords_are_slowed_down(amina):
    for _guess in range(5):
        by_password(Client(), amina, "not this one")
    page = by_password(Client(), amina).content.decode()
    assert "Wait five minutes" in page


def test_many_requests_get_a_polite_answer(db, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    for expected in (200, 429):
        page = Client().post("/sign-in/", {"login": "nobody@demo.example", "password": "x"})
        assert page.status_code == expected
    assert "Wait a few minutes" in page.content.decode()


def test_many_codes_for_one_address_are_slowed_down(joe, post):
    for _time in range(4):
        page = post(Client(), "/sign-in/code/", {"email": joe.email})
    assert "Wait five minutes" in page.content.decode()
    assert len(mail.outbox) == 3


def test_an_account_is_only_for_whom_it_belongs_to(db):
    for path in ("/account/", "/account/password/", "/account/second-factor/", "/account/again/"):
        goes_to(Client().get(path), f"/sign-in/?next={path}")


def test_a_passkey_of_somebody_else_is_not_there(amina, sam, browse):
    with acting_as(sam):
        theirs = Authenticator.objects.create(user=sam, type="webauthn", data={"name": "Sam’s"})
    client = Client()
    by_password(client, amina)
    client.post("/account/again/", {"password": make.PASSWORD})
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert client.get(reverse(name, args=[theirs.pk])).status_code == 404


# --- One's account --------------------------------------------------------------------------------


def test_everybody_sees_their_own_account(amina, joe, browse):
    for user in (amina, joe):
        page = browse(user).get("/account/").content.decode()
        assert user.display_name in page
        assert user.email in page


def test_a_password_is_changed_by_whoever_knows_the_old_one(amina, post, browse):
    client = browse(amina)
    new = {"password1": "three words together", "password2": "three words together"}
    page = post(client, "/account/password/", new | {"oldpassword": "not this one"})
    assert "This is not your password of now" in page.content.decode()
    goes_to(post(client, "/account/password/", new | {"oldpassword": make.PASSWORD}), "/account/")
    assert signed_in_as(client) == str(amina.pk)
    assert [letter.subject for letter in mail.outbox] == ["Your account"]


def test_a_short_password_is_refused_in_words(amina, browse):
    new = {"oldpassword": make.PASSWORD, "password1": "short", "password2": "short"}
    page = browse(amina).post("/account/password/", new).content.decode()
    assert "too short" in page


def test_who_has_no_password_changes_none(joe, browse):
    with acting_as(joe):
        joe.set_unusable_password()
        joe.save()
    goes_to(browse(joe).get("/account/password/"), "/account/")


def test_every_page_answers_whom_it_is_for(amina, browse):
    app_of(amina)
    for path in ("", "code/", "password/", "password/sent/", "password/changed/", "inactive/"):
        assert Client().get(f"/sign-in/{path}").status_code == 200
    client = browse(amina)
    assert client.post("/account/again/", {"password": make.PASSWORD}).status_code == 302
    for path in (
        "/sign-out/",
        "/account/",
        "/account/password/",
        "/account/again/",
        "/account/again/code/",
        "/account/second-factor/",
        "/account/second-factor/app/off/",
        "/account/second-factor/codes/",
        "/account/second-factor/codes/new/",
        "/account/second-factor/codes/file/",
        "/account/second-factor/passkeys/",
        "/account/second-factor/passkeys/new/",
    ):
        assert client.get(path).status_code == 200, path


def test_the_public_pages_answer_everybody(db):
    for path, heading in (
        ("/accessibility/", "Can everybody use this?"),
        ("/privacy/", "How we keep it safe"),
        ("/status/", "Is everything working?"),
    ):
        assert heading in Client().get(path).content.decode()


# --- A page that was open for long ----------------------------------------------------------------


def lost(data: dict, **headers):
    return Client(enforce_csrf_checks=True).post("/sign-in/code/", data, **headers)


def test_a_lost_token_gives_back_what_was_typed(db):
    page = lost(
        {"their_words": "I only came in for the warm.", "key": "Kept", "mode": "home"}, **OURS
    )
    assert page.status_code == 403
    text = page.content.decode()
    assert "I only came in for the warm.</textarea>" in text
    assert 'name="key" value="Kept"' in text
    assert 'name="mode" value="home"' in text
    assert text.count("<textarea") == 1
    assert page["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def test_a_lost_token_gives_no_password_back(db):
    page = lost({"login": "Amina@demo.example", "password": "neighbourhood"}, **OURS)
    text = page.content.decode()
    assert "Amina@demo.example</textarea>" in text
    assert "neighbourhood" not in text


@pytest.mark.parametrize(
    "headers", [{"HTTP_ORIGIN": "https://elsewhere.example"}, {"HTTP_ORIGIN": "null"}, {}]
)
def test_nothing_another_site_sent_is_shown_as_ones_own_words(db, headers):
    page = lost({"their_words": "I agree to Everything."}, **headers)
    assert page.status_code == 403
    assert "Everything." not in page.content.decode()


def test_people_write_down_their_own_pronouns_telephone_and_language(amina, browse):
    client = browse(amina)
    client.post(
        "/account/about/", {"pronouns": "she", "phone": "07700 900456", "language": "en-gb"}
    )
    page = client.get("/account/").content.decode()
    assert "she, 07700 900456" in page
    assert client.post("/account/about/", {"phone": "x" * 31}).status_code == 422
