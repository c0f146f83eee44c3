"""Reading for somebody by their wish: what is read, what never is, and how it ends."""

import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.utils import DatabaseError, IntegrityError, InternalError, ProgrammingError
from django.http import Http404
from django.utils import timezone

from cases import access
from cases.actions import goodbye as goodbyes
from cases.actions import need as needs
from cases.actions import proxy as proxies
from cases.actions import reminder as promises
from cases.actions import resident as residents
from cases.actions import safety, sharing, wish
from cases.actions import subject_request as requests
from cases.actions import what_matters as words
from cases.actions.what_matters import Words
from cases.models import ContactPoint, Note, Proxy, Resident
from hubs.access import Refused
from relational.kernel import outbox
from relational.kernel.base import new_id
from relational.kernel.models import AccessLog, AuditEvent, Letter, User
from relational.kernel.security import SYSTEM, acting_as
from tests import make
from tests.kernel.test_row_security import ABOUT_RESIDENTS, FOR_FUNCTIONS_ALONE, full_record, rows

pytestmark = pytest.mark.django_db

__all__ = ["full_record"]  # a fixture of the tests of row security

NEW = "/me/proxies/new/"


@pytest.fixture
def dawn(record, joe) -> User:
    """Joe's sister, who reads his page for him for a month."""
    return reader_of(make.proxy(record, by=joe))


def reader_of(proxy: Proxy) -> User:
    with acting_as(SYSTEM):
        return User.objects.get(pk=proxy.user_id)


def a_day(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def said(**more) -> dict:
    return {"called": "Dawn", "email": "dawn@home.example", "until": a_day(30).isoformat()} | more


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def page_for(record) -> str:
    return f"/me/for/{record.pk}/"


def the_proxy(record, by) -> Proxy:
    with acting_as(by):
        return record.proxies.latest("made_at")


# --- Made by the resident -------------------------------------------------------------------------


def test_joe_lets_his_sister_read_and_sees_it_among_his_people(record, joe, browse):
    client = browse(joe)
    assert NEW in client.get("/me/people/").content.decode()
    page = client.post(NEW, said(email="Dawn@Home.example"), follow=True)
    assert "Saved. We write to Dawn@Home.example." in text_of(page)
    assert "Dawn reads your page for you until" in text_of(page)
    assert "You said so, today." in text_of(page)
    kept = the_proxy(record, joe)
    assert kept.wish.startswith("Dawn may read my page for me until ")
    assert (kept.said_how, kept.by_id) == ("own_page", joe.pk)
    with acting_as(SYSTEM):
        dawn = User.objects.get(email="dawn@home.example")
    assert not dawn.has_usable_password()
    with acting_as(joe):
        assert AuditEvent.objects.filter(verb="proxy.made", about_id=kept.pk).count() == 1


def test_no_form_of_joes_asks_more_than_three_things(joe, browse):
    form = browse(joe).get(NEW).context["form"]
    assert len(form.visible_fields()) == 3


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"called": ""}, "Write who it is."),
        ({"email": ""}, "Write their e-mail address."),
        ({"email": "nowhere"}, "Write an e-mail address, like name@example.org."),
        ({"until": ""}, "Choose until when."),
        ({"until": "some day"}, "Write a day like 24/3/2026."),
        ({"until": a_day(-1).isoformat()}, "Choose a day that is to come."),
        ({"until": a_day(367).isoformat()}, "Choose a day within a year."),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_what_was_typed_stays(
    record, joe, browse, wrong, problem
):
    page = browse(joe).post(NEW, said(called="Dawn Harrow") | wrong)
    assert page.status_code == 422
    assert problem in page.content.decode()
    if "called" not in wrong:
        assert "Dawn Harrow" in page.content.decode()
    with acting_as(joe):
        assert not Proxy.objects.exists()


def test_the_same_form_twice_is_one(record, joe, browse):
    key = str(new_id())
    for _twice in range(2):
        assert browse(joe).post(NEW, said(key=key)).status_code == 302
    with acting_as(joe):
        assert Proxy.objects.count() == 1
    with acting_as(reader_of(the_proxy(record, joe))):
        assert Letter.objects.filter(kind="reads_for").count() == 1


def test_another_day_for_the_same_person_ends_the_wish_before(record, joe):
    first = make.proxy(record, by=joe)
    later = make.proxy(record, by=joe, until=a_day(60))
    with acting_as(joe):
        assert [*Proxy.objects.all().open()] == [later]
        assert Proxy.objects.get(pk=first.pk).ended_by == joe


