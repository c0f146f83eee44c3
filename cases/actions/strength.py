"""What somebody brings, and what weighs on them: said, said otherwise, and no longer so."""

from __future__ import annotations

import uuid
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import trail
from cases.access import require_hand
from cases.models import Concern, Resident, Strength
from relational.kernel.base import id_for, insert_once, new_id
from relational.kernel.models import User

Thing = TypeVar("Thing", Strength, Concern)


@transaction.atomic
def name(
    resident: Resident,
    *,
    by: User,
    text: str,
    kind: str = "",
    theirs: bool = True,
    key: uuid.UUID | None = None,
) -> Strength:
    """Name something that somebody brings: in their words, or as a worker sees it.

    The resident's are always theirs. The same `key` twice is the same strength. Raises Refused for
    who may not write here, and ValidationError where nothing is named.
    """
    resident = _held(resident.pk, by)
    strength = Strength(
        id=id_for(by.pk, key or new_id()),
        resident=resident,
        text=_some("text", text),
        kind=kind,
        theirs=theirs or resident.user_id == by.pk,
        author=by,
    )
    strength, is_new = insert_once(strength, said=["resident_id", "text"])
    if is_new:
        trail.record(by, "strength.named", strength, resident)
    return strength


@transaction.atomic
def name_otherwise(strength: Strength, *, by: User, text: str, kind: str = "") -> Strength:
    """Say a strength otherwise; what was said before stays behind it.

    It stays in whose words it was, but becomes the resident's where they say it. Raises
    ValidationError where somebody else said it otherwise meanwhile, and where a worker changes what
    the resident wrote with their own hand.
    """
    strength = _thing_held(strength, by)
    said = {"text": _some("text", text), "kind": kind}
    _keep_their_words(strength, by, "text", said)
    if twin := _said_already(strength, said):
        return twin
    later = Strength.objects.create(
        resident=strength.resident,
        author=by,
        theirs=strength.theirs or strength.resident.user_id == by.pk,
        supersedes=strength,
        **said,
    )
    trail.record(by, "strength.named_otherwise", later, strength.resident)
    return later


@transaction.atomic
def weigh_on(
    resident: Resident,
    *,
    by: User,
    their_words: str = "",
    workers_view: str = "",
    key: uuid.UUID | None = None,
) -> Concern:
    """Write down what weighs on somebody, in their words, and apart from them what a worker sees.

    The resident writes their own words only. The same `key` twice is the same. Raises Refused, and
    ValidationError where nothing is said.
    """
    resident = _held(resident.pk, by)
    said = _words_and_view(resident, by, their_words, workers_view)
    concern, is_new = insert_once(
        Concern(id=id_for(by.pk, key or new_id()), resident=resident, author=by, **said),
        said=["resident_id", "their_words", "workers_view"],
    )
    if is_new:
        trail.record(by, "concern.said", concern, resident)
    return concern


@transaction.atomic
def weigh_otherwise(
    concern: Concern, *, by: User, their_words: str = "", workers_view: str = ""
) -> Concern:
    """Say otherwise what weighs on somebody; what was said before stays behind it.

    A worker's view stays as it is where the resident says their words otherwise. Raises
    ValidationError as `weigh_on`, where somebody else said it otherwise meanwhile, and where a
    worker changes what the resident wrote with their own hand.
    """
    concern = _thing_held(concern, by)
    said = _words_and_view(concern.resident, by, their_words, workers_view, before=concern)
    _keep_their_words(concern, by, "their_words", said)
    if twin := _said_already(concern, said):
        return twin
    later = Concern.objects.create(resident=concern.resident, author=by, supersedes=concern, **said)
    trail.record(by, "concern.said_otherwise", later, concern.resident)
    return later


def wrote_themself(thing: Thing) -> bool:
    """Whether the resident wrote these words with their own hand, whoever added to them since."""
    words = thing.words
    earlier: Strength | Concern | None = thing
    while earlier is not None and earlier.words == words:
        if earlier.author_id == thing.resident.user_id:
            return bool(words)
        earlier = earlier.supersedes
    return False


@transaction.atomic
def no_longer(thing: Thing, *, by: User) -> None:
    """Say that a strength, or what weighed, is no longer so. Saying it twice changes nothing."""
    thing = _thing_held(thing, by)
    if thing.no_longer_since is None:
        thing.no_longer_since = timezone.now()
        thing.save(update_fields=["no_longer_since"])
        trail.record(by, f"{thing._meta.model_name}.no_longer", thing, thing.resident)


@transaction.atomic
def still(thing: Thing, *, by: User) -> None:
    """Say that something is so after all."""
    thing = _thing_held(thing, by)
    if thing.no_longer_since is not None:
        thing.no_longer_since = None
        thing.save(update_fields=["no_longer_since"])
        trail.record(by, f"{thing._meta.model_name}.still", thing, thing.resident)


def _held(resident_id: uuid.UUID, by: User) -> Resident:
    resident = Resident.objects.hold(resident_id)
    require_hand(by, resident)
    return resident


def _thing_held(thing: Thing, by: User) -> Thing:
    """The strength, or what weighs, as it stands, its record held."""
    resident = _held(thing.resident_id, by)
    thing = type(thing).objects.select_related("later").get(pk=thing.pk)
    thing.resident = resident
    return thing


def _some(field: str, text: str) -> str:
    if not text.strip():
        raise ValidationError({field: _("Write what it is. A few words are enough.")})
    return text.strip()


def _words_and_view(
    resident: Resident, by: User, their_words: str, view: str, before: Concern | None = None
) -> dict:
    """What a concern says, and whose view it holds: the resident changes nobody's view."""
    their_words, view = their_words.strip(), view.strip()
    if resident.user_id == by.pk:
        _some("their_words", their_words)
        view = before.workers_view if before else ""
    elif not their_words and not view:
        raise ValidationError(
            {"their_words": _("Write what they said, or what you see. One is enough.")}
        )
    same = before is not None and before.workers_view == view
    viewed_by = before.viewed_by_id if before and same else by.pk if view else None
    return {"their_words": their_words, "workers_view": view, "viewed_by_id": viewed_by}


def _keep_their_words(thing: Thing, by: User, field: str, said: dict) -> None:
    """Raise ValidationError where somebody else would change what the resident wrote themself."""
    changes = said[field] != thing.words
    if changes and by.pk != thing.resident.user_id and wrote_themself(thing):
        sentence = _("%(name)s wrote this. Only %(name)s changes it.")
        raise ValidationError({field: sentence % {"name": thing.resident.known_as}})


def _said_already(thing: Thing, said: dict) -> Thing | None:
    """What says this already: the thing itself, or what took its place on the first click."""

    def says(one: Strength | Concern) -> bool:
        return all(getattr(one, field) == value for field, value in said.items())

    if says(thing):
        return thing
    later = getattr(thing, "later", None)
    if later is not None and not says(later):
        raise ValidationError(_("Somebody said this otherwise already. Look at the newer one."))
    return later
