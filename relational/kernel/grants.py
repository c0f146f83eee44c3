"""What the app role may do: everything but change the trail, the looks and the row images."""

from django.apps import apps
from django.conf import settings
from pghistory.models import Event
from psycopg import sql

OURS = {"kernel", "hubs", "cases"}
# Read and written by the database's own functions alone.
UNTOUCHED = {"kernel.TrailHead", "kernel.TrailSeal", "cases.NameOf"}
APPEND_ONLY = {"kernel.AuditEvent", "kernel.AccessLog"}
# What may change of a row; a table that is not here may change in every column.
CHANGING = {
    "cases.Connection": [
        *("part", "about", "depth", "closeness", "chosen_by_resident", "voice"),
        *("since", "until", "how_ended", "resident_view"),
    ],
    "cases.Note": ["entered_in_error"],
    "cases.Statement": ["settled_at"],
    "cases.Suggestion": ["state", "decided_by_id", "decided_at", "signed"],
    "cases.StaffView": [],
    "cases.Strength": ["no_longer_since"],
    "cases.Concern": ["no_longer_since"],
    "cases.Hope": ["why", "importance", "state", "state_since"],
    "cases.Nearness": [],
    "cases.Step": ["who", "when", "confidence", "easier", "state", "state_since"],
    "cases.AccessNeed": ["until"],
    "cases.Adjustment": ["until"],
    "cases.VisitNote": ["withheld", "reviewed_by_id", "reviewed_at", "until"],
    "cases.NotThisPerson": ["until"],
    "cases.Kin": ["until"],
    "cases.HandOver": ["undone_at"],
    "cases.AskingIn": ["ended_at", "answer", "answered_by_id", "answered_at"],
    "cases.LookQuestion": [
        *("readers_words", "answer", "answered_by_id", "answered_at", "signed"),
    ],
    "cases.WithheldName": ["reviewed_by_id", "reviewed_at", "released_at"],
    "cases.Reflection": ["team_id", "shared_at"],
    "cases.ReflectionAbout": [],
    "cases.ReflectionReply": [],
    "cases.Review": [
        *("how_are_you", "went_well", "manager_signed_at", "worker_signed_at", "signed"),
    ],
    "cases.ReviewPerson": ["chosen"],
    "cases.ReviewPoint": [
        *("resident_id", "what", "in_the_way", "action", "who_id", "due", "kept_at", "promise_id"),
    ],
    "cases.Sighting": [],
    "cases.SharingDecision": [],
    "cases.Disclosure": ["withheld", "reviewed_by_id", "reviewed_at"],
    "cases.Referral": [
        *("kind", "what_for", "how_best", "urgency", "sections", "hope_id"),
        *("override", "override_why", "state", "sent_at", "opened_at", "meeting", "meets"),
        *("outcome", "heard", "heard_at", "hope_looked_at"),
    ],
    "cases.ReferralEvent": [],
    "cases.ReferralMessage": [],
    "cases.ReplyLink": ["opened_at"],
    "cases.ThreeWayMeeting": [
        *("giver_id", "taker_id", "giver_name", "taker_name", "met_on", "advocate"),
        *("resident_view", "stays", "giver_signed_at", "taker_signed_at"),
    ],
    "cases.Signpost": [],
    "cases.OfferLink": ["offer_id", "looked_by_id", "looked_at", "why_not", "taken_back_at"],
    "cases.Disagreement": [],
    "cases.NotHappened": [],
    "cases.Message": [],
    "cases.Attachment": ["until"],
    "cases.Caption": [],
    "cases.AskNudge": [],
    "cases.DoorCode": ["ended_at"],
    "cases.Proxy": ["ended_at", "ended_by_id"],
    "cases.Download": ["done", "ready_at"],
    "cases.Goodbye": ["their_words", "our_words", "back_at", "back_by_id"],
    "cases.SubjectRequest": ["due", "state", "answer", "answered_at", "restricts"],
    "cases.SubjectRequestStep": [],
    "cases.Redaction": ["until"],
    "hubs.Blocker": [],
    "hubs.Offer": [
        *("kind", "title", "about", "for_whom", "where", "when", "until", "withdrawn_at"),
    ],
    "hubs.Membership": ["full", "ends"],
    "hubs.Invitation": ["taken_at", "withdrawn_at"],
    "hubs.Cover": ["ended_at"],
    "hubs.Correction": ["state", "decided_by_id", "decided_at", "contact"],
    "hubs.Hook": ["ended_at"],
    "hubs.Telling": ["state", "tries", "due", "claimed_at", "sent_at", "answer"],
    "hubs.ApiToken": ["ended_at", "last_used_on"],
}
# Kept for a while, and no part of a record: who brought it may throw it away.
FOR_A_WHILE = {
    *("cases.CaseloadImport", "cases.CaseloadRow"),
    *("hubs.ImportSeen", "hubs.GroupList"),
}
FOR_THE_OWNER = ["trail_faults()"]


def grant_app_role(cursor) -> None:
    """Give the app role its rights on every table; run by the owner after each migration."""
    role = sql.Identifier(settings.APP_ROLE)
    database = sql.Identifier(settings.DATABASES["default"]["NAME"])

    def run(statement: str, *names: sql.Composable) -> None:
        cursor.execute(sql.SQL(statement).format(*names))

    # A temporary table or a function of one's own could stand before one of ours.
    run("revoke temporary on database {} from public", database)
    run("revoke execute on all functions in schema public from public")
    run("grant execute on all functions in schema public to {}", role)
    for function in FOR_THE_OWNER:
        run(f"revoke execute on function {function} from {{}}", role)
    run("grant usage on schema public to {}", role)
    run("grant usage on all sequences in schema public to {}", role)
    run("revoke all on all tables in schema public from {}", role)
    run("grant select, insert, update, delete on kernel_cache to {}", role)
    run("grant select on django_migrations to {}", role)
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or not model._meta.managed or model._meta.label in UNTOUCHED:
            continue
        run(f"grant {_rights(model)} on {{}} to {{}}", sql.Identifier(model._meta.db_table), role)


def _rights(model) -> str:
    if model._meta.label in APPEND_ONLY or issubclass(model, Event):
        return "select, insert"
    if model._meta.label in CHANGING:
        if not CHANGING[model._meta.label]:
            return "select, insert"
        columns = ", ".join(f'"{column}"' for column in CHANGING[model._meta.label])
        return f"select, insert, update ({columns})"
    if model._meta.app_label in OURS and model._meta.label not in FOR_A_WHILE:
        return "select, insert, update"  # nothing of ours is ever deleted
    return "select, insert, update, delete"
