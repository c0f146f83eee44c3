"""One record a resident, and what hangs on it."""

from cases.models.asking_in import AskingIn
from cases.models.calendar import CalendarKey
from cases.models.caseload import CaseloadImport, CaseloadRow
from cases.models.connection import Connection
from cases.models.door_code import DoorCode
from cases.models.download import Download
from cases.models.goodbye import Goodbye
from cases.models.hand_over import HandOver
from cases.models.hope import Hope, Nearness, Step
from cases.models.look import LookQuestion, WithheldName
from cases.models.message import Attachment, Caption, Message
from cases.models.name import NameOf
from cases.models.need import AccessNeed, Adjustment, Kin, NotThisPerson, VisitNote
from cases.models.not_so import Disagreement, NotHappened
from cases.models.note import Note
from cases.models.offer import OfferLink
from cases.models.proxy import Proxy
from cases.models.referral import AskNudge, Referral, ReferralEvent, ReferralMessage, ReplyLink
from cases.models.reflection import Reflection, ReflectionAbout, ReflectionReply
from cases.models.reminder import Pause, Reminder
from cases.models.resident import ContactPoint, Resident
from cases.models.review import Review, ReviewPerson, ReviewPoint, Sighting
from cases.models.sharing import Disclosure, SharingDecision
from cases.models.signpost import Signpost
from cases.models.strength import Concern, Strength
from cases.models.subject_request import Redaction, SubjectRequest, SubjectRequestStep
from cases.models.three_way import ThreeWayMeeting
from cases.models.what_matters import Section, StaffView, Statement, Suggestion, Voice

__all__ = [
    "AccessNeed",
    "Adjustment",
    "AskNudge",
    "AskingIn",
    "Attachment",
    "CalendarKey",
    "Caption",
    "CaseloadImport",
    "CaseloadRow",
    "Concern",
    "Connection",
    "ContactPoint",
    "Disagreement",
    "Disclosure",
    "DoorCode",
    "Download",
    "Goodbye",
    "HandOver",
    "Hope",
    "Kin",
    "LookQuestion",
    "Message",
    "NameOf",
    "Nearness",
    "NotHappened",
    "NotThisPerson",
    "Note",
    "OfferLink",
    "Pause",
    "Proxy",
    "Redaction",
    "Referral",
    "ReferralEvent",
    "ReferralMessage",
    "Reflection",
    "ReflectionAbout",
    "ReflectionReply",
    "Reminder",
    "ReplyLink",
    "Resident",
    "Review",
    "ReviewPerson",
    "ReviewPoint",
    "Section",
    "SharingDecision",
    "Sighting",
    "Signpost",
    "StaffView",
    "Statement",
    "Step",
    "Strength",
    "SubjectRequest",
    "SubjectRequestStep",
    "Suggestion",
    "ThreeWayMeeting",
    "VisitNote",
    "Voice",
    "WithheldName",
]
