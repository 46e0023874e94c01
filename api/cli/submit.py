"""`./hoso submit`: file a dossier from the command line."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from api.backends import open_context
from api.cli.output import error_json, progress
from api.errors import EXIT_INPUT
from api.processing import processing, wait_until_settled
from api.services.context import Context
from api.services.files import chunks_of
from api.services.filing import Filing, open_dossier, owner_of
from api.services.intake import Handed, Received, add_component, receive
from api.settings import read_settings
from models.caller import OPERATOR
from models.component import Component, ComponentStatus
from models.errors import HosoError, InputError, NotFound
from models.identifiers import AgencyCode, DossierCode, ProcedureCode
from models.job import Lane
from records.policy import Action


@dataclass(frozen=True, slots=True)
class Submitted:
    """What became of one file: received, or refused."""

    name: str
    received: Received | None = None
    error: HosoError | None = None


@click.command()
@click.option("--procedure", required=True, metavar="P", help="Mã thủ tục / procedure code.")
@click.option("--agency", required=True, metavar="A", help="Mã cơ quan / agency code.")
@click.option("--owner", required=True, metavar="ID", help="Số định danh của chủ hồ sơ / owner's id.")
@click.option("--name", default="", metavar="N", help="Tên chủ hồ sơ / owner's name.")
@click.option("--bulk", is_flag=True, help="Nạp hàng loạt, nhường người đang chờ / give way to who waits.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON / print JSON.")
@click.argument("files", nargs=-1, required=True, type=click.Path())
def command(
    procedure: str, agency: str, owner: str, name: str, bulk: bool, as_json: bool, files: tuple[str, ...]
) -> None:
    """Nộp một hồ sơ / file a dossier, wait until its papers are read, print them."""
    settings, lane = read_settings(), Lane.BULK if bulk else Lane.INTERACTIVE
    filing = Filing(ProcedureCode(procedure), AgencyCode(agency), owner_of(owner, name))
    with open_context(settings) as context:
        dossier = open_dossier(context, OPERATOR, filing)
        if not as_json:
            click.echo(dossier.code)
        submitted = [_submit(context, dossier.code, file, lane) for file in files]
        ids = [item.received.component.id for item in submitted if item.received]
        with processing(context, settings), progress(len(ids), "Đang đọc") as tick:
            components = wait_until_settled(context, ids, tick)
    if as_json:
        click.echo(json.dumps(_json(dossier.code, submitted, components), ensure_ascii=False))
    else:
        _show(submitted, components)
    if len(ids) < len(files) or any(c.status is ComponentStatus.FAILED for c in components):
        raise click.exceptions.Exit(EXIT_INPUT)


def _submit(context: Context, code: DossierCode, file: str, lane: Lane) -> Submitted:
    """Store and file one paper; a refusal is an outcome, so that the other files go on."""
    path = Path(file)
    try:
        paper = Handed(receive(context, OPERATOR, Action.HAND_IN, code, chunks_of(path)), path.name, lane=lane)
        return Submitted(file, add_component(context, OPERATOR, code, paper))
    except (InputError, NotFound) as error:
        return Submitted(file, error=error)


def _json(code: DossierCode, submitted: list[Submitted], components: Sequence[Component]) -> dict[str, Any]:
    by_id = {component.id: component for component in components}
    lines = []
    for item in submitted:
        if item.received is None:
            if item.error is not None:
                lines.append(error_json(item.name, item.error))
            continue
        lines.append({"file": item.name, **_component_json(by_id[item.received.component.id], item.received)})
    return {"code": code, "components": lines}


def _component_json(component: Component, received: Received) -> dict[str, Any]:
    return {
        "id": component.id,
        "status": component.status.value,
        "type": component.type,
        "type_confidence": round(component.type_confidence, 3),
        "fields": dict(component.fields),
        "sha256": component.version.sha256,
        "pages": component.version.pages,
        "same_as": list(received.same_as),
        "failure": component.failure,
    }


def _show(submitted: list[Submitted], components: Sequence[Component]) -> None:
    by_id = {component.id: component for component in components}
    for item in submitted:
        if item.received is None:
            click.echo(f"{item.name}: {item.error}", err=True)
            continue
        component = by_id[item.received.component.id]
        note = " (trùng tệp đã có / same bytes as before)" if item.received.same_as else ""
        outcome = component.failure or f"{component.type} ({component.type_confidence:.0%})"
        click.echo(f"{component.number}. {item.name}: {outcome}{note}")
        for key, value in component.fields.items():
            click.echo(f"     {key}: {value}")
