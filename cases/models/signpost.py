"""Telling somebody of a service or a group: a line of their life line, never an ask nor an outcome."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.resident import Resident
from hubs.models import Organisation, Service
from relational.kernel.base import Row


class Signpost(Row):
    """Somebody was told of help that they go to by themself. Nobody was asked, and nothing is owed."""

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="signposts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, related_name="+")
    words = models.CharField(_("in a sentence"), max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["resident", "at"], name="signposts_of_resident")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]
