"""Write `requirements/run.txt` and `requirements/dev.txt`: exact versions with the hashes of every platform's files.

One resolution serves Python 3.11 and newer on every platform (markers tell them apart). No address of an index is
written: where packages come from is the business of the machine. Run it with `make lock`.
"""

from __future__ import annotations

import subprocess
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OLDEST_PYTHON = "3.11"
BUILD = "setuptools>=77\n"  # builds the project itself: installed by hash as well, so that no build fetches it


def main() -> None:
    """Resolve once for development, then take the subset that running needs."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        uv = Path(folder) / "bin" / "uv"
        subprocess.run([uv.with_name("pip"), "install", "--quiet", "uv"], check=True)
        compiled(uv, "requirements/dev.txt", "--all-extras")
        compiled(uv, "requirements/run.txt", "--constraints", "requirements/dev.txt")


def compiled(uv: Path, target: str, *arguments: str) -> None:
    """Write one file."""
    options = ["--universal", "--python-version", OLDEST_PYTHON, "--generate-hashes", "--no-annotate", "--no-header"]
    subprocess.run(
        [uv, "pip", "compile", "--quiet", "--upgrade", *options, *arguments, "pyproject.toml", "-", "-o", target],
        cwd=ROOT,
        input=BUILD,
        text=True,
        check=True,
        stdout=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    main()
