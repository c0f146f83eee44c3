"""What the database itself shows, whatever the application forgets."""

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import InternalError, ProgrammingError

from cases.actions import not_so
from cases.actions import reminder as promises
from cases.actions import resident as residents
from cases.actions import what_matters as words
from cases.actions.what_matters import Words
from cases.models import Connection, ContactPoint, DoorCode, Note, Resident
from hubs.access import standing
from hubs.models import Membership
from relational.kernel import audit
from relational.kernel.models import AuditEvent, User
from relational.kernel.security import SYSTEM, acting_as
from tests import make

pytestmark = pytest.mark.django_db

# Every table that holds something about a resident, by the column that says about whom.
ABOUT_RESIDENTS = {
    "cases_resident": "id",
    "cases_contactpoint": "resident_id",
    "cases_connection": "resident_id",
    "cases_note": "resident_id",
    "cases_reminder": "resident_id",
    "cases_pause": "resident_id",
    "cases_statement": "resident_id",
    "cases_suggestion": "resident_id",
    "cases_staffview": "resident_id",
    "cases_statementevent": "resident_id",
    "cases_suggestionevent": "resident_id",
    "cases_staffviewevent": "resident_id",
    "cases_strength": "resident_id",
    "cases_strengthevent": "resident_id",
    "cases_concern": "resident_id",
    "cases_concernevent": "resident_id",
    "cases_hope": "resident_id",
    "cases_hopeevent": "resident_id",
    "cases_nearness": "resident_id",
    "cases_nearnessevent": "resident_id",
    "cases_step": "resident_id",
    "cases_stepevent": "resident_id",
    "cases_accessneed": "resident_id",
    "cases_accessneedevent": "resident_id",
    "cases_adjustment": "resident_id",
    "cases_adjustmentevent": "resident_id",
    "cases_visitnote": "resident_id",
    "cases_visitnoteevent": "resident_id",
    "cases_notthisperson": "resident_id",
    "cases_notthispersonevent": "resident_id",
    "cases_kin": "resident_id",
    "cases_kinevent": "resident_id",
    "cases_reflectionabout": "resident_id",
    "cases_reflectionaboutevent": "resident_id",
    "cases_reflection": None,  # by author and team
    "cases_reflectionevent": None,
    "cases_reflectionreply": None,
    "cases_reflectionreplyevent": None,
    "cases_review": None,  # by the two who sit down together
    "cases_reviewevent": None,
    "cases_reviewperson": "resident_id",
    "cases_reviewpersonevent": "resident_id",
    "cases_reviewpoint": "resident_id",
    "cases_reviewpointevent": "resident_id",
    "cases_sighting": None,
    "cases_calendarkey": None,
    "cases_handover": None,  # by who moved them
    "cases_asknudge": None,  # by who is reminded
    "cases_caseloadimport": None,  # by who brought it
    "cases_caseloadrow": None,
    "cases_sharingdecision": "resident_id",
    "cases_sharingdecisionevent": "resident_id",
    "cases_disclosure": "resident_id",
    "cases_disclosureevent": "resident_id",
    "cases_referral": "resident_id",
    "cases_referralimage": "resident_id",
    "cases_referralevent": None,  # by the ask
    "cases_referralmessage": None,
    "cases_replylink": None,
    "cases_threewaymeeting": None,
    "cases_threewaymeetingevent": None,
    "cases_signpost": "resident_id",
    "cases_offerlink": "resident_id",
    "cases_askingin": "resident_id",
    "cases_lookquestion": "resident_id",
    "cases_withheldname": "resident_id",
    "cases_doorcode": "resident_id",
    "cases_proxy": "resident_id",
    "cases_proxyevent": "resident_id",
    "cases_goodbye": "resident_id",
    "cases_goodbyeevent": "resident_id",
    "cases_download": None,  # by who asked for it
    "cases_subjectrequest": None,  # by the resident, and who answers
    "cases_subjectrequeststep": None,
    "cases_redaction": None,
    "cases_disagreement": "resident_id",
    "cases_nothappened": "resident_id",
    "cases_message": "resident_id",
    "cases_attachment": "resident_id",
    "cases_caption": None,  # by what it says in words
    "cases_residentevent": "pgh_obj_id",
    "cases_contactpointevent": "resident_id",
    "cases_connectionevent": "resident_id",
    "cases_noteevent": "resident_id",
    "cases_reminderevent": "resident_id",
    "cases_pauseevent": "resident_id",
    "kernel_accesslog": "resident_id",
    "kernel_auditevent": "resident_id",
    "cases_nameof": None,  # for the database's own functions alone
    "kernel_trailhead": None,  # for the database's own functions alone
    "kernel_trailseal": None,
    "kernel_letter": None,  # by reader: a letter holds no resident, only what it is about
    "kernel_user": None,
    "account_emailaddress": None,
    "mfa_authenticator": None,
    "hubs_apitoken": None,
    "hubs_invitation": None,
    "hubs_cover": None,
    "hubs_grouplist": None,  # by who brought it
    "hubs_correction": None,  # by who keeps the directory: it may say how to reach somebody
    "hubs_hook": None,  # by who administers
    "hubs_telling": None,  # and no word of anybody is in it
}
FOR_FUNCTIONS_ALONE = {"cases_nameof", "kernel_trailhead", "kernel_trailseal"}
# Tables without a word about a resident: places, people at work, and the framework's own.
ABOUT_NOBODY = {
    "hubs_place",
    "hubs_organisation",
    "hubs_hub",
    "hubs_team",
    "hubs_blocker",
    "hubs_membership",
    "hubs_membershipevent",
    "hubs_service",
    "hubs_location",
    "hubs_serviceatlocation",
    "hubs_address",
    "hubs_schedule",
    "hubs_contact",
    "hubs_phone",
    "hubs_servicearea",
    "hubs_costoption",
    "hubs_funding",
    "hubs_language",
    "hubs_accessibility",
    "hubs_organizationidentifier",
    "hubs_taxonomy",
    "hubs_taxonomyterm",
    "hubs_attribute",
    "hubs_knownby",
    "hubs_offer",
    "hubs_postcodeplace",
    "hubs_feedsource",
    "hubs_importrun",
    "hubs_importfault",
    "hubs_importseen",
    "hubs_fieldconflict",
    "account_emailconfirmation",
    "kernel_pulse",
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "django_content_type",
    "django_session",
    "pghistory_context",
}