def test_a_day_within_a_year_is_also_minded_by_the_database(record, joe):
    row = {"resident": record, "by": joe, "called": "Dawn", "wish": "Yes.", "said_how": "own_page"}
    with acting_as(joe):
        user = make.user("Ivy")
        for until in [a_day(367), a_day(-1)]:
            with pytest.raises(IntegrityError), transaction.atomic():
                Proxy.objects.create(user_id=user.pk, until=until, **row)


def test_the_last_day_of_a_leap_year_has_a_day_in_the_next():
    assert proxies.latest_day(datetime.date(2028, 2, 29)) == datetime.date(2029, 2, 28)


def test_an_address_somebody_signs_in_with_gets_the_same_answer(record, joe, sam, browse):
    pages = [
        browse(joe).post(NEW, said(email=email), follow=True)
        for email in ["sam@demo.example", "new@home.example"]
    ]
    flashed = [re.search(r"Saved. We write to \S+", text_of(page))[0] for page in pages]
    assert flashed == [
        "Saved. We write to sam@demo.example.",
        "Saved. We write to new@home.example.",
    ]
    with acting_as(joe):
        assert not User.objects.filter(pk=sam.pk).exists()
        assert Proxy.objects.filter(user_id=sam.pk).exists()


def test_who_may_not_read_is_refused_in_words_that_tell_nothing(record, joe, amina, sam, browse):
    with acting_as(amina):
        safety.keep_from(record, sam.pk, by=amina, reason="He asked.")
        residents.reach_by(
            ContactPoint(
                resident=record,
                channel="email",
                value="his@brother.example",
                safe_to_contact=False,
            ),
            by=amina,
        )
    for email in ["sam@demo.example", "joe@demo.example", "his@brother.example"]:
        page = browse(joe).post(NEW, said(email=email))
        assert page.status_code == 422
        assert "This cannot be somebody with this address." in page.content.decode()
    with acting_as(SYSTEM):
        assert not User.objects.filter(email="his@brother.example").exists()


def test_nobody_writes_to_many_addresses_in_a_day(record, joe):
    for number in range(proxies.MOST_A_DAY):
        make.proxy(record, by=joe, email=f"{number}@home.example")
    with pytest.raises(ValidationError, match="a lot for one day"):
        make.proxy(record, by=joe, email="more@home.example")


# --- Told to who walks with them ------------------------------------------------------------------


def test_amina_writes_down_joes_own_words_and_sees_who_reads(record, joe, amina, browse):
    client = browse(amina)
    address = f"/people/{record.pk}/proxies/new/"
    assert address in client.get(f"/people/{record.pk}/circle/").content.decode()
    assert client.post(address, said()).status_code == 422
    page = client.post(address, said(wish="Dawn should see what you promised."), follow=True)
    assert "Dawn reads Joe’s page for them until" in text_of(page)
    assert "“Dawn should see what you promised.”" in text_of(page)
    kept = the_proxy(record, amina)
    assert (kept.said_how, kept.by_id) == ("told", amina.pk)
    assert "You told it to who walks with you" in text_of(browse(joe).get("/me/people/"))
    client.post(f"/people/{record.pk}/proxies/{kept.pk}/end/")
    client.post(f"/people/{record.pk}/proxies/{kept.pk}/end/")
    with acting_as(amina):
        assert Proxy.objects.get().ended_by_id == amina.pk
        assert AuditEvent.objects.filter(verb="proxy.ended").count() == 1


def test_who_has_no_page_of_their_own_needs_one_first(record, amina, browse):
    with pytest.raises(ValidationError, match="Joe needs a page of their own first"):
        make.proxy(record, by=amina, wish="Dawn may.")
    page = browse(amina).get(f"/people/{record.pk}/proxies/new/")
    assert "Joe needs a page of their own first." in text_of(page)


def test_nobody_makes_themself_a_proxy_and_a_lead_of_others_makes_none(record, joe, amina, bev):
    with pytest.raises(ValidationError, match="This cannot be somebody"):
        make.proxy(record, by=amina, email="amina@demo.example", wish="Amina may.")
    with pytest.raises(Refused):
        make.proxy(record, by=bev, wish="Dawn may.")


