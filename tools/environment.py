"""Make `.venv` ready: system libraries, virtual environment, packages by hash, the project itself.

Called by the Makefile with the Python the person has (3.11 or newer, nothing else). Does nothing when all is there;
builds the environment anew when the Python or a locked version changed. `run` or `dev` says which packages; `dist` is
`dev` with what packaging needs of the system.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"

# Library that must load -> Debian package that brings it. The first group is all Qt needs without a display.
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
DISPLAY_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-shape.so.0": "libxcb-shape0",
}


def main(kind: str) -> None:
    """Make the environment ready for `kind`: "run", "dev" or "dist"."""
    install_system_packages(missing_system_packages(packaging=kind == "dist"))
    install_packages("run" if kind == "run" else "dev")


def install_packages(kind: str) -> None:
    """Install what is locked for `kind` and the project, as far as that is not done."""
    if not (unchanged("dev") or unchanged(kind)):
        if not unchanged("run"):
            print(f"Making {VENV.name} with Python {sys.version.split()[0]} …", flush=True)
            shutil.rmtree(VENV, ignore_errors=True)
            call(sys.executable, "-m", "venv", str(VENV))
        print(f"Installing the packages of requirements/{kind}.txt …", flush=True)
        pip("--require-hashes", "-r", f"requirements/{kind}.txt")
        keep(kind)
    if not unchanged("project"):
        # The project itself cannot have a hash, so it comes second and brings no dependencies of its own.
        pip("--no-deps", "--no-build-isolation", "-e", ".")
        keep("project")


def missing_system_packages(*, packaging: bool = False) -> list[str]:
    """Return the Debian packages that this machine lacks for the program to start, or to be packaged."""
    python = f"python3.{sys.version_info.minor}"
    packages = [f"{python}-venv"] if importlib.util.find_spec("ensurepip") is None else []
    if not sys.platform.startswith("linux"):
        return packages
    wanted = dict(LIBRARIES)
    if packaging:
        wanted[str(sysconfig.get_config_var("INSTSONAME"))] = f"lib{python}"
        packages += [] if shutil.which("objdump") and shutil.which("strip") else ["binutils"]
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        wanted |= DISPLAY_LIBRARIES
    return packages + [package for library, package in wanted.items() if not loads(library)]


def loads(library: str) -> bool:
    """Tell whether the dynamic linker finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_system_packages(packages: list[str]) -> None:
    """Install what is missing when that is allowed, else say the line to type and stop."""
    if not packages:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if shutil.which("apt-get") is None:
        sys.exit(
            f"These libraries are missing; install them with the package tool of your system: {' '.join(packages)}"
        )
    prefix = privilege()
    if prefix is None:
        sys.exit(f"System packages are missing. Type this, then try again:\n\n  sudo {' '.join(install)}\n")
    print(f"Installing system packages: {' '.join(packages)}", flush=True)
    call(*prefix, "apt-get", "update", "-q")
    call(*prefix, *install)


def privilege() -> list[str] | None:
    """Return what to put before a command that needs root: nothing, sudo without a question, or None if neither."""
    if os.geteuid() == 0:
        return ["env", "DEBIAN_FRONTEND=noninteractive"]
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"]
    return None


def unchanged(part: str) -> bool:
    """Tell whether a part of the environment was installed from exactly what is there now."""
    stamp = VENV / f"installed-{part}"
    return stamp.is_file() and stamp.read_text(encoding="ascii") == digest(part)


def keep(part: str) -> None:
    """Note that a part has been installed."""
    (VENV / f"installed-{part}").write_text(digest(part), encoding="ascii")


def digest(part: str) -> str:
    """Return a digest of what a part depends on: the Python, the place, and the file that declares it."""
    source = ROOT / ("pyproject.toml" if part == "project" else f"requirements/{part}.txt")
    python = f"{sys.version} {sysconfig.get_platform()} {ROOT}".encode()
    return hashlib.sha256(python + source.read_bytes()).hexdigest()


def pip(*arguments: str) -> None:
    """Install into the environment."""
    call(str(VENV / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments)


def call(*command: str) -> None:
    """Run a command in the project's folder; stop with its exit code when it fails."""
    done = subprocess.run(command, cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(f"failed ({done.returncode}): {' '.join(command)}")


if __name__ == "__main__":
    main(sys.argv[1])
