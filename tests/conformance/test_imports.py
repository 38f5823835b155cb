"""Whatever area of a workspace is asked for first, its modules can be imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

FIRST = """
import importlib, pkgutil, sys
import consultant_desk.services

names = [found.name for found in pkgutil.walk_packages(consultant_desk.services.__path__, "consultant_desk.services.")]
for name in names:
    for loaded in [one for one in sys.modules if one.startswith("consultant_desk.services.")]:
        del sys.modules[loaded]
    importlib.import_module(name)
print(len(names))
"""


def test_every_module_of_the_services_can_be_the_first_one() -> None:
    run = subprocess.run([sys.executable, "-c", FIRST], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) > 20
