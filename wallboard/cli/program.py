"""The program's commands, and its way out: whatever goes wrong becomes one line and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import click

from wallboard.cli.failures import ExitCode, ProgramError
from wallboard.config.names import suggestion
from wallboard.config.settings import SettingsError

COMMANDS = (
    "demo",
    "tv",
    "hub",
    "replay",
    "record",
    "figures",
    "refold",
    "screenshot",
    "check",
    "catalogue",
    "asyncapi",
)
EXIT_CODES = """\b
Exit codes:
  0    done
  1    it could not do its work: no screen, a port in use, a database that cannot be written
  2    the command line or the settings are wrong
  3    what it was to read is not there, or is not what it should be
  4    the hub cannot be reached, or has refused
  5    what was asked for lies wholly outside of the data
  130  stopped by Ctrl-C
"""


class Program(click.Group):
    """Each command lives in the module of its name, which is imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, the ones that people begin with first."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name. Raises UsageError with the nearest one where there is none."""
        if cmd_name not in COMMANDS:
            raise click.UsageError(f"there is no command {cmd_name!r}; {suggestion(cmd_name, COMMANDS)}", ctx)
        found: click.Command = import_module(f"wallboard.cli.{cmd_name}").command
        return found


def run(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run what `arguments` (without the program's name; None: those of the process) ask for, and leave."""
    from wallboard.cli.board import program

    try:
        left_with = program.main(args=arguments, prog_name="wallboard", standalone_mode=False)
        sys.stdout.flush()
        code = ExitCode(left_with) if isinstance(left_with, int) else ExitCode.OK
    except (click.Abort, KeyboardInterrupt):
        code = ExitCode.INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = ExitCode.CLOSED_PIPE
    except click.ClickException as error:
        code = _complain(_usage(error), ExitCode.USAGE)
    except SettingsError as error:
        code = _complain(str(error), ExitCode.USAGE)
    except ProgramError as failure:
        code = _complain(str(failure), failure.code)
    sys.exit(code)


def _complain(line: str, code: ExitCode) -> ExitCode:
    print(f"wallboard: {' '.join(line.split())}", file=sys.stderr)
    return code


def _usage(error: click.ClickException) -> str:
    where = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "wallboard"
    return f"{error.format_message()} (see: {where} --help)"
