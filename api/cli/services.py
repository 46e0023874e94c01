"""`./hoso services`: real PostgreSQL, MinIO and Elasticsearch on this machine, for trial and tests."""

from collections.abc import Sequence

import click

from api.engines.keeper import ALL, NAMES, SECOND, Keeper
from api.errors import EXIT_OK, EXIT_SERVICE
from api.settings import read_settings

_names = click.argument("names", nargs=-1, type=click.Choice(ALL))


@click.group()
def command() -> None:
    """Máy chủ thử nghiệm / PostgreSQL, MinIO and Elasticsearch on this machine, for trial and tests."""


@command.command()
@_names
def start(names: Sequence[str]) -> None:
    """Cài và chạy / install and start (default: the three; versitygw, a second S3, only when named)."""
    keeper = _keeper()
    keeper.start(names or NAMES)
    _show(keeper, names or NAMES)
    click.echo(f"Cấu hình / settings: {keeper.settings_file}")
    if SECOND in names:
        click.echo(f"Cấu hình / settings of {SECOND}: {keeper.second_settings_file}")


@command.command()
@_names
def stop(names: Sequence[str]) -> None:
    """Dừng, giữ dữ liệu / stop, keeping the data (default: all)."""
    keeper = _keeper()
    keeper.stop(names or ALL)
    _show(keeper, names or NAMES)


@command.command()
@_names
@click.pass_context
def status(ctx: click.Context, names: Sequence[str]) -> None:
    """Tình trạng / which run and answer (default: the three); exit status 3 when one does not."""
    ctx.exit(EXIT_OK if _show(_keeper(), names or NAMES) else EXIT_SERVICE)


def _keeper() -> Keeper:
    return Keeper(read_settings(), lambda line: click.echo(f"hoso: {line}", err=True))


def _show(keeper: Keeper, names: Sequence[str]) -> bool:
    states = [keeper.state(name) for name in names]
    for state in states:
        word = "không chạy / stopped" if state.pid is None else "không trả lời / silent"
        said = "chạy tốt / healthy" if state.healthy else word
        if state.moved:
            said = f"{said}, cổng khác cấu hình / not the port of the settings"
        click.echo(f"{state.name:14} 127.0.0.1:{state.port:<6} {said}{f' (pid {state.pid})' if state.pid else ''}")
    return all(state.healthy and not state.moved for state in states)