def test_a_stranger_finds_no_reader_by_an_address(record, joe, sam):
    with acting_as(sam), pytest.raises(ProgrammingError), transaction.atomic():
        connection.cursor().execute(
            "select reader_by_address(%s, 'joe@demo.example', 'x', '!', now())", [record.pk]
        )


# --- The letter -----------------------------------------------------------------------------------


def test_a_neutral_letter_brings_them_to_the_door(record, dawn, mailoutbox):
    outbox.deliver()
    (letter,) = [each for each in mailoutbox if each.to == ["dawn@home.example"]]
    assert letter.subject == "Somebody asked you to read something for them"
    assert "/sign-in/code/" in letter.body
    for word in ["Joe", "Amina", "Dawn", "Marsh End", "record", "page for"]:
        assert word not in letter.body


def test_no_letter_goes_for_what_is_over_or_to_an_unsafe_address(
    record, joe, amina, dawn, mailoutbox
):
    with acting_as(joe):
        proxies.end(Proxy.objects.get(), by=joe)
    make.proxy(record, by=joe, email="ivys@brother.example")
    other = make.resident("Ivy", by=amina)
    with acting_as(amina):
        residents.reach_by(
            ContactPoint(
                resident=other,
                channel="email",
                value="ivys@brother.example",
                safe_to_contact=False,
            ),
            by=amina,
        )
    outbox.deliver()
    assert [each for each in mailoutbox if "example" in each.to[0] and "home" in each.to[0]] == []
    assert [each for each in mailoutbox if each.to == ["ivys@brother.example"]] == []


# --- What is read ---------------------------------------------------------------------------------


@pytest.fixture
def told(record, joe, amina, world):
    """Joe's words, promises, asks and needs, and what is nobody else's."""
    with acting_as(joe):
        words.say(record, "most_important", Words("My dog Biscuit."), by=joe, base=None)
        words.say(record, "my_wellness", Words("My bad nights."), by=joe, base=None)
        words.say(
            record,
            "please_do_and_do_not",
            Words("Knock twice.", dont="- Ring at night"),
            by=joe,
            base=None,
        )
        sharing.decide(record, by=joe, sections=["my_wellness"], answer="no")
        wish.ask_for_help(record, by=joe, what="Somebody else than Amina.", key=new_id())
    with acting_as(amina):
        promises.promise(record, by=amina, what="I ring the council", due=a_day(3))
        promises.promise(record, by=amina, what="I bring the form", due=a_day(0))
        needs.adjust(record, by=amina, what="Wait for the words")
        needs.visit(record, by=amina, text="Mind the stairs")
        words.add_view(record, "most_important", "Mornings are best.", by=amina)
    make.ask(record, by=amina, organisation=world.advice, what_for="My debts.")
    make.note(record, by=amina, their_words="About my money.")
    make.note(record, by=amina, their_words="Of my brother.", withheld="somebody_else")
    make.hope(record, by=amina, text="To open my own post.")
    make.message(record, by=joe, text="Can you ring me?")


def test_dawn_reads_words_promises_help_and_needs(record, told, dawn, browse):
    page = browse(dawn).get(page_for(record))
    text = text_of(page)
    assert f"You are reading Joe’s page for them until {page.context['page'].until}." in text
    for there in [
        *("My dog Biscuit.", "Knock twice.", "Ring at night"),
        *("“I ring the council” Amina said so.", "I bring the form"),
        "Clearwater Debt Advice . They are asked. There is no answer yet.",
        "Wait for the words.",
    ]:
        assert there in text


def test_dawn_reads_nothing_that_is_kept_or_nobody_elses(record, told, dawn, joe, browse):
    with acting_as(joe):
        words.say(record, "how_to_support", Words("No fuss."), by=joe, base=None)
    text = text_of(browse(dawn).get(page_for(record)))
    for not_there in [
        *("My bad nights.", "How I am", "About my money", "Of my brother", "open my own post"),
        *("Can you ring me?", "Mornings are best", "Mind the stairs", "My debts"),
        *("Somebody else than Amina", "demo.example", "Who looked"),
    ]:
        assert not_there not in text
    assert "No fuss." in text


def test_a_no_said_later_closes_that_part_at_once(record, told, dawn, joe, browse):
    with acting_as(joe):
        sharing.decide(record, by=joe, sections=["most_important"], answer="no")
    assert "Biscuit" not in text_of(browse(dawn).get(page_for(record)))


