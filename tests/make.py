"""Plain builders. What is about a resident is made by the actions, as in life."""

from __future__ import annotations

import datetime
import io
import shutil
import wave
from dataclasses import dataclass

from django.utils import timezone
from PIL import Image

from cases import access
from cases import caseload as reading
from cases.actions import asking_in as asking
from cases.actions import attachment as attachments
from cases.actions import caseload as caseloads
from cases.actions import hand_over as hand_overs
from cases.actions import hope as hopes
from cases.actions import kin as kinship
from cases.actions import look as looks
from cases.actions import message as messages
from cases.actions import note as notes
from cases.actions import offer as offers
from cases.actions import proxy as proxies
from cases.actions import referral as asks
from cases.actions import resident as residents
from cases.actions import review as reviews
from cases.actions import strength as strengths
from cases.actions import three_way
from cases.ask_letters import A_LINK_HOLDS, digest_of
from cases.media import Media
from cases.models import (
    AccessNeed,
    Adjustment,
    AskingIn,
    Attachment,
    CalendarKey,
    CaseloadImport,
    CaseloadRow,
    Concern,
    Disclosure,
    Goodbye,
    HandOver,
    Hope,
    Kin,
    LookQuestion,
    Message,
    Nearness,
    Note,
    NotThisPerson,
    OfferLink,
    Proxy,
    Referral,
    Reflection,
    ReflectionAbout,
    ReplyLink,
    Resident,
    Review,
    ReviewPerson,
    ReviewPoint,
    SharingDecision,
    Sighting,
    Signpost,
    Step,
    Strength,
    ThreeWayMeeting,
    VisitNote,
    WithheldName,
)
from hubs.actions import cover as covers
from hubs.actions import directory
from hubs.actions import groups as lists
from hubs.actions import hook as hooks
from hubs.actions import invitation as invitations
from hubs.actions import token as tokens
from hubs.groups import read as read_groups
from hubs.models import (
    Accessibility,
    Address,
    Blocker,
    CostOption,
    Cover,
    FeedSource,
    FieldConflict,
    GroupList,
    Hook,
    Hub,
    ImportFault,
    ImportRun,
    Invitation,
    Language,
    Location,
    Membership,
    Organisation,
    Phone,
    Place,
    Role,
    Schedule,
    Service,
    ServiceAtLocation,
    Team,
    Telling,
)
from relational.kernel.base import new_id
from relational.kernel.models import AccessLog, User
from relational.kernel.security import SYSTEM, Guest, acting_as

PASSWORD = "neighbourhood"


@dataclass(frozen=True)
class World:
    """The places and organisations of the cast."""

    marsh_end: Hub
    hillfoot: Hub
    quay: Team  # at Marsh End
    council: Organisation
    advice: Organisation


def world() -> World:
    council = Organisation.objects.create(name="Wexmouth Council", kind="statutory")
    advice = Organisation.objects.create(name="Clearwater Debt Advice", kind="charity")
    marsh_end = hub("Marsh End", council)
    return World(
        marsh_end=marsh_end,
        quay=Team.objects.create(name="Quay team", hub=marsh_end),
        hillfoot=hub("Hillfoot", council),
        council=council,
        advice=advice,
    )


def noon(days: int) -> datetime.datetime:
    """Noon of the day so many days from now: no hub has its quiet hours then, whenever tests run."""
    here = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    return here + datetime.timedelta(days=days)


def hub(name: str, organisation: Organisation) -> Hub:
    place = Place.objects.create(name=name)
    return Hub.objects.create(name=f"{name} Hub", organisation=organisation, place=place)


def user(name: str, *, email: str | None = None, **fields) -> User:
    with acting_as(SYSTEM):
        return User.objects.create_user(name, email=email, password=PASSWORD, **fields)


