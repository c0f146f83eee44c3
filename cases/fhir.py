"""An ask as FHIR R4 has it: a ServiceRequest, and the Task that the service works on.

The states follow the Gravity Project's SDOH Clinical Care guide (HL7, STU 2.2, Task.status). Needs the
extra `fhir`; the library is read here and nowhere else.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from cases.models import Referral
from cases.models.referral import Reason, State

PACKAGE = "fhir.resources"

TASK: dict[str, str] = {
    State.DRAFT: "draft",
    State.AWAITING_AGREEMENT: "draft",
    State.SENT: "requested",
    State.ACCEPTED: "accepted",
    State.DECLINED: "rejected",
    State.IN_PROGRESS: "in-progress",
    State.ON_HOLD: "on-hold",
    State.COMPLETED: "completed",
    State.ENDED_EARLY: "failed",
    State.WITHDRAWN: "cancelled",
    State.EXPIRED: "cancelled",
}
REQUEST: dict[str, str] = {
    State.DRAFT: "draft",
    State.AWAITING_AGREEMENT: "draft",
    State.SENT: "active",
    State.ACCEPTED: "active",
    State.IN_PROGRESS: "active",
    State.ON_HOLD: "on-hold",
    State.COMPLETED: "completed",
    State.DECLINED: "revoked",
    State.ENDED_EARLY: "revoked",
    State.WITHDRAWN: "revoked",
    State.EXPIRED: "revoked",
}


def is_installed() -> bool:
    """Whether the extra is there."""
    try:
        return find_spec(PACKAGE) is not None
    except ModuleNotFoundError:
        return False


def service_request(referral: Referral, shown: dict[str, Any]) -> str:
    """An ask as JSON of FHIR; `shown` is what the reader may read of it (see cases.ask_letters)."""
    return (
        import_module("fhir.resources.R4B.servicerequest")
        .ServiceRequest(
            id=str(referral.pk),
            status=REQUEST[referral.state],
            intent="order",
            priority=referral.urgency,
            code={"text": referral.to},
            subject=_subject(referral, shown),
            authoredOn=referral.sent_at or referral.made_at,
            requester={"display": shown["asker"]},
            performer=[_performer(referral)],
            reasonCode=_texts(shown.get("what_for")),
            note=_texts(shown.get("how_best")),
        )
        .model_dump_json(exclude_none=True)
    )


def task(referral: Referral, shown: dict[str, Any]) -> str:
    """What the service does about an ask, as JSON of FHIR; what is `closed` keeps its words."""
    last = referral.events.in_order().last()
    words = last.words if last and not shown["closed"] else ""
    why = str(Reason(last.reason).label) if last and last.reason else ""
    return (
        import_module("fhir.resources.R4B.task")
        .Task(
            id=str(referral.pk),
            status="received" if _is_opened(referral) else TASK[referral.state],
            statusReason={"text": f"{why}: {words}" if words else why} if why else None,
            intent="order",
            priority=referral.urgency,
            focus={"reference": f"ServiceRequest/{referral.pk}"},
            **{"for": _subject(referral, shown)},
            authoredOn=referral.sent_at or referral.made_at,
            lastModified=last.at if last else referral.made_at,
            requester={"display": shown["asker"]},
            owner=_performer(referral),
            output=_output(words if referral.state == State.COMPLETED else ""),
        )
        .model_dump_json(exclude_none=True, by_alias=True)
    )


def _is_opened(referral: Referral) -> bool:
    return referral.state == State.SENT and referral.opened_at is not None


def _subject(referral: Referral, shown: dict[str, Any]) -> dict[str, str]:
    """The resident, by what they are called, as far as the reader may know."""
    return {"display": shown.get("known_as") or "somebody"}


def _performer(referral: Referral) -> dict[str, str]:
    return {"reference": f"Organization/{referral.organisation_id}", "display": referral.to}


def _texts(text: str | None) -> list[dict[str, str]] | None:
    return [{"text": text}] if text else None


def _output(words: str) -> list[dict[str, Any]] | None:
    return [{"type": {"text": "what was done"}, "valueString": words}] if words else None
