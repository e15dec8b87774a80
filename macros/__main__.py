"""Commands for contributors."""

from __future__ import annotations

import argparse
import io
import os
import signal
import sys
from pathlib import Path
from typing import NoReturn

INTERRUPTED = 130
"""The exit status of a command that was stopped from the keyboard, as shells have it."""

_CAN_BE_INTERRUPTED = signal.getsignal(signal.SIGINT) is signal.default_int_handler
if __name__ == "__main__" and _CAN_BE_INTERRUPTED:  # the imports below take a while, and nothing needs cleaning up yet
    signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))

from .commands import (
    archive,
    check,
    compare,
    deck,
    digest,
    export,
    format,
    links,
    lock,
    new,
    overdue,
    questions,
    schema,
)
from .core.drawing.renderer import RendererMissing
from .core.source.files import Refused
from .core.source.printable import failure, printable, printable_lines
from .core.source.problems import DataError

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = (check, questions, new, format, schema, lock, compare, export, deck, digest, archive, links, overdue)
"""The modules of all commands, which their names and docstrings introduce."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Ends the command; an argument that the message quotes cannot reach the terminal raw."""
        super().error(printable(message))


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Runs one command on the project at ``root``.

    Returns the exit status: 0 if all is well, 1 if the data has problems or a file is out of date, 2 for wrong use
    and for files that cannot be read or written, 130 if it was interrupted.
    """
    options = _parser().parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal may lack characters that messages use
    try:
        status = _run(options, root)
        print(end="", flush=True)
        return status
    except OSError as error:
        if not error.errno:  # a library's, and not about files
            raise
        if not isinstance(error, BrokenPipeError):  # whoever read the output may have seen enough
            print(failure(error, options.command), file=sys.stderr)
        _give_up_output()
        return 2
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(options: argparse.Namespace, root: Path) -> int:
    try:
        status: int = options.run(options, root)
        return status
    except DataError as error:
        print(error.report())
        return 1
    except RendererMissing as error:
        print(printable_lines(str(error)))
        return 1
    except Refused as error:
        print(printable(error))
        return 2


def _give_up_output() -> None:
    """Python tries once more to write what is left, and would end with a complaint of its own if it cannot."""
    try:
        print(end="", flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> _Parser:
    parser = _Parser(prog="python -m macros", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for module in COMMANDS:
        command = commands.add_parser(module.__name__.rpartition(".")[2], help=module.__doc__)
        command.set_defaults(run=module.run)
        module.add_arguments(command)
    return parser


if __name__ == "__main__":
    if _CAN_BE_INTERRUPTED:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    result = main()
    if result == INTERRUPTED:
        os._exit(result)  # without waiting for the answers of hosts that were asked
    sys.exit(result)
