"""Every page can be read and used by everybody: axe finds nothing, on a phone or a desk, light or dark."""

from __future__ import annotations

import datetime
import hashlib
import re
import time
from collections.abc import Iterator
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from allauth.mfa.app_settings import TOTP_PERIOD
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import URLPattern, get_resolver, resolve
from django.utils import timezone
from playwright.sync_api import Page, expect

from cases import access
from cases.actions import asking, calendar, safety, sharing, wish
from cases.actions import blocker as blockers
from cases.actions import connection as circle
from cases.actions import goodbye as goodbyes
from cases.actions import hope as hopes
from cases.actions import kin as kinship
from cases.actions import need as needs
from cases.actions import note as notes
from cases.actions import offer as offers
from cases.actions import referral as asks
from cases.actions import reflection as reflections
from cases.actions import reminder as promises
from cases.actions import resident as residents
from cases.actions import review as reviews
from cases.actions import strength as strengths
from cases.actions import subject_request as requests
from cases.actions import what_matters as words
from cases.actions.what_matters import Words
from cases.media import Media
from cases.models import Attachment, Connection, ContactPoint, Section, SubjectRequest
from hubs.actions import correction as corrections
from hubs.models import Invitation, Offer, Organisation
from relational.kernel.base import new_id
from relational.kernel.models import AccessLog, User
from relational.kernel.security import SYSTEM, acting_as
from tests import make
from tests.house.test_house import UNWELCOME
from tests.journeys.pages import follow, sign_in

PHONE, DESK = 320, 1280
TOP = Section.MOST_IMPORTANT
# All rules of WCAG 2.0 to 2.2, A and AA, and best practice; target-size runs only when asked.
LOOK = """async () => {
    const rules = {"target-size": {enabled: true}};
    const {violations} = await axe.run({resultTypes: ["violations"], rules});
    const found = violations.flatMap(({help, nodes}) =>
        nodes.map(({target, failureSummary}) => `${help}: ${target} ${failureSummary}`));
    const {lang, scrollWidth, clientWidth} = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`${scrollWidth} px wide`);
    if (!lang) found.push("no language");
    if (document.querySelectorAll("h1").length !== 1) found.push("not one h1");
    if (!/\\S – Relational$/.test(document.title)) found.push(`the title: ${document.title}`);
    return found;
}"""

# What can be pressed or filled in. Of a group of radio buttons one has the focus.
TO_REACH = """() => {
    const within = "a[href], button, input:not([type=hidden]), select, textarea, summary";
    const seen = [...document.querySelectorAll(within)].filter(thing =>
        thing.checkVisibility({visibilityProperty: true}) && !thing.disabled);
    const groups = new Set();
    window.toReach = seen.filter(thing => {
        if (thing.type !== "radio") return true;
        const first = !groups.has(thing.name);
        groups.add(thing.name);
        return first;
    });
    return window.toReach.length;
}"""
# Where the focus is now: which of those it is, and what is wrong with how it shows.
REACHED = """() => {
    const now = document.activeElement;
    const {top, bottom} = now.getBoundingClientRect();
    const {outlineStyle, outlineWidth} = getComputedStyle(now);
    const wrong = [];
    if (top >= innerHeight || bottom <= 0) wrong.push("out of sight");
    const marked = outlineStyle === "solid" && outlineWidth === "3px";
    if (!marked && now.type !== "date") wrong.push("not marked"); // a date has stops of its own
    const same = thing => thing === now || (now.type === "radio" && thing.name === now.name);
    return [window.toReach.findIndex(same), wrong.map(what => `${what}: ${now.outerHTML}`)];
}"""
# What shows, and does nothing without a script.
DEAD = """() => [...document.querySelectorAll("button, [role=button]")]
    .filter(thing => thing.checkVisibility({visibilityProperty: true}))
    .filter(thing => !thing.matches("form button[type=submit], a[href], summary"))
    .map(thing => `does nothing: ${thing.outerHTML}`)"""

