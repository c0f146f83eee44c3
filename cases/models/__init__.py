"""One record a resident, and what hangs on it."""

from cases.models.connection import Connection
from cases.models.note import Note
from cases.models.reminder import Pause, Reminder
from cases.models.resident import ContactPoint, Resident
from cases.models.what_matters import Section, StaffView, Statement, Suggestion, Voice

__all__ = [
    "Connection",
    "ContactPoint",
    "Note",
    "Pause",
    "Reminder",
    "Resident",
    "Section",
    "StaffView",
    "Statement",
    "Suggestion",
    "Voice",
]
