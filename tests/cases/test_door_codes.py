"""Getting in: a code made with a resident in private, typed once, and what goes wrong at the door."""

import datetime
import re
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db.utils import ProgrammingError
from django.test import Client
from django.utils import timezone

from cases.actions import connection as circle
from cases.actions import door_code as codes
from cases.actions import goodbye as goodbyes
from cases.actions import look as looks
from cases.actions import need as needs
from cases.actions import note as notes
from cases.actions import reminder as promises
from cases.actions import resident as residents
from cases.actions import safety
from cases.actions import subject_request as requests
from cases.models import ContactPoint, DoorCode, Note, Resident
from cases.models.door_code import HOLDS
from hubs.access import Refused
from relational.kernel import outbox, sign_in
from relational.kernel.base import new_id
from relational.kernel.models import AuditEvent, Letter, User
from relational.kernel.security import SYSTEM, acting_as
from tests import make

pytestmark = pytest.mark.django_db

TYPE = "/sign-in/invitation/"
COME_IN = "/sign-in/welcome/"
PROVE = "/sign-in/welcome/code/"
ALONE = {"alone": "yes", "device": "own", "way": "paper"}


@pytest.fixture
def code(record, amina) -> str:
    """What stands on the paper that Amina gave to Joe."""
    with acting_as(amina):
        return made(record, amina)


def made(record, by, **more) -> str:
    about = {"device": "own", "way": "paper", "key": new_id()} | more
    return codes.make(record, by=by, **about)[1]


def typed(client: Client, code: str, **more):
    return client.post(TYPE, {"code": code}, **more)


def come_in(code: str) -> Client:
    client = Client()
    assert typed(client, code)["Location"] == COME_IN
    assert client.post(COME_IN)["Location"] == "/me/"
    return client


@pytest.fixture
def gives(mailoutbox, django_capture_on_commit_callbacks):
    """Give an address at the door. Returns the code that came there, if one did."""

    def give(client: Client, email: str) -> str | None:
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(COME_IN, {"email": email})["Location"] == PROVE
        sign_in.post_office.submit(int).result()
        letters = [letter for letter in mailoutbox if letter.to == [email]]
        return re.search(r"[A-Z]{4}-[A-Z]{4}", letters[-1].body)[0] if letters else None

    return give


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def wrong(code: str) -> str:
    """Another code of the same number."""
    return code[:-1] + ("0" if code[-1] != "0" else "1")


def way_in(record, amina, value="joe@home.example", safe=True, channel="email") -> ContactPoint:
    with acting_as(amina):
        return residents.reach_by(
            ContactPoint(resident=record, channel=channel, value=value, safe_to_contact=safe),
            by=amina,
        )


# --- Made with the resident -----------------------------------------------------------------------


def test_when_they_are_not_alone_only_that_it_waits_is_kept(record, amina, browse):
    client = browse(amina)
    address = f"/people/{record.pk}/invite/"
    said = {"alone": "no", "device": "shared", "email": "his@brother.example"}
    page = client.post(address, said, follow=True)
    assert "Do this when you two are alone." in text_of(page)
    assert "It waits until you two are alone." in text_of(page)
    client.post(address, said)
    with acting_as(amina):
        kept = DoorCode.objects.get()
        assert (kept.way, kept.device, kept.digest) == ("later", "", "")
        assert not ContactPoint.objects.exists()


def test_on_paper_the_code_is_shown_once_with_where_to_type_it_and_until_when(
    record, amina, browse
):
    client = browse(amina)
    address = f"/people/{record.pk}/invite/"
    page = client.post(address, ALONE)
    text = text_of(page)
    shown = re.search(r"\b(?:[0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}\b", text)[0]
    assert TYPE in text
    assert shown not in text_of(client.get(address))
    with acting_as(amina):
        kept = DoorCode.objects.get()
        assert shown.replace("-", "") not in str(DoorCode.objects.values().get())
        assert kept.ends_at - kept.made_at < HOLDS + datetime.timedelta(seconds=5)
    assert typed(Client(), shown)["Location"] == COME_IN


def test_nothing_on_the_paper_says_what_this_place_is_for(record, amina, browse):
    page = browse(amina).post(f"/people/{record.pk}/invite/", ALONE).content.decode()
    paper = page[page.index("<article") : page.index("</article>")].lower()
    assert "joe" not in paper
    assert not re.search(r"hub|help|support|council|debt|record|safe", paper)