# Who reads which pages. {joe} has a full record, {ann} an empty one.
PAGES = {
    "a stranger": [
        "/",
        "/sign-in/",
        "/sign-in/code/",
        "/sign-in/password/",
        "/sign-in/password/sent/",
        "/sign-in/password/changed/",
        "/sign-in/password/1-gone/",
        "/sign-in/inactive/",
        "/accessibility/",
        "/privacy/",
        "/directory/",
        "/directory/?q=submarine",
        "/directory/?day=XX&near=WX9&free=on",
        "/directory/?near=WX9",
        "/directory/{library}/",
        "/directory/{club}/",
        "/directory/{library}/correct/",
        "/api/docs/",
        "/status/",
        "/sign-in/invitation/nobody-sent-this/",
        "/sign-in/invitation/come-in/",
        "/sign-in/invitation/",
        *("/reply/we-wrote-this/", "/reply/too-old/", "/reply/over/", "/reply/nobody-wrote-this/"),
        "/no-such-page/",
    ],
    "amina": [
        "/today/",
        "/people/",
        "/people/new/",
        *("/people/ask-in/", "/people/ask-in/{opening}/", "/people/ask-in/{question}/"),
        *("/privacy-questions/", "/privacy-questions/{why}/"),
        "/people/import/",
        "/people/import/{waits}/",
        "/people/import/{waits}/?show=doubtful",
        "/people/import/{coming}/",
        "/people/import/{came}/",
        "/people/import/{came}/undo/",
        "/people/import/{undone}/",
        "/people/new/?known_as=Joe",
        "/people/circle/?q=Marsh+End+Library",
        "/directory/",
        "/directory/{library}/",
        "/directory/corrections/",
        "/directory/corrections/{wrong}/",
        "/directory/{library}/keep/",
        "/directory/{club}/",
        "/directory/{club}/offers/new/",
        "/directory/{club}/offers/{offer}/",
        "/directory/{club}/offers/{offer}/withdraw/",
        "/search/",
        "/search/?q=joe",
        "/search/?q=came",
        "/search/?q=nobody+said+this",
        f"/search/?q={'x' * 90}",
        "/people/{joe}/",
        "/people/{joe}/about/",
        "/people/{joe}/contact/",
        "/people/{joe}/contact/{point}/",
        *("/people/{joe}/invite/", "/people/{ann}/invite/"),
        *("/people/{joe}/proxies/new/", "/people/{ann}/proxies/new/"),
        "/people/{joe}/life/",
        "/people/{joe}/life/?words=nobody+said+this",
        "/people/{joe}/notes/",
        "/notes/mine/",
        "/people/{joe}/notes/{note}/correct/",
        "/people/{joe}/notes/{note}/in-error/",
        "/people/{joe}/promises/",
        "/people/{joe}/promises/{promise}/move/",
        "/people/{joe}/promises/{promise}/let-go/",
        "/people/{joe}/notes/{note}/reflect/",
        "/people/{joe}/rest/",
        "/reflections/",
        "/reflections/shared/",
        "/reflections/new/",
        "/reflections/{shared}/",
        "/reflections/{thought}/",
        "/reflections/{thought}/share/",
        "/people/{joe}/what-matters/",
        "/people/{joe}/what-matters/most_important/",
        "/people/{joe}/what-matters/please_do_and_do_not/",
        "/people/{joe}/what-matters/most_important/together/",
        "/people/{joe}/what-matters/most_important/beside/",
        "/people/{joe}/what-matters/most_important/history/",
        "/people/{joe}/circle/",
        "/people/{joe}/circle/add/",
        "/people/{joe}/circle/add/?kind=group&q=debt",
        "/people/{joe}/circle/add/?kind=colleague",
        "/people/{joe}/circle/{sister}/",
        "/people/{joe}/circle/{lead}/",
        "/people/{joe}/circle/{lead}/lead/",
        "/people/{joe}/circle/{lead}/end/",
        "/people/{joe}/circle/{sister}/end/",
        "/people/{joe}/needs/",
        "/people/{joe}/needs/kin/",
        "/people/{joe}/needs/not-this-person/",
        "/people/{joe}/needs/adjustment/{adjustment}/no-longer/",
        "/people/{joe}/referrals/",
        "/people/{joe}/referrals/new/",
        "/people/{joe}/referrals/{asked}/",
        "/people/{joe}/referrals/{asked}/withdraw/",
        "/people/{joe}/referrals/{kept}/",
        "/people/{joe}/referrals/{kept}/change/",
        "/people/{joe}/referrals/{done}/",
        "/people/{joe}/referrals/{done}/hear/",
        *("/people/{joe}/referrals/{handed}/", "/people/{joe}/referrals/{handed}/meeting/"),
        "/people/{joe}/referrals/{unmet}/meeting/",
        *("/people/{joe}/pointed-to/new/?with={club}", "/people/{ann}/pointed-to/new/"),
        "/people/{joe}/sharing/",
        *("/people/{joe}/sharing/?with={advice}", "/people/{joe}/sharing/?with={walks}"),
        "/people/{joe}/sharing/told/",
        *("/people/{joe}/offers/", "/people/{joe}/offers/{given}/", "/people/{ann}/offers/"),
        "/people/{ann}/referrals/",
        "/people/{ann}/referrals/new/",
        "/people/{ann}/sharing/",
        "/people/circle/?ask={library}&q=Marsh+End+Library",
        "/people/{ann}/needs/",
        "/people/{ann}/about/",
        "/people/{joe}/print/",
        "/people/{joe}/print/?as=large",
        "/people/{joe}/print/?as=easy",
        "/people/{ann}/print/",
        *("/people/{joe}/messages/", "/people/{ann}/messages/", "/people/{gone}/messages/"),
        *("/people/{joe}/attachments/{shown}/", "/people/{joe}/attachments/{sent}/"),
        *(
            "/people/{joe}/rights/",
            "/people/{joe}/goodbye/",
            "/people/{gone}/",
            "/people/{gone}/goodbye/",
        ),
        "/people/{ann}/what-matters/",
        "/people/{ann}/what-matters/my_wellness/",
        "/people/{ann}/",
        "/people/{ann}/life/",
        "/people/{ann}/circle/",
        "/people/{ann}/notes/",
        "/people/{ann}/promises/",
        "/people/{joe}/hopes/",
        "/people/{joe}/hopes/new/",
        "/people/{joe}/hopes/{hope}/",
        "/people/{joe}/hopes/{hope}/near/",
        "/people/{joe}/hopes/{hope}/steps/",
        "/people/{joe}/steps/{step}/",
        "/people/{joe}/steps/{step}/easier/",
        "/people/{joe}/strengths/new/",
        "/people/{joe}/strengths/{strength}/",
        "/people/{joe}/weighs/new/",
        "/people/{joe}/weighs/{weight}/",
        "/people/{ann}/hopes/",
        *("/reviews/", "/reviews/{review}/", "/reviews/{signed}/", "/blocked-by/"),
        "/referrals/",
        "/no-such-page/",
    ],
    "bev": [
        *("/reviews/", "/reviews/new/", "/reviews/{review}/", "/reviews/{review}/people/"),
        *("/reviews/{review}/points/", "/reviews/{review}/points/{talk}/"),
        "/reviews/{review}/points/{talk}/blocked-by/",
        *("/reviews/{review}/sign/", "/reviews/{review}/print/"),
        *("/reviews/{signed}/", "/reviews/{signed}/points/", "/blocked-by/"),
        *("/people/", "/people/team/", "/people/{joe}/why/", "/search/?q=joe"),
        *("/reflections/", "/reflections/shared/", "/reflections/{shared}/"),
        *("/hubs/{hub}/people/", "/hubs/{hub}/people/invite/", "/hubs/{hub}/people/cover/"),
        *("/hubs/{hub}/caseloads/", "/hubs/{hub}/caseloads/{works}/", "/hubs/{hub}/asks/"),
        "/hubs/{hub}/asks/blocked-by/",
        *("/hubs/{hub}/people/{works}/", "/hubs/{hub}/people/{works}/end/"),
        "/hubs/{hub}/people/timing/",
    ],
    "callum, who stands in": ["/people/", "/today/"],
    "sam, who is new": [
        *("/people/", "/today/", "/people/{joe}/", "/people/import/"),
        *("/reflections/", "/reflections/shared/"),
    ],
    "bev, who said why": [
        "/people/{joe}/",
        "/people/{joe}/needs/",
        "/people/{joe}/needs/visit/{visit}/review/",
        *("/people/{joe}/what-matters/", "/people/{joe}/print/"),  # a part is kept from her
        "/people/{joe}/sharing/",
        "/people/{joe}/sharing/told/{told}/",
    ],
    "pat": [
        "/referrals/",
        *("/referrals/{asked}/", "/referrals/{begun}/", "/referrals/{over}/"),
        *("/referrals/{handed}/", "/referrals/{own}/"),
    ],
    "tom": ["/referrals/", "/referrals/{handed}/meeting/"],
    "diya": [
        *("/", "/privacy-questions/", "/privacy-questions/{why}/"),
        "/privacy-questions/names/{hidden}/",
        *("/subject-requests/", "/subject-requests/{law}/", "/subject-requests/{law}/record/"),
        *("/subject-requests/{law}/acknowledge/", "/subject-requests/{law}/extend/"),
        *("/subject-requests/{law}/answer/", "/subject-requests/{answered}/lift/"),
    ],
    "diya, who said why": ["/subject-requests/{law}/record/"],
    "nye": ["/people/{joe}/"],
    "joe": [
        "/me/",
        "/me/words/most_important/",
        "/me/words/please_do_and_do_not/",
        "/me/words/most_important/history/",
        "/me/choices/{aside}/",
        "/me/suggestions/{suggestion}/",
        *("/me/people/", "/me/people/join/", "/me/people/{sister}/step-back/"),
        *("/me/proxies/new/", "/me/promises/", "/me/not-so/note/{note}/"),
        *("/me/messages/", "/me/words/most_important/show/", "/me/words/how_to_support/show/"),
        *("/me/attachments/{shown}/", "/me/attachments/{sent}/"),
        *("/me/looks/", "/me/looks/?show=my-words", "/me/looks/copy/", "/me/looks/{look}/why/"),
        "/me/needs/",
        "/me/needs/access/",
        "/me/needs/adjustment/{adjustment}/no-longer/",
        "/me/contact/{point}/",
        *("/me/asks/", "/me/asks/new/", "/me/asks/{to_agree}/", "/me/asks/{own}/", "/me/near/"),
        *("/me/sharing/", "/me/sharing/?with={advice}", "/me/sharing/?with={walks}", "/me/offers/"),
        *("/me/asks/{helped}/", "/me/asks/{handed}/", "/me/asks/{unmet}/"),
        "/me/print/",
        "/me/print/?as=easy",
        "/me/print/?as=large",
        *("/me/download/", "/me/rights/", "/me/goodbye/", "/me/sign-in/"),
        "/me/hopes/",
        "/me/hopes/new/",
        "/me/hopes/{hope}/",
        "/me/hopes/{hope}/near/",
        "/me/hopes/{hope}/steps/",
        "/me/steps/{step}/",
        "/me/steps/{step}/easier/",
        "/me/strengths/new/",
        "/me/strengths/{strength}/",
        "/me/weighs/new/",
        "/me/weighs/{weight}/",
        "/directory/",
        "/directory/{library}/",
        "/account/",
        "/no-such-page/",
    ],
    "ann": [
        *("/me/", "/me/looks/", "/me/people/", "/me/needs/", "/me/print/"),
        *("/me/download/", "/me/rights/", "/me/goodbye/", "/me/messages/"),
        *("/me/", "/me/looks/", "/me/people/", "/me/needs/", "/me/print/", "/me/asks/"),
        *("/me/asks/new/", "/me/sharing/", "/me/offers/", "/me/near/"),
        *("/me/download/", "/me/rights/", "/me/goodbye/"),
    ],
    "gus, who stopped": ["/me/", "/me/goodbye/", "/me/download/"],
    "sue, who reads for two": ["/me/for/", "/me/for/{joe}/"],
    "ade": [
        *("/feeds/", "/feeds/{feed}/", "/feeds/{reading}/"),
        *("/feeds/groups/", "/feeds/groups/{groups}/", "/hooks/", "/hooks/{hook}/"),
    ],
}
DARK = {
    "amina": [
        *("/people/", "/people/{joe}/", "/people/{joe}/circle/", "/people/{joe}/print/"),
        *("/people/{joe}/hopes/", "/people/{joe}/hopes/new/", "/today/", "/people/{joe}/needs/"),
        "/people/{joe}/messages/",
        *("/reflections/new/", "/reflections/{shared}/"),
        *("/people/{joe}/referrals/new/", "/people/{joe}/referrals/{asked}/"),
        *("/people/{joe}/sharing/?with={advice}", "/people/{joe}/referrals/{handed}/meeting/"),
        *("/people/import/", "/people/import/{waits}/", "/people/import/{coming}/"),
        *("/search/?q=joe", "/search/?q=came"),
        *("/reviews/", "/reviews/{review}/", "/reviews/{signed}/", "/blocked-by/"),
    ],
    "bev": ["/hubs/{hub}/caseloads/", "/hubs/{hub}/people/"],
    "pat": ["/referrals/", "/referrals/{asked}/"],
    "a stranger": ["/directory/", "/directory/{library}/", "/directory/{library}/correct/"],
    "joe": [
        *("/me/", "/me/people/", "/me/needs/", "/me/hopes/", "/me/hopes/{hope}/near/"),
        "/me/messages/",
    ],
    "sue, who reads for two": ["/me/for/{joe}/"],
    "ade": ["/feeds/{feed}/", "/feeds/groups/{groups}/"],
}
# Pages of one's account: each is reached on the way of one test.
ACCOUNT = {
    "hubs:token-new",
    "hubs:tokens",
    "account",
    "account_about",
    "account_change_password",
    "account_confirm_login_code",
    "account_logout",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_index",
    "mfa_list_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
}
# Read by who typed a code: in test_own_door.
BEHIND_A_CODE = {"cases:come-in", "cases:prove-address"}
SHOWS_NOTHING = {
    "account_signup",
    "cases:attachment-file",
    "cases:calendar",
    "cases:calendar-renew",
    "cases:full",
    "cases:hope-turn",
    "cases:hub",
    "cases:import-bring",
    "cases:import-choose",
    "cases:import-template",
    "cases:import-throw-away",
    "cases:invite-end",
    "cases:leave",
    "cases:move-undo",
    "cases:my-attachment-file",
    "cases:my-file",
    "cases:my-ask-agree",
    "cases:my-ask-say",
    "cases:my-ask-stop",
    "cases:my-hope-turn",
    "cases:my-not-happened",
    "cases:my-offer-back",
    "cases:my-proxy-end",
    "cases:my-sharing-decide",
    "cases:my-sign-out",
    "cases:my-step-turn",
    "cases:my-take-away",
    "cases:my-way-back",
    "cases:promise-keep",
    "cases:proxy-end",
    "cases:reads-for-stop",
    "cases:referral-ask-them",
    "cases:referral-say",
    "cases:referral-send",
    "cases:request-mark",
    "cases:rest-end",
    "cases:review-keep",
    "cases:review-open",
    "cases:sharing-decide",
    "cases:step-turn",
    "cases:taking-over-sign",
    "cases:three-way-sign",
    "cases:way-back",
    "hubs:cover-end",
    "hubs:directory-know",
    "hubs:feed-decide",
    "hubs:feed-nightly",
    "hubs:feed-read",
    "hubs:groups-bring",
    "hubs:groups-example",
    "hubs:groups-throw-away",
    "hubs:hook-end",
    "hubs:oruk",
    "hubs:oruk-organization",
    "hubs:oruk-organizations",
    "hubs:oruk-place",
    "hubs:oruk-places",
    "hubs:oruk-service",
    "hubs:oruk-services",
    "hubs:oruk-taxonomies",
    "hubs:oruk-taxonomy",
    "hubs:oruk-term",
    "hubs:oruk-terms",
    "hubs:telling-again",
    "hubs:token-end",
    "hubs:withdraw",
    "language",
    "mfa_download_recovery_codes",
    "mfa_login_webauthn",
}


