"""Letting a resident in at their own door: a code is made with them, typed once, or ended."""

from __future__ import annotations

import datetime
import uuid
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db import connection as database
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import trail
from cases.models import ContactPoint, DoorCode, Resident
from cases.models.door_code import HOLDS
from hubs.access import Right, require
from hubs.models import Membership
from relational.kernel import outbox, sign_in
from relational.kernel.base import id_for, new_id
from relational.kernel.models import User

# Crockford's base 32: what is easily taken for another sign is not in it, and is read as that one.
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
HEARD_AS = str.maketrans("OIL", "011")
LONG, NUMBER = 12, 4  # signs: four that name the code, and eight (40 bits) that open the door
TAKEN_ADDRESS = gettext_lazy(
    "Somebody signs in with this address. If it is you, sign in first. Then type your code again."
)
Way, Device = DoorCode.Way, DoorCode.Device


class Tried(NamedTuple):
    """What came of typing a code: `open`, or `wrong`, `locked` for a while, `run_out`.

    What is known of whose page it opens is told only where it opens.
    """

    state: str
    called: str
    user_id: uuid.UUID | None


class CodeLetter(NamedTuple):
    """Where the letter with a code goes, and how its reader reads.

    There is no address where it is not safe any more.
    """

    address: str | None
    ends_at: datetime.datetime
    language: str
    formats: list[str]


@transaction.atomic
def wait(resident: Resident, *, by: User) -> DoorCode:
    """Note that the talk waits until the two are alone; nothing else is kept of it.

    Raises Refused (no right), or ValidationError for who has a way in already.
    """
    resident = _held(resident, by)
    waiting = resident.door_codes.all().standing().filter(way=Way.LATER).first()
    if waiting is None:
        waiting = DoorCode.objects.create(resident=resident, by=by, way=Way.LATER)
        trail.record(by, "door_code.waits", waiting, resident)
    return waiting


@transaction.atomic
def make(
    resident: Resident,
    *,
    by: User,
    device: str,
    way: str,
    key: uuid.UUID,
    point: ContactPoint | None = None,
) -> tuple[DoorCode, str]:
    """Make a code after a talk in private, and end those before it. Returns it with what is typed.

    By e-mail it goes to a `point` of theirs that is safe. The same `key` twice is one code. Raises
    Refused (no right), or ValidationError for who has a way in already, where others may see what
    is sent, and where the address is not safe.
    """
    resident = _held(resident, by)
    _require_safe(resident, way, device, point)
    pk = id_for(by.pk, key)
    made = DoorCode.objects.filter(pk=pk).first()
    said = (resident.pk, device, way, point.pk if point else None)
    if made and (made.resident_id, made.device, made.way, made.point_id) != said:
        made, pk = None, new_id()  # said otherwise since: another code, and the first one ends
    if made is None:
        for earlier in resident.door_codes.all().standing():
            _end(earlier, by, resident)
        code = code_of(pk)
        made = DoorCode.objects.create(
            pk=pk,
            resident=resident,
            by=by,
            device=device,
            way=way,
            point=point,
            number=code[:NUMBER],
            digest=digest_of(code),
            ends_at=timezone.now() + HOLDS,
        )
        trail.record(by, "door_code.made", made, resident)
        if way == Way.EMAIL:
            outbox.post("door_code", to=None, about=made, dedupe_key=f"door_code:{made.pk}")
    elif made.ended_at or made.taken_at:
        raise ValidationError(_("This code is over. Open the page again to make another."))
    return made, spelled(code_of(made.pk))


@transaction.atomic
def end(code: DoorCode, *, by: User) -> None:
    """Let a code open nothing any more, or a talk wait no longer. Twice is once."""
    resident = Resident.objects.hold(code.resident_id)
    require(by, Right.WRITE_RECORD, resident)
    code = resident.door_codes.get(pk=code.pk)
    if code.ended_at is None and code.taken_at is None:
        _end(code, by, resident)


def try_code(typed: str) -> Tried:
    """Try what somebody typed, as the installation: who types is nobody yet.

    A wrong one counts against the code whose number it has; the fifth locks that for an hour, and
    who made it is told.
    """
    code = heard(typed)
    with database.cursor() as cursor:
        cursor.execute(
            "select * from door_code_tried(%s, %s, %s)",
            [code[:NUMBER], digest_of(code), timezone.now()],
        )
        tried = Tried(*cursor.fetchone())
    transaction.on_commit(outbox.nudge)
    return tried