def test_the_same_form_twice_is_one_code(record, amina, browse):
    client = browse(amina)
    key = str(new_id())
    shown = {
        client.post(f"/people/{record.pk}/invite/", ALONE | {"key": key}).context["code"]
        for _ in range(2)
    }
    assert len(shown) == 1
    with acting_as(amina):
        assert DoorCode.objects.count() == 1
        codes.end(DoorCode.objects.get(), by=amina)
    again = browse(amina).post(f"/people/{record.pk}/invite/", ALONE | {"key": key})
    assert again.status_code == 422


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({}, "Choose whether you two are alone."),
        ({"alone": "yes"}, "Choose what they said."),
        ({"alone": "yes", "device": "own"}, "Choose how they get the code."),
        (ALONE | {"email": "nowhere"}, "Write an e-mail address"),
        (ALONE | {"device": "shared", "email": "a@b.example"}, "Choose paper."),
        (ALONE | {"device": "not_sure", "email": "a@b.example"}, "Choose paper."),
    ],
)
def test_what_is_missing_or_not_safe_is_said_at_its_field(record, amina, browse, said, problem):
    page = browse(amina).post(f"/people/{record.pk}/invite/", said)
    assert page.status_code == 422
    assert problem in page.content.decode()
    with acting_as(amina):
        assert not DoorCode.objects.exists()
        assert not ContactPoint.objects.exists()


def test_to_a_safe_address_a_neutral_letter_brings_the_code(
    record, amina, browse, mailoutbox, django_capture_on_commit_callbacks
):
    point = way_in(record, amina)
    page = browse(amina).post(f"/people/{record.pk}/invite/", ALONE | {"way": str(point.pk)})
    assert page.context["code"] not in page.content.decode()
    outbox.deliver()
    (letter,) = mailoutbox
    assert letter.to == ["joe@home.example"]
    assert letter.subject == "Your code"
    assert page.context["code"] in letter.body
    for word in ["Joe", "Amina", "Marsh End", "record", "help"]:
        assert word not in letter.body
    come_in(page.context["code"])


def test_an_address_they_name_now_is_kept_as_safe(record, amina, browse):
    browse(amina).post(f"/people/{record.pk}/invite/", ALONE | {"email": "new@home.example"})
    with acting_as(amina):
        point = ContactPoint.objects.get()
        assert (point.value, point.safe_to_contact) == ("new@home.example", True)
        assert DoorCode.objects.get().point == point


@pytest.mark.parametrize("safe", [False, None])
def test_nothing_goes_to_an_address_that_is_not_safe(record, amina, safe):
    point = way_in(record, amina, safe=safe)
    with acting_as(amina), pytest.raises(ValidationError, match="safe"):
        made(record, amina, way="email", point=point)


def test_nothing_goes_to_an_address_that_stopped_being_safe(record, amina, mailoutbox):
    point = way_in(record, amina)
    with acting_as(amina):
        made(record, amina, way="email", point=point)
        point.safe_to_contact = False
        residents.reach_by(point, by=amina)
    outbox.deliver()
    assert mailoutbox == []


def test_nothing_goes_to_a_telephone_by_this_way(record, amina):
    point = way_in(record, amina, value="07700 900123", channel="mobile")
    with acting_as(amina), pytest.raises(ValidationError):
        made(record, amina, way="email", point=point)


def test_no_letter_goes_for_a_code_that_was_ended(record, amina, mailoutbox):
    point = way_in(record, amina)
    with acting_as(amina):
        made(record, amina, way="email", point=point)
        codes.end(DoorCode.objects.get(), by=amina)
    outbox.deliver()
    assert mailoutbox == []


def test_who_does_not_write_in_the_record_lets_nobody_in(record, amina, sam):
    with acting_as(amina):
        circle.join(record, by=amina, user=sam, voice="reads")
    with acting_as(sam):
        with pytest.raises(Refused):
            codes.wait(record, by=sam)
        with pytest.raises(Refused):
            made(record, sam)


def test_who_signs_in_with_an_address_needs_no_code(record, joe, amina, browse):
    with acting_as(amina), pytest.raises(ValidationError, match="signs in here already"):
        made(record, amina)
    page = browse(amina).get(f"/people/{record.pk}/invite/")
    assert "Nothing is to be done." in text_of(page)
    assert browse(amina).post(f"/people/{record.pk}/invite/", ALONE).status_code == 422