@pytest.fixture
def nye(world) -> User:
    """Of another hub, and asked in about Joe."""
    return make.worker("Nye Hall", world.hillfoot)


@pytest.fixture
def callum(world) -> User:
    return make.worker("Callum Redpath", world.marsh_end, email="callum@demo.example")


@pytest.fixture
def tom(world) -> User:
    return make.worker(
        "Tom Hale", None, role="practitioner", at=world.advice, email="tom@x.example"
    )


def _asks(record, hope, amina, joe, world) -> tuple:
    """Help that is kept for later, asked for with a question back, and done; and what was told."""
    world.advice.email = "advice@clearwater.example"
    world.advice.save(update_fields=["email"])
    answers = make.worker("Rita Hale", None, role="receiver", at=world.advice)
    with acting_as(joe):
        sharing.decide(record, [TOP], "yes", by=joe, organisation=world.advice, purpose="The loan")
        sharing.decide(record, [Section.MY_WELLNESS], "no", by=joe)
    with acting_as(amina):
        about = {"by": amina, "organisation": world.advice, "sections": [TOP], "hope": hope}
        kept, asked, done = (
            asks.draft(record, what_for=text, **about)
            for text in ("To know what I owe.", "To open post.", "To sleep.")
        )
        asks.send(asked, by=amina)
        asks.send(done, by=amina)
    with acting_as(answers):
        asks.say(asked, "Is there a letter?", by=answers)
        asks.accept(done, by=answers, meeting="Thursday at eleven", meets="Rita")
        asks.answer(done, "completed", by=answers, words="We read all the letters.")
    with acting_as(amina):
        told = sharing.disclose(
            record,
            by=amina,
            what="That his door was open.",
            to_whom="The police",
            why="adult_at_risk",
            reason="Nobody could reach him.",
            told_resident=False,
            not_told_because="His brother reads it too.",
            withheld="somebody_else",
        )
    return kept, asked, done, told


