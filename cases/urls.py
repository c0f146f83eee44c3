"""The addresses of cases."""

from django.urls import path, register_converter
from django.views.generic import RedirectView

from cases import reply
from cases.api import asks, connections, doors, fhir, reflections
from cases.portal import urls as own_door
from cases.views import (
    asking_in,
    attachment,
    calendar,
    carrying,
    caseload,
    connection,
    door,
    door_code,
    goodbye,
    hope,
    message,
    need,
    note,
    offer,
    opening,
    people,
    person,
    privacy,
    promise,
    proxy,
    referral,
    reflection,
    review,
    search,
    sharing,
    sheet,
    signpost,
    strength,
    subject_request,
    three_way,
    what_matters,
    work,
)
from cases.views import asks as waiting


class NeedConverter:
    """What a line of the page of needs is about, in an address."""

    regex = "|".join(need.NOUNS)
    to_python = to_url = str


register_converter(NeedConverter, "need")

app_name = "cases"
PERSON = "people/<uuid:resident_id>/"
LIST = "people/import/<uuid:list_id>/"
PROMISE = f"{PERSON}promises/<uuid:promise_id>/"
NOTE = f"{PERSON}notes/<uuid:note_id>/"
CONNECTION = f"{PERSON}circle/<uuid:connection_id>/"
WORDS = f"{PERSON}what-matters/<section:section>/"
ASK = f"{PERSON}referrals/<uuid:referral_id>/"
REQUEST = "subject-requests/<uuid:request_id>/"
REVIEW = "reviews/<uuid:review_id>/"
POINT = f"{REVIEW}points/<uuid:point_id>/"
API_CONNECTION = "api/v1/connections/<uuid:connection_id>/"
API_REFERRAL = "api/v1/referrals/<uuid:referral_id>/"
API_REFLECTION = "api/v1/reflections/<uuid:reflection_id>/"
API_PROMISE = "api/v1/reminders/<uuid:promise_id>/"

# One view behind two doors: a worker's, and the resident's own.
HOPES = [
    ("hopes/", hope.page, "hopes"),
    ("hopes/new/", hope.new, "hope-new"),
    ("hopes/<uuid:hope_id>/", hope.change, "hope"),
    ("hopes/<uuid:hope_id>/turn/", hope.turn, "hope-turn"),
    ("hopes/<uuid:hope_id>/near/", hope.near, "hope-near"),
    ("hopes/<uuid:hope_id>/steps/", hope.new_step, "step-new"),
    ("steps/<uuid:step_id>/", hope.step, "step"),
    ("steps/<uuid:step_id>/turn/", hope.turn_step, "step-turn"),
    ("steps/<uuid:step_id>/easier/", hope.easier, "step-easier"),
    ("strengths/new/", strength.new, "strength-new"),
    ("strengths/<uuid:strength_id>/", strength.change, "strength"),
    ("weighs/new/", strength.new_weight, "concern-new"),
    ("weighs/<uuid:concern_id>/", strength.change_weight, "concern"),
]
BOTH = [
    *HOPES,
    ("attachments/<uuid:attachment_id>/", attachment.page, "attachment"),
    ("attachments/<uuid:attachment_id>/file/", attachment.file, "attachment-file"),
]