def test_a_new_code_ends_the_one_before(record, amina, code):
    with acting_as(amina):
        later = made(record, amina)
    assert typed(Client(), code).status_code == 422
    assert typed(Client(), later).status_code == 302


def test_a_code_can_be_ended(record, amina, code, browse):
    with acting_as(amina):
        kept = DoorCode.objects.get()
    browse(amina).post(f"/people/{record.pk}/invite/{kept.pk}/end/")
    browse(amina).post(f"/people/{record.pk}/invite/{kept.pk}/end/")
    assert typed(Client(), code).status_code == 422
    with acting_as(amina):
        verbs = AuditEvent.objects.filter(about_id=kept.pk).order_by("seq")
        assert list(verbs.values_list("verb", flat=True)) == ["door_code.made", "door_code.ended"]


def test_a_code_holds_forty_bits_that_no_row_tells(record, amina):
    with acting_as(amina):
        seen = {made(record, amina).replace("-", "") for _ in range(50)}
    assert {len(code) for code in seen} == {12}
    assert len({code[4:] for code in seen}) == 50


# --- Typed at the door ----------------------------------------------------------------------------


def test_joe_comes_in_with_an_address_of_his_and_reads_his_page(record, amina, code, gives):
    client = Client()
    typed(client, code)
    sent = gives(client, "Joe@Home.example")
    assert client.post(PROVE, {"code": sent.lower()})["Location"] == "/me/"
    page = client.get("/me/")
    assert "Hello Joe" in text_of(page)
    assert "Welcome. This is your page." in text_of(page)
    with acting_as(SYSTEM):
        joe = User.objects.get(email="joe@home.example")
    with acting_as(amina):
        assert Resident.objects.get().user == joe
        assert AuditEvent.objects.get(verb="door_code.taken").who_id == joe.pk
    assert not joe.has_usable_password()


@pytest.mark.parametrize(
    "turned", [str.lower, lambda code: code.replace("-", " "), lambda c: f" {c}."]
)
def test_a_code_is_heard_as_it_was_meant(code, turned):
    assert typed(Client(), turned(code)).status_code == 302


def test_signs_that_look_alike_are_one():
    assert codes.heard("oil0-1l2u") == "01101 1 2".replace(" ", "")


def test_a_code_opens_once(code):
    come_in(code)
    assert typed(Client(), code).status_code == 422


def test_two_browsers_with_one_code_the_second_is_told_to_ask_for_another(code):
    first, second = Client(), Client()
    typed(first, code)
    typed(second, code)
    assert first.post(COME_IN).status_code == 302
    assert second.post(COME_IN)["Location"] == TYPE


def test_who_has_no_address_comes_in_again_by_another_code(record, amina, code, gives):
    come_in(code)
    with acting_as(amina):
        joe = Resident.objects.get().user
        later = made(record, amina)
    client = come_in(later)
    assert client.session["_auth_user_id"] == str(joe.pk)
    with acting_as(amina):
        assert Resident.objects.get().user == joe
        last = made(record, amina)
    client = Client()
    typed(client, last)
    client.post(PROVE, {"code": gives(client, "joe@home.example")})
    with acting_as(SYSTEM):
        assert User.objects.get(pk=joe.pk).email == "joe@home.example"


def test_an_address_is_kept_once_its_reader_typed_what_came_there(record, code, gives, amina):
    client = Client()
    typed(client, code)
    sent = gives(client, "jo@home.example")  # a slip of the pen
    for _try in range(5):
        assert client.post(PROVE, {"code": "AAAA-AAAA"}).status_code == 422
    page = client.post(PROVE, {"code": sent}, follow=True)
    assert "Write your e-mail again." in text_of(page)
    with acting_as(SYSTEM):
        assert not User.objects.filter(display_name="Joe").exists()
    assert client.get(PROVE)["Location"] == COME_IN
    sent = gives(client, "joe@home.example")
    assert client.post(PROVE, {"code": ""}).status_code == 422
    assert client.post(PROVE, {"code": sent})["Location"] == "/me/"