@pytest.fixture
def ids(
    record, amina, joe, gus, sam, bev, callum, ade, pat, diya, tom, nye, world
) -> dict[str, UUID]:
    """Joe's record with one of everything in it, and Ann's with nothing."""
    today = timezone.localdate()
    with acting_as(amina):
        residents.describe(
            record,
            by=amina,
            full_name="Joseph Adeyemi",
            other_names="Seph",
            pronouns="he/him",
            date_of_birth=datetime.date(1951, 3, 1),
            date_of_birth_precision="month",
            language="yo",
            interpreter=True,
        )
        safe, _unsafe = (
            residents.reach_by(
                ContactPoint(resident=record, channel=channel, value=value, **about), by=amina
            )
            or ContactPoint.objects.get(value=value)
            for channel, value, about in [
                ("mobile", "07700 900123", {"safe_to_contact": True, "best_times": "mornings"}),
                ("phone", "01632 960123", {"best_times": "his brother listens in"}),
            ]
        )
        waiting, kept, moved, let_go = (
            promises.promise(record, by=amina, what=what, due=today)
            for what in ("Ring him", "Bring the form", "Ask about the boiler", "Find the photo")
        )
        promises.keep(kept, by=amina)
        promises.move(
            moved, by=amina, due=today + datetime.timedelta(days=3), why="They were shut."
        )
        promises.let_go(let_go, by=amina, why="He found it himself.")
        talked = notes.write(
            record,
            by=amina,
            their_words="I slept.",
            what_we_heard="He sounds lighter.",
            agreed="I ring on the day of the scan",
            due=today,
            mode="walk",
            told_again=True,
        )
        notes.correct(talked, by=amina, reason="A word was missing.", their_words="I slept well.")
        elsewhere = notes.write(record, by=amina, their_words="About somebody else.")
        notes.enter_in_error(elsewhere, by=amina, reason="Another Joe.")
        promises.rest(
            record, by=amina, reason="He asked for it.", until=today + datetime.timedelta(days=2)
        )
        note = notes.write(record, by=amina, their_words="The kettle is new.")
        (lead,) = record.connections.open()
        circle.describe(lead, by=amina, closeness="steady", depth="deep", chosen_by_resident=True)
        for place in range(10):
            close = ["close", "steady", ""][place % 3]
            circle.join(
                record, by=amina, person=f"Neighbour {place}", part="friend", closeness=close
            )
        circle.join(record, by=amina, organisation=world.advice, closeness="strained")
        circle.join(record, by=amina, named=("Allotments", "community_group"), about="plot 14")
        sister = circle.join(record, by=amina, person="Maureen", part="family", about="sister")
        walks = Connection.objects.get(resident=record, user=amina, until=None)
        gone = circle.join(record, by=amina, person="Kevin", part="family")
        circle.end(gone, by=amina, how_ended="He moved away.")
    with acting_as(bev):
        Invitation.objects.create(
            hub=world.marsh_end,
            email="nell@demo.example",
            role="peer",
            by=bev,
            digest=hashlib.sha256(b"come-in").hexdigest(),
            ends_at=timezone.now() + datetime.timedelta(days=1),
        )
    make.cover(world.marsh_end, by=bev, who=callum, instead_of=amina)
    with acting_as(joe):
        agreed = [TOP, Section.PLEASE_DO_AND_DO_NOT]
        sharing.decide(record, agreed, "yes", by=joe, organisation=world.advice)
        first = words.say(record, TOP, Words("Biscuit, my dog."), by=joe, base=None)
        words.say(record, TOP, Words("Biscuit, and my plot."), by=joe, base=first.pk)
        aside = words.say(record, TOP, Words("Biscuit, and this house."), by=joe, base=first.pk)
        dos = Words("Come after ten.", "Don’t finish my sentences.")
        words.say(record, Section.PLEASE_DO_AND_DO_NOT, dos, by=joe, base=None)
    with acting_as(amina):
        suggestion = words.write_down(
            record, TOP, Words("Biscuit, and the plot."), by=amina, base=None
        )
        words.add_view(record, TOP, "Mornings are best.", by=amina)
        thought, shared = (
            reflections.reflect(by=amina, note=note, what_happened=text, what_next="Ask again.")
            for text in ("He went in alone.", "Nobody asked him twice.")
        )
        reflections.share(shared, by=amina, team=world.quay)
        calendar.renew(by=amina, instead_of=None)
    with acting_as(bev):
        reflections.reply(shared, by=bev, text="That is worth telling the others.")
    hope, reached = make.hope(record, by=joe), make.hope(record, by=amina, text="To go up there.")
    make.near(hope, 1, 4, by=joe)
    step = make.step(hope, by=joe, who="Joe", when=today)
    with acting_as(joe):
        hopes.say_confidence(step, 4, by=joe)
        hopes.turn(reached, "reached", by=joe)
    strength = make.strength(record, by=amina, theirs=False, kind="skill")
    weight = make.weight(record, by=amina, workers_view="Most of them are small.")
    with acting_as(joe):
        strengths.no_longer(make.strength(record, by=joe, text="Fast on my feet"), by=joe)
    with acting_as(amina):
        adjustment = needs.adjust(record, by=amina, what="Wait for the words")
        needs.need(record, by=amina, kind="format", format="large_print")
        needs.visit(record, by=amina, text="Mind the dog")
        visit = needs.visit(record, by=amina, text="Her brother", withheld="somebody_else")
        safety.keep_from(record, sam.pk, by=amina, reason="He asked.")
    ann = make.resident("Ann", by=amina)
    with acting_as(amina):
        kinship.link(record, ann, by=amina, kind="sibling")
    kept, _asked, done, told = _asks(record, hope, amina, joe, world)
    undone, came, coming, waits = (
        make.caseload(f"Name,DOB,Shoe size,Note\n{people}", by=amina)
        for people in (
            "Leroy Bright,1951,9,\n",
            "Dot,,,\nKay,soon,,\n",
            "Sean,,,\nMeg,,,\n",
            "Joe,1951,9,He used to sing.\nMo,,,\nMo,,,\nLi,31/2/1950,,\n",
        )
    )
    make.bring(undone, by=amina)
    make.undo(undone, by=amina)
    make.bring(came, by=amina)
    make.bring(coming, by=amina, only=1)
    with acting_as(bev):
        signed = reviews.begin(amina, by=bev)
        promised = {"action": "Take the duty phone", "due": today}
        reviews.add_point(signed, by=bev, what="The rota.", **promised)
        reviews.sign(signed, by=bev, seen=reviews.digest_of_all(signed), name="Amina")
        reviews.add_point(signed, by=bev, what="And thanks.")
        review = reviews.begin(amina, by=bev)
        reviews.choose(review, by=bev, residents={record.pk})
        about = {"resident": record, "in_the_way": "Three letters.", "action": "Ring them"}
        talk = reviews.add_point(review, by=bev, what="The repair.", **about)
        rule = {"called": "Three missed letters and you are off", "kind": "rule"}
        blockers.see(talk, by=bev, text="It went to an old address.", **rule)
    with acting_as(amina):
        works = amina.memberships.get()
    asked, begun, over = (
        make.ask(record, by=amina, organisation=world.advice, sections=sections, **said)
        for sections, said in (
            (agreed, {"how_best": "Ring.", "urgency": "urgent"}),
            ([], {}),
            ([], {}),
        )
    )
    with acting_as(pat):
        asks.say(asked, "Has he all his letters?", by=pat)
        asks.accept(begun, by=pat, meeting="Thursday at eleven", meets="Pat")
    with acting_as(amina):
        asks.say(asked, "In a drawer.", by=amina)
        asks.withdraw(over, by=amina, reason="no_longer_needed", words="It is sorted out.")
    handed = make.to_hand_over(record, by=amina, taker=tom)
    unmet = make.to_hand_over(record, by=amina, taker=tom, written=False)
    make.reply_link(asked, "we-wrote-this")
    make.reply_link(over, "over")
    make.reply_link(asked, "too-old", ends_at=timezone.now())
    club = Organisation.objects.create(name="Wexmouth Bowls Club", kind="community_group")
    library = make.service("Marsh End Library", by=club)
    van = Offer.objects.create(organisation=club, kind="thing", title="A van", when="Thursdays")
    wrong = new_id()
    corrections.suggest(library, what="It moved.", contact="07700 900123", key=wrong)
    opening = make.asked_in(record, by=nye, lead=amina)
    una = make.worker("Una Poole", world.hillfoot)
    question = make.asked_in(record, by=una, lead=amina, kind="question")
    with acting_as(nye):
        access.open_resident(nye, record.pk)
        look = AccessLog.objects.get(reader=nye)
    with acting_as(amina):
        access.open_resident(amina, record.pk)
    why = make.asked_why(record, by=joe, reader=amina)
    hidden = make.not_named(record, reader=bev)
    make.message(record, by=joe)
    make.message(record, by=amina, text="I’ll ring at ten.")
    heard = {"brought": Media(Attachment.Mime.WAV, make.sound()), "text": "Listen."}
    sent = make.message(record, by=joe, **heard)
    with acting_as(joe):
        sent = sent.attachments.get()
    return {
        "shown": make.shown(record, by=joe, said="My bike in the yard.").pk,
        "sent": sent.pk,
        "review": review.pk,
        "signed": signed.pk,
        "talk": talk.pk,
        "hub": world.marsh_end.pk,
        "works": works.pk,
        "asked": asked.pk,
        "begun": begun.pk,
        "over": over.pk,
        "handed": handed.pk,
        "unmet": unmet.pk,
        "library": library.pk,
        "club": club.pk,
        "offer": van.pk,
        "wrong": wrong,
        "waits": waits.pk,
        "coming": coming.pk,
        "came": came.pk,
        "undone": undone.pk,
        "feed": make.feed("Town").pk,
        "reading": make.feed("City", state="running", total=40, read=12).pk,
        "groups": make.groups(ade).pk,
        "hook": make.hook(world.council, by=ade).pk,
        "lead": lead.pk,
        "sister": sister.pk,
        "hope": hope.pk,
        "step": step.pk,
        "strength": strength.pk,
        "weight": weight.pk,
        "thought": thought.pk,
        "shared": shared.pk,
        "adjustment": adjustment.pk,
        "visit": visit.pk,
        "kept": kept.pk,
        "done": done.pk,
        "told": told.pk,
        "advice": world.advice.pk,
        "walks": walks.pk,
        "aside": aside.pk,
        "suggestion": suggestion.pk,
        "joe": record.pk,
        "ann": ann.pk,
        "point": safe.pk,
        "helped": make.helped(record, by=amina).pk,
        "opening": opening.pk,
        "question": question.pk,
        "why": why.pk,
        "hidden": hidden.pk,
        "look": look.pk,
        "note": note.pk,
        "promise": waiting.pk,
        "gone": gus.resident.pk,
        **asked_by_law(record, joe, diya),
        **given_and_asked(record, joe, amina, pat, world),
    }


