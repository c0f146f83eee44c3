"""One record a resident, and what hangs on it."""

from cases.models.connection import Connection
from cases.models.note import Note
from cases.models.reminder import Pause, Reminder
from cases.models.resident import ContactPoint, Resident

__all__ = ["Connection", "ContactPoint", "Note", "Pause", "Reminder", "Resident"]