def behind(digest: str) -> Tried:
    """What a code that was typed lately opens now."""
    with database.cursor() as cursor:
        cursor.execute("select * from door_code_behind(%s, %s)", [digest, timezone.now()])
        return Tried(*cursor.fetchone())


@transaction.atomic
def take(digest: str, *, user: User | None = None, email: str = "") -> User:
    """Come in by a code: as a `user` who signs in here already, or as somebody new.

    Codes for later go to `email`, which they have shown to be theirs; without one, a worker makes a
    new code each time. Whoever was in before by another way is out. Raises ValidationError where the code opens nothing any more or is not for
    this user, and where somebody signs in with the address already.
    """
    found = behind(digest)
    known = User.objects.get(pk=found.user_id) if user is None and found.user_id else None
    if email:
        _require_free(email, user or known)
    try:
        with transaction.atomic():
            if known is not None:
                sign_in.start_anew(known, email)
            user = user or known or User.objects.create_user(found.called, email=email or None)
    except IntegrityError:  # somebody took the address in this very moment
        raise ValidationError(TAKEN_ADDRESS) from None
    with database.cursor() as cursor:
        cursor.execute("select door_code_taken(%s, %s, %s)", [digest, user.pk, timezone.now()])
        (became,) = cursor.fetchone()
    if became == "not_theirs":
        raise ValidationError(_("This code is for somebody else. Sign out first, and try again."))
    if became != "taken":
        raise ValidationError(_("This code opens nothing any more. Ask for a new one."))
    return user


def code_of(pk: uuid.UUID) -> str:
    """The code of a row: it comes from the row's id and the key of this installation."""
    chance = int.from_bytes(salted_hmac("cases.door_code", str(pk), algorithm="sha256").digest())
    return "".join(SIGNS[chance >> 5 * at & 31] for at in range(LONG))


def digest_of(code: str) -> str:
    """What is kept of a code: without the key of this installation nobody finds it by trying."""
    return salted_hmac("cases.door_code.digest", code, algorithm="sha256").hexdigest()


def spelled(code: str) -> str:
    """A code as people read it to each other: in groups of four."""
    return "-".join(code[at : at + 4] for at in range(0, LONG, 4))


def heard(typed: str) -> str:
    """A code as it was meant: small letters, strokes and spaces do not matter."""
    signs = typed.upper().translate(HEARD_AS)
    return "".join(sign for sign in signs if sign in SIGNS)[: 2 * LONG]


def address() -> str:
    """Where a code is typed, as people read it."""
    return f"{settings.SITE_URL}/sign-in/invitation/"


def letter_of(code_id: uuid.UUID) -> CodeLetter | None:
    """What the letter with a code is to be; as its guest, while the code opens."""
    with database.cursor() as cursor:
        cursor.execute("select * from door_code_letter(%s)", [code_id])
        found = cursor.fetchone()
    return CodeLetter(*found) if found else None


def _held(resident: Resident, by: User) -> Resident:
    resident = Resident.objects.hold(resident.pk)
    require(by, Right.WRITE_RECORD, resident)
    if resident.user_id and Membership.objects.current().filter(user=resident.user_id).exists():
        said = {"name": resident.known_as}
        raise ValidationError(_("%(name)s works here, and signs in as they do at work.") % said)
    if has_way_in(resident):
        said = {"name": resident.known_as}
        raise ValidationError(_("%(name)s signs in here already, with an e-mail address.") % said)
    return resident


def has_way_in(resident: Resident) -> bool:
    """Whether a resident comes in without us: codes go to an address of theirs that is safe."""
    email = resident.user.email if resident.user else None
    return email is not None and sign_in.safe_to_write_to(email)


def _require_safe(resident: Resident, way: str, device: str, point: ContactPoint | None) -> None:
    if way == Way.PAPER and point is None:
        return
    if device != Device.OWN:
        raise ValidationError({"way": _("Somebody else may see what is sent. Choose paper.")})
    if (
        way != Way.EMAIL
        or point is None
        or point.resident_id != resident.pk
        or point.channel != ContactPoint.Channel.EMAIL
        or not point.safe_to_contact
        or not sign_in.safe_to_write_to(point.value)
    ):
        raise ValidationError({"way": _("Choose paper, or an e-mail address that is safe.")})


def _require_free(email: str, user: User | None) -> None:
    taken = User.objects.filter(email=email.lower()).first()
    if taken is not None and taken != user:
        raise ValidationError(TAKEN_ADDRESS)


def _end(code: DoorCode, by: User, resident: Resident) -> None:
    code.ended_at = timezone.now()
    code.save(update_fields=["ended_at"])
    trail.record(by, "door_code.ended", code, resident)