def worker(
    name: str,
    hub: Hub | None,
    *,
    role: str = Role.PRACTITIONER,
    at: Organisation | None = None,
    email: str | None = None,
    team: Team | None = None,
) -> User:
    """Somebody at work, since the beginning of 2020."""
    made = user(name, email=email)
    organisation = at or (hub.organisation if hub else None)
    assert organisation is not None
    with acting_as(SYSTEM):
        Membership.objects.create(
            user=made,
            organisation=organisation,
            hub=hub,
            team=team,
            role=role,
            starts=datetime.date(2020, 1, 1),
        )
    return made


def token(user: User, *, what_for: str = "case export", ends: datetime.date | None = None) -> str:
    """Let a program act for somebody. Returns what it sends."""
    with acting_as(user):
        ends = ends or timezone.localdate() + datetime.timedelta(days=90)
        _kept, secret = tokens.make(by=user, what_for=what_for, ends=ends, key=new_id())
    return secret


def invitation(hub: Hub, *, by: User, email: str = "nell@demo.example", **more) -> Invitation:
    with acting_as(by):
        asked = {"role": "practitioner", "team": None, "key": new_id()} | more
        return invitations.invite(hub, by=by, email=email, **asked)


def cover(
    hub: Hub, *, by: User, who: User, instead_of: User, starts_in: int = 0, days: int = 7
) -> Cover:
    """Somebody stands in for a colleague, from today on or in so many days."""
    first = timezone.localdate() + datetime.timedelta(days=starts_in)
    last = first + datetime.timedelta(days=days)
    with acting_as(by):
        return covers.arrange(
            hub, by=by, who=who, instead_of=instead_of, starts=first, until=last, key=new_id()
        )


def hand_over(hub: Hub, *people: Resident, by: User, giver: User, taker: User, **more) -> HandOver:
    with acting_as(by):
        asked = {"note": "Fine by them.", "stays": False, "key": new_id()} | more
        ids = [resident.pk for resident in people]
        return hand_overs.move(hub, ids, by=by, giver=giver, taker=taker, **asked)[0]


def service(name: str, *, by: Organisation) -> Service:
    """A service of which everything is known that a page can show."""
    made = Service.objects.create(
        name=name,
        organization=by,
        description="Warm, dry and quiet.",
        alert="Shut over Easter.",
        eligibility_description="Whoever likes.",
        minimum_age=5,
        application_process="Just come.",
        url="https://library.example",
        email="library@demo.example",
        assured_date=datetime.date(2026, 10, 3),
        local_note="The lift sticks.",
        capacity="capacity",
    )
    place = Location.objects.create(name="The old chapel", transportation="The 7 stops outside.")
    Address.objects.create(
        location=place, address_1="3 Ferry Lane", city="Marsh End", postal_code="WX1 2QD"
    )
    Accessibility.objects.create(location=place, description="Step-free way in")
    ServiceAtLocation.objects.create(service=made, location=place)
    Schedule.objects.create(service=made, freq="WEEKLY", byday="TU", opens_at=datetime.time(14))
    CostOption.objects.create(service=made, amount=2, currency="GBP", option="for tea")
    Language.objects.create(service=made, name="Welsh")
    Phone.objects.create(service=made, number="0151 496 0301")
    return made


def resident(known_as: str, *, by: User, **more) -> Resident:
    with acting_as(by):
        return residents.meet(known_as, by=by, **more)


def note(resident: Resident, *, by: User, **more) -> Note:
    with acting_as(by):
        return notes.write(resident, by=by, **({"their_words": "Not so bad."} | more))


def door(resident: Resident, *, by: User, email: str | None = None) -> User:
    """Give a resident a sign-in of their own."""
    made = user(resident.known_as, email=email)
    with acting_as(by):
        residents.open_door(resident, made, by=by)
    return made


def proxy(resident: Resident, *, by: User, email: str = "dawn@home.example", **more) -> Proxy:
    """Somebody who reads a page for a resident, for a month."""
    until = timezone.localdate() + datetime.timedelta(days=30)
    asked = {"called": "Dawn", "until": until, "key": new_id()} | more
    with acting_as(by):
        return proxies.make(resident, by=by, email=email, **asked)


