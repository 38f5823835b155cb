"""The profiles that come with the program, one file each in `resources/statements`."""

from __future__ import annotations

from functools import cache
from importlib import resources

from consultant_desk.imports.statements.profile import Profile
from consultant_desk.imports.statements.profile_toml import read_profile


@cache
def shipped_profiles() -> tuple[Profile, ...]:
    """Return the profiles in alphabetical order of their keys; each file is named after its key."""
    files = sorted(
        (file for file in resources.files("resources.statements").iterdir() if file.name.endswith(".toml")),
        key=lambda file: file.name,
    )
    return tuple(read_profile(file.read_text(encoding="utf-8"), file.name) for file in files)


def shipped_text(key: str) -> str:
    """Return the file of a shipped profile as it was written, with its comments; `KeyError` if there is none."""
    if all(one.key != key for one in shipped_profiles()):
        raise KeyError(key)
    return (resources.files("resources.statements") / f"{key}.toml").read_text(encoding="utf-8")