@pytest.fixture
def full_record(record, joe, amina, bev, pat, world, browse):
    """Joe's record with a row in every table that can hold one."""
    with acting_as(amina):
        residents.reach_by(
            ContactPoint(resident=record, channel="mobile", value="07700 900123"), by=amina
        )
        today = promises.timezone.localdate()
        reminder = promises.promise(record, by=amina, what="I'll ring", due=today)
        promises.let_go(reminder, by=amina, why="He rang first.")
        promises.rest(
            record, by=amina, reason="He asked.", until=today + promises.datetime.timedelta(days=9)
        )
        words.write_down(record, "most_important", Words("Biscuit."), by=amina, base=None)
        words.write_down(record, "most_important", Words("His dog."), by=amina, base=None)
        words.add_view(record, "most_important", "Mornings are best.", by=amina)
        make.around(record, by=amina, not_this=pat)
        DoorCode.objects.create(resident=record, by=amina, way="later")
        missed = promises.promise(record, by=amina, what="I'll write", due=today)
    with acting_as(joe):
        not_so.say_not_so(missed, by=joe, text="You said you would come.")
        not_so.say_not_happened(missed, by=joe)
    make.offer(record, by=joe)
    assert browse(amina).get(f"/people/{record.pk}/").status_code == 200
    make.asked_in(record, by=make.worker("Nye Hall", world.hillfoot), lead=amina)
    make.asked_why(record, by=joe, reader=amina)
    make.not_named(record, reader=amina)
    make.message(record, by=joe)
    make.shown(record, by=joe, said="My bike in the yard.")
    make.proxy(record, by=joe)
    return record