def test_two_forms_stand_there_leaving_and_stopping(record, dawn, browse):
    page = browse(dawn).get(page_for(record)).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert re.findall(r'<form[^>]* action="([^"]*)"', main) == [f"{page_for(record)}stop/"]
    assert 'action="/me/leave/"' in page
    assert "<textarea" not in page


def test_each_look_is_in_who_looked_once_a_quarter_under_her_name(record, joe, dawn, browse):
    for _twice in range(2):
        browse(dawn).get(page_for(record))
    with acting_as(joe):
        (look,) = AccessLog.objects.filter(resident_id=record.pk)
        assert (look.reader_id, look.reader_name, look.purpose) == (dawn.pk, "Dawn", "reads_for")
    page = text_of(browse(joe).get("/me/looks/"))
    assert "Dawn reads your page for you" in page
    assert "You wished that they read it for you" in page
    assert "Dawn" not in text_of(browse(joe).get("/me/looks/?show=people-i-do-not-know"))
    assert "Dawn" in text_of(browse(joe).get("/me/looks/?show=my-words"))
    assert "Dawn" in text_of(browse(joe).get("/me/"))


def test_the_ways_lead_to_the_page_or_to_a_list(record, dawn, amina, browse):
    client = browse(dawn)
    assert client.get("/")["Location"] == "/me/for/"
    assert client.get("/me/")["Location"] == "/me/for/"
    assert client.get("/me/for/")["Location"] == page_for(record)
    ann = make.resident("Ann", by=amina)
    anns = make.door(ann, by=amina, email="ann@demo.example")
    make.proxy(ann, by=anns)
    page = client.get("/me/for/")
    assert page_for(record) in page.content.decode()
    assert page_for(ann) in page.content.decode()


def test_a_resident_who_reads_for_another_finds_both(record, joe, amina, browse):
    ann = make.resident("Ann", by=amina)
    anns = make.door(ann, by=amina, email="ann@demo.example")
    make.proxy(record, by=joe, email="ann@demo.example", called="Ann")
    client = browse(anns)
    assert "Hello Ann" in text_of(client.get("/me/"))
    assert page_for(record) in client.get("/me/people/").content.decode()
    assert client.get(page_for(record)).status_code == 200


def test_a_worker_reads_for_her_mother_and_it_is_no_sight(record, joe, sam, amina, browse):
    make.proxy(record, by=joe, email="sam@demo.example", called="Sam")
    client = browse(sam)
    assert client.get(page_for(record)).status_code == 200
    assert client.get(f"/people/{record.pk}/").status_code == 404
    assert "/me/for/" in client.get("/account/").content.decode()
    assert browse(amina).get(page_for(record)).status_code == 404


# --- How it ends ----------------------------------------------------------------------------------


def gone(record, dawn, browse) -> bool:
    client = browse(dawn)
    answers = {client.get(page).status_code for page in [page_for(record), "/me/for/", "/me/"]}
    with acting_as(dawn):
        assert not Proxy.objects.exists()
    return answers == {404} and client.post(f"{page_for(record)}stop/").status_code == 404


def test_joe_ends_it_with_one_tap(record, joe, dawn, browse):
    end = f"/me/proxies/{the_proxy(record, joe).pk}/end/"
    for _twice in range(2):
        assert browse(joe).post(end)["Location"] == "/me/people/"
    assert gone(record, dawn, browse)
    assert "Dawn" not in text_of(browse(joe).get("/me/people/"))


def test_dawn_gives_it_back_with_one_tap(record, joe, dawn, browse):
    page = browse(dawn).post(f"{page_for(record)}stop/", follow=True)
    assert "You do not read for them any more." in text_of(page)
    assert gone(record, dawn, browse)
    with acting_as(joe):
        assert Proxy.objects.get().ended_by_id == dawn.pk
        assert AuditEvent.objects.get(verb="proxy.given_back").who_id == dawn.pk


def test_it_ends_by_itself_after_its_day(record, joe, dawn, browse):
    with acting_as(joe):
        proxies.end(Proxy.objects.get(), by=joe)
        row = {"resident": record, "by": joe, "wish": "Yes.", "said_how": "own_page"}
        month = timezone.now() - datetime.timedelta(days=30)
        last = Proxy.objects.create(
            user_id=dawn.pk, called="Dawn", made_at=month, until=a_day(0), **row
        )
    assert browse(dawn).get(page_for(record)).status_code == 200
    with acting_as(joe):
        proxies.end(last, by=joe)
        Proxy.objects.create(user_id=dawn.pk, called="Dawn", made_at=month, until=a_day(-1), **row)
    assert gone(record, dawn, browse)
    assert "Dawn" not in text_of(browse(joe).get("/me/people/"))