@pytest.fixture
def gus(amina) -> User:
    """Somebody who stopped, and said a word; so did Amina."""
    his = make.resident("Gus", by=amina)
    gus = make.door(his, by=amina)
    with acting_as(amina):
        gone = goodbyes.end(his, by=amina, decided="together", our_words="Well walked.")
    with acting_as(gus):
        goodbyes.add_words(gone, by=gus, words="Thank you for the walks.")
        gus.resident
    return gus


@pytest.fixture
def sue(record, joe, ids, sam) -> User:
    """Somebody who reads for Joe, and for somebody whom Sam walks with."""
    other = make.resident("Dot", by=sam)
    dot = make.door(other, by=sam)
    proxy = make.proxy(record, by=joe, email="sue@home.example", called="Sue")
    make.proxy(other, by=dot, email="sue@home.example", called="Sue")
    with acting_as(SYSTEM):
        return User.objects.get(pk=proxy.user_id)


def given_and_asked(record, joe: User, amina: User, pat: User, world) -> dict[str, UUID]:
    """What Joe gives and asks himself, and what waits for his yes."""
    given, shown, left = (
        make.offer(record, by=joe, words=text)
        for text in ("An hour on Fridays.", "I can mend bikes.", "A cot.")
    )
    with acting_as(joe):
        own = asking.ask_for_oneself(
            record, world.advice, by=joe, what_for="My rent.", sections=[TOP], key=new_id()
        )
        wish.ask_for_help(record, by=joe, what="Somebody to come along.", key=new_id())
    with acting_as(pat):
        asks.say(own, "Which day is best?", by=pat)
    with acting_as(amina):
        offers.show(shown, by=amina, title="Bikes mended", about="On Fridays.")
        offers.leave_it(left, by=amina, why="The hub has no room.")
        told = {"by": amina, "organisation": world.advice, "what_for": "A plan."}
        waits = asks.wait_for_agreement(asks.draft(record, sections=[TOP], **told), by=amina)
    return {"given": given.pk, "own": own.pk, "to_agree": waits.pk}