def test_whose_address_is_not_safe_any_more_comes_in_with_another_and_nobody_else_stays_in(
    record, joe, amina, gives, browse
):
    somebodys = browse(joe)
    way_in(record, amina, value=joe.email, safe=False)
    with acting_as(amina):
        code = made(record, amina)
    client = Client()
    typed(client, code)
    sent = gives(client, "joe@new.example")
    assert client.post(PROVE, {"code": sent})["Location"] == "/me/"
    assert client.get("/me/").status_code == 200
    assert somebodys.get("/me/")["Location"].startswith("/sign-in/")
    with acting_as(amina):
        assert User.objects.get(pk=joe.pk).email == "joe@new.example"


def test_a_code_on_paper_shuts_every_other_way_in_and_who_leads_the_hub_is_told(
    record, joe, amina, bev, browse
):
    somebodys = browse(joe)
    with acting_as(joe):
        Authenticator.objects.create(user=joe, type="totp", data={})
    way_in(record, amina, value=joe.email, safe=False)
    with acting_as(amina):
        code = made(record, amina)
    mine = come_in(code)
    assert mine.get("/me/").status_code == 200
    assert somebodys.get("/me/").status_code == 302
    with acting_as(joe):
        now = User.objects.get(pk=joe.pk)
        assert (now.email, now.has_usable_password()) == (None, False)
        assert not Authenticator.objects.filter(user=joe).exists()
    with acting_as(bev):
        assert Letter.objects.filter(kind="door_code_again").count() == 1
    assert "Amina made a code on" in text_of(mine.get("/me/sign-in/"))


def test_the_letter_with_a_code_is_in_the_language_and_format_of_its_reader(
    record, amina, mailoutbox
):
    record.language = "cy"
    with acting_as(amina):
        record.save(update_fields=["language"])
        needs.need(record, by=amina, kind="format", format="large_print")
        made(record, amina, way="email", point=way_in(record, amina))
    outbox.deliver()
    (letter,) = mailoutbox
    assert letter.subject != "Your code"
    assert "20pt" in letter.alternatives[0][0]


def test_said_otherwise_with_the_same_form_it_is_another_code_and_the_first_one_ends(record, amina):
    point, key = way_in(record, amina), new_id()
    with acting_as(amina):
        first, _code = codes.make(record, by=amina, device="own", way="email", point=point, key=key)
        second, _code = codes.make(record, by=amina, device="shared", way="paper", key=key)
        assert second.pk != first.pk
        assert DoorCode.objects.get(pk=first.pk).ended_at is not None


def test_a_key_used_for_somebody_else_is_another_code(record, amina):
    mo, key = make.resident("Mo", by=amina), new_id()
    with acting_as(amina):
        about = {"by": amina, "device": "own", "way": "paper", "key": key}
        assert codes.make(record, **about)[1] != codes.make(mo, **about)[1]


def test_once_it_is_hers_who_works_here_comes_in_by_no_code(hers, nell, amina, browse):
    with acting_as(amina):
        code = made(hers, amina)
    client = browse(nell)
    typed(client, code)
    client.post(COME_IN)
    with acting_as(amina), pytest.raises(ValidationError, match="works here"):
        made(hers, amina)


def test_an_address_that_somebody_signs_in_with_is_not_taken(code, amina, gives):
    client = Client()
    typed(client, code)
    sent = gives(client, "amina@demo.example")
    page = client.post(PROVE, {"code": sent})
    assert page.status_code == 422
    assert "Somebody signs in with this address." in page.content.decode()


def test_to_an_address_that_is_not_safe_no_code_goes(record, code, amina, gives):
    way_in(record, amina, value="his@brother.example", safe=False)
    client = Client()
    typed(client, code)
    assert gives(client, "his@brother.example") is None


def test_nobody_lets_us_write_to_many_addresses(code, gives):
    client = Client()
    typed(client, code)
    for number in range(10):
        gives(client, f"{number}@home.example")
    assert client.post(COME_IN, {"email": "more@home.example"}).status_code == 429


def test_what_is_no_address_gets_a_sentence(code):
    client = Client()
    typed(client, code)
    assert client.post(COME_IN, {"email": "nowhere"}).status_code == 422


def test_who_typed_nothing_lately_is_led_to_the_code(code):
    assert Client().get(COME_IN)["Location"] == TYPE
    client = Client()
    typed(client, code)
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=16)):
        assert client.get(COME_IN)["Location"] == TYPE


