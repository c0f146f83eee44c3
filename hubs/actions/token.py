"""Letting a program act for oneself: a token is made, shown once, used and ended."""

from __future__ import annotations

import datetime
import hashlib
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from hubs.access import Right, may, require, standing
from hubs.models import ApiToken
from relational.kernel import audit, sign_in
from relational.kernel.base import id_for, insert_once
from relational.kernel.models import User
from relational.kernel.security import SYSTEM, acting_as

A_YEAR = datetime.timedelta(days=365)


@transaction.atomic
def make(*, by: User, what_for: str, ends: datetime.date, key: uuid.UUID) -> tuple[ApiToken, str]:
    """Make a token that opens the door for programs until a day, and tell its holder by letter.

    Returns it with its secret, which is kept nowhere: it comes from the `key` of the form, so that
    a form sent twice makes one token and both answers show it. Raises Refused, or ValidationError
    where it says not what it is for, lasts longer than a year, or was ended meanwhile.
    """
    require(by, Right.USE_PROGRAMS)
    what_for, today = what_for.strip(), timezone.localdate()
    if not what_for:
        raise ValidationError({"what_for": _("Write what the token is for.")})
    if not today <= ends <= today + A_YEAR:
        raise ValidationError({"ends": _("Choose a day from today on, within a year.")})
    said = f"{by.pk} {key} {ends} {what_for}"
    secret = salted_hmac("hubs.token", said, algorithm="sha256").hexdigest()
    token, is_new = insert_once(
        ApiToken(
            id=id_for(by.pk, key), user=by, what_for=what_for, ends=ends, digest=_digest(secret)
        ),
        said=["digest"],
    )
    if token.ended_at:
        raise ValidationError(_("You ended this token. Open the page again to make another."))
    if is_new:
        audit.record(by, "token.made", token, role=standing(by).role)
        sign_in.tell_of_change(by)
    return token, secret


@transaction.atomic
def end(token: ApiToken, *, by: User) -> None:
    """Let no program in by this token any more. Ending it twice is ending it."""
    token = ApiToken.objects.select_for_update(no_key=True).get(pk=token.pk, user=by)
    if token.ended_at is None:
        token.ended_at = timezone.now()
        token.save(update_fields=["ended_at"])
        audit.record(by, "token.ended", token, role=standing(by).role)


def holder(secret: str) -> ApiToken | None:
    """The live token with this secret and its user, and note the day; None where it opens nothing.

    It opens nothing any more as soon as its holder is turned off or works here no longer.
    """
    with acting_as(SYSTEM):
        token = (
            ApiToken.objects.live().select_related("user").filter(digest=_digest(secret)).first()
        )
        if token is None or not token.user.is_active or not may(token.user, Right.USE_PROGRAMS):
            return None
        today = timezone.localdate()
        if token.last_used_on != today:
            token.last_used_on = today
            token.save(update_fields=["last_used_on"])
    return token


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