def asked_by_law(record, joe: User, diya: User) -> dict[str, UUID]:
    """What Joe asks by law: one waits, one is answered and restricts nothing any more."""
    with acting_as(joe):
        waits, answered = (
            requests.ask(record, by=joe, kind=kind, words="All of it.", key=new_id())
            for kind in ("see", "forget")
        )
    with acting_as(diya):
        requests.acknowledge(waits, by=diya)
        requests.answer(answered, by=diya, words="We must keep it.", restricts=False)
    return {"law": waits.pk, "answered": answered.pk}


@pytest.fixture
def reader(request, ids, amina) -> User | None:
    """Whoever a list of pages is for, by the first word of its name."""
    name = request.param.split(",")[0].split()[0]
    if name == "a":
        return None
    if request.param == "bev, who said why":
        bev = request.getfixturevalue("bev")
        with acting_as(bev):
            purpose, reason = access.Purpose.SUPPORT, "They asked me."
            access.open_with_purpose(bev, ids["joe"], purpose=purpose, reason=reason)
    if request.param == "diya, who said why":
        diya = request.getfixturevalue("diya")
        with acting_as(diya):
            asked = SubjectRequest.objects.select_related("resident").get(pk=ids["law"])
            access.say_why_for_request(diya, asked, reason="To answer.")
    if name == "ann":
        with acting_as(amina):
            ann = residents.Resident.objects.get(pk=ids["ann"])
        return make.door(ann, by=amina)
    return request.getfixturevalue(name)


