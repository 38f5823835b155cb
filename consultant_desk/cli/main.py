"""The program `consultant-desk`: with a command it does one job and exits, without one it opens the window.

Each area of commands is one module of this package with `register(subparsers)`. The modules import what they need
inside the function that runs, so that `--help` and a fault of usage answer at once.
"""

from __future__ import annotations

import importlib
import logging
import os
import sys
import traceback
from collections.abc import Sequence

from consultant_desk import __version__
from consultant_desk.cli.output import fault_lines, prepare_streams, say
from consultant_desk.cli.parsing import (
    BAD_INPUT,
    DECIDE,
    ENVIRONMENT,
    INTERRUPTED,
    PROGRAM,
    Args,
    Parser,
    add_common_options,
)
from consultant_desk.errors import Conflict, DeskError, UserError
from consultant_desk.log import LOG_NAME, start_logging
from consultant_desk.paths import places

AREAS: tuple[str, ...] = (
    "demo",
    "workspace",
    "evaluate",
    "evaluations",
    "matrix",
    "questionnaire",
    "reports",
    "verify",
    "clients",
    "products",
    "profiles",
    "imports",
    "earnings",
    "reconcile",
    "exports",
    "search",
    "safety",
)
"""The modules of this package that declare commands, in the order of the help text."""

WORKER = "_worker"

log = logging.getLogger(__name__)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with these arguments (default: those of the process) and return its exit code."""
    prepare_streams()
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == [WORKER]:
        return _work(arguments[1:])
    parser = program()
    args = parser.parse_args(arguments)
    if args.run is None:
        return _open_window(args, parser)
    return _guarded(args)


def program() -> Parser:
    """Return the parser with every command of every area."""
    parser = Parser(
        prog=PROGRAM,
        description="Clients, product evaluations and verifiable reports for independent consultants. "
        "Without a command the window opens.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    add_common_options(parser, inherited=False)
    parser.set_defaults(run=None)
    subparsers = parser.add_subparsers(metavar="COMMAND", title="commands")
    for area in AREAS:
        importlib.import_module(f"consultant_desk.cli.{area}").register(subparsers)
    return parser


def has_display() -> bool:
    """Tell whether a window can be shown: always on Windows and macOS, else with a display or a chosen platform."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _open_window(args: Args, parser: Parser) -> int:
    if not has_display():
        parser.print_usage(sys.stderr)
        say(f"{PROGRAM}: no display to open the window on; give a command (see {PROGRAM} --help)")
        return BAD_INPUT
    from ui.app import main as open_window

    return open_window([args.workspace] if args.workspace else [])


def _work(arguments: list[str]) -> int:
    """Serve as the worker process that builds reports and reads untrusted files; it speaks over its pipes."""
    worker = importlib.import_module("reports.worker_jobs")
    code: int = worker.worker_main(arguments)
    return code


def _guarded(args: Args) -> int:
    """Run a command and turn every failure into its exit code and its lines on stderr."""
    try:
        start_logging(places().logs)
        code: int = args.run(args)
        sys.stdout.flush()
    except DeskError as error:
        return _told(args, fault_lines(error), _code_of(error))
    except BrokenPipeError:
        # The reader has gone (`| head`); the interpreter would complain once more when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DECIDE
    except KeyboardInterrupt:
        return INTERRUPTED
    except (FileExistsError, FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        return _told(args, [_file_sentence(error)], BAD_INPUT)
    except OSError as error:
        return _told(args, [_file_sentence(error)], ENVIRONMENT)
    except Exception as error:  # the top of the program: a bug is logged and told in one line
        log.exception("unexpected failure")
        line = f"unexpected failure ({type(error).__name__}); details are in {places().logs / LOG_NAME}"
        return _told(args, [line], ENVIRONMENT)
    return code


def _told(args: Args, lines: list[str], code: int) -> int:
    """Write one line per fault, after the traceback if asked for; return the code."""
    if args.debug:
        traceback.print_exc()
    for line in lines:
        say(f"{PROGRAM}: {line}")
    return code


def _code_of(error: DeskError) -> int:
    if isinstance(error, UserError):
        return BAD_INPUT
    return DECIDE if isinstance(error, Conflict) else ENVIRONMENT


def _file_sentence(error: OSError) -> str:
    what = error.strerror or type(error).__name__
    return f"{error.filename}: {what}" if error.filename else what
