"""The command line. One module per command, found by name; errors end in their exit status."""

import logging
import sys
from importlib import import_module

import click

from api.errors import EXIT_INPUT, EXIT_OK, EXIT_SERVICE, exit_code
from models.errors import HosoError

COMMANDS = (
    "demo",
    "read",
    "separators",
    "submit",
    "serve",
    "worker",
    "reindex",
    "services",
    "token",
    "audit",
    "catalogue",
    "backup",
    "restore",
    "fixity",
)


class _Commands(click.Group):
    """Loads a command's module only when it is called: `read` need not import the web server."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"api.cli.{cmd_name}").command
        return command


@click.group(cls=_Commands, epilog="./hoso test kiểm tra mã nguồn, ./hoso bench đo tốc độ.")
def cli() -> None:
    """Hồ Sơ: số hóa giấy tờ và tái sử dụng theo mã hồ sơ (digitise papers, reuse them by dossier code)."""


def main() -> None:
    """Run the command line and exit with its status."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    try:
        status = cli.main(prog_name="hoso", standalone_mode=False)
    except HosoError as error:
        click.echo(f"hoso: {error.vi}\n      {error.en}", err=True)
        sys.exit(exit_code(error))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("hoso: đã dừng / stopped", err=True)
        sys.exit(130)
    except OSError as error:
        click.echo(f"hoso: {error}", err=True)
        sys.exit(EXIT_SERVICE if error.filename is None else EXIT_INPUT)
    sys.exit(status if isinstance(status, int) else EXIT_OK)  # what `click.exceptions.Exit` carried