def wrong_with(page: Page) -> list[str]:
    """What stands in anybody's way on this page, on a phone and on a desk."""
    found = []
    page.evaluate(AXE_SCRIPT)
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 800})
        where = f"{urlsplit(page.url).path} at {width}"
        found += [f"{where}: {finding}" for finding in page.evaluate(LOOK)]
    return found


def out_of_reach(page: Page) -> list[str]:
    """What Tab never comes to, one step after the other, or comes to unseen."""
    left = set(range(page.evaluate(TO_REACH)))
    found = []
    for _step in range(2 * len(left)):
        if not left:
            break
        page.keyboard.press("Tab")
        number, wrong = page.evaluate(REACHED)
        left.discard(number)
        found += wrong
    return found + page.evaluate("left => left.map(n => window.toReach[n].outerHTML)", [*left])


def wrong_on(page: Page, addresses: list[str], ids: dict[str, UUID]) -> list[str]:
    found = []
    for address in addresses:
        path = address.format(**ids)
        page.goto(path)
        if urlsplit(page.url).path != urlsplit(path).path:
            found.append(f"{path} led to {page.url}")
        found += wrong_with(page)
    return found


@pytest.mark.parametrize(
    ("reader", "addresses"), PAGES.items(), ids=PAGES.keys(), indirect=["reader"]
)
def test_everybody_can_read(visit, reader, addresses, ids):
    assert wrong_on(visit(reader), addresses, ids) == []


@pytest.mark.parametrize(
    ("reader", "addresses"), DARK.items(), ids=DARK.keys(), indirect=["reader"]
)
def test_everybody_can_read_in_the_dark(visit, reader, addresses, ids):
    assert wrong_on(visit(reader, dark=True), addresses, ids) == []


def test_every_page_of_a_resident_is_used_by_keys_alone_and_speaks_plainly(visit, joe, ids, script):
    """Each thing to press or fill in is reached by Tab, in sight and marked; none waits for a script."""
    page = visit(joe, width=PHONE, script=script)
    found = {}
    for address in PAGES["joe"]:
        page.goto(address.format(**ids))
        dead = [] if script else page.evaluate(DEAD)
        said = page.locator("body").inner_text().lower()
        unwelcome = [word for word in UNWELCOME if re.search(rf"\b{word}s?\b", said)]
        if stuck := unwelcome + dead + out_of_reach(page):
            found[address] = stuck
    assert found == {}


def test_forms_with_something_to_look_at_can_be_read(visit, amina, ids):
    page = visit(amina)
    found = []
    for address, button in (
        ("/people/new/", "Save"),
        ("/people/{joe}/", "Save"),
        ("/people/{joe}/promises/", "Promise it"),
        ("/people/import/", "Read the list"),
        ("/reflections/new/", "Save"),
        ("/reflections/{shared}/", "Answer"),
        ("/people/{joe}/promises/{promise}/move/", "Promise it for that day"),
        ("/people/{joe}/circle/add/", "Add"),
        ("/people/{joe}/circle/add/?kind=group&q=debt", "Add"),
        ("/people/{joe}/circle/{lead}/lead/", "Hand over"),
        ("/people/{joe}/circle/{sister}/end/", "It has ended"),
        ("/people/{joe}/referrals/{unmet}/meeting/", "Write it down"),
        ("/people/{joe}/pointed-to/new/", "Write it down"),
        ("/people/{joe}/notes/{note}/in-error/", "Written here by mistake"),
        ("/people/{joe}/hopes/{hope}/near/", "Save"),
        ("/people/{joe}/strengths/new/", "Save"),
        ("/people/{joe}/needs/kin/", "Link them"),
        ("/people/{joe}/needs/not-this-person/", "Keep it from them"),
        ("/directory/{library}/correct/", "Send"),
        ("/directory/corrections/{wrong}/", "Save"),
        ("/directory/{club}/offers/new/", "Offer it"),
    ):
        page.goto(address.format(**ids))
        page.get_by_role("button", name=button, exact=True).click()
        expect(page.locator(".govuk-error-summary")).to_be_visible()
        found += wrong_with(page)
    assert found == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_everybody_can_read_what_stands_behind_a_link(visit, ids, dark):
    page = visit(dark=dark)
    page.goto("/reply/we-wrote-this/")
    follow(page.get_by_role("button", name="Show me"))
    page.locator("summary").filter(has_text="parts of Joe’s page").click()
    found = wrong_with(page)
    for answer, button in (("Not this time", "Send no"), ("Yes, we can", "Send yes")):
        if not page.get_by_role("button", name=button).is_visible():
            page.locator("summary").filter(has_text=answer).click()
        page.get_by_role("button", name=button).click()
        expect(page.locator(".govuk-error-summary")).to_be_visible()
        found += wrong_with(page)
    page.get_by_label("When could you first meet").fill("Monday")
    follow(page.get_by_role("button", name="Send yes"))
    found += wrong_with(page)
    page.goto("/reply/too-old/")
    follow(page.get_by_role("button", name="Send a fresh link"))
    found += wrong_with(page)
    assert found == []


