"""Start of the packaged window program: hands over to the console program beside it, which opens the window.

A second program with everything inside would add 11 MB to the folder for the sake of having no console on Windows.
"""

import os
import subprocess
import sys
from pathlib import Path

here = Path(sys.executable)
program = str(here.with_name(here.name.replace("-window", "")))
arguments = ["--workspace", sys.argv[1]] if len(sys.argv) > 1 else []
environ = {**os.environ, "PYINSTALLER_RESET_ENVIRONMENT": "1"}

if sys.platform == "win32":
    sys.exit(subprocess.call([program, *arguments], env=environ, creationflags=subprocess.CREATE_NO_WINDOW))
os.execve(program, [program, *arguments], environ)  # noqa: S606 - no shell is wanted
