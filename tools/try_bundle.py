"""Try the packaged program as a person without Python would: its size, the whole job without a display, the window.

Runs away from the sources with an empty home, so that nothing of the project can stand in for what the bundle lacks.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from consultant_desk.sample import MAIN_EVALUATION

LARGEST = 255_000_000  # Qt 90 MB, numpy with its OpenBLAS 40 MB, what signs a report 20 MB (pyHanko asks for OpenSSL)
WINDOW_STAYS_OPEN = 5.0


def main(bundle: Path) -> None:
    """Try the folder `bundle`; stop with a sentence at the first thing that does not hold."""
    console, window = bundle / "consultant-desk", bundle / "consultant-desk-window"
    size = sum(file.stat().st_size for file in bundle.rglob("*") if file.is_file() and not file.is_symlink())
    expect(size <= LARGEST, f"the folder has {size / 1e6:.0f} MB, more than {LARGEST / 1e6:.0f}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environ = clean_environment(folder)
        demo = answer(console, environ, "demo", "--output", str(folder / "demo"), "--pictures")
        pdf, evaluation = Path(demo["pdf"]), Path(demo["evaluation"])
        expect(pdf.read_bytes().startswith(b"%PDF-"), "the demo made no PDF")
        expect(all(Path(picture).stat().st_size > 10_000 for picture in demo["pictures"]), "a picture is empty")
        expect(len(demo["pictures"]) > 0, "the demo made no picture of the window")
        expect(answer(console, environ, "verify", str(pdf))["valid"], "the report of the demo is not valid")
        result = answer(console, environ, "evaluate", str(evaluation))
        expect(result["verdict"]["kind"] == demo["verdict"]["kind"], "evaluate and demo name different verdicts")
        answer(console, environ, "check", "--workspace", demo["workspace"])
        issue(console, environ, demo["workspace"], folder)
        asks_the_network(console, environ, demo["workspace"])
        take_in(console, environ, demo["workspace"], folder)
        stays_open(window, environ, demo["workspace"])
    done = "demo, verify, evaluate, check, issue, the network, a large statement and the window work"
    print(f"{bundle}: {size / 1e6:.0f} MB; {done}")


def clean_environment(home: Path) -> dict[str, str]:
    """Return the variables of a machine without display and without Python."""
    return {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "HOME": str(home),
        "CONSULTANT_DESK_HOME": str(home / "settings"),
        "TMPDIR": os.environ.get("TMPDIR", "/tmp"),  # noqa: S108 - the system's own default
    }


def answer(program: Path, environ: dict[str, str], *arguments: str) -> Any:
    """Run a command with --json and return its document; exit code 0 is expected."""
    command = [str(program.absolute()), *arguments, "--json"]
    done = subprocess.run(command, env=environ, cwd=environ["HOME"], capture_output=True, text=True, check=False)
    logs = Path(environ["CONSULTANT_DESK_HOME"]) / "logs"
    written = "\n".join(file.read_text(encoding="utf-8") for file in logs.glob("*.log"))
    expect(done.returncode == 0, f"{' '.join(command)} gave {done.returncode}:\n{done.stderr}\n{written}")
    return json.loads(done.stdout)


def issue(program: Path, environ: dict[str, str], workspace: str, folder: Path) -> None:
    """Issue the report of the demo with its pages, a signed copy and one under a password, and verify both."""
    identities: Any = importlib.import_module("tests.reports.identities")  # tests are no package of the type check
    certificate, passphrase, password = folder / "own.p12", folder / "passphrase", folder / "password"
    certificate.write_bytes(identities.identity())
    passphrase.write_text(identities.PASSPHRASE, encoding="utf-8")
    password.write_text("open sesame", encoding="utf-8")
    asked = ["report", MAIN_EVALUATION, "--workspace", workspace, "--output", str(folder / "Issued.pdf"), "--issue"]
    asked += ["--format", "pdf,html,md", "--sign", str(certificate), "--sign-passphrase-file", str(passphrase)]
    answer(program, environ, *asked, "--password-file", str(password))
    expect((folder / "Issued.html").stat().st_size > 100_000, "the page of the report is empty")
    signed = answer(program, environ, "verify", str(folder / "Issued.signed.pdf"))
    expect(signed["valid"], "the signed report is not valid")
    encrypted = str(folder / "Issued.encrypted.pdf")
    opened = answer(program, environ, "verify", encrypted, "--password-file", str(password))
    expect(opened["valid"], "the report under a password is not valid")


def asks_the_network(program: Path, environ: dict[str, str], workspace: str) -> None:
    """Ask for rates through a proxy that is not there: what asks and the certificates it trusts are in the bundle."""
    command = [str(program.absolute()), "import", "rates", "--from-ecb", "--workspace", workspace]
    nowhere = {**environ, "HTTPS_PROXY": "http://127.0.0.1:9"}
    done = subprocess.run(command, env=nowhere, cwd=environ["HOME"], capture_output=True, text=True, check=False)
    expect(done.returncode == 3 and "The proxy on the way" in done.stderr, f"the network is not asked:\n{done.stderr}")


def take_in(program: Path, environ: dict[str, str], workspace: str, folder: Path) -> None:
    """Take in a statement large enough to be read in the worker process, twice."""
    big: Any = importlib.import_module("tests.benchmarks.big_statement")
    file = folder / "big.csv"
    file.write_bytes(big.statement(20_000))
    for action in ("new", "unchanged"):
        asked = ["import", "statement", str(file), "--account", "A large one", "--workspace", workspace]
        taken = answer(program, environ, *asked)
        expect(taken["counts"][action] == 20_000, f"of a large statement not all lines are {action}: {taken['counts']}")


def stays_open(program: Path, environ: dict[str, str], workspace: str) -> None:
    """Open the window without a screen and see that it is still there after a while."""
    shown = {**environ, "QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen([program.absolute(), workspace], env=shown, stderr=subprocess.PIPE, text=True)
    try:
        _, errors = process.communicate(timeout=WINDOW_STAYS_OPEN)
    except subprocess.TimeoutExpired:
        process.terminate()
        _, errors = process.communicate()
    else:
        sys.exit(f"the window closed at once ({process.returncode}):\n{errors}")
    expect("Traceback" not in errors, f"the window failed:\n{errors}")


def expect(holds: bool, otherwise: str) -> None:  # noqa: FBT001 - reads as a sentence where it is called
    """Stop with a sentence when something does not hold."""
    if not holds:
        sys.exit(otherwise)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