def test_it_ends_when_joe_keeps_his_page_from_them(record, joe, sam, browse):
    make.proxy(record, by=joe, email="sam@demo.example", called="Sam")
    with acting_as(joe):
        safety.keep_from(record, sam.pk, by=joe, reason="")
    assert gone(record, sam, browse)


def test_who_stopped_comes_back_first(record, joe, amina, browse):
    with acting_as(amina):
        goodbyes.end(record, by=amina, decided="together")
    page = browse(joe).post(NEW, said())
    assert page.status_code == 422
    assert "Come back first." in page.content.decode()


@pytest.mark.parametrize("decided", ["together", "died"])
def test_it_ends_when_we_said_goodbye(record, joe, amina, dawn, browse, decided):
    with acting_as(amina):
        goodbyes.end(record, by=amina, decided=decided)
    assert gone(record, dawn, browse)


def test_nothing_is_read_while_joe_restricts_what_we_keep(record, joe, diya, dawn, browse):
    with acting_as(joe):
        asked = requests.ask(record, by=joe, kind="restrict", words="All.", key=new_id())
    with acting_as(diya):
        requests.answer(asked, by=diya, words="Yes.", restricts=True)
    assert gone(record, dawn, browse)


def test_another_residents_id_or_a_made_up_one_opens_nothing(record, dawn, amina, browse):
    other = make.resident("Ivy", by=amina)
    for pk in [other.pk, new_id()]:
        assert browse(dawn).get(f"/me/for/{pk}/").status_code == 404
        assert browse(dawn).post(f"/me/for/{pk}/stop/").status_code == 404


def test_joe_ends_no_wish_of_somebody_elses(record, joe, amina, dawn, browse):
    ann = make.resident("Ann", by=amina)
    anns = make.door(ann, by=amina, email="ann@demo.example")
    end = f"/me/proxies/{the_proxy(record, joe).pk}/end/"
    assert browse(anns).post(end).status_code == 404


# --- What the database itself minds ---------------------------------------------------------------


def test_with_her_own_eyes_dawn_sees_nothing_of_joe_but_the_wish(full_record, joe):
    dawn = reader_of(the_proxy(full_record, joe))
    with acting_as(dawn):
        seen = {
            table
            for table, column in ABOUT_RESIDENTS.items()
            if column and rows(table, f"{column} = %s", full_record.pk)
        }
        assert seen == {"cases_proxy"}
        for table in ABOUT_RESIDENTS.keys() - FOR_FUNCTIONS_ALONE - {"cases_proxy"}:
            mine = {"kernel_user": 1, "kernel_letter": 1}.get(table, 0)
            assert rows(table) == mine, table


def test_while_reading_nothing_can_be_written(record, joe, dawn):
    with acting_as(dawn):
        with (
            pytest.raises((InternalError, DatabaseError), match="read-only"),
            access.reading_for(record.pk) as (resident, _until),
        ):
            assert resident == record
            Note.objects.create(resident=record, author=joe, happened_at=timezone.now())
        with access.reading_for(record.pk):
            assert Note.objects.exists()
        assert not Resident.objects.exists()
        dawn.language = "cy"
        dawn.save(update_fields=["language"])  # the rest of the transaction writes again


def test_who_does_not_read_for_joe_gets_neither_his_eyes_nor_a_look(record, joe, sam):
    with acting_as(sam):
        with pytest.raises(Http404), access.reading_for(record.pk):
            pass
        assert not AccessLog.objects.exists()


def test_dawn_changes_no_wish_and_makes_none(record, joe, dawn):
    with acting_as(dawn):
        assert Proxy.objects.update(ended_at=timezone.now(), ended_by=dawn) == 0
        with pytest.raises(ProgrammingError), transaction.atomic():
            Proxy.objects.create(
                resident_id=record.pk,
                user_id=joe.pk,
                by=dawn,
                called="Me",
                wish="Yes.",
                said_how="told",
                until=a_day(9),
            )
    with acting_as(joe), pytest.raises(ProgrammingError), transaction.atomic():
        Proxy.objects.update(until=a_day(300))
