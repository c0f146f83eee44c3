"""Reflections: thirty seconds for oneself, shared with the team if one likes, and answered."""

from __future__ import annotations

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Note, Reflection, ReflectionAbout, ReflectionReply, Resident
from hubs.access import Refused, Right, memberships, require, standing
from hubs.models import Team
from relational.kernel import audit, outbox
from relational.kernel.base import Row, id_for, insert_once, new_id
from relational.kernel.models import User

WORDS = ["what_happened", "what_surprised", "what_next"]


@transaction.atomic
def reflect(
    *, by: User, note: Note | None = None, key: uuid.UUID | None = None, **words: str
) -> Reflection:
    """Write down a thought, which nobody else reads until it is shared.

    `note` is the conversation it is about. The same `key` twice with the same words is the same
    thought. Raises Refused, or ValidationError where nothing was written.
    """
    if note is not None:
        Resident.objects.hold(note.resident_id)
        require(by, Right.WRITE_RECORD, note.resident)
    require(by, Right.READ_REFLECTIONS)
    reflection = Reflection(
        id=id_for(by.pk, key or new_id()),
        author=by,
        **{field: words.get(field, "").strip() for field in WORDS},
    )
    if not any(getattr(reflection, field) for field in WORDS):
        raise ValidationError(
            {"what_happened": _("Write a few words. One of the three is enough.")}
        )
    reflection, is_new = insert_once(reflection, said=[*WORDS, "author_id"])
    if is_new:
        if note is not None:
            ReflectionAbout.objects.create(reflection=reflection, resident=note.resident, note=note)
        _record(by, "reflection.written", reflection)
    return reflection


@transaction.atomic
def share(reflection: Reflection, *, by: User, team: Team) -> Reflection:
    """Let one's own team, and who leads the hub, read a thought. Sharing it twice is sharing it.

    Raises Refused for anybody but its author, and ValidationError for a team that is not theirs.
    """
    require(by, Right.READ_REFLECTIONS)
    reflection = Reflection.objects.select_for_update(of=["self"], no_key=True).get(
        pk=reflection.pk
    )
    if reflection.author_id != by.pk:
        raise Refused(Right.READ_REFLECTIONS)
    if reflection.shared_at is not None:
        return reflection
    if team not in teams_of(by):
        raise ValidationError({"team": _("Choose a team that is yours.")})
    reflection.team = team
    reflection.shared_at = timezone.now()
    reflection.save(update_fields=["team", "shared_at"])
    _record(by, "reflection.shared", reflection)
    return reflection


@transaction.atomic
def reply(
    reflection: Reflection, *, by: User, text: str, key: uuid.UUID | None = None
) -> ReflectionReply:
    """Answer a thought that was shared, and tell its author that somebody did.

    Raises Refused where it is not shared with `by`, and ValidationError where nothing was written.
    """
    require(by, Right.READ_REFLECTIONS)
    reflection = Reflection.objects.select_related("author", "team__hub").get(pk=reflection.pk)
    require(by, Right.READ_REFLECTIONS, reflection)
    if reflection.shared_at is None:
        raise Refused(Right.READ_REFLECTIONS)
    if not text.strip():
        raise ValidationError({"text": _("Write a few words.")})
    answer, is_new = insert_once(
        ReflectionReply(
            id=id_for(by.pk, key or new_id()),
            reflection=reflection,
            author=by,
            text=text.strip(),
        ),
        said=["reflection_id", "text"],
    )
    if is_new:
        _record(by, "reflection.answered", answer)
        if by.pk != reflection.author_id:
            outbox.post(
                "reflection_reply",
                to=reflection.author,
                about=reflection,
                dedupe_key=f"reflection_reply:{answer.pk}",
            )
    return answer


def teams_of(user: User) -> list[Team]:
    """The teams somebody works in today."""
    teams = {m.team.pk: m.team for m in memberships(user) if m.team is not None}
    return list(teams.values())


def _record(by: User, verb: str, about: Row) -> None:
    """Into the trail of the house, not a resident's: a thought is no part of anybody's record."""
    audit.record(by, verb, about, role=standing(by).role)