urlpatterns = [
    path("", door.front, name="front"),
    path("today/", promise.today, name="today"),
    path("search/", search.search, name="search"),
    path("people/", people.mine, name="people"),
    path("people/import/", caseload.begin, name="import"),
    path("people/import/template.csv", caseload.template, name="import-template"),
    path(LIST, caseload.read, name="import-list"),
    path(f"{LIST}lines/<uuid:row_id>/", caseload.choose, name="import-choose"),
    path(f"{LIST}bring/", caseload.bring, name="import-bring"),
    path(f"{LIST}throw-away/", caseload.throw_away, name="import-throw-away"),
    path(f"{LIST}undo/", caseload.undo, name="import-undo"),
    path("people/circle/", connection.whose, name="circle-whose"),
    path("people/new/", people.new, name="new"),
    path("people/ask-in/", asking_in.ask_in, name="ask-in"),
    path("people/ask-in/<uuid:asking_id>/", asking_in.asked_in, name="asked-in"),
    path("privacy-questions/", privacy.questions, name="privacy-questions"),
    path("privacy-questions/<uuid:question_id>/", privacy.question, name="privacy-question"),
    path("privacy-questions/names/<uuid:name_id>/", privacy.name, name="privacy-name"),
    path("people/team/", people.team_walks_with, name="team"),
    path("people/full/", people.full, name="full"),
    path("hubs/<uuid:hub_id>/", RedirectView.as_view(pattern_name="cases:caseloads"), name="hub"),
    path("hubs/<uuid:hub_id>/caseloads/", carrying.caseloads, name="caseloads"),
    path("hubs/<uuid:hub_id>/asks/", carrying.asks, name="asks-went"),
    path("hubs/<uuid:hub_id>/asks/blocked-by/", carrying.name_blocker, name="asks-blocked-by"),
    path("hubs/<uuid:hub_id>/caseloads/<uuid:membership_id>/", carrying.move, name="move"),
    path(
        "hubs/<uuid:hub_id>/caseloads/moves/<uuid:hand_over_id>/undo/",
        carrying.undo,
        name="move-undo",
    ),
    path("hubs/<uuid:hub_id>/people/<uuid:membership_id>/end/", work.end, name="work-end"),
    path(PERSON, person.record, name="record"),
    path(f"{PERSON}why/", opening.why, name="why"),
    path(f"{PERSON}about/", person.about, name="about"),
    path(f"{PERSON}contact/", person.contact, name="contact"),
    path(f"{PERSON}contact/<uuid:point_id>/", person.contact, name="contact-change"),
    path(f"{PERSON}invite/", door_code.invite, name="invite"),
    path(f"{PERSON}invite/<uuid:code_id>/end/", door_code.end, name="invite-end"),
    path(f"{PERSON}proxies/new/", proxy.new, name="proxy-new"),
    path(f"{PERSON}proxies/<uuid:proxy_id>/end/", proxy.end, name="proxy-end"),
    path(f"{PERSON}life/", person.life_line, name="life"),
    path(f"{PERSON}notes/", note.notes_of, name="notes"),
    path(f"{NOTE}correct/", note.correct, name="note-correct"),
    path(f"{NOTE}in-error/", note.in_error, name="note-in-error"),
    path("notes/mine/", note.wrote, name="wrote"),
    path(f"{PERSON}promises/", promise.promises_of, name="promises"),
    path(f"{PROMISE}keep/", promise.keep, name="promise-keep"),
    path(f"{PROMISE}move/", promise.move, name="promise-move"),
    path(f"{PROMISE}let-go/", promise.let_go, name="promise-let-go"),
    path(f"{PERSON}rest/", promise.rest, name="rest"),
    path(f"{PERSON}rest/end/", promise.end_rest, name="rest-end"),
    path(f"{PERSON}what-matters/", what_matters.read, name="what-matters"),
    path(WORDS, what_matters.write, name="words-write"),
    path(f"{WORDS}beside/", what_matters.beside, name="words-beside"),
    path(f"{WORDS}together/", what_matters.together, name="words-together"),
    path(f"{WORDS}history/", what_matters.history, name="words-history"),
    path(f"{PERSON}circle/", connection.circle, name="circle"),
    path(f"{PERSON}circle/add/", connection.add, name="circle-add"),
    path(CONNECTION, connection.change, name="connection"),
    path(f"{CONNECTION}lead/", connection.lead, name="connection-lead"),
    path(f"{CONNECTION}end/", connection.end, name="connection-end"),
    path(f"{PERSON}messages/", message.messages_with, name="messages"),
    path(f"{PERSON}goodbye/", goodbye.goodbye, name="goodbye"),
    path(f"{PERSON}back/", goodbye.way_back, name="way-back"),
    path(f"{PERSON}rights/", subject_request.write_down, name="rights"),
    path("subject-requests/", subject_request.asked_by_law, name="requests"),
    path(REQUEST, subject_request.one, name="request"),
    *(
        path(f"{REQUEST}{verb}/", subject_request.one, {"verb": verb}, name=f"request-{verb}")
        for verb in subject_request.VERBS
    ),
    path(f"{REQUEST}record/", subject_request.read, name="request-read"),
    path(f"{REQUEST}record/<uuid:note_id>/", subject_request.mark, name="request-mark"),
    path(f"{PERSON}print/", sheet.sheet, name="print"),
    path("api/v1/residents/", doors.Residents.as_view(), name="api-residents"),
    path("api/v1/residents/<uuid:resident_id>/", doors.OneResident.as_view(), name="api-resident"),
    path("api/v1/residents/<uuid:resident_id>/lead/", connections.Lead.as_view(), name="api-lead"),
    path("api/v1/notes/", doors.Notes.as_view(), name="api-notes"),
    path("api/v1/notes/<uuid:note_id>/", doors.OneNote.as_view(), name="api-note"),
    path("api/v1/statements/", doors.Statements.as_view(), name="api-statements"),
    path("api/v1/connections/", connections.Connections.as_view(), name="api-connections"),
    path(API_CONNECTION, connections.OneConnection.as_view(), name="api-connection"),
    path(f"{API_CONNECTION}end/", connections.EndConnection.as_view(), name="api-connection-end"),
    path("api/v1/reminders/", doors.Reminders.as_view(), name="api-reminders"),
    path(f"{API_PROMISE}keep/", doors.Keep.as_view(), name="api-reminder-keep"),
    path(f"{API_PROMISE}move/", doors.Move.as_view(), name="api-reminder-move"),
    path(f"{API_PROMISE}let-go/", doors.LetGo.as_view(), name="api-reminder-let-go"),
    path("api/v1/referrals/", asks.Referrals.as_view(), name="api-referrals"),
    path(API_REFERRAL, asks.OneReferral.as_view(), name="api-referral"),
    *(
        path(f"{API_REFERRAL}{verb}/", door.as_view(), name=f"api-referral-{verb}")
        for verb, door in asks.DOORS.items()
    ),
    path(
        "api/fhir/ServiceRequest/<uuid:referral_id>",
        fhir.ServiceRequest.as_view(),
        name="api-fhir-request",
    ),
    path("api/fhir/Task/<uuid:referral_id>", fhir.Task.as_view(), name="api-fhir-task"),
    path("api/v1/reflections/", reflections.Reflections.as_view(), name="api-reflections"),
    path(API_REFLECTION, reflections.OneReflection.as_view(), name="api-reflection"),
    path(
        f"{API_REFLECTION}share/",
        reflections.ShareReflection.as_view(),
        name="api-reflection-share",
    ),
    path(
        f"{API_REFLECTION}reply/",
        reflections.ReplyToReflection.as_view(),
        name="api-reflection-reply",
    ),
    path("calendar/", calendar.renew, name="calendar-renew"),
    path("calendar/<str:token>.ics", calendar.feed, name="calendar"),
    path("referrals/", waiting.waiting, name="referrals"),
    path("referrals/<uuid:referral_id>/", reply.asked, name="asked"),
    path("referrals/<uuid:referral_id>/meeting/", three_way.taking_over, name="taking-over"),
    path(
        "referrals/<uuid:referral_id>/meeting/sign/",
        three_way.sign_taking_over,
        name="taking-over-sign",
    ),
    path("reply/<str:token>/", reply.by_link, name="reply"),
    path("reviews/", review.mine, name="reviews"),
    path("reviews/new/", review.new, name="review-new"),
    path(REVIEW, review.read, name="review"),
    path(f"{REVIEW}people/", review.people, name="review-people"),
    path(f"{REVIEW}people/<uuid:resident_id>/open/", review.open_record, name="review-open"),
    path(f"{REVIEW}points/", review.points, name="review-points"),
    path(POINT, review.point, name="review-point"),
    path(f"{POINT}kept/", review.keep, name="review-keep"),
    path(f"{POINT}blocked-by/", review.name_blocker, name="blocked-by-new"),
    path(f"{REVIEW}sign/", review.sign, name="review-sign"),
    path(f"{REVIEW}print/", review.sheet, name="review-print"),
    path("blocked-by/", review.blocked_by, name="blocked-by"),
    path("reflections/", reflection.mine, name="reflections"),
    path("reflections/shared/", reflection.shared, name="reflections-shared"),
    path("reflections/new/", reflection.new, name="reflection-new"),
    path("reflections/<uuid:reflection_id>/", reflection.read, name="reflection"),
    path("reflections/<uuid:reflection_id>/share/", reflection.share, name="reflection-share"),
    path(f"{NOTE}reflect/", reflection.about_note, name="note-reflect"),
    path(f"{PERSON}needs/", need.page, name="needs"),
    path(f"{PERSON}needs/<need:noun>/", need.page, name="need-add"),
    path(f"{PERSON}needs/<need:noun>/<uuid:row_id>/no-longer/", need.end, name="need-end"),
    path(f"{PERSON}needs/visit/<uuid:row_id>/review/", need.review, name="visit-review"),
    path(f"{PERSON}referrals/", referral.asks_for, name="asks"),
    path(f"{PERSON}referrals/new/", referral.new, name="ask-new"),
    path(f"{PERSON}pointed-to/new/", signpost.new, name="signpost-new"),
    path(ASK, referral.referral, name="referral"),
    path(f"{ASK}change/", referral.change, name="referral-change"),
    path(f"{ASK}send/", referral.send, name="referral-send"),
    path(f"{ASK}ask-them/", referral.ask_them, name="referral-ask-them"),
    path(f"{ASK}withdraw/", referral.withdraw, name="referral-withdraw"),
    path(f"{ASK}say/", referral.say, name="referral-say"),
    path(f"{ASK}hear/", referral.hear, name="referral-hear"),
    path(f"{ASK}meeting/", three_way.meeting, name="three-way"),
    path(f"{ASK}meeting/sign/", three_way.sign, name="three-way-sign"),
    path(f"{PERSON}offers/", offer.offers, name="offers"),
    path(f"{PERSON}offers/<uuid:offer_id>/", offer.look, name="offer-look"),
    path(f"{PERSON}sharing/", sharing.sharing, name="sharing"),
    path(f"{PERSON}sharing/decide/", sharing.decide, name="sharing-decide"),
    path(f"{PERSON}sharing/told/", sharing.disclose, name="disclosure-new"),
    path(f"{PERSON}sharing/told/<uuid:disclosure_id>/", sharing.review, name="disclosure-review"),
    *own_door.urlpatterns,
    *(path(f"{PERSON}{address}", view, name=name) for address, view, name in BOTH),
    *(path(f"me/{address}", view, name=f"my-{name}") for address, view, name in BOTH),
]
