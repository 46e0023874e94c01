"""The shapes of the JSON answers about what is on file, what is asked for, and intakes of linked procedures."""

from collections.abc import Sequence
from zlib import crc32

from api.http.shapes import Json, dossier_json, moment, requirement_json
from api.services.asking import REASONS, Held
from api.services.chains import IntakeView, StepView
from models.component import Component
from models.re_request import ReRequest
from records.catalogue.chains import Slot


def on_file_json(held: Sequence[Held] | None) -> list[Json] | None:
    """Return what the owner has on file; None for a caller who may not know."""
    return None if held is None else [held_json(one) for one in held]


def held_json(held: Held) -> Json:
    best = held.best
    return {
        "requirement": held.requirement,
        "count": held.count,
        "best": {
            "item": best.id,
            "kind": "component" if isinstance(best, Component) else "result",
            "dossier": best.dossier,
            "type": best.type,
            "received_at": moment(best.version.received_at),
        },
    }


def view_tag(version: int, held: Sequence[Held] | None) -> int | str:
    """Return the ETag of a dossier with what is on file for it, which changes without the dossier."""
    said = " ".join(f"{one.requirement}:{one.count}:{one.best.id}" for one in held or ())
    return f"{version}-{crc32(said.encode()):08x}" if said else version


def request_json(request: ReRequest) -> Json:
    reason = request.reason
    return {
        "dossier": request.dossier,
        "requirement": request.requirement,
        "reason": reason.value if reason else None,
        "said": REASONS[reason][0] if reason else None,
        "said_en": REASONS[reason][1] if reason else None,
        "note": request.note,
        "on_file": list(request.on_file),
        "by": request.by,
        "at": moment(request.at),
        "handed_in_at": moment(request.handed_in_at),
    }


def intake_json(view: IntakeView) -> Json:
    intake = view.intake
    return {
        "id": intake.id,
        "chain": intake.chain.key,
        "name": intake.chain.name,
        "agency": intake.agency,
        "owner": intake.owner,
        "opened_by": intake.opened_by,
        "opened_at": moment(intake.opened_at),
        "steps": [step_json(step) for step in view.steps],
        "asked": [slot_json(slot) for slot in view.asked],
        "links": {"self": intake_path(intake.id), "components": f"{intake_path(intake.id)}/components"},
    }


def step_json(step: StepView) -> Json:
    return {
        "step": step.number,
        "waits_for": list(step.waits_for),
        "agency_name": step.agency.name,
        "procedure_name": step.procedure.name,
        "dossier": dossier_json(step.dossier),
    }


def slot_json(slot: Slot) -> Json:
    return {"step": slot.step, "requirement": requirement_json(slot.requirement)}


def intake_path(id: str) -> str:
    return f"/v1/intakes/{id}"
