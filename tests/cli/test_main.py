"""The conventions of the program: exit codes, one line per fault, quiet ends, no traceback."""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from consultant_desk.cli import main as program
from consultant_desk.cli.parsing import Subparsers, add_command, workspace_folder
from consultant_desk.errors import Conflict, EnvironmentFailure, Fault, UserError
from consultant_desk.paths import places
from consultant_desk.settings import LAST_WORKSPACE, Settings

ROOT = Path(__file__).parents[2]
Act = Callable[[argparse.Namespace], int]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Callable[[Act], None]:
    """Install one command `act` that runs the given function."""

    def install(act: Act) -> None:
        area = ModuleType("consultant_desk.cli.act")

        def register(subparsers: Subparsers) -> None:
            add_command(subparsers, "act", "does what the test says", act)

        area.register = register  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, area.__name__, area)
        monkeypatch.setattr(program, "AREAS", ("act",))

    return install


def run(*arguments: str, environ: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "consultant_desk", *arguments],
        cwd=ROOT,
        env={**os.environ, **(environ or {})},
        capture_output=True,
        timeout=60,
        check=False,
    )


def raising(error: BaseException) -> Act:
    def act(args: argparse.Namespace) -> int:
        raise error

    return act


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UserError("No such client.", hint="Look at the list."), 2),
        (Conflict("It changed."), 1),
        (EnvironmentFailure("The workspace is locked."), 3),
        (FileNotFoundError(2, "No such file or directory", "x.json"), 2),
        (PermissionError(13, "Permission denied", "x.json"), 3),
        (OSError(28, "No space left on device"), 3),
        (KeyboardInterrupt(), 130),
    ],
)
def test_each_kind_of_failure_has_its_exit_code_and_no_traceback(
    command: Callable[[Act], None], capsys: pytest.CaptureFixture[str], error: BaseException, code: int
) -> None:
    command(raising(error))
    assert program.main(["act"]) == code
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Traceback" not in shown.err
    assert len(shown.err.splitlines()) == (0 if isinstance(error, KeyboardInterrupt) else 1)


def test_faults_of_an_input_are_one_line_each(
    command: Callable[[Act], None], capsys: pytest.CaptureFixture[str]
) -> None:
    command(raising(UserError("2 faults", faults=(Fault("$.a", "bad", "text"), Fault("$.b", "worse")))))
    assert program.main(["act"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "consultant-desk: $.a: bad; expected text",
        "consultant-desk: $.b: worse",
    ]


@pytest.mark.expects_error_log
def test_a_bug_is_one_line_that_names_the_log(
    command: Callable[[Act], None], capsys: pytest.CaptureFixture[str]
) -> None:
    command(raising(ZeroDivisionError("private text")))
    assert program.main(["act"]) == 3
    shown = capsys.readouterr().err
    assert "ZeroDivisionError" in shown
    assert "private text" not in shown


def test_debug_shows_the_traceback(command: Callable[[Act], None], capsys: pytest.CaptureFixture[str]) -> None:
    command(raising(UserError("No.")))
    assert program.main(["act", "--debug"]) == 2
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--json", "act"], ["act", "--json"]])
def test_common_options_stand_before_or_after_the_command(command: Callable[[Act], None], arguments: list[str]) -> None:
    seen: list[bool] = []

    def act(args: argparse.Namespace) -> int:
        seen.append(args.json)
        return 0

    command(act)
    assert program.main(arguments) == 0
    assert seen == [True]


def test_the_workspace_is_the_named_one_then_the_variable_then_the_last(
    command: Callable[[Act], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[str] = []

    def act(args: argparse.Namespace) -> int:
        found.append(str(workspace_folder(args)))
        return 0

    command(act)
    assert program.main(["act"]) == 2
    Settings(places().settings_file).set(LAST_WORKSPACE, "/last.desk")
    program.main(["act"])
    monkeypatch.setenv("CONSULTANT_DESK_WORKSPACE", "/env.desk")
    program.main(["act"])
    program.main(["act", "--workspace", "/named.desk"])
    assert found == ["/last.desk", "/env.desk", "/named.desk"]


def test_without_a_display_the_bare_program_prints_its_usage() -> None:
    done = run(environ={"QT_QPA_PLATFORM": ""})
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.startswith(b"usage: consultant-desk")


@pytest.mark.parametrize(("arguments", "given"), [([], []), (["--workspace", "/my.desk"], ["/my.desk"])])
def test_with_a_display_the_bare_program_opens_the_window(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], given: list[str]
) -> None:
    opened: list[list[str]] = []
    window = ModuleType("ui.app")
    window.main = lambda arguments: opened.append(arguments) or 0  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ui.app", window)
    assert program.main(arguments) == 0
    assert opened == [given]


@pytest.mark.parametrize("arguments", [["--no-such"], ["no-such-command"], ["--worksp", "x"]])
def test_wrong_usage_is_one_line_and_exit_2(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == b""
    assert len(done.stderr.splitlines()) == 1


def test_help_works_in_the_c_locale_and_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom consultant_desk.cli.main import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit as done:\n    assert done.code == 0\n"
        "heavy = {'sqlalchemy', 'PySide6', 'reportlab', 'numpy', 'pikepdf', 'PIL', 'babel', 'jsonschema', 'requests'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "LC_ALL": "C"}, capture_output=True, check=False
    )
    assert done.stderr.decode() == ""
    assert done.returncode == 0


def test_the_worker_is_not_advertised() -> None:
    assert b"_worker" not in run("--help").stdout


ENDLESS = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # also where a shell runs the tests in the background
from types import ModuleType
from consultant_desk.cli import main as program
from consultant_desk.cli.parsing import add_command
def act(args):
    while True:
        print("Büro", flush=True)
area = ModuleType("consultant_desk.cli.act")
area.register = lambda subparsers: add_command(subparsers, "act", "prints for ever", act)
sys.modules[area.__name__] = area
program.AREAS = ("act",)
sys.exit(program.main(["act"]))
"""


@pytest.fixture
def endless() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", ENDLESS],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_a_reader_that_leaves_ends_the_program_quietly(endless: subprocess.Popen[bytes]) -> None:
    assert endless.stdout is not None
    assert endless.stderr is not None
    assert endless.stdout.readline() == "Büro\n".encode()
    endless.stdout.close()
    assert endless.stderr.read() == b""
    endless.stderr.close()
    assert endless.wait(timeout=30) == 1


def test_interrupting_ends_the_program_quietly(endless: subprocess.Popen[bytes]) -> None:
    assert endless.stdout is not None
    endless.stdout.readline()
    endless.send_signal(signal.SIGINT)
    _, errors = endless.communicate(timeout=30)
    assert errors == b""
    assert endless.returncode == 130


def test_json_output_is_utf_8_in_the_c_locale() -> None:
    code = "from consultant_desk.cli.output import *\nprepare_streams()\nprint_json({'n': 'Büro €'})"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "LC_ALL": "C"}, capture_output=True, check=True
    )
    assert json.loads(done.stdout.decode("utf-8")) == {"n": "Büro €"}