def test_a_code_that_ran_out_says_how_to_get_another(code):
    with time_machine.travel(timezone.now() + HOLDS + datetime.timedelta(minutes=1)):
        page = typed(Client(), code)
    assert page.status_code == 422
    assert "Ask the person who walks with you for a new one." in text_of(page)


def test_a_wrong_an_ended_a_used_and_no_code_get_one_answer_that_takes_as_long(record, amina, code):
    with acting_as(amina):
        other = make.resident("Ann", by=amina)
        ended, used = made(other, amina), None
        codes.end(DoorCode.objects.get(resident=other), by=amina)
        used = made(other, amina)
    come_in(used)
    answers, lasted = set(), []
    for number, text in enumerate([wrong(code), ended, used, "7777-7777-7777", "x"]):
        began = time.perf_counter()
        page = typed(Client(REMOTE_ADDR=f"10.0.0.{number}"), text)
        lasted.append(time.perf_counter() - began)
        bare = re.sub(r'value="[^"]*"', "", page.content.decode())
        answers.add((page.status_code, bare))
    assert len(answers) == 1
    assert max(lasted) - min(lasted) < 0.15


def test_the_fifth_wrong_try_locks_a_code_for_an_hour_and_who_made_it_is_told(
    record, amina, code, mailoutbox
):
    for number in range(5):
        typed(Client(REMOTE_ADDR=f"10.0.1.{number}"), wrong(code))
    right = Client(REMOTE_ADDR="10.0.2.1")
    page = typed(right, code)
    assert page.status_code == 429
    assert "Wait an hour" in text_of(page)
    with acting_as(amina):
        assert AuditEvent.objects.filter(verb="door_code.locked", resident_id=record.pk).exists()
    outbox.deliver()
    (letter,) = mailoutbox
    assert letter.to == ["amina@demo.example"]
    assert "Joe" not in letter.subject + letter.body
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=61)):
        assert typed(Client(REMOTE_ADDR="10.0.2.2"), code).status_code == 302


def test_from_one_address_of_the_network_five_wrong_codes_are_enough(code):
    client = Client()
    for number in range(4):
        assert typed(client, f"7777-7777-777{number}").status_code == 422
    assert typed(client, "7777-7777-7777").status_code == 429
    assert typed(client, code).status_code == 429
    assert "Wait an hour" in text_of(client.get(TYPE))
    assert typed(Client(REMOTE_ADDR="10.0.3.1"), code).status_code == 302


def test_an_empty_form_says_what_to_type(db):
    page = Client().post(TYPE)
    assert page.status_code == 422
    assert "Type your code." in page.content.decode()


def test_the_app_itself_looks_behind_no_code_for_anybody_signed_in(record, amina, code, sam):
    digest = codes.digest_of(codes.heard(code))
    for who in [amina, sam, None]:
        with (
            pytest.raises(ProgrammingError, match="for the installation alone"),
            acting_as(who),
        ):
            codes.behind(digest)


def test_nobody_makes_or_ends_a_code_to_their_own_page(record, joe, amina):
    with acting_as(amina):
        DoorCode.objects.create(resident=record, by=amina, way="later")
    with acting_as(joe):
        assert DoorCode.objects.count() == 1
        assert DoorCode.objects.update(ended_at=timezone.now()) == 0
    with pytest.raises(ProgrammingError), acting_as(joe):
        DoorCode.objects.create(resident=record, by=joe, way="later")


# --- A resident who works here --------------------------------------------------------------------


@pytest.fixture
def nell(world) -> User:
    """She works at the hub, and leads it; and Amina walks with her."""
    return make.worker("Nell Orr", world.marsh_end, role="hub_manager", email="nell@demo.example")


@pytest.fixture
def hers(nell, amina):
    """Nell's own record, with something that is withheld from her."""
    hers = make.resident("Nell", by=amina)
    with acting_as(amina):
        notes.write(hers, by=amina, their_words="About my brother.", withheld="somebody_else")
    return hers


def test_who_works_here_takes_her_page_as_herself(hers, nell, amina, browse):
    client = browse(nell)
    with acting_as(amina):
        code = made(hers, amina)
    typed(client, code)
    assert "You are signed in here as Nell Orr." in text_of(client.get(COME_IN))
    assert client.post(COME_IN)["Location"] == "/me/"
    page = text_of(client.get("/me/"))
    assert "Hello Nell" in page
    assert "About my brother." not in page
    assert "My own page" in text_of(client.get("/account/"))


