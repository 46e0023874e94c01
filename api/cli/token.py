"""`./hoso token`: issue, list and revoke bearer tokens."""

import json
from collections.abc import Sequence
from typing import Any

import click

from api.backends import open_context
from api.services.context import Context
from api.services.tokens import Wanted, issue_token, list_tokens, revoke_token
from api.settings import read_settings
from models.caller import OPERATOR, Role, Token

ROLES = tuple(role.value for role in Role if role is not Role.OPERATOR)
_PAGE = 200


@click.command()
@click.option("--role", type=click.Choice(ROLES), help="Vai trò / role.")
@click.option("--agency", default="", metavar="A", help="Mã cơ quan (clerk, officer, leader) / agency code.")
@click.option("--owner", default="", metavar="ID", help="Số định danh (citizen) / personal id.")
@click.option("--procedure", "procedures", multiple=True, metavar="P", help="Mã thủ tục (system), lặp lại được.")
@click.option("--name", default="", metavar="N", help="Tên để ghi vào nhật ký / name shown in the ledger.")
@click.option("--days", default=30, show_default=True, metavar="D", help="Số ngày hiệu lực / life in days.")
@click.option("--list", "listing", is_flag=True, help="Liệt kê, không in mã / list tokens without secrets.")
@click.option("--revoke", metavar="ID", help="Thu hồi / revoke the token of this id.")
@click.option("--json", "as_json", is_flag=True, help="In JSON / print JSON.")
def command(  # noqa: PLR0913, PLR0917 - one option each
    role: str | None,
    agency: str,
    owner: str,
    procedures: tuple[str, ...],
    name: str,
    days: int,
    listing: bool,
    revoke: str | None,
    as_json: bool,
) -> None:
    """Cấp mã truy cập: in mã một lần duy nhất / issue a bearer token; its secret is printed once."""
    if sum((role is not None, listing, revoke is not None)) != 1:
        raise click.UsageError("Hãy chọn một trong --role, --list, --revoke / choose one of --role, --list, --revoke.")
    with open_context(read_settings()) as context:
        if role is not None:
            _issue(context, Wanted(Role(role), name, agency, owner, procedures, days), as_json)
        elif revoke is not None:
            _show([revoke_token(context, OPERATOR, revoke)], as_json)
        else:
            _list(context, as_json)


def _issue(context: Context, wanted: Wanted, as_json: bool) -> None:
    token, secret = issue_token(context, OPERATOR, wanted)
    if as_json:
        click.echo(json.dumps({**_json(token), "token": secret}, ensure_ascii=False))
    else:
        click.echo(secret)
        click.echo(_line(token), err=True)


def _list(context: Context, as_json: bool) -> None:
    after: str | None = None
    while page := list_tokens(context, OPERATOR, _PAGE, after):
        _show(page, as_json)
        after = page[-1].caller.id


def _show(tokens: Sequence[Token], as_json: bool) -> None:
    for token in tokens:
        click.echo(json.dumps(_json(token), ensure_ascii=False) if as_json else _line(token))


def _line(token: Token) -> str:
    caller = token.caller
    scope = caller.agency or caller.owner or " ".join(caller.procedures)
    ended = f" · thu hồi / revoked {token.revoked_at:%d/%m/%Y %H:%M}" if token.revoked_at else ""
    return f"{caller.id} {caller.role.value} {scope} “{caller.name}” → {token.expires_at:%d/%m/%Y %H:%M}{ended}"


def _json(token: Token) -> dict[str, Any]:
    caller = token.caller
    return {
        "id": caller.id,
        "role": caller.role.value,
        "name": caller.name,
        "agency": caller.agency,
        "owner": caller.owner,
        "procedures": list(caller.procedures),
        "issued_at": token.issued_at.isoformat(),
        "expires_at": token.expires_at.isoformat(),
        "revoked_at": token.revoked_at.isoformat() if token.revoked_at else None,
    }