def rows(table: str, where: str = "true", *values) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table} where {where}", values)
        return cursor.fetchone()[0]


def test_the_tests_run_as_the_app_role_that_owns_nothing():
    with connection.cursor() as cursor:
        cursor.execute(
            "select current_user, rolsuper, rolbypassrls, "
            "(select count(*) from pg_class where relowner = r.oid and relkind in ('r', 'v')) "
            "from pg_roles r where rolname = current_user"
        )
        assert cursor.fetchone() == ("app", False, False, 0)


def test_every_table_is_known_to_be_about_residents_or_about_nobody():
    tables = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    assert tables == ABOUT_RESIDENTS.keys() | ABOUT_NOBODY


def test_every_table_about_residents_has_row_security_forced():
    with connection.cursor() as cursor:
        cursor.execute("select relname from pg_class where relrowsecurity and relforcerowsecurity")
        secured = {name for (name,) in cursor.fetchall()}
        by_the_database_alone = {"kernel_trailhead", "kernel_trailseal"}
        assert secured == ABOUT_RESIDENTS.keys() - by_the_database_alone | {"hubs_membership"}


@pytest.mark.parametrize("table", ABOUT_RESIDENTS)
def test_with_nobody_set_a_table_about_residents_shows_nothing(table, full_record):
    if table in FOR_FUNCTIONS_ALONE:
        with acting_as(None), pytest.raises(ProgrammingError), transaction.atomic():
            rows(table)
        return
    with acting_as(None):
        assert rows(table) == 0


@pytest.mark.parametrize("table", [name for name, column in ABOUT_RESIDENTS.items() if column])
def test_a_stranger_sees_nothing_of_joe(table, full_record, sam):
    with acting_as(sam):
        assert rows(table, f"{ABOUT_RESIDENTS[table]} = %s", full_record.pk) == 0


@pytest.mark.parametrize("table", [name for name, column in ABOUT_RESIDENTS.items() if column])
def test_the_table_holds_something_of_joe_that_amina_sees(table, full_record, amina):
    """So that the two tests above cannot pass on an empty table."""
    with acting_as(amina):
        assert rows(table, f"{ABOUT_RESIDENTS[table]} = %s", full_record.pk) > 0


def test_a_stranger_sees_neither_joe_nor_his_letters(full_record, joe, sam):
    with acting_as(sam):
        assert rows("kernel_user", "id = %s", joe.pk) == 0
        assert rows("kernel_letter") == 0
    with acting_as(joe):
        assert rows("kernel_letter") == 1


def test_receivers_commissioners_and_the_privacy_officer_see_no_resident(
    full_record, pat, carol, diya
):
    for outsider in [pat, carol, diya]:
        with acting_as(outsider):
            assert (rows("cases_resident"), rows("cases_note"), rows("cases_noteevent")) == (
                0,
                0,
                0,
            )


def test_the_privacy_officer_reads_the_trail_and_the_looks(full_record, diya):
    with acting_as(diya):
        assert rows("kernel_auditevent", "resident_id = %s", full_record.pk) > 0
        assert rows("kernel_accesslog", "resident_id = %s", full_record.pk) > 0


def test_joe_sees_his_own_record_and_who_looked(full_record, joe):
    with acting_as(joe):
        assert rows("cases_resident") == 1
        assert rows("kernel_accesslog") == 1


def test_joe_does_not_see_what_a_coded_reason_withholds(record, joe, amina):
    make.note(record, by=amina, their_words="About my brother", withheld="somebody_else")
    with acting_as(amina):
        assert Note.objects.count() == 2
    with acting_as(joe):
        assert Note.objects.count() == 1
        assert rows("cases_noteevent") == 1