def test_her_rights_at_work_give_her_nothing_on_her_own_record(hers, nell, amina, browse):
    with acting_as(nell):
        assert Note.objects.filter(resident=hers).exists()  # as who leads the hub
    with acting_as(amina):
        residents.open_door(hers, nell, by=amina)
    client = browse(nell)
    for page in ["", "why/", "notes/", "circle/", "promises/", "print/", "sharing/", "invite/"]:
        assert client.get(f"/people/{hers.pk}/{page}").status_code == 404, page
    assert client.get("/search/?q=brother").context["said"] == []
    assert client.get("/search/?q=nell").context["people"] == []
    with acting_as(nell):
        assert not Note.objects.filter(resident=hers).exists()
        assert Resident.objects.filter(pk=hers.pk).exists()


def test_a_page_is_not_taken_by_who_made_the_code_or_walks_with_them(record, amina, sam, browse):
    with acting_as(amina):
        circle.join(record, by=amina, user=sam)
        code = made(record, amina)
    for worker in [amina, sam]:
        client = browse(worker)
        typed(client, code)
        page = client.post(COME_IN)
        assert page.status_code == 422
        assert "This code is for somebody else." in page.content.decode()
    with acting_as(amina):
        assert Resident.objects.get().user is None


def test_a_page_is_not_taken_by_whom_they_keep_out(record, amina, sam, browse, code):
    with acting_as(amina):
        safety.keep_from(record, sam.pk, by=amina, reason="He asked.")
    client = browse(sam)
    typed(client, code)
    assert client.post(COME_IN).status_code == 422


def test_nobody_has_two_pages(record, joe, amina, browse):
    with acting_as(amina):
        code = made(make.resident("Ann", by=amina), amina)
    client = browse(joe)
    typed(client, code)
    assert client.post(COME_IN).status_code == 422


# --- Short sessions, and signing out everywhere ----------------------------------------------------


def test_a_resident_who_does_nothing_for_half_an_hour_is_signed_out(code):
    client = come_in(code)
    now = timezone.now()
    with time_machine.travel(now + datetime.timedelta(minutes=29)):
        assert client.get("/me/").status_code == 200
    with time_machine.travel(now + datetime.timedelta(minutes=58)):
        assert client.get("/me/").status_code == 200
    with time_machine.travel(now + datetime.timedelta(minutes=89)):
        assert client.get("/me/").status_code == 302


def test_who_works_here_stays_in_for_the_day(amina):
    client = Client()
    client.post("/sign-in/", {"login": amina.email, "password": make.PASSWORD})
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=6)):
        assert client.get("/people/").status_code == 200


def test_signing_out_everywhere_ends_every_session_of_theirs_and_nobody_elses(
    record, joe, amina, browse
):
    phone, library, desk = browse(joe), browse(joe), browse(amina)
    assert (phone.get("/me/").status_code, library.get("/me/").status_code) == (200, 200)
    assert "Sign out everywhere" in text_of(phone.get("/me/sign-in/"))
    gone = phone.post("/me/sign-out-everywhere/")
    assert gone["Location"] == "/sign-in/"
    assert '"cache"' in gone["Clear-Site-Data"]
    assert (phone.get("/me/").status_code, library.get("/me/").status_code) == (302, 302)
    assert desk.get("/people/").status_code == 200


def test_what_is_written_to_a_resident_has_a_neutral_subject(
    record, joe, amina, diya, mailoutbox, browse
):
    way_in(record, amina, value="joe@demo.example")
    browse(amina).get(f"/people/{record.pk}/")
    asked = make.asked_why(record, by=joe, reader=amina)
    with acting_as(joe):
        law = requests.ask(record, by=joe, kind="see", words="", key=new_id())
    with acting_as(diya):
        looks.answer(asked, by=diya, words="To ring him.")
        requests.acknowledge(law, by=diya)
    with acting_as(amina):
        promise = promises.promise(record, by=amina, what="I'll ring", due=timezone.localdate())
        promises.let_go(promise, by=amina, why="He rang first.")
        goodbyes.end(record, by=amina, decided="together", promised="kept")
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=14)):
        outbox.deliver()
    subjects = {letter.subject for letter in mailoutbox if letter.to == ["joe@demo.example"]}
    assert subjects == {"Something new on your page"}