def test_a_managers_forms_with_something_to_look_at_can_be_read(visit, bev, ids):
    page = visit(bev)
    found = []
    for address, button in (
        ("/hubs/{hub}/people/invite/", "Send the invitation"),
        ("/hubs/{hub}/people/cover/", "Let them stand in"),
        ("/hubs/{hub}/people/{works}/end/", "End their work here"),
        ("/hubs/{hub}/caseloads/{works}/", "Hand over"),
        ("/reviews/new/", "Begin"),
        ("/reviews/{review}/points/", "Save"),
        ("/reviews/{review}/points/{talk}/blocked-by/", "Name it"),
        ("/hubs/{hub}/asks/blocked-by/", "Name it"),
    ):
        page.goto(address.format(**ids))
        page.get_by_role("button", name=button, exact=True).click()
        expect(page.locator(".govuk-error-summary")).to_be_visible()
        found += wrong_with(page)
    page.get_by_label("What stops the right thing?").fill("Three letters missed and off")
    page.get_by_label("a rule").check()
    page.get_by_label("How did it show?").fill("It came late.")
    follow(page.get_by_role("button", name="Name it"))
    expect(page.get_by_role("group", name="Is it one of these?")).to_be_visible()
    found += wrong_with(page)
    assert found == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_words_that_are_not_saved_yet_can_be_read(visit, amina, ids, dark):
    """Those that came back in their form, and those given back by a page that is not open."""
    page = visit(amina, dark=dark)
    found = []
    for address in ("/people/new/", "/people/{joe}/what-matters/most_important/"):
        page.goto(address.format(**ids))
        page.locator("textarea").first.fill("The heating is on again.")
        page.reload()
        expect(page.locator("form .draft [role=status]")).to_contain_text("not saved yet")
        found += wrong_with(page)
    with acting_as(amina):
        Connection.objects.filter(resident_id=ids["joe"]).update(until=timezone.now())
    follow(page.locator("main form button[type=submit]"))
    expect(page.get_by_label("What you wrote").first).to_have_value("The heating is on again.")
    found += wrong_with(page)
    assert found == []


def test_everybody_can_read_about_their_account(visit, amina):
    page = visit(width=DESK)
    seen: set[str] = set()
    found: list[str] = []

    def look(address: str = "") -> None:
        if address:
            page.goto(address)
        seen.add(resolve(urlsplit(page.url).path).view_name)
        found.extend(wrong_with(page))

    page.goto("/sign-in/code/")
    page.get_by_label("Your e-mail address").fill(amina.email)
    follow(page.get_by_role("button", name="Send me a code"))
    look()
    follow(page.get_by_role("button", name="Sign in another way"))

    sign_in(page, amina)
    for address in ("/account/", "/account/about/", "/account/password/", "/sign-out/"):
        look(address)

    look("/account/second-factor/")
    look("/account/second-factor/app/")  # "Is it you?" comes first
    page.get_by_label("Your password").fill(make.PASSWORD)
    follow(page.get_by_role("button", name="Go on"))
    look()
    secret = page.locator("details b").text_content().replace(" ", "")
    page.get_by_label("The six figures in the app").fill(figures(secret))
    follow(page.get_by_role("button", name="Save"))
    look()
    look("/account/tokens/")
    look("/account/tokens/new/")
    follow(page.get_by_role("button", name="Make it"))
    look()
    page.get_by_label("What is it for?").fill("Case export")
    follow(page.get_by_role("button", name="Make it"))
    look()
    look("/account/tokens/")
    follow(page.get_by_role("button", name="End it"))
    page.locator("summary").click()
    look()
    look("/account/second-factor/codes/new/")
    look("/account/second-factor/app/off/")

    own_a_device_for_passkeys(page)
    look("/account/second-factor/passkeys/new/")
    follow(page.get_by_role("button", name="Make a passkey"))
    for link in ("Rename", "Take away"):
        look("/account/second-factor/passkeys/")
        follow(page.get_by_role("link", name=link))
        look()

    for address in ("/account/again/code/", "/account/again/passkey/"):
        look(address)
    page.goto("/account/")
    follow(page.get_by_role("button", name="Sign out").last)
    sign_in(page, amina)
    look()

    assert found == []
    assert seen == ACCOUNT


def figures(secret: str) -> str:
    """What the app on Amina's phone shows."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // TOTP_PERIOD))


def own_a_device_for_passkeys(page: Page) -> None:
    """Give the browser a made-up device that knows its owner by a finger."""
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    browser.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_no_page_is_forgotten():
    a_page = UUID(int=0)
    anything = dict.fromkeys(
        (
            *("joe", "ann", "point", "note", "promise", "aside", "suggestion", "lead", "sister"),
            *("hope", "step", "strength", "weight", "thought", "shared"),
            *("adjustment", "visit", "helped"),
            *("opening", "question", "why", "hidden", "look"),
            *("hub", "works"),
            *("review", "signed", "talk"),
            *("library", "club", "wrong", "offer"),
            *("asked", "begun", "over", "handed", "unmet"),
            *("kept", "done", "told", "advice", "walks", "given", "own", "to_agree"),
            *("gone", "law", "answered"),
            *("shown", "sent"),
            *("waits", "coming", "came", "undone"),
            *("feed", "reading", "groups", "hook"),
        ),
        a_page,
    )
    visited = {
        resolve(urlsplit(address.format(**anything)).path).view_name
        for addresses in PAGES.values()
        for address in addresses
        if address != "/no-such-page/"
    }
    pages = {
        name
        for name in names(get_resolver().url_patterns)
        if name == "api-docs" or not name.removeprefix("cases:").startswith("api-")
    }
    assert visited | ACCOUNT | BEHIND_A_CODE | SHOWS_NOTHING == pages


def names(patterns, space: str = "") -> Iterator[str]:
    """The names of all addresses under these."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        else:
            yield from names(
                pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else space
            )