def picture(width: int = 60, height: int = 40, format: str = "JPEG", **more) -> bytes:
    """A picture as a telephone takes it: blue, with a red corner at its top left."""
    image = Image.new("RGB", (width, height), "blue")
    image.paste("red", (0, 0, width // 4, height // 4))
    file = io.BytesIO()
    image.save(file, format, **more)
    return file.getvalue()


def sound() -> bytes:
    """A second of silence, as a WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as silence:
        silence.setparams((1, 1, 8_000, 0, "NONE", ""))
        silence.writeframes(b"\x80" * 8_000)
    return file.getvalue()


def message(resident: Resident, *, by: User, text: str = "Can you ring me?", **more) -> Message:
    with acting_as(by):
        return messages.send(resident, by=by, text=text, **more)


def shown(resident: Resident, section: str = "most_important", *, by: User, **more) -> Attachment:
    """A picture beside somebody's words."""
    with acting_as(by):
        media = Media(Attachment.Mime.JPEG, picture())
        return attachments.show(resident, section, media, by=by, **more)


def hope(resident: Resident, *, by: User, text: str = "To open my own post.", **more) -> Hope:
    with acting_as(by):
        return hopes.hope_for(resident, by=by, text=text, **more)


def step(hope: Hope, *, by: User, what: str = "A red folder", **more) -> Step:
    with acting_as(by):
        return hopes.add_step(hope, by=by, what=what, **more)


def near(hope: Hope, *values: int, by: User) -> None:
    """Say how near a hope feels, one number after the other."""
    with acting_as(by):
        for value in values:
            hopes.say_nearness(hope, value, by=by)


def strength(resident: Resident, *, by: User, text: str = "Mends bikes", **more) -> Strength:
    with acting_as(by):
        return strengths.name(resident, by=by, text=text, **more)


def weight(resident: Resident, *, by: User, their_words: str = "Letters.", **more) -> Concern:
    with acting_as(by):
        return strengths.weigh_on(resident, by=by, their_words=their_words, **more)


def kin(record: Resident, *, by: User, name: str = "Sean", kind: str = "sibling") -> Kin:
    """Somebody who belongs to a resident, and whom the same worker walks with."""
    other = resident(name, by=by)
    with acting_as(by):
        return kinship.link(record, other, by=by, kind=kind)


def review(manager: User, worker: User) -> Review:
    with acting_as(manager):
        return reviews.begin(worker, by=manager)


def caseload(people: str, *, by: User) -> CaseloadImport:
    """A list that somebody chose, and that waits."""
    found = reading.read(people.encode(), places=[])
    with acting_as(by):
        return caseloads.keep(found, by=by, key=new_id())


def bring(caseload: CaseloadImport, *, by: User, only: int = 0) -> None:
    """Let a list come in; `only` so many lines of it, where it is to be on its way still."""
    with acting_as(by):
        caseloads.bring(caseload, by=by)
    if only:
        caseloads.go_on_with(caseload.pk, by.pk, in_a_set=only)
    else:
        caseloads.go_on()


def undo(caseload: CaseloadImport, *, by: User) -> None:
    with acting_as(by):
        caseloads.undo(caseload, by=by)
    caseloads.go_on()


def first_line(caseload: CaseloadImport, *, by: User) -> CaseloadRow:
    with acting_as(by):
        return caseload.rows.what_to_look_at_first().first()


def helped(record: Resident, *, by: User) -> Referral:
    """An ask that somebody without an account said yes to."""
    repairs = Organisation.objects.create(name="Tidewell Repairs", email="repairs@demo.example")
    with acting_as(by):
        ask = asks.draft(record, by=by, organisation=repairs, what_for="A door that shuts.")
        asks.send(ask, by=by)
    return answered(ask)


def answered(ask: Referral) -> Referral:
    """Somebody with a link says yes."""
    with acting_as(Guest(ask.pk)):
        link = ReplyLink.objects.create(
            referral=ask,
            digest=str(new_id()),
            address="repairs@demo.example",
            letter_id=new_id(),
            ends_at=timezone.now() + datetime.timedelta(days=8),
        )
        return asks.accept(ask, by=link, meeting="Monday at nine", meets="Mo")


def to_hand_over(record: Resident, *, by: User, taker: User, written: bool = True) -> Referral:
    """A hand-over to where `taker` works, that somebody said yes to; and what the three said."""
    organisation = Membership.objects.filter(user=taker).get().organisation
    asked = ask(record, by=by, organisation=organisation, kind="hand_over", what_for="Nearer.")
    answered(asked)
    if written:
        with acting_as(by):
            three_way.write(
                asked,
                by=by,
                taker=taker.pk,
                met_on=timezone.localdate(),
                resident_view="Fine by me.",
            )
    return asked


def around(record: Resident, *, by: User, not_this: User) -> None:
    """A row in every table around the person."""
    told = {"resident": record, "author": by}
    brother = resident("Sean", by=by)
    with acting_as(by):
        Strength.objects.create(text="Mends bikes", **told)
        Concern.objects.create(their_words="The letters.", **told)
        hope = Hope.objects.create(text="To open my own post.", **told)
        Nearness.objects.create(resident=record, hope=hope, value=4, by=by)
        Step.objects.create(hope=hope, what="A red folder", **told)
        AccessNeed.objects.create(kind="format", format="large_print", **told)
        Adjustment.objects.create(what="Wait for the words.", **told)
        VisitNote.objects.create(text="Mind the dog.", **told)
        NotThisPerson.objects.create(user=not_this, reason="He asked.", **told)
        Kin.objects.create(other=brother, kind="sibling", **told)
        reflection = Reflection.objects.create(author=by, what_happened="He went alone.")
        ReflectionAbout.objects.create(reflection=reflection, resident=record)
        hub = record.hub
        review = Review.objects.create(manager=by, worker=not_this, hub=hub)
        ReviewPerson.objects.create(review=review, resident=record)
        point = ReviewPoint.objects.create(review=review, what="The letters.", **told)
        blocker = Blocker.objects.create(kind="rule", name="Three letters and out")
        Sighting.objects.create(
            blocker=blocker, point=point, hub=hub, seen_on=timezone.localdate(), text="Again."
        )
        CalendarKey.objects.create(user=by)
        caseload = CaseloadImport.objects.create(user=by, columns=[])
        CaseloadRow.objects.create(caseload=caseload, line=2, standing=3, wanted=True)

        SharingDecision.objects.create(
            resident=record,
            section="my_wellness",
            answer="yes",
            by=by,
            organisation=hub.organisation,
        )
        Goodbye.objects.create(
            resident=record, decided="together", by=by, back_at=timezone.now(), back_by=by
        )
        Disclosure.objects.create(
            resident=record,
            what="He left without his coat.",
            to_whom="The surgery",
            why="adult_at_risk",
            reason="It froze that night.",
            told_resident=True,
            by=by,
        )
        asked = asks.draft(record, by=by, organisation=hub.organisation, what_for="A ramp.")
        ThreeWayMeeting.objects.create(
            referral=asked,
            giver=by,
            taker=not_this,
            met_on=timezone.localdate(),
            resident_view="Fine by me.",
        )
        Signpost.objects.create(resident=record, by=by, organisation=hub.organisation)


def asked_in(record: Resident, *, by: User, lead: User, kind: str = "opening") -> AskingIn:
    """Somebody of another circle asked in about a resident, whose birth is known to the day for it."""
    known = {"born": record.date_of_birth, "precision": record.date_of_birth_precision}
    with acting_as(lead):
        born = known["born"] or datetime.date(1951, 3, 14)
        about = {"date_of_birth": born, "date_of_birth_precision": "day"}
        residents.describe(record, by=lead, **about)
    with acting_as(by):
        why = {"why": "with_me", "reason": "They came without their tablets."}
        asking.ask_in(record.known_as, born, by=by, kind=kind, key=new_id(), **why)
    with acting_as(lead):
        about = {"date_of_birth": known["born"], "date_of_birth_precision": known["precision"]}
        residents.describe(record, by=lead, **about)
        return AskingIn.objects.latest("made_at")


def asked_why(record: Resident, *, by: User, reader: User) -> LookQuestion:
    """The resident asks about the latest look of somebody."""
    with acting_as(reader):
        looked = AccessLog.objects.filter(resident_id=record.pk, reader=reader).latest("at")
    with acting_as(by):
        return looks.ask_why(record, looked.pk, by=by, question="Was it about the damp?")


def not_named(record: Resident, *, reader: User) -> WithheldName:
    """Somebody keeps their name from the resident's list."""
    with acting_as(reader):
        return access.withhold_name(reader, record, WithheldName.Why.CRIME)


def ask(
    record: Resident, *, by: User, organisation: Organisation, what_for: str = "A plan.", **more
) -> Referral:
    """What was sent to an organisation, which can be written to from now on."""
    if not organisation.email:
        organisation.email = "advice@clearwater.example"
        organisation.save(update_fields=["email"])
    with acting_as(by):
        asked = asks.draft(record, by=by, organisation=organisation, what_for=what_for, **more)
        return asks.send(asked, by=by)


def offer(record: Resident, *, by: User, words: str = "I can mend bikes.", **more) -> OfferLink:
    """Something that a resident gives."""
    with acting_as(by):
        return offers.offer(record, by=by, **{"kind": "skill", "words": words} | more)


def reply_link(ask: Referral, token: str, **about) -> str:
    """The address of a link to an ask, as a letter brings it."""
    with acting_as(Guest(ask.pk)):
        ReplyLink.objects.create(
            referral_id=ask.pk,
            digest=digest_of(token),
            address="advice@clearwater.example",
            letter_id=new_id(),
            **({"ends_at": timezone.now() + A_LINK_HOLDS} | about),
        )
    return f"/reply/{token}/"


def hook(organisation: Organisation, *, by: User) -> Hook:
    """A system that was told of something, without success."""
    with acting_as(by):
        made = hooks.add(
            by=by, organisation=organisation, url="https://told.example/asks", key=new_id()
        )
    with acting_as(SYSTEM):
        Telling.objects.create(
            hook=made,
            event="referral.sent",
            payload={},
            state="failed",
            due=timezone.now(),
            answer="503",
        )
    return made


def browser_path() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


def groups(by: User) -> GroupList:
    """A list of groups that waits for a yes, with something of every kind to look at."""
    name = "Groups of the town"
    head = "Group,What they do,Day and time,Postcode,Somebody's home,Notes\n"
    before = "Quay Choir,Songs,Fridays 7pm to 9pm,WX1 2AB,,\nKnitters,Wool,,,,\nRowers,,,,,\n"
    content = (
        head + "Quay Choir,Shanties,Fridays,WX1 2AB,,Ask Rita\nRowers,Boats,,,,\n"
        "Sunday Soup,We cook,whenever,WX1 4EF,yes,\n,No name,,,,\n"
    ).encode()
    with acting_as(by):
        lists.bring_now(read_groups((head + before).encode()), name=name)
        directory.correct(Service.objects.get(name="Rowers"), by=by, description="We row.")
        return lists.keep(read_groups(content), content, name=name, by=by, key=new_id())


def feed(name: str, **run) -> FeedSource:
    """A directory of others that was read, with something to look at."""
    source = FeedSource.objects.create(name=name, url="https://town.example", nightly=True)
    service = Service.objects.create(name="Warm room", feed=source, source_id=name)
    ImportRun.objects.create(feed=source, state="broken_off", why="It was interrupted.")
    made = ImportRun.objects.create(feed=source, **({"state": "done", "faults": 1} | run))
    ImportFault.objects.create(
        run=made, place="services, page 1, row 3", row_id="3", field="email", reason="not_an_email"
    )
    FieldConflict.objects.create(
        feed=source,
        about_type="Service",
        about_id=service.pk,
        about_name=service.name,
        field="fees",
        theirs="Two pounds",
        ours="A pound",
    )
    return source