def test_sight_ends_the_moment_the_connection_ends(record, amina):
    with acting_as(amina):
        assert rows("cases_resident") == 1
        Connection.objects.filter(resident=record).update(until=promises.timezone.now())
        assert rows("cases_resident") == 0
        assert rows("cases_noteevent") == 0


def test_who_stops_working_here_loses_sight_at_once(record, amina):
    with acting_as(amina):
        Membership.objects.filter(user=amina).update(ends=promises.timezone.localdate())
        assert rows("cases_resident") == 0


def test_the_lead_of_the_hub_sees_whom_her_people_walk_with(record, bev):
    with acting_as(bev):
        assert rows("cases_resident") == 1


def test_nobody_connects_themself_with_somebody_others_walk_with(record, sam):
    with acting_as(sam), pytest.raises(ProgrammingError), transaction.atomic():
        Connection.objects.create(resident_id=record.pk, user=sam, part="lead")


def test_a_stranger_changes_nothing_of_joe_by_a_statement_without_filter(record, sam, amina):
    with acting_as(sam):
        assert Resident.objects.update(known_as="Somebody") == 0
        assert Note.objects.update(entered_in_error="Nothing") == 0
    with acting_as(amina):
        assert Resident.objects.get().known_as == "Joe"


@pytest.mark.parametrize("table", ["kernel_auditevent", "kernel_accesslog", "cases_noteevent"])
@pytest.mark.parametrize("change", ["update {} set id = id", "delete from {}"])
def test_the_app_cannot_change_the_trail_the_looks_or_the_images(table, change, full_record):
    if table == "cases_noteevent":
        change = change.replace("set id = id", "set pgh_id = pgh_id")
    with (
        pytest.raises((ProgrammingError, InternalError)),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change.format(table))


def test_the_installation_itself_finds_users_to_sign_in_but_no_resident(record, joe):
    with acting_as(SYSTEM):
        assert User.objects.filter(email="joe@demo.example").exists()
        assert (rows("cases_resident"), rows("cases_note"), rows("kernel_letter")) == (0, 0, 0)


def test_nobody_overwrites_words_not_even_who_wrote_them(record, amina):
    with acting_as(amina), pytest.raises(ProgrammingError), transaction.atomic():
        Note.objects.update(their_words="Nothing")


def test_nothing_of_ours_is_ever_deleted(record, amina):
    with acting_as(amina), pytest.raises(ProgrammingError), transaction.atomic():
        Note.objects.all().delete()


@pytest.mark.parametrize("table", ["kernel_accesslog", "kernel_auditevent"])
def test_a_stranger_writes_nothing_into_joes_looks_or_trail(table, record, sam):
    ours = {
        "kernel_accesslog": lambda: audit.look(
            sam, record.pk, section="record", purpose="walks_with", standing=standing(sam)
        ),
        "kernel_auditevent": lambda: audit.record(
            sam, "note.written", record, role="practitioner", resident_id=record.pk
        ),
    }
    with acting_as(sam), pytest.raises(ProgrammingError), transaction.atomic():
        ours[table]()


def test_nobody_makes_somebody_a_hub_manager(sam, world):
    for who in [None, sam]:
        with acting_as(who), pytest.raises(ProgrammingError), transaction.atomic():
            make.Membership.objects.create(
                user=sam,
                organisation=world.council,
                hub=world.marsh_end,
                role="hub_manager",
                starts=promises.timezone.localdate(),
            )


def test_what_failed_takes_the_context_back(record, amina):
    with acting_as(None):
        with pytest.raises(ZeroDivisionError), acting_as(amina):
            assert rows("cases_resident") == 1
            1 / 0
        assert rows("cases_resident") == 0
        with acting_as(amina):
            assert AuditEvent.objects.exists()
        assert rows("cases_resident") == 0
